"""The table of readings: a row for each purpose, so that one can be forgotten alone."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from warmline.customers import CustomerId
from warmline.foundation.brands import BrandId
from warmline.foundation.tables import Table
from warmline.timeline import ConversationId, MessageId

ReadingId = NewType("ReadingId", UUID)


class ReadingRow(Table):
    __tablename__ = "understanding_reading"
    __table_args__ = (
        Index(None, "brand_id", "conversation_id", "position"),
        Index(None, "brand_id", "customer_id"),
        Index(None, "expires_at"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[ReadingId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    customer_id: Mapped[CustomerId]
    message_id: Mapped[MessageId]
    position: Mapped[int]
    purpose: Mapped[str]
    model: Mapped[str]
    found: Mapped[dict[str, Any]]
    confidence: Mapped[float]
    abstained: Mapped[bool]
    recorded_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class CorrectionRow(Table):
    """What a person says of one field of a reading; rows are only added, the latest stands."""

    __tablename__ = "understanding_correction"
    __table_args__ = (
        Index(None, "brand_id", "conversation_id", "id"),
        Index(None, "brand_id", "customer_id"),
        Index(None, "expires_at"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    customer_id: Mapped[CustomerId]
    message_id: Mapped[MessageId]
    purpose: Mapped[str]
    field: Mapped[str]
    value: Mapped[str]
    agent_id: Mapped[UUID]
    corrected_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]


class FeelingDayRow(Table):
    """What is left of feelings when they are deleted: figures of many, by day (UTC) and intent.

    `intent` is empty for all topics that are too small to stand alone. Where fewer customers
    were in it than hide each other, the figures are null.
    """

    __tablename__ = "understanding_feeling_day"

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column(primary_key=True)
    intent: Mapped[str] = mapped_column(primary_key=True)
    customers: Mapped[int | None]
    readings: Mapped[int | None]
    valence: Mapped[float | None]
    low_share: Mapped[float | None]
