"""Verify: whether the chain over receipts and answers is whole, and if not, where it broke.

It reads and changes nothing. A chain that somebody cut short at its end is noticed by a head
that was written down before: it must still be among `heads`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor
from warmline.foundation.sealing import Sealer
from warmline.foundation.tables import Table
from warmline.trust.batches import SEALED, erased_says
from warmline.trust.digests import digest_of
from warmline.trust.merkle import BEGINNING, link, root_of
from warmline.trust.models import BatchRow, ErasedRow

_AT_ONCE: Final = 500

_NAMES: Final = {"trust_receipt": "receipt", "trust_answer": "answer"}


@dataclass(slots=True)
class Verdict:
    """What was checked; it holds if there are no `faults`. `heads` are those of its batches."""

    faults: list[str]
    rows: int = 0
    batches: int = 0
    erased: int = 0
    loose: int = 0
    heads: list[bytes] = field(default_factory=lambda: [BEGINNING])

    @property
    def head(self) -> bytes:
        return self.heads[-1]


def verify(session: Session, actor: Actor, sealer: Sealer) -> Verdict:
    """Check a brand's whole chain."""
    verdict = Verdict([])
    known: set[UUID] = set()
    query = select(BatchRow).where(BatchRow.brand_id == actor.brand_id)
    for batch in session.scalars(query.order_by(BatchRow.number)).all():
        verdict.batches += 1
        verdict.faults += _faults_of_link(batch, verdict, actor, sealer)
        leaves = _leaves(session, actor, sealer, batch, verdict)
        if len(leaves) != batch.size:
            verdict.faults.append(
                f"batch {batch.number} has {len(leaves)} of its {batch.size} rows"
            )
        elif root_of(leaves) != batch.root:
            verdict.faults.append(f"batch {batch.number} is not what was sealed")
        known.add(batch.id)
        verdict.heads.append(batch.head)
    _check_outside(session, actor, verdict, known)
    return verdict


def _faults_of_link(
    batch: BatchRow, verdict: Verdict, actor: Actor, sealer: Sealer
) -> Iterator[str]:
    if batch.number != verdict.batches:
        yield f"batch {verdict.batches} is missing before batch {batch.number}"
        verdict.batches = batch.number
    elif batch.previous != verdict.head:
        yield f"batch {batch.number} does not follow the one before it"
    if link(batch.previous, batch.number, batch.size, batch.root) != batch.head:
        yield f"batch {batch.number} has another head than was sealed"
    if sealer.sign(actor.brand_id, b"head" + batch.head) != batch.signature:
        yield f"batch {batch.number} is not signed by this brand's key"


def _leaves(
    session: Session, actor: Actor, sealer: Sealer, batch: BatchRow, verdict: Verdict
) -> list[bytes]:
    """The digests of a batch in the order of their ids; each row is checked against its own."""
    found: list[tuple[UUID, bytes]] = []
    for model in SEALED:
        for row in _rows(session, actor, model, batch.id):
            verdict.rows += 1
            _check_row(model, row, verdict)
            found.append((row["id"], row["digest"]))
    query = select(ErasedRow).where(
        ErasedRow.brand_id == actor.brand_id, ErasedRow.batch_id == batch.id
    )
    for erased in session.scalars(query):
        verdict.erased += 1
        signed = sealer.sign(actor.brand_id, erased_says(erased.id, erased.digest))
        if signed != erased.signature:
            verdict.faults.append(f"{erased.id} is said to be erased, and nobody signed that")
        found.append((erased.id, erased.digest))
    return [digest for _, digest in sorted(found)]


def _check_row(model: type[Table], row: Any, verdict: Verdict) -> None:  # noqa: ANN401 - a mapping
    if digest_of(model, row, row["salt"]) != row["digest"]:
        name = _NAMES[model.__tablename__]
        verdict.faults.append(f"{name} {row['id']} is not what was written")


def _rows(session: Session, actor: Actor, model: type[Table], batch_id: UUID | None) -> Any:  # noqa: ANN401 - mappings
    table = model.__table__
    of_batch = table.c.batch_id.is_(None) if batch_id is None else table.c.batch_id == batch_id
    query = select(table).where(table.c.brand_id == actor.brand_id, of_batch)
    return session.execute(query.execution_options(yield_per=_AT_ONCE)).mappings()


def _check_outside(session: Session, actor: Actor, verdict: Verdict, known: set[UUID]) -> None:
    """What waits to be sealed, and what says it is in a batch that is not there."""
    for model in SEALED:
        for row in _rows(session, actor, model, None):
            verdict.loose += 1
            _check_row(model, row, verdict)
        table = model.__table__
        named = session.execute(
            select(table.c.batch_id, func.count())
            .where(table.c.brand_id == actor.brand_id, table.c.batch_id.is_not(None))
            .group_by(table.c.batch_id)
        )
        for batch_id, count in named:
            if batch_id not in known:
                verdict.faults.append(f"{count} rows say they are in a batch that is not there")
