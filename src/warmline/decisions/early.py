"""Early: when a person is better, before the customer has to ask for one.

Asked after the first choice, and it can only turn the assistant's own words into a handoff. What
was felt counts only where the customer lets us sense it, and only to bring a person sooner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from warmline.understanding import Look, Reading, trajectory_of

# Two answers in a row that did not know: a third would only tire.
_MISSES: Final = 1
# Above this it cannot wait for a better question.
_PRESSING: Final = 0.7
# How likely a bad end must be, and of how many readings: one bad word is no course.
_ENDS_BADLY: Final = 0.85
_LOOKS: Final = 3


@dataclass(frozen=True, slots=True)
class Past:
    """How the assistant's own time in a conversation went so far.

    `misses` is how many of its last turns in a row knew no answer; `looks` are feelings in the
    order of time, none where they may not be read.
    """

    misses: int = 0
    looks: Sequence[Look] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a person now."""

    distress: bool
    pressing: bool
    tried_twice: bool
    goes_worse: bool


def signs_of(reading: Reading, past: Past, *, is_known: bool, look: Look | None) -> Signs:
    """The signs in this reading and before it; `is_known`: there is something to say to it.

    `look` is this reading's feeling, where there is one.
    """
    looks = [*past.looks, *([look] if look is not None else [])]
    course = trajectory_of(looks) if look is not None and len(looks) >= _LOOKS else None
    return Signs(
        distress=reading.needs.distress,
        pressing=not is_known and reading.needs.urgency >= _PRESSING,
        tried_twice=not is_known and past.misses >= _MISSES,
        goes_worse=course is not None and course.ends_badly >= _ENDS_BADLY,
    )
