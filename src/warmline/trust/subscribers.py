"""Subscribers: addresses of a brand's own systems that are told what happened, by signed webhook.

The form is Standard Webhooks 1.0.0: an id that stays the same and a time that is new at each try,
signed with the subscriber's secret. Secrets are derived from the brand's key and kept nowhere.
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from warmline.foundation import appointments, events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import Sealer
from warmline.foundation.statements import add, fetch
from warmline.trust.models import DeliveryRow, SubscriberRow

TELL: Final = "tell"
"""Due work by delivery: to tell a subscriber."""

PAUSES: Final = tuple(
    timedelta(seconds=each) for each in (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 72_000)
)
"""How long until the next try; after the last one it is given up, and shown."""

_WORKING = select(SubscriberRow.id, SubscriberRow.url, SubscriberRow.recorded_at).where(
    SubscriberRow.brand_id == bindparam("for_brand"), SubscriberRow.removed_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Subscriber:
    id: UUID
    url: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a subscriber is to be told, and where."""

    id: UUID
    subscriber_id: UUID
    url: str
    type: str
    data: Mapping[str, Any]
    occurred_at: datetime


def add_subscriber(
    session: Session, actor: Actor, sealer: Sealer, url: str
) -> tuple[Subscriber, str]:
    """Tell this address from now on; the second is its secret, shown this once."""
    actor.demand(Scope.SUBSCRIBERS_WRITE)
    subscriber = Subscriber(new_id(), url, now())
    row = {
        "brand_id": actor.brand_id,
        "id": subscriber.id,
        "url": url,
        "recorded_at": subscriber.recorded_at,
    }
    add(session, SubscriberRow, row)
    return subscriber, secret_of(sealer, actor, subscriber.id)


def secret_of(sealer: Sealer, actor: Actor, subscriber_id: UUID) -> str:
    """`whsec_` and 32 bytes in base64, as Standard Webhooks has it."""
    key = sealer.sign(actor.brand_id, b"subscriber" + subscriber_id.bytes)
    return "whsec_" + b64encode(key).decode()


def subscribers_of(session: Session, actor: Actor) -> list[Subscriber]:
    """The brand's subscribers, oldest first."""
    actor.demand(Scope.SUBSCRIBERS_WRITE)
    rows = fetch(session, _WORKING.order_by(SubscriberRow.id), for_brand=actor.brand_id)
    return [Subscriber(row.id, row.url, row.recorded_at) for row in rows]


def remove_subscriber(session: Session, actor: Actor, subscriber_id: UUID) -> None:
    """Tell this address nothing more; raises `NotFound`."""
    actor.demand(Scope.SUBSCRIBERS_WRITE)
    row = session.get(SubscriberRow, (actor.brand_id, subscriber_id))
    if row is None or row.removed_at is not None:
        message = "There is no such subscriber."
        raise NotFound(message)
    row.removed_at = now()


def tell_subscribers(session: Session, actor: Actor, type_: str, data: Mapping[str, Any]) -> int:
    """Have every subscriber told, in the commit of what it is about; how many these are."""
    rows = fetch(session, _WORKING, for_brand=actor.brand_id)
    for row in rows:
        delivery_id, time = new_id(), now()
        new = {
            "brand_id": actor.brand_id,
            "id": delivery_id,
            "subscriber_id": row.id,
            "type": type_,
            "data": dict(data),
            "occurred_at": time,
            "tries": 0,
        }
        add(session, DeliveryRow, new)
        appointments.appoint(session, actor, TELL, delivery_id, time)
    return len(rows)


def find_delivery(session: Session, actor: Actor, delivery_id: UUID) -> Delivery | None:
    """What is to be told, or None: the subscriber was removed, or it is done."""
    row = session.get(DeliveryRow, (actor.brand_id, delivery_id))
    if row is None or row.delivered_at is not None or row.given_up_at is not None:
        return None
    to = session.get(SubscriberRow, (actor.brand_id, row.subscriber_id))
    if to is None or to.removed_at is not None:
        return None
    return Delivery(row.id, to.id, to.url, row.type, row.data, row.occurred_at)


def note_try(session: Session, actor: Actor, delivery: Delivery, fault: str | None) -> bool:
    """Note how a try went (`fault`: a word, or None where it was taken); whether to try again."""
    row = session.get_one(DeliveryRow, (actor.brand_id, delivery.id), with_for_update=True)
    row.tries += 1
    row.last_fault = fault
    if fault is None:
        row.delivered_at = now()
        return False
    if row.tries > len(PAUSES):
        row.given_up_at = now()
        data = {"delivery_id": delivery.id, "type": delivery.type}
        events.append(session, actor, "subscriber.unreached.v1", delivery.subscriber_id, data)
        return False
    appointments.appoint(session, actor, TELL, delivery.id, now() + PAUSES[row.tries - 1])
    return True
