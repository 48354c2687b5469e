"""Knowledge: articles published by version, and withdrawn.

A version never changes and is never deleted, so what was quoted stays readable.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from warmline.assistant.models import ArticleRow
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict, NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.statements import AnyRow, add, change, fetch
from warmline.journeys import Article
from warmline.timeline import SourceRef


class VersionExists(Conflict):
    code = "version_exists"

    def __init__(self, article: str, version: int) -> None:
        super().__init__(f"“{article}” has a version {version} already; publish a higher one.")


_CURRENT = (
    select(
        ArticleRow.id,
        ArticleRow.language,
        ArticleRow.version,
        ArticleRow.title,
        ArticleRow.questions,
        ArticleRow.body,
    )
    .where(ArticleRow.brand_id == bindparam("for_brand"), ArticleRow.withdrawn_at.is_(None))
    .order_by(ArticleRow.id, ArticleRow.language)
)
_WITHDRAW = (
    update(ArticleRow)
    .where(
        ArticleRow.brand_id == bindparam("for_brand"),
        ArticleRow.id == bindparam("of_article"),
        ArticleRow.language == bindparam("in_language"),
        ArticleRow.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("at"))
)


def publish(session: Session, actor: Actor, article: Article) -> None:
    """Publish a version; earlier ones of that language are withdrawn, and stay for citations."""
    actor.demand(Scope.KNOWLEDGE_WRITE)
    key = (actor.brand_id, article.id, article.language, article.version)
    if session.get(ArticleRow, key) is not None:
        raise VersionExists(article.id, article.version)
    _withdraw(session, actor, article.id, article.language)
    add(
        session,
        ArticleRow,
        {
            "brand_id": actor.brand_id,
            "id": article.id,
            "language": article.language,
            "version": article.version,
            "title": article.title,
            "questions": list(article.questions),
            "body": article.body,
            "published_at": now(),
        },
    )
    data = {"article": article.id, "language": article.language, "version": article.version}
    events.append(session, actor, "article.published.v1", new_id(), data)


def withdraw(session: Session, actor: Actor, article_id: str, language: str) -> None:
    """Offer an article no more in that language; what was quoted stays. Raises `NotFound`."""
    actor.demand(Scope.KNOWLEDGE_WRITE)
    if not _withdraw(session, actor, article_id, language):
        message = "There is no such article in that language, or it is withdrawn already."
        raise NotFound(message)
    data = {"article": article_id, "language": language}
    events.append(session, actor, "article.withdrawn.v1", new_id(), data)


def find_article(
    session: Session, actor: Actor, article_id: str, language: str, version: int
) -> Article:
    """The very version that was quoted; raises `NotFound`."""
    row = session.get(ArticleRow, (actor.brand_id, article_id, language, version))
    if row is None:
        message = "There is no such version of that article."
        raise NotFound(message)
    return _as_article(row)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a message quotes, as it was published; `quoted` are places among the paragraphs."""

    title: str
    version: int
    language: str
    paragraphs: tuple[str, ...]
    quoted: tuple[int, ...]
    published_at: datetime


def find_cited(session: Session, actor: Actor, source: SourceRef, quoted_in: str) -> Cited:
    """A source in the language in which a message (`quoted_in`: its text) quotes it."""
    rows = session.scalars(
        select(ArticleRow)
        .where(
            ArticleRow.brand_id == actor.brand_id,
            ArticleRow.id == source.article,
            ArticleRow.version == source.version,
        )
        .order_by(ArticleRow.language)
    ).all()
    for row in rows:
        paragraphs = _as_article(row).paragraphs
        quoted = tuple(place for place, each in enumerate(paragraphs) if each in quoted_in)
        if quoted:
            return Cited(
                row.title, row.version, row.language, tuple(paragraphs), quoted, row.published_at
            )
    message = "That message quotes no such article."
    raise NotFound(message)


def articles_of(session: Session, actor: Actor) -> list[Article]:
    """The current articles of the brand, by id and language."""
    return [_as_article(row) for row in fetch(session, _CURRENT, for_brand=actor.brand_id)]


def _withdraw(session: Session, actor: Actor, article_id: str, language: str) -> int:
    values = {
        "for_brand": actor.brand_id,
        "of_article": article_id,
        "in_language": language,
        "at": now(),
    }
    return change(session, _WITHDRAW, values)


def _as_article(row: AnyRow) -> Article:
    return Article(row.id, row.language, row.version, row.title, tuple(row.questions), row.body)
