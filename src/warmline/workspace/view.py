"""A conversation as it is seen over the API: one value, made afresh or kept live by changes.

`changes.py` keeps it live.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from warmline import assistant, customers, decisions, timeline, trust, understanding
from warmline.foundation.actor import Actor
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.sealing import Sealer
from warmline.timeline import ConversationId, Holder, Message
from warmline.trust import SENSE, Permit, Sense, Use
from warmline.workspace.refused import RefusedView, refused_shown


class SourceView(BaseModel):
    article: str
    title: str
    version: int


class MessageView(BaseModel):
    id: UUID
    position: int
    author: str
    text: str
    at: datetime
    status: str
    sources: list[SourceView]


class HolderView(BaseModel):
    """Who has held the conversation since when, and why, as the customer is told."""

    id: UUID
    holder: Holder
    reason: str
    text: str
    agent_id: UUID | None
    since: datetime


class WishView(BaseModel):
    intent: str
    confidence: float


class CorrectionView(BaseModel):
    """What a person said of one field of the reading; the reading shows it already."""

    field: str
    value: str
    agent_id: UUID
    at: datetime


class ReadingView(BaseModel):
    """A reading; `feelings` is null where sensing is off or its time is over."""

    message_id: UUID
    position: int
    model: str
    confidence: float
    abstained: bool
    language: str
    urgency: float
    intent: str | None
    intent_confidence: float
    wishes: list[WishView] = Field(default_factory=list, description="In the order of the text.")
    asks_for_person: bool
    withdraws_consent: bool
    abusive: bool
    urgent_by: list[str] = Field(default_factory=list, description="Why it is urgent.")
    feelings: dict[str, Any] | None
    corrections: list[CorrectionView]


class PointView(BaseModel):
    position: int
    valence: float | None
    urgency: float


class DecisionView(BaseModel):
    id: UUID
    from_position: int
    to_position: int
    chosen: dict[str, Any]
    alternatives: list[dict[str, Any]]
    rules: list[str]
    purposes: list[str]
    policy: str
    model: str
    receipt: str
    because: str
    contest: str
    receipt_id: UUID
    at: datetime


class TaskView(BaseModel):
    """What the assistant is doing, or did, for the customer; `choices` are what can be tapped."""

    id: UUID
    skill: str
    step: str
    asks: str | None
    choices: list[str]
    subject: str | None
    changed_at: datetime | None


class ConversationView(BaseModel):
    id: UUID
    customer_id: UUID
    language: str | None
    holder: Holder
    holders: list[HolderView] = Field(description="All stretches, oldest first.")
    messages: list[MessageView] = Field(description="By position, without notices.")
    reading: ReadingView | None
    refused: list[RefusedView] = Field(description="What of this is left out, and why.")
    trajectory: list[PointView]
    decisions: list[DecisionView]
    tasks: list[TaskView] = Field(description="The one that changed last at the end.")


def view(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    catalogue: Catalogue,
    conversation_id: ConversationId,
    *,
    with_messages: bool = True,
) -> ConversationView:
    """The conversation now; raises `NotFound`."""
    conversation = timeline.find_conversation(session, actor, conversation_id)
    everyone = customers.everyone(session, actor, conversation.customer_id)
    answers = trust.answers_of(session, actor, everyone)
    felt_by = trust.find_permit(SENSE, Use.HANDOFF, everyone, answers)
    readings = readings_shown(session, actor, conversation_id, felt_by=felt_by)
    return ConversationView(
        id=conversation.id,
        customer_id=conversation.customer_id,
        language=conversation.language,
        holder=conversation.holder,
        holders=_holders(session, actor, catalogue, conversation_id, conversation.language),
        messages=[
            show_message(message)
            for message in timeline.messages_of(session, actor, sealer, conversation_id)
            if not message.is_notice
        ]
        if with_messages
        else [],
        reading=readings[-1] if readings else None,
        refused=refused_shown(catalogue, conversation.language, answers),
        trajectory=[
            PointView(
                position=each.position,
                valence=(each.feelings or {}).get("valence"),
                urgency=each.urgency,
            )
            for each in readings
        ],
        decisions=_decisions(
            session, actor, catalogue, conversation_id, conversation.language, felt_by
        ),
        tasks=[
            show_task(task) for task in assistant.tasks_of(session, actor, sealer, conversation_id)
        ],
    )


def show_message(message: Message) -> MessageView:
    return MessageView(
        id=message.id,
        position=message.position,
        author=message.author,
        text=message.text,
        at=message.occurred_at,
        status=message.status,
        sources=[
            SourceView(article=each.article, title=each.title, version=each.version)
            for each in message.sources
        ],
    )


def show_task(task: assistant.Task) -> TaskView:
    chosen = (each for each in task.values.values() if isinstance(each, dict))
    subject = next((each["id"] for each in chosen if "id" in each and "email" not in each), None)
    return TaskView(
        id=task.id,
        skill=task.skill,
        step=task.step,
        asks=task.asks,
        choices=list(task.choices),
        subject=str(subject) if subject is not None else None,
        changed_at=task.changed_at,
    )


def _holders(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    conversation_id: ConversationId,
    language: str | None,
) -> list[HolderView]:
    return [
        HolderView(
            id=each.id,
            holder=each.holder,
            reason=each.reason,
            text=catalogue.say(f"holder-{each.reason}", language),
            agent_id=each.agent_id,
            since=each.started_at,
        )
        for each in timeline.stretches_of(session, actor, conversation_id)
    ]


def readings_shown(
    session: Session,
    actor: Actor,
    conversation_id: ConversationId,
    *,
    felt_by: Permit[Sense] | None,
    after: int = 0,
) -> list[ReadingView]:
    """The readings after a position, as people corrected them, in order.

    Without a permit nothing of a feeling is in them, what people said of it neither.
    """
    rows = understanding.readings_of(session, actor, conversation_id, felt=felt_by, after=after)
    corrections = understanding.corrections_of(session, actor, conversation_id)
    if felt_by is None:
        corrections = {
            message_id: {field: each for field, each in by.items() if field.purpose is not SENSE}
            for message_id, by in corrections.items()
        }
    felt = {row.message_id: row.found for row in rows if row.purpose == trust.SENSE.name}
    return [
        ReadingView(
            message_id=row.message_id,
            position=row.position,
            model=row.model,
            confidence=row.confidence,
            abstained=row.abstained,
            feelings=understanding.corrected_feelings(felt.get(row.message_id), by),
            corrections=[
                CorrectionView(
                    field=each.field, value=each.value, agent_id=each.agent_id, at=each.corrected_at
                )
                for each in by.values()
            ],
            **understanding.corrected_needs(row.found, by),
        )
        for row in rows
        if row.purpose == trust.SERVE.name
        for by in [corrections.get(row.message_id, {})]
    ]


def _decisions(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    conversation_id: ConversationId,
    language: str | None,
    felt_by: Permit[Sense] | None,
) -> list[DecisionView]:
    receipts = {
        receipt.id: receipt
        for receipt in trust.receipts_of(
            session, actor, catalogue, conversation_id, language=language
        )
    }
    return [
        DecisionView(
            id=each.id,
            from_position=each.from_position,
            to_position=each.to_position,
            chosen=each.chosen,
            alternatives=list(each.alternatives),
            rules=list(each.rules),
            purposes=list(each.purposes),
            policy=each.policy,
            model=each.model,
            receipt=receipt.text,
            because=receipt.because,
            contest=receipt.contest,
            receipt_id=each.receipt_id,
            at=each.decided_at,
        )
        for each in decisions.decisions_of(session, actor, conversation_id, felt=felt_by)
        for receipt in [receipts[trust.ReceiptId(each.receipt_id)]]
    ]
