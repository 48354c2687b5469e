"""Packs: an industry's know-how as files that an expert writes without Python.

A fault names the file, the line and what to do.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from warmline.foundation.errors import BadInput

FOLDER = Path(__file__).parent.parent / "packs"

_HEAD = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


class PackFault(BadInput):
    code = "pack_fault"

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file}, line {line}: {what}")


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article in one language: Markdown, with the questions it answers."""

    id: str
    language: str
    version: int
    title: str
    questions: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Pack:
    name: str
    brand: str
    time_zone: str
    language: str
    articles: tuple[Article, ...]


def pack_names() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/pack.yaml"))


def load_pack(name: str) -> Pack:
    """Read and check a pack; raises `PackFault`, or `BadInput` for a name that is none."""
    if name not in pack_names():
        message = f"There is no pack “{name}”; the packs are {', '.join(pack_names())}."
        raise BadInput(message)
    folder = FOLDER / name
    file = folder / "pack.yaml"
    about = _mapping(file, file.read_text(encoding="utf-8"), line=1)
    return Pack(
        name=name,
        brand=_text(file, about, "brand"),
        time_zone=_text(file, about, "time_zone"),
        language=_text(file, about, "language"),
        articles=tuple(_article(path) for path in sorted(folder.glob("articles/*/*.md"))),
    )


def _article(file: Path) -> Article:
    match = _HEAD.match(file.read_text(encoding="utf-8"))
    if match is None:
        raise PackFault(file, 1, "begin with a head between two lines of “---”.")
    head = _mapping(file, match[1], line=2)
    version, questions = head.get("version"), head.get("questions", [])
    if not isinstance(version, int):
        raise PackFault(file, 2, "give a “version”, a whole number.")
    if not isinstance(questions, list) or not all(isinstance(each, str) for each in questions):
        raise PackFault(file, 2, "“questions” is a list of sentences, each on a line with “- ”.")
    return Article(
        id=file.stem,
        language=file.parent.name,
        version=version,
        title=_text(file, head, "title"),
        questions=tuple(questions),
        body=match[2].strip(),
    )


def _mapping(file: Path, text: str, *, line: int) -> dict[str, Any]:
    try:
        found = yaml.load(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line if error.problem_mark else 0
        raise PackFault(file, line + at, f"this cannot be read: {error.problem}.") from None
    if not isinstance(found, dict):
        raise PackFault(file, line, "write lines of “name: value”.")
    return found


def _text(file: Path, mapping: dict[str, Any], name: str) -> str:
    value = mapping.get(name)
    if not isinstance(value, str) or not value.strip():
        raise PackFault(file, 1, f"give a “{name}”.")
    return value.strip()
