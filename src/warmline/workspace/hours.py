"""Hours: whether people are here, until when, and when they are back, by the brand's calendars.

A brand whose pack names no calendars says nothing about hours; its people count as here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from warmline.journeys import Calendar, Pack

_FAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class People:
    """`until` they are here, None if that is more than a week; else `back_at`, if that is known.

    `usual_minutes` is the median of recent waits, None where there were too few to tell.
    """

    here: bool
    until: datetime | None
    back_at: datetime | None
    usual_minutes: int | None


def calendars_of(pack: Pack | None) -> list[Calendar]:
    """The calendars of who answers: of the staff, or where none is named, the teams, or all."""
    if pack is None:
        return []
    named = [each.calendar for each in pack.staff] or [each.calendar for each in pack.teams]
    return [each for each in pack.calendars if not named or each.id in named]


def people_at(calendars: Sequence[Calendar], at: datetime, usual_minutes: int | None) -> People:
    """Who is there at the moment `at` (aware)."""
    if not calendars:
        return People(here=True, until=None, back_at=None, usual_minutes=usual_minutes)
    until = _here_until(calendars, at)
    if until == at:
        opens = [opening for each in calendars if (opening := each.opens_next(at)) is not None]
        back_at = min(opens, default=None)
        return People(here=False, until=None, back_at=back_at, usual_minutes=usual_minutes)
    return People(here=True, until=until, back_at=None, usual_minutes=usual_minutes)


def _here_until(calendars: Sequence[Calendar], at: datetime) -> datetime | None:
    """When the last one goes; `at` itself if nobody is there, None if that is far away."""
    until = at
    while ends := [end for each in calendars if (end := each.shift_ends(until)) is not None]:
        until = max(ends)
        if until - at > _FAR:
            return None
    return until
