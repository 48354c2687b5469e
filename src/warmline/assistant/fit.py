"""Fit: how sure it is, from 0 to 1, that an article answers what was asked.

A logistic model of four figures. Its weights were chosen on `tests/assistant/tuning.yaml`, every
second message of `questions.yaml` and the examples of the telecom pack's intents, rounded, and
shifted so that `decisions.decide.LEAST_FIT` parts what is answered from what is not.
"""

from collections.abc import Sequence
from math import exp
from typing import Final

from warmline.assistant.shelf import Match

NOTHING_HELD: Final = -5.0
_EVIDENCE: Final = 3.7
_TITLE: Final = 1.3
_QUESTION: Final = 1.9
_SHARE: Final = 2.6
_FOREIGN: Final = -0.5
_NAMED_FIRST: Final = 2.2
_NAMED: Final = 0.6
_JUST_ENOUGH: Final = -0.5


def leaning(match: Match) -> float:
    """The sum that `squeeze` puts between 0 and 1."""
    return (
        NOTHING_HELD
        + _EVIDENCE * match.evidence
        + _TITLE * match.title
        + _QUESTION * match.question
        + _SHARE * match.share
    )


def leaning_foreign(match: Match) -> float:
    """The same for words of another language, which may be false friends."""
    return leaning(match) + _FOREIGN


def bonus(article_id: str, about: Sequence[str]) -> float:
    """What is added where the intent names the article: most for the first it names."""
    if article_id not in about:
        return 0.0
    return _NAMED_FIRST if article_id == about[0] else _NAMED


def leaning_named_abroad(article_id: str, about: Sequence[str]) -> float:
    """Where an article is written in other languages only, words cannot speak for it.

    That the intent names it first is then just enough.
    """
    is_first = article_id == about[0]
    return _JUST_ENOUGH if is_first else NOTHING_HELD + bonus(article_id, about)


def squeeze(sum_: float) -> float:
    return 1 / (1 + exp(-sum_))
