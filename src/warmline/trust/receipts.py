"""Receipts: the record of a decision that the customer can read and contest.

The sentence is kept as a key and values, and said in the customer's language when it is read.
The digest is salted SHA-256 over one canonical form; later, batches of digests are sealed.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add
from warmline.trust.models import ReceiptId, ReceiptRow


@dataclass(frozen=True, slots=True)
class Receipt:
    id: ReceiptId
    decision_id: UUID
    text: str
    purposes: tuple[str, ...]
    written_at: datetime


def write_receipt(
    session: Session,
    actor: Actor,
    *,
    customer_id: CustomerId,
    conversation_id: UUID,
    decision_id: UUID,
    purposes: Sequence[str],
    text_key: str,
    text_values: Mapping[str, Any],
) -> ReceiptId:
    """Write a receipt in the commit of its decision."""
    salt = os.urandom(16)
    row: dict[str, Any] = {
        "brand_id": actor.brand_id,
        "id": ReceiptId(new_id()),
        "customer_id": customer_id,
        "conversation_id": conversation_id,
        "decision_id": decision_id,
        "purposes": list(purposes),
        "text_key": text_key,
        "text_values": dict(text_values),
        "written_at": now(),
    }
    add(session, ReceiptRow, {**row, "salt": salt, "digest": digest_of(row, salt)})
    return ReceiptId(row["id"])


def digest_of(fields: Mapping[str, Any], salt: bytes) -> bytes:
    """Salted SHA-256 (32 bytes) over what a receipt says, in canonical JSON."""
    canonical = json.dumps(
        {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in fields.items()
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        default=str,
    )
    return hashlib.sha256(salt + canonical.encode()).digest()


def receipts_of(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    conversation_id: UUID,
    *,
    language: str | None,
) -> list[Receipt]:
    """The receipts of a conversation, oldest first, in `language` where we have it."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = session.scalars(
        select(ReceiptRow)
        .where(
            ReceiptRow.brand_id == actor.brand_id,
            ReceiptRow.conversation_id == conversation_id,
        )
        .order_by(ReceiptRow.id)
    )
    return [
        Receipt(
            id=row.id,
            decision_id=row.decision_id,
            text=catalogue.say(row.text_key, language, **row.text_values),
            purposes=tuple(row.purposes),
            written_at=row.written_at,
        )
        for row in rows
    ]
