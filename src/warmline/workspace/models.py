"""Tables of `workspace`: notes among colleagues, what is put aside, and what was asked before."""

from datetime import datetime
from typing import NewType
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from warmline.customers import CustomerId
from warmline.foundation.brands import BrandId
from warmline.foundation.tables import Table
from warmline.timeline import ConversationId

NoteId = NewType("NoteId", UUID)


class NoteRow(Table):
    """Words among colleagues, sealed under the key of the customer they are about.

    A table of its own: nothing that reads messages can meet a note. `after_position` is the
    message it stands behind.
    """

    __tablename__ = "workspace_note"
    __table_args__ = (
        Index(None, "brand_id", "conversation_id", "id"),
        Index(None, "brand_id", "customer_id"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[NoteId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    customer_id: Mapped[CustomerId]
    agent_id: Mapped[UUID]
    after_position: Mapped[int]
    sealed: Mapped[bytes]
    written_at: Mapped[datetime]


class SnoozeRow(Table):
    """A conversation put aside; it is back when `until` comes or the customer writes again.

    `position` is the newest message at that time: what is newer wakes it.
    """

    __tablename__ = "workspace_snooze"

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId] = mapped_column(primary_key=True)
    agent_id: Mapped[UUID]
    until: Mapped[datetime]
    position: Mapped[int]
    snoozed_at: Mapped[datetime]


class AskedRow(Table):
    """Something an agent asked for under a key of their own, and what came of it.

    The same key again is answered with the same id; with another body it is refused.
    """

    __tablename__ = "workspace_asked"
    __table_args__ = (Index(None, "brand_id", "asked_at"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    agent_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body_digest: Mapped[bytes]
    result_id: Mapped[UUID]
    asked_at: Mapped[datetime]
