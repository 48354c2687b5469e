"""Evaluate the reader: the shipped file, through the code that serves.

Beside it, in the same run, stand VADER (Hutto and Gilbert, 2014), TextBlob, and the word lists
alone. Figures are of test splits, which nothing was chosen on.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from warmline.learning.measures import (
    Array,
    area_under_curve,
    average_recall,
    calibration_error,
    macro_f1,
    recall_and_precision,
)
from warmline.learning.reading_sets import (
    FLAG_NAMES,
    Labelled,
    Signed,
    emotions_test,
    own_messages,
    tweets,
    tweets_in,
)
from warmline.timeline import words_typed
from warmline.trust import SERVE, clear
from warmline.understanding import EMOTIONS, LINE, Judged, ModelReader

_LANGUAGES: Final = {
    "en": "english", "de": "german", "es": "spanish", "fr": "french", "ar": "arabic",
}  # fmt: skip
_FLAGS: Final = tuple(FLAG_NAMES.values())
_CLEARLY: Final = 0.05
"""From which compound score on VADER calls a text positive, as its authors do."""


def evaluate(sets: Path) -> dict[str, Any]:
    """The figures of the test splits."""
    reader = ModelReader()
    return {
        "customers": _customers(reader, own_messages("test")),
        "goemotions": _goemotions(reader, emotions_test(sets)),
        "tweeteval": _sentiment(reader, tweets(sets)),
        "umsab": {
            language: _sentiment(reader, tweets_in(sets, name))
            for language, name in _LANGUAGES.items()
        },
    }


def evaluate_dev(_: Path) -> dict[str, Any]:
    """The same of our dev messages, which the blend was chosen on: to look at misses with."""
    return {"customers": _customers(ModelReader(), own_messages("dev"))}


def judged_of(reader: ModelReader, texts: Sequence[str]) -> list[Judged]:
    """What the reader makes of each, as many at once as the server has places for."""

    async def together(group: Sequence[str]) -> list[Judged]:
        cleared = [clear(words_typed(text), SERVE, ()) for text in group]
        return list(await asyncio.gather(*(reader.judge(each) for each in cleared)))

    groups = (texts[start : start + LINE] for start in range(0, len(texts), LINE))
    return [each for group in groups for each in asyncio.run(together(group))]


def _customers(reader: ModelReader, messages: Sequence[Labelled]) -> dict[str, Any]:
    judged = judged_of(reader, [each.text for each in messages])
    found: dict[str, Any] = {"messages": len(messages)}
    for name, language in (("all", None), *((each, each) for each in _LANGUAGES)):
        places = [place for place, each in enumerate(messages) if language in (None, each.language)]
        chosen = [messages[place] for place in places]
        if chosen:
            found[name] = _of_language(chosen, [judged[place] for place in places])
    return found


def _of_language(messages: Sequence[Labelled], judged: Sequence[Judged]) -> dict[str, Any]:
    signs = np.array([np.sign(each.valence) for each in messages])
    is_signed = signs != 0
    ours = np.array([each.valence.value for each in judged])
    high = np.array([each.urgency == 2 for each in messages])  # noqa: PLR2004 the third step
    told = np.array([each.urgency != 1 for each in messages])
    urgency = np.array([float(each.steps @ (0.0, 0.5, 1.0)) for each in judged])
    lists = np.array([each.listed.urgency for each in judged])
    return {
        "messages": len(messages),
        "flags": {name: _flag(name, messages, judged) for name in _FLAGS},
        "urgency_auc_high_against_low": {
            "reader": area_under_curve(urgency[told], high[told]),
            "word_lists": area_under_curve(lists[told], high[told]),
        },
        "valence_sign": {
            "reader": _share(np.sign(ours)[is_signed] == signs[is_signed]),
            "vader": _share(_signs(vader, messages)[is_signed] == signs[is_signed]),
            "three_classes_reader": _share(
                np.array([each.valence.signs.argmax() - 1 for each in judged]) == signs
            ),
            "three_classes_vader": _share(_signs(vader, messages) == signs),
        },
        "calibration": _calibration(messages, judged, signs),
        "coverage_and_risk": _coverage(judged, signs),
    }


def _flag(name: str, messages: Sequence[Labelled], judged: Sequence[Judged]) -> dict[str, Any]:
    wanted = [name in each.flags for each in messages]
    return {
        "reader": recall_and_precision([each.flags[name].is_raised for each in judged], wanted),
        "word_lists": recall_and_precision([name in each.listed.flags for each in judged], wanted),
        "positives": sum(wanted),
    }


def _calibration(
    messages: Sequence[Labelled], judged: Sequence[Judged], signs: Array
) -> dict[str, float]:
    steps = np.stack([each.steps for each in judged])
    of_signs = np.stack([each.valence.signs for each in judged])
    urgency = np.array([each.urgency for each in messages])
    chances = [[each.flags[name].probability for name in _FLAGS] for each in judged]
    raised = [[name in each.flags for name in _FLAGS] for each in messages]
    return {
        "valence": calibration_error(of_signs, np.eye(3)[signs + 1]),
        "urgency": calibration_error(steps, np.eye(3)[urgency]),
        "flags": calibration_error(np.array(chances), np.array(raised)),
    }


def _coverage(judged: Sequence[Judged], signs: Array) -> dict[str, float]:
    """How often the likeliest of three signs is wrong, where the reader stands by it most."""
    sureness = np.array([each.valence.signs.max() for each in judged])
    wrong = np.array([each.valence.signs.argmax() - 1 for each in judged]) != signs
    order = np.argsort(-sureness)
    return {
        f"risk_at_{share}": _share(wrong[order[: max(1, len(order) * share // 100)]])
        for share in (50, 70, 80, 90, 100)
    }


def _goemotions(
    reader: ModelReader, examples: Sequence[tuple[str, frozenset[int]]]
) -> dict[str, Any]:
    from warmline.understanding.blend import load_blend  # noqa: PLC0415 emotions without feelings

    judged = judged_of(reader, [text for text, _ in examples])
    found = [load_blend().emotions(each.seen) for each in judged]
    chances = np.array([list(named.values()) for named, _ in found])
    chosen = np.array([[name in labels for name in EMOTIONS] for _, labels in found])
    wanted = np.array([[place in each for place in range(len(EMOTIONS))] for _, each in examples])
    return {
        "macro_f1": macro_f1(chosen, wanted),
        "calibration": calibration_error(chances, wanted),
        "by_label": {
            name: round(macro_f1(chosen[:, [place]], wanted[:, [place]]), 3)
            for place, name in enumerate(EMOTIONS)
        },
    }


def _sentiment(reader: ModelReader, examples: Sequence[Signed]) -> dict[str, Any]:
    """Average recall over three classes, the official measure, and macro-F1."""
    wanted = np.array([each.sign for each in examples])
    judged = judged_of(reader, [each.text for each in examples])
    told = {
        "reader": np.array([each.valence.signs.argmax() - 1 for each in judged]),
        "vader": _signs(vader, examples),
        "textblob": _signs(_textblob, examples),
    }
    return {
        name: {
            "average_recall": average_recall(signs, wanted),
            "macro_f1": macro_f1(_classes(signs), _classes(wanted)),
        }
        for name, signs in told.items()
    }


def _classes(signs: Array) -> Array:
    return np.stack([signs == each for each in (-1, 0, 1)], axis=1)


def _signs(score: Callable[[str], float], examples: Sequence[Labelled] | Sequence[Signed]) -> Array:
    scores = np.array([score(each.text) for each in examples])
    return np.where(scores >= _CLEARLY, 1, np.where(scores <= -_CLEARLY, -1, 0))


def vader(text: str) -> float:
    """The compound score of VADER, from −1 to 1."""
    return float(_others()["vader"](text))


def _textblob(text: str) -> float:
    return float(_others()["textblob"](text))


_loaded: dict[str, Callable[[str], float]] = {}


def _others() -> Mapping[str, Callable[[str], float]]:
    """What is measured beside the reader: installed with the tests."""
    if not _loaded:
        from textblob import TextBlob  # noqa: PLC0415
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415

        vader = SentimentIntensityAnalyzer()
        _loaded["vader"] = lambda text: vader.polarity_scores(text)["compound"]
        _loaded["textblob"] = lambda text: TextBlob(text).sentiment.polarity
    return _loaded


def _share(values: Sequence[float] | Array) -> float:
    return round(float(np.mean(values)), 4) if len(values) else float("nan")
