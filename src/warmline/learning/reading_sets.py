"""Sets of labelled messages that the reader is measured on: ours, GoEmotions, TweetEval, UMSAB.

Messages of ours live beside the training recipe of a checkout; the public ones in the folder
that is given. A set that is absent is said so, loudly.
"""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from warmline.foundation.errors import NotFound

MESSAGES: Final = Path(__file__).parents[3] / "training" / "messages"
FLAG_NAMES: Final = {
    "person": "asks_for_person",
    "withdraws": "withdraws_consent",
    "distress": "distress",
    "danger": "danger",
    "abuse": "abusive",
}
_EMOTIONS: Final = 28
_FIELDS: Final = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A customer's message as `docs/labelling.md` labels it: valence −2 to 2, urgency 0 to 2."""

    language: str
    valence: int
    urgency: int
    flags: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A text and its sentiment: −1, 0 or 1."""

    text: str
    sign: int


def own_messages(name: str) -> list[Labelled]:
    """Messages written for Warmline: `dev` or `test`; raises `NotFound` outside a checkout."""
    file = _existing(MESSAGES / f"{name}.txt")
    return [_labelled(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def emotions_test(sets: Path) -> list[tuple[str, frozenset[int]]]:
    """The test split of GoEmotions (Demszky et al., 2020): texts and the places of their labels."""
    with _open(sets / "goemotions" / "test.tsv") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(text, frozenset(map(int, labels.split(",")))) for text, labels, _ in rows]


def tweets(sets: Path) -> list[Signed]:
    """The sentiment test of TweetEval (Barbieri et al., 2020)."""
    return _signed(sets / "tweeteval" / "sentiment")


def tweets_in(sets: Path, language: str) -> list[Signed]:
    """The test of UMSAB (Barbieri et al., 2022) in a language, by its English name."""
    return _signed(sets / "umsab" / language)


def dialogues(sets: Path, name: str) -> Iterator[list[tuple[str, float]]]:
    """User Satisfaction Simulation (Sun et al., 2021): each dialogue's customer turns in order,
    with the mean of their satisfaction, 1 to 5; the last is that of the whole dialogue.
    """
    turns: list[tuple[str, float]] = []
    with _open(sets / "uss" / f"{name}.txt") as file:
        for line in file:
            if not line.strip():
                if turns:
                    yield turns
                turns = []
                continue
            role, text, _, marks = [*line.rstrip("\n").split("\t"), "", ""][:4]
            if role == "USER" and marks.strip():
                given = [int(mark) for mark in marks.split(",") if mark.strip()]
                turns.append((text, sum(given) / len(given)))
    if turns:
        yield turns


def _labelled(line: str) -> Labelled:
    language, _, valence, urgency, flags, text = line.split("|", _FIELDS)
    return Labelled(
        language,
        int(valence),
        ("low", "medium", "high").index(urgency),
        frozenset(FLAG_NAMES[flag] for flag in flags.split(",") if flag),
        text.replace("\\n", "\n"),
    )


def _signed(folder: Path) -> list[Signed]:
    with _open(folder / "test_text.txt") as file:
        texts = file.read().split("\n")
    with _open(folder / "test_labels.txt") as file:
        labels = file.read().split()
    return [Signed(text, int(label) - 1) for text, label in zip(texts, labels, strict=False)]


def _open(file: Path) -> TextIO:
    packed = file.with_name(file.name + ".gz")
    if packed.exists():
        return gzip.open(packed, "rt", encoding="utf-8", newline="\n")
    return _existing(file).open(encoding="utf-8", newline="\n")


def _existing(file: Path) -> Path:
    if not file.exists():
        message = f"Skipped: there is no {file}. Give the folder of the data sets with --sets."
        raise NotFound(message)
    return file
