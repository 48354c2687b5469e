"""Gaps: where somebody asked and nothing that is written answered.

A gap holds ids and the language, never words. Whoever writes articles is shown the question with
personal data masked; who must know more opens the conversation.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from warmline.assistant.models import GapId, GapRow
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound, Unreadable
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import Sealer
from warmline.foundation.statements import add
from warmline.timeline import ConversationId, MessageId, find_message, words_of_customer
from warmline.trust import SERVE, Cleared, Serve, clear, redact


@dataclass(frozen=True, slots=True)
class Gap:
    id: GapId
    conversation_id: ConversationId
    message_id: MessageId
    language: str
    at: datetime


def note_gap(
    session: Session,
    actor: Actor,
    *,
    conversation_id: ConversationId,
    message_id: MessageId,
    language: str,
) -> GapId:
    """Note that nothing answered a message; call it in the commit of the turn."""
    gap_id = GapId(new_id())
    add(
        session,
        GapRow,
        {
            "brand_id": actor.brand_id,
            "id": gap_id,
            "conversation_id": conversation_id,
            "message_id": message_id,
            "language": language,
            "at": now(),
        },
    )
    data = {"gap_id": gap_id, "message_id": message_id, "language": language}
    events.append(session, actor, "knowledge.gap_found.v1", conversation_id, data)
    return gap_id


def gaps_of(session: Session, actor: Actor, *, before: UUID | None, limit: int) -> list[Gap]:
    """The brand's gaps, newest first, those older than `before`."""
    actor.demand(Scope.KNOWLEDGE_WRITE)
    query = select(GapRow).where(GapRow.brand_id == actor.brand_id)
    if before is not None:
        query = query.where(GapRow.id < before)
    return [
        Gap(row.id, row.conversation_id, row.message_id, row.language, row.at)
        for row in session.scalars(query.order_by(GapRow.id.desc()).limit(limit))
    ]


def questions_of(
    session: Session, actor: Actor, sealer: Sealer, gaps: Sequence[Gap]
) -> dict[GapId, Cleared[Serve]]:
    """What was asked, for those who may read conversations; what is gone is left out."""
    if Scope.CONVERSATIONS_READ not in actor.scopes:
        return {}
    found = {}
    for gap in gaps:
        with suppress(NotFound, Unreadable):
            message = find_message(session, actor, sealer, gap.message_id)
            for words in words_of_customer([message]):
                found[gap.id] = clear(words, SERVE, ())
    return found


def masked(questions: Mapping[GapId, Cleared[Serve]]) -> dict[GapId, str]:
    """The questions without personal data. No session: some milliseconds each."""
    return {gap_id: redact(question).text for gap_id, question in questions.items()}
