"""The table of decisions: enough to explain, contest, simulate, and evaluate off-policy."""

from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from warmline.customers import CustomerId
from warmline.foundation.brands import BrandId
from warmline.foundation.tables import Table
from warmline.timeline import ConversationId
from warmline.trust import ReceiptId

DecisionId = NewType("DecisionId", UUID)


class DecisionRow(Table):
    """Inputs by reference; `alternatives` with the propensity each had of being chosen."""

    __tablename__ = "decisions_decision"
    __table_args__ = (
        Index(None, "brand_id", "conversation_id", "to_position"),
        Index(None, "brand_id", "customer_id"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[DecisionId] = mapped_column(primary_key=True)
    conversation_id: Mapped[ConversationId]
    customer_id: Mapped[CustomerId]
    from_position: Mapped[int]
    to_position: Mapped[int]
    chosen: Mapped[dict[str, Any]]
    propensity: Mapped[float]
    alternatives: Mapped[list[dict[str, Any]]]
    rules: Mapped[list[str]]
    purposes: Mapped[list[str]]
    inputs: Mapped[dict[str, Any]]
    policy: Mapped[str]
    model: Mapped[str]
    receipt_id: Mapped[ReceiptId]
    decided_at: Mapped[datetime]
