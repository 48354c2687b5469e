"""Staff and their sessions: passwords by Argon2id, tokens by their hash only."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import select
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor, Scope
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.errors import BadInput, NotSignedIn
from warmline.foundation.ids import new_id
from warmline.trust.actors import ROLES, of_staff
from warmline.trust.keys import digest
from warmline.trust.models import SessionRow, StaffId, StaffRow

SESSION_FOR = timedelta(hours=12)

_hasher = PasswordHasher()


class WrongPassword(NotSignedIn):
    code = "wrong_password"

    def __init__(self) -> None:
        super().__init__("E-mail or password is not right. Check both and try again.")


@dataclass(frozen=True, slots=True)
class Staff:
    brand_id: BrandId
    id: StaffId
    name: str
    role: str
    password_hash: str


def hash_password(password: str) -> str:
    """Argon2id with the library's parameters (RFC 9106); takes tens of milliseconds."""
    return _hasher.hash(password)


def add_staff(
    session: Session, actor: Actor, *, email: str, name: str, role: str, password_hash: str
) -> StaffId:
    """Add a member of staff to the actor's brand; `role` is one of `ROLES`."""
    actor.demand(Scope.KEYS_WRITE)
    if role not in ROLES:
        message = f"There is no role “{role}”; the roles are {', '.join(ROLES)}."
        raise BadInput(message)
    row = StaffRow(
        brand_id=actor.brand_id,
        id=StaffId(new_id()),
        email=email.lower(),
        name=name,
        role=role,
        password_hash=password_hash,
        recorded_at=now(),
    )
    session.add(row)
    session.flush()
    return row.id


def find_staff(session: Session, brand_id: BrandId, email: str) -> Staff | None:
    row = session.scalar(
        select(StaffRow).where(
            StaffRow.brand_id == brand_id,
            StaffRow.email == email.lower(),
            StaffRow.disabled_at.is_(None),
        )
    )
    if row is None:
        return None
    return Staff(row.brand_id, row.id, row.name, row.role, row.password_hash)


def first_names(
    session: Session, actor: Actor, staff_ids: Collection[StaffId]
) -> dict[StaffId, str]:
    """What customers call these members of staff: nothing else about them leaves."""
    rows = session.execute(
        select(StaffRow.id, StaffRow.name).where(
            StaffRow.brand_id == actor.brand_id, StaffRow.id.in_(staff_ids)
        )
    )
    return {row.id: row.name.split()[0] for row in rows} if staff_ids else {}


@cache
def _nobody() -> str:
    """Somebody who is not there costs the same time as a wrong password."""
    return _hasher.hash(secrets.token_urlsafe(16))


def check_password(staff: Staff | None, password: str) -> Staff:
    """The member of staff, if the password is theirs; raises `WrongPassword`. No session: slow."""
    try:
        _hasher.verify(staff.password_hash if staff else _nobody(), password)
    except VerifyMismatchError:
        raise WrongPassword from None
    if staff is None:
        raise WrongPassword
    return staff


def start_session(session: Session, staff: Staff) -> str:
    token = secrets.token_urlsafe(32)
    time = now()
    session.add(
        SessionRow(
            brand_id=staff.brand_id,
            id=new_id(),
            staff_id=staff.id,
            digest=digest(token),
            started_at=time,
            ends_at=time + SESSION_FOR,
        )
    )
    session.flush()
    return token


def end_session(session: Session, token: str) -> None:
    row = session.scalar(select(SessionRow).where(SessionRow.digest == digest(token)))
    if row is not None and row.ended_at is None:
        row.ended_at = now()


def actor_of_session(session: Session, token: str) -> Actor | None:
    time = now()
    row = session.execute(
        select(StaffRow)
        .join(
            SessionRow,
            (SessionRow.brand_id == StaffRow.brand_id) & (SessionRow.staff_id == StaffRow.id),
        )
        .where(
            SessionRow.digest == digest(token),
            SessionRow.ended_at.is_(None),
            SessionRow.ends_at > time,
            StaffRow.disabled_at.is_(None),
        )
    ).scalar()
    return of_staff(row.brand_id, row.id, row.role) if row is not None else None
