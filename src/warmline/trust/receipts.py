"""Receipts: the record of a decision that the customer can read and contest.

The sentence is kept as a key and values, and said in the customer's language when it is read.
The digest (`digests.py`) is sealed with others into the brand's chain (`batches.py`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add
from warmline.trust.digests import with_digest
from warmline.trust.models import ReceiptId, ReceiptRow


class Used(StrEnum):
    """What data a decision looked at; each has its words for the customer (`used-…`)."""

    MESSAGE = "message"
    EARLIER = "earlier"
    FEELINGS = "feelings"
    ARTICLES = "articles"
    SYSTEMS = "systems"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`text` says what was decided, `because` from which data, for what and by which rule.

    `contest` says how to have a person look at it.
    """

    id: ReceiptId
    decision_id: UUID
    text: str
    because: str
    contest: str
    rule: str
    used: tuple[str, ...]
    purposes: tuple[str, ...]
    written_at: datetime
    customer_id: CustomerId
    conversation_id: UUID


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """What a decision says of itself; `text_key` with `text_values` is its sentence."""

    customer_id: CustomerId
    conversation_id: UUID
    decision_id: UUID
    purposes: tuple[str, ...]
    used: tuple[Used, ...]
    rule: str
    text_key: str
    text_values: Mapping[str, Any]


def write_receipt(session: Session, actor: Actor, new: NewReceipt) -> ReceiptId:
    """Write a receipt in the commit of its decision."""
    row: dict[str, Any] = {
        "brand_id": actor.brand_id,
        "id": ReceiptId(new_id()),
        "customer_id": new.customer_id,
        "conversation_id": new.conversation_id,
        "decision_id": new.decision_id,
        "purposes": list(new.purposes),
        "text_key": new.text_key,
        "text_values": dict(new.text_values),
        "rule": new.rule,
        "used": list(new.used),
        "written_at": now(),
    }
    add(session, ReceiptRow, with_digest(ReceiptRow, row))
    return ReceiptId(row["id"])


def number_of(receipt_id: UUID) -> str:
    """A receipt's number, short enough to be read out."""
    end = receipt_id.hex[-7:].upper()
    return f"{end[:4]}-{end[4:]}"


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
    return [_read(row, catalogue, language) for row in rows]


def receipts_of_customers(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    customer_ids: Collection[CustomerId],
    *,
    language: str | None,
    most: int,
) -> list[Receipt]:
    """The newest receipts of a person, the newest first."""
    actor.demand(Scope.CUSTOMERS_READ)
    rows = session.scalars(
        select(ReceiptRow)
        .where(ReceiptRow.brand_id == actor.brand_id, ReceiptRow.customer_id.in_(customer_ids))
        .order_by(ReceiptRow.id.desc())
        .limit(most)
    )
    return [_read(row, catalogue, language) for row in rows]


def find_receipt(
    session: Session,
    actor: Actor,
    catalogue: Catalogue,
    receipt_id: ReceiptId,
    *,
    language: str | None,
) -> Receipt:
    """One receipt; raises `NotFound`."""
    actor.demand(Scope.CUSTOMERS_READ)
    row = session.get(ReceiptRow, (actor.brand_id, receipt_id))
    if row is None:
        message = "There is no such receipt."
        raise NotFound(message)
    return _read(row, catalogue, language)


def _read(row: ReceiptRow, catalogue: Catalogue, language: str | None) -> Receipt:
    def words(prefix: str, names: Sequence[str], suffix: str = "") -> str:
        return "; ".join(catalogue.say(f"{prefix}-{name}{suffix}", language) for name in names)

    because = catalogue.say(
        "receipt-because",
        language,
        used=words("used", row.used or [Used.MESSAGE]),
        purposes=words("purpose", row.purposes, "-title-v1"),
        rule=row.rule,
    )
    return Receipt(
        id=row.id,
        decision_id=row.decision_id,
        text=catalogue.say(row.text_key, language, **row.text_values),
        because=because,
        contest=catalogue.say("receipt-contest", language),
        rule=row.rule,
        used=tuple(row.used),
        purposes=tuple(row.purposes),
        written_at=row.written_at,
        customer_id=row.customer_id,
        conversation_id=row.conversation_id,
    )
