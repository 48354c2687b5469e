"""What is wrong with a pack, in one line: the file, the line in it, and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from warmline.foundation.errors import BadInput

Loc = tuple[str | int, ...]
"""The way to a value in a file: keys, and numbers in lists."""

Trouble = tuple[Loc, str]
"""Where something is wrong, and a sentence that says what to do."""


class PackFault(BadInput):
    code = "pack_fault"

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file}, line {line}: {' '.join(what.split())}")
        self.file = file
        self.line = line


def nearest(wrong: str, known: Iterable[str], *, kind: str) -> str:
    """The end of a sentence: which of the `known` was meant, or which there are."""
    names = sorted(set(known))
    if near := get_close_matches(wrong, names, n=1):
        return f"did you mean “{near[0]}”?"
    return f"the {kind} are {', '.join(names)}." if names else f"there are no {kind} yet."


def no_such(kind: str, wrong: str, known: Iterable[str]) -> str:
    return f"there is no {kind} “{wrong}”; {nearest(wrong, known, kind=f'{kind}s')}"


def twice(kind: str, ids: Iterable[tuple[Loc, str]]) -> Iterable[Trouble]:
    """The second of two that have one id."""
    seen = set()
    for loc, each in ids:
        if each in seen:
            yield loc, f"there are two {kind}s “{each}”; give one of them another name."
        seen.add(each)


def under(prefix: Loc, troubles: Iterable[Trouble]) -> Iterable[Trouble]:
    return (((*prefix, *loc), what) for loc, what in troubles)
