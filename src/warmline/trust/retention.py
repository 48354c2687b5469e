"""Retention: for how long a field is kept and for which purpose, and who is under a legal hold.

The periods are data; `flow/keeping.py` has the list of fields and comes round to delete.
"""

from collections.abc import Callable, Collection, Sized
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from warmline.customers import CustomerId, check_known, everyone
from warmline.foundation import due, events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, change, fetch
from warmline.trust.answers import FORGET
from warmline.trust.models import HoldRow
from warmline.trust.purposes import Purpose


class Sweeps(Protocol):
    """Deletes at most `most` rows that are older than `before`, but those of `held`."""

    def __call__(
        self, session: Session, actor: Actor, *, before: datetime, held: Collection[UUID], most: int
    ) -> Sized: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A field, the purpose it is kept for, for how long, and what deletes it then.

    `expires`: its rows say themselves when their time is over; else they are that old by then.
    """

    field: str
    purpose: Purpose
    keep_for: timedelta
    sweep: Sweeps
    expires: bool = False
    then: Callable[[Session, Actor, Sized], None] | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    reference: str
    placed_at: datetime


_OPEN = select(HoldRow.customer_id, HoldRow.reference, HoldRow.placed_at).where(
    HoldRow.brand_id == bindparam("for_brand"), HoldRow.lifted_at.is_(None)
)
_LIFT = (
    update(HoldRow.__table__)  # type: ignore[arg-type]  # a declared class has a table
    .where(
        HoldRow.brand_id == bindparam("for_brand"),
        HoldRow.customer_id == bindparam("of_customer"),
        HoldRow.lifted_at.is_(None),
    )
    .values(lifted_at=bindparam("lifted_at"))
)


def held(session: Session, actor: Actor) -> frozenset[CustomerId]:
    """All ids of the people of whom nothing may be deleted now."""
    rows = fetch(session, _OPEN, for_brand=actor.brand_id)
    ids = [everyone(session, actor, row.customer_id) for row in rows]
    return frozenset().union(*ids)


def hold_of(session: Session, actor: Actor, customer_id: CustomerId) -> Hold | None:
    """The hold on this person, on whichever of their ids it was placed."""
    ids = everyone(session, actor, customer_id)
    rows = fetch(session, _OPEN, for_brand=actor.brand_id)
    found = [row for row in rows if row.customer_id in ids]
    return Hold(found[0].reference, found[0].placed_at) if found else None


def place_hold(session: Session, actor: Actor, customer_id: CustomerId, reference: str) -> None:
    """Delete nothing of this person by age; `reference` names the case, without words of it."""
    actor.demand(Scope.RETENTION_WRITE)
    check_known(session, actor, customer_id)
    if hold_of(session, actor, customer_id) is not None:
        return
    row = {
        "brand_id": actor.brand_id,
        "id": new_id(),
        "customer_id": customer_id,
        "reference": reference,
        "placed_at": now(),
        "placed_by": actor.id,
    }
    add(session, HoldRow, row)
    events.append(session, actor, "hold.placed.v1", customer_id, {})


def lift_hold(session: Session, actor: Actor, customer_id: CustomerId) -> None:
    """What has had its time, or was withdrawn meanwhile, goes now; raises `NotFound`."""
    actor.demand(Scope.RETENTION_WRITE)
    lifted = [
        {"for_brand": actor.brand_id, "of_customer": each, "lifted_at": now()}
        for each in everyone(session, actor, customer_id)
    ]
    if sum(change(session, _LIFT, each) for each in lifted) == 0:
        message = "There is no hold on this customer."
        raise NotFound(message)
    due.schedule(session, actor, FORGET, customer_id, now(), latest=timedelta(0))
    events.append(session, actor, "hold.lifted.v1", customer_id, {})
