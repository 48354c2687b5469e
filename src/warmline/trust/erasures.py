"""Erasures: who is to be erased, asked by whom, until when, how far it is, and what shows it.

What is kept of one are ids, times and counts. A legal hold refuses it (GDPR Article 17(3)); to
ask twice, or in two tabs at once, gives the same erasure.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from warmline.customers import CustomerId, everyone, hold_still, keys_to
from warmline.foundation import due, events
from warmline.foundation.actor import Actor, Kind, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict, NotFound, NotPermitted
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId
from warmline.foundation.statements import add, fetch
from warmline.trust.models import ErasedCustomerRow, ErasureId, ErasureRow
from warmline.trust.retention import Hold, hold_of

ERASE: Final = "erase"
"""Due work by erasure: to carry it out."""

ANSWERED_WITHIN: Final = timedelta(days=30)
"""GDPR Article 12(3) gives a month; this is never more."""

_BY_CUSTOMER = (
    select(ErasedCustomerRow.erasure_id)
    .where(
        ErasedCustomerRow.brand_id == bindparam("for_brand"),
        ErasedCustomerRow.customer_id == bindparam("of_customer"),
    )
    .limit(1)
)
_IDS = (
    select(ErasedCustomerRow.customer_id, ErasedCustomerRow.key_id)
    .where(
        ErasedCustomerRow.brand_id == bindparam("for_brand"),
        ErasedCustomerRow.erasure_id == bindparam("of_erasure"),
    )
    .order_by(ErasedCustomerRow.customer_id)
)


class State(StrEnum):
    """How far it is. `held`: a hold came before it began, so nothing was erased."""

    ASKED = "asked"
    HELD = "held"
    CUT_OFF = "cut_off"
    KEYS_DESTROYED = "keys_destroyed"
    DONE = "done"


class Verified(StrEnum):
    """How it was made sure that it is the customer who asks."""

    SESSION = "session"
    CODE = "code"
    SIGNED_LINK = "signed_link"
    IN_PERSON = "in_person"
    OPERATOR = "operator"
    ERASED_BEFORE = "erased_before"


class OnHold(Conflict):
    code = "on_hold"

    def __init__(self, hold: Hold) -> None:
        super().__init__(
            f"A legal hold ({hold.reference}, since {hold.placed_at:%Y-%m-%d}) keeps this "
            "customer's data, as GDPR Article 17(3)(e) allows. Nothing was erased; ask again "
            "once the hold is lifted."
        )


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure; `keys` are by customer, `erased` is rows by table."""

    id: ErasureId
    customer_id: CustomerId
    keys: Mapping[CustomerId, KeyId]
    state: State
    verified_by: str
    requested_at: datetime
    due_by: datetime
    finished_at: datetime | None
    erased: Mapping[str, int]
    certificate: Mapping[str, Any] | None

    @property
    def is_again(self) -> bool:
        """Whether their rows are back from an old backup: the keys are gone, no hold opens them."""
        return self.verified_by == Verified.ERASED_BEFORE

    @property
    def customer_ids(self) -> list[CustomerId]:
        return sorted(self.keys)


def request_erasure(
    session: Session,
    actor: Actor,
    customer_id: CustomerId,
    *,
    verified_by: Verified = Verified.SESSION,
) -> Erasure:
    """Have a person erased, over all their ids; raises `OnHold`, or `NotFound` for nobody."""
    actor.demand(Scope.ERASURE_WRITE)
    known = _erasure_of(session, actor, customer_id)
    if known is not None and known.state is not State.HELD:
        check_own(actor, known.customer_ids)
        return known
    ids = _lock_everyone(session, actor, customer_id)
    check_own(actor, ids)
    if (hold := hold_of(session, actor, customer_id)) is not None:
        raise OnHold(hold)
    known = _erasure_of(session, actor, customer_id)
    erasure_id = known.id if known is not None else _ask(session, actor, customer_id, verified_by)
    keys = keys_to(session, actor, ids)
    held = known.keys if known is not None else {}
    rows = [
        {"brand_id": actor.brand_id, "customer_id": each, "erasure_id": erasure_id, "key_id": key}
        for each, key in keys.items()
        if each not in held
    ]
    if rows:
        add(session, ErasedCustomerRow, *rows)
    if known is not None and known.state is State.HELD:
        note_state(session, actor, erasure_id, State.ASKED)
    if known is None or known.state is State.HELD:
        due.schedule(session, actor, ERASE, erasure_id, now(), latest=timedelta(0))
        events.append(session, actor, "erasure.asked.v1", customer_id, {"erasure_id": erasure_id})
    return find_erasure(session, actor, erasure_id)


