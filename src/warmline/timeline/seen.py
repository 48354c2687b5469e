"""Seen external ids: what was accepted once is answered with the same ids, and stored once.

An id is unique per brand, channel account and sender: visitor B's “1” is not visitor A's.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BindParameter, bindparam, inspect, select
from sqlalchemy.orm import Session

from warmline.channels import Channel, Inbound, Sender
from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict
from warmline.foundation.sealing import Sealer
from warmline.foundation.statements import add, fetch
from warmline.foundation.sweeping import Sweep
from warmline.timeline.models import ConversationId, MessageId, SeenRow

_SEEN = select(
    SeenRow.body_digest, SeenRow.message_id, SeenRow.conversation_id, SeenRow.customer_id
).where(*(column == bindparam(column.name) for column in inspect(SeenRow).primary_key))
_OF_MESSAGES: BindParameter[MessageId] = bindparam("of_messages", expanding=True)
_SENDERS = [each for each in inspect(SeenRow).primary_key if each.name != "external_id"]
_GIVEN = select(SeenRow.message_id, SeenRow.external_id).where(
    *(column == bindparam(column.name) for column in _SENDERS),
    SeenRow.message_id.in_(_OF_MESSAGES),
)


class ExternalIdReused(Conflict):
    code = "external_id_reused"

    def __init__(self) -> None:
        super().__init__(
            "This external_id came before with another body. Give each message an id of its own."
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """The ids that a message was first answered with."""

    message_id: MessageId
    conversation_id: ConversationId
    customer_id: CustomerId


def seen_before(session: Session, actor: Actor, sealer: Sealer, inbound: Inbound) -> Seen | None:
    """The ids first given, or None; raises `ExternalIdReused` if the body was another."""
    row = fetch(session, _SEEN, **_key(actor, sealer, inbound)).first()
    if row is None:
        return None
    if not hmac.compare_digest(row.body_digest, sealer.sign(actor.brand_id, inbound.body)):
        raise ExternalIdReused
    return Seen(row.message_id, row.conversation_id, row.customer_id)


def external_ids_of(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    place: tuple[Channel, str, Sender],
    message_ids: Collection[MessageId],
) -> dict[MessageId, str]:
    """The ids that a sender gave to messages of theirs, on one channel and account."""
    channel, account, sender = place
    rows = fetch(
        session,
        _GIVEN,
        brand_id=actor.brand_id,
        channel=channel,
        account=account,
        sender_digest=sealer.blind_index(actor.brand_id, sender.kind, sender.value),
        of_messages=list(message_ids),
    )
    return {row.message_id: row.external_id for row in rows}


def remember(session: Session, actor: Actor, sealer: Sealer, inbound: Inbound, ids: Seen) -> None:
    """Remember an accepted message's external id, in the commit that stores the message."""
    row = {
        **_key(actor, sealer, inbound),
        "body_digest": sealer.sign(actor.brand_id, inbound.body),
        "message_id": ids.message_id,
        "conversation_id": ids.conversation_id,
        "customer_id": ids.customer_id,
        "seen_at": now(),
    }
    add(session, SeenRow, row)


sweep_seen: Final = Sweep(SeenRow, age="seen_at")


def _key(actor: Actor, sealer: Sealer, inbound: Inbound) -> dict[str, object]:
    return {
        "brand_id": actor.brand_id,
        "channel": inbound.channel,
        "account": inbound.account,
        "sender_digest": sealer.blind_index(
            actor.brand_id, inbound.sender.kind, inbound.sender.value
        ),
        "external_id": inbound.external_id,
    }
