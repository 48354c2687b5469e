"""Finding options: what could be answered from what the brand has written.

How well an article fits: the share of the question's rare words that it holds, held back while
few of them are there. One shared common word is not an answer.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from warmline.assistant.knowledge import Search, search
from warmline.assistant.terms import terms_of
from warmline.decisions import AnswerOption, Option, Passage
from warmline.foundation.actor import Actor
from warmline.journeys import Article

_ENOUGH_EVIDENCE = 3.0
_WEIGHT_IN_BODY = 0.3
_WEIGHT_UNKNOWN = 0.6
_MOST_OPTIONS = 3


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article's terms: of its head, of all of it, and of each of its passages."""

    head: frozenset[str]
    all: frozenset[str]
    passages: tuple[tuple[str, frozenset[str]], ...]


@lru_cache(maxsize=5_000)
def _prepare(article: Article) -> _Prepared:
    """A version never changes, so this is reckoned once."""
    head = frozenset(terms_of("\n".join([article.title, *article.questions]), article.language))
    passages = tuple(
        (text, frozenset(terms_of(text, article.language)))
        for text in map(str.strip, article.body.split("\n\n"))
        if text
    )
    return _Prepared(head, head.union(*(terms for _, terms in passages)), passages)


def find_options(session: Session, actor: Actor, asked: str, language: str) -> list[Option]:
    """The best answers to `asked`, best first; empty when nothing shares a word with it."""
    found = search(session, actor, asked, language)
    weights = {term: _weight(term, found) for term in found.asked}
    fits = [(fit_of(_prepare(article), weights), article) for article in found.candidates]
    fits.sort(key=lambda pair: pair[0], reverse=True)
    return [
        AnswerOption(_best_passage(article, weights), fit) for fit, article in fits[:_MOST_OPTIONS]
    ]


def fit_of(article: _Prepared, weights: Mapping[str, float]) -> float:
    """From 0 to 1: weighted share of the question's words, times how much evidence that is.

    A word in the title or in a question that the article answers counts whole, one that only
    stands in its body less.
    """
    held = sum(
        weight * (1.0 if term in article.head else _WEIGHT_IN_BODY)
        for term, weight in weights.items()
        if term in article.all
    )
    total = sum(weights.values())
    return held / total * min(1.0, held / _ENOUGH_EVIDENCE) if total else 0.0


def _weight(term: str, found: Search) -> float:
    """Inverse document frequency; a word that no article has says little about which one fits."""
    articles_with = found.articles_with.get(term, 0)
    return math.log((found.articles + 1) / articles_with) if articles_with else _WEIGHT_UNKNOWN


def _best_passage(article: Article, weights: Mapping[str, float]) -> Passage:
    """The paragraph that holds most of what was asked; the first of those that hold as much."""
    text, _ = max(
        _prepare(article).passages,
        key=lambda passage: sum(weight for term, weight in weights.items() if term in passage[1]),
    )
    return Passage(article.id, article.title, article.version, article.language, text)
