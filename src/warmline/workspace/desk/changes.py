"""Changes: what a desk that has a conversation open needs after events to have it fresh.

A change carries fresh parts, made when it is sent, once for all desks that look: old state and
changes make fresh state, whoever comes late or hears twice.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline import timeline, trust
from warmline.foundation.actor import Actor
from warmline.foundation.events import Event
from warmline.timeline import ConversationId, MessageId
from warmline.workspace.desk.ground import Ground
from warmline.workspace.desk.opened import DeskMessage, Opened, open_conversation, show_for_desk

_PAGED = {"messages", "has_earlier"}


class OpenedChange(BaseModel):
    """New or changed messages by id, and all the rest afresh."""

    messages: list[DeskMessage]
    rest: dict[str, Any]


class Earlier(BaseModel):
    """A page of earlier messages, in order."""

    messages: list[DeskMessage]
    has_earlier: bool


def load_opened_change(
    session: Session,
    actor: Actor,
    ground: Ground,
    conversation_id: ConversationId,
    events: Sequence[Event],
) -> OpenedChange:
    """The change that these events of one conversation make."""
    ids = {
        MessageId(UUID(event.data["message_id"]))
        for event in events
        if event.type.startswith("message.")
    }
    members = trust.members_of(session, actor)
    found = [timeline.find_message(session, actor, ground.sealer, each) for each in sorted(ids)]
    fresh = open_conversation(session, actor, ground, conversation_id)
    return OpenedChange(
        messages=[show_for_desk(each, members) for each in found],
        rest=fresh.model_dump(mode="json", exclude=_PAGED),
    )


def load_earlier(
    session: Session,
    actor: Actor,
    ground: Ground,
    conversation_id: ConversationId,
    before: int,
    *,
    most: int,
) -> Earlier:
    """The messages before a position."""
    timeline.find_conversation(session, actor, conversation_id)
    members = trust.members_of(session, actor)
    found = timeline.newest_messages_of(
        session, actor, ground.sealer, conversation_id, most=most, before=before
    )
    return Earlier(
        messages=[show_for_desk(each, members) for each in found],
        has_earlier=bool(found) and found[0].position > 1,
    )


def apply(old: Opened, change: OpenedChange) -> Opened:
    """The open conversation after a change; earlier messages that were paged in stay."""
    messages = {each.id: each for each in (*old.messages, *change.messages)}
    return Opened.model_validate(
        {
            **change.rest,
            "has_earlier": old.has_earlier,
            "messages": [
                each.model_dump(mode="json")
                for each in sorted(messages.values(), key=lambda each: each.position)
            ],
        }
    )
