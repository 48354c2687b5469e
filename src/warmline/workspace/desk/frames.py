"""Frames: what a desk may send over its socket, each of one shape. Anything else is a problem."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from warmline.foundation.frames import Frame as _Frame
from warmline.foundation.frames import read_as
from warmline.understanding import Field as ReadingField

_Key = Annotated[str, Field(min_length=1, max_length=255)]


class _About(_Frame):
    conversation_id: UUID


class Open(_About):
    type: Literal["open"]


class LeaveView(_Frame):
    type: Literal["leave_view"]


class Earlier(_About):
    type: Literal["earlier"]
    before: Annotated[int, Field(ge=1)]


class Act(_About):
    """An act that needs no more than its conversation."""

    type: Literal["take", "hand_back", "close", "leave", "unsnooze"]


class Transfer(_About):
    """To a named colleague, or without one to whoever comes first."""

    type: Literal["transfer"]
    to: UUID | None = None


class Assign(_About):
    type: Literal["assign"]
    to: UUID


class Snooze(_About):
    type: Literal["snooze"]
    until: datetime


class Answer(_About):
    """`id` is the desk's own; sent again, it is said once. `seen` is the newest on screen."""

    type: Literal["answer"]
    id: _Key
    text: str
    seen: int


class Note(_About):
    type: Literal["note"]
    id: _Key
    text: str


class Typing(_About):
    type: Literal["typing"]


class Correct(_About):
    type: Literal["correct"]
    message_id: UUID
    field: ReadingField
    value: str


class Draft(_About):
    type: Literal["draft"]


Frame = (
    Open
    | LeaveView
    | Earlier
    | Act
    | Transfer
    | Assign
    | Snooze
    | Answer
    | Note
    | Typing
    | Correct
    | Draft
)

_FRAME: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(discriminator="type")])


def read_frame(given: object) -> Frame:
    """The frame in a JSON value; raises `BadInput`."""
    return read_as(_FRAME, given)
