"""`understand`: JSON lines in, JSON lines out, in order; a bad line gets a line that says so."""

import asyncio
import json
import sys
from typing import Any, BinaryIO, TextIO

from warmline import journeys, timeline, trust
from warmline.channels import clean
from warmline.trust import SENSE, SERVE
from warmline.understanding import ModelReader, Reading, Words


def read_lines(lines: BinaryIO, out: TextIO, *, pack: str | None) -> None:
    """Read every line; exits with 1 if one could not be read."""
    reader = ModelReader()
    if pack is not None:
        known = journeys.load_pack(pack)
        reader.teach(known.wordings(), asides=known.asides())
        reader.settle()
    asyncio.run(_read_lines(reader, lines, out))


async def _read_lines(reader: ModelReader, lines: BinaryIO, out: TextIO) -> None:
    bad = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            words = _words(given)
        except (ValueError, TypeError, KeyError):
            bad += 1
            out.write(json.dumps({"id": None, "error": f"line {number} is not {_SHAPE}"}) + "\n")
            continue
        out.write(json.dumps(show(given.get("id"), await reader.read(words))) + "\n")
    out.flush()
    if bad:
        sys.stderr.write(f"warmline: {bad} lines could not be read; each is {_SHAPE}\n")
        raise SystemExit(1)


_SHAPE = 'a JSON object like {"id": 1, "text": "…", "before": []}'


def _words(given: dict[str, Any]) -> Words:
    text, before = given["text"], given.get("before") or []
    if not isinstance(text, str) or not all(isinstance(each, str) for each in before):
        raise TypeError
    words = timeline.words_typed(clean(text))
    return Words(
        serve=trust.clear(words, SERVE, ()),
        sense=trust.clear(words, SENSE, ()),
        before=tuple(trust.clear(timeline.words_typed(clean(each)), SERVE, ()) for each in before),
    )


def show(message_id: object, reading: Reading) -> dict[str, Any]:
    """A reading as the contract has it."""
    needs, feelings = reading.needs, reading.feelings
    return {
        "id": message_id,
        "language": needs.language,
        "valence": feelings.valence if feelings else None,
        "emotions": dict(feelings.emotions) if feelings else {},
        "labels": list(feelings.labels) if feelings else [],
        "urgency": needs.urgency,
        "intent": needs.intent,
        "intent_confidence": needs.intent_confidence,
        "asks_for_person": needs.asks_for_person,
        "withdraws_consent": needs.withdraws_consent,
        "distress": needs.distress,
        "abusive": needs.abusive,
        "confidence": reading.confidence,
        "abstained": reading.abstained,
        "because": [list(each) for each in reading.because],
    }
