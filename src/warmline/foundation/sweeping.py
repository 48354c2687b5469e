"""Sweeping: rows that have had their time, really deleted, oldest first, a small batch at a time.

Rows of customers under a legal hold stay. Where the age is the id's, the row's own key finds it:
ids sort by when they were made.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, TableClause, bindparam, delete, select
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor
from warmline.foundation.ids import first_id_at
from warmline.foundation.statements import Rows, change, fetch
from warmline.foundation.tables import Table

_HELD: BindParameter[UUID] = bindparam("held", expanding=True)


class Sweep:
    """Deletes old rows of one table, which has a `brand_id` and a `customer_id`."""

    def __init__(
        self,
        model: type[Table],
        *where: ColumnElement[bool],
        age: str = "id",
        returning: Collection[str] = (),
    ) -> None:
        table = cast("TableClause", model.__table__)
        keys = [each.name for each in model.__table__.primary_key if each.name != "brand_id"]
        self._keys = keys
        self._by_id = age == "id"
        old: ColumnElement[bool] = table.c[age] <= bindparam("before")
        self._find = (
            select(*(table.c[name] for name in dict.fromkeys([*keys, *returning])))
            .where(
                table.c.brand_id == bindparam("for_brand"),
                old,
                table.c.customer_id.not_in(_HELD),
                *where,
            )
            .order_by(table.c[age])
            .limit(bindparam("most"))
        )
        self._drop = delete(table).where(
            table.c.brand_id == bindparam("for_brand"),
            *(table.c[name] == bindparam(f"this_{name}") for name in keys),
        )

    def __call__(
        self, session: Session, actor: Actor, *, before: datetime, held: Collection[UUID], most: int
    ) -> Rows:
        """Delete at most so many rows that are older; what they were, by key and `returning`."""
        rows = fetch(
            session,
            self._find,
            for_brand=actor.brand_id,
            before=first_id_at(before) if self._by_id else before,
            held=list(held),
            most=most,
        )
        if rows:
            change(session, self._drop, *(self._key(actor, row) for row in rows))
        return rows

    def _key(self, actor: Actor, row: Any) -> dict[str, object]:  # noqa: ANN401 - a row
        named = {f"this_{name}": getattr(row, name) for name in self._keys}
        return {"for_brand": actor.brand_id, **named}
