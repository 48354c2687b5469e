"""Phrases: yes, no, stop, undo and the like, as people say them in five languages.

They are read only where something was asked: an “ok” alone confirms nothing that nobody offered.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "phrases"
LANGUAGES = ("en", "de", "es", "fr", "ar")
_ANSWERS = ("agree", "refuse", "stop", "doubt", "neither")
_APOSTROPHE_IN_WORD = re.compile(r"(?<=n)['’´`](?=t\b)|(?<=\w)['’´`](?=(?:s|d|ll|re|ve|m)\b)")
_ARABIC_STRETCH = "\N{ARABIC TATWEEL}"
_MOST_AROUND = 5
_SPANISH_YES = re.compile(r"\bsí\b")
_NOT_WORD = re.compile(r"[^\w€.,:/+-]+|(?<!\d)[.,:]|[.,:](?!\d)|_")


def plain(text: str) -> str:
    """Lower case, no accents, one space between words: “C’est ça !” becomes “c est ca”.

    Spanish “sí” becomes “sii”: without its accent it would be “if”. Arabic keeps its letters and
    loses its signs.
    """
    text = unicodedata.normalize("NFC", _APOSTROPHE_IN_WORD.sub("", text.casefold()))
    decomposed = unicodedata.normalize("NFKD", _SPANISH_YES.sub("sii", text))
    kept = (each for each in decomposed if not unicodedata.combining(each))
    letters = "".join(kept).replace(_ARABIC_STRETCH, "")
    return " ".join(_NOT_WORD.sub(" ", letters.casefold()).split())


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What one language has for each act; `denial` is what takes back the words after it."""

    says: Mapping[str, Sequence[re.Pattern[str]]]
    lists: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    denial: re.Pattern[str]

    def find(self, act: str, text: str) -> Span | None:
        """Where plain `text` first says it, and does not deny it or mean something else by it."""
        beside = list(self._spans("neither", text))
        meant = (
            each for each in self.all_of(act, text) if not any(_holds(s, each) for s in beside)
        )
        return min(meant, default=None)

    def all_of(self, act: str, text: str) -> Iterator[Span]:
        """Every place where plain `text` says it and does not deny it."""
        denying = _spaced(text)
        for start, end in self._spans("neither", text):  # “why not tomorrow” denies nothing
            denying = denying[:start] + " " * (end - start) + denying[end:]
        return (each for each in self._spans(act, text) if not self.denies(denying[: each[0]]))

    def _spans(self, act: str, text: str) -> Iterator[Span]:
        for pattern in self.says[act]:
            for found in pattern.finditer(_spaced(text)):
                yield found.span(1)

    def denies(self, before: str) -> bool:
        """Whether `before` ends in such as “not the”: what comes next is not meant."""
        return self.denial.search(before) is not None


@cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language we have; English otherwise."""
    known = language if language in LANGUAGES else "en"
    lists: dict[str, Any] = yaml.load((_FOLDER / f"{known}.yaml").read_bytes(), yaml.CSafeLoader)
    numbers = {plain(word): number for word, number in lists.pop("numbers").items()}
    around, the = _either(lists.pop("around")), _either(lists.pop("the"))
    plains = {act: tuple(map(str, entries)) for act, entries in lists.items()}
    return Phrases(
        {act: _any_of(entries, around) for act, entries in plains.items()},
        plains,
        numbers,
        re.compile(rf"(?<!\w){_either(plains['not'])}(?: {the}){{0,2}} *\Z"),
    )


def says(act: str, text: str, language: str) -> bool:
    """Whether plain `text` says `act`, in its language or in English."""
    return any(each.find(act, text) for each in _read_in(language))


def agrees(text: str, language: str) -> bool | None:
    """Yes, no, or neither: who says both, asks back or is in doubt has not said yes."""
    said = _answers(text, language)
    if "agree" in said:
        return True if said == {"agree"} else None
    return False if "refuse" in said else None


def _answers(text: str, language: str) -> set[str]:
    """All that plain `text` answers; a longer phrase stands for itself: “no idea” is no “no”."""
    found = [
        (span, act)
        for act in _ANSWERS
        for phrases in _read_in(language)
        for span in phrases.all_of(act, text)
    ]
    kept: list[Span] = []
    said: set[str] = set()
    for (start, end), act in sorted(found, key=lambda each: each[0][0] - each[0][1]):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
            said.add(act)
    return said - {"neither"}


def _read_in(language: str) -> list[Phrases]:
    return [phrases_of(each) for each in dict.fromkeys((language, "en"))]


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def _spaced(text: str) -> str:
    return text.replace("-", " ")


def _any_of(entries: Sequence[str], around: str) -> list[re.Pattern[str]]:
    """One of `entries`; with ^ or $ only where nothing but such as `around` is before or after."""
    before = {True: rf"\A *(?:{around} +){{0,{_MOST_AROUND}}}", False: r"(?<!\w)"}
    after = {True: rf"(?: +{around}){{0,{_MOST_AROUND}}} *\Z", False: r"(?!\w)"}
    kinds: dict[tuple[bool, bool], list[str]] = {}
    for each in entries:
        kinds.setdefault((each.startswith("^"), each.endswith("$")), []).append(each)
    return [
        re.compile(f"{before[first]}({_either(alike)}){after[last]}")
        for (first, last), alike in kinds.items()
    ]


def _either(entries: Iterable[str]) -> str:
    longest_first = sorted((_spaced(plain(each)) for each in entries), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
