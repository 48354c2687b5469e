"""Seen by: who of us looked at a customer, so that the customer can see it too.

A look is noted in the background: no read waits for it. One row for each of us, customer and
hour is enough to tell; `flow/keeping.py` says how long it is kept.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from warmline.customers import CustomerId, check_known
from warmline.foundation import events
from warmline.foundation.actor import Actor, Kind, Scope
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.log import logger
from warmline.foundation.statements import add, fetch
from warmline.foundation.sweeping import Sweep
from warmline.trust.models import SeenByRow

LOOKS_KEPT_FOR: Final = timedelta(days=365)
_MOST_REMEMBERED: Final = 4_096
_MOST_SHOWN: Final = 100
_ADMIN: Final = UUID(int=0)
_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_LOOKS = (
    select(
        SeenByRow.who_kind,
        SeenByRow.who_id,
        SeenByRow.purpose,
        SeenByRow.what,
        SeenByRow.seen_at,
    )
    .where(
        SeenByRow.brand_id == bindparam("for_brand"),
        SeenByRow.customer_id.in_(_OF_CUSTOMERS),
        SeenByRow.seen_at >= bindparam("since"),
    )
    .order_by(SeenByRow.id.desc())
    .limit(_MOST_SHOWN)
)
_THIS = select(SeenByRow.id).where(
    SeenByRow.brand_id == bindparam("for_brand"),
    SeenByRow.customer_id == bindparam("of_customer"),
    SeenByRow.who_id == bindparam("who"),
    SeenByRow.hour == bindparam("in_hour"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """`who_id` is a member of staff, or a key; `what` a word of `own-saw-…`."""

    who_kind: str
    who_id: UUID
    purpose: str
    what: str
    seen_at: datetime


def note_look(session: Session, actor: Actor, customer_id: CustomerId, what: str) -> None:
    """Note that the actor looked, once an hour."""
    check_known(session, actor, customer_id)
    time, who = now(), actor.id or _ADMIN
    hour = time.strftime("%Y-%m-%dT%H")
    where = {"for_brand": actor.brand_id, "of_customer": customer_id, "who": who, "in_hour": hour}
    if fetch(session, _THIS, **where):
        return
    row = {
        "brand_id": actor.brand_id,
        "id": new_id(),
        "customer_id": customer_id,
        "who_kind": actor.kind,
        "who_id": who,
        "purpose": actor.purpose,
        "what": what,
        "hour": hour,
        "seen_at": time,
    }
    add(session, SeenByRow, row)
    events.append(session, actor, "customer.seen.v1", customer_id, {"what": what})


def looks_at(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId], *, since: datetime
) -> list[Look]:
    """Who looked at this person since then, the latest first."""
    actor.demand(Scope.CUSTOMERS_READ)
    where = {"for_brand": actor.brand_id, "of_customers": list(customer_ids), "since": since}
    return [Look(*row) for row in fetch(session, _LOOKS, **where)]


class SeenBy:
    """Notes looks without holding up who looks; a look that is noted already costs nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: OrderedDict[tuple[object, ...], None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def saw(self, actor: Actor, customer_id: UUID, what: str) -> None:
        """Somebody of us, or a key, was shown this customer; software and customers are not it."""
        if actor.kind not in {Kind.AGENT, Kind.KEY}:
            return
        key = (actor.brand_id, actor.id, customer_id, now().strftime("%Y-%m-%dT%H"))
        if key in self._noted:
            return
        self._noted[key] = None
        while len(self._noted) > _MOST_REMEMBERED:
            self._noted.popitem(last=False)
        task = asyncio.get_running_loop().create_task(
            self._note(key, actor, CustomerId(customer_id), what)
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _note(
        self, key: tuple[object, ...], actor: Actor, customer_id: CustomerId, what: str
    ) -> None:
        unit = partial(note_look, actor=actor, customer_id=customer_id, what=what)
        try:
            await self._database.write(unit, in_background=True)
        except NotFound:
            return
        except Exception as error:  # noqa: BLE001 - the edge: nobody waits for this to hear of it
            self._noted.pop(key, None)
            logger().warning("look_not_noted", failure=error)


sweep_looks: Final = Sweep(SeenByRow)
