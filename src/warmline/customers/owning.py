"""Owning: what somebody may be shown of what we hold, by the contact point they have proven.

Writing from an address claims it, and what was written so belongs to nobody who proves it later:
an address owns what came since its proof. A browser's secret and an account that the brand's own
server names are proven by each message. A join adds what its own proven contact points own.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from warmline.channels import SenderKind
from warmline.customers.joins import everyone
from warmline.customers.models import ContactPointId, ContactPointRow, Customer, CustomerId
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.errors import NotFound
from warmline.foundation.sealing import KeyId
from warmline.foundation.statements import fetch

_BY_EACH_MESSAGE = frozenset({SenderKind.VISITOR, SenderKind.ACCOUNT})
_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_POINTS = select(
    ContactPointRow.id,
    ContactPointRow.customer_id,
    ContactPointRow.kind,
    ContactPointRow.proven_at,
    ContactPointRow.recorded_at,
).where(
    ContactPointRow.brand_id == bindparam("for_brand"),
    ContactPointRow.customer_id.in_(_OF_CUSTOMERS),
)
_KEY = select(Customer.key_id).where(
    Customer.brand_id == bindparam("for_brand"), Customer.id == bindparam("this")
)

Owned = Mapping[CustomerId, datetime]
"""Whose rows may be shown, and from when on."""


def owned_by(
    session: Session,
    actor: Actor,
    customer_id: CustomerId,
    contact_point_id: ContactPointId,
    *,
    with_joins: bool,
) -> Owned:
    """What whoever has proven this contact point owns; alone, or with all that is joined to it."""
    actor.demand(Scope.CUSTOMERS_READ)
    ids = everyone(session, actor, customer_id) if with_joins else frozenset({customer_id})
    owned: dict[CustomerId, datetime] = {}
    for row in fetch(session, _POINTS, for_brand=actor.brand_id, of_customers=list(ids)):
        if not with_joins and row.id != contact_point_id:
            continue
        since = row.recorded_at if row.kind in _BY_EACH_MESSAGE else row.proven_at
        if since is not None:
            owned[row.customer_id] = min(since, owned.get(row.customer_id, since))
    return owned


def is_owned(owned: Owned, customer_id: CustomerId, at: datetime) -> bool:
    """Whether a row of this customer, made then, may be shown."""
    since = owned.get(customer_id)
    return since is not None and at >= since


def key_of(session: Session, actor: Actor, customer_id: CustomerId) -> KeyId:
    """The key that this customer's words are sealed under; raises `NotFound`."""
    actor.demand(Scope.CUSTOMERS_READ)
    found: KeyId | None = fetch(session, _KEY, for_brand=actor.brand_id, this=customer_id).scalar()
    if found is None:
        message = "There is no such customer."
        raise NotFound(message)
    return found
