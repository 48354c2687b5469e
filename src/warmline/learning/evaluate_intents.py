"""Intents: how well wishes are told apart, and how well “none of these” is told from a wish.

The pack's examples are read by readers that were not taught them. A plain bag of stems runs
beside; a threshold is chosen on messages kept for choosing, never on those it is measured on.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from warmline.journeys import load_pack
from warmline.learning.encoded import Encoded
from warmline.learning.intent_sets import (
    Example,
    by_intent,
    draw,
    examples_of,
    folds,
    read_banking,
    read_bitext,
    read_clinc,
)
from warmline.learning.plain_stems import PlainStems
from warmline.understanding import SURE, IntentReader, teach

_PACK: Final = "telecom"
_FOLDS: Final = 5
_PER_INTENT: Final = 10
_DRAWS: Final = 3
_STEPS: Final = 10
_LOST: Final = 0.05
"""The share of right answers, of those kept for choosing, that a threshold may lose."""

Guesser = Callable[[Example], tuple[str | None, float]]
Sets = Mapping[str, Sequence[Example]]


@dataclass(frozen=True, slots=True)
class Outcome:
    example: Example
    guess: str | None
    sureness: float

    @property
    def is_right(self) -> bool:
        return self.guess == self.example.intent


def evaluate(sets: Path) -> dict[str, Any]:
    """Figures over the pack's examples, `banking77` and `clinc150` in `sets`."""
    clinc = read_clinc(sets / "clinc150")
    return {
        "evaluation": "intents",
        "sure": SURE,
        "pack": _of_pack(clinc["oos_test"]),
        "banking77": _of_banking(read_banking(sets / "banking77")),
        "banking77_full": _of_all(read_banking(sets / "banking77")),
        "clinc150_small": _of_clinc(clinc),
        "clinc150_full": _of_clinc(read_clinc(sets / "clinc150", "full")),
        "bitext_full": _of_all(read_bitext(sets / "bitext_customer_support")),
    }


def _of_pack(out_of_scope: Sequence[Example]) -> dict[str, Any]:
    """Each fifth of the examples, by readers taught the other four."""
    pack = load_pack(_PACK)
    asides = {each.name for each in pack.intents if not each.articles and each.skill is None}
    examples = examples_of(pack)
    ours: list[Outcome] = []
    plain: list[Outcome] = []
    pairs: list[bool] = []
    splits: list[bool] = []
    for taught, held_out in folds(examples, _FOLDS):
        reader = _taught(taught, asides)
        ours += _outcomes(_whole(reader), held_out)
        plain += _outcomes(PlainStems(taught).guess, held_out)
        pairs += _pairs(reader, [each for each in held_out if each.intent not in asides])
        splits += [len(_wished(reader, each.text, each.language)) > 1 for each in held_out]
    outside = _outcomes(_whole(_taught(examples)), out_of_scope)
    return {
        "examples": len(examples),
        "reader": {
            **_accuracy(ours),
            **_at(SURE, ours),
            "calibration_error": _calibration_error([*ours, *_one_in_five(ours, outside)]),
            "out_of_scope_recall": _share(each.sureness < SURE for each in outside),
            "both_wishes_found": _share(pairs),
            "one_wish_split": _share(splits),
        },
        "plain_stems": _accuracy(plain),
    }


def _of_banking(banking: Sets) -> dict[str, Any]:
    """Ten examples of each intent, drawn three times, and the official test set."""
    ours: list[Outcome] = []
    plain: list[Outcome] = []
    for number in range(_DRAWS):
        taught = draw(banking["train"], _PER_INTENT, number)
        ours += _outcomes(_whole(_taught(taught)), banking["test"])
        plain += _outcomes(PlainStems(taught).guess, banking["test"])
    return {
        "examples_of_each_intent": _PER_INTENT,
        "draws": _DRAWS,
        "reader": {"accuracy": _share(each.is_right for each in ours)},
        "plain_stems": {"accuracy": _share(each.is_right for each in plain)},
    }


