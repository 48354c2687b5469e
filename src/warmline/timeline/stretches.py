"""Stretches: the times in which one holder had a conversation; at most one is open."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor, Scope
from warmline.foundation.statements import AnyRow, fetch
from warmline.timeline.models import ConversationId, StretchId, StretchRow

STRETCH = (
    StretchRow.id.label("stretch_id"),
    StretchRow.holder,
    StretchRow.agent_id,
    StretchRow.reason,
    StretchRow.from_position,
    StretchRow.started_at.label("held_since"),
    StretchRow.ended_at.label("held_until"),
    StretchRow.ended_by,
    StretchRow.promised_at,
    StretchRow.first_promised_at,
)
"""The columns that `as_stretch` wants."""

_OF_CONVERSATION = (
    select(*STRETCH)
    .where(
        StretchRow.brand_id == bindparam("for_brand"),
        StretchRow.conversation_id == bindparam("of_conversation"),
    )
    .order_by(StretchRow.id)
)
_OPEN = _OF_CONVERSATION.where(StretchRow.ended_at.is_(None))
_CARRIED = (
    select(StretchRow.conversation_id)
    .where(
        StretchRow.brand_id == bindparam("for_brand"),
        StretchRow.agent_id == bindparam("of_agent"),
        or_(StretchRow.ended_at.is_(None), StretchRow.ended_at > bindparam("since")),
    )
    .distinct()
)
_SOME_HELD = (
    select(StretchRow.id)
    .where(
        StretchRow.brand_id == bindparam("for_brand"),
        StretchRow.holder == bindparam("of_holder"),
        StretchRow.ended_at.is_(None),
        StretchRow.id > bindparam("begun_after"),
    )
    .limit(bindparam("most"))
    .subquery()
)
_HELD = select(func.count().label("conversations")).select_from(_SOME_HELD)


class Holder(StrEnum):
    ASSISTANT = "assistant"
    WAITING = "waiting"
    PERSON = "person"
    NOBODY = "nobody"


class Reason(StrEnum):
    """Why the holder changed; each has a sentence for the customer in `texts/`."""

    STARTED = "started"
    CUSTOMER_WROTE = "customer_wrote"
    ASKED_FOR_PERSON = "asked_for_person"
    CARE_PATH = "care_path"
    DECIDED = "decided"
    TURN_FAILED = "turn_failed"
    CONTESTED = "contested"
    RESTRICTED = "restricted"
    TAKEN = "taken"
    STOPPED_WAITING = "stopped_waiting"
    TRANSFERRED = "transferred"
    PASSED_ON = "passed_on"
    AGENT_GONE = "agent_gone"
    HANDED_BACK = "handed_back"
    STRETCH_ENDED = "stretch_ended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One holder's time; `agent_id` is set while a person has it.

    What is promised to a customer who waits changes within a stretch, and makes it no other one.
    """

    id: StretchId
    holder: Holder
    agent_id: UUID | None
    reason: Reason
    from_position: int
    started_at: datetime
    ended_at: datetime | None = field(default=None, compare=False)
    ended_by: Reason | None = field(default=None, compare=False)
    promised_at: datetime | None = field(default=None, compare=False)
    first_promised_at: datetime | None = field(default=None, compare=False)


def stretches_of(session: Session, actor: Actor, conversation_id: ConversationId) -> list[Stretch]:
    """All stretches of a conversation, oldest first; the last one is open."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(
        session, _OF_CONVERSATION, for_brand=actor.brand_id, of_conversation=conversation_id
    )
    return [as_stretch(row) for row in rows]


def carried_by(
    session: Session, actor: Actor, agent_id: UUID, since: datetime
) -> list[ConversationId]:
    """The conversations that an agent has now, or had since then."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(session, _CARRIED, for_brand=actor.brand_id, of_agent=agent_id, since=since)
    return [row.conversation_id for row in rows]


def count_held_by(
    session: Session, actor: Actor, holder: Holder, *, begun_after: UUID, most: int
) -> int:
    """How many have that holder since after an id was made; counts no further than `most`."""
    actor.demand(Scope.CONVERSATIONS_READ)
    found = fetch(
        session,
        _HELD,
        for_brand=actor.brand_id,
        of_holder=holder,
        begun_after=begun_after,
        most=most,
    )
    return int(found.scalar())


def open_stretch(session: Session, actor: Actor, conversation_id: ConversationId) -> Stretch:
    """Who has the conversation now."""
    where = {"for_brand": actor.brand_id, "of_conversation": conversation_id}
    return as_stretch(fetch(session, _OPEN, **where)[0])


def as_stretch(row: AnyRow) -> Stretch:
    """The stretch in a row with the columns `STRETCH`."""
    return Stretch(
        id=row.stretch_id,
        holder=Holder(row.holder),
        agent_id=row.agent_id,
        reason=Reason(row.reason),
        from_position=row.from_position,
        started_at=row.held_since,
        ended_at=row.held_until,
        ended_by=Reason(row.ended_by) if row.ended_by is not None else None,
        promised_at=row.promised_at,
        first_promised_at=row.first_promised_at,
    )
