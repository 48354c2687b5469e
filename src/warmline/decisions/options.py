"""Options: what could be done now. `assistant` finds them, `decide` chooses, `assistant` acts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

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


class Act(StrEnum):
    """What a skill would do next."""

    ASK = "ask"
    PROVE = "prove"
    CONFIRM = "confirm"
    DO = "do"
    UNDO = "undo"
    TELL = "tell"
    REFUSE = "refuse"
    STOP = "stop"
    PERSON = "person"


class Stage(StrEnum):
    """What a message is to a skill: its answer, nothing it can use, or its beginning."""

    HEARD = "heard"
    UNHEARD = "unheard"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class SkillOption:
    """Go on with a skill; `sureness` from 0 to 1 that it is wanted."""

    skill: str
    act: Act
    risk: Literal["look", "change"]
    stage: Stage
    sureness: float


@dataclass(frozen=True, slots=True)
class SituationOption:
    """Tell what is going on now where the customer is."""

    situation: str


@dataclass(frozen=True, slots=True)
class FriendlyOption:
    """Return a greeting or thanks."""

    kind: Literal["greeting", "thanks"]


@dataclass(frozen=True, slots=True)
class HandOver:
    reason: Reason


@dataclass(frozen=True, slots=True)
class SayNotKnown:
    """Say that there is no sure answer, and offer a person."""


@dataclass(frozen=True, slots=True)
class StayQuiet:
    """Somebody else has the conversation."""


Option = (
    AnswerOption
    | SkillOption
    | SituationOption
    | FriendlyOption
    | HandOver
    | SayNotKnown
    | StayQuiet
)
