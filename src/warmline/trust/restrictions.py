"""Restrictions: nothing but storage, and service by a person, until the customer lifts it.

GDPR Article 18. It is read with the answers (`answers_of`), as a no to all that can be refused,
so everything that honours an answer honours it; the turn honours it besides.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final, cast

from sqlalchemy import BindParameter, TableClause, bindparam, select, update
from sqlalchemy.orm import Session

from warmline.customers import CustomerId, hold_still
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, change, fetch
from warmline.trust.models import RestrictionRow

RESTRICTION: Final = "restriction"
"""The source of an answer that only a restriction gives."""

_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_TABLE = cast("TableClause", RestrictionRow.__table__)
_OPEN = (
    select(RestrictionRow.placed_at)
    .where(
        RestrictionRow.brand_id == bindparam("for_brand"),
        RestrictionRow.customer_id.in_(_OF_CUSTOMERS),
        RestrictionRow.lifted_at.is_(None),
    )
    .order_by(RestrictionRow.id)
)
_LIFT = (
    update(_TABLE)
    .where(
        _TABLE.c.brand_id == bindparam("for_brand"),
        _TABLE.c.customer_id == bindparam("of_customer"),
        _TABLE.c.lifted_at.is_(None),
    )
    .values(lifted_at=bindparam("lifted_at"))
)


def restricted_since(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId]
) -> datetime | None:
    """Since when this person is restricted, None if they are not."""
    where = {"for_brand": actor.brand_id, "of_customers": list(customer_ids)}
    found: datetime | None = fetch(session, _OPEN, **where).scalar()
    return found


def restrict(
    session: Session,
    actor: Actor,
    customer_id: CustomerId,
    everyone: Collection[CustomerId],
    *,
    on: bool,
) -> None:
    """Restrict, or lift it, over all that this person is; in force from the next read."""
    actor.demand(Scope.CONSENT_WRITE)
    hold_still(session, actor, everyone)
    is_on = restricted_since(session, actor, everyone) is not None
    if on and not is_on:
        row = {
            "brand_id": actor.brand_id,
            "id": new_id(),
            "customer_id": customer_id,
            "placed_at": now(),
        }
        add(session, RestrictionRow, row)
        events.append(session, actor, "processing.restricted.v1", customer_id, {})
    elif is_on and not on:
        for each in sorted(everyone):
            lift = {"for_brand": actor.brand_id, "of_customer": each, "lifted_at": now()}
            change(session, _LIFT, lift)
        events.append(session, actor, "processing.allowed.v1", customer_id, {})
