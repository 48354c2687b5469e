"""Trajectory: how a conversation goes, as a state that is estimated from unsure readings.

Valence (or urgency) is a level that drifts; each reading is a noisy look at it. A Kalman filter
gives the level and its uncertainty so far, a smoother what it was in hindsight (Rauch, Tung and
Striebel, 1965). Between conversations the level wanders back to neither good nor bad.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import NormalDist
from typing import Final

_DRIFT: Final = 0.04
"""How much the level may change from one message to the next (variance)."""

_NOISE: Final = 0.02
"""What a reading misses beyond its own doubt (variance)."""

_UNKNOWN: Final = 0.25
"""What is not known of somebody who has not written yet (variance)."""

_FORGETS: Final = timedelta(days=7)
"""After which half of a level is gone between conversations."""

_CALM: Final = timedelta(hours=1)
_BROKE: Final = 2.0
_DROP: Final = 0.3
_BAD: Final = -0.2


@dataclass(frozen=True, slots=True)
class Look:
    """One reading: its value from −1 to 1, the standard deviation of that, and when."""

    value: float
    doubt: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Level:
    """Where it stands: the mean and its standard deviation."""

    mean: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Trajectory:
    """`levels` are as they were known then, `hindsight` as they are known now, one a look.

    `broke_at` is the place of the look from which on it is clearly lower; None where it is not.
    `ends` is what the end is expected to be, `ends_badly` how likely it is to be bad.
    """

    levels: Sequence[Level]
    hindsight: Sequence[Level]
    broke_at: int | None
    ends: Level
    ends_badly: float


def trajectory_of(looks: Sequence[Look], *, more: int = 2) -> Trajectory | None:
    """The course of looks in the order of time; None where there is none.

    `more` is how many messages are still expected.
    """
    if not looks:
        return None
    before, levels = _filter(looks)
    now = levels[-1]
    ends = Level(now.mean + _lean(levels), math.sqrt(now.doubt**2 + more * _DRIFT))
    return Trajectory(
        levels=levels,
        hindsight=_smooth(before, levels, looks),
        broke_at=_broke_at(looks),
        ends=Level(max(-1.0, min(1.0, ends.mean)), ends.doubt),
        ends_badly=NormalDist(ends.mean, ends.doubt).cdf(_BAD),
    )


def _filter(looks: Sequence[Look]) -> tuple[list[Level], list[Level]]:
    """What was expected before each look, and what was known after it."""
    expected = Level(0.0, math.sqrt(_UNKNOWN))
    before: list[Level] = []
    after: list[Level] = []
    for place, look in enumerate(looks):
        if place:
            expected = _meanwhile(after[-1], look.at - looks[place - 1].at)
        trust = expected.doubt**2 / (expected.doubt**2 + look.doubt**2 + _NOISE)
        mean = expected.mean + trust * (look.value - expected.mean)
        before.append(expected)
        after.append(Level(mean, expected.doubt * math.sqrt(1 - trust)))
    return before, after


def _meanwhile(level: Level, passed: timedelta) -> Level:
    """What is expected after a while: the same within a conversation, less and less after it."""
    left = _kept(passed)
    variance = left**2 * level.doubt**2 + _DRIFT + (1 - left**2) * _UNKNOWN
    return Level(left * level.mean, math.sqrt(variance))


def _kept(passed: timedelta) -> float:
    return 1.0 if passed <= _CALM else 0.5 ** (passed / _FORGETS)


def _smooth(before: Sequence[Level], after: Sequence[Level], looks: Sequence[Look]) -> list[Level]:
    """Each level with what came later."""
    smooth = [after[-1]]
    for place in range(len(looks) - 2, -1, -1):
        known, later = after[place], before[place + 1]
        kept = _kept(looks[place + 1].at - looks[place].at)
        share = kept * known.doubt**2 / later.doubt**2
        mean = known.mean + share * (smooth[0].mean - later.mean)
        variance = known.doubt**2 + share**2 * (smooth[0].doubt ** 2 - later.doubt**2)
        smooth.insert(0, Level(mean, math.sqrt(max(variance, 0.0))))
    return smooth


def _broke_at(looks: Sequence[Look]) -> int | None:
    """Where the means before and after differ most for the worse, if they clearly do."""
    best, found = _BROKE, None
    for place in range(1, len(looks)):
        first, second = _mean(looks[:place]), _mean(looks[place:])
        drop = first.mean - second.mean
        clearly = drop / math.hypot(first.doubt, second.doubt)
        if drop >= _DROP and second.mean < 0 and clearly > best:
            best, found = clearly, place
    return found


def _mean(looks: Sequence[Look]) -> Level:
    """Their mean, each weighed by how sure it is."""
    weights = [1 / (look.doubt**2 + _NOISE) for look in looks]
    mean = sum(w * look.value for w, look in zip(weights, looks, strict=True)) / sum(weights)
    return Level(mean, 1 / math.sqrt(sum(weights)))


def _lean(levels: Sequence[Level]) -> float:
    """Half of the last change: what goes down goes on for a while, but not for ever."""
    return 0.5 * (levels[-1].mean - levels[-2].mean) if len(levels) > 1 else 0.0
