"""Phrases: a list of wordings of one language as one expression, quick and bounded in time.

No expression can backtrack beyond a few words.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from warmline.understanding.folding import fold

_LONGEST: Final = 400
_LONG_ENOUGH_TO_DRAW_OUT: Final = 4

_GAP: Final = r"[^\w.!?؟;]{1,4}"
_FEW_WORDS: Final = rf"(?:{_GAP}\w{{1,30}}+){{0,3}}{_GAP}"
_SENTENCE_END: Final = r".!?؟\n"
_MASK: Final = ";"
"""Stands for words that no phrase may reach over: it is no word, no gap and no sentence end."""

_GERMAN: Final = {"ä": "(?:ä|ae?)", "ö": "(?:ö|oe?)", "ü": "(?:ü|ue?)"}
_SPELLED_OUT: Final = {"'": "'?", "-": r"[\s\-‐‑–]{0,2}", "ß": "(?:ß|ss)", "œ": "(?:œ|oe)"}


@dataclass(frozen=True, slots=True)
class Entry:
    phrase: str
    weight: float = 1.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    weight: float
    label: str


class Phrases:
    """One list of one language as one expression; group numbers tell which phrase was hit."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        alone: list[tuple[str, Entry]] = []
        by_first: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for entry in sorted(entries, key=lambda each: -len(each.phrase.split())):
            for first, rest in _spellings(entry.phrase.removeprefix("= "), language):
                if entry.phrase.startswith("= "):
                    alone.append((first + rest, entry))
                else:
                    by_first[first].append((rest, entry))
        branches = [first + _any_of(rests) for first, rests in by_first.items()]
        prefix = "[وف]?" if language == "ar" else ""
        self._found = re.compile(rf"(?<!\w){prefix}(?:{'|'.join(branches) or '(?!)'})(?!\w)")
        self._alone = _alone_in_sentence(alone) if alone else None
        self._entries = [entry for rests in by_first.values() for _, entry in rests]

    def find(self, text: str) -> Iterator[Hit]:
        for match in self._found.finditer(text):
            entry = self._entries[(match.lastindex or 1) - 1]
            yield Hit(match.start(), match.end(), entry.weight, entry.label)

    def occurs(self, text: str) -> bool:
        alone = self._alone is not None and self._alone.search(text) is not None
        return alone or self._found.search(text) is not None

    def mask(self, text: str) -> str:
        return self._found.sub(lambda match: _MASK * len(match[0]), text)


def _spellings(phrase: str, language: str) -> Iterator[tuple[str, str]]:
    """The expressions of a phrase, each cut after its first letter.

    `*` ends a word in any way, `...` is up to three words, `/` stands between choices.
    """
    slots = fold(phrase, _LONGEST).text.split()
    rest, gap = "", _GAP
    for slot in slots[1:]:
        if slot == "...":
            gap = _FEW_WORDS
        else:
            words = "|".join("".join(_spell(word, language)) for word in slot.split("/"))
            rest, gap = f"{rest}{gap}(?:{words})(?!\\w)", _GAP
    endings: dict[str, list[str]] = defaultdict(list)
    for word in slots[0].split("/"):
        first, *others = _spell(word, language)
        endings[first].append("".join(others))
    for first, others in endings.items():
        yield first, rf"(?:{'|'.join(others)})(?!\w){rest}"


def _spell(word: str, language: str) -> list[str]:
    """A word, letter by letter: with and without accents, a last letter drawn out, any ending."""
    stem = word.rstrip("*")
    letters = [_spell_letter(letter, language) for letter in stem]
    if stem != word:
        letters.append(r"\w*+")
    elif len(stem) >= _LONG_ENOUGH_TO_DRAW_OUT and stem.isalpha():
        letters[-1] += "+"
    return letters


def _spell_letter(letter: str, language: str) -> str:
    if language == "de" and letter in _GERMAN:
        return _GERMAN[letter]
    if letter in _SPELLED_OUT:
        return _SPELLED_OUT[letter]
    plain = unicodedata.normalize("NFD", letter)[0]
    return re.escape(letter) if plain == letter else f"[{letter}{plain}]"


def _any_of(branches: Iterable[tuple[str, object]]) -> str:
    return f"(?:{'|'.join(f'({rest})' for rest, _ in branches)})"


def _alone_in_sentence(branches: Iterable[tuple[str, object]]) -> re.Pattern[str]:
    """Phrases marked `=`: they count only where they are all that a sentence says.

    No group here captures: within a possessive repeat, Python 3.11 raises `SystemError`.
    """
    phrases = "|".join(f"(?:{rest})" for rest, _ in branches)
    between = rf"[^\w{_SENTENCE_END}{_MASK}]*+"
    return re.compile(
        rf"(?:\A|(?<=[{_SENTENCE_END}])){between}(?=\w)"
        rf"(?:(?:{phrases}){between})++(?=[{_SENTENCE_END}]|\Z)"
    )
