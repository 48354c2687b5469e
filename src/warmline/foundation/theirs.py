"""Theirs: what one table holds of a person, given out whole or erased, a small batch at a time.

Rows that belong to a person have the person's id in a column; sealed words open under the key of
the row, or of the customer it belongs to. The order of keys is the table's own.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import BindParameter, CursorResult, TableClause, bindparam, delete, select, tuple_
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor
from warmline.foundation.sealing import KeyId, Place, Sealer
from warmline.foundation.statements import fetch
from warmline.foundation.tables import Table

_IDS: BindParameter[UUID] = bindparam("ids", expanding=True)
_NEVER_GIVEN: Final = frozenset({"brand_id", "sealed", "key_id", "salt"})


class Theirs:
    """One table's rows of a person, found by the column `by`; `leave` is not given out."""

    def __init__(
        self, model: type[Table], *, by: str = "customer_id", leave: Collection[str] = ()
    ) -> None:
        table = cast("TableClause", model.__table__)
        self.name = model.__tablename__
        self.by = by
        keys = [each for each in model.__table__.primary_key if each.name != "brand_id"]
        is_theirs = (table.c.brand_id == bindparam("for_brand")) & table.c[by].in_(_IDS)
        some = select(*keys).where(is_theirs).limit(bindparam("most"))
        self._drop = delete(table).where(
            table.c.brand_id == bindparam("for_brand"), tuple_(*keys).in_(some)
        )
        self._all = select(table).where(is_theirs).order_by(*keys)
        self._shown = [
            each.name for each in table.c if each.name not in _NEVER_GIVEN | frozenset(leave)
        ]
        self._is_sealed = "sealed" in table.c

    def erase(self, session: Session, actor: Actor, ids: Collection[UUID], *, most: int) -> int:
        """Delete at most so many rows; how many that were."""
        where = {"for_brand": actor.brand_id, "ids": list(ids), "most": most}
        return cast("CursorResult[Any]", session.execute(self._drop, where)).rowcount

    def rows(
        self,
        session: Session,
        actor: Actor,
        sealer: Sealer,
        ids: Collection[UUID],
        keys: Mapping[UUID, KeyId],
    ) -> list[dict[str, Any]]:
        """All of it, opened; `keys` are the customers'."""
        found = fetch(session, self._all, for_brand=actor.brand_id, ids=list(ids))
        return [self._show(actor, sealer, row, keys) for row in found]

    def _show(
        self,
        actor: Actor,
        sealer: Sealer,
        row: Any,  # noqa: ANN401 - a row
        keys: Mapping[UUID, KeyId],
    ) -> dict[str, Any]:
        shown = {name: getattr(row, name) for name in self._shown}
        if self._is_sealed:
            key_id = getattr(row, "key_id", None) or keys[row.customer_id]
            place = Place(actor.brand_id, f"{self.name}.sealed", row.id)
            shown["words"] = _as_given(sealer.open(row.sealed, key_id, place))
        return shown


def _as_given(words: str) -> object:
    """Several fields that are sealed together are an object; anything else is the words."""
    if words.startswith("{"):
        try:
            return json.loads(words)
        except ValueError:
            return words
    return words
