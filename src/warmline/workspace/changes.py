"""Changes: what a screen that has a conversation's view needs after an event to have it fresh.

A change carries fresh parts, loaded when it is sent, so applying one twice, or late, does no
harm: old state and changes make fresh state.
"""

from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline import timeline
from warmline.channels import TYPING
from warmline.foundation.actor import Actor
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.events import Event
from warmline.foundation.sealing import Sealer
from warmline.timeline import ConversationId, MessageId
from warmline.workspace.view import ConversationView, MessageView, show_message, view


class Change(BaseModel):
    """New or changed messages, and the rest of the view when that may have changed."""

    messages: list[MessageView]
    rest: dict[str, Any] | None


def load_change(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    catalogue: Catalogue,
    conversation_id: ConversationId,
    events: list[Event],
) -> Change:
    """The change that these events of one conversation make."""
    ids = {
        MessageId(UUID(event.data["message_id"]))
        for event in events
        if event.type.startswith("message.")
    }
    found = [timeline.find_message(session, actor, sealer, each) for each in sorted(ids)]
    rest = None
    if any(not event.type.startswith("message.") and event.type not in TYPING for event in events):
        fresh = view(session, actor, sealer, catalogue, conversation_id, with_messages=False)
        rest = fresh.model_dump(mode="json", exclude={"messages"})
    return Change(messages=[show_message(each) for each in found if not each.is_notice], rest=rest)


def apply(old: ConversationView, change: Change) -> ConversationView:
    """The view after a change."""
    messages = {each.id: each for each in old.messages} | {
        each.id: each for each in change.messages
    }
    return ConversationView.model_validate(
        {
            **old.model_dump(mode="json"),
            **(change.rest or {}),
            "messages": [
                each.model_dump(mode="json")
                for each in sorted(messages.values(), key=lambda each: each.position)
            ],
        }
    )
