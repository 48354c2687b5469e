"""Service keys: 256 random bits each, of which only the hash is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound, NotPermitted
from warmline.foundation.ids import new_id
from warmline.trust.actors import BROWSER, of_key
from warmline.trust.models import KeyRow


class KeyKind(StrEnum):
    """A server key may name any sender; a browser key is public and can only append."""

    SERVER = "server"
    BROWSER = "browser"


@dataclass(frozen=True, slots=True)
class Key:
    id: UUID
    name: str
    kind: KeyKind
    scopes: tuple[Scope, ...]
    recorded_at: datetime


def add_key(
    session: Session,
    actor: Actor,
    *,
    name: str,
    kind: KeyKind,
    scopes: frozenset[Scope],
    secret: str | None = None,
) -> tuple[Key, str]:
    """Make a key for the actor's brand; its secret is in the answer and nowhere else.

    A `secret` of `new_secret` that is kept elsewhere is taken as it is.
    """
    actor.demand(Scope.KEYS_WRITE)
    if not scopes <= actor.scopes:
        message = "A key cannot have rights that its maker does not have."
        raise NotPermitted(message)
    if kind is KeyKind.BROWSER and not scopes <= BROWSER:
        message = f"A browser key can be read by anyone, so it has only {', '.join(BROWSER)}."
        raise NotPermitted(message)
    secret = secret or new_secret(kind)
    row = KeyRow(
        brand_id=actor.brand_id,
        id=new_id(),
        name=name,
        kind=kind,
        scopes=sorted(scopes),
        digest=digest(secret),
        recorded_at=now(),
    )
    session.add(row)
    session.flush()
    return _as_key(row), secret


def new_secret(kind: KeyKind) -> str:
    return f"wl_{kind}_{secrets.token_urlsafe(32)}"


def keys_of(session: Session, actor: Actor) -> list[Key]:
    """The brand's keys that work, oldest first."""
    actor.demand(Scope.KEYS_WRITE)
    rows = session.scalars(
        select(KeyRow)
        .where(KeyRow.brand_id == actor.brand_id, KeyRow.revoked_at.is_(None))
        .order_by(KeyRow.id)
    )
    return [_as_key(row) for row in rows]


def revoke_key(session: Session, actor: Actor, key_id: UUID) -> None:
    """The key opens nothing from the next request on; chats that it opened are closed."""
    actor.demand(Scope.KEYS_WRITE)
    row = session.get(KeyRow, (actor.brand_id, key_id))
    if row is None or row.revoked_at is not None:
        message = "There is no such key."
        raise NotFound(message)
    row.revoked_at = now()
    events.append(session, actor, "key.revoked.v1", key_id, {})


def actor_of_key(session: Session, secret: str) -> Actor | None:
    row = session.scalar(
        select(KeyRow).where(KeyRow.digest == digest(secret), KeyRow.revoked_at.is_(None))
    )
    if row is None:
        return None
    is_public = KeyKind(row.kind) is KeyKind.BROWSER
    return of_key(row.brand_id, row.id, map(Scope, row.scopes), is_public=is_public)


def digest(secret: str) -> bytes:
    """SHA-256: enough for a secret of 256 random bits, which nobody can guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _as_key(row: KeyRow) -> Key:
    return Key(row.id, row.name, KeyKind(row.kind), tuple(map(Scope, row.scopes)), row.recorded_at)
