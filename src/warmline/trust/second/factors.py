"""Second factors: enrolled with one code, then asked at each sign-in; a code opens once.

The secret is sealed under a key of its own; recovery codes are kept as keyed digests only.
"""

from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy import TableClause, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from warmline.foundation import events
from warmline.foundation.actor import Actor, Kind, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict, NotFound, NotPermitted, NotSignedIn
from warmline.foundation.sealing import KeyId, Place, Sealer
from warmline.foundation.statements import add, change
from warmline.trust.models import FactorRow, RecoveryRow, StaffId, StaffRow
from warmline.trust.second import codes
from warmline.trust.sessions import end_sessions_of, staff_of

_FACTOR = cast("TableClause", FactorRow.__table__)
_RECOVERY = cast("TableClause", RecoveryRow.__table__)
_ADVANCE: Final = (
    update(_FACTOR)
    .where(
        _FACTOR.c.brand_id == bindparam("for_brand"),
        _FACTOR.c.staff_id == bindparam("for_staff"),
        _FACTOR.c.last_step < bindparam("step"),
    )
    .values(last_step=bindparam("step"))
)
_SPEND: Final = (
    update(_RECOVERY)
    .where(
        _RECOVERY.c.brand_id == bindparam("for_brand"),
        _RECOVERY.c.staff_id == bindparam("for_staff"),
        _RECOVERY.c.digest == bindparam("of_code"),
        _RECOVERY.c.used_at.is_(None),
    )
    .values(used_at=bindparam("at"))
)


class SecondFactorNeeded(NotSignedIn):
    code = "second_factor_needed"

    def __init__(self) -> None:
        super().__init__("Enter the code that your authenticator app shows, or a recovery code.")


class WrongCode(NotSignedIn):
    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__("That code is not right or was used already. Wait for the next one.")


class SecondFactorMissing(NotPermitted):
    code = "second_factor_missing"

    def __init__(self) -> None:
        super().__init__("Here everybody needs a second factor. Set yours up, then sign in again.")


