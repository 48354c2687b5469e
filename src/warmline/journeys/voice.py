"""Voice: how a brand sounds, from people and from the assistant alike."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from warmline.journeys.shapes import FileShape, Shape, Text

State = Literal["calm", "worried", "angry", "grieving", "pleased"]


class NeverSay(Shape):
    phrase: Text
    reason: Text


class Tone(Shape):
    advice: Text
    length: Literal["short", "normal"] = "normal"


class Voice(FileShape):
    file: ClassVar[str] = "voice.yaml"

    values: tuple[Text, ...] = ()
    says: tuple[Text, ...] = ()
    never_says: tuple[NeverSay, ...] = ()
    pronoun: Mapping[str, Text] = {}
    tone: Mapping[State, Tone] = {}
