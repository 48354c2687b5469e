"""Saving readings and finding them again, each purpose in a row of its own.

Distress, danger and reasons of health are not in any row: without consent to `care` they serve
their turn only, and the decision says no more than “care path” (GDPR Article 9). Feelings expire.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add
from warmline.timeline import ConversationId, Message
from warmline.trust import SENSE, SERVE, Permit, Sense
from warmline.understanding.models import ReadingId, ReadingRow
from warmline.understanding.reading import Reading
from warmline.understanding.trajectory import Look

FEELINGS_KEPT_FOR = SENSE.keeps_for or timedelta(0)
_DOUBT = 0.4
_OF_HEALTH = frozenset({"danger", "health", "vulnerable"})


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
                "urgent_by": [each for each in needs.urgent_by if each not in _OF_HEALTH],
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
                    "doubt": reading.feelings.doubt,
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


def looks_of(
    session: Session, actor: Actor, conversation_id: ConversationId, felt: Permit[Sense]
) -> list[Look]:
    """What was felt so far, and can be relied on, in the order of time."""
    return [
        Look(row.found["valence"], row.found.get("doubt", _DOUBT), row.recorded_at)
        for row in readings_of(session, actor, conversation_id, felt=felt)
        if row.purpose == SENSE.name and not row.abstained
    ]


def readings_of(
    session: Session,
    actor: Actor,
    conversation_id: ConversationId,
    *,
    felt: Permit[Sense] | None = None,
    after: int = 0,
) -> Sequence[ReadingRow]:
    """The readings after a position that have not expired, in order of position.

    Feelings are among them only with a permit, and only those of whom it is for.
    """
    actor.demand(Scope.CONVERSATIONS_READ)
    may_read = ReadingRow.purpose == SERVE.name
    if felt is not None:
        of_whom = ReadingRow.customer_id.in_(felt.customer_ids)
        may_read |= (ReadingRow.purpose == felt.purpose.name) & of_whom
    return session.scalars(
        select(ReadingRow)
        .where(
            ReadingRow.brand_id == actor.brand_id,
            ReadingRow.conversation_id == conversation_id,
            ReadingRow.position > after,
            may_read,
            (ReadingRow.expires_at.is_(None)) | (ReadingRow.expires_at > now()),
        )
        .order_by(ReadingRow.position, ReadingRow.purpose)
    ).all()
