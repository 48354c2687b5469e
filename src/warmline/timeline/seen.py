"""Seen external ids: what was accepted once is answered with the same ids, and stored once.

An id is unique per brand, channel account and sender: visitor B's “1” is not visitor A's.
"""

import hmac
from dataclasses import dataclass

from sqlalchemy.orm import Session

from warmline.channels import Inbound
from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict
from warmline.foundation.sealing import Sealer
from warmline.foundation.tables import add
from warmline.timeline.models import ConversationId, MessageId, SeenRow


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
    row = session.get(SeenRow, _key(actor, sealer, inbound))
    if row is None:
        return None
    if not hmac.compare_digest(row.body_digest, sealer.sign(actor.brand_id, inbound.body)):
        raise ExternalIdReused
    return Seen(row.message_id, row.conversation_id, row.customer_id)


def remember(session: Session, actor: Actor, sealer: Sealer, inbound: Inbound, ids: Seen) -> None:
    """Remember an accepted message's external id, in the commit that stores the message."""
    brand_id, channel, account, sender_digest, external_id = _key(actor, sealer, inbound)
    add(
        session,
        SeenRow,
        {
            "brand_id": brand_id,
            "channel": channel,
            "account": account,
            "sender_digest": sender_digest,
            "external_id": external_id,
            "body_digest": sealer.sign(actor.brand_id, inbound.body),
            "message_id": ids.message_id,
            "conversation_id": ids.conversation_id,
            "customer_id": ids.customer_id,
            "seen_at": now(),
        },
    )


def _key(actor: Actor, sealer: Sealer, inbound: Inbound) -> tuple[object, str, str, bytes, str]:
    sender = sealer.blind_index(actor.brand_id, inbound.sender.kind, inbound.sender.value)
    return (actor.brand_id, inbound.channel, inbound.account, sender, inbound.external_id)
