"""Frames: what a desk may send over its socket, each of one shape. Anything else is a problem."""

import json
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from warmline.foundation.errors import BadInput, MalformedBody
from warmline.understanding import Field as ReadingField

_Key = Annotated[str, Field(min_length=1, max_length=255)]


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid")

    n: int | None = None


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
    try:
        return _FRAME.validate_python(given)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        where = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'type'}: {fault['msg']}" for fault in faults[:5]
        )
        message = f"This frame cannot be used: {where}."
        raise BadInput(message) from None


def read_json(text: str) -> object:
    """The JSON value in a text, half characters and all; raises `MalformedBody`."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        message = "A frame is one JSON object in a text."
        raise MalformedBody(message) from None
    return value


def number_in(given: object) -> int | None:
    """The number of a frame, so that even a problem with it finds home."""
    number = given.get("n") if isinstance(given, dict) else None
    return number if isinstance(number, int) else None
