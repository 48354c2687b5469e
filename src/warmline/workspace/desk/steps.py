"""Steps of urgency: how soon harm or loss comes, in the five words that people use for it."""

from enum import IntEnum
from typing import Final

_FROM: Final = ((0.9, 4), (0.7, 3), (0.45, 2), (0.2, 1))


class Urgency(IntEnum):
    CAN_WAIT = 0
    THIS_WEEK = 1
    TODAY = 2
    THIS_HOUR = 3
    NOW = 4


def step_of(urgency: float) -> Urgency:
    """The step of an urgency from 0 to 1."""
    return Urgency(next((step for least, step in _FROM if urgency >= least), 0))
