"""Contact points: the addresses of a customer, sealed, and whether they are claimed or proven."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from warmline.customers.joins import everyone
from warmline.customers.models import (
    ContactPointId,
    ContactPointRow,
    Customer,
    CustomerId,
    Proof,
)
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.sealing import Place, Sealer
from warmline.foundation.statements import fetch

_ONE = (
    select(
        ContactPointRow.id,
        ContactPointRow.kind,
        ContactPointRow.sealed,
        ContactPointRow.proof,
        ContactPointRow.proven_at,
        Customer.key_id,
    )
    .join(Customer)
    .where(
        ContactPointRow.brand_id == bindparam("for_brand"),
        ContactPointRow.id == bindparam("this"),
    )
)


@dataclass(frozen=True, slots=True)
class ContactPoint:
    id: ContactPointId
    kind: str
    value: str
    proof: Proof
    proven_at: datetime | None


def place_of(brand_id: BrandId, contact_point_id: ContactPointId) -> Place:
    return Place(brand_id, "customers_contact_point.sealed", contact_point_id)


def contact_points_of(
    session: Session, actor: Actor, sealer: Sealer, customer_id: CustomerId
) -> list[ContactPoint]:
    """All addresses of this person, over their joins, oldest first."""
    actor.demand(Scope.CUSTOMERS_READ)
    rows = session.execute(
        select(ContactPointRow, Customer.key_id)
        .join(Customer)
        .where(
            ContactPointRow.brand_id == actor.brand_id,
            ContactPointRow.customer_id.in_(everyone(session, actor, customer_id)),
        )
        .order_by(ContactPointRow.id)
    )
    return [
        ContactPoint(
            row.id,
            row.kind,
            sealer.open(row.sealed, key_id, place_of(row.brand_id, row.id)),
            row.proof,
            row.proven_at,
        )
        for row, key_id in rows
    ]


def find_contact_point(
    session: Session, actor: Actor, sealer: Sealer, contact_point_id: ContactPointId
) -> ContactPoint:
    """One address of a customer."""
    actor.demand(Scope.CUSTOMERS_READ)
    row = fetch(session, _ONE, for_brand=actor.brand_id, this=contact_point_id)[0]
    return ContactPoint(
        row.id,
        row.kind,
        sealer.open(row.sealed, row.key_id, place_of(actor.brand_id, row.id)),
        row.proof,
        row.proven_at,
    )


def prove(session: Session, actor: Actor, contact_point_id: ContactPointId, *, by: str) -> None:
    """The customer has shown that this address is theirs; `by` names how (a code, a link)."""
    row = session.get(ContactPointRow, (actor.brand_id, contact_point_id), with_for_update=True)
    if row is None:
        message = "There is no such contact point."
        raise NotFound(message)
    if row.proof is Proof.CLAIMED:
        row.proof, row.proven_at, row.proven_by = Proof.PROVEN, now(), by
        ids = {"contact_point_id": row.id, "by": by}
        events.append(session, actor, "contact_point.proven.v1", row.customer_id, ids)
