"""Names: what we may call a customer. A given name only where it is known and proven.

Whoever is not proven is told apart by three letters, which say nothing about them.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from warmline.assistant import Task
from warmline.customers import CustomerId
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
