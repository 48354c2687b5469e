"""Intents: what customers want to get done, with wordings that teach us to tell them apart."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from warmline.journeys.shapes import FileShape, Id, Shape, Text


class IntentText(Shape):
    """An intent as it stands in the file, below its name."""

    title: Text
    risk: Literal["low", "medium", "high"]
    skill: Text | None = None
    articles: tuple[Text, ...] = ()
    moment: Text | None = None
    examples: Mapping[str, tuple[Text, ...]]


class Intent(IntentText):
    name: Id

    @property
    def is_aside(self) -> bool:
        """A greeting, thanks: nothing to be done or looked up, so it is never the wish itself."""
        return self.skill is None and not self.articles


class Intents(FileShape):
    file: ClassVar[str] = "intents.yaml"

    intents: Mapping[Id, IntentText] = {}

    def named(self) -> tuple[Intent, ...]:
        return tuple(Intent(name=name, **dict(each)) for name, each in self.intents.items())
