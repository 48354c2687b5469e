"""What this room holds of a person: conversations, and what was said and seen in them.

A conversation in which somebody else has written too (a join that was undone) stays theirs: it
goes on under the other's id, without the words of who is erased.
"""

from collections.abc import Collection
from typing import Final, cast
from uuid import UUID

from sqlalchemy import BindParameter, TableClause, bindparam, select, update
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation import events
from warmline.foundation.actor import Actor
from warmline.foundation.statements import change, fetch
from warmline.foundation.theirs import Theirs
from warmline.timeline.conversations import lock
from warmline.timeline.holder import transition
from warmline.timeline.models import (
    ConversationId,
    ConversationRow,
    LegRow,
    MessageRow,
    SeenRow,
    StretchRow,
)
from warmline.timeline.stretches import Reason

MESSAGES: Final = Theirs(MessageRow)
SEEN: Final = Theirs(SeenRow, leave=("sender_digest", "body_digest"))
CONVERSATIONS: Final = Theirs(ConversationRow)
LEGS: Final = Theirs(LegRow, by="conversation_id")
LEGS_OF_ADDRESSES: Final = Theirs(LegRow, by="contact_point_id")
STRETCHES: Final = Theirs(StretchRow, by="conversation_id", leave=("agent_id",))
_ROWS: Final = Theirs(ConversationRow, by="id")
_MOST: Final = 10_000

_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_OF_CONVERSATIONS: BindParameter[ConversationId] = bindparam("of_conversations", expanding=True)
_THEIRS = select(ConversationRow.id).where(
    ConversationRow.brand_id == bindparam("for_brand"),
    ConversationRow.customer_id.in_(_OF_CUSTOMERS),
)
_SOME = _THEIRS.order_by(ConversationRow.id).limit(bindparam("most")).with_for_update()
_ALL = _THEIRS.order_by(ConversationRow.id)
_OPEN = (
    _THEIRS.join(
        StretchRow,
        (StretchRow.brand_id == ConversationRow.brand_id)
        & (StretchRow.conversation_id == ConversationRow.id),
    )
    .where(StretchRow.ended_at.is_(None), StretchRow.holder != "nobody")
    .order_by(ConversationRow.id)
)
_OTHERS = (
    select(MessageRow.conversation_id, MessageRow.customer_id)
    .where(
        MessageRow.brand_id == bindparam("for_brand"),
        MessageRow.conversation_id.in_(_OF_CONVERSATIONS),
        MessageRow.customer_id.not_in(_OF_CUSTOMERS),
    )
    .distinct()
    .order_by(MessageRow.conversation_id, MessageRow.customer_id)
)
_TABLE = cast("TableClause", ConversationRow.__table__)
_PASS_ON = (
    update(_TABLE)
    .where(_TABLE.c.brand_id == bindparam("for_brand"), _TABLE.c.id == bindparam("this"))
    .values(customer_id=bindparam("to_customer"))
)


def conversation_ids(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId]
) -> list[ConversationId]:
    """All conversations that belong to these customers."""
    where = {"for_brand": actor.brand_id, "of_customers": sorted(customer_ids)}
    return [row.id for row in fetch(session, _ALL, **where)]


def close_all(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId]
) -> list[ConversationId]:
    """Nobody holds a conversation of theirs any more; which were open."""
    where = {"for_brand": actor.brand_id, "of_customers": sorted(customer_ids)}
    ids = [row.id for row in fetch(session, _OPEN, **where)]
    for each in ids:
        transition(session, actor, lock(session, actor, each), Reason.CLOSED)
    return ids


def drop_legs(session: Session, actor: Actor, contact_point_ids: Collection[UUID]) -> int:
    """No conversation leads to these addresses any more."""
    return LEGS_OF_ADDRESSES.erase(session, actor, contact_point_ids, most=_MOST)


def leave_conversations(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId], *, most: int
) -> list[ConversationId]:
    """Lock some of their conversations; those where others wrote are passed on to these.

    The ids are of those to be erased; whoever has one open is told.
    """
    some = {"for_brand": actor.brand_id, "of_customers": sorted(customer_ids)}
    ids = [row.id for row in fetch(session, _SOME, **some, most=most)]
    if not ids:
        return []
    others = fetch(session, _OTHERS, **some, of_conversations=ids)
    shared = {row.conversation_id: row.customer_id for row in others}
    for conversation_id, customer_id in shared.items():
        passed = {"for_brand": actor.brand_id, "this": conversation_id, "to_customer": customer_id}
        change(session, _PASS_ON, passed)
    alone = [each for each in ids if each not in shared]
    for each in alone:
        events.append(session, actor, "conversation.erased.v1", each, {})
    return alone or leave_conversations(session, actor, customer_ids, most=most)


def erase_conversations(
    session: Session, actor: Actor, ids: Collection[ConversationId]
) -> dict[str, int]:
    """Delete conversations that are locked, with all that is left in them."""
    left = (Theirs(MessageRow, by="conversation_id"), LEGS, STRETCHES, _ROWS)
    return {each.name: each.erase(session, actor, ids, most=_MOST) for each in left}
