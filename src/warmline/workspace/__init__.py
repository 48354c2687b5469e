"""People answer: conversations as an agent sees them, and what an agent can do with one."""

from warmline.workspace.hold import answer, close, hand_back, leave, take, transfer
from warmline.workspace.view import ConversationView, view

__all__ = [
    "ConversationView",
    "answer",
    "close",
    "hand_back",
    "leave",
    "take",
    "transfer",
    "view",
]
