"""Rows of the queue: each with the reason for its place, in words that a colleague would use.

A row is the same for every desk of a brand, so it is made once and sent to all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from warmline import assistant, customers, timeline, trust, understanding
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.timeline import Conversation, ConversationId, Glance, Holder, Reason
from warmline.trust import SENSE, Member
from warmline.understanding import SURE
from warmline.workspace.desk.ground import Ground
from warmline.workspace.desk.names import name_of
from warmline.workspace.desk.steps import step_of
from warmline.workspace.order import Waiting, order_text
from warmline.workspace.snooze import snooze_of
from warmline.workspace.waits import is_care, is_late

READ_BACK: Final = 8
_LONGEST_WISH: Final = 60


class AgentView(BaseModel):
    id: UUID
    name: str


class ReasonView(BaseModel):
    """Why it stands where it stands: the cause first, then what else matters."""

    cause: str
    text: str


class Row(BaseModel):
    """`order` sorts rows as text; `unread` are the customer's messages no person has answered."""

    conversation_id: UUID
    name: str
    wish: str
    promised_at: datetime | None
    is_late: bool
    is_care: bool
    urgency: int = Field(ge=0, le=4, description="Can wait, this week, today, this hour, now.")
    reason: ReasonView
    language: str | None
    channel: str | None
    holder: Holder
    agent: AgentView | None
    since: datetime
    last_at: datetime
    unread: int
    snoozed_until: datetime | None
    order: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a row is made of."""

    conversation: Conversation
    glance: Glance
    is_care: bool
    needs: Sequence[Mapping[str, Any]]
    may_sense: bool
    agent: AgentView | None
    snoozed_until: datetime | None


def row_of(
    session: Session,
    actor: Actor,
    ground: Ground,
    members: Mapping[UUID, Member],
    conversation: Conversation,
) -> Row:
    """The row of a conversation that waits for a person or is with one."""
    seen = _look(session, actor, members, conversation)
    stretch, glance = conversation.stretch, seen.glance
    urgency: float = seen.needs[0]["urgency"] if seen.needs else 0.0
    tasks = assistant.tasks_of(session, actor, ground.sealer, conversation.id)
    key = Waiting(
        conversation_id=conversation.id,
        is_care=seen.is_care,
        promised_at=stretch.first_promised_at,
        urgency=urgency,
        since=stretch.started_at,
    )
    return Row(
        conversation_id=conversation.id,
        name=name_of(ground, conversation.customer_id, tasks),
        wish=wish_of(session, actor, ground, conversation.id, seen.needs),
        promised_at=stretch.promised_at,
        is_late=is_late(stretch),
        is_care=seen.is_care,
        urgency=step_of(urgency),
        reason=_reason(ground, seen),
        language=conversation.language,
        channel=glance.channel,
        holder=conversation.holder,
        agent=seen.agent,
        since=stretch.started_at,
        last_at=glance.last_at or stretch.started_at,
        unread=glance.unread,
        snoozed_until=seen.snoozed_until,
        order=order_text(key),
    )


def wish_of(
    session: Session,
    actor: Actor,
    ground: Ground,
    conversation_id: ConversationId,
    needs: Sequence[Mapping[str, Any]],
) -> str:
    """What the customer wants: the last wish we are sure of, else the first words they wrote.

    `needs` are the last readings, the newest first; thanks, greetings and asking for a person
    are no wish.
    """
    for each in needs:
        is_sure = each["intent_confidence"] >= SURE and not each["asks_for_person"]
        title = ground.wish(each["intent"]) if is_sure else None
        if title is not None:
            return title
    words = timeline.first_words(session, actor, ground.sealer, conversation_id)
    return cut(words, _LONGEST_WISH) if words else ground.say("desk-nothing_written")


def cut(text: str, longest: int) -> str:
    """The first words of a text, on one line."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def agent_view(members: Mapping[UUID, Member], agent_id: UUID | None) -> AgentView | None:
    """A member of staff, as colleagues see them."""
    member = members.get(agent_id) if agent_id is not None else None
    return AgentView(id=member.id, name=member.first_name) if member is not None else None


def _look(
    session: Session,
    actor: Actor,
    members: Mapping[UUID, Member],
    conversation: Conversation,
) -> _Seen:
    stretch = conversation.stretch
    glance = timeline.glance_at(session, actor, conversation.id)
    snooze = snooze_of(session, actor, conversation.id)
    asleep = (
        snooze is not None
        and stretch.agent_id == snooze.agent_id
        and glance.last_position <= snooze.position
        and snooze.until > now()
    )
    ids = customers.everyone(session, actor, conversation.customer_id)
    return _Seen(
        conversation=conversation,
        glance=glance,
        is_care=is_care(session, actor, conversation.id, stretch),
        needs=understanding.recent_needs(session, actor, conversation.id, most=READ_BACK),
        may_sense=trust.is_allowed(SENSE, trust.answers_of(session, actor, ids)),
        agent=agent_view(members, stretch.agent_id),
        snoozed_until=snooze.until if snooze is not None and asleep else None,
    )


def _reason(ground: Ground, seen: _Seen) -> ReasonView:
    """The cause of its place; behind it, what was the cause before, or what to know."""
    causes = [each for each in (_late(ground, seen), _own(ground, seen)) if each]
    if seen.is_care and len(causes) == 1:
        causes.append(ground.say("queue-straight_to_us"))
    also = causes[1:] or [_also(ground, seen)]
    return ReasonView(cause=causes[0], text=also[0])


def _late(ground: Ground, seen: _Seen) -> str | None:
    return ground.say("queue-late") if is_late(seen.conversation.stretch) else None


def _own(ground: Ground, seen: _Seen) -> str:
    stretch = seen.conversation.stretch
    if seen.snoozed_until is not None:
        return ground.say("queue-snoozed")
    if seen.is_care:
        return ground.say("queue-care_path")
    if stretch.holder is Holder.PERSON:
        if seen.glance.unread:
            return ground.say("queue-unread", count=seen.glance.unread)
        return ground.say("queue-we_wait")
    match stretch.reason:
        case (
            Reason.DECIDED
            | Reason.TURN_FAILED
            | Reason.TRANSFERRED
            | Reason.AGENT_GONE
            | Reason.CONTESTED
            | Reason.RESTRICTED
        ):
            return ground.say(f"queue-{stretch.reason}")
        case _:
            return ground.say("queue-asked_for_person")


def _also(ground: Ground, seen: _Seen) -> str:
    language = seen.conversation.language
    if language is not None and language != ground.language:
        return ground.say("queue-in_language", language=ground.language_name(language))
    return "" if seen.may_sense else ground.say("queue-no_reading")