def _of_all(sets: Sets) -> dict[str, Any]:
    """Everything there is to learn from, and the official test set."""
    ours = _outcomes(_whole(_taught(sets["train"])), sets["test"])
    plain = _outcomes(PlainStems(sets["train"]).guess, sets["test"])
    return {
        "examples": len(sets["train"]),
        "reader": {"accuracy": _share(each.is_right for each in ours)},
        "plain_stems": {"accuracy": _share(each.is_right for each in plain)},
    }


def _of_clinc(clinc: Sets) -> dict[str, Any]:
    taught = clinc["train"]
    return {
        "examples": len(taught),
        "reader": _at_one_point(_whole(_taught(taught)), clinc),
        "plain_stems": _at_one_point(PlainStems(taught).guess, clinc),
    }


def _at_one_point(guesser: Guesser, clinc: Sets) -> dict[str, float]:
    """At the threshold that loses one in twenty right answers of the validation set."""
    right = sorted(each.sureness for each in _outcomes(guesser, clinc["val"]) if each.is_right)
    threshold = right[int(_LOST * len(right))]
    inside = _outcomes(guesser, clinc["test"])
    outside = _outcomes(guesser, clinc["oos_test"])
    kept = (each.is_right and each.sureness >= threshold for each in inside)
    return {
        "accuracy": _share(each.is_right for each in inside),
        "threshold": round(threshold, 4),
        "in_scope_accuracy": _share(kept),
        "out_of_scope_recall": _share(each.sureness < threshold for each in outside),
    }


def _outcomes(guesser: Guesser, examples: Iterable[Example]) -> list[Outcome]:
    return [Outcome(each, *guesser(each)) for each in examples]


def _taught(examples: Iterable[Example], asides: Collection[str] = ()) -> IntentReader:
    """As the server teaches it, once the model has seen the examples."""
    told = by_intent(examples)
    reader = teach(told, asides=asides)
    reader.learn_meanings(told, _encoded().embed)
    return reader


@lru_cache(maxsize=1)
def _encoded() -> Encoded:
    return Encoded()


def _whole(reader: IntentReader) -> Guesser:
    """The likeliest wish of the whole message."""

    def guess(example: Example) -> tuple[str | None, float]:
        wish = reader.likeliest(example.text, _encoded().see(example.text), example.language)
        return (wish.intent, wish.confidence) if wish else (None, 0.0)

    return guess


def _pairs(reader: IntentReader, examples: Sequence[Example]) -> Iterator[bool]:
    """Of messages that are read rightly alone: whether two on two lines are both found."""
    alone: dict[str, list[Example]] = defaultdict(list)
    for each in examples:
        if _wished(reader, each.text, each.language) == {each.intent}:
            alone[each.language].append(each)
    for of_language in alone.values():
        for first, second in zip(of_language, reversed(of_language), strict=True):
            wanted = {first.intent, second.intent}
            if len(wanted) > 1:
                both = f"{first.text}\n{second.text}"
                yield _wished(reader, both, first.language) == wanted


def _wished(reader: IntentReader, text: str, language: str) -> set[str]:
    return {wish.intent for wish in reader.read(text, _encoded().see(text), language)}


def _accuracy(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    languages = dict.fromkeys(each.example.language for each in outcomes)
    return {
        "accuracy": _share(each.is_right for each in outcomes),
        "by_language": {
            language: _share(
                each.is_right for each in outcomes if each.example.language == language
            )
            for language in languages
        },
    }


def _at(threshold: float, outcomes: Sequence[Outcome]) -> dict[str, float]:
    named = [each for each in outcomes if each.sureness >= threshold]
    return {
        "named": round(len(named) / len(outcomes), 4),
        "right_where_named": _share(each.is_right for each in named),
    }


def _calibration_error(outcomes: Sequence[Outcome]) -> float:
    """The mean distance between confidence and accuracy over ten steps (Naeini et al., 2015)."""
    steps: dict[int, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        steps[min(int(each.sureness * _STEPS), _STEPS - 1)].append(each)
    distance = sum(
        abs(sum(each.sureness - each.is_right for each in step)) for step in steps.values()
    )
    return round(distance / len(outcomes), 4)


def _one_in_five(inside: Sequence[Outcome], outside: Sequence[Outcome]) -> Sequence[Outcome]:
    """As many from outside that one message in five is."""
    return outside[: len(inside) // 4]


def _share(those: Iterable[bool]) -> float:
    return round(fmean(those), 4)
