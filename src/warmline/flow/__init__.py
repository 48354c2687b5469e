"""The life of one message. Read this first; `docs/life-of-a-message.md` tells it in words.

    accept   →  stored once, its turn queued                                 one transaction
    turn     →  load  →  think: read, find options, decide, word  →  commit  none while thinking
    deliver  →  the reply is readable in its conversation
    listen   →  events, after the commit

The rule this package keeps: from the moment `accept` returns, nothing is lost or done twice,
whatever is killed. `accept.py` is what channels talk to, `turn.py` is how a message is answered,
`chats.py` is what a visitor's chat asks for besides, `keeping.py` what is deleted when,
`erasing.py` how a person goes from every room, `export.py` what they get of us.
"""

from warmline.flow.accept import FrontDoor
from warmline.flow.chat_view import ChatGround
from warmline.flow.chats import Chats
from warmline.flow.erasing import ERASE, Erasing
from warmline.flow.keeping import KEPT, SWEEP, Keeping
from warmline.flow.turn import TURN, Turns

__all__ = [
    "ERASE",
    "KEPT",
    "SWEEP",
    "TURN",
    "ChatGround",
    "Chats",
    "Erasing",
    "FrontDoor",
    "Keeping",
    "Turns",
]
