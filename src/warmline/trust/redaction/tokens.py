"""Tokens: words, numbers, signs and ends of lines, each with its place in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from warmline.trust.redaction.kinds import Span

_TOKEN: Final = re.compile(
    r"[^\W\d_]+(?:['’´`][^\W\d_]+)*|\d+[^\W\d_]?(?![^\W\d_])|\d+|\n[\s]*|[^\w\s]|_+"
)
_LONGEST: Final = 40

FORMED: Final = "§"
"""What stands for anything that has a form: it is no part of a name."""


@dataclass(frozen=True, slots=True)
class Token:
    """`word` is cut where it is longer than any name, and is “⏎” for the end of a line."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    return [
        Token("⏎" if match[0][0] == "\n" else match[0][:_LONGEST], *match.span())
        for match in _TOKEN.finditer(text)
    ]


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with one sign for each span, all else at its place."""
    pieces, place = [], 0
    for each in spans:
        pieces += [text[place : each.start], FORMED.ljust(each.end - each.start)]
        place = each.end
    return "".join([*pieces, text[place:]])
