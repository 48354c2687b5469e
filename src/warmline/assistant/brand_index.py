"""The library: the index of each brand, kept in memory, made anew when its articles have changed.

A change shows in how many articles there are, how many are withdrawn, or when; that is asked
before each search, so what another process publishes is found too.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from warmline.assistant.index import Index
from warmline.assistant.knowledge import articles_of
from warmline.assistant.models import ArticleRow
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.statements import fetch

_MOST_BRANDS: Final = 200


class _Stamp(NamedTuple):
    """What changes with every publication and withdrawal, in whatever order they commit."""

    articles: int
    withdrawn: int
    newest: datetime | None
    newest_withdrawn: datetime | None


_STAMP = select(
    func.count(ArticleRow.published_at).label("articles"),
    func.count(ArticleRow.withdrawn_at).label("withdrawn"),
    func.max(ArticleRow.published_at).label("newest"),
    func.max(ArticleRow.withdrawn_at).label("newest_withdrawn"),
).where(ArticleRow.brand_id == bindparam("for_brand"))


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: _Stamp
    index: Index


class Library:
    """Indexes by brand; those used longest ago make room."""

    def __init__(self, most: int = _MOST_BRANDS) -> None:
        self._most = most
        self._kept = OrderedDict[BrandId, _Kept]()
        self._lock = threading.Lock()

    def index_of(self, session: Session, actor: Actor) -> Index:
        """The index of the actor's brand as `session` sees it."""
        stamp = _Stamp(*fetch(session, _STAMP, for_brand=actor.brand_id)[0])
        with self._lock:
            kept = self._kept.get(actor.brand_id)
            if kept is not None and kept.stamp == stamp:
                self._kept.move_to_end(actor.brand_id)
                return kept.index
        index = Index(articles_of(session, actor), kept.index if kept is not None else None)
        with self._lock:
            self._kept[actor.brand_id] = _Kept(stamp, index)
            self._kept.move_to_end(actor.brand_id)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return index


_library = Library()


def index_of(session: Session, actor: Actor) -> Index:
    """The index of the actor's brand: kept, or made of its current articles."""
    return _library.index_of(session, actor)
