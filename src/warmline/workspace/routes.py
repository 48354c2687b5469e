"""Conversations over the API: the queue, one conversation, its live stream, and parked work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from warmline import timeline
from warmline.foundation import due, pages
from warmline.foundation.actor import Actor, Saw, Scope
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.database import Database
from warmline.foundation.events import Event
from warmline.foundation.http import Access, Cursor, Limit
from warmline.foundation.live import FellBehind, Live, Stopped, Subscription
from warmline.foundation.sealing import Sealer
from warmline.timeline import ConversationId, Holder
from warmline.workspace.changes import Change, load_change
from warmline.workspace.view import ConversationView, view

_KEEP_ALIVE_SECONDS = 15.0


class WaitingOut(BaseModel):
    id: UUID
    customer_id: UUID
    language: str | None
    holder: Holder
    last_position: int


class ConversationsOut(BaseModel):
    items: list[WaitingOut]
    next: str | None


class ParkedOut(BaseModel):
    kind: str
    subject: UUID
    attempts: int
    last_error: str | None


class ParkedListOut(BaseModel):
    items: list[ParkedOut]
    next: None = None


def routes(
    database: Database,
    sealer: Sealer,
    catalogue: Catalogue,
    live: Live,
    access: Access,
    saw: Saw,
) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["conversations"])
    _add_reading(router, database, sealer, catalogue, access, saw)
    _add_stream(router, database, (sealer, catalogue), live, access, saw)
    _add_parked(router, database, access)
    return router


def _add_reading(
    router: APIRouter,
    database: Database,
    sealer: Sealer,
    catalogue: Catalogue,
    access: Access,
    saw: Saw,
) -> None:
    Reader = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_READ))]  # noqa: N806 - a type

    @router.get("/conversations")
    async def get_conversations(
        holder: Holder,
        actor: Reader,
        cursor: Cursor = None,
        limit: Limit = pages.DEFAULT_LIMIT,
    ) -> ConversationsOut:
        """Conversations with that holder, longest held first."""
        after = pages.read_cursor(cursor)
        found = await database.read(
            lambda session: timeline.held_by(session, actor, holder, after=after, limit=limit + 1)
        )
        page = pages.cut(found, limit, lambda each: each.stretch.id)
        return ConversationsOut(
            items=[
                WaitingOut(
                    id=each.id,
                    customer_id=each.customer_id,
                    language=each.language,
                    holder=each.holder,
                    last_position=each.last_position,
                )
                for each in page.items
            ],
            next=page.next,
        )

    @router.get("/conversations/{conversation_id}")
    async def get_conversation(conversation_id: UUID, actor: Reader) -> ConversationView:
        """One conversation: who holds it, what was said, read and decided."""
        found = await database.read(
            lambda session: view(session, actor, sealer, catalogue, ConversationId(conversation_id))
        )
        saw(actor, found.customer_id, "conversation")
        return found


def _add_stream(
    router: APIRouter,
    database: Database,
    ground: tuple[Sealer, Catalogue],
    live: Live,
    access: Access,
    saw: Saw,
) -> None:
    sealer, catalogue = ground
    Reader = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_READ))]  # noqa: N806 - a type

    async def existing(conversation_id: UUID, actor: Reader) -> ConversationId:
        """Refuse an unknown conversation before the stream begins."""
        known = ConversationId(conversation_id)
        await database.read(lambda session: timeline.find_conversation(session, actor, known))
        return known

    @router.get("/conversations/{conversation_id}/stream", response_class=EventSourceResponse)
    async def get_stream(
        known: Annotated[ConversationId, Depends(existing)], actor: Reader
    ) -> AsyncIterator[ServerSentEvent]:
        """Server-sent events: `state` with the whole view, then a `change` for each change.

        After a break, connect again: the stream begins with the whole state.
        """
        async with live.subscribe((actor.brand_id, known)) as subscription:
            state = await database.read(
                lambda session: view(session, actor, sealer, catalogue, known)
            )
            saw(actor, state.customer_id, "conversation")
            yield ServerSentEvent(event="state", data=state)
            with suppress(FellBehind, Stopped):
                while True:
                    events = await _next_events(subscription)
                    if not events:
                        yield ServerSentEvent(comment="still here")
                        continue
                    yield ServerSentEvent(event="change", data=await load(actor, known, events))

    async def load(actor: Actor, conversation_id: ConversationId, events: list[Event]) -> Change:
        return await database.read(
            lambda session: load_change(session, actor, sealer, catalogue, conversation_id, events)
        )


async def _next_events(subscription: Subscription) -> list[Event]:
    """The events that wait, at least one; none when it was quiet for a while."""
    try:
        async with asyncio.timeout(_KEEP_ALIVE_SECONDS):
            return [await subscription.next(), *subscription.waiting()]
    except TimeoutError:
        return []


def _add_parked(router: APIRouter, database: Database, access: Access) -> None:
    Lead = Annotated[Actor, Depends(access.needs(Scope.DUE_READ))]  # noqa: N806 - a type

    @router.get("/due/parked")
    async def get_parked(actor: Lead) -> ParkedListOut:
        """Work that failed too often and waits for somebody to look."""
        found = await database.read(lambda session: due.parked(session, actor))
        return ParkedListOut(
            items=[
                ParkedOut(
                    kind=each.kind,
                    subject=each.subject,
                    attempts=each.attempts,
                    last_error=each.last_error,
                )
                for each in found
            ]
        )

    @router.post("/due/parked/{kind}/{subject}/release", status_code=204)
    async def post_release(kind: str, subject: UUID, actor: Lead) -> None:
        """Let parked work run again."""
        await database.write(lambda session: due.release(session, actor, kind, subject))
