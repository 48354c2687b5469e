"""Events: what happened, appended in the commit that made it happen; this table is the outbox.

An event holds ids and values, never words. Subscribers keep their own cursor: they may come
late or see an event twice, and never miss one. On PostgreSQL transactions commit out of the
order of their sequence numbers, so a reader stops below the oldest one still running.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Identity,
    Index,
    Integer,
    TableClause,
    bindparam,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from warmline.foundation import unit
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.log import trace_id
from warmline.foundation.statements import change, fetch
from warmline.foundation.tables import Table


class EventRow(Table):
    __tablename__ = "foundation_event"
    __table_args__ = (
        Index(None, "brand_id", "sequence"),
        Index(None, "brand_id", "subject", "sequence"),
        {"sqlite_autoincrement": True},
    )

    sequence: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), Identity(), primary_key=True
    )
    id: Mapped[UUID] = mapped_column(unique=True)
    brand_id: Mapped[BrandId]
    type: Mapped[str]
    subject: Mapped[UUID]
    actor_kind: Mapped[str]
    actor_id: Mapped[UUID | None]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    data: Mapped[dict[str, Any]]
    trace_id: Mapped[str | None]
    transaction_id: Mapped[int | None] = mapped_column(BigInteger)


class Cursor(Table):
    """How far a durable subscriber has read."""

    __tablename__ = "foundation_cursor"

    subscriber: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)


_APPENDED = "events"
_TABLE = cast("TableClause", EventRow.__table__)
_INSERT = insert(_TABLE).inline()
_INSERT_POSTGRESQL = _INSERT.values(transaction_id=text("pg_current_xact_id()::text::bigint"))


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to `subject`; `type` reads like `message.received.v1`."""

    sequence: int
    id: UUID
    brand_id: BrandId
    type: str
    subject: UUID
    occurred_at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EventsAppended:
    """The note a commit leaves: there is something new to read."""


_AFTER = (
    select(*(_TABLE.c[field.name] for field in fields(Event)))
    .where(_TABLE.c.sequence > bindparam("after"))
    .order_by(_TABLE.c.sequence)
    .limit(bindparam("most"))
)
_AFTER_POSTGRESQL = _AFTER.where(
    _TABLE.c.transaction_id < text("pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
)


def append(
    session: Session,
    actor: Actor,
    type_: str,
    subject: UUID,
    data: Mapping[str, object],
    *,
    occurred_at: datetime | None = None,
) -> None:
    """Append an event to this unit of work; `data` holds ids and numbers only."""
    recorded_at = now()
    row: dict[str, object] = {
        "id": new_id(),
        "brand_id": actor.brand_id,
        "type": type_,
        "subject": subject,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "occurred_at": occurred_at or recorded_at,
        "recorded_at": recorded_at,
        "data": {
            key: str(value) if isinstance(value, UUID) else value for key, value in data.items()
        },
        "trace_id": trace_id(),
    }
    session.info.setdefault(_APPENDED, []).append(row)
    unit.at_end(session, _store)


def _store(session: Session) -> None:
    """Write what the unit has appended, in order, with one statement."""
    rows = session.info.pop(_APPENDED)
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    change(session, _INSERT_POSTGRESQL if on_postgresql else _INSERT, *rows)
    unit.note(session, EventsAppended())


def read_after(session: Session, sequence: int, *, limit: int = 500) -> Sequence[Event]:
    """The next events of all brands in order, none of which an earlier one can still precede."""
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    query = _AFTER_POSTGRESQL if on_postgresql else _AFTER
    rows = fetch(session, query, after=sequence, most=limit)
    return [Event(*row) for row in rows]


def newest(session: Session) -> int:
    """The sequence a live reader starts after."""
    return session.scalar(select(func.max(EventRow.sequence))) or 0


def cursor_of(session: Session, subscriber: str) -> int:
    found = session.get(Cursor, subscriber)
    return found.sequence if found else 0


def advance(session: Session, subscriber: str, sequence: int) -> None:
    """Remember how far `subscriber` has read; a cursor never goes back."""
    moved = session.execute(
        update(Cursor)
        .where(Cursor.subscriber == subscriber, Cursor.sequence < sequence)
        .values(sequence=sequence)
        .returning(Cursor.sequence)
    ).first()
    if moved is None and session.get(Cursor, subscriber) is None:
        session.add(Cursor(subscriber=subscriber, sequence=sequence))
        session.flush()
