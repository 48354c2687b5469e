"""Identify: from the address a message came by to the customer, found or made."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from warmline.channels import Sender
from warmline.customers.contact_points import place_of
from warmline.customers.joins import canonical_id
from warmline.customers.models import (
    ContactPointId,
    ContactPointRow,
    Customer,
    CustomerId,
    Proof,
)
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId, Sealer


@dataclass(frozen=True, slots=True)
class Found:
    """Whose address it is: the customer it belongs to, not yet read through joins."""

    customer_id: CustomerId
    contact_point_id: ContactPointId
    is_new: bool


def identify(
    session: Session, actor: Actor, sealer: Sealer, sender: Sender, spare_key: KeyId
) -> Found:
    """The customer who writes from `sender`; a new one is sealed under `spare_key`.

    The customer's row is locked for this unit: two first messages make one conversation.
    """
    digest = sealer.blind_index(actor.brand_id, sender.kind, sender.value)
    point = _find(session, actor, sender.kind, digest)
    if point is not None:
        session.get_one(Customer, (actor.brand_id, point.customer_id), with_for_update=True)
        return Found(point.customer_id, point.id, is_new=False)
    return _make(session, actor, sealer, sender, digest, spare_key)


def find_customer(
    session: Session, actor: Actor, sealer: Sealer, sender: Sender
) -> CustomerId | None:
    """The customer with this address, as known now, or None."""
    actor.demand(Scope.CUSTOMERS_READ)
    digest = sealer.blind_index(actor.brand_id, sender.kind, sender.value)
    found = _find(session, actor, sender.kind, digest)
    return canonical_id(session, actor, found.customer_id) if found is not None else None


def _find(session: Session, actor: Actor, kind: str, digest: bytes) -> ContactPointRow | None:
    return session.scalar(
        select(ContactPointRow).where(
            ContactPointRow.brand_id == actor.brand_id,
            ContactPointRow.kind == kind,
            ContactPointRow.digest == digest,
        )
    )


def _make(
    session: Session, actor: Actor, sealer: Sealer, sender: Sender, digest: bytes, key_id: KeyId
) -> Found:
    recorded_at = now()
    customer_id = CustomerId(new_id())
    point = ContactPointRow(
        brand_id=actor.brand_id,
        id=ContactPointId(new_id()),
        customer_id=customer_id,
        kind=sender.kind,
        digest=digest,
        proof=Proof.CLAIMED,
        recorded_at=recorded_at,
    )
    point.sealed = sealer.seal(sender.value, key_id, place_of(point))
    session.add(
        Customer(brand_id=actor.brand_id, id=customer_id, key_id=key_id, recorded_at=recorded_at)
    )
    session.flush()
    session.add(point)
    session.flush()
    events.append(session, actor, "customer.met.v1", customer_id, {"contact_point_id": point.id})
    return Found(customer_id, point.id, is_new=True)
