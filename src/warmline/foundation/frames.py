"""Frames: what goes over a socket, each one JSON object in a text, of one known shape."""

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from warmline.foundation.errors import BadInput, MalformedBody

T = TypeVar("T")


class Frame(BaseModel):
    """A frame of a client; one that carries `n` is answered by a frame with the same."""

    model_config = ConfigDict(extra="forbid")

    n: int | None = None


def encode(type_: str, **more: Any) -> str:  # noqa: ANN401 - any JSON value
    """A frame as it goes over the wire."""
    return json.dumps({"type": type_, **more}, ensure_ascii=False, separators=(",", ":"))


def read_json(text: str) -> object:
    """The JSON value in a text, half characters and all; raises `MalformedBody`."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        message = "A frame is one JSON object in a text."
        raise MalformedBody(message) from None
    return value


def read_as(shape: TypeAdapter[T], given: object) -> T:
    """A JSON value as a frame of that shape; raises `BadInput`."""
    try:
        return shape.validate_python(given)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        where = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'type'}: {fault['msg']}" for fault in faults[:5]
        )
        where = where.encode(errors="replace").decode()  # a name in it may have half a letter
        message = f"This frame cannot be used: {where}."
        raise BadInput(message) from None


def number_in(given: object) -> int | None:
    """The number of a frame, so that even a problem with it finds home."""
    number = given.get("n") if isinstance(given, dict) else None
    return number if isinstance(number, int) else None
