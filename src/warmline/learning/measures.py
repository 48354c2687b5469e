"""Measures of evaluations: how good a ranking is, and whether a difference is more than luck."""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

RESAMPLES: Final = 10_000
_CUT: Final = 10
_LEAST_CHANCE: Final = 0.1
_BINS: Final = 15
_SEED: Final = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference, its 95 % interval, and how often a resample shows none or a loss."""

    mean: float
    low: float
    high: float
    share_not_better: float


@dataclass(frozen=True, slots=True)
class Sureness:
    """Decisions to answer: how many were right to (`precision`), how many that could be were."""

    precision: float
    recall: float
    f1: float


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain at 10, gain 2^grade - 1 (Burges et al., 2005)."""
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(each, 0) for each in ranked]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:_CUT]))


def sureness(decided: Sequence[bool], could: Sequence[bool]) -> Sureness:
    """Of decisions to answer and whether there was an answer, one each a question."""
    right = sum(map(min, decided, could))
    precision = right / (sum(decided) or 1)
    recall = right / (sum(could) or 1)
    return Sureness(precision, recall, 2 * right / (sum(decided) + sum(could) or 1))


def paired_bootstrap(
    ours: Sequence[float], theirs: Sequence[float], *, resamples: int = RESAMPLES
) -> Difference:
    """Ours less theirs on the same questions, drawn again with replacement (Efron, 1979)."""
    differences = [one - other for one, other in zip(ours, theirs, strict=True)]

    def mean(places: Sequence[int]) -> float:
        return sum([differences[place] for place in places]) / len(places)

    return bootstrap(mean, len(differences), resamples=resamples)


def bootstrap(
    figure: Callable[[Sequence[int]], float], questions: int, *, resamples: int = RESAMPLES
) -> Difference:
    """`figure` of all questions, and of resamples of their places."""
    chance = random.Random(_SEED)  # noqa: S311 - the same resamples each time
    everything = range(questions)
    drawn = sorted(figure(chance.choices(everything, k=questions)) for _ in range(resamples))
    return Difference(
        mean=figure(everything),
        low=drawn[round(0.025 * (resamples - 1))],
        high=drawn[round(0.975 * (resamples - 1))],
        share_not_better=sum(each <= 0 for each in drawn) / resamples,
    )


def area_under_curve(scores: Sequence[float] | Array, is_it: Sequence[bool] | Array) -> float:
    """How often one that is it scores above one that is not (ROC AUC); ties count half."""
    values, labels = np.asarray(scores, float), np.asarray(is_it, bool)
    inside, outside = values[labels], values[~labels]
    if not len(inside) or not len(outside):
        return math.nan
    above = (inside[:, None] > outside).mean() + 0.5 * (inside[:, None] == outside).mean()
    return round(float(above), 4)


def recall_and_precision(told: Sequence[bool], is_it: Sequence[bool]) -> dict[str, float]:
    """Of those that are it, how many were told; and of those told, how many are."""
    right = sum(map(min, told, is_it))
    return {
        "recall": round(right / (sum(is_it) or 1), 4),
        "precision": round(right / (sum(told) or 1), 4),
    }


def macro_f1(told: Array, is_it: Array) -> float:
    """The mean F1 of the columns of two tables of yes and no (cases × labels)."""
    right = (told & is_it).sum(axis=0)
    figures = 2 * right / np.maximum(told.sum(axis=0) + is_it.sum(axis=0), 1)
    return round(float(figures.mean()), 4)


def average_recall(told: Array, wanted: Array) -> float:
    """The mean over classes of how many of each were told as such."""
    shares = [(told[wanted == each] == each).mean() for each in np.unique(wanted)]
    return round(float(np.mean(shares)), 4)


def calibration_error(chances: Array, is_it: Array) -> float:
    """Expected calibration error over all chances of at least 0.1, in bins of equal mass."""
    values, labels = np.ravel(chances), np.ravel(is_it).astype(float)
    chosen = values >= _LEAST_CHANCE
    order = np.argsort(values[chosen])
    if not len(order):
        return math.nan
    values, labels = values[chosen][order], labels[chosen][order]
    bins = np.array_split(np.arange(len(values)), _BINS)
    gaps = [
        abs(values[each].mean() - labels[each].mean()) * len(each) for each in bins if len(each)
    ]
    return round(float(sum(gaps) / len(values)), 4)
