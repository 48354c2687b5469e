"""Hints: how a screen may be shown after a decision. They change presentation and nothing else.

What the customer chose for themselves beats them, wherever they are shown.
"""

from collections.abc import Collection
from typing import Final

from warmline.channels import Hint
from warmline.trust import SENSE, SERVE
from warmline.understanding import Reading

# Below this the words are clearly about something bad; a wrong guess costs a few animations.
_LOW_VALENCE: Final = -0.5


def hints_for(reading: Reading, *, is_known: bool) -> tuple[Hint, ...]:
    """The hints after a reading; `is_known`: the assistant had something to say to it.

    A feeling is only in a reading where its customer lets us sense it.
    """
    hints: set[Hint] = set()
    if reading.needs.danger:
        hints |= {Hint.CALM, Hint.PERSON_FIRST}
    if not is_known:
        hints.add(Hint.PERSON_FIRST)
    if reading.feelings is not None and reading.feelings.valence <= _LOW_VALENCE:
        hints.add(Hint.CALM)
    return in_order(hints)


def purposes_of(reading: Reading) -> tuple[str, ...]:
    """What a decision on this reading has looked at.

    A feeling counts also where it changes nothing, so nobody can tell from it how it felt.
    """
    return (SERVE.name, SENSE.name) if reading.feelings is not None else (SERVE.name,)


def in_order(hints: Collection[Hint]) -> tuple[Hint, ...]:
    return tuple(hint for hint in Hint if hint in hints)
