"""Risks: what must never be missed, and what an employee then does, in order."""

from typing import ClassVar

from warmline.journeys.shapes import FileShape, Id, Shape, Text
from warmline.journeys.times import Within


class Risk(Shape):
    """`who` is a team; `within` is the longest time until a person has it."""

    id: Id
    title: Text
    signs: Text
    care_path: tuple[Text, ...]
    who: Text
    within: Within


class Risks(FileShape):
    file: ClassVar[str] = "risks.yaml"

    risks: tuple[Risk, ...] = ()
