"""Tables of `trust`: answers and receipts with the chain that seals them, and who may come in."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from warmline.customers import ContactPointId, CustomerId
from warmline.foundation.brands import BrandId
from warmline.foundation.sealing import KeyId
from warmline.foundation.tables import Table

ReceiptId = NewType("ReceiptId", UUID)
StaffId = NewType("StaffId", UUID)
ProofId = NewType("ProofId", UUID)
ContestId = NewType("ContestId", UUID)


class AnswerRow(Table):
    """What a customer said about a purpose; rows are only ever added, the latest stands.

    `language` and `wording_version` name the words that were answered, `evidence` what shows it:
    the message that said so, the request's trace. Sealed like a receipt.
    """

    __tablename__ = "trust_answer"
    __table_args__ = (
        Index(None, "brand_id", "customer_id", "purpose"),
        Index(None, "brand_id", "batch_id", "id"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    purpose: Mapped[str]
    granted: Mapped[bool]
    given_at: Mapped[datetime]
    source: Mapped[str]
    wording_version: Mapped[int]
    language: Mapped[str | None]
    evidence: Mapped[dict[str, Any]]
    actor_kind: Mapped[str]
    actor_id: Mapped[UUID | None]
    salt: Mapped[bytes]
    digest: Mapped[bytes]
    batch_id: Mapped[UUID | None]


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
    rule: Mapped[str]
    used: Mapped[list[str]]
    written_at: Mapped[datetime]
    salt: Mapped[bytes]
    digest: Mapped[bytes]
    batch_id: Mapped[UUID | None]


class BatchRow(Table):
    """Digests sealed together: `root` over them (RFC 6962), `head` over that and the one before.

    `signature` is by the brand's key, which is not in the database.
    """

    __tablename__ = "trust_batch"
    __table_args__ = (UniqueConstraint("brand_id", "number"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    size: Mapped[int]
    previous: Mapped[bytes]
    root: Mapped[bytes]
    head: Mapped[bytes]
    signature: Mapped[bytes]
    sealed_at: Mapped[datetime]


class ErasedRow(Table):
    """What is left of an erased receipt or answer: its digest, which says nothing without salt."""

    __tablename__ = "trust_erased"
    __table_args__ = (Index(None, "brand_id", "batch_id", "id"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID]
    digest: Mapped[bytes]
    erased_at: Mapped[datetime]
    signature: Mapped[bytes]


class HoldRow(Table):
    """A legal hold: nothing of this customer is deleted by age until it is lifted."""

    __tablename__ = "trust_hold"
    __table_args__ = (Index(None, "brand_id", "customer_id"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    reference: Mapped[str]
    placed_at: Mapped[datetime]
    placed_by: Mapped[UUID | None]
    lifted_at: Mapped[datetime | None]


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


class FactorRow(Table):
    """The second factor of a member of staff; `last_step` is the newest that a code was used of."""

    __tablename__ = "trust_factor"

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    staff_id: Mapped[StaffId] = mapped_column(primary_key=True)
    key_id: Mapped[KeyId]
    sealed: Mapped[bytes]
    last_step: Mapped[int]
    started_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]


class RecoveryRow(Table):
    """A recovery code, by its keyed digest; it opens once."""

    __tablename__ = "trust_recovery"

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    staff_id: Mapped[StaffId] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]


class ProofRow(Table):
    """A one-time code that was sent, and, once it came back, the proof of who wrote it.

    `sealed` says whose number it proves, under the asking customer's key; `address_digest` is
    the blind index of where the code went, by which the codes are counted.
    """

    __tablename__ = "trust_proof"
    __table_args__ = (
        Index(None, "brand_id", "conversation_id", "sent_at"),
        Index(None, "brand_id", "address_digest", "sent_at"),
        Index(None, "brand_id", "customer_id"),
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


class PassRow(Table):
    """A way in to the customer's own page, once: a code that was sent, a link, a widget's word.

    Only a digest of it is kept. Whoever asks for an address that nobody has leaves the same row,
    with a `customer_id` of nobody and no contact point: no code was sent, so none is right.
    """

    __tablename__ = "trust_pass"
    __table_args__ = (
        Index(None, "brand_id", "address_digest", "made_at"),
        Index(None, "brand_id", "network_digest", "made_at"),
        Index(None, "digest"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    customer_id: Mapped[CustomerId]
    contact_point_id: Mapped[ContactPointId | None]
    address_digest: Mapped[bytes]
    network_digest: Mapped[bytes]
    digest: Mapped[bytes]
    tries: Mapped[int]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class OwnSessionRow(Table):
    """A customer on their own page, by the contact point they have shown to be theirs."""

    __tablename__ = "trust_own_session"
    __table_args__ = (UniqueConstraint("digest"), Index(None, "brand_id", "customer_id"))

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    contact_point_id: Mapped[ContactPointId]
    how: Mapped[str]
    digest: Mapped[bytes]
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class RestrictionRow(Table):
    """The customer asked that nothing but storage and a person's service be done (GDPR 18)."""

    __tablename__ = "trust_restriction"
    __table_args__ = (Index(None, "brand_id", "customer_id"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    placed_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]


class ContestRow(Table):
    """A decision that its customer questions: for a person, by `due_at`; words are sealed."""

    __tablename__ = "trust_contest"
    __table_args__ = (
        UniqueConstraint("brand_id", "receipt_id"),
        Index(None, "brand_id", "customer_id"),
        Index(None, "brand_id", "conversation_id"),
        Index(None, "brand_id", "settled_at", "due_at"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[ContestId] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    key_id: Mapped[KeyId]
    receipt_id: Mapped[ReceiptId]
    conversation_id: Mapped[UUID]
    sealed: Mapped[bytes]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None]
    outcome: Mapped[str | None]
    sealed_answer: Mapped[bytes | None]


class SeenByRow(Table):
    """Who looked at a customer: at most one row for each of them, customer and hour."""

    __tablename__ = "trust_seen_by"
    __table_args__ = (UniqueConstraint("brand_id", "customer_id", "who_id", "hour"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    who_kind: Mapped[str]
    who_id: Mapped[UUID]
    purpose: Mapped[str]
    what: Mapped[str]
    hour: Mapped[str]
    seen_at: Mapped[datetime]


ErasureId = NewType("ErasureId", UUID)


class ErasureRow(Table):
    """An erasure that was asked for: ids, times and counts, nothing else of the person."""

    __tablename__ = "trust_erasure"
    __table_args__ = (Index(None, "brand_id", "state"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[ErasureId] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    state: Mapped[str]
    verified_by: Mapped[str]
    requested_by_kind: Mapped[str]
    requested_by: Mapped[UUID | None]
    requested_at: Mapped[datetime]
    due_by: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    erased: Mapped[dict[str, Any]]
    certificate: Mapped[dict[str, Any] | None]


class ErasedCustomerRow(Table):
    """An id of somebody who is being erased, or was; the key to their words is destroyed first."""

    __tablename__ = "trust_erased_customer"
    __table_args__ = (Index(None, "brand_id", "erasure_id"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId] = mapped_column(primary_key=True)
    erasure_id: Mapped[ErasureId]
    key_id: Mapped[UUID]


class SubscriberRow(Table):
    """An address of the brand's own that is told what happened; its secret is derived, not kept."""

    __tablename__ = "trust_subscriber"

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    url: Mapped[str]
    recorded_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class DeliveryRow(Table):
    """One thing that one subscriber is told: its id stays the same, however often it is tried."""

    __tablename__ = "trust_delivery"
    __table_args__ = (Index(None, "brand_id", "subscriber_id", "id"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    subscriber_id: Mapped[UUID]
    type: Mapped[str]
    data: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime]
    tries: Mapped[int]
    last_fault: Mapped[str | None]
    delivered_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
