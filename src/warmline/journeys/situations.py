"""Situations: what is going on now, such as an outage, and where.

Days are counted from the brand's own today, so a demo is never out of date.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from warmline.journeys.shapes import FileShape, Id, Shape, Text
from warmline.journeys.times import When

EVERYWHERE = "all"


class Situation(Shape):
    """`until` is None while nobody knows the end."""

    id: Id
    kind: Literal["outage", "planned_work", "delay"]
    service: Text
    areas: Annotated[tuple[Text, ...], Field(min_length=1)]
    since: When
    until: When | None = None
    text: Mapping[str, Text]

    def is_on(self, area: str | None, at: datetime, time_zone: str) -> bool:
        """Whether it holds at the moment `at` in `area`; None is an area that we do not know."""
        begin, end = self.lasts(at, time_zone)
        return self.concerns(area) and begin <= at and (end is None or at < end)

    def concerns(self, area: str | None) -> bool:
        return EVERYWHERE in self.areas or area in self.areas

    def lasts(self, at: datetime, time_zone: str) -> tuple[datetime, datetime | None]:
        """From and to in UTC, as seen on the brand's day in which `at` is."""
        zone = ZoneInfo(time_zone)
        today = at.astimezone(zone).date()
        return (
            self.since.moment(today, zone),
            None if self.until is None else self.until.moment(today, zone),
        )

    def ends_too_early(self) -> bool:
        """Whether it is over before it has begun, as far as can be told on any day."""
        since, until = self.since, self.until
        if until is None:
            return False
        if isinstance(since.day, int) and isinstance(until.day, int):
            return (until.day, until.minutes) <= (since.day, since.minutes)
        if isinstance(since.day, int) or isinstance(until.day, int):
            return False
        return (until.day, until.minutes) <= (since.day, since.minutes)


class Situations(FileShape):
    file: ClassVar[str] = "situations.yaml"

    situations: tuple[Situation, ...] = ()
