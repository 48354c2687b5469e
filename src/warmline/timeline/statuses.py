"""Statuses: how far our messages got with the customer; they only move forward."""

from typing import assert_never

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from warmline.channels import Status
from warmline.foundation import events
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.timeline.models import ConversationId, MessageId, MessageRow

_CUSTOMER = "customer"


def move_status(session: Session, actor: Actor, message_id: MessageId, status: Status) -> None:
    """Move a message's status forward; a report that comes late changes nothing."""
    moved = session.execute(
        update(MessageRow)
        .where(
            MessageRow.brand_id == actor.brand_id,
            MessageRow.id == message_id,
            MessageRow.author != _CUSTOMER,
            MessageRow.status_rank < rank(status),
        )
        .values(status=status, status_rank=rank(status), status_at=now())
        .returning(MessageRow.conversation_id)
    ).scalar()
    if moved is not None:
        data = {"message_id": message_id, "status": status}
        events.append(session, actor, "message.status_moved.v1", moved, data)
    elif session.get(MessageRow, (actor.brand_id, message_id)) is None:
        message = "There is no such message."
        raise NotFound(message)


def mark_read(
    session: Session, actor: Actor, conversation_id: ConversationId, *, up_to: int
) -> None:
    """The customer has seen our messages up to a position."""
    unread = session.scalars(
        select(MessageRow.id).where(
            MessageRow.brand_id == actor.brand_id,
            MessageRow.conversation_id == conversation_id,
            MessageRow.position <= up_to,
            MessageRow.author != _CUSTOMER,
            MessageRow.status_rank < rank(Status.READ),
        )
    )
    for message_id in list(unread):
        move_status(session, actor, message_id, Status.READ)


def rank(status: Status) -> int:
    match status:
        case Status.QUEUED:
            return 0
        case Status.SENT:
            return 1
        case Status.FAILED:
            return 2
        case Status.DELIVERED:
            return 3
        case Status.READ:
            return 4
        case _:
            assert_never(status)
