"""Messages: appended at the next position of a locked conversation, sealed, opened on request.

`CustomerWords` is made here alone, from a message that a customer wrote: a staff member's
words have no way to become one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from warmline.channels import Inbound, Status
from warmline.customers import Customer, CustomerId
from warmline.customers.models import ContactPointRow
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId, Place, Sealer
from warmline.foundation.statements import AnyRow, add, fetch
from warmline.timeline.locked import LockedConversation
from warmline.timeline.models import (
    ConversationId,
    LegId,
    LegRow,
    MessageId,
    MessageRow,
)
from warmline.timeline.statuses import rank

_IS_CUSTOMER = (Customer.brand_id == MessageRow.brand_id) & (Customer.id == MessageRow.customer_id)

_MESSAGE = (
    select(
        MessageRow.id,
        MessageRow.conversation_id,
        MessageRow.customer_id,
        MessageRow.leg_id,
        MessageRow.position,
        MessageRow.author,
        MessageRow.agent_id,
        MessageRow.is_notice,
        MessageRow.sealed,
        MessageRow.sources,
        MessageRow.status,
        MessageRow.occurred_at,
        MessageRow.recorded_at,
        Customer.key_id,
    )
    .join(Customer, _IS_CUSTOMER)
    .where(MessageRow.brand_id == bindparam("for_brand"))
)
_ONE = _MESSAGE.where(MessageRow.id == bindparam("this"))
_IN_CONVERSATION = _MESSAGE.where(MessageRow.conversation_id == bindparam("of_conversation"))
_OF_CONVERSATION = _IN_CONVERSATION.where(MessageRow.position > bindparam("after")).order_by(
    MessageRow.position
)
_NEWEST = (
    _IN_CONVERSATION.where(MessageRow.position < bindparam("before"))
    .order_by(MessageRow.position.desc())
    .limit(bindparam("most"))
)
_LAST_WRITTEN = (
    select(MessageRow.leg_id, MessageRow.customer_id, Customer.key_id)
    .join(Customer, _IS_CUSTOMER)
    .where(
        MessageRow.brand_id == bindparam("for_brand"),
        MessageRow.conversation_id == bindparam("of_conversation"),
        MessageRow.author == "customer",
    )
    .order_by(MessageRow.position.desc())
    .limit(1)
)
_LAST_LEG = (
    select(LegRow.id.label("leg_id"), ContactPointRow.customer_id, Customer.key_id)
    .join(
        ContactPointRow,
        (ContactPointRow.brand_id == LegRow.brand_id)
        & (ContactPointRow.id == LegRow.contact_point_id),
    )
    .join(
        Customer,
        (Customer.brand_id == LegRow.brand_id) & (Customer.id == ContactPointRow.customer_id),
    )
    .where(
        LegRow.brand_id == bindparam("for_brand"),
        LegRow.conversation_id == bindparam("of_conversation"),
    )
    .order_by(LegRow.id.desc())
    .limit(1)
)

_BEYOND_ALL = 2**31 - 1


class Author(StrEnum):
    CUSTOMER = "customer"
    ASSISTANT = "assistant"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """An article that a message quotes, pinned to its version."""

    article: str
    title: str
    version: int


@dataclass(frozen=True, slots=True)
class Message:
    id: MessageId
    conversation_id: ConversationId
    customer_id: CustomerId
    key_id: KeyId
    leg_id: LegId
    position: int
    author: Author
    agent_id: UUID | None
    is_notice: bool
    text: str
    sources: tuple[SourceRef, ...]
    status: Status
    occurred_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CustomerWords:
    """What a customer wrote, on its way to `trust.clear`."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """Something said, before it has an id and a place; `key_id` is the customer's."""

    leg_id: LegId
    customer_id: CustomerId
    key_id: KeyId
    author: Author
    text: str
    sources: Sequence[SourceRef] = ()
    answers_to: int | None = None
    is_notice: bool = False
    occurred_at: datetime | None = None


def append(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    conversation: LockedConversation,
    new: NewMessage,
) -> MessageId:
    """Append a message to a conversation that this unit has locked."""
    time = now()
    message_id = MessageId(new_id())
    status = Status.DELIVERED if new.author is Author.CUSTOMER else Status.SENT
    conversation.last_position += 1
    conversation.last_at = time
    add(
        session,
        MessageRow,
        {
            "brand_id": actor.brand_id,
            "id": message_id,
            "conversation_id": conversation.id,
            "leg_id": new.leg_id,
            "customer_id": new.customer_id,
            "position": conversation.last_position,
            "author": new.author,
            "agent_id": actor.id if new.author is Author.AGENT else None,
            "is_notice": new.is_notice,
            "sealed": sealer.seal(new.text, new.key_id, _place(actor, message_id)),
            "sources": [
                {"article": each.article, "title": each.title, "version": each.version}
                for each in new.sources
            ],
            "answers_to": new.answers_to,
            "status": status,
            "status_rank": rank(status),
            "status_at": time,
            "occurred_at": new.occurred_at or time,
            "recorded_at": time,
        },
    )
    is_in = new.author is Author.CUSTOMER
    events.append(
        session,
        actor,
        "message.received.v1" if is_in else "message.sent.v1",
        conversation.id,
        {"message_id": message_id, "position": conversation.last_position, "author": new.author},
        occurred_at=new.occurred_at,
    )
    return message_id


