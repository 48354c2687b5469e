"""Batches: digests of receipts and answers, sealed together into the brand's chain.

Sealing is due work of its own, so a turn waits for no other turn. Erasing a row leaves its
digest, signed by the brand's key, and the chain holds.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import BindParameter, TableClause, bindparam, delete, select, update
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation import appointments, due, events
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import Sealer
from warmline.foundation.statements import AnyRow, add, change, fetch
from warmline.foundation.tables import Table
from warmline.trust.actors import system_of
from warmline.trust.merkle import BEGINNING, link, root_of
from warmline.trust.models import AnswerRow, BatchRow, ErasedRow, ReceiptRow

SEAL: Final = "seal"
MOST_IN_BATCH: Final = 500
_ALL: Final = 2**31

SEALED: Final[tuple[type[Table], ...]] = (ReceiptRow, AnswerRow)
"""What the chain holds; each has `id`, `customer_id`, `salt`, `digest` and `batch_id`."""

_IDS: BindParameter[UUID] = bindparam("ids", expanding=True)
_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)


def _table(model: type[Table]) -> TableClause:
    return cast("TableClause", model.__table__)


def _loose(model: type[Table]) -> Any:  # noqa: ANN401 - a select of two columns
    table = _table(model)
    return (
        select(table.c.id, table.c.digest)
        .where(table.c.brand_id == bindparam("for_brand"), table.c.batch_id.is_(None))
        .order_by(table.c.id)
        .limit(bindparam("most"))
    )


def _theirs(model: type[Table]) -> Any:  # noqa: ANN401 - a select of three columns
    table = _table(model)
    return (
        select(table.c.id, table.c.digest, table.c.batch_id)
        .where(
            table.c.brand_id == bindparam("for_brand"),
            table.c.customer_id.in_(_OF_CUSTOMERS),
        )
        .order_by(table.c.id)
        .limit(bindparam("most"))
        .with_for_update()
    )


def _bind(model: type[Table]) -> Any:  # noqa: ANN401 - an update
    table = _table(model)
    return (
        update(table)
        .where(table.c.brand_id == bindparam("for_brand"), table.c.id == bindparam("this"))
        .where(table.c.batch_id.is_(None))
        .values(batch_id=bindparam("to_batch"))
    )


def _drop(model: type[Table]) -> Any:  # noqa: ANN401 - a delete
    table = _table(model)
    return delete(table).where(
        table.c.brand_id == bindparam("for_brand"), table.c.id == bindparam("this")
    )


_LOOSE = {model: _loose(model) for model in SEALED}
_THEIRS = {model: _theirs(model) for model in SEALED}
_BIND = {model: _bind(model) for model in SEALED}
_DROP = {model: _drop(model) for model in SEALED}
_NEWEST = (
    select(BatchRow.number, BatchRow.head)
    .where(BatchRow.brand_id == bindparam("for_brand"))
    .order_by(BatchRow.number.desc())
    .limit(1)
)


def seal_batch(session: Session, actor: Actor, sealer: Sealer) -> int:
    """Seal what waits, oldest first, `MOST_IN_BATCH` at most; how many that were."""
    loose = _find_loose(session, actor)
    if not loose:
        return 0
    newest = fetch(session, _NEWEST, for_brand=actor.brand_id).first()
    number, previous = (newest.number + 1, newest.head) if newest else (1, BEGINNING)
    root = root_of([digest for _, digest, _ in loose])
    head = link(previous, number, len(loose), root)
    batch = {
        "brand_id": actor.brand_id,
        "id": new_id(),
        "number": number,
        "size": len(loose),
        "previous": previous,
        "root": root,
        "head": head,
        "signature": sealer.sign(actor.brand_id, b"head" + head),
        "sealed_at": now(),
    }
    add(session, BatchRow, batch)
    for model in SEALED:
        rows = [
            {"for_brand": actor.brand_id, "this": row_id, "to_batch": batch["id"]}
            for row_id, _, of in loose
            if of is model
        ]
        if rows:
            change(session, _BIND[model], *rows)
    data = {"number": number, "size": len(loose), "head": head.hex()}
    events.append(session, actor, "receipts.sealed.v1", cast("UUID", batch["id"]), data)
    return len(loose)


def _find_loose(session: Session, actor: Actor) -> list[tuple[UUID, bytes, type[Table]]]:
    where = {"for_brand": actor.brand_id, "most": MOST_IN_BATCH}
    found = [
        (row.id, row.digest, model)
        for model in SEALED
        for row in fetch(session, _LOOSE[model], **where)
    ]
    return sorted(found, key=lambda each: each[0])[:MOST_IN_BATCH]


def erase_sealed(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    customer_ids: Collection[CustomerId],
    *,
    most: int = _ALL,
) -> int:
    """Erase receipts and answers of a person, salts and all, up to so many; how many that were.

    What was sealed leaves its digest, so that the chain can still be checked.
    """
    count = 0
    for model in SEALED:
        where = {
            "for_brand": actor.brand_id,
            "of_customers": sorted(customer_ids),
            "most": most - count,
        }
        rows = fetch(session, _THEIRS[model], **where)
        _leave_digests(session, actor, sealer, [row for row in rows if row.batch_id is not None])
        if rows:
            gone = [{"for_brand": actor.brand_id, "this": row.id} for row in rows]
            change(session, _DROP[model], *gone)
        count += len(rows)
    return count


def _leave_digests(session: Session, actor: Actor, sealer: Sealer, rows: Sequence[AnyRow]) -> None:
    if not rows:
        return
    time = now()
    left = [
        {
            "brand_id": actor.brand_id,
            "id": row.id,
            "batch_id": row.batch_id,
            "digest": row.digest,
            "erased_at": time,
            "signature": sealer.sign(actor.brand_id, erased_says(row.id, row.digest)),
        }
        for row in rows
    ]
    add(session, ErasedRow, *left)


def erased_says(row_id: UUID, digest: bytes) -> bytes:
    """What the signature of an erased row is over."""
    return b"erased" + row_id.bytes + digest


class Batches:
    """Seals a brand's receipts and answers every so often, under the lease of its due row."""

    def __init__(self, database: Database, sealer: Sealer, every: timedelta) -> None:
        self._database = database
        self._sealer = sealer
        self._every = every

    async def seal(self, claim: Claim) -> None:
        """Seal a batch; at once again if more waits."""

        def unit(session: Session) -> None:
            actor = system_of(claim.brand_id)
            is_full = seal_batch(session, actor, self._sealer) == MOST_IN_BATCH
            self._come_again(session, actor, claim, now() if is_full else now() + self._every)

        await self._database.write(unit, in_background=True)

    def _come_again(self, session: Session, actor: Actor, claim: Claim, at: datetime) -> None:
        appointments.appoint(session, actor, SEAL, claim.subject, at)
        due.again(session, claim)

    def give_up(self, session: Session, claim: Claim) -> None:
        """The row is parked and shown: what is not sealed is counted by `trust verify`."""
