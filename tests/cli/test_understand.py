"""`understand` with a pack names the pack's intents; without one it names none."""

import io
import json
from typing import Any

import pytest

from warmline.cli.understand import read_lines
from warmline.foundation.errors import BadInput

TEXTS = ("Where is my parcel?", "Hallo, mein Internet ist so langsam", "Who won the football?")


def understood(pack: str | None) -> list[dict[str, Any]]:
    lines = "".join(json.dumps({"id": text, "text": text}) + "\n" for text in TEXTS)
    out = io.StringIO()
    read_lines(io.BytesIO(lines.encode()), out, pack=pack)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_packs_intents_are_named_with_their_confidence() -> None:
    answers = understood("telecom")
    assert [each["id"] for each in answers] == [*TEXTS]
    assert [each["intent"] for each in answers] == ["order_status", "slow_internet", None]
    assert [each["intent_confidence"] >= 0.4 for each in answers] == [True, True, False]


def test_without_a_pack_there_is_no_intent() -> None:
    assert {(each["intent"], each["intent_confidence"]) for each in understood(None)} == {
        (None, 0.0)
    }


def test_an_unknown_pack_is_said_before_anything_is_read() -> None:
    with pytest.raises(BadInput, match="the packs are telecom"):
        understood("zoo")
