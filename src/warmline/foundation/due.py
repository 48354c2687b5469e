"""Due work: a row that says what must be done and when, taken under a lease.

A worker claims rows in batches and holds them by a token until `lease_until`; when it dies the
lease runs out and another takes over. A lease is not exclusion: whoever commits the work shows
the token again (`finish`). A row that keeps failing is parked and shown, never dropped, and
never in the way of others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType, cast
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Index,
    TableClause,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from warmline.foundation import unit
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, change, fetch
from warmline.foundation.tables import Table

LeaseToken = NewType("LeaseToken", UUID)

LEASE = timedelta(seconds=10)
MOST_FAILURES = 8
# A row whose every worker dies without a word; a worker killed now and then is no fault of it.
MOST_ATTEMPTS = 30

_FIRST_BACKOFF = timedelta(seconds=0.5)
_LONGEST_BACKOFF = timedelta(seconds=60)
# Only appointments are due later than this from now; another row was written before a clock was
# set back.
_HORIZON = timedelta(seconds=120)


class DueRow(Table):
    __tablename__ = "foundation_due"
    __table_args__ = (Index(None, "kind", "parked_at", "due_at"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[UUID] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    waiting_since: Mapped[datetime]
    is_appointment: Mapped[bool] = mapped_column(default=False)
    lease_token: Mapped[LeaseToken | None]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    parked_at: Mapped[datetime | None]


_TABLE = cast("TableClause", DueRow.__table__)
_THIS_ROW = (
    (_TABLE.c.brand_id == bindparam("for_brand"))
    & (_TABLE.c.kind == bindparam("for_kind"))
    & (_TABLE.c.subject == bindparam("for_subject"))
)
_OF_KINDS: BindParameter[str] = bindparam("of_kinds", expanding=True)
_CLAIM = (
    select(DueRow.brand_id, DueRow.kind, DueRow.subject, DueRow.due_at, DueRow.attempts)
    .where(
        DueRow.kind.in_(_OF_KINDS),
        DueRow.parked_at.is_(None),
        or_(
            DueRow.due_at <= bindparam("now"),
            (DueRow.due_at > bindparam("horizon")) & DueRow.is_appointment.is_(False),
        ),
        or_(
            DueRow.lease_until.is_(None),
            DueRow.lease_until <= bindparam("now"),
            DueRow.lease_until > bindparam("horizon"),
        ),
    )
    .order_by(DueRow.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_WAITS = select(_TABLE.c.waiting_since, _TABLE.c.parked_at).where(_THIS_ROW)
_PUT = update(_TABLE).where(_THIS_ROW).values(due_at=bindparam("due_at"))
_START_ANEW = _PUT.values(
    waiting_since=bindparam("waiting_since"), parked_at=None, attempts=0, failures=0
)
_LEASE = (
    update(_TABLE)
    .where(_THIS_ROW)
    .values(
        lease_token=bindparam("lease_token"),
        lease_until=bindparam("lease_until"),
        attempts=bindparam("attempts"),
    )
)
_DROP = delete(_TABLE).where(
    _TABLE.c.brand_id == bindparam("for_brand"), _TABLE.c.subject == bindparam("for_subject")
)
_FINISH = delete(_TABLE).where(_THIS_ROW, _TABLE.c.lease_token == bindparam("held_by"))


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do one piece of due work, for as long as the lease holds."""

    brand_id: BrandId
    kind: str
    subject: UUID
    token: LeaseToken
    due_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class WorkScheduled:
    """The note a commit leaves for the runner."""

    kind: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Parked:
    """Due work that failed too often and waits for somebody to look."""

    kind: str
    subject: UUID
    attempts: int
    last_error: str | None
    parked_at: datetime


class LeaseLost(Exception):
    """The work was taken over meanwhile; what was prepared must be dropped."""


def schedule(
    session: Session, actor: Actor, kind: str, subject: UUID, due_at: datetime, *, latest: timedelta
) -> None:
    """Make `subject` due at `due_at`; if it waits already, put it off to then, within `latest`.

    A row that was parked starts anew: something about its subject has changed.
    """
    time = now()
    key = {"for_brand": actor.brand_id, "for_kind": kind, "for_subject": subject}
    waits = fetch(session, _WAITS, **key).first()
    if waits is None:
        row_now = {
            "brand_id": actor.brand_id,
            "kind": kind,
            "subject": subject,
            "due_at": due_at,
            "waiting_since": time,
            "is_appointment": False,
            "attempts": 0,
            "failures": 0,
        }
        add(session, DueRow, row_now)
    elif waits.parked_at is not None:
        change(session, _START_ANEW, {**key, "due_at": due_at, "waiting_since": time})
    else:
        due_at = min(due_at, waits.waiting_since + latest)
        change(session, _PUT, {**key, "due_at": due_at})
    unit.note(session, WorkScheduled(kind, due_at))


def put_off(
    session: Session, actor: Actor, kind: str, subject: UUID, due_at: datetime, *, latest: timedelta
) -> None:
    """Put waiting work off to `due_at`, within `latest`; nothing where none waits."""
    row = _find(session, actor.brand_id, kind, subject)
    if row is not None and row.parked_at is None and row.lease_token is None:
        row.due_at = max(row.due_at, min(due_at, row.waiting_since + latest))


def coming(session: Session, kinds: Sequence[str]) -> list[datetime]:
    """When the work of these kinds that waits is due: what a runner knows when it starts."""
    query = select(DueRow.due_at).where(DueRow.kind.in_(kinds), DueRow.parked_at.is_(None))
    return list(session.scalars(query))


