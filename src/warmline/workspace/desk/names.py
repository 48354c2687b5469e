"""Names: what we may call a customer. A given name only where it is known and proven.

Whoever is not proven is told apart by three letters, which say nothing about them.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from sqlalchemy.orm import Session

from warmline import assistant, timeline
from warmline.assistant import Task
from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.timeline import ConversationId
from warmline.workspace.desk.ground import Ground

_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels: three letters must not make a word."""
_LONGEST: Final = 40


def name_of(ground: Ground, customer_id: CustomerId, tasks: Sequence[Task]) -> str:
    """The given name our systems gave for a proven customer, or “Visitor” and three letters.

    A task holds a profile only once its customer was proven in this conversation.
    """
    for task in reversed(tasks):
        profile = task.values.get("profile")
        if isinstance(profile, dict) and (words := str(profile.get("name") or "").split()):
            return words[0][:_LONGEST]
    number = int.from_bytes(sha256(customer_id.bytes).digest()[:6])
    letters = "".join(_LETTERS[number // 20**place % 20] for place in range(3))
    return ground.say("desk-visitor", letters=letters)


def load_name(
    session: Session, actor: Actor, ground: Ground, conversation_id: ConversationId
) -> str:
    """What we may call the customer of a conversation; raises `NotFound`."""
    customer_id = timeline.find_conversation(session, actor, conversation_id).customer_id
    tasks = assistant.tasks_of(session, actor, ground.sealer, conversation_id)
    return name_of(ground, customer_id, tasks)
