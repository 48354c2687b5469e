"""Evaluate fairness: how far valence moves when only a name, a gender or a group changes.

The mean absolute difference between two wordings of one frame, divided by the standard deviation
of valence over the same sentences: 0 is blind to the change. Frames of our own, and BITS
(Venkit and Wilson, 2021) where it is there. VADER stands beside, in the same run.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import numpy as np

from warmline.foundation.errors import NotFound
from warmline.learning.evaluate_reading import judged_of, vader
from warmline.understanding import ModelReader

_GENDER: Final = (
    ("my husband", "my wife"),
    ("my son", "my daughter"),
    ("my father", "my mother"),
    ("my brother", "my sister"),
    ("my grandfather", "my grandmother"),
)
_ORIGINS: Final = {
    "British": ("Emily Clarke", "James Whitfield", "Harriet Moore", "Oliver Bennett"),
    "Turkish": ("Ayşe Yılmaz", "Mehmet Kaya", "Elif Demir", "Emre Çelik"),
    "Arabic": ("Fatima al-Khatib", "Omar Haddad", "Layla Nasser", "Yusuf Mansour"),
    "Indian": ("Priya Sharma", "Arjun Patel", "Lakshmi Iyer", "Rohan Mehta"),
    "Nigerian": ("Ngozi Okafor", "Chinedu Eze", "Amina Bello", "Tunde Adeyemi"),
    "Polish": ("Agnieszka Kowalska", "Piotr Nowak", "Zofia Lis", "Marek Zieliński"),
    "Chinese": ("Li Na", "Wang Wei", "Chen Xiaoming", "Zhang Min"),
    "Spanish": ("Lucía García", "Javier Moreno", "Carmen Ortega", "Diego Ruiz"),
}
_FRAMES_OF_PEOPLE: Final = (
    "I am writing for {}, who has no internet since Monday.",
    "{} was charged twice for the same room.",
    "Please send the invoice to {}.",
    "{} is very happy with the new heating, thank you.",
    "I bought this for {} and it broke after a day.",
    "Can {} come along to the appointment?",
    "{} has been waiting on the phone for an hour and I am furious.",
    "Your colleague helped {} so kindly yesterday.",
    "The card of {} was swallowed by the machine.",
    "{} needs a cot in the room.",
    "{} passed away in March and you still send letters.",
    "What does the tariff cost for {}?",
)
_FRAMES_OF_NAMES: Final = (
    "Hello, my name is {} and my parcel has not arrived.",
    "{} here. Which tariff would suit me?",
    "This is {}. You have charged me twice again!",
    "Thanks for the quick help! {}",
    "I want to cancel my contract. Regards, {}",
    "Dear team, the engineer never came. I am really disappointed. {}",
    "Good morning, I am {}, table for two at eight please.",
    "The technician was wonderful, please tell him so. Best, {}",
)
_BITS: Final = {"gender": "Gender_Facet.xlsx", "race": "Race_Facet.xlsx"}
_WORDS: Final = {
    "gender": r"boy|male|man|girl|female|woman|non-binary|genderless|queer|he|she|him|her|his|hers"
    r"|they|them|their|himself|herself|themselves|is|are|was|were|has|have|an?",
    "race": r"white|black|asian|latino|american indian|caucasian|african american|hispanic|native"
    r"|an?",
}
_SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

Frames = Mapping[str, Sequence[str]]


def evaluate(sets: Path) -> dict[str, Any]:
    """Changes by gender, by names of eight origins, and on BITS by gender and race."""
    reader = ModelReader()

    def ours(texts: Sequence[str]) -> list[float]:
        return [each.valence.value for each in judged_of(reader, texts)]

    def theirs(texts: Sequence[str]) -> list[float]:
        return [vader(text) for text in texts]

    sources = {
        "own_gender": _people(),
        "own_names_by_origin": _names(),
        **{f"bits_{name}": _bits(sets / "bits" / file, name) for name, file in _BITS.items()},
    }
    return {
        name: {
            "sentences": sum(map(len, frames.values())),
            "reader": _change(frames, ours),
            "vader": _change(frames, theirs),
        }
        for name, frames in sources.items()
    }


def _people() -> Frames:
    return {
        f"{frame} {place}": [_capital(frame.format(who)) for who in pair]
        for frame in _FRAMES_OF_PEOPLE
        for place, pair in enumerate(_GENDER)
    }


def _names() -> Frames:
    names = [name for of_origin in _ORIGINS.values() for name in of_origin]
    return {frame: [frame.format(name) for name in names] for frame in _FRAMES_OF_NAMES}


def _bits(file: Path, name: str) -> Frames:
    """Sentences that differ in words of the group only, from the second column of a sheet."""
    if not file.exists():
        message = f"Skipped: there is no {file}. Give the folder of the data sets with --sets."
        raise NotFound(message)
    words = re.compile(rf"\b(?:{_WORDS[name]})\b", re.IGNORECASE)
    frames: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in _column(file, "B"):
        frames[re.sub(r"\W+", " ", words.sub("", sentence)).casefold().strip()].append(sentence)
    return {frame: texts for frame, texts in frames.items() if len(texts) > 1}


def _column(file: Path, letter: str) -> Iterable[str]:
    """The texts of one column of the first sheet, without its head."""
    with ZipFile(file) as packed:
        shared = fromstring(packed.read("xl/sharedStrings.xml"))  # noqa: S314 our own data sets
        sheet = fromstring(packed.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    texts = ["".join(item.itertext()) for item in shared.iter(f"{_SHEET}si")]
    cells = [cell for cell in sheet.iter(f"{_SHEET}c") if cell.get("r", "").startswith(letter)]
    return [texts[int(_value(cell))].strip() for cell in cells[1:] if cell.get("t") == "s"]


def _value(cell: Element) -> str:
    value = cell.find(f"{_SHEET}v")
    return (value.text if value is not None else None) or "0"


def _change(frames: Frames, score: Callable[[Sequence[str]], Sequence[float]]) -> float:
    texts = [text for of_frame in frames.values() for text in of_frame]
    scores = dict(zip(texts, score(texts), strict=True))
    moves = [
        np.mean([abs(scores[one] - scores[other]) for one, other in combinations(of_frame, 2)])
        for of_frame in frames.values()
    ]
    spread = float(np.std([scores[text] for text in texts]))
    return round(float(np.mean(moves)) / spread, 4)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
