"""An open conversation as the desk shows it: one value, made afresh or kept live by changes.

The newest messages come first, however many there are; earlier ones are asked for by page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline import assistant, customers, timeline, trust
from warmline.foundation.actor import Actor
from warmline.timeline import Conversation, ConversationId, Holder, Message, Stretch
from warmline.trust import SENSE, Member, Use
from warmline.workspace.desk.drafts import Draft, draft_for
from warmline.workspace.desk.feeling import Felt, How, how_of
from warmline.workspace.desk.ground import Ground
from warmline.workspace.desk.packet import Facts, Packet, packet_of
from warmline.workspace.desk.panel import Panel, panel_of
from warmline.workspace.desk.promised import PromisedView, contested_in, promised_in
from warmline.workspace.desk.rows import AgentView, Row, agent_view, row_of
from warmline.workspace.notes import notes_of
from warmline.workspace.view import (
    MessageView,
    ReadingView,
    TaskView,
    readings_shown,
    show_message,
    show_task,
)

PAGE: Final = 100
_READ_BACK: Final = 200
_LATELY: Final = 3


class DeskMessage(MessageView):
    """Notices are there too, and marked."""

    agent: AgentView | None
    is_notice: bool


class NoteView(BaseModel):
    """Words among colleagues; they stand behind the message at `after_position`."""

    id: UUID
    agent: AgentView | None
    after_position: int
    text: str
    at: datetime


class StretchView(BaseModel):
    """One holder's time, from a position on: the line on top of the conversation."""

    holder: Holder
    reason: str
    agent: AgentView | None
    from_position: int
    since: datetime
    promised_at: datetime | None


class Opened(BaseModel):
    """`seen` is the newest position here: an answer names it, so that two cannot cross."""

    id: UUID
    row: Row
    language: str | None
    seen: int
    has_earlier: bool
    messages: list[DeskMessage]
    notes: list[NoteView]
    stretches: list[StretchView]
    reading: ReadingView | None
    how: How | None
    tasks: list[TaskView]
    packet: Packet | None
    promised: list[PromisedView]
    customer: Panel


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the database has of a conversation."""

    conversation: Conversation
    messages: list[Message]
    members: Mapping[UUID, Member]
    tasks: list[assistant.Task]
    stretches: list[Stretch]
    readings: list[ReadingView]
    may_sense: bool
    panel: Panel
    row: Row
    draft: Draft | None


def open_conversation(
    session: Session, actor: Actor, ground: Ground, conversation_id: ConversationId
) -> Opened:
    """The conversation now, with its newest messages; raises `NotFound`."""
    found = _load(session, actor, ground, conversation_id)
    messages, conversation = found.messages, found.conversation
    felt = _felt(found.readings, found.members, ground.say("corrected-by-customer"))
    how = how_of(felt, messages, ground.say, may_sense=found.may_sense)
    promised = [
        *promised_in(found.stretches, ground.say),
        *contested_in(session, actor, ground, conversation_id),
    ]
    return Opened(
        id=conversation_id,
        row=found.row,
        language=conversation.language,
        seen=conversation.last_position,
        has_earlier=bool(messages) and messages[0].position > 1,
        messages=[show_for_desk(each, found.members) for each in messages],
        notes=_notes(session, actor, ground, found.members, conversation_id),
        stretches=[_show_stretch(each, found.members) for each in found.stretches],
        reading=found.readings[-1] if found.readings else None,
        how=how,
        tasks=[show_task(each) for each in found.tasks],
        packet=_packet(ground, found, how, promised),
        promised=promised,
        customer=found.panel,
    )


def _load(
    session: Session, actor: Actor, ground: Ground, conversation_id: ConversationId
) -> _Loaded:
    sealer = ground.sealer
    conversation = timeline.find_conversation(session, actor, conversation_id)
    messages = timeline.newest_messages_of(session, actor, sealer, conversation_id, most=PAGE)
    members = trust.members_of(session, actor)
    everyone = customers.everyone(session, actor, conversation.customer_id)
    answers = trust.answers_of(session, actor, everyone)
    felt_by = trust.find_permit(SENSE, Use.HANDOFF, everyone, answers)
    tasks = assistant.tasks_of(session, actor, sealer, conversation_id)
    after = max(0, conversation.last_position - _READ_BACK)
    has_person = conversation.holder in {Holder.WAITING, Holder.PERSON}
    return _Loaded(
        conversation=conversation,
        messages=messages,
        members=members,
        tasks=tasks,
        stretches=timeline.stretches_of(session, actor, conversation_id),
        readings=readings_shown(session, actor, conversation_id, felt_by=felt_by, after=after),
        may_sense=felt_by is not None,
        panel=panel_of(
            session,
            actor,
            ground,
            conversation,
            messages=messages,
            tasks=tasks,
            answers=answers,
            everyone=everyone,
        ),
        row=row_of(session, actor, ground, members, conversation),
        draft=draft_for(session, actor, ground, conversation_id) if has_person else None,
    )


def _packet(
    ground: Ground, found: _Loaded, how: How | None, promised: Sequence[PromisedView]
) -> Packet | None:
    facts = Facts(
        stretches=found.stretches,
        messages=found.messages,
        tasks=found.tasks,
        name=found.row.name,
        wants=found.row.wish,
        article=found.draft.title if found.draft is not None else None,
        promised=promised,
        how=how,
        urgency=found.row.urgency,
        urgent_by=found.readings[-1].urgent_by if found.readings else (),
        is_care=found.row.is_care,
        is_abusive=any(each.abusive for each in found.readings[-_LATELY:]),
        is_proven=found.panel.is_proven,
        colleagues={each.id: each.first_name for each in found.members.values()},
    )
    return packet_of(facts, ground.say, ground.skill)


def show_for_desk(message: Message, members: Mapping[UUID, Member]) -> DeskMessage:
    shown: dict[str, Any] = show_message(message).model_dump()
    agent = agent_view(members, message.agent_id)
    return DeskMessage(**shown, agent=agent, is_notice=message.is_notice)


def _notes(
    session: Session,
    actor: Actor,
    ground: Ground,
    members: Mapping[UUID, Member],
    conversation_id: ConversationId,
) -> list[NoteView]:
    return [
        NoteView(
            id=each.id,
            agent=agent_view(members, each.agent_id),
            after_position=each.after_position,
            text=each.text,
            at=each.written_at,
        )
        for each in notes_of(session, actor, ground.sealer, conversation_id)
    ]


def _show_stretch(stretch: Stretch, members: Mapping[UUID, Member]) -> StretchView:
    return StretchView(
        holder=stretch.holder,
        reason=stretch.reason,
        agent=agent_view(members, stretch.agent_id),
        from_position=stretch.from_position,
        since=stretch.started_at,
        promised_at=stretch.promised_at,
    )


def _felt(
    readings: Sequence[ReadingView], members: Mapping[UUID, Member], by_customer: str
) -> list[Felt]:
    found = []
    for each in readings:
        by = next((one for one in each.corrections if one.field == "feeling"), None)
        agent = members.get(by.agent_id) if by is not None else None
        found.append(
            Felt(
                message_id=each.message_id,
                position=each.position,
                feelings=each.feelings,
                confidence=each.confidence,
                abstained=each.abstained,
                corrected_by=agent.first_name if agent is not None else by_customer,
                corrected_to=by.value if by is not None else None,
            )
        )
    return found