@dataclass(frozen=True, slots=True)
class Started:
    """What somebody's app needs to know; shown this once."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True)
class State:
    enrolled: bool
    recovery_codes_left: int


def has_factor(session: Session, actor: Actor) -> bool:
    return _enrolled(session, actor) is not None


def state_of(session: Session, actor: Actor) -> State:
    """Whether the signed-in person has a second factor, and how many codes on paper."""
    left = select(func.count()).where(
        RecoveryRow.brand_id == actor.brand_id,
        RecoveryRow.staff_id == staff_of(actor),
        RecoveryRow.used_at.is_(None),
    )
    return State(has_factor(session, actor), session.scalar(left) or 0)


def start(
    session: Session, actor: Actor, sealer: Sealer, spare_key: KeyId, *, issuer: str
) -> Started:
    """Begin to enrol the signed-in person; nothing is asked of them before `confirm`."""
    staff_id = staff_of(actor)
    if _enrolled(session, actor) is not None:
        message = "You have a second factor already; remove it before you set up another."
        raise Conflict(message)
    member = session.get_one(StaffRow, (actor.brand_id, staff_id))
    secret = codes.new_secret()
    _forget(session, actor, staff_id)
    row = {
        "brand_id": actor.brand_id,
        "staff_id": staff_id,
        "key_id": spare_key,
        "sealed": sealer.seal(secret, spare_key, _place(actor, staff_id)),
        "last_step": 0,
        "started_at": now(),
        "confirmed_at": None,
    }
    add(session, FactorRow, row)
    return Started(secret, codes.uri_of(secret, account=member.email, issuer=issuer))


def confirm(session: Session, actor: Actor, sealer: Sealer, code: str) -> list[str]:
    """From now on a code is asked for; the recovery codes, shown this once."""
    staff_id = staff_of(actor)
    row = session.get(FactorRow, (actor.brand_id, staff_id))
    if row is None or row.confirmed_at is not None:
        message = "There is nothing to confirm; begin to set up a second factor first."
        raise Conflict(message)
    if not _is_new_code(session, actor, sealer, row, code):
        raise WrongCode
    row.confirmed_at = now()
    given = codes.new_recovery_codes()
    of = {"brand_id": actor.brand_id, "staff_id": staff_id, "used_at": None}
    digests = [_digest(sealer, actor, each) for each in given]
    add(session, RecoveryRow, *({**of, "digest": each} for each in digests))
    events.append(session, actor, "second_factor.enrolled.v1", staff_id, {})
    session.flush()
    return given


def pass_second(session: Session, actor: Actor, sealer: Sealer, code: str | None) -> None:
    """Let through whoever has no second factor, or a new code of it; each opens once.

    Raises `SecondFactorNeeded` without a code, `WrongCode` with one that is wrong or was used.
    """
    row = _enrolled(session, actor)
    if row is None:
        return
    if not code:
        raise SecondFactorNeeded
    if _is_new_code(session, actor, sealer, row, code):
        return
    spent = {
        "for_brand": actor.brand_id,
        "for_staff": row.staff_id,
        "of_code": _digest(sealer, actor, code),
        "at": now(),
    }
    if change(session, _SPEND, spent) != 1:
        raise WrongCode
    events.append(session, actor, "recovery_code.used.v1", row.staff_id, {})


def remove(session: Session, actor: Actor, sealer: Sealer, code: str) -> KeyId:
    """Ask for a code no more, by a last one; the key that its secret was sealed under."""
    row = _enrolled(session, actor)
    if row is None:
        message = "You have no second factor."
        raise NotFound(message)
    key_id, staff_id = row.key_id, row.staff_id
    pass_second(session, actor, sealer, code)
    _forget(session, actor, staff_id)
    events.append(session, actor, "second_factor.removed.v1", staff_id, {})
    return key_id


def reset(session: Session, actor: Actor, staff_id: StaffId) -> KeyId:
    """A colleague lost device and paper: take their factor away, and end their sessions."""
    actor.demand(Scope.KEYS_WRITE)
    if actor.kind is Kind.AGENT and actor.id == staff_id:
        message = "Your own second factor is removed with a code of it, or by another lead."
        raise NotPermitted(message)
    row = session.get(FactorRow, (actor.brand_id, staff_id))
    if row is None:
        message = "This person has no second factor."
        raise NotFound(message)
    key_id = row.key_id
    _forget(session, actor, staff_id)
    end_sessions_of(session, actor, staff_id)
    events.append(session, actor, "second_factor.reset.v1", staff_id, {})
    return key_id


def _enrolled(session: Session, actor: Actor) -> FactorRow | None:
    row = session.get(FactorRow, (actor.brand_id, staff_of(actor)))
    return row if row is not None and row.confirmed_at is not None else None


def _is_new_code(session: Session, actor: Actor, sealer: Sealer, row: FactorRow, code: str) -> bool:
    secret = sealer.open(row.sealed, row.key_id, _place(actor, row.staff_id))
    step = codes.step_of(secret, code, at=now())
    if step is None:
        return False
    of = {"for_brand": actor.brand_id, "for_staff": row.staff_id, "step": step}
    return change(session, _ADVANCE, of) == 1


def _forget(session: Session, actor: Actor, staff_id: StaffId) -> None:
    for table in (RecoveryRow, FactorRow):
        session.execute(
            delete(table).where(table.brand_id == actor.brand_id, table.staff_id == staff_id)
        )


def _digest(sealer: Sealer, actor: Actor, code: str) -> bytes:
    staff_id = staff_of(actor)
    said = codes.as_written(code).encode()
    return sealer.sign(actor.brand_id, b"recovery" + staff_id.bytes + said)


def _place(actor: Actor, staff_id: StaffId) -> Place:
    return Place(actor.brand_id, "trust_factor.sealed", staff_id)
