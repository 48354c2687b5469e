"""Tables of `trust`: the ledger of answers, receipts, and who may come in."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from warmline.customers import CustomerId
from warmline.foundation.brands import BrandId
from warmline.foundation.tables import Table

ReceiptId = NewType("ReceiptId", UUID)
StaffId = NewType("StaffId", UUID)
ProofId = NewType("ProofId", UUID)


class AnswerRow(Table):
    """What a customer said about a purpose; rows are only ever added, the latest stands."""

    __tablename__ = "trust_answer"
    __table_args__ = (Index(None, "brand_id", "customer_id", "purpose"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    purpose: Mapped[str]
    granted: Mapped[bool]
    given_at: Mapped[datetime]
    source: Mapped[str]
    wording_version: Mapped[int]
    actor_kind: Mapped[str]
    actor_id: Mapped[UUID | None]


class ReceiptRow(Table):
    """What was decided about a customer, as they can read it.

    `digest` is salted, so that a batch of digests can be sealed and published without saying
    anything; `batch_id` is set when that is done.
    """

    __tablename__ = "trust_receipt"
    __table_args__ = (
        Index(None, "brand_id", "customer_id", "id"),
        Index(None, "brand_id", "batch_id", "id"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[ReceiptId] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    conversation_id: Mapped[UUID]
    decision_id: Mapped[UUID]
    purposes: Mapped[list[str]]
    text_key: Mapped[str]
    text_values: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]
    salt: Mapped[bytes]
    digest: Mapped[bytes]
    batch_id: Mapped[UUID | None]


class KeyRow(Table):
    """A service key: only its hash is kept. `browser` keys can be public, and only append."""

    __tablename__ = "trust_key"
    __table_args__ = (UniqueConstraint("digest"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    scopes: Mapped[list[str]]
    digest: Mapped[bytes]
    recorded_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class StaffRow(Table):
    __tablename__ = "trust_staff"
    __table_args__ = (UniqueConstraint("brand_id", "email"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[StaffId] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    recorded_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SessionRow(Table):
    """A signed-in member of staff; only the token's hash is kept."""

    __tablename__ = "trust_session"
    __table_args__ = (UniqueConstraint("digest"), Index(None, "brand_id", "staff_id"))

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[StaffId]
    digest: Mapped[bytes]
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ProofRow(Table):
    """A one-time code that was sent, and, once it came back, the proof of who wrote it.

    `sealed` says whose number it proves, under the asking customer's key; `address_digest` is
    the blind index of where the code went, by which the codes are counted.
    """

    __tablename__ = "trust_proof"
    __table_args__ = (
        Index(None, "brand_id", "conversation_id", "sent_at"),
        Index(None, "brand_id", "address_digest", "sent_at"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[ProofId] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID]
    customer_id: Mapped[CustomerId]
    address_digest: Mapped[bytes]
    code_digest: Mapped[bytes]
    sealed: Mapped[bytes]
    tries: Mapped[int]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    proven_at: Mapped[datetime | None]
