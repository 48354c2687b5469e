"""Typing: somebody is writing now. It passes by open screens only, and is never stored."""

from typing import Any, Final
from uuid import UUID

from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.events import Event
from warmline.foundation.ids import new_id

AGENT_TYPING: Final = "agent.typing.v1"
CUSTOMER_TYPING: Final = "customer.typing.v1"
TYPING: Final = frozenset({AGENT_TYPING, CUSTOMER_TYPING})


def agent_typing(brand_id: BrandId, conversation_id: UUID, *, name: str) -> Event:
    """Whoever has the conversation is writing; `name` is what the customer may call them."""
    return _typing(brand_id, conversation_id, AGENT_TYPING, {"name": name})


def customer_typing(brand_id: BrandId, conversation_id: UUID) -> Event:
    """The customer is writing."""
    return _typing(brand_id, conversation_id, CUSTOMER_TYPING, {})


def _typing(brand_id: BrandId, conversation_id: UUID, type_: str, data: dict[str, Any]) -> Event:
    return Event(
        sequence=0,
        id=new_id(),
        brand_id=brand_id,
        type=type_,
        subject=conversation_id,
        occurred_at=now(),
        data=data,
    )
