"""Figures: what stays of feelings when they are deleted, of so many people that each is hidden.

A day (UTC) is counted before its first feeling is deleted. A topic in which fewer than `FEWEST`
customers wrote is counted among “all other topics”; and if these are too few, not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Float, bindparam, case, cast, func, select
from sqlalchemy.orm import Session, aliased

from warmline.foundation.actor import Actor
from warmline.foundation.ids import first_id_at
from warmline.foundation.statements import add
from warmline.trust import SENSE, SERVE
from warmline.understanding.models import FeelingDayRow, ReadingRow

FEWEST: Final = 10
_LOW_VALENCE: Final = -0.5
_MOST_DAYS: Final = 40

_Needs = aliased(ReadingRow)
_VALENCE = cast(ReadingRow.found["valence"].as_float(), Float)
_INTENT = func.coalesce(_Needs.found["intent"].as_string(), "")
_EXPIRED = select(func.min(ReadingRow.recorded_at), func.max(ReadingRow.recorded_at)).where(
    ReadingRow.brand_id == bindparam("for_brand"),
    ReadingRow.purpose == SENSE.name,
    ReadingRow.expires_at <= bindparam("before"),
)


@dataclass(frozen=True, slots=True)
class FeelingDay:
    """A topic on a day; figures are None where they would say something of somebody."""

    day: date
    intent: str
    customers: int | None
    readings: int | None
    valence: float | None
    low_share: float | None


def days_to_count(session: Session, actor: Actor, before: datetime) -> list[date]:
    """Days of which feelings expire before then, that are not counted yet; oldest first."""
    where = {"for_brand": actor.brand_id, "before": before}
    first, last = session.execute(_EXPIRED, where).one()
    if first is None:
        return []
    count = min((last.date() - first.date()).days + 1, _MOST_DAYS)
    days = [first.date() + timedelta(days=number) for number in range(count)]
    counted = session.scalars(
        select(FeelingDayRow.day).where(
            FeelingDayRow.brand_id == actor.brand_id,
            FeelingDayRow.day.in_([day.isoformat() for day in days]),
            FeelingDayRow.intent == "",
        )
    ).all()
    return [day for day in days if day.isoformat() not in counted]


def count_day(session: Session, actor: Actor, day: date) -> list[FeelingDay]:
    """The figures of a day by topic, small topics together under the empty one."""
    begins = datetime.combine(day, time(), UTC)
    rows = session.execute(
        select(
            _INTENT,
            ReadingRow.customer_id,
            func.count(),
            func.sum(_VALENCE),
            func.sum(case((_VALENCE <= _LOW_VALENCE, 1), else_=0)),
        )
        .join(
            _Needs,
            (_Needs.brand_id == ReadingRow.brand_id)
            & (_Needs.conversation_id == ReadingRow.conversation_id)
            & (_Needs.position == ReadingRow.position)
            & (_Needs.purpose == SERVE.name),
        )
        .where(
            ReadingRow.brand_id == actor.brand_id,
            ReadingRow.id >= first_id_at(begins),
            ReadingRow.id < first_id_at(begins + timedelta(days=1)),
            ReadingRow.purpose == SENSE.name,
        )
        .group_by(_INTENT, ReadingRow.customer_id)
    ).all()
    topics: dict[str, list[_Share]] = {}
    for intent, customer_id, readings, valence, low in rows:
        share = _Share(str(customer_id), int(readings), float(valence or 0.0), int(low or 0))
        topics.setdefault(intent, []).append(share)
    return _hidden(day, topics)


@dataclass(frozen=True, slots=True)
class _Share:
    """What one customer brings to a topic."""

    customer: str
    readings: int
    valence: float
    low: int


def _hidden(day: date, topics: dict[str, list[_Share]]) -> list[FeelingDay]:
    large = {
        intent: shares for intent, shares in topics.items() if intent and len(shares) >= FEWEST
    }
    small = [each for intent, shares in topics.items() if intent not in large for each in shares]
    return [
        *(_figures(day, intent, shares) for intent, shares in sorted(large.items())),
        _figures(day, "", small),
    ]


def _figures(day: date, intent: str, shares: Sequence[_Share]) -> FeelingDay:
    customers = len({each.customer for each in shares})
    if customers < FEWEST:
        return FeelingDay(day, intent, None, None, None, None)
    readings = sum(each.readings for each in shares)
    return FeelingDay(
        day=day,
        intent=intent,
        customers=customers,
        readings=readings,
        valence=round(sum(each.valence for each in shares) / readings, 3),
        low_share=round(sum(each.low for each in shares) / readings, 3),
    )


def keep_figures(session: Session, actor: Actor, figures: Sequence[FeelingDay]) -> None:
    """Keep what was counted; counting again changes nothing."""
    for each in figures:
        key = (actor.brand_id, each.day.isoformat(), each.intent)
        if session.get(FeelingDayRow, key) is None:
            row = {
                "brand_id": actor.brand_id,
                "day": each.day.isoformat(),
                "intent": each.intent,
                "customers": each.customers,
                "readings": each.readings,
                "valence": each.valence,
                "low_share": each.low_share,
            }
            add(session, FeelingDayRow, row)


def figures_since(session: Session, actor: Actor, day: date) -> list[FeelingDay]:
    """The figures of feelings that are deleted, by day and topic."""
    rows = session.scalars(
        select(FeelingDayRow)
        .where(FeelingDayRow.brand_id == actor.brand_id, FeelingDayRow.day >= day.isoformat())
        .order_by(FeelingDayRow.day, FeelingDayRow.intent)
    )
    return [
        FeelingDay(
            date.fromisoformat(row.day),
            row.intent,
            row.customers,
            row.readings,
            row.valence,
            row.low_share,
        )
        for row in rows
    ]
