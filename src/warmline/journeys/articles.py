"""Articles: what a brand knows, one question to a paragraph, since one paragraph is quoted."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from warmline.journeys.faults import PackFault
from warmline.journeys.shapes import Number, Shape, Text, fit
from warmline.journeys.written import Written, read_text, read_yaml

_HEAD = re.compile(r"\A---\n(.*?)^---[ \t]*\n(.*)\Z", re.DOTALL | re.MULTILINE)
_ID = re.compile(r"[a-z0-9-]{1,100}")


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article in one language: Markdown, with the questions it answers."""

    id: str
    language: str
    version: int
    title: str
    questions: tuple[str, ...]
    body: str
    owner: str | None = None

    @property
    def paragraphs(self) -> list[str]:
        """What can be quoted, each by itself; at least one."""
        return [each for each in map(str.strip, self.body.split("\n\n")) if each] or [self.body]


class ArticleHead(Shape):
    title: Text
    version: Annotated[Number, Field(ge=1)]
    questions: tuple[Text, ...] = ()
    owner: Text | None = None


def read_article(file: Path) -> tuple[Written, Article]:
    """The article in `file`, with the lines of its head; raises `PackFault`."""
    match = _HEAD.match(read_text(file))
    if match is None:
        raise PackFault(file, 1, "begin with a head between two lines of “---”.")
    if not _ID.fullmatch(file.stem):
        raise PackFault(file, 1, "name the file with small letters, digits and “-”.")
    written = read_yaml(file, match[1], above=1)
    head = fit(written, ArticleHead)
    if not match[2].strip():
        line = match[1].count("\n") + 2
        raise PackFault(file, line, "write the article below this line.")
    return written, Article(
        id=file.stem,
        language=file.parent.name,
        version=head.version,
        title=head.title,
        questions=head.questions,
        body=match[2].strip(),
        owner=head.owner,
    )
