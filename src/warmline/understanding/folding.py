"""Folding: a text as the lists spell it, one spelling for one letter, and where all of it stood."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_MOVING: Final = re.compile(
    "[\u0300-\u036f\u064b-\u065f\u0670\u0640\u0130\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufb00-\ufdff\ufe00-\ufe0f\ufe70-\uffef\U0001d400-\U0001d7ff]"
)
"""Characters that folding drops, joins or spreads, so that the ones after them move."""
_INVISIBLE: Final = frozenset("\u0640\u00ad\ufeff")
_SAME_LETTER: Final = str.maketrans("أإآٱىیکة’‘ʼ`´", "ااااييكه'''''")


@dataclass(frozen=True, slots=True)
class Folded:
    """Text as the lists spell it, and where each of its characters stood before (and the end)."""

    text: str
    places: Sequence[int]


def fold(text: str, limit: int) -> Folded:
    """The first `limit` characters in lower case, one spelling for one letter."""
    text = text[:limit]
    if not _MOVING.search(text):
        return Folded(text.lower().translate(_SAME_LETTER), range(len(text) + 1))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if len(folded) >= limit:
            break
        if unicodedata.combining(character):
            folded[-1:] = [_join(each, character) for each in folded[-1:]]
        elif character not in _INVISIBLE and unicodedata.category(character) != "Cf":
            plain = unicodedata.normalize("NFKC", character).lower().translate(_SAME_LETTER)
            spread = [each for each in plain if not unicodedata.combining(each)]
            folded += spread
            places += [place] * len(spread)
    return Folded("".join(folded), (*places, len(text)))


def _join(letter: str, mark: str) -> str:
    """The letter with its mark where Unicode has one character for both, else the letter."""
    joined = unicodedata.normalize("NFC", letter + mark).translate(_SAME_LETTER)
    return joined if len(joined) == 1 else letter
