"""Situations: on or not, by area and by the brand's own day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from warmline.journeys import Situation, load_pack

DUBLIN = "Europe/Dublin"


def _situation(
    since: str = "today 07:40", until: str | None = "today 18:00", areas: tuple[str, ...] = ("D08",)
) -> Situation:
    return Situation.model_validate(
        {
            "id": "cable",
            "kind": "outage",
            "service": "internet",
            "areas": areas,
            "since": since,
            "until": until,
            "text": {"en": "The internet is off."},
        }
    )


def _at(text: str, zone: str = DUBLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_it_is_on_from_its_first_minute_to_its_end_in_its_area_only() -> None:
    outage = _situation()
    assert not outage.is_on("D08", _at("2026-11-23 07:39"), DUBLIN)
    assert outage.is_on("D08", _at("2026-11-23 07:40"), DUBLIN)
    assert outage.is_on("D08", _at("2026-11-23 17:59"), DUBLIN)
    assert not outage.is_on("D08", _at("2026-11-23 18:00"), DUBLIN)
    assert not outage.is_on("D04", _at("2026-11-23 12:00"), DUBLIN)


def test_who_lives_we_know_not_where_is_concerned_by_what_is_everywhere() -> None:
    noon = _at("2026-11-23 12:00")
    assert not _situation().is_on(None, noon, DUBLIN)
    assert _situation(areas=("all",)).is_on(None, noon, DUBLIN)
    assert _situation(areas=("all",)).is_on("D04", noon, DUBLIN)


def test_an_end_that_nobody_knows_is_none() -> None:
    open_ended = _situation(until=None)
    assert open_ended.is_on("D08", _at("2026-11-23 23:59"), DUBLIN)
    assert open_ended.lasts(_at("2026-11-23 12:00"), DUBLIN)[1] is None


def test_today_is_the_brands_day_and_not_that_of_utc() -> None:
    outage = _situation("today 00:00", "today 24:00")
    late = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)  # 00:30 on the 7th in Dublin
    begin, end = outage.lasts(late, DUBLIN)
    assert begin == datetime(2026, 7, 6, 23, 0, tzinfo=UTC)
    assert end == begin + timedelta(days=1)


def test_what_is_planned_for_tomorrow_is_not_on_today_and_lasts_tomorrow() -> None:
    work = _situation("tomorrow 09:00", "tomorrow 12:00")
    assert not work.is_on("D08", _at("2026-11-23 10:00"), DUBLIN)
    assert work.lasts(_at("2026-11-23 10:00"), DUBLIN) == (
        _at("2026-11-24 09:00"), _at("2026-11-24 12:00"),
    )  # fmt: skip


def test_days_may_be_counted_or_named() -> None:
    noon = _at("2026-11-23 12:00")
    assert _situation("yesterday 22:00", "in 2 days 06:00").lasts(noon, DUBLIN) == (
        _at("2026-11-22 22:00"), _at("2026-11-25 06:00"),
    )  # fmt: skip
    dated = _situation("2026-11-20 08:00", "2026-11-24 24:00")
    assert dated.is_on("D08", noon, DUBLIN)
    assert not dated.is_on("D08", _at("2026-11-25 00:00"), DUBLIN)


def test_today_in_the_shipped_pack_is_an_outage_in_millbrook_and_late_parcels_everywhere() -> None:
    pack = load_pack("telecom")
    noon = _at("2026-11-23 12:00", pack.time_zone)

    def on_in(area: str | None) -> list[str]:
        return [each.id for each in pack.situations if each.is_on(area, noon, pack.time_zone)]

    assert on_in("D08") == ["millbrook-internet-outage", "swiftway-delay"]
    assert on_in("T12") == ["swiftway-delay"], "the planned work is tomorrow's"
    assert on_in(None) == ["swiftway-delay"]
