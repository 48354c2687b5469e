"""Tables of `timeline`. A conversation outlives its channel; messages carry it by their leg."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from warmline.customers import ContactPointId, CustomerId
from warmline.foundation.brands import BrandId
from warmline.foundation.tables import Table

ConversationId = NewType("ConversationId", UUID)
MessageId = NewType("MessageId", UUID)
StretchId = NewType("StretchId", UUID)
LegId = NewType("LegId", UUID)

_CONVERSATION = ["timeline_conversation.brand_id", "timeline_conversation.id"]


class ConversationRow(Table):
    """`last_position` is the newest message, `answered_position` the newest one dealt with."""

    __tablename__ = "timeline_conversation"
    __table_args__ = (Index(None, "brand_id", "customer_id", "last_at"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[ConversationId] = mapped_column(primary_key=True)
    customer_id: Mapped[CustomerId]
    language: Mapped[str | None]
    last_position: Mapped[int]
    answered_position: Mapped[int]
    started_at: Mapped[datetime]
    last_at: Mapped[datetime]


class LegRow(Table):
    """One contact point on one channel within a conversation."""

    __tablename__ = "timeline_leg"
    __table_args__ = (
        UniqueConstraint(
            "brand_id",
            "conversation_id",
            "channel",
            "account",
            "contact_point_id",
            name="uq_timeline_leg_place",
        ),
        Index(None, "brand_id", "contact_point_id"),
        ForeignKeyConstraint(["brand_id", "conversation_id"], _CONVERSATION),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[LegId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    channel: Mapped[str]
    account: Mapped[str]
    contact_point_id: Mapped[ContactPointId]
    recorded_at: Mapped[datetime]


class MessageRow(Table):
    """Words sealed under the key of `customer_id`, whoever wrote them.

    `answers_to` is the newest customer's message that a reply answers; it is unique, so that
    no turn can be answered twice whatever goes wrong above.
    """

    __tablename__ = "timeline_message"
    __table_args__ = (
        UniqueConstraint("brand_id", "conversation_id", "position"),
        UniqueConstraint("brand_id", "conversation_id", "answers_to"),
        Index(None, "brand_id", "customer_id", "id"),
        CheckConstraint("position > 0", name="position"),
        ForeignKeyConstraint(["brand_id", "conversation_id"], _CONVERSATION),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[MessageId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    leg_id: Mapped[LegId]
    customer_id: Mapped[CustomerId]
    position: Mapped[int]
    author: Mapped[str]
    agent_id: Mapped[UUID | None]
    is_notice: Mapped[bool]
    sealed: Mapped[bytes]
    sources: Mapped[list[dict[str, Any]]]
    answers_to: Mapped[int | None]
    status: Mapped[str]
    status_rank: Mapped[int]
    status_at: Mapped[datetime]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]


class StretchRow(Table):
    """A time in which one holder had the conversation; at most one is open.

    `promised_at` is when the customer who waits was last told a person would be there,
    `first_promised_at` what they were told at first; `ended_by` is the reason of the next one.
    """

    __tablename__ = "timeline_stretch"
    __table_args__ = (
        Index(None, "brand_id", "conversation_id"),
        Index(
            "uq_timeline_stretch_open",
            "brand_id",
            "conversation_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_timeline_stretch_open_holder",
            "brand_id",
            "holder",
            "id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(None, "brand_id", "agent_id", "ended_at"),
        Index(
            "ix_timeline_stretch_waited",
            "brand_id",
            "ended_at",
            sqlite_where=text("holder = 'waiting' AND ended_by = 'taken'"),
            postgresql_where=text("holder = 'waiting' AND ended_by = 'taken'"),
        ),
        CheckConstraint("holder <> 'person' OR agent_id IS NOT NULL", name="person_is_known"),
        ForeignKeyConstraint(["brand_id", "conversation_id"], _CONVERSATION),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[StretchId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    holder: Mapped[str]
    agent_id: Mapped[UUID | None]
    reason: Mapped[str]
    from_position: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]
    promised_at: Mapped[datetime | None]
    first_promised_at: Mapped[datetime | None]


class SeenRow(Table):
    """An external id that was accepted, with the ids it was first answered with."""

    __tablename__ = "timeline_seen"
    __table_args__ = (Index(None, "brand_id", "seen_at"), Index(None, "brand_id", "customer_id"))

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True)
    sender_digest: Mapped[bytes] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    body_digest: Mapped[bytes]
    message_id: Mapped[MessageId]
    conversation_id: Mapped[ConversationId]
    customer_id: Mapped[CustomerId]
    seen_at: Mapped[datetime]
