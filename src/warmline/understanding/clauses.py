"""Clauses: where a message may go on to something else.

Cutting is generous; whether two clauses are two wishes is for `intents.py` to say.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from warmline.understanding.pieces import Word

_JOINING: Final = (
    r"\b(?:and|also|und|außerdem|ausserdem|auch|sowie|y|además|ademas|también|tambien"
    r"|et|aussi|puis)\b"
)
_JOINT: Final = re.compile(
    rf"[.!?؟…;:\n]|,\s|\s[-–—]+\s|{_JOINING}(?:\s{_JOINING})?", re.IGNORECASE
)


def clauses_of(text: str, words: Sequence[Word]) -> list[Sequence[Word]]:
    """All `words` of `text`, in order, cut at its joints; a joining word begins its clause."""
    starts = [word.start for word in words]
    cuts = {bisect_left(starts, joint.start()) for joint in _JOINT.finditer(text)}
    edges = sorted({0, *cuts, len(words)})
    return [words[first:last] for first, last in pairwise(edges)]
