"""Finding options: what could be answered from what the brand has written.

How well an article fits: the share of the question's rare words that it holds, held back while
few of them are there. One shared common word is not an answer.
"""

import math
from collections.abc import Iterable

from sqlalchemy.orm import Session

from warmline.assistant.knowledge import Article, Search, search
from warmline.assistant.terms import terms_of
from warmline.decisions import AnswerOption, Option, Passage
from warmline.foundation.actor import Actor

_ENOUGH_EVIDENCE = 2.0
_MOST_OPTIONS = 3


def find_options(session: Session, actor: Actor, asked: str, language: str) -> list[Option]:
    """The best answers to `asked`, best first; empty when nothing shares a word with it."""
    found = search(session, actor, asked, language)
    options = [
        AnswerOption(_best_passage(candidate.article, found), fit_of(candidate.terms, found))
        for candidate in found.candidates
    ]
    options.sort(key=lambda option: option.fit, reverse=True)
    return list(options[:_MOST_OPTIONS])


def fit_of(terms: Iterable[str], found: Search) -> float:
    """From 0 to 1: weighted share of the question's words, times how much evidence that is."""
    here = set(terms)
    weights = {term: _weight(term, found) for term in found.asked}
    held = sum(weight for term, weight in weights.items() if term in here)
    total = sum(weights.values())
    return held / total * min(1.0, held / _ENOUGH_EVIDENCE) if total else 0.0


def _weight(term: str, found: Search) -> float:
    """Inverse document frequency; a word that no article has says little about which one fits."""
    articles_with = found.articles_with.get(term, 0)
    return math.log((found.articles + 1) / articles_with) if articles_with else 0.3


def _best_passage(article: Article, found: Search) -> Passage:
    paragraphs = [each.strip() for each in article.body.split("\n\n") if each.strip()]
    text = max(
        paragraphs,
        key=lambda paragraph: fit_of(terms_of(paragraph, article.language), found),
    )
    return Passage(article.id, article.title, article.version, article.language, text)
