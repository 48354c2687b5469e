"""Evaluate redaction: the shipped tagger and patterns on public sentences with marked spans.

Beside them, in the same run, stands Presidio (Microsoft) with its default patterns on a blank
spaCy pipeline: its names and places need a language model, which is not downloaded. Neither
sentences nor patterns of the set were trained on.
"""

import gzip
import json
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from warmline.foundation.errors import NotFound
from warmline.trust import Kind, Span, find_personal

_KINDS: Final = {
    "PERSON": Kind.PERSON,
    "STREET_ADDRESS": Kind.ADDRESS,
    "EMAIL_ADDRESS": Kind.EMAIL,
    "PHONE_NUMBER": Kind.PHONE,
    "CREDIT_CARD": Kind.CARD,
    "IBAN_CODE": Kind.IBAN,
    "IP_ADDRESS": Kind.IP,
    "US_SSN": Kind.ID_NUMBER,
    "DOMAIN_NAME": Kind.URL,
    "URL": Kind.URL,
}
"""Presidio's names for kinds; what the set marks besides (titles, ages, towns) is not masked."""

_FORMED: Final = frozenset(Kind) - {Kind.PERSON, Kind.ADDRESS}
_SET: Final = "presidio_pii/synth_dataset_v2.json"
_NOISY: Final = "wnut17_ner/emerging.dev.conll"

Find = Callable[[str], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the spans that it is said to have."""

    text: str
    spans: tuple[Span, ...]


def evaluate(sets: Path) -> dict[str, Any]:
    """Recall and precision by kind: ours and Presidio's, and names in WNUT-17's dev part."""
    marked, noisy = _synthetic(sets), _tweets(sets)
    ours, theirs = _found(find_personal, marked), _found(presidio(), marked)
    return {
        "evaluation": "redaction",
        "set": {"name": _SET, "texts": len(marked)},
        "found_means": "half of its characters or more, under the same kind",
        "warmline": _figures(ours[0], marked),
        "presidio_patterns": _figures(theirs[0], marked, without={Kind.PERSON, Kind.ADDRESS}),
        "milliseconds": {"warmline": ours[1], "presidio_patterns": theirs[1]},
        "wnut17_dev_person": _by_kind(_found(find_personal, noisy)[0], noisy, {Kind.PERSON}),
    }


def _found(find: Find, marked: Sequence[Marked]) -> tuple[list[Sequence[Span]], dict[str, float]]:
    find("Warm up: Anna, 1 High Street.")
    found, seconds = [], []
    for each in marked:
        started = time.perf_counter()
        found.append(find(each.text))
        seconds.append(time.perf_counter() - started)
    shares = {"p50": 50, "p99": 99, "most": 100}
    return found, {
        name: round(float(np.percentile(seconds, share)) * 1000, 2)
        for name, share in shares.items()
    }


def _figures(
    found: Sequence[Sequence[Span]],
    marked: Sequence[Marked],
    without: Collection[Kind] = (),
) -> dict[str, Any]:
    kinds = [each for each in Kind if each not in without]
    return {
        "formed": _by_kind(found, marked, set(_FORMED)),
        **{str(each): _by_kind(found, marked, {each}) for each in kinds},
    }


def _by_kind(
    found: Sequence[Sequence[Span]], marked: Sequence[Marked], kinds: set[Kind]
) -> dict[str, float | int | None]:
    wanted = hit = said = right = characters = covered = 0
    for spans, each in zip(found, marked, strict=True):
        for kind in kinds:
            gold = [span for span in each.spans if span.kind is kind]
            told = [span for span in spans if span.kind is kind]
            wanted, said = wanted + len(gold), said + len(told)
            hit += sum(_covered(one, told) * 2 >= one.end - one.start for one in gold)
            right += sum(_covered(one, gold) * 2 >= one.end - one.start for one in told)
            characters += sum(one.end - one.start for one in gold)
            covered += sum(_masked(one, spans) for one in gold)
    return {
        "marked": wanted,
        "said": said,
        "recall": _share(hit, wanted),
        "precision": _share(right, said),
        "characters_masked": _share(covered, characters),
    }


def _covered(one: Span, others: Sequence[Span]) -> int:
    """How many characters of a span others have; those do not overlap."""
    return sum(max(0, min(one.end, other.end) - max(one.start, other.start)) for other in others)


def _masked(one: Span, others: Sequence[Span]) -> int:
    """How many of its characters are masked under any kind; others may overlap."""
    masked: set[int] = set()
    for other in others:
        masked.update(range(max(one.start, other.start), min(one.end, other.end)))
    return len(masked)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _synthetic(sets: Path) -> list[Marked]:
    return [
        Marked(each["full_text"], tuple(_spans(each["spans"])))
        for each in json.loads(_read(sets, _SET))
    ]


def _spans(told: Sequence[Mapping[str, Any]]) -> list[Span]:
    return [
        Span(each["start_position"], each["end_position"], _KINDS[each["entity_type"]], 1.0)
        for each in told
        if each["entity_type"] in _KINDS
    ]


def _tweets(sets: Path) -> list[Marked]:
    """WNUT-17: a word and its tag a line; texts are put together with spaces between."""
    return [_tweet(block) for block in _read(sets, _NOISY).split("\n\n") if block.strip()]


def _tweet(block: str) -> Marked:
    text, spans = "", list[Span]()
    for line in block.strip("\n").split("\n"):
        word, _, tag = line.rstrip().partition("\t")
        start = len(text) + (1 if text else 0)
        text = f"{text} {word}" if text else word
        if tag == "I-person" and spans:
            start = spans.pop().start
        if tag.endswith("-person"):
            spans.append(Span(start, len(text), Kind.PERSON, 1.0))
    return Marked(text, tuple(spans))


def _read(sets: Path, name: str) -> str:
    for path in (sets / name, sets / f"{name}.gz"):
        if path.exists():
            content = path.read_bytes()
            return (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    message = f"Skipped: {name} is not in {sets}; give its folder with --sets."
    raise NotFound(message)


def presidio() -> Find:
    """Presidio's default recognisers; installed with the tests."""
    import spacy  # noqa: PLC0415
    import tldextract  # noqa: PLC0415
    from presidio_analyzer import AnalyzerEngine  # noqa: PLC0415
    from presidio_analyzer.nlp_engine import SpacyNlpEngine  # noqa: PLC0415

    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    engine = SpacyNlpEngine()
    vars(engine)["nlp"] = {"en": spacy.blank("en")}
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])

    def find(text: str) -> list[Span]:
        return [
            Span(each.start, each.end, _KINDS[each.entity_type], each.score)
            for each in analyzer.analyze(text, language="en", entities=list(_wanted))
        ]

    known = set(analyzer.get_supported_entities())
    _wanted = [each for each in _KINDS if each in known and each != "PERSON"]
    return find
