"""Phrases: the papers' own words, in the languages that papers are written in.

They are read by operators and their counsel, and wrong words do harm there: a language is
offered once somebody who knows its law has written it, so these are no part of the catalogues.
"""

from pathlib import Path
from string import Template
from typing import Final

from warmline.foundation.catalogue import Catalogue
from warmline.foundation.errors import BadInput

_HERE: Final = Path(__file__).parent


def languages() -> tuple[str, ...]:
    """The languages that papers are written in."""
    return tuple(sorted(each.name for each in _HERE.iterdir() if (each / "papers").is_dir()))


class Phrases:
    """The words of one language; raises `BadInput` for one there is not."""

    def __init__(self, language: str) -> None:
        if language not in languages():
            message = f"Papers are written in {', '.join(languages())}; choose one of these."
            raise BadInput(message)
        self.language = language
        self._catalogue = Catalogue([_HERE / language])

    def say(self, key: str, **values: object) -> str:
        return self._catalogue.say(key, self.language, **values)

    def template(self, name: str) -> Template:
        """The prose of a paper, with a place for each of its lists."""
        file = _HERE / self.language / "papers" / f"{name}.md"
        return Template(file.read_text(encoding="utf-8"))
