"""The timeline of a customer over the API: what was said and what happened, in order."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline.customers import CustomerId, check_known, everyone
from warmline.foundation import pages
from warmline.foundation.actor import Actor, Saw, Scope
from warmline.foundation.database import Database
from warmline.foundation.http import Access, Cursor, Limit
from warmline.foundation.sealing import Sealer
from warmline.timeline.messages import Message, messages_of_customers


class EntryOut(BaseModel):
    """One thing said; later issues add the things that happened."""

    type: Literal["message"]
    id: UUID
    conversation_id: UUID
    position: int
    author: str
    text: str
    is_notice: bool
    status: str
    at: datetime
    recorded_at: datetime


class TimelineOut(BaseModel):
    items: list[EntryOut]
    next: str | None


def routes(database: Database, sealer: Sealer, access: Access, saw: Saw) -> APIRouter:
    router = APIRouter(prefix="/api/v1/customers", tags=["timeline"])

    @router.get("/{customer_id}/timeline")
    async def get_timeline(
        customer_id: UUID,
        actor: Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_READ))],
        cursor: Cursor = None,
        limit: Limit = pages.DEFAULT_LIMIT,
    ) -> TimelineOut:
        """All that was said with this customer, over joins and channels, oldest first."""

        def query(session: Session) -> list[Message]:
            known = CustomerId(customer_id)
            check_known(session, actor, known)
            ids = everyone(session, actor, known)
            return messages_of_customers(
                session, actor, sealer, ids, after=pages.read_cursor(cursor), limit=limit + 1
            )

        found = await database.read(query)
        saw(actor, customer_id, "conversation")
        page = pages.cut(found, limit, lambda message: message.id)
        return TimelineOut(items=[_show(each) for each in page.items], next=page.next)

    return router


def _show(message: Message) -> EntryOut:
    return EntryOut(
        type="message",
        id=message.id,
        conversation_id=message.conversation_id,
        position=message.position,
        author=message.author,
        text=message.text,
        is_notice=message.is_notice,
        status=message.status,
        at=message.occurred_at,
        recorded_at=message.recorded_at,
    )
