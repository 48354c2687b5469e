"""A locked conversation: the one form in which a conversation is changed.

What a unit changes on it is stored with one statement, as the last of the unit.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sqlalchemy import TableClause, bindparam, update
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation import unit
from warmline.foundation.brands import BrandId
from warmline.foundation.statements import change
from warmline.timeline.models import ConversationId, ConversationRow
from warmline.timeline.stretches import Stretch

_TABLE = cast("TableClause", ConversationRow.__table__)
_CHANGING = ("language", "last_position", "answered_position", "last_at")
_STORE = (
    update(_TABLE)
    .where(_TABLE.c.brand_id == bindparam("for_brand"), _TABLE.c.id == bindparam("this"))
    .values({name: bindparam(name) for name in _CHANGING})
)


@dataclass(slots=True, eq=False)
class LockedConversation:
    """A conversation whose row this unit has locked; `stretch` is the open one."""

    brand_id: BrandId
    id: ConversationId
    customer_id: CustomerId
    language: str | None
    last_position: int
    answered_position: int
    last_at: datetime
    stretch: Stretch
    _stored: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._stored = self._changing()

    def keep(self, session: Session) -> "LockedConversation":
        """Store at the end of this unit what it has changed."""
        unit.at_end(session, self._store)
        return self

    def _changing(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in _CHANGING)

    def _store(self, session: Session) -> None:
        values = self._changing()
        if values != self._stored:
            where = {"for_brand": self.brand_id, "this": self.id}
            change(session, _STORE, {**where, **dict(zip(_CHANGING, values, strict=True))})
            self._stored = values
