"""Own sessions: a customer on their own page, for a short while; only the token's hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from sqlalchemy import TableClause, bindparam, select, update
from sqlalchemy.orm import Session

from warmline.customers import ContactPointId, CustomerId
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.errors import NotSignedIn
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, change, fetch
from warmline.foundation.sweeping import Sweep
from warmline.trust.actors import customer_of
from warmline.trust.keys import digest
from warmline.trust.models import OwnSessionRow
from warmline.trust.passes import Opened, PassKind

OWN_SESSION_FOR: Final = timedelta(minutes=30)

_TABLE = cast("TableClause", OwnSessionRow.__table__)
_BY_TOKEN = select(
    OwnSessionRow.brand_id,
    OwnSessionRow.id,
    OwnSessionRow.customer_id,
    OwnSessionRow.contact_point_id,
    OwnSessionRow.how,
    OwnSessionRow.ends_at,
).where(
    OwnSessionRow.digest == bindparam("of_token"),
    OwnSessionRow.ended_at.is_(None),
    OwnSessionRow.ends_at > bindparam("now"),
)
_END = (
    update(_TABLE)
    .where(_TABLE.c.digest == bindparam("of_token"), _TABLE.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)


class OwnSessionOver(NotSignedIn):
    code = "own_session_over"

    def __init__(self) -> None:
        super().__init__("Your page was closed. Ask for a new code to open it again.")


@dataclass(frozen=True, slots=True)
class OwnSession:
    """Who looks at their own page, by which contact point, shown how, until when."""

    id: UUID
    brand_id: BrandId
    customer_id: CustomerId
    contact_point_id: ContactPointId
    how: PassKind
    ends_at: datetime

    @property
    def actor(self) -> Actor:
        return customer_of(self.brand_id, self.customer_id)


def start_own_session(session: Session, actor: Actor, opened: Opened) -> str:
    """The token of a new session."""
    token, time = secrets.token_urlsafe(32), now()
    row = {
        "brand_id": actor.brand_id,
        "id": new_id(),
        "customer_id": opened.customer_id,
        "contact_point_id": opened.contact_point_id,
        "how": opened.kind,
        "digest": digest(token),
        "started_at": time,
        "ends_at": time + OWN_SESSION_FOR,
    }
    add(session, OwnSessionRow, row)
    return token


def find_own_session(session: Session, token: str) -> OwnSession | None:
    row = fetch(session, _BY_TOKEN, of_token=digest(token), now=now()).first()
    if row is None:
        return None
    return OwnSession(
        id=row.id,
        brand_id=row.brand_id,
        customer_id=row.customer_id,
        contact_point_id=row.contact_point_id,
        how=PassKind(row.how),
        ends_at=row.ends_at,
    )


def end_own_session(session: Session, token: str) -> None:
    """It opens nothing from the next request on."""
    change(session, _END, {"of_token": digest(token), "now": now()})


sweep_own_sessions: Final = Sweep(OwnSessionRow)