def messages_of(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    conversation_id: ConversationId,
    *,
    after: int = 0,
) -> list[Message]:
    """The messages of a conversation after a position, in order, opened."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(
        session,
        _OF_CONVERSATION,
        for_brand=actor.brand_id,
        of_conversation=conversation_id,
        after=after,
    )
    return [_as_message(actor, sealer, row) for row in rows]


def newest_messages_of(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    conversation_id: ConversationId,
    *,
    most: int,
    before: int | None = None,
) -> list[Message]:
    """The newest messages of a conversation, those before a position if one is given, in order."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(
        session,
        _NEWEST,
        for_brand=actor.brand_id,
        of_conversation=conversation_id,
        before=before if before is not None else _BEYOND_ALL,
        most=most,
    )
    return [_as_message(actor, sealer, row) for row in reversed(rows)]


def messages_of_customers(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    customer_ids: Collection[CustomerId],
    *,
    after: UUID | None,
    limit: int,
) -> list[Message]:
    """What was said with these customers in all conversations, oldest first, after an id."""
    actor.demand(Scope.CONVERSATIONS_READ)
    query = _MESSAGE.where(MessageRow.customer_id.in_(customer_ids))
    if after is not None:
        query = query.where(MessageRow.id > after)
    rows = session.execute(
        query.order_by(MessageRow.id).limit(limit), {"for_brand": actor.brand_id}
    )
    return [_as_message(actor, sealer, row) for row in rows]


def find_message(session: Session, actor: Actor, sealer: Sealer, message_id: MessageId) -> Message:
    """One message, opened; raises `NotFound`."""
    actor.demand(Scope.CONVERSATIONS_READ)
    row = fetch(session, _ONE, for_brand=actor.brand_id, this=message_id).first()
    if row is None:
        message = "There is no such message."
        raise NotFound(message)
    return _as_message(actor, sealer, row)


def words_of_customer(messages: Sequence[Message]) -> list[CustomerWords]:
    """The words of those messages that the customer wrote; nobody else's."""
    return [
        CustomerWords(message.text) for message in messages if message.author is Author.CUSTOMER
    ]


def words_of_inbound(inbound: Inbound) -> CustomerWords:
    """The words of a message that is just coming in: channels carry only customers' messages."""
    return CustomerWords(inbound.text)


def words_typed(text: str) -> CustomerWords:
    """Words that the operator gives for a customer's, on the command line."""
    return CustomerWords(text)


def join_words(words: Sequence[CustomerWords]) -> CustomerWords:
    """A burst of messages as one text, a message a line."""
    return CustomerWords("\n".join(each.text for each in words))


def last_customer_message(
    session: Session, actor: Actor, conversation_id: ConversationId
) -> tuple[LegId, CustomerId, KeyId]:
    """Where the customer last wrote from, which is where an answer goes, and their key.

    Who asked for a person before they wrote anything is reached where they asked from.
    """
    where = {"for_brand": actor.brand_id, "of_conversation": conversation_id}
    rows = fetch(session, _LAST_WRITTEN, **where) or fetch(session, _LAST_LEG, **where)
    if not rows:
        message = "Whoever wrote in this conversation was erased."
        raise NotFound(message)
    return rows[0].leg_id, rows[0].customer_id, rows[0].key_id


def opened_text(actor: Actor, sealer: Sealer, row: AnyRow) -> str:
    """The text in a row with `id`, `sealed` and `key_id`."""
    return sealer.open(row.sealed, row.key_id, _place(actor, row.id))


def _place(actor: Actor, message_id: MessageId) -> Place:
    return Place(actor.brand_id, "timeline_message.sealed", message_id)


def _as_message(actor: Actor, sealer: Sealer, row: AnyRow) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        customer_id=row.customer_id,
        key_id=row.key_id,
        leg_id=row.leg_id,
        position=row.position,
        author=Author(row.author),
        agent_id=row.agent_id,
        is_notice=row.is_notice,
        text=opened_text(actor, sealer, row),
        sources=tuple(SourceRef(**each) for each in row.sources),
        status=Status(row.status),
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
    )
