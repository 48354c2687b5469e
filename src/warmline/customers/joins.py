"""Joins: one person, several customers' rows. Joining moves nothing, so undoing is exact.

Rows keep the id they were written with and are read through the open joins; what is written
later belongs to the contact point it came by.
"""

from uuid import UUID

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.orm import Session

from warmline.customers.models import Customer, CustomerId, Join
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict, NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.statements import fetch

_IDS: BindParameter[CustomerId] = bindparam("ids", expanding=True)
_JOINED = select(Join.absorbed_id, Join.canonical_id).where(
    Join.brand_id == bindparam("brand_id"),
    Join.split_at.is_(None),
    or_(Join.absorbed_id.in_(_IDS), Join.canonical_id.in_(_IDS)),
)


class AlreadyJoined(Conflict):
    code = "already_joined"


def canonical_id(session: Session, actor: Actor, customer_id: CustomerId) -> CustomerId:
    """The id this person is known by now."""
    while True:
        above = session.scalar(
            select(Join.canonical_id).where(
                Join.brand_id == actor.brand_id,
                Join.absorbed_id == customer_id,
                Join.split_at.is_(None),
            )
        )
        if above is None:
            return customer_id
        customer_id = above


def everyone(session: Session, actor: Actor, customer_id: CustomerId) -> frozenset[CustomerId]:
    """All ids that are this person now, `customer_id` among them."""
    known = {customer_id}
    unseen = {customer_id}
    while unseen:
        pairs = fetch(session, _JOINED, brand_id=actor.brand_id, ids=list(unseen))
        unseen = {each for pair in pairs for each in pair} - known
        known |= unseen
    return frozenset(known)


def join(
    session: Session, actor: Actor, absorbed: CustomerId, canonical: CustomerId, *, reason: str
) -> UUID:
    """Read `absorbed` as `canonical` from now on; the id is what `split` takes."""
    actor.demand(Scope.CUSTOMERS_WRITE)
    for each in (absorbed, canonical):
        if session.get(Customer, (actor.brand_id, each), with_for_update=True) is None:
            message = "One of these customers is not here."
            raise NotFound(message)
    if canonical in everyone(session, actor, absorbed):
        message = "These are one customer already."
        raise AlreadyJoined(message)
    row = Join(
        brand_id=actor.brand_id,
        id=new_id(),
        absorbed_id=canonical_id(session, actor, absorbed),
        canonical_id=canonical_id(session, actor, canonical),
        reason=reason,
        joined_at=now(),
    )
    session.add(row)
    session.flush()
    ids = {"absorbed_id": row.absorbed_id, "canonical_id": row.canonical_id, "join_id": row.id}
    events.append(session, actor, "customer.joined.v1", row.canonical_id, ids)
    return row.id


def split(session: Session, actor: Actor, join_id: UUID) -> None:
    """Undo a join; both are read as before."""
    actor.demand(Scope.CUSTOMERS_WRITE)
    row = session.get(Join, (actor.brand_id, join_id), with_for_update=True)
    if row is None or row.split_at is not None:
        message = "There is no such join; it may have been undone already."
        raise NotFound(message)
    row.split_at = now()
    ids = {"absorbed_id": row.absorbed_id, "canonical_id": row.canonical_id, "join_id": row.id}
    events.append(session, actor, "customer.split.v1", row.canonical_id, ids)
