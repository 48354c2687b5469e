"""Latest: what the newest words of a conversation need, as read or as a person corrected it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor, Scope
from warmline.foundation.statements import fetch
from warmline.timeline import ConversationId
from warmline.trust import SERVE
from warmline.understanding.corrections import URGENCIES, Field, corrected_needs, corrections_of
from warmline.understanding.models import CorrectionRow, ReadingRow

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
_NEEDS = select(ReadingRow.conversation_id, ReadingRow.message_id, ReadingRow.found).join(
    _NEWEST,
    (ReadingRow.conversation_id == _NEWEST.c.conversation_id)
    & (ReadingRow.position == _NEWEST.c.position)
    & (ReadingRow.brand_id == bindparam("for_brand"))
    & (ReadingRow.purpose == SERVE.name),
)
_CORRECTED = (
    select(CorrectionRow.message_id, CorrectionRow.value)
    .where(
        CorrectionRow.brand_id == bindparam("for_brand"),
        CorrectionRow.conversation_id.in_(_OF_CONVERSATIONS),
        CorrectionRow.field == Field.URGENCY.value,
    )
    .order_by(CorrectionRow.id)
)
_RECENT = (
    select(ReadingRow.message_id, ReadingRow.found)
    .where(
        ReadingRow.brand_id == bindparam("for_brand"),
        ReadingRow.conversation_id == bindparam("of_conversation"),
        ReadingRow.purpose == SERVE.name,
    )
    .order_by(ReadingRow.position.desc())
    .limit(bindparam("most"))
)
_SINCE = select(ReadingRow.conversation_id, ReadingRow.found).where(
    ReadingRow.brand_id == bindparam("for_brand"),
    ReadingRow.conversation_id.in_(_OF_CONVERSATIONS),
    ReadingRow.purpose == SERVE.name,
    ReadingRow.recorded_at > bindparam("since"),
)


def recent_needs(
    session: Session, actor: Actor, conversation_id: ConversationId, *, most: int
) -> list[dict[str, Any]]:
    """What the last readings for serving found, corrected, the newest first."""
    actor.demand(Scope.CONVERSATIONS_READ)
    where = {"for_brand": actor.brand_id, "of_conversation": conversation_id}
    rows = fetch(session, _RECENT, **where, most=most)
    corrections = corrections_of(session, actor, conversation_id) if rows else {}
    return [corrected_needs(row.found, corrections.get(row.message_id, {})) for row in rows]


def urgency_of(
    session: Session, actor: Actor, conversation_ids: Collection[ConversationId]
) -> dict[ConversationId, float]:
    """How urgent each is by its newest reading, corrected; what was never read is left out."""
    actor.demand(Scope.CONVERSATIONS_READ)
    if not conversation_ids:
        return {}
    where = {"for_brand": actor.brand_id, "of_conversations": list(conversation_ids)}
    corrected = {row.message_id: row.value for row in fetch(session, _CORRECTED, **where)}
    return {
        row.conversation_id: URGENCIES[corrected[row.message_id]]
        if row.message_id in corrected
        else row.found["urgency"]
        for row in fetch(session, _NEEDS, **where)
    }


def highest_urgency_of(
    session: Session, actor: Actor, conversation_ids: Collection[ConversationId], since: datetime
) -> dict[ConversationId, float]:
    """How urgent each was at most by what was read since then."""
    actor.demand(Scope.CONVERSATIONS_READ)
    if not conversation_ids:
        return {}
    found: dict[ConversationId, float] = {}
    where = {"for_brand": actor.brand_id, "of_conversations": list(conversation_ids)}
    for row in fetch(session, _SINCE, **where, since=since):
        before = found.get(row.conversation_id, 0.0)
        found[row.conversation_id] = max(before, row.found["urgency"])
    return found
