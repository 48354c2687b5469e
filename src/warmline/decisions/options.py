"""Options: what could be done now. `assistant` finds them, `decide` chooses, `assistant` acts."""

from dataclasses import dataclass

from warmline.timeline import Reason


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an article, pinned to its version and language."""

    article: str
    title: str
    version: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """Answer by quoting `passage`; `fit` from 0 to 1 is how well it meets what was asked."""

    passage: Passage
    fit: float


@dataclass(frozen=True, slots=True)
class HandOver:
    reason: Reason


@dataclass(frozen=True, slots=True)
class SayNotKnown:
    """Say that there is no sure answer, and offer a person."""


@dataclass(frozen=True, slots=True)
class StayQuiet:
    """Somebody else has the conversation."""


Option = AnswerOption | HandOver | SayNotKnown | StayQuiet