def reask(session: Session, actor: Actor, customer_ids: Collection[CustomerId]) -> ErasureId | None:
    """Erase people anew whose rows are back from an old backup; None where none are."""
    keys = keys_to(session, actor, customer_ids)
    if not keys:
        return None
    session.execute(
        delete(ErasedCustomerRow).where(
            ErasedCustomerRow.brand_id == actor.brand_id,
            ErasedCustomerRow.customer_id.in_(list(keys)),
        )
    )
    customer_id = CustomerId(min(keys))
    erasure_id = _ask(session, actor, customer_id, Verified.ERASED_BEFORE)
    rows = [
        {"brand_id": actor.brand_id, "customer_id": each, "erasure_id": erasure_id, "key_id": key}
        for each, key in keys.items()
    ]
    add(session, ErasedCustomerRow, *rows)
    return erasure_id


def _ask(
    session: Session, actor: Actor, customer_id: CustomerId, verified_by: Verified
) -> ErasureId:
    erasure_id, time = ErasureId(new_id()), now()
    row = {
        "brand_id": actor.brand_id,
        "id": erasure_id,
        "customer_id": customer_id,
        "state": State.ASKED,
        "verified_by": verified_by,
        "requested_by_kind": actor.kind,
        "requested_by": actor.id,
        "requested_at": time,
        "due_by": time + ANSWERED_WITHIN,
        "erased": {},
    }
    add(session, ErasureRow, row)
    return erasure_id


def find_erasure(session: Session, actor: Actor, erasure_id: UUID) -> Erasure:
    """How far an erasure is; raises `NotFound`."""
    actor.demand(Scope.ERASURE_WRITE)
    row = session.get(ErasureRow, (actor.brand_id, erasure_id), populate_existing=True)
    if row is None:
        message = "There is no such erasure."
        raise NotFound(message)
    found = fetch(session, _IDS, for_brand=actor.brand_id, of_erasure=erasure_id)
    erasure = Erasure(
        id=row.id,
        customer_id=row.customer_id,
        keys={each.customer_id: each.key_id for each in found},
        state=State(row.state),
        verified_by=row.verified_by,
        requested_at=row.requested_at,
        due_by=row.due_by,
        finished_at=row.finished_at,
        erased=row.erased,
        certificate=row.certificate,
    )
    check_own(actor, erasure.customer_ids)
    return erasure


def note_state(
    session: Session,
    actor: Actor,
    erasure_id: ErasureId,
    state: State,
    erased: Mapping[str, int] | None = None,
) -> None:
    """Note how far it is, and what more is gone by table, in the commit that made it so."""
    row = session.get_one(
        ErasureRow, (actor.brand_id, erasure_id), with_for_update=True, populate_existing=True
    )
    row.state = state
    more = erased or {}
    row.erased = {
        name: row.erased.get(name, 0) + more.get(name, 0) for name in {**row.erased, **more}
    }
    session.flush()


def note_done(
    session: Session,
    actor: Actor,
    erasure_id: ErasureId,
    finished_at: datetime,
    certificate: Mapping[str, Any],
) -> None:
    """All is gone; the certificate says so."""
    row = session.get_one(ErasureRow, (actor.brand_id, erasure_id), with_for_update=True)
    row.state, row.finished_at, row.certificate = State.DONE, finished_at, dict(certificate)
    session.flush()


def check_own(actor: Actor, ids: Collection[CustomerId]) -> None:
    """A customer asks for themselves only."""
    if actor.kind is Kind.CUSTOMER and actor.id not in ids:
        message = "This is somebody else's; you can only ask for yourself."
        raise NotPermitted(message)


def _erasure_of(session: Session, actor: Actor, customer_id: CustomerId) -> Erasure | None:
    where = {"for_brand": actor.brand_id, "of_customer": customer_id}
    found: ErasureId | None = fetch(session, _BY_CUSTOMER, **where).scalar()
    return find_erasure(session, actor, found) if found is not None else None


def _lock_everyone(
    session: Session, actor: Actor, customer_id: CustomerId
) -> frozenset[CustomerId]:
    """All ids of the person, none of which is joined to another until this unit ends."""
    ids = everyone(session, actor, customer_id)
    while True:
        hold_still(session, actor, ids)
        again = everyone(session, actor, customer_id)
        if again == ids:
            return ids
        ids = again
