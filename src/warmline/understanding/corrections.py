"""Corrections: what a person says of a reading, in place of what was read from then on.

The message stays as it is and so does what was read; a correction is a row beside it, with who
and when. It is about the customer's words only, and expires as readings of its purpose do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, assert_never
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from warmline.foundation import events
from warmline.foundation.actor import Actor, Kind, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import BadInput, NotPermitted
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, fetch
from warmline.timeline import ConversationId, Message, MessageId
from warmline.trust import SENSE, SERVE, Answer, Purpose, PurposeRefused, is_allowed
from warmline.understanding.models import CorrectionRow
from warmline.understanding.readings import FEELINGS_KEPT_FOR

CANNOT_TELL: Final = "cannot_tell"
"""“Cannot be told from the words”: an answer like any other."""

URGENCIES: Final = MappingProxyType(
    {"can_wait": 0.0, "this_week": 0.3, "today": 0.5, "this_hour": 0.75, "now": 0.95}
)
"""The steps of urgency, and what each stands for between 0 and 1."""

FEELINGS: Final[Mapping[str, tuple[float, str]]] = MappingProxyType(
    {
        "calm": (0.0, "neutral"),
        "worried": (-0.45, "nervousness"),
        "annoyed": (-0.5, "annoyance"),
        "angry": (-0.8, "anger"),
        "sad": (-0.6, "sadness"),
        "pleased": (0.6, "joy"),
    }
)
"""What a feeling is called by a person, its valence, and the label of GoEmotions next to it."""


class Field(StrEnum):
    """What of a reading can be corrected."""

    INTENT = "intent"
    URGENCY = "urgency"
    FEELING = "feeling"

    @property
    def purpose(self) -> Purpose:
        match self:
            case Field.INTENT | Field.URGENCY:
                return SERVE
            case Field.FEELING:
                return SENSE
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of a message's reading, as a person has it: an agent, or the customer."""

    message_id: MessageId
    field: Field
    value: str
    agent_id: UUID
    corrected_at: datetime


_OF_CONVERSATION = (
    select(
        CorrectionRow.message_id,
        CorrectionRow.field,
        CorrectionRow.value,
        CorrectionRow.agent_id,
        CorrectionRow.corrected_at,
    )
    .where(
        CorrectionRow.brand_id == bindparam("for_brand"),
        CorrectionRow.conversation_id == bindparam("of_conversation"),
        or_(CorrectionRow.expires_at.is_(None), CorrectionRow.expires_at > bindparam("now")),
    )
    .order_by(CorrectionRow.id)
)


def correct(
    session: Session,
    actor: Actor,
    message: Message,
    field: Field,
    value: str,
    *,
    by: UUID,
    answers: Sequence[Answer],
    intents: Sequence[str],
) -> None:
    """Correct what was read in a customer's message; the latest correction of a field stands.

    Where the customer's `answers` do not allow the reading, there is nothing to correct.
    """
    actor.demand(Scope.CONVERSATIONS_ANSWER)
    _keep(session, actor, message, field, value, by=by, answers=answers, intents=intents)


def correct_own(
    session: Session,
    actor: Actor,
    message: Message,
    field: Field,
    value: str,
    *,
    answers: Sequence[Answer],
    intents: Sequence[str],
) -> None:
    """The customer says that we have them wrong; whoever calls this knows the words are theirs."""
    actor.demand(Scope.CUSTOMERS_WRITE)
    if actor.kind is not Kind.CUSTOMER or actor.id is None:
        sentence = "Only the customer says this of themselves."
        raise NotPermitted(sentence)
    _keep(session, actor, message, field, value, by=actor.id, answers=answers, intents=intents)


def _keep(
    session: Session,
    actor: Actor,
    message: Message,
    field: Field,
    value: str,
    *,
    by: UUID,
    answers: Sequence[Answer],
    intents: Sequence[str],
) -> None:
    if not is_allowed(field.purpose, answers):
        raise PurposeRefused(field.purpose)
    if value not in values_of(field, intents):
        sentence = (
            f"“{field}” cannot be that; choose one of {', '.join(values_of(field, intents))}."
        )
        raise BadInput(sentence)
    time = now()
    row: dict[str, Any] = {
        "brand_id": actor.brand_id,
        "id": new_id(),
        "conversation_id": message.conversation_id,
        "customer_id": message.customer_id,
        "message_id": message.id,
        "purpose": field.purpose.name,
        "field": field,
        "value": value,
        "agent_id": by,
        "corrected_at": time,
        "expires_at": time + FEELINGS_KEPT_FOR if field.purpose is SENSE else None,
    }
    add(session, CorrectionRow, row)
    data = {"message_id": message.id, "field": field}
    events.append(session, actor, "reading.corrected.v1", message.conversation_id, data)


def values_of(field: Field, intents: Sequence[str]) -> list[str]:
    """What a field can be; `intents` are those the brand knows."""
    match field:
        case Field.INTENT:
            return [*intents, CANNOT_TELL]
        case Field.URGENCY:
            return list(URGENCIES)
        case Field.FEELING:
            return [*FEELINGS, CANNOT_TELL]
        case _:
            assert_never(field)


def corrections_of(
    session: Session, actor: Actor, conversation_id: ConversationId
) -> dict[MessageId, dict[Field, Correction]]:
    """The corrections that stand in a conversation, by message and field."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(
        session,
        _OF_CONVERSATION,
        for_brand=actor.brand_id,
        of_conversation=conversation_id,
        now=now(),
    )
    found: dict[MessageId, dict[Field, Correction]] = {}
    for row in rows:
        one = Correction(
            row.message_id, Field(row.field), row.value, row.agent_id, row.corrected_at
        )
        found.setdefault(row.message_id, {})[one.field] = one
    return found


def corrected_needs(found: Mapping[str, Any], by: Mapping[Field, Correction]) -> dict[str, Any]:
    """A reading for serving, with what a person says of it."""
    after = dict(found)
    if (intent := by.get(Field.INTENT)) is not None:
        known = None if intent.value == CANNOT_TELL else intent.value
        after["intent"], after["intent_confidence"] = known, 1.0 if known else 0.0
        after["wishes"] = [{"intent": known, "confidence": 1.0}] if known else []
    if (urgency := by.get(Field.URGENCY)) is not None:
        after["urgency"] = URGENCIES[urgency.value]
    return after


def corrected_feelings(
    found: Mapping[str, Any] | None, by: Mapping[Field, Correction]
) -> dict[str, Any] | None:
    """A reading of feelings, with what a person says of it; None where none is known."""
    feeling = by.get(Field.FEELING)
    if feeling is None:
        return dict(found) if found is not None else None
    if feeling.value == CANNOT_TELL:
        return None
    valence, label = FEELINGS[feeling.value]
    return {"valence": valence, "emotions": {label: 1.0}, "labels": [label], "because": []}
