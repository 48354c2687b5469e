"""Who holds the conversation: exactly one, and only the transitions here change it.

Each has a reason that the customer can be told. Asking for a person is always granted, from
wherever one asks; no chain of handoffs can form, since each way back needs somebody's act.
"""

from typing import assert_never, cast
from uuid import UUID

from sqlalchemy import TableClause, bindparam, update
from sqlalchemy.orm import Session

from warmline.foundation import appointments, events
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, change
from warmline.timeline.locked import LockedConversation
from warmline.timeline.models import ConversationId, StretchId, StretchRow
from warmline.timeline.stretches import Holder, Reason, Stretch

_TABLE = cast("TableClause", StretchRow.__table__)
_END = (
    update(_TABLE)
    .where(_TABLE.c.brand_id == bindparam("for_brand"), _TABLE.c.id == bindparam("this"))
    .values(ended_at=bindparam("ended_at"), ended_by=bindparam("ended_by"))
)

PROMISE = "promise"
"""The due work of a conversation that waits: to tell the customer when a person comes."""


class HolderConflict(Conflict):
    code = "holder_conflict"

    def __init__(self, holder: Holder | None, reason: Reason) -> None:
        state = holder.value if holder else "nobody yet"
        super().__init__(f"Not possible now ({reason}): the conversation is held by {state}.")


def next_holder(  # noqa: C901 - one case a reason
    holder: Holder | None, reason: Reason
) -> Holder | None:
    """Who holds it after `reason`; None if that cannot happen now."""
    allowed: set[Holder | None]
    match reason:
        case Reason.STARTED:
            allowed, then = {None}, Holder.ASSISTANT
        case Reason.CUSTOMER_WROTE:
            allowed, then = {Holder.NOBODY}, Holder.ASSISTANT
        case Reason.ASKED_FOR_PERSON | Reason.CONTESTED:
            allowed, then = {Holder.ASSISTANT, Holder.NOBODY}, Holder.WAITING
        case Reason.CARE_PATH | Reason.DECIDED | Reason.TURN_FAILED | Reason.RESTRICTED:
            allowed, then = {Holder.ASSISTANT}, Holder.WAITING
        case Reason.TAKEN:
            allowed, then = {Holder.WAITING}, Holder.PERSON
        case Reason.PASSED_ON:
            allowed, then = {Holder.PERSON}, Holder.PERSON
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


def transition(
    session: Session,
    actor: Actor,
    conversation: LockedConversation,
    reason: Reason,
    *,
    agent_id: UUID | None = None,
) -> None:
    """Change who holds a conversation.

    Whoever begins to wait is due a promise at once; one that stands ends with the waiting.
    Asking for a person who is already coming, or already there, changes nothing.
    """
    stretch = conversation.stretch
    wants_person = reason in {Reason.ASKED_FOR_PERSON, Reason.CONTESTED}
    if wants_person and stretch.holder in {Holder.WAITING, Holder.PERSON}:
        return
    then = next_holder(stretch.holder, reason)
    if then is None:
        raise HolderConflict(stretch.holder, reason)
    ended = {"for_brand": actor.brand_id, "this": stretch.id}
    change(session, _END, {**ended, "ended_at": now(), "ended_by": reason})
    if stretch.holder is Holder.WAITING:
        appointments.dismiss(session, actor, PROMISE, conversation.id)
    if then is Holder.WAITING:
        appointments.appoint(session, actor, PROMISE, conversation.id, now())
    conversation.stretch = begin_stretch(
        session,
        actor,
        conversation.id,
        (stretch.holder, then),
        reason,
        position=conversation.last_position,
        agent_id=agent_id,
    )


def begin_stretch(
    session: Session,
    actor: Actor,
    conversation_id: ConversationId,
    held: tuple[Holder | None, Holder],
    reason: Reason,
    *,
    position: int,
    agent_id: UUID | None = None,
) -> Stretch:
    """Note a holder's time, from `position` on; `held` is from whom to whom."""
    before, then = held
    stretch = Stretch(
        id=StretchId(new_id()),
        holder=then,
        agent_id=agent_id if then is Holder.PERSON else None,
        reason=reason,
        from_position=position,
        started_at=now(),
    )
    row = {
        "brand_id": actor.brand_id,
        "id": stretch.id,
        "conversation_id": conversation_id,
        "holder": stretch.holder,
        "agent_id": stretch.agent_id,
        "reason": stretch.reason,
        "from_position": stretch.from_position,
        "started_at": stretch.started_at,
    }
    add(session, StretchRow, row)
    data = {"from": before, "to": then, "reason": reason, "stretch_id": stretch.id}
    events.append(session, actor, "holder.changed.v1", conversation_id, data)
    return stretch
