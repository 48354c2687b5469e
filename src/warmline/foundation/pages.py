"""Pages of a list: `{items, next}`, by an opaque cursor that stays right while rows are added.

A cursor stands for the id of the last row of a page; ids sort by the time they were made.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from warmline.foundation.errors import BadInput

T = TypeVar("T")

DEFAULT_LIMIT = 50
GREATEST_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list, and the cursor of what follows, if anything does."""

    items: list[T]
    next: str | None


def cut(rows: list[T], limit: int, id_of: Callable[[T], UUID]) -> Page[T]:
    """A page of `limit` out of up to `limit + 1` rows."""
    if len(rows) <= limit:
        return Page(rows, None)
    return Page(rows[:limit], write_cursor(id_of(rows[limit - 1])))


def write_cursor(last: UUID) -> str:
    return base64.urlsafe_b64encode(last.bytes).decode().rstrip("=")


def read_cursor(cursor: str | None) -> UUID | None:
    """The id a cursor stands for; raises `BadInput` for one we did not make."""
    if cursor is None:
        return None
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        message = "This cursor is not one of ours; take `next` of the page before."
        raise BadInput(message) from None
