"""Tables of `assistant`. An article's key is id, language and version; a version never changes."""

from datetime import datetime
from typing import NewType
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from warmline.customers import CustomerId
from warmline.foundation.brands import BrandId
from warmline.foundation.tables import Table
from warmline.timeline import ConversationId, MessageId


class ArticleRow(Table):
    """Times are indexed, so that a change of the articles is seen without reading them."""

    __tablename__ = "assistant_article"
    __table_args__ = (Index(None, "brand_id", "published_at", "withdrawn_at"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    questions: Mapped[list[str]]
    body: Mapped[str]
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


GapId = NewType("GapId", UUID)


class GapRow(Table):
    """A message that nothing written answered; its words stay where they are, sealed."""

    __tablename__ = "assistant_gap"
    __table_args__ = (Index(None, "brand_id", "conversation_id"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[GapId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    message_id: Mapped[MessageId]
    language: Mapped[str]
    at: Mapped[datetime]


TaskId = NewType("TaskId", UUID)


class TaskRow(Table):
    """A skill on its way; what the customer gave for it is sealed under their key."""

    __tablename__ = "assistant_task"
    __table_args__ = (
        Index(None, "brand_id", "conversation_id"),
        Index(None, "brand_id", "customer_id"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[TaskId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    customer_id: Mapped[CustomerId]
    skill: Mapped[str]
    step: Mapped[str]
    sealed: Mapped[bytes]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
