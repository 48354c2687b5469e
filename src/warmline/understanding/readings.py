"""Saving readings and finding them again, each purpose in a row of its own.

Distress and danger are not in any row: without consent to `care` they serve their turn only,
and the decision says no more than “care path” (GDPR Article 9). Feelings expire.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, fetch
from warmline.timeline import ConversationId, Message
from warmline.trust import SENSE, SERVE
from warmline.understanding.models import ReadingId, ReadingRow
from warmline.understanding.reading import Reading

FEELINGS_KEPT_FOR = timedelta(days=30)

_OF_CONVERSATIONS: BindParameter[ConversationId] = bindparam("of_conversations", expanding=True)
_NEWEST = (
    select(ReadingRow.conversation_id, func.max(ReadingRow.position).label("position"))
    .where(
        ReadingRow.brand_id == bindparam("for_brand"),
        ReadingRow.conversation_id.in_(_OF_CONVERSATIONS),
    )
    .group_by(ReadingRow.conversation_id)
    .subquery()
)
_NEEDS = select(ReadingRow.conversation_id, ReadingRow.found).join(
    _NEWEST,
    (ReadingRow.conversation_id == _NEWEST.c.conversation_id)
    & (ReadingRow.position == _NEWEST.c.position)
    & (ReadingRow.brand_id == bindparam("for_brand"))
    & (ReadingRow.purpose == SERVE.name),
)


def save_reading(
    session: Session, actor: Actor, message: Message, reading: Reading
) -> list[ReadingId]:
    """Save what was read up to `message`; the ids are the inputs of the decision."""
    time = now()
    common = {
        "brand_id": actor.brand_id,
        "conversation_id": message.conversation_id,
        "customer_id": message.customer_id,
        "message_id": message.id,
        "position": message.position,
        "model": reading.model,
        "confidence": reading.confidence,
        "abstained": reading.abstained,
        "recorded_at": time,
    }
    needs = reading.needs
    rows: list[dict[str, Any]] = [
        {
            **common,
            "id": ReadingId(new_id()),
            "purpose": SERVE.name,
            "expires_at": None,
            "found": {
                "language": needs.language,
                "urgency": needs.urgency,
                "intent": needs.intent,
                "intent_confidence": needs.intent_confidence,
                "wishes": [
                    {"intent": wish.intent, "confidence": wish.confidence} for wish in needs.wishes
                ],
                "asks_for_person": needs.asks_for_person,
                "withdraws_consent": needs.withdraws_consent,
                "abusive": needs.abusive,
            },
        }
    ]
    if reading.feelings is not None:
        rows.append(
            {
                **common,
                "id": ReadingId(new_id()),
                "purpose": SENSE.name,
                "expires_at": time + FEELINGS_KEPT_FOR,
                "found": {
                    "valence": reading.feelings.valence,
                    "emotions": dict(reading.feelings.emotions),
                    "labels": list(reading.feelings.labels),
                    "because": [list(each) for each in reading.because],
                },
            }
        )
    add(session, ReadingRow, *rows)
    data = {"message_id": message.id, "position": message.position, "model": reading.model}
    events.append(session, actor, "reading.made.v1", message.conversation_id, data)
    return [ReadingId(row["id"]) for row in rows]


def readings_of(
    session: Session, actor: Actor, conversation_id: ConversationId
) -> Sequence[ReadingRow]:
    """The readings of a conversation that have not expired, in order of position."""
    actor.demand(Scope.CONVERSATIONS_READ)
    return session.scalars(
        select(ReadingRow)
        .where(
            ReadingRow.brand_id == actor.brand_id,
            ReadingRow.conversation_id == conversation_id,
            (ReadingRow.expires_at.is_(None)) | (ReadingRow.expires_at > now()),
        )
        .order_by(ReadingRow.position, ReadingRow.purpose)
    ).all()


def urgency_of(
    session: Session, actor: Actor, conversation_ids: Collection[ConversationId]
) -> dict[ConversationId, float]:
    """How urgent each was when it was last read; what was never read is left out."""
    actor.demand(Scope.CONVERSATIONS_READ)
    if not conversation_ids:
        return {}
    rows = fetch(session, _NEEDS, for_brand=actor.brand_id, of_conversations=list(conversation_ids))
    return {row.conversation_id: row.found["urgency"] for row in rows}
