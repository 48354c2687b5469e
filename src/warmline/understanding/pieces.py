"""Pieces: what texts are compared by, in any language that puts spaces between words.

A word gives its beginning and its runs of letters, so that endings, compounds and slips of the
finger matter little; two words side by side give a pair. Of numbers and of the names of orders
it is only known that they are there; of addresses and of people's names not even that.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

_PERSON: Final = (
    r"(?i:\b(?:my name is|mein name ist|ich hei(?:ß|ss)e|mi nombre es|me llamo|mon nom est"
    r"|je m['’]appelle|mr|mrs|ms|herrn?|señora?|madame|monsieur)\b)\.?"
    r"(?:[ ]+[A-ZÀ-Þ][\w'’-]{0,30}+){1,3}"
)
_WORD: Final = re.compile(
    rf"(?P<unsaid>https?://\S+|\b[\w.+-]{{1,64}}+@\S+|{_PERSON})"
    r"|(?P<code>\b[A-Za-z]{1,3}-?\d{2,}\w*)"
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f]|(?<=\d)[.,:/](?=\d))*+"
)
_DRAWN_OUT: Final = re.compile(r"(.)\1{2,}")
_CODE: Final = "#code"
_NUMBER: Final = "#"
_END: Final = "|"
_BEGINNING: Final = 5
_RUN: Final = 4
_LONGEST_WORD: Final = 40

_WEIGHT_OF_WORD: Final = 1.0
_WEIGHT_OF_PAIR: Final = 0.5
_WEIGHT_OF_RUN: Final = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: characters from, to (exclusive), and the letters that are compared."""

    start: int
    end: int
    letters: str


def words_of(text: str) -> list[Word]:
    """The words of `text` in order."""
    return [
        Word(match.start(), match.end(), _CODE if match["code"] else _plain(match[0]))
        for match in _WORD.finditer(text)
        if not match["unsaid"]
    ]


def pieces_of(words: Sequence[Word]) -> dict[str, float]:
    """The pieces of neighbouring words, and what each weighs before its rarity counts."""
    pieces: dict[str, float] = {}
    for word in words:
        beginning = word.letters[:_BEGINNING]
        pieces[beginning] = pieces.get(beginning, 0.0) + _WEIGHT_OF_WORD
        for run in _runs(word.letters):
            pieces[run] = pieces.get(run, 0.0) + _WEIGHT_OF_RUN
    beginnings = [_END, *(word.letters[:_BEGINNING] for word in words), _END]
    for first, second in pairwise(beginnings) if words else ():
        pair = f"{first} {second}"
        pieces[pair] = pieces.get(pair, 0.0) + _WEIGHT_OF_PAIR
    return pieces


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """In lower case, without accents, no letter drawn out; a number is only that."""
    decomposed = unicodedata.normalize("NFKD", word[:_LONGEST_WORD].casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if any(letter.isdigit() for letter in letters):
        return _NUMBER
    return _DRAWN_OUT.sub(r"\1", letters)


@lru_cache(maxsize=50_000)
def _runs(letters: str) -> tuple[str, ...]:
    """Runs of letters, with the edges of the word, so that a slip leaves most of them whole."""
    if letters.startswith(_NUMBER):
        return ()
    edged = f"_{letters}_"
    return tuple(f"~{edged[start : start + _RUN]}" for start in range(len(edged) - _RUN + 1))
