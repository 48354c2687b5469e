"""Identify: from the address a message came by to the customer, found or made."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select
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
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId, Sealer
from warmline.foundation.statements import add, fetch

_NOBODY = "There is no such customer."
_BY_ADDRESS = (
    select(ContactPointRow.customer_id, ContactPointRow.id, Customer.key_id)
    .join(Customer)
    .where(
        ContactPointRow.brand_id == bindparam("brand_id"),
        ContactPointRow.kind == bindparam("kind"),
        ContactPointRow.digest == bindparam("digest"),
    )
)
_BY_ADDRESS_LOCKED = _BY_ADDRESS.with_for_update(of=Customer)
_IDS: BindParameter[CustomerId] = bindparam("ids", expanding=True)
_KNOWN = select(Customer.id).where(
    Customer.brand_id == bindparam("brand_id"), Customer.id.in_(_IDS)
)
_LOCKED = _KNOWN.order_by(Customer.id).with_for_update()


@dataclass(frozen=True, slots=True)
class Found:
    """Whose address it is: the customer it belongs to, not yet read through joins."""

    customer_id: CustomerId
    contact_point_id: ContactPointId
    key_id: KeyId
    is_new: bool


def identify(
    session: Session, actor: Actor, sealer: Sealer, sender: Sender, spare_key: KeyId
) -> Found:
    """The customer who writes from `sender`; a new one is sealed under `spare_key`.

    The customer's row is locked for this unit: two first messages make one conversation.
    """
    address = _address(actor, sealer, sender)
    row = fetch(session, _BY_ADDRESS_LOCKED, **address).first()
    if row is not None:
        return Found(row.customer_id, row.id, row.key_id, is_new=False)
    return _make(session, actor, sealer, sender, spare_key)


def find_sender(session: Session, actor: Actor, sealer: Sealer, sender: Sender) -> Found | None:
    """Whose address it is, or None where nobody has written from it yet."""
    actor.demand(Scope.CUSTOMERS_READ)
    row = fetch(session, _BY_ADDRESS, **_address(actor, sealer, sender)).first()
    return Found(row.customer_id, row.id, row.key_id, is_new=False) if row is not None else None


def find_customer(
    session: Session, actor: Actor, sealer: Sealer, sender: Sender
) -> CustomerId | None:
    """The customer with this address, as known now, or None."""
    actor.demand(Scope.CUSTOMERS_READ)
    row = fetch(session, _BY_ADDRESS, **_address(actor, sealer, sender)).first()
    return canonical_id(session, actor, row.customer_id) if row is not None else None


def hold_still(session: Session, actor: Actor, customer_ids: Collection[CustomerId]) -> None:
    """Until this unit ends, nobody else changes what these customers are or have answered.

    Taken before a conversation's lock, by whoever takes both; raises `NotFound`.
    """
    found = fetch(session, _LOCKED, brand_id=actor.brand_id, ids=sorted(customer_ids))
    if len(found) < len(customer_ids):
        raise NotFound(_NOBODY)


def check_known(session: Session, actor: Actor, customer_id: CustomerId) -> None:
    """Raises `NotFound` for a customer who is not there, or another brand's."""
    if not fetch(session, _KNOWN, brand_id=actor.brand_id, ids=[customer_id]):
        raise NotFound(_NOBODY)


def _address(actor: Actor, sealer: Sealer, sender: Sender) -> dict[str, object]:
    digest = sealer.blind_index(actor.brand_id, sender.kind, sender.value)
    return {"brand_id": actor.brand_id, "kind": sender.kind, "digest": digest}


def _make(session: Session, actor: Actor, sealer: Sealer, sender: Sender, key_id: KeyId) -> Found:
    recorded_at = now()
    customer_id, point_id = CustomerId(new_id()), ContactPointId(new_id())
    customer = {
        "brand_id": actor.brand_id,
        "id": customer_id,
        "key_id": key_id,
        "recorded_at": recorded_at,
    }
    point = {
        **_address(actor, sealer, sender),
        "id": point_id,
        "customer_id": customer_id,
        "sealed": sealer.seal(sender.value, key_id, place_of(actor.brand_id, point_id)),
        "proof": Proof.CLAIMED,
        "recorded_at": recorded_at,
    }
    add(session, Customer, customer)
    add(session, ContactPointRow, point)
    events.append(session, actor, "customer.met.v1", customer_id, {"contact_point_id": point_id})
    return Found(customer_id, point_id, key_id, is_new=True)
