"""What this room holds of a person: their addresses, preferences, joins and the key to it all.

Cutting a person off takes the row by which all their words are found and opened, so that from
that commit on nobody meets somebody who is half erased, and who writes again is a new customer.
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from warmline.customers.models import (
    ContactPointId,
    ContactPointRow,
    Customer,
    CustomerId,
    Join,
    Preference,
)
from warmline.foundation.actor import Actor
from warmline.foundation.sealing import KeyId
from warmline.foundation.statements import fetch
from warmline.foundation.theirs import Theirs

CONTACT_POINTS: Final = Theirs(ContactPointRow, leave=("digest",))
PREFERENCES: Final = Theirs(Preference)
JOINS: Final = (Theirs(Join, by="absorbed_id"), Theirs(Join, by="canonical_id"))
CUSTOMERS: Final = Theirs(Customer, by="id")

_MOST: Final = 10_000
_IDS: BindParameter[CustomerId] = bindparam("ids", expanding=True)
_KEYS = select(Customer.id, Customer.key_id).where(
    Customer.brand_id == bindparam("for_brand"), Customer.id.in_(_IDS)
)
_POINTS = select(ContactPointRow.id).where(
    ContactPointRow.brand_id == bindparam("for_brand"), ContactPointRow.customer_id.in_(_IDS)
)


def keys_to(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId]
) -> dict[UUID, KeyId]:
    """The keys under which the words of these customers are sealed."""
    rows = fetch(session, _KEYS, for_brand=actor.brand_id, ids=sorted(customer_ids))
    return {row.id: row.key_id for row in rows}


def contact_point_ids(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId]
) -> list[ContactPointId]:
    """The ids of their addresses."""
    rows = fetch(session, _POINTS, for_brand=actor.brand_id, ids=sorted(customer_ids))
    return [row.id for row in rows]


def cut_off(session: Session, actor: Actor, customer_ids: Collection[CustomerId]) -> dict[str, int]:
    """Take away who they are; how many rows of each table that were."""
    gone: dict[str, int] = {}
    for each in (CONTACT_POINTS, PREFERENCES, *JOINS, CUSTOMERS):
        count = each.erase(session, actor, customer_ids, most=_MOST)
        gone[each.name] = gone.get(each.name, 0) + count
    return gone
