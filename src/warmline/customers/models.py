"""Tables of `customers`. What names a person is sealed; it is found by a blind index."""

from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from sqlalchemy import Enum, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from warmline.foundation.brands import BrandId
from warmline.foundation.sealing import KeyId
from warmline.foundation.tables import Table

CustomerId = NewType("CustomerId", UUID)
ContactPointId = NewType("ContactPointId", UUID)


class Proof(StrEnum):
    """Writing from an address claims it; only a code, a signed link or the like proves it."""

    CLAIMED = "claimed"
    PROVEN = "proven"


class Customer(Table):
    __tablename__ = "customers_customer"

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[CustomerId] = mapped_column(primary_key=True)
    key_id: Mapped[KeyId]
    time_zone: Mapped[str | None]
    recorded_at: Mapped[datetime]


class ContactPointRow(Table):
    __tablename__ = "customers_contact_point"
    __table_args__ = (
        UniqueConstraint("brand_id", "kind", "digest"),
        Index(None, "brand_id", "customer_id"),
        ForeignKeyConstraint(
            ["brand_id", "customer_id"], ["customers_customer.brand_id", "customers_customer.id"]
        ),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[ContactPointId] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    kind: Mapped[str]
    digest: Mapped[bytes]
    sealed: Mapped[bytes]
    proof: Mapped[Proof] = mapped_column(
        Enum(Proof, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds])
    )
    proven_at: Mapped[datetime | None]
    proven_by: Mapped[str | None]
    recorded_at: Mapped[datetime]


class Join(Table):
    """`absorbed_id` is read as `canonical_id` from `joined_at` until `split_at`."""

    __tablename__ = "customers_join"
    __table_args__ = (
        Index(None, "brand_id", "absorbed_id"),
        Index(None, "brand_id", "canonical_id"),
        Index(
            "uq_customers_join_open",
            "brand_id",
            "absorbed_id",
            unique=True,
            sqlite_where=text("split_at IS NULL"),
            postgresql_where=text("split_at IS NULL"),
        ),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    absorbed_id: Mapped[CustomerId]
    canonical_id: Mapped[CustomerId]
    reason: Mapped[str]
    joined_at: Mapped[datetime]
    split_at: Mapped[datetime | None]


class Preference(Table):
    __tablename__ = "customers_preference"

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID]
    sealed: Mapped[bytes]
    recorded_at: Mapped[datetime]
