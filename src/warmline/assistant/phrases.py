"""Phrases: yes, no, stop, undo and the like, as people say them in four languages.

They are read only where something was asked: an “ok” alone confirms nothing that nobody offered.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "phrases"
LANGUAGES = ("en", "de", "es", "fr")
_APOSTROPHE_IN_WORD = re.compile(r"(?<=n)['’](?=t\b)|(?<=\w)['’](?=(?:s|d|ll|re|ve|m)\b)")
_NOT_WORD = re.compile(r"[^\w€.,:/+-]+|(?<!\d)[.,:]|[.,:](?!\d)|_")


def plain(text: str) -> str:
    """Lower case, no accents, one space between words: “C’est ça !” becomes “c est ca”."""
    text = _APOSTROPHE_IN_WORD.sub("", text.casefold())
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(_NOT_WORD.sub(" ", letters).split())


@dataclass(frozen=True, slots=True)
class Phrases:
    """What one language has for each act."""

    says: Mapping[str, re.Pattern[str]]
    lists: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]

    def find(self, act: str, text: str) -> "re.Match[str] | None":
        return self.says[act].search(text.replace("-", " "))


@cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language we have; English otherwise."""
    known = language if language in LANGUAGES else "en"
    lists: dict[str, Any] = yaml.load((_FOLDER / f"{known}.yaml").read_bytes(), yaml.CSafeLoader)
    numbers = lists.pop("numbers")
    plains = {act: tuple(map(str, entries)) for act, entries in lists.items()}
    return Phrases({act: _any_of(entries) for act, entries in plains.items()}, plains, numbers)


def says(act: str, text: str, language: str) -> bool:
    """Whether plain `text` says `act`, in its language or in English."""
    return any(phrases_of(each).find(act, text) for each in dict.fromkeys((language, "en")))


def agrees(text: str, language: str) -> bool | None:
    """Yes, no, or neither; who says both (“no, yes, that one”) says neither."""
    yes, no = says("agree", text, language), says("refuse", text, language)
    if yes == no:
        first = _first_word(text, language) if yes else None
        return {"agree": True, "refuse": False}.get(first or "")
    return yes


def _first_word(text: str, language: str) -> str | None:
    for act in ("refuse", "agree"):
        for each in dict.fromkeys((language, "en")):
            found = phrases_of(each).find(act, text)
            if found is not None and found.start() == 0:
                return act
    return None


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(plain, entries), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
