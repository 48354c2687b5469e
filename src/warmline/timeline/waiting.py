"""Waiting for a person: who does, how long others did, and what they are told.

A promise is a time of the clock. When it passes, it is replaced and said to be missed; it is
never moved in silence.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import TableClause, bindparam, func, select, update
from sqlalchemy.orm import Session

from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.statements import change, fetch
from warmline.timeline.locked import LockedConversation
from warmline.timeline.models import ConversationId, StretchRow
from warmline.timeline.stretches import STRETCH, Holder, Reason, Stretch, as_stretch

_TABLE = cast("TableClause", StretchRow.__table__)
_OPEN = (StretchRow.brand_id == bindparam("for_brand")) & StretchRow.ended_at.is_(None)
_WAITING = (
    select(StretchRow.conversation_id, *STRETCH)
    .where(_OPEN, StretchRow.holder == Holder.WAITING.value)
    .order_by(StretchRow.id)
)
_ANSWERING = select(func.count(StretchRow.agent_id.distinct()).label("people")).where(
    _OPEN, StretchRow.holder == Holder.PERSON.value
)
_WAITED = (
    select(StretchRow.started_at, StretchRow.ended_at)
    .where(
        StretchRow.brand_id == bindparam("for_brand"),
        StretchRow.holder == Holder.WAITING.value,
        StretchRow.ended_by == Reason.TAKEN.value,
        StretchRow.ended_at > bindparam("since"),
    )
    .order_by(StretchRow.ended_at.desc())
    .limit(bindparam("most"))
)
_PROMISE = (
    update(_TABLE)
    .where(_TABLE.c.brand_id == bindparam("for_brand"), _TABLE.c.id == bindparam("this"))
    .values(
        promised_at=bindparam("new_promised_at"),
        first_promised_at=bindparam("new_first_promised_at"),
    )
)


def waiting(session: Session, actor: Actor) -> dict[ConversationId, Stretch]:
    """The open stretches of all that wait for a person, longest first."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(session, _WAITING, for_brand=actor.brand_id)
    return {row.conversation_id: as_stretch(row) for row in rows}


def people_answering(session: Session, actor: Actor) -> int:
    """How many people have a conversation now."""
    return int(fetch(session, _ANSWERING, for_brand=actor.brand_id).scalar())


def recent_waits(session: Session, actor: Actor, since: datetime, *, most: int) -> list[timedelta]:
    """How long those waited to whom a person came since then, the latest first."""
    rows = fetch(session, _WAITED, for_brand=actor.brand_id, since=since, most=most)
    return [row.ended_at - row.started_at for row in rows]


def promise(
    session: Session, actor: Actor, conversation: LockedConversation, promised_at: datetime
) -> None:
    """Tell a customer who waits when a person comes; an earlier promise was missed."""
    stretch = conversation.stretch
    first = stretch.first_promised_at or promised_at
    change(
        session,
        _PROMISE,
        {
            "for_brand": actor.brand_id,
            "this": stretch.id,
            "new_promised_at": promised_at,
            "new_first_promised_at": first,
        },
    )
    conversation.stretch = replace(stretch, promised_at=promised_at, first_promised_at=first)
    data = {"stretch_id": stretch.id, "promised_at": promised_at.isoformat()}
    if stretch.promised_at is None:
        events.append(session, actor, "promise.made.v1", conversation.id, data)
    else:
        data = {**data, "missed_at": stretch.promised_at.isoformat()}
        events.append(session, actor, "promise.missed.v1", conversation.id, data)
