"""Frames: what a widget may send over its socket, each of one shape. Anything else is a problem."""

import base64
import hashlib
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from warmline.channels.chat import Hint
from warmline.channels.inbound import Sender, SenderKind
from warmline.foundation.frames import Frame as _Frame
from warmline.foundation.frames import read_as

Secret = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
"""32 random bytes of the browser, in base64url: whoever has them is that visitor."""

GREATEST_POSITION = 2**31 - 1


class Hello(_Frame):
    type: Literal["hello"]
    key: Annotated[str, Field(max_length=200)]
    visitor: Secret | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    gpc: bool = False


class Send(_Frame):
    """`id` is the browser's own; sent again, it is stored once."""

    type: Literal["send"]
    id: str
    text: str
    visitor: Secret | None = None


class AskForPerson(_Frame):
    type: Literal["ask_for_person"]
    visitor: Secret | None = None


class Act(_Frame):
    type: Literal["typing", "stop_waiting", "close", "transcript", "own_page"]


class Read(_Frame):
    type: Literal["read"]
    position: Annotated[int, Field(ge=0, le=GREATEST_POSITION)]


class SetPurpose(_Frame):
    type: Literal["set_purpose"]
    purpose: Annotated[str, Field(max_length=50)]
    granted: bool


class SetHint(_Frame):
    type: Literal["set_hint"]
    hint: Hint
    on: bool


class Passage(_Frame):
    type: Literal["passage"]
    message_id: UUID
    article: str
    version: int


Frame = Send | AskForPerson | Act | Read | SetPurpose | SetHint | Passage

_HELLO: TypeAdapter[Hello] = TypeAdapter(Hello)
_FRAME: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(discriminator="type")])


def read_hello(given: object) -> Hello:
    """The first frame of a widget; raises `BadInput`."""
    return read_as(_HELLO, given)


def read_frame(given: object) -> Frame:
    """Any later frame; raises `BadInput`."""
    return read_as(_FRAME, given)


def sender_of(secret: str) -> Sender:
    """The visitor who has a secret; only its digest is kept, so nobody becomes them by it."""
    digest = hashlib.sha256(secret.encode()).digest()
    return Sender.of(SenderKind.VISITOR, base64.urlsafe_b64encode(digest).decode().rstrip("="))
