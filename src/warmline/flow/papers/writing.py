"""Writing: the papers from what is configured; the same installation gives the same papers."""

import re
from typing import Final

from warmline.flow.papers.configured import Configured
from warmline.flow.papers.lists import lists_of
from warmline.flow.papers.phrases import Phrases, languages
from warmline.foundation.catalogue import Catalogue

__all__ = ["PAPERS", "languages", "papers_of"]

PAPERS: Final = (
    "record-of-processing",
    "impact-assessment",
    "notice",
    "processors",
)
"""GDPR Article 30; 35; 13 and 14; 28."""

_GAP: Final = re.compile(r"«[^»]+»")


def papers_of(found: Configured, catalogue: Catalogue, *, language: str) -> dict[str, str]:
    """Markdown by file name; `catalogue` has what customers are told of the purposes."""
    phrases = Phrases(language)
    lists = lists_of(found, phrases, catalogue)
    values = {**lists, "brand": found.brand, "pack": found.pack or phrases.say("no-pack")}
    return {
        f"{name}.md": _with_gaps(phrases.template(name).substitute(values), phrases)
        for name in PAPERS
    }


def _with_gaps(paper: str, phrases: Phrases) -> str:
    """The paper, and at its end what is still to be filled in."""
    gaps = "\n".join(f"- {each}" for each in dict.fromkeys(_GAP.findall(paper)))
    return f"{paper.rstrip()}\n\n## {phrases.say('gaps')}\n\n{gaps or phrases.say('none')}\n"
