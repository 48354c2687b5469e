"""The evaluation of intents: its sets, what runs beside it, and how absent sets are said."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from warmline.foundation.errors import NotFound
from warmline.journeys import load_pack
from warmline.learning.evaluate_intents import evaluate
from warmline.learning.intent_sets import Example, by_intent, draw, examples_of, folds
from warmline.learning.plain_stems import PlainStems

EXAMPLES = [
    Example(f"{thing} number {number}", "en", thing)
    for thing in ("order", "bill", "visit")
    for number in ("one", "two", "three", "four", "five", "six")
]


def _write(folder: Path) -> None:
    (folder / "banking77").mkdir()
    (folder / "clinc150").mkdir()
    for name in ("train", "test"):
        with (folder / "banking77" / f"{name}.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["text", "category"])
            rows.writerows([each.text, each.intent] for each in EXAMPLES)
    inside = [[each.text, each.intent] for each in EXAMPLES]
    outside = [["good soup", "oos"], ["what a lovely day", "oos"]]
    found = {"train": inside, "val": inside, "test": inside, "oos_test": outside}
    clinc = folder / "clinc150"
    (clinc / "data_small.json.gz").write_bytes(gzip.compress(json.dumps(found).encode()))
    (clinc / "data_full.json").write_text(json.dumps(found))
    (folder / "bitext_customer_support").mkdir()
    for name in ("train", "test"):
        with (folder / "bitext_customer_support" / f"{name}.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["utterance", "intent"])
            rows.writerows([each.text, each.intent] for each in EXAMPLES)


def test_all_three_sets_are_measured_beside_plain_stems(tmp_path: Path) -> None:
    _write(tmp_path)
    figures = json.loads(json.dumps(evaluate(tmp_path)))
    pack = figures["pack"]
    assert pack["examples"] == len(examples_of(load_pack("telecom")))
    assert pack["reader"]["accuracy"] > pack["plain_stems"]["accuracy"] + 0.15
    assert set(pack["reader"]["by_language"]) == {"en", "de", "es", "fr"}
    assert pack["reader"]["right_where_named"] > pack["reader"]["accuracy"]
    assert pack["reader"]["both_wishes_found"] > 0.5
    assert pack["reader"]["one_wish_split"] < 0.05
    assert figures["banking77"]["reader"] == {"accuracy": 1.0}
    assert figures["clinc150_small"]["reader"]["out_of_scope_recall"] == 1.0
    assert figures["clinc150_small"]["plain_stems"]["accuracy"] == 1.0


def test_absent_sets_are_said_loudly(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"Skipped: there is no .*data_small\.json\.gz"):
        evaluate(tmp_path)


def test_what_is_held_out_is_never_taught() -> None:
    held_out = []
    for taught, part in folds(EXAMPLES, 5):
        assert not set(taught) & set(part)
        assert len(taught) + len(part) == len(EXAMPLES)
        held_out += part
    assert sorted(held_out, key=str) == sorted(EXAMPLES, key=str)


def test_draws_are_the_same_in_each_run_and_others_for_another_number() -> None:
    first, again, other = (draw(EXAMPLES, 2, number) for number in (0, 0, 1))
    assert first == again
    assert first != other
    assert {
        intent: len(texts["en"]) for intent, texts in by_intent(first).items()
    } == dict.fromkeys(("order", "bill", "visit"), 2)


def test_plain_stems_give_the_nearest_example() -> None:
    plain = PlainStems([Example("my orders", "en", "order"), Example("the bill", "en", "bill")])
    intent, cosine = plain.guess(Example("my order", "en", "?"))
    assert intent == "order"
    assert cosine == pytest.approx(1.0)
    assert plain.guess(Example("good soup", "en", "?")) == (None, 0.0)
    assert plain.guess(Example("", "en", "?")) == (None, 0.0)
