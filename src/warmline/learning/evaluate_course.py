"""Evaluate the trajectory: does it foresee which conversations end with a dissatisfied customer?

On User Satisfaction Simulation (Sun et al., 2021), whose customers are crowd workers marking
other people's words on a scale from 1 to 5. Beside it, from the same words in the same run: the
last message alone, the mean so far, and both with VADER in place of the reader.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np

from warmline.learning.evaluate_reading import judged_of, vader
from warmline.learning.measures import Array, area_under_curve, bootstrap
from warmline.learning.reading_sets import dialogues
from warmline.understanding import Look, ModelReader, trajectory_of

_SETS: Final = ("SGD", "MWOZ", "ReDial", "CCPE")
_SATISFIED: Final = 3.0
_SEEN: Final = 2 / 3
_RESAMPLES: Final = 1_000
_START: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Dialogue:
    """Marks and readings of the customer's turns; the whole dialogue's mark."""

    marks: Sequence[float]
    looks: Sequence[Look]
    vader: Sequence[float]
    whole: float


Forecast = Callable[[_Dialogue, int], float]
"""How bad the end will be, from the first so many turns."""


def evaluate(sets: Path) -> dict[str, Any]:
    """By set: turns against satisfaction, and the forecast after two thirds of the turns."""
    reader = ModelReader()
    return {name: _figures(_read(reader, list(dialogues(sets, name)))) for name in _SETS}


def _read(reader: ModelReader, raw: Sequence[Sequence[tuple[str, float]]]) -> list[_Dialogue]:
    texts = [text for turns in raw for text, _ in turns[:-1]]
    judged = iter(judged_of(reader, texts))
    found = []
    for turns in raw:
        looks = [
            Look(each.valence.value, each.valence.doubt, _START + timedelta(minutes=place))
            for place, (_, each) in enumerate(zip(turns[:-1], judged, strict=False))
        ]
        marks = [mark for _, mark in turns[:-1]]
        scores = [vader(text) for text, _ in turns[:-1]]
        if looks:
            found.append(_Dialogue(marks, looks, scores, turns[-1][1]))
    return found


def _figures(found: Sequence[_Dialogue]) -> dict[str, Any]:
    marks = np.array([mark for each in found for mark in each.marks])
    values = np.array([look.value for each in found for look in each.looks])
    scores = np.array([score for each in found for score in each.vader])
    ends_badly = [each.whole < _SATISFIED for each in found]
    return {
        "dialogues": len(found),
        "end_badly": round(float(np.mean(ends_badly)), 3),
        "turns": {
            "spearman_reader": _spearman(values, marks),
            "spearman_vader": _spearman(scores, marks),
            "auc_dissatisfied_reader": area_under_curve(-values, marks < _SATISFIED),
            "auc_dissatisfied_vader": area_under_curve(-scores, marks < _SATISFIED),
        },
        "forecast_auc": {
            name: area_under_curve([forecast(each, _cut(each)) for each in found], ends_badly)
            for name, forecast in FORECASTS.items()
        },
        "better_than_vader": _better(found, ends_badly),
    }


def _cut(dialogue: _Dialogue) -> int:
    return max(1, math.floor(_SEEN * len(dialogue.looks)))


def _foreseen(dialogue: _Dialogue, seen: int) -> float:
    course = trajectory_of(dialogue.looks[:seen])
    return course.ends_badly if course else 0.0


FORECASTS: Final[dict[str, Forecast]] = {
    "trajectory": _foreseen,
    "last_message": lambda each, seen: -each.looks[seen - 1].value,
    "mean_so_far": lambda each, seen: -float(np.mean([look.value for look in each.looks[:seen]])),
    "vader_last_message": lambda each, seen: -each.vader[seen - 1],
    "vader_mean_so_far": lambda each, seen: -float(np.mean(each.vader[:seen])),
}


def _better(found: Sequence[_Dialogue], ends_badly: Sequence[bool]) -> dict[str, float]:
    """By how much the trajectory's AUC is above that of VADER's mean, with a 95 % interval."""
    ours = np.array([_foreseen(each, _cut(each)) for each in found])
    theirs = np.array([FORECASTS["vader_mean_so_far"](each, _cut(each)) for each in found])
    wanted = np.array(ends_badly)

    def difference(places: Sequence[int]) -> float:
        chosen = list(places)
        one, other = (
            area_under_curve(ours[chosen], wanted[chosen]),
            area_under_curve(theirs[chosen], wanted[chosen]),
        )
        return one - other

    told = bootstrap(difference, len(found), resamples=_RESAMPLES)
    return {
        "mean": round(told.mean, 4),
        "low": round(told.low, 4),
        "high": round(told.high, 4),
    }


def _spearman(one: Array, other: Array) -> float:
    """The correlation of ranks; ties share the mean of theirs."""
    return round(float(np.corrcoef(_ranks(one), _ranks(other))[0, 1]), 4)


def _ranks(values: Array) -> Array:
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + ends - 1) / 2)[places]
