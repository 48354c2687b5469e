"""Who holds the conversation: exactly one, and only the transitions here change it.

Each has a reason that the customer can be told. Asking for a person is always granted, from
wherever one asks; no chain of handoffs can form, since each way back needs somebody's act.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict
from warmline.foundation.ids import new_id
from warmline.foundation.tables import AnyRow, add, fetch
from warmline.timeline.models import ConversationId, ConversationRow, StretchId, StretchRow

STRETCH = (
    StretchRow.id.label("stretch_id"),
    StretchRow.holder,
    StretchRow.agent_id,
    StretchRow.reason,
    StretchRow.from_position,
    StretchRow.started_at.label("held_since"),
)
"""The columns that `as_stretch` wants."""

_OPEN_STRETCH = select(*STRETCH).where(
    StretchRow.brand_id == bindparam("for_brand"),
    StretchRow.conversation_id == bindparam("of_conversation"),
    StretchRow.ended_at.is_(None),
)


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
    TAKEN = "taken"
    STOPPED_WAITING = "stopped_waiting"
    TRANSFERRED = "transferred"
    AGENT_GONE = "agent_gone"
    HANDED_BACK = "handed_back"
    STRETCH_ENDED = "stretch_ended"
    CLOSED = "closed"


class HolderConflict(Conflict):
    code = "holder_conflict"

    def __init__(self, holder: Holder | None, reason: Reason) -> None:
        state = holder.value if holder else "nobody yet"
        super().__init__(f"Not possible now ({reason}): the conversation is held by {state}.")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One holder's time; `agent_id` is set while a person has it."""

    id: StretchId
    holder: Holder
    agent_id: UUID | None
    reason: Reason
    from_position: int
    started_at: datetime


def next_holder(holder: Holder | None, reason: Reason) -> Holder | None:
    """Who holds it after `reason`; None if that cannot happen now."""
    allowed: set[Holder | None]
    match reason:
        case Reason.STARTED:
            allowed, then = {None}, Holder.ASSISTANT
        case Reason.CUSTOMER_WROTE:
            allowed, then = {Holder.NOBODY}, Holder.ASSISTANT
        case Reason.ASKED_FOR_PERSON:
            allowed, then = {Holder.ASSISTANT, Holder.NOBODY}, Holder.WAITING
        case Reason.CARE_PATH | Reason.DECIDED | Reason.TURN_FAILED:
            allowed, then = {Holder.ASSISTANT}, Holder.WAITING
        case Reason.TAKEN:
            allowed, then = {Holder.WAITING}, Holder.PERSON
        case Reason.STOPPED_WAITING:
            allowed, then = {Holder.WAITING}, Holder.ASSISTANT
        case Reason.TRANSFERRED | Reason.AGENT_GONE:
            allowed, then = {Holder.PERSON}, Holder.WAITING
        case Reason.HANDED_BACK | Reason.STRETCH_ENDED:
            allowed, then = {Holder.PERSON}, Holder.ASSISTANT
        case Reason.CLOSED:
            allowed, then = {Holder.ASSISTANT, Holder.WAITING, Holder.PERSON}, Holder.NOBODY
        case _:
            assert_never(reason)
    return then if holder in allowed else None


def current(session: Session, actor: Actor, conversation_id: ConversationId) -> Stretch | None:
    """The open stretch; None only for a conversation that is being made."""
    row = fetch(
        session, _OPEN_STRETCH, for_brand=actor.brand_id, of_conversation=conversation_id
    ).first()
    return as_stretch(row) if row is not None else None


def stretches_of(session: Session, actor: Actor, conversation_id: ConversationId) -> list[Stretch]:
    """All stretches of a conversation, oldest first; the last one is open."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = session.execute(
        select(*STRETCH)
        .where(StretchRow.brand_id == actor.brand_id, StretchRow.conversation_id == conversation_id)
        .order_by(StretchRow.id)
    )
    return [as_stretch(row) for row in rows]


def transition(
    session: Session,
    actor: Actor,
    conversation: ConversationRow,
    reason: Reason,
    *,
    agent_id: UUID | None = None,
) -> Stretch:
    """Change the holder of a conversation whose row this unit has locked.

    Asking for a person who is already coming, or already there, changes nothing.
    """
    open_now = current(session, actor, conversation.id)
    holder = open_now.holder if open_now else None
    if (
        open_now is not None
        and reason is Reason.ASKED_FOR_PERSON
        and holder in {Holder.WAITING, Holder.PERSON}
    ):
        return open_now
    then = next_holder(holder, reason)
    if then is None:
        raise HolderConflict(holder, reason)
    if open_now is not None:
        session.execute(
            update(StretchRow)
            .where(StretchRow.brand_id == actor.brand_id, StretchRow.id == open_now.id)
            .values(ended_at=now())
        )
    return _open(session, actor, conversation, (holder, then), reason, agent_id)


def start(session: Session, actor: Actor, conversation: ConversationRow) -> Stretch:
    """The first stretch of a conversation that this unit has just made."""
    return _open(session, actor, conversation, (None, Holder.ASSISTANT), Reason.STARTED)


def _open(
    session: Session,
    actor: Actor,
    conversation: ConversationRow,
    change: tuple[Holder | None, Holder],
    reason: Reason,
    agent_id: UUID | None = None,
) -> Stretch:
    before, then = change
    stretch = Stretch(
        id=StretchId(new_id()),
        holder=then,
        agent_id=agent_id if then is Holder.PERSON else None,
        reason=reason,
        from_position=conversation.last_position,
        started_at=now(),
    )
    row = {
        "brand_id": actor.brand_id,
        "id": stretch.id,
        "conversation_id": conversation.id,
        "holder": stretch.holder,
        "agent_id": stretch.agent_id,
        "reason": stretch.reason,
        "from_position": stretch.from_position,
        "started_at": stretch.started_at,
    }
    add(session, StretchRow, row)
    data = {"from": before, "to": then, "reason": reason, "stretch_id": stretch.id}
    events.append(session, actor, "holder.changed.v1", conversation.id, data)
    return stretch


def as_stretch(row: AnyRow) -> Stretch:
    """The stretch in a row with the columns `STRETCH`."""
    return Stretch(
        id=row.stretch_id,
        holder=Holder(row.holder),
        agent_id=row.agent_id,
        reason=Reason(row.reason),
        from_position=row.from_position,
        started_at=row.held_since,
    )
