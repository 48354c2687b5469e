"""Conversations: found for whoever writes, opened where there is none, locked while they change."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from warmline.customers import ContactPointId, CustomerId, everyone
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.timeline.holder import Holder, Reason, current, transition
from warmline.timeline.models import (
    ConversationId,
    ConversationRow,
    LegId,
    LegRow,
    StretchId,
    StretchRow,
)

# A closed conversation is taken up again for this long; after that a new one begins.
REOPENS_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message comes in: channel, our account there, and the customer's address."""

    channel: str
    account: str
    contact_point_id: ContactPointId


@dataclass(frozen=True, slots=True)
class Conversation:
    id: ConversationId
    customer_id: CustomerId
    language: str | None
    last_position: int
    answered_position: int
    holder: Holder
    started_at: datetime


def open_conversation(session: Session, actor: Actor, customer_id: CustomerId) -> ConversationRow:
    """The conversation that a message of this customer belongs to, locked for this unit."""
    row = session.scalars(
        select(ConversationRow)
        .where(
            ConversationRow.brand_id == actor.brand_id,
            ConversationRow.customer_id.in_(everyone(session, actor, customer_id)),
        )
        .order_by(ConversationRow.last_at.desc())
        .limit(1)
        .with_for_update()
    ).first()
    if row is not None:
        stretch = current(session, actor, row.id)
        if stretch is not None and stretch.holder is not Holder.NOBODY:
            return row
        if now() - row.last_at < REOPENS_FOR:
            transition(session, actor, row, Reason.CUSTOMER_WROTE)
            return row
    return _begin(session, actor, customer_id)


def lock(session: Session, actor: Actor, conversation_id: ConversationId) -> ConversationRow:
    """The row of a conversation, locked; raises `NotFound` for another brand's too."""
    row = session.get(ConversationRow, (actor.brand_id, conversation_id), with_for_update=True)
    if row is None:
        raise _not_here()
    return row


def find_conversation(
    session: Session, actor: Actor, conversation_id: ConversationId
) -> Conversation:
    """One conversation; raises `NotFound`."""
    actor.demand(Scope.CONVERSATIONS_READ)
    row = session.get(ConversationRow, (actor.brand_id, conversation_id))
    if row is None:
        raise _not_here()
    return as_conversation(session, actor, row)


def conversations_of(session: Session, actor: Actor, customer_id: CustomerId) -> list[Conversation]:
    """All conversations of this person, over their joins, oldest first."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = session.scalars(
        select(ConversationRow)
        .where(
            ConversationRow.brand_id == actor.brand_id,
            ConversationRow.customer_id.in_(everyone(session, actor, customer_id)),
        )
        .order_by(ConversationRow.id)
    ).all()
    return [as_conversation(session, actor, row) for row in rows]


def held_by(
    session: Session, actor: Actor, holder: Holder, *, after: UUID | None, limit: int
) -> list[tuple[StretchId, Conversation]]:
    """Conversations with that holder, longest held first, after a stretch's id."""
    actor.demand(Scope.CONVERSATIONS_READ)
    query = (
        select(StretchRow.id, ConversationRow)
        .join(ConversationRow)
        .where(
            StretchRow.brand_id == actor.brand_id,
            StretchRow.holder == holder,
            StretchRow.ended_at.is_(None),
        )
        .order_by(StretchRow.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(StretchRow.id > after)
    return [
        (stretch_id, as_conversation(session, actor, row))
        for stretch_id, row in session.execute(query)
    ]


def find_leg(session: Session, actor: Actor, conversation: ConversationRow, place: Place) -> LegId:
    """The leg of a conversation that `place` is, made on first use."""
    where = {
        "brand_id": actor.brand_id,
        "conversation_id": conversation.id,
        "channel": place.channel,
        "account": place.account,
        "contact_point_id": place.contact_point_id,
    }
    found = session.scalar(select(LegRow.id).filter_by(**where))
    if found is None:
        found = LegId(new_id())
        session.execute(insert(LegRow), {**where, "id": found, "recorded_at": now()})
    return found


def as_conversation(session: Session, actor: Actor, row: ConversationRow) -> Conversation:
    stretch = current(session, actor, row.id)
    return Conversation(
        id=row.id,
        customer_id=row.customer_id,
        language=row.language,
        last_position=row.last_position,
        answered_position=row.answered_position,
        holder=stretch.holder if stretch else Holder.NOBODY,
        started_at=row.started_at,
    )


def _begin(session: Session, actor: Actor, customer_id: CustomerId) -> ConversationRow:
    time = now()
    row = ConversationRow(
        brand_id=actor.brand_id,
        id=ConversationId(new_id()),
        customer_id=customer_id,
        last_position=0,
        answered_position=0,
        started_at=time,
        last_at=time,
    )
    session.add(row)
    session.flush()
    events.append(session, actor, "conversation.started.v1", row.id, {"customer_id": customer_id})
    transition(session, actor, row, Reason.STARTED)
    return row


def _not_here() -> NotFound:
    return NotFound("There is no such conversation.")
