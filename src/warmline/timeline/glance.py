"""A glance at a conversation: what a row of a list says of its messages, without opening them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from warmline.customers import Customer
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.sealing import Sealer
from warmline.foundation.statements import fetch
from warmline.timeline.messages import Author, opened_text
from warmline.timeline.models import ConversationId, LegRow, MessageRow

_Ours = aliased(MessageRow)
_HERE = and_(
    MessageRow.brand_id == bindparam("for_brand"),
    MessageRow.conversation_id == bindparam("of_conversation"),
    MessageRow.author == Author.CUSTOMER.value,
)
_LAST = (
    select(MessageRow.position, MessageRow.occurred_at, LegRow.channel)
    .join(LegRow, (LegRow.brand_id == MessageRow.brand_id) & (LegRow.id == MessageRow.leg_id))
    .where(_HERE)
    .order_by(MessageRow.position.desc())
    .limit(1)
)
_BY_A_PERSON = (
    select(func.coalesce(func.max(_Ours.position), 0))
    .where(
        _Ours.brand_id == bindparam("for_brand"),
        _Ours.conversation_id == bindparam("of_conversation"),
        _Ours.author == Author.AGENT.value,
    )
    .scalar_subquery()
)
_UNREAD = (
    select(func.count().label("messages"))
    .select_from(MessageRow)
    .where(_HERE, MessageRow.position > _BY_A_PERSON)
)
_FIRST = (
    select(MessageRow.id, MessageRow.sealed, Customer.key_id)
    .join(
        Customer,
        (Customer.brand_id == MessageRow.brand_id) & (Customer.id == MessageRow.customer_id),
    )
    .where(_HERE)
    .order_by(MessageRow.position)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Glance:
    """The customer's last message; `unread` are those since a person last answered."""

    channel: str | None
    last_position: int
    last_at: datetime | None
    unread: int


def glance_at(session: Session, actor: Actor, conversation_id: ConversationId) -> Glance:
    """How things stand in a conversation, by numbers alone."""
    actor.demand(Scope.CONVERSATIONS_READ)
    where = {"for_brand": actor.brand_id, "of_conversation": conversation_id}
    last = fetch(session, _LAST, **where).first()
    if last is None:  # a person was asked for before anything was written
        return Glance(None, 0, None, 0)
    unread = int(fetch(session, _UNREAD, **where).scalar())
    return Glance(last.channel, last.position, last.occurred_at, unread)


def first_words(
    session: Session, actor: Actor, sealer: Sealer, conversation_id: ConversationId
) -> str | None:
    """The text of the customer's first message."""
    actor.demand(Scope.CONVERSATIONS_READ)
    where = {"for_brand": actor.brand_id, "of_conversation": conversation_id}
    row = fetch(session, _FIRST, **where).first()
    return opened_text(actor, sealer, row) if row is not None else None
