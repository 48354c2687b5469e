"""People answer: conversations as an agent sees them, and what an agent can do with one."""

from warmline.workspace.hold import answer, close, hand_back, leave, take, transfer
from warmline.workspace.hours import People
from warmline.workspace.order import Waiting, queue_key
from warmline.workspace.promises import Promises
from warmline.workspace.snooze import SNOOZE, Snoozes
from warmline.workspace.view import ConversationView, view
from warmline.workspace.waits import (
    Wait,
    Waited,
    load_queue,
    people_now,
    wait_in,
    wait_of,
    waited,
)

__all__ = [
    "SNOOZE",
    "ConversationView",
    "People",
    "Promises",
    "Snoozes",
    "Wait",
    "Waited",
    "Waiting",
    "answer",
    "close",
    "hand_back",
    "leave",
    "load_queue",
    "people_now",
    "queue_key",
    "take",
    "transfer",
    "view",
    "wait_in",
    "wait_of",
    "waited",
]
