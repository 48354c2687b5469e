"""Conversations: found for whoever writes, opened where there is none, locked while they change."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from warmline.customers import ContactPointId, CustomerId, Found, everyone
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.tables import AnyRow, add, fetch
from warmline.timeline.holder import (
    STRETCH,
    Holder,
    Reason,
    Stretch,
    as_stretch,
    current,
    start,
    transition,
)
from warmline.timeline.models import (
    ConversationId,
    ConversationRow,
    LegId,
    LegRow,
    StretchRow,
)

# A closed conversation is taken up again for this long; after that a new one begins.
REOPENS_FOR = timedelta(days=7)

_IS_OPEN = (
    (StretchRow.brand_id == ConversationRow.brand_id)
    & (StretchRow.conversation_id == ConversationRow.id)
    & StretchRow.ended_at.is_(None)
)
_CONVERSATION = (
    select(
        ConversationRow.id,
        ConversationRow.customer_id,
        ConversationRow.language,
        ConversationRow.last_position,
        ConversationRow.answered_position,
        ConversationRow.started_at,
        *STRETCH,
    )
    .join(StretchRow, _IS_OPEN)
    .where(ConversationRow.brand_id == bindparam("for_brand"))
)
_ONE = _CONVERSATION.where(ConversationRow.id == bindparam("this"))
_LEG = select(LegRow.id).where(
    LegRow.brand_id == bindparam("brand_id"),
    LegRow.conversation_id == bindparam("conversation_id"),
    LegRow.channel == bindparam("channel"),
    LegRow.account == bindparam("account"),
    LegRow.contact_point_id == bindparam("contact_point_id"),
)


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
    stretch: Stretch
    started_at: datetime

    @property
    def holder(self) -> Holder:
        return self.stretch.holder


def open_conversation(session: Session, actor: Actor, found: Found) -> ConversationRow:
    """The conversation that a message of this customer belongs to, locked for this unit."""
    if found.is_new:
        return _begin(session, actor, found.customer_id)
    row = session.scalars(
        select(ConversationRow)
        .where(
            ConversationRow.brand_id == actor.brand_id,
            ConversationRow.customer_id.in_(everyone(session, actor, found.customer_id)),
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
    return _begin(session, actor, found.customer_id)


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
    row = fetch(session, _ONE, for_brand=actor.brand_id, this=conversation_id).first()
    if row is None:
        raise _not_here()
    return _as_conversation(row)


def held_by(
    session: Session, actor: Actor, holder: Holder, *, after: UUID | None, limit: int
) -> list[Conversation]:
    """Conversations with that holder, longest held first, after a stretch's id."""
    actor.demand(Scope.CONVERSATIONS_READ)
    query = _CONVERSATION.where(StretchRow.brand_id == actor.brand_id, StretchRow.holder == holder)
    if after is not None:
        query = query.where(StretchRow.id > after)
    query = query.order_by(StretchRow.id).limit(limit)
    return [_as_conversation(row) for row in fetch(session, query, for_brand=actor.brand_id)]


def find_leg(session: Session, actor: Actor, conversation: ConversationRow, place: Place) -> LegId:
    """The leg of a conversation that `place` is, made on first use."""
    where = {
        "brand_id": actor.brand_id,
        "conversation_id": conversation.id,
        "channel": place.channel,
        "account": place.account,
        "contact_point_id": place.contact_point_id,
    }
    found = fetch(session, _LEG, **where).scalar()
    if found is None:
        found = LegId(new_id())
        add(session, LegRow, {**where, "id": found, "recorded_at": now()})
    return found


def _as_conversation(row: AnyRow) -> Conversation:
    return Conversation(
        id=row.id,
        customer_id=row.customer_id,
        language=row.language,
        last_position=row.last_position,
        answered_position=row.answered_position,
        stretch=as_stretch(row),
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
    start(session, actor, row)
    return row


def _not_here() -> NotFound:
    return NotFound("There is no such conversation.")
