"""Conversations: found for whoever writes, opened where there is none, locked while they change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from warmline.customers import ContactPointId, CustomerId, Found, everyone
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.statements import AnyRow, add, fetch
from warmline.timeline.holder import begin_stretch, transition
from warmline.timeline.locked import LockedConversation
from warmline.timeline.models import (
    ConversationId,
    ConversationRow,
    LegId,
    LegRow,
    StretchRow,
)
from warmline.timeline.stretches import STRETCH, Holder, Reason, Stretch, as_stretch, open_stretch

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

# The stretch is read by a statement of its own, after the lock: joined to the locked row it
# would be as it stood before PostgreSQL waited for the lock.
_LOCKED = (
    select(
        ConversationRow.id,
        ConversationRow.customer_id,
        ConversationRow.language,
        ConversationRow.last_position,
        ConversationRow.answered_position,
        ConversationRow.last_at,
    )
    .where(ConversationRow.brand_id == bindparam("for_brand"))
    .with_for_update()
)
_ONE_LOCKED = _LOCKED.where(ConversationRow.id == bindparam("this"))
_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_NEWEST = _LOCKED.order_by(ConversationRow.last_at.desc()).limit(1)
_NEWEST_OF_ONE = _NEWEST.where(ConversationRow.customer_id == bindparam("of_customer"))
_NEWEST_OF_SOME = _NEWEST.where(ConversationRow.customer_id.in_(_OF_CUSTOMERS))
_SENDER = select(LegRow.contact_point_id).where(
    LegRow.brand_id == bindparam("for_brand"), LegRow.id == bindparam("this")
)
_WRITTEN_FROM = (
    select(ConversationRow.id)
    .join(
        LegRow,
        (LegRow.brand_id == ConversationRow.brand_id)
        & (LegRow.conversation_id == ConversationRow.id),
    )
    .where(
        LegRow.brand_id == bindparam("for_brand"),
        LegRow.contact_point_id == bindparam("of_contact_point"),
    )
    .order_by(ConversationRow.last_at.desc())
    .limit(1)
)
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


def open_conversation(session: Session, actor: Actor, found: Found) -> LockedConversation:
    """The conversation that a message of this customer belongs to, locked for this unit."""
    if found.is_new:
        return _begin(session, actor, found.customer_id)
    row = _newest_of(session, actor, everyone(session, actor, found.customer_id))
    if row is not None:
        conversation = _as_locked(session, actor, row)
        if conversation.stretch.holder is not Holder.NOBODY:
            return conversation
        if now() - conversation.last_at < REOPENS_FOR:
            transition(session, actor, conversation, Reason.CUSTOMER_WROTE)
            return conversation
    return _begin(session, actor, found.customer_id)


def begin_conversation(
    session: Session, actor: Actor, customer_id: CustomerId
) -> LockedConversation:
    """A new conversation, whatever others there are: for somebody who owns none of them."""
    return _begin(session, actor, customer_id)


def lock(session: Session, actor: Actor, conversation_id: ConversationId) -> LockedConversation:
    """A conversation, locked for this unit; raises `NotFound` for another brand's too."""
    row = fetch(session, _ONE_LOCKED, for_brand=actor.brand_id, this=conversation_id).first()
    if row is None:
        raise _not_here()
    return _as_locked(session, actor, row)


def find_conversation(
    session: Session, actor: Actor, conversation_id: ConversationId
) -> Conversation:
    """One conversation; raises `NotFound`."""
    actor.demand(Scope.CONVERSATIONS_READ)
    row = fetch(session, _ONE, for_brand=actor.brand_id, this=conversation_id).first()
    if row is None:
        raise _not_here()
    return _as_conversation(row)


def newest_from(
    session: Session, actor: Actor, contact_point_id: ContactPointId
) -> ConversationId | None:
    """The latest conversation in which somebody wrote from this address."""
    actor.demand(Scope.CONVERSATIONS_READ)
    found: ConversationId | None = fetch(
        session, _WRITTEN_FROM, for_brand=actor.brand_id, of_contact_point=contact_point_id
    ).scalar()
    return found


def held_by(
    session: Session, actor: Actor, holder: Holder, *, after: UUID | None, limit: int
) -> list[Conversation]:
    """Conversations with that holder, longest held first, after a stretch's id."""
    actor.demand(Scope.CONVERSATIONS_READ)
    query = _CONVERSATION.where(StretchRow.brand_id == actor.brand_id, StretchRow.holder == holder)
    if after is not None:
        query = query.where(StretchRow.id > after)
    query = query.order_by(StretchRow.id).limit(limit)
    rows = session.execute(query, {"for_brand": actor.brand_id})
    return [_as_conversation(row) for row in rows]


def conversations_of(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId], *, most: int
) -> list[Conversation]:
    """The conversations with these customers, the newest first."""
    actor.demand(Scope.CONVERSATIONS_READ)
    query = _CONVERSATION.where(ConversationRow.customer_id.in_(customer_ids))
    query = query.order_by(ConversationRow.last_at.desc()).limit(most)
    rows = session.execute(query, {"for_brand": actor.brand_id})
    return [_as_conversation(row) for row in rows]


def find_leg(
    session: Session, actor: Actor, conversation: LockedConversation, place: Place
) -> LegId:
    """The leg of a conversation that `place` is, made on first use."""
    where = {
        "brand_id": actor.brand_id,
        "conversation_id": conversation.id,
        "channel": place.channel,
        "account": place.account,
        "contact_point_id": place.contact_point_id,
    }
    found: LegId | None = fetch(session, _LEG, **where).scalar()
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


def sender_of(session: Session, actor: Actor, leg_id: LegId) -> ContactPointId:
    """The address that messages of a leg come from."""
    actor.demand(Scope.CONVERSATIONS_READ)
    found: ContactPointId = fetch(session, _SENDER, for_brand=actor.brand_id, this=leg_id)[0][0]
    return found


def _newest_of(session: Session, actor: Actor, ids: Collection[CustomerId]) -> AnyRow | None:
    if len(ids) == 1:
        (one,) = ids
        return fetch(session, _NEWEST_OF_ONE, for_brand=actor.brand_id, of_customer=one).first()
    return fetch(session, _NEWEST_OF_SOME, for_brand=actor.brand_id, of_customers=list(ids)).first()


def _as_locked(session: Session, actor: Actor, row: AnyRow) -> LockedConversation:
    return LockedConversation(
        brand_id=actor.brand_id,
        id=row.id,
        customer_id=row.customer_id,
        language=row.language,
        last_position=row.last_position,
        answered_position=row.answered_position,
        last_at=row.last_at,
        stretch=open_stretch(session, actor, row.id),
    ).keep(session)


def _begin(session: Session, actor: Actor, customer_id: CustomerId) -> LockedConversation:
    time, conversation_id = now(), ConversationId(new_id())
    row = {
        "id": conversation_id,
        "customer_id": customer_id,
        "last_position": 0,
        "answered_position": 0,
        "last_at": time,
    }
    add(session, ConversationRow, {**row, "brand_id": actor.brand_id, "started_at": time})
    data = {"customer_id": customer_id}
    events.append(session, actor, "conversation.started.v1", conversation_id, data)
    stretch = begin_stretch(
        session, actor, conversation_id, (None, Holder.ASSISTANT), Reason.STARTED, position=0
    )
    return LockedConversation(
        brand_id=actor.brand_id,
        id=conversation_id,
        customer_id=customer_id,
        language=None,
        last_position=0,
        answered_position=0,
        last_at=time,
        stretch=stretch,
    ).keep(session)


def _not_here() -> NotFound:
    return NotFound("There is no such conversation.")
