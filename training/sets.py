"""What the model learns from: public sets marked `train+ship`, and messages written for it.

Every example says only what its source knows; the other heads do not learn from it.
"""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

LEVELS: Final = (-2, -1, 0, 1, 2)
URGENCIES: Final = ("low", "medium", "high")
FLAGS: Final = ("person", "withdraws", "distress", "danger", "abuse")
PLUTCHIK: Final = (
    "anger", "anticipation", "disgust", "fear", "joy", "sadness", "surprise", "trust",
)  # fmt: skip
"""The labels of XED, in its order from 1."""

MESSAGES: Final = Path(__file__).parent / "messages"
_EMOTIONS: Final = 28
_NEUTRAL: Final = 27
_BAD: Final = frozenset({0, 1})
_PLAIN: Final = frozenset({2})
_GOOD: Final = frozenset({3, 4})
_GOOD_OF_XED: Final = frozenset({1, 4, 7})
_BAD_OF_XED: Final = frozenset({0, 2, 3, 5})
_FIELDS: Final = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what is known of it.

    `levels` are the places in `LEVELS` that its valence may have; `plutchik` has −1 where the
    source does not say; `politeness` is a share from 0 to 1.
    """

    text: str
    language: str = "en"
    emotions: tuple[int, ...] | None = None
    levels: frozenset[int] | None = None
    urgency: int | None = None
    flags: tuple[int, ...] | None = None
    plutchik: tuple[int, ...] | None = None
    politeness: float | None = None


def messages(name: str) -> list[Example]:
    """Customer messages of ours, labelled as `docs/labelling.md` says: train, dev or test."""
    return [
        _message(line)
        for path in sorted(MESSAGES.glob(f"{name}*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def goemotions(sets: Path, split: str) -> list[Example]:
    """GoEmotions (Demszky et al., 2020; CC BY 4.0): 28 emotions of Reddit comments."""
    with (sets / "goemotions" / "sentiment_mapping.json").open(encoding="utf-8") as file:
        signs = json.load(file)
    with (sets / "goemotions" / "emotions.txt").open(encoding="utf-8") as file:
        names = file.read().split()
    good = {names.index(name) for name in signs["positive"]}
    bad = {names.index(name) for name in signs["negative"]}
    found = []
    with _open(sets / "goemotions" / f"{split}.tsv") as file:
        for text, labels, _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            chosen = {int(label) for label in labels.split(",")}
            found.append(
                Example(
                    text,
                    emotions=tuple(int(each in chosen) for each in range(_EMOTIONS)),
                    levels=_sign(chosen - {_NEUTRAL}, good, bad),
                )
            )
    return found


def xed(sets: Path) -> list[Example]:
    """XED English (Öhman et al., 2020; CC BY 4.0): eight emotions of film subtitles."""
    found = []
    with _open(sets / "xed" / "en-annotated.tsv") as file:
        for line in file:
            text, _, labels = line.rstrip("\n").rpartition("\t")
            chosen = {int(label) - 1 for label in labels.split(",")}
            found.append(
                Example(
                    text,
                    plutchik=tuple(int(each in chosen) for each in range(len(PLUTCHIK))),
                    levels=_sign(chosen, _GOOD_OF_XED, _BAD_OF_XED),
                )
            )
    with _open(sets / "xed" / "neu_en.txt") as file:
        for line in file:
            text = line.rstrip("\n").partition("\t")[2]
            found.append(Example(text, plutchik=(0,) * len(PLUTCHIK), levels=_PLAIN))
    return found


def brighter(sets: Path) -> list[Example]:
    """BRIGHTER English, track A (Muhammad et al., 2025; CC BY 4.0): five emotions."""
    found = []
    with _open(sets / "brighter_semeval2025_task11" / "track_a" / "train" / "eng.csv") as file:
        for row in csv.DictReader(file):
            plutchik = tuple(int(row[name]) if name in row else -1 for name in PLUTCHIK)
            chosen = {place for place, value in enumerate(plutchik) if value == 1}
            levels = _sign(chosen, _GOOD_OF_XED, _BAD_OF_XED) if chosen else None
            found.append(Example(row["text"], plutchik=plutchik, levels=levels))
    return found


def afrisenti(sets: Path) -> list[Example]:
    """AfriSenti, Nigerian Pidgin (Muhammad et al., 2023; CC BY 4.0): the sentiment of tweets."""
    levels = {"negative": _BAD, "neutral": _PLAIN, "positive": _GOOD}
    with _open(sets / "afrisenti" / "pcm" / "train.tsv") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Example(row["tweet"], levels=levels[row["label"]]) for row in rows]


def politeness(sets: Path) -> list[Example]:
    """Stanford Politeness (Danescu-Niculescu-Mizil et al., 2013; CC BY 4.0): outer quarters."""
    found = []
    for name in ("stack-exchange", "wikipedia"):
        with _open(sets / "stanford_politeness" / f"{name}.annotated.csv") as file:
            rows = [
                (float(row["Normalized Score"]), row["Request"]) for row in csv.DictReader(file)
            ]
        rows.sort()
        quarter = len(rows) // 4
        found += [Example(text, politeness=0.0) for _, text in rows[:quarter]]
        found += [Example(text, politeness=1.0) for _, text in rows[-quarter:]]
    return found


def _message(line: str) -> Example:
    language, _, valence, urgency, flags, text = line.split("|", _FIELDS - 1)
    named = {flag for flag in flags.split(",") if flag}
    if unknown := named - set(FLAGS):
        reason = f"{sorted(unknown)} is no flag, in: {line[:80]}"
        raise ValueError(reason)
    return Example(
        text.replace("\\n", "\n"),
        language,
        levels=frozenset({LEVELS.index(int(valence))}),
        urgency=URGENCIES.index(urgency),
        flags=tuple(int(flag in named) for flag in FLAGS),
    )


def _sign(chosen: set[int], good: Iterable[int], bad: Iterable[int]) -> frozenset[int] | None:
    """The levels that these labels allow; None where they speak for both sides."""
    is_good, is_bad = bool(chosen & set(good)), bool(chosen & set(bad))
    if is_good and is_bad:
        return None
    return _GOOD if is_good else _BAD if is_bad else _PLAIN


def _open(path: Path) -> TextIO:
    """The file, or its compressed copy."""
    packed = path.with_name(path.name + ".gz")
    if packed.exists():
        return gzip.open(packed, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def batches(lengths: list[int], size: int, order: Iterable[int]) -> Iterator[list[int]]:
    """Places of about the same length together, so that little is padded."""
    places = list(order)
    span = size * 50
    for start in range(0, len(places), span):
        near = sorted(places[start : start + span], key=lengths.__getitem__)
        yield from (near[each : each + size] for each in range(0, len(near), size))
