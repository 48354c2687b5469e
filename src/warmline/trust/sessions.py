"""One's own sessions as a member of staff: to see where one is signed in, and to end it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor, Kind
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound, NotPermitted
from warmline.trust.keys import digest
from warmline.trust.models import SessionRow, StaffId


@dataclass(frozen=True, slots=True)
class SignedInSession:
    id: UUID
    started_at: datetime
    ends_at: datetime
    is_this: bool


def staff_of(actor: Actor) -> StaffId:
    """The signed-in person; a key is nobody."""
    if actor.kind is not Kind.AGENT or actor.id is None:
        message = "This is a person's own: sign in, and send no key."
        raise NotPermitted(message)
    return StaffId(actor.id)


def sessions_of(session: Session, actor: Actor, token: str) -> list[SignedInSession]:
    """The sessions of the signed-in person that still open something, newest first."""
    rows = session.scalars(
        select(SessionRow)
        .where(
            SessionRow.brand_id == actor.brand_id,
            SessionRow.staff_id == staff_of(actor),
            SessionRow.ended_at.is_(None),
            SessionRow.ends_at > now(),
        )
        .order_by(SessionRow.id.desc())
    )
    this = digest(token)
    return [
        SignedInSession(row.id, row.started_at, row.ends_at, row.digest == this) for row in rows
    ]


def end_session_of(session: Session, actor: Actor, session_id: UUID) -> None:
    """End one of one's own; raises `NotFound`. An open desk closes within seconds."""
    row = session.get(SessionRow, (actor.brand_id, session_id))
    if row is None or row.staff_id != staff_of(actor) or row.ended_at is not None:
        message = "You have no such session."
        raise NotFound(message)
    row.ended_at = now()


def end_sessions_of(session: Session, actor: Actor, staff_id: StaffId) -> None:
    """End all sessions of a member of staff."""
    session.execute(
        update(SessionRow)
        .where(
            SessionRow.brand_id == actor.brand_id,
            SessionRow.staff_id == staff_id,
            SessionRow.ended_at.is_(None),
        )
        .values(ended_at=now())
    )
