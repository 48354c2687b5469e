"""The service as designed: journeys, their stages, and in them the moments that matter.

A promise has a time (`within`), or where no clock can tell it, an occasion (`when`).
"""

from typing import ClassVar, Self

from pydantic import model_validator

from warmline.journeys.shapes import FileShape, Id, Shape, Text
from warmline.journeys.times import Within


class Promise(Shape):
    text: Text
    within: Within | None = None
    when: Text | None = None

    @model_validator(mode="after")
    def _has_one_time(self) -> Self:
        if (self.within is None) == (self.when is None):
            message = "give a promise either “within” (2 working days) or “when” (next bill)."
            raise ValueError(message)
        return self


class Moment(Shape):
    id: Id
    title: Text
    customer: Text
    employee: Text
    promise: Promise | None = None


class Stage(Shape):
    id: Id
    title: Text
    moments: tuple[Moment, ...] = ()


class Journey(Shape):
    id: Id
    title: Text
    stages: tuple[Stage, ...]


class Journeys(FileShape):
    file: ClassVar[str] = "journeys.yaml"

    journeys: tuple[Journey, ...] = ()
