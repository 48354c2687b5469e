"""Calendars: when a team or a person works.

A shift is one unbroken stretch of time, also in the night in which clocks change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator

from warmline.journeys.faults import Trouble
from warmline.journeys.shapes import Id, Shape, Text, TimeZone
from warmline.journeys.times import END_OF_DAY, minutes_of, moment

_SHIFT = re.compile(r"(\S+?) ?- ?(\S+)")


@dataclass(frozen=True, slots=True)
class Shift:
    """From and to, in minutes from midnight."""

    begin: int
    end: int


def _shift(given: object) -> Shift:
    if isinstance(given, Shift):
        return given
    found = _SHIFT.fullmatch(str(given).strip())
    if found is None:
        message = f"“{given}” is not a shift; write one such as “08:00-12:30”."
        raise ValueError(message)
    shift = Shift(minutes_of(found[1]), minutes_of(found[2]))
    if shift.end <= shift.begin:
        message = (
            f"the shift “{given}” ends before it begins; write one that goes through the night "
            "as two, until 24:00 and on the next day from 00:00."
        )
        raise ValueError(message)
    return shift


Shifts = tuple[Annotated[Shift, BeforeValidator(_shift)], ...]


class Week(Shape):
    """The shifts of each day; a day that is left out is a day off."""

    monday: Shifts = ()
    tuesday: Shifts = ()
    wednesday: Shifts = ()
    thursday: Shifts = ()
    friday: Shifts = ()
    saturday: Shifts = ()
    sunday: Shifts = ()

    def shifts_of(self, day: date) -> list[Shift]:
        shifts: Shifts = getattr(self, _DAYS[day.weekday()])
        return sorted(shifts, key=attrgetter("begin"))


_DAYS = tuple(Week.model_fields)


class Holiday(Shape):
    date: date
    title: Text


class Calendar(Shape):
    id: Id
    title: Text
    time_zone: TimeZone
    hours: Week
    holidays: tuple[Holiday, ...] = ()

    def is_open(self, at: datetime) -> bool:
        """Whether somebody works at the moment `at` (aware)."""
        return self.shift_ends(at) is not None

    def opens_next(self, after: datetime) -> datetime | None:
        """The first open moment from `after` on, in UTC: `after` itself if it is one.

        None for a calendar that has no hours.
        """
        after = after.astimezone(UTC)
        stretches = self._stretches(after, days=7 * (len(self.holidays) + 1))
        return next((max(begin, after) for begin, end in stretches if after < end), None)

    def shift_ends(self, at: datetime) -> datetime | None:
        """When the shift that goes on at the moment `at` is over, in UTC; None if none does."""
        at = at.astimezone(UTC)
        stretches = self._stretches(at, days=0)
        return next((end for begin, end in stretches if begin <= at < end), None)

    def _stretches(self, around: datetime, *, days: int) -> Iterator[tuple[datetime, datetime]]:
        """Work from the day of `around` to so many days after, in order, in UTC."""
        zone = ZoneInfo(self.time_zone)
        off = {holiday.date for holiday in self.holidays}
        today = around.astimezone(zone).date()
        for day in (today + timedelta(days=ahead) for ahead in range(days + 1)):
            for shift in () if day in off else self.hours.shifts_of(day):
                end = moment(day, shift.end, zone, last=shift.end < END_OF_DAY)
                yield moment(day, shift.begin, zone), end


def overlaps(week: Week) -> Iterator[Trouble]:
    """Shifts of a day that begin before another one is over."""
    for day in _DAYS:
        shifts: Shifts = getattr(week, day)
        in_order = sorted(enumerate(shifts), key=lambda each: each[1].begin)
        for (_, one), (place, other) in pairwise(in_order):
            if other.begin < one.end:
                yield (day, place), f"two shifts of {day} overlap; let one end before the other."