def claim(session: Session, kinds: Sequence[str], *, limit: int) -> list[Claim]:
    """Take up to `limit` rows that are due, oldest first, each under a fresh token."""
    time = now()
    rows = fetch(
        session,
        _CLAIM,
        of_kinds=list(kinds),
        now=time,
        horizon=time + _HORIZON,
        most=limit,
    )
    claims = [
        Claim(
            row.brand_id,
            row.kind,
            row.subject,
            LeaseToken(new_id()),
            row.due_at,
            row.attempts + 1,
        )
        for row in rows
    ]
    if claims:
        leases = [
            {
                "for_brand": claim.brand_id,
                "for_kind": claim.kind,
                "for_subject": claim.subject,
                "lease_token": claim.token,
                "lease_until": time + LEASE,
                "attempts": claim.attempts,
            }
            for claim in claims
        ]
        change(session, _LEASE, *leases)
    return claims


def renew(session: Session, claims: Iterable[Claim]) -> None:
    """Hold on to work that takes longer than a lease."""
    tokens = [claim.token for claim in claims]
    session.execute(
        update(DueRow).where(DueRow.lease_token.in_(tokens)).values(lease_until=now() + LEASE)
    )


def due_again_at(session: Session, claim: Claim) -> datetime:
    """When claimed work is due by now: more may have come; raises `LeaseLost`."""
    return _held(session, claim).due_at


def finish(session: Session, claim: Claim) -> None:
    """The work is done, in this very commit; raises `LeaseLost` if another has it."""
    held = {
        "for_brand": claim.brand_id,
        "for_kind": claim.kind,
        "for_subject": claim.subject,
        "held_by": claim.token,
    }
    if change(session, _FINISH, held) != 1:
        raise LeaseLost


def again(session: Session, claim: Claim) -> None:
    """This part is done and more has come meanwhile: due when that was put, as if new."""
    row = _held(session, claim)
    row.lease_token = row.lease_until = None
    row.attempts, row.failures, row.waiting_since = 0, 0, now()
    session.flush()
    unit.note(session, WorkScheduled(claim.kind, row.due_at))


def give_back(session: Session, claims: Iterable[Claim]) -> None:
    """Return work that was not done, at no cost to it: a stopping worker."""
    for each in claims:
        session.execute(
            update(DueRow)
            .where(DueRow.lease_token == each.token)
            .values(lease_token=None, lease_until=None, attempts=DueRow.attempts - 1)
        )
        unit.note(session, WorkScheduled(each.kind, now()))


def fail(session: Session, claim: Claim, error: str) -> bool:
    """The work failed (`error`: a class name, no words): later, or parked. True if parked now."""
    row = _held(session, claim)
    row.lease_token = row.lease_until = None
    row.last_error = error
    row.failures += 1
    if row.failures >= MOST_FAILURES or row.attempts >= MOST_ATTEMPTS:
        row.parked_at = now()
    else:
        backoff = min(_FIRST_BACKOFF * 2 ** (row.failures - 1), _LONGEST_BACKOFF)
        row.due_at = now() + backoff
        unit.note(session, WorkScheduled(claim.kind, row.due_at))
    session.flush()
    return row.parked_at is not None


def void_leases(session: Session) -> None:
    """At the start of the only process: whoever held a lease is gone."""
    session.execute(
        update(DueRow)
        .where(DueRow.lease_token.is_not(None))
        .values(lease_token=None, lease_until=None)
    )


def parked(session: Session, actor: Actor) -> list[Parked]:
    """What waits for somebody to look, oldest first."""
    actor.demand(Scope.DUE_READ)
    rows = session.scalars(
        select(DueRow)
        .where(DueRow.brand_id == actor.brand_id, DueRow.parked_at.is_not(None))
        .order_by(DueRow.parked_at)
    )
    return [
        Parked(row.kind, row.subject, row.attempts, row.last_error, row.parked_at)
        for row in rows
        if row.parked_at is not None
    ]


def release(session: Session, actor: Actor, kind: str, subject: UUID) -> None:
    """Let parked work run again, now."""
    actor.demand(Scope.DUE_READ)
    row = _find(session, actor.brand_id, kind, subject)
    if row is None or row.parked_at is None:
        message = "No parked work of that kind and subject; it may have been released already."
        raise NotFound(message)
    row.parked_at, row.attempts, row.failures, row.due_at = None, 0, 0, now()
    unit.note(session, WorkScheduled(kind, row.due_at))


def drop(session: Session, actor: Actor, subjects: Sequence[UUID]) -> None:
    """There is nothing to do any more for subjects that are being erased, of any kind."""
    if subjects:
        change(
            session,
            _DROP,
            *({"for_brand": actor.brand_id, "for_subject": each} for each in subjects),
        )


def count(session: Session) -> dict[tuple[str, bool], int]:
    """How many rows there are, by kind and whether they are parked."""
    rows = session.execute(
        select(DueRow.kind, DueRow.parked_at.is_not(None), func.count()).group_by(
            DueRow.kind, DueRow.parked_at.is_not(None)
        )
    )
    return {(kind, bool(is_parked)): number for kind, is_parked, number in rows}


def _find(session: Session, brand_id: BrandId, kind: str, subject: UUID) -> DueRow | None:
    return session.get(DueRow, (brand_id, kind, subject), with_for_update=True)


def _held(session: Session, claim: Claim) -> DueRow:
    row = _find(session, claim.brand_id, claim.kind, claim.subject)
    if row is None or row.lease_token != claim.token:
        raise LeaseLost
    return row
