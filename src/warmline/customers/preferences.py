"""Preferences: what a customer asked us to remember about how to serve them, sealed."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from warmline.customers.joins import everyone
from warmline.customers.models import Customer, CustomerId, Preference
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import Place, Sealer


def preferences_of(
    session: Session, actor: Actor, sealer: Sealer, customer_id: CustomerId
) -> dict[str, str]:
    """All preferences by name, over the joins; the latest of a name stands."""
    actor.demand(Scope.CUSTOMERS_READ)
    rows = session.execute(
        select(Preference, Customer.key_id)
        .join(
            Customer,
            (Customer.brand_id == Preference.brand_id) & (Customer.id == Preference.customer_id),
        )
        .where(
            Preference.brand_id == actor.brand_id,
            Preference.customer_id.in_(everyone(session, actor, customer_id)),
        )
        .order_by(Preference.recorded_at)
    )
    return {row.name: sealer.open(row.sealed, key_id, _place(row)) for row, key_id in rows}


def preferences_by(
    session: Session, actor: Actor, sealer: Sealer, customer_ids: Collection[CustomerId]
) -> list[tuple[str, str, CustomerId, datetime]]:
    """Preferences of these ids alone: name, value, whose, and when it was said."""
    actor.demand(Scope.CUSTOMERS_READ)
    rows = session.execute(
        select(Preference, Customer.key_id)
        .join(
            Customer,
            (Customer.brand_id == Preference.brand_id) & (Customer.id == Preference.customer_id),
        )
        .where(Preference.brand_id == actor.brand_id, Preference.customer_id.in_(customer_ids))
        .order_by(Preference.recorded_at)
    )
    return [
        (row.name, sealer.open(row.sealed, key_id, _place(row)), row.customer_id, row.recorded_at)
        for row, key_id in rows
    ]


def prefer(
    session: Session, actor: Actor, sealer: Sealer, customer_id: CustomerId, name: str, value: str
) -> None:
    """Remember a preference, in place of an earlier one of that name."""
    actor.demand(Scope.CUSTOMERS_WRITE)
    customer = session.get(Customer, (actor.brand_id, customer_id), with_for_update=True)
    if customer is None:
        message = "There is no such customer."
        raise NotFound(message)
    row = session.get(Preference, (actor.brand_id, customer_id, name)) or Preference(
        brand_id=actor.brand_id, customer_id=customer_id, name=name, id=new_id()
    )
    row.sealed = sealer.seal(value, customer.key_id, _place(row))
    row.recorded_at = now()
    session.add(row)
    session.flush()
    events.append(session, actor, "preference.set.v1", customer_id, {"name": name})


def _place(row: Preference) -> Place:
    return Place(row.brand_id, "customers_preference.sealed", row.id)
