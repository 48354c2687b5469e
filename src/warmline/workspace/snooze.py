"""Snooze: whoever has a conversation puts it aside until a time; it comes back by itself.

It is back when the time comes, when its holder changes, or when the customer writes again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from warmline import timeline
from warmline.foundation import appointments, due, events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.foundation.errors import BadInput
from warmline.foundation.statements import add, change, fetch
from warmline.timeline import ConversationId
from warmline.trust import system_of
from warmline.workspace.hold import agent_of, mine
from warmline.workspace.models import SnoozeRow

SNOOZE: Final = "snooze"
LONGEST: Final = timedelta(days=31)

_THIS = (
    (SnoozeRow.brand_id == bindparam("for_brand")),
    (SnoozeRow.conversation_id == bindparam("of_conversation")),
)
_SNOOZE = select(SnoozeRow.agent_id, SnoozeRow.until, SnoozeRow.position).where(*_THIS)
_END = delete(SnoozeRow).where(*_THIS)


@dataclass(frozen=True, slots=True)
class Snooze:
    """Put aside by `agent_id` when `position` was the newest message."""

    agent_id: UUID
    until: datetime
    position: int


def snooze(
    session: Session, actor: Actor, conversation_id: ConversationId, until: datetime
) -> None:
    """Put one's own conversation aside; a new time takes the place of the one before."""
    if until.tzinfo is None or not now() < until <= now() + LONGEST:
        message = f"Give a time with its zone, between now and in {LONGEST.days} days."
        raise BadInput(message)
    conversation = mine(session, actor, conversation_id)
    change(session, _END, _where(actor, conversation_id))
    row = {
        "brand_id": actor.brand_id,
        "conversation_id": conversation_id,
        "agent_id": agent_of(actor),
        "until": until,
        "position": conversation.last_position,
        "snoozed_at": now(),
    }
    add(session, SnoozeRow, row)
    appointments.appoint(session, actor, SNOOZE, conversation_id, until)
    events.append(session, actor, "conversation.snoozed.v1", conversation_id, {})


def unsnooze(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """Take one's own conversation up again before its time."""
    mine(session, actor, conversation_id)
    appointments.dismiss(session, actor, SNOOZE, conversation_id)
    _end(session, actor, conversation_id)


def snooze_of(session: Session, actor: Actor, conversation_id: ConversationId) -> Snooze | None:
    """How a conversation is put aside, whether or not something has woken it since."""
    actor.demand(Scope.CONVERSATIONS_READ)
    row = fetch(session, _SNOOZE, **_where(actor, conversation_id)).first()
    return Snooze(row.agent_id, row.until, row.position) if row is not None else None


class Snoozes:
    """Ends what was put aside, each under the lease of its due row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def end(self, claim: Claim) -> None:
        """The time has come."""

        def unit(session: Session) -> None:
            actor, conversation_id = system_of(claim.brand_id), ConversationId(claim.subject)
            timeline.lock(session, actor, conversation_id)
            snoozed = snooze_of(session, actor, conversation_id)
            if snoozed is not None and snoozed.until > now():  # put aside again meanwhile
                due.again(session, claim)
                return
            _end(session, actor, conversation_id)
            due.finish(session, claim)

        await self._database.write(unit, in_background=True)

    def give_up(self, session: Session, claim: Claim) -> None:
        """Rather back too early than never."""
        _end(session, system_of(claim.brand_id), ConversationId(claim.subject))


def _end(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    if change(session, _END, _where(actor, conversation_id)):
        events.append(session, actor, "conversation.unsnoozed.v1", conversation_id, {})


def _where(actor: Actor, conversation_id: ConversationId) -> dict[str, object]:
    return {"for_brand": actor.brand_id, "of_conversation": conversation_id}
