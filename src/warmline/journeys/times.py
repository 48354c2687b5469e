"""Times as people write them: “08:30”, “today 18:00”, “2 working days”.

A time of day becomes a moment in UTC by its zone. Where clocks go back, a time that comes twice
is its first coming; one that is skipped is as late as it would have been (RFC 5545, 3.3.5).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator

_CLOCK = re.compile(r"(\d\d):(\d\d)")
_DURATION = re.compile(r"(\d{1,4}) (minute|hour|day|working day|week|month)s?")
_DAY_TIME = re.compile(
    r"(?:(yesterday|today|tomorrow)|in (\d{1,4}) days?|(\d{4}-\d\d-\d\d)) (\d\d:\d\d)"
)
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}

END_OF_DAY = 24 * 60
"""“24:00”, in minutes from midnight."""


class Unit(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something may take: “3 minutes”, “2 working days”."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class DayTime:
    """A time of a day: of a date, or of a day that is counted from today."""

    day: date | int
    minutes: int

    def moment(self, today: date, zone: ZoneInfo) -> datetime:
        """The moment in UTC, when it is `today` over there."""
        day = today + timedelta(days=self.day) if isinstance(self.day, int) else self.day
        return moment(day, self.minutes, zone)


def moment(day: date, minutes: int, zone: ZoneInfo, *, last: bool = False) -> datetime:
    """The moment in UTC of a time of day in minutes; the `last` of two, where it comes twice."""
    wall = datetime.combine(day, time(), zone) + timedelta(minutes=minutes)
    once = wall.astimezone(UTC)
    return max(once, wall.replace(fold=1).astimezone(UTC)) if last else once


def minutes_of(text: str) -> int:
    """“08:30” in minutes from midnight; “24:00” is the end of the day."""
    found = _CLOCK.fullmatch(text)
    minutes = int(found[1]) * 60 + int(found[2]) if found else -1
    if not found or int(found[2]) > 59 or minutes > END_OF_DAY:  # noqa: PLR2004
        message = f"“{text}” is not a time of day; write one such as 08:30, or 24:00 for its end."
        raise ValueError(message)
    return minutes


def _duration(given: object) -> Duration:
    if isinstance(given, Duration):
        return given
    found = _DURATION.fullmatch(str(given).strip())
    if found is None or int(found[1]) == 0:
        message = (
            f"“{given}” is not a length of time; write a number of minutes, hours, days, "
            "working days, weeks or months, such as 2 working days."
        )
        raise ValueError(message)
    return Duration(int(found[1]), Unit(found[2]))


def _day_time(given: object) -> DayTime:
    if isinstance(given, DayTime):
        return given
    found = _DAY_TIME.fullmatch(str(given).strip())
    if found is None:
        message = f"“{given}” is not a time; write “today 18:00”, “in 3 days 08:00” or a date."
        raise ValueError(message)
    return DayTime(_day(found), minutes_of(found[4]))


def _day(found: re.Match[str]) -> date | int:
    if found[1]:
        return _DAYS[found[1]]
    if found[2]:
        return int(found[2])
    try:
        return date.fromisoformat(found[3])
    except ValueError:
        message = f"“{found[3]}” is not a day of the calendar; write one such as 2027-03-17."
        raise ValueError(message) from None


Within = Annotated[Duration, BeforeValidator(_duration)]
When = Annotated[DayTime, BeforeValidator(_day_time)]
