"""Blending: one calibrated probability from what the encoder, the letters and the lists say.

The weights are few and come from the dev messages (`training/calibrate.py`); English has its
own, since the encoder knows English best.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from warmline.understanding.encoder import FLAGS, LEVELS, MODEL, Floats, Seen
from warmline.understanding.letters import Spelt
from warmline.understanding.reading import EMOTIONS

STEPS: Final = (0.05, 0.4, 0.85)
"""What low, medium and high urgency stand for between 0 and 1."""

_HEARD: Final = frozenset({"asks_for_person", "withdraws_consent", "danger"})
"""What is raised whenever the lists have it: there recall comes first."""

_BAD, _NEITHER, _GOOD = slice(0, 2), slice(2, 3), slice(3, 5)
_CLEARLY: Final = 0.6
_MOST_WORDS: Final = 5
_MOVES: Final = 0.3


@dataclass(frozen=True, slots=True)
class Valence:
    """`value` from −1 to 1 and its standard deviation; `signs` are bad, neither, good."""

    value: float
    doubt: float
    signs: Floats


@dataclass(frozen=True, slots=True)
class Flag:
    probability: float
    is_raised: bool


class Blend:
    """The weights, by group of languages: `en` and `other`."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self.model: str = weights["model"]
        self.sure: float = weights["sure"]
        self._weights = weights

    def flags(
        self, seen: Seen, spelt: Spelt, listed: frozenset[str], language: str, *, is_short: bool
    ) -> dict[str, Flag]:
        """Each flag, raised above its threshold, or because somebody said it in so many words.

        A word or two is mostly the answer to a question, so there it must be clear.
        """
        of_group = self._weights["flags"][_group(language)]
        least = _CLEARLY if is_short else 0.0
        raised = {}
        for place, name in enumerate(FLAGS):
            weights = of_group[name]
            logit = (
                weights["encoder"] * float(seen.flags[place])
                + weights["letters"] * float(spelt.flags[place])
                + weights["listed"] * (name in listed)
                + weights["bias"]
            )
            probability = float(1 / (1 + np.exp(-logit)))
            heard = name in _HEARD and name in listed
            raised[name] = Flag(
                probability, heard or probability >= max(weights["threshold"], least)
            )
        return raised

    def urgency(self, seen: Seen, spelt: Spelt, listed: float, language: str) -> Floats:
        """Low, medium, high: three probabilities."""
        weights = self._weights["urgency"][_group(language)]
        logits = (
            weights["encoder"] * _log_softmax(seen.urgency)
            + weights["letters"] * _log_softmax(spelt.urgency)
            + weights["listed"] * listed * np.array((-1.0, 0.0, 1.0), np.float32)
            + np.array(weights["bias"], np.float32)
        )
        return np.asarray(np.exp(_log_softmax(logits)), np.float32)

    def valence(self, seen: Seen, spelt: Spelt, language: str) -> Valence:
        """The sign from both, how far within a sign from the encoder."""
        weights = self._weights["valence"][_group(language)]
        levels = np.exp(_log_softmax(seen.valence))
        signs = [levels[each].sum() for each in (_BAD, _NEITHER, _GOOD)]
        logits = (
            weights["encoder"] * np.log(np.maximum(signs, 1e-6))
            + weights["letters"] * _log_softmax(spelt.valence)
            + np.array(weights["bias"], np.float32)
        )
        blended = np.exp(_log_softmax(logits))
        for each, share, before in zip((_BAD, _NEITHER, _GOOD), blended, signs, strict=True):
            levels[each] *= share / max(float(before), 1e-6)
        levels /= levels.sum()
        value = float(levels @ LEVELS)
        spread = float(levels @ (np.array(LEVELS) - value) ** 2)
        return Valence(value, spread**0.5, np.asarray(blended, np.float32))

    def emotions(self, seen: Seen) -> tuple[dict[str, float], tuple[str, ...]]:
        """Probabilities of the 28, and those above their thresholds: at least one."""
        weights = self._weights["emotions"]
        logits = seen.emotions * np.array(weights["scale"]) + np.array(weights["shift"])
        chances = 1 / (1 + np.exp(-logits))
        over = chances / np.array(weights["threshold"])
        labels = [name for name, each in zip(EMOTIONS, over, strict=True) if each >= 1]
        named = {name: round(float(each), 4) for name, each in zip(EMOTIONS, chances, strict=True)}
        return named, tuple(labels) or (EMOTIONS[int(np.argmax(over))],)

    def moved(self, seen: Seen, text: str) -> list[tuple[int, int, float]]:
        """The words that moved valence most: characters from, to, and −1 to 1."""
        if not seen.spans:
            return []
        weights = self._weights["moved"]
        pushes = np.tanh((seen.moved - weights["mean"]) / weights["spread"] / 2)
        words: list[tuple[int, int, float]] = []
        for (start, end), push in zip(seen.spans, pushes, strict=True):
            if words and words[-1][1] == start and not text[start - 1 : start].isspace():
                first, _, before = words[-1]
                words[-1] = (first, end, max(before, float(push), key=abs))
            else:
                words.append((start, end, float(push)))
        strong = [(*each[:2], round(each[2], 3)) for each in words if abs(each[2]) >= _MOVES]
        return sorted(sorted(strong, key=lambda each: -abs(each[2]))[:_MOST_WORDS])

    def politeness(self, seen: Seen) -> float:
        """From 0 (curt) to 1 (courteous)."""
        return float(1 / (1 + np.exp(-seen.politeness)))


@lru_cache(maxsize=1)
def load_blend(folder: Path = MODEL) -> Blend:
    """The weights that were shipped with the model."""
    return Blend(json.loads((folder / "blend.json").read_text(encoding="utf-8")))


def _group(language: str) -> str:
    return "en" if language == "en" else "other"


def _log_softmax(logits: Floats | Sequence[float]) -> Floats:
    values = np.asarray(logits, np.float64)
    values = values - values.max()
    return np.asarray(values - np.log(np.exp(values).sum()), np.float32)
