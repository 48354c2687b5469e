"""Sets of messages with the intent that each has: the pack's examples, BANKING77, CLINC150.

What is drawn or held out is the same in each run.
"""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from warmline.foundation.errors import NotFound
from warmline.journeys import Pack

_CLINC_SETS: Final = ("train", "val", "test", "oos_test")
_CLINC_FILES: Final = {"small": "data_small.json.gz", "full": "data_full.json"}


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    language: str
    intent: str


def examples_of(pack: Pack) -> list[Example]:
    return [
        Example(text, language, intent.name)
        for intent in pack.intents
        for language, texts in intent.examples.items()
        for text in texts
    ]


def read_banking(folder: Path) -> dict[str, list[Example]]:
    """BANKING77 (Casanueva et al., 2020): `train` and `test`."""
    sets = {}
    for name in ("train", "test"):
        with _existing(folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            sets[name] = [
                Example(row["text"], "en", row["category"]) for row in csv.DictReader(file)
            ]
    return sets


def read_bitext(folder: Path) -> dict[str, list[Example]]:
    """Bitext's customer service set, small edition: `train` and `test`."""
    sets = {}
    for name in ("train", "test"):
        with _existing(folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            sets[name] = [Example(row["utterance"], "en", row["intent"]) for row in rows]
    return sets


def read_clinc(folder: Path, size: str = "small") -> dict[str, list[Example]]:
    """CLINC150 (Larson et al., 2019), `small` or `full`: `train`, `val`, `test` and `oos_test`."""
    file = _existing(folder / _CLINC_FILES[size])
    packed = file.read_bytes()
    found = json.loads(gzip.decompress(packed) if file.suffix == ".gz" else packed)
    return {
        name: [Example(text, "en", intent) for text, intent in found[name]] for name in _CLINC_SETS
    }


def _existing(file: Path) -> Path:
    if not file.exists():
        message = f"Skipped: there is no {file}. Give the folder of the data sets with --sets."
        raise NotFound(message)
    return file


def by_intent(examples: Iterable[Example]) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """As a reader is taught."""
    grouped: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in examples:
        grouped[each.intent][each.language].append(each.text)
    return grouped


def folds(examples: Iterable[Example], count: int) -> list[tuple[list[Example], list[Example]]]:
    """What is taught and what is held out; intents and languages are evenly spread."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    parts: list[list[Example]] = [[] for _ in range(count)]
    for each in examples:
        place = seen[each.intent, each.language]
        parts[place % count].append(each)
        seen[each.intent, each.language] = place + 1
    return [
        ([each for other in parts if other is not part for each in other], part) for part in parts
    ]


def draw(examples: Iterable[Example], per_intent: int, number: int) -> list[Example]:
    """So many of each intent; others for another `number`."""
    shuffled = sorted(examples, key=lambda each: sha256(f"{number} {each.text}".encode()).digest())
    taken: dict[str, list[Example]] = defaultdict(list)
    for each in shuffled:
        if len(taken[each.intent]) < per_intent:
            taken[each.intent].append(each)
    return [each for of_intent in taken.values() for each in of_intent]
