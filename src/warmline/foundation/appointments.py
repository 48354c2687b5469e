"""Appointments: due work at a time of the clock, however far off; one of a kind and subject.

A worker that comes to one locks its subject, sees whether it still holds, and ends it with
`due.finish`, or makes the next one and says `due.again`: nothing made meanwhile is lost.
"""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import TableClause, bindparam, delete, select, update
from sqlalchemy.orm import Session

from warmline.foundation import unit
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.due import DueRow, WorkScheduled
from warmline.foundation.statements import add, change, fetch

_TABLE = cast("TableClause", DueRow.__table__)
_THIS_ROW = (
    (_TABLE.c.brand_id == bindparam("for_brand"))
    & (_TABLE.c.kind == bindparam("for_kind"))
    & (_TABLE.c.subject == bindparam("for_subject"))
)
_MOVE = (
    update(_TABLE)
    .where(_THIS_ROW)
    .values(
        due_at=bindparam("due_at"),
        waiting_since=bindparam("waiting_since"),
        parked_at=None,
        attempts=0,
        failures=0,
    )
)
_DUE = select(_TABLE.c.due_at).where(_THIS_ROW)
_DROP = delete(_TABLE).where(_THIS_ROW)


def appoint(session: Session, actor: Actor, kind: str, subject: UUID, at: datetime) -> None:
    """Make `subject` due at `at`, in place of an earlier appointment.

    Whoever calls this has locked the subject: two units must not make the first one at once.
    """
    time = now()
    moved = {"due_at": at, "waiting_since": time}
    if change(session, _MOVE, {**_key(actor, kind, subject), **moved}) == 0:
        row = {
            "brand_id": actor.brand_id,
            "kind": kind,
            "subject": subject,
            **moved,
            "is_appointment": True,
            "attempts": 0,
            "failures": 0,
        }
        add(session, DueRow, row)
    unit.note(session, WorkScheduled(kind, at))


def appoint_once(session: Session, actor: Actor, kind: str, subject: UUID, at: datetime) -> None:
    """Make `subject` due at `at`, unless it is already due some time."""
    if not fetch(session, _DUE, **_key(actor, kind, subject)):
        appoint(session, actor, kind, subject, at)


def dismiss(session: Session, actor: Actor, kind: str, subject: UUID) -> None:
    """There is nothing to come to any more."""
    change(session, _DROP, _key(actor, kind, subject))


def _key(actor: Actor, kind: str, subject: UUID) -> dict[str, object]:
    return {"for_brand": actor.brand_id, "for_kind": kind, "for_subject": subject}
