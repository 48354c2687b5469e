"""Calendars: open and closed by local time, also where clocks change; all moments in UTC."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.journeys import Calendar, load_pack
from warmline.journeys.calendars import overlaps

DUBLIN = ZoneInfo("Europe/Dublin")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _calendar(
    hours: dict[str, list[str]], *, holidays: tuple[date, ...] = (), zone: str = "Europe/Dublin"
) -> Calendar:
    return Calendar.model_validate(
        {
            "id": "desk",
            "title": "Desk",
            "time_zone": zone,
            "hours": hours,
            "holidays": [{"date": each, "title": "Off"} for each in holidays],
        }
    )


def _local(text: str, zone: ZoneInfo = DUBLIN, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SPLIT = _calendar({"monday": ["08:00-12:30", "13:15-20:00"], "friday": ["18:00-24:00"]})


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23 07:59:59", False),
        ("2026-11-23 08:00:00", True),
        ("2026-11-23 12:29:59", True),
        ("2026-11-23 12:30:00", False),
        ("2026-11-23 13:14:59", False),
        ("2026-11-23 13:15:00", True),
        ("2026-11-23 20:00:00", False),
        ("2026-11-24 10:00:00", False),
        ("2026-11-27 23:59:59", True),
        ("2026-11-28 00:00:00", False),
    ],
)
def test_a_split_day_is_open_in_its_shifts_only(at: str, *, is_open: bool) -> None:
    assert SPLIT.is_open(_local(at)) is is_open


def test_it_opens_next_after_the_break_on_another_day_or_now() -> None:
    assert SPLIT.opens_next(_local("2026-11-23 12:30")) == _utc("2026-11-23 13:15")
    assert SPLIT.opens_next(_local("2026-11-23 20:00")) == _utc("2026-11-27 18:00")
    assert SPLIT.opens_next(_local("2026-11-28 00:00")) == _utc("2026-11-30 08:00")
    now = _local("2026-11-23 09:30")
    assert SPLIT.opens_next(now) == now


def test_a_moment_may_be_given_in_any_zone_and_the_answer_is_utc() -> None:
    in_tokyo = datetime(2026, 7, 6, 16, 30, tzinfo=ZoneInfo("Asia/Tokyo"))  # 08:30 in Dublin
    assert SPLIT.is_open(in_tokyo)
    opens = SPLIT.opens_next(in_tokyo - timedelta(hours=3))
    assert opens == _utc("2026-07-06 07:00"), "summer time is an hour ahead"
    assert opens is not None
    assert opens.tzinfo is UTC


def test_a_holiday_is_closed_all_day_and_the_next_day_is_found() -> None:
    off = (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 4))
    calendar = _calendar({"monday": ["08:00-20:00"], "friday": ["08:00-20:00"]}, holidays=off)
    assert not calendar.is_open(_local("2026-12-25 10:00"))
    assert calendar.is_open(_local("2026-12-21 10:00"))
    assert calendar.opens_next(_local("2026-12-22 10:00")) == _utc("2027-01-08 08:00")


def test_a_calendar_without_hours_never_opens() -> None:
    assert _calendar({}).opens_next(_local("2026-11-23 10:00")) is None
    assert not _calendar({}).is_open(_local("2026-11-23 10:00"))


def test_day_and_night_has_no_hole_where_clocks_change() -> None:
    calendar = _calendar({day: ["00:00-24:00"] for day in WEEKDAYS})
    for first in (_utc("2026-03-28 12:00"), _utc("2026-10-24 12:00")):
        for minutes in range(0, 36 * 60, 10):
            at = first + timedelta(minutes=minutes)
            assert calendar.is_open(at)
            assert calendar.opens_next(at) == at


def test_a_night_in_which_an_hour_is_skipped_is_an_hour_shorter() -> None:
    calendar = _calendar({"sunday": ["00:00-06:00"]})
    open_minutes = [
        at
        for minutes in range(24 * 60)
        if calendar.is_open(at := _utc("2026-03-28 20:00") + timedelta(minutes=minutes))
    ]
    assert len(open_minutes) == 5 * 60
    assert open_minutes[-1] + timedelta(minutes=1) == _local("2026-03-29 06:00")


def test_a_night_in_which_an_hour_comes_twice_is_an_hour_longer() -> None:
    calendar = _calendar({"sunday": ["00:00-06:00"]})
    assert calendar.is_open(_local("2026-10-25 01:30"))
    assert calendar.is_open(_local("2026-10-25 01:30", fold=1))
    assert calendar.is_open(_utc("2026-10-24 23:00"))
    assert not calendar.is_open(_utc("2026-10-24 22:59"))
    assert calendar.is_open(_utc("2026-10-25 05:59"))
    assert not calendar.is_open(_utc("2026-10-25 06:00"))


def test_a_shift_that_ends_in_the_hour_that_comes_twice_is_one_stretch() -> None:
    calendar = _calendar({"sunday": ["00:30-01:30"]})
    open_at = [
        minutes
        for minutes in range(0, 240, 10)
        if calendar.is_open(_utc("2026-10-24 23:00") + timedelta(minutes=minutes))
    ]
    assert open_at == list(range(30, 150, 10)), "open from 00:30 to the second 01:30"


def test_a_day_is_over_at_its_first_midnight_where_midnight_comes_twice() -> None:
    calendar = _calendar({"saturday": ["20:00-24:00"]}, zone="America/Havana")
    assert calendar.is_open(_utc("2026-11-01 03:59"))
    assert not calendar.is_open(_utc("2026-11-01 04:00"))
    assert not calendar.is_open(_utc("2026-11-01 05:00"))


def test_shifts_may_stand_in_any_order_and_touch() -> None:
    calendar = _calendar({"monday": ["12:30-17:00", "08:00-12:30"]})
    assert list(overlaps(calendar.hours)) == []
    assert calendar.opens_next(_local("2026-11-23 06:00")) == _utc("2026-11-23 08:00")
    assert calendar.is_open(_local("2026-11-23 12:30"))


def test_a_shift_that_begins_in_the_skipped_hour_begins_as_much_later() -> None:
    calendar = _calendar({"sunday": ["01:30-04:00"]})
    assert calendar.opens_next(_utc("2026-03-29 00:00")) == _local("2026-03-29 02:30")
    within = _calendar({"sunday": ["01:15-01:45"]})
    assert within.opens_next(_utc("2026-03-29 00:00")) == _local("2026-03-29 02:15")


@given(
    st.sampled_from(["Europe/Dublin", "America/Havana", "Australia/Lord_Howe", "Asia/Beirut"]),
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - a wall clock
    st.dictionaries(
        st.sampled_from(WEEKDAYS),
        st.sampled_from([[], ["00:00-24:00"], ["00:30-01:30", "23:00-24:00"], ["02:15-02:45"]]),
    ),
    st.sets(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=3),
)
def test_it_is_open_when_it_opens_and_closed_until_then(
    zone: str, wall: datetime, hours: dict[str, list[str]], holidays: set[date]
) -> None:
    calendar = _calendar(hours, holidays=tuple(holidays), zone=zone)
    at = wall.replace(tzinfo=ZoneInfo(zone))
    opens = calendar.opens_next(at)
    if opens is None:
        assert not any(hours.values())
        return
    assert opens >= at
    assert calendar.is_open(opens)
    assert calendar.is_open(at) is (opens == at)
    for part in range(1, 5):
        between = at.astimezone(UTC) + (opens - at) * part / 5
        assert opens == at or not calendar.is_open(between)


def test_the_shipped_desks_keep_christmas_free_and_faults_are_taken_then() -> None:
    by_id = {each.id: each for each in load_pack("telecom").calendars}
    christmas = _local("2026-12-25 10:00")
    assert not by_id["service"].is_open(christmas)
    assert by_id["day-and-night"].is_open(christmas)
    assert by_id["service"].opens_next(christmas) == _local("2026-12-28 08:00")
