"""What an agent does with a conversation, over HTTP; needs a signed-in person."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from warmline.channels import usable_text
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.database import Database
from warmline.foundation.http import Access
from warmline.timeline import ConversationId, MessageId
from warmline.understanding import Field as ReadingField
from warmline.workspace import hold
from warmline.workspace.desk import Grounds
from warmline.workspace.desk.acts import correct_reading
from warmline.workspace.desk.drafts import Draft, draft_for
from warmline.workspace.notes import write_note
from warmline.workspace.snooze import snooze, unsnooze

Act = Callable[[Session, Actor, ConversationId], None]
Key = Annotated[
    str | None,
    Header(alias="Idempotency-Key", description="Yours; sent again, it is said once."),
]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AnswerIn(_In):
    text: str = Field(min_length=1)
    seen: int | None = Field(default=None, description="The newest position you have seen.")


class NoteIn(_In):
    text: str = Field(min_length=1)


class AssignIn(_In):
    to: UUID


class SnoozeIn(_In):
    until: datetime


class CorrectionIn(_In):
    field: ReadingField
    value: str


class SaidOut(BaseModel):
    message_id: UUID


class NotedOut(BaseModel):
    note_id: UUID


class DraftOut(BaseModel):
    draft: Draft | None


def routes(database: Database, grounds: Grounds, access: Access) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["conversations"])
    _add_plain_acts(router, database, access)
    _add_words(router, database, grounds, access)
    _add_placing(router, database, access)
    _add_correcting(router, database, grounds, access)
    return router


def _add_plain_acts(router: APIRouter, database: Database, access: Access) -> None:
    Agent = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_ANSWER))]  # noqa: N806 - a type

    def add(name: str, act: Act) -> None:
        @router.post(
            f"/conversations/{{conversation_id}}/{name}",
            status_code=204,
            operation_id=f"post_{name.replace('-', '_')}",
            summary=(act.__doc__ or "").split(";")[0].strip("."),
        )
        async def post(conversation_id: UUID, actor: Agent) -> None:
            await database.write(
                lambda session: act(session, actor, ConversationId(conversation_id))
            )

    add("take", hold.take)
    add("hand-back", hold.hand_back)
    add("transfer", hold.transfer)
    add("leave", hold.leave)
    add("close", hold.close)
    add("unsnooze", unsnooze)


def _add_words(router: APIRouter, database: Database, grounds: Grounds, access: Access) -> None:
    Agent = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_ANSWER))]  # noqa: N806 - a type

    @router.post("/conversations/{conversation_id}/answer", status_code=201)
    async def post_answer(
        conversation_id: UUID, body: AnswerIn, actor: Agent, key: Key = None
    ) -> SaidOut:
        """Say something as the agent who holds the conversation."""
        text, seen = usable_text(body.text), body.seen
        known, sealer = ConversationId(conversation_id), grounds.of(actor.brand_id).sealer
        message_id = await database.write(
            lambda session: hold.answer(session, actor, sealer, known, text, key=key, seen=seen)
        )
        return SaidOut(message_id=message_id)

    @router.post("/conversations/{conversation_id}/note", status_code=201)
    async def post_note(
        conversation_id: UUID, body: NoteIn, actor: Agent, key: Key = None
    ) -> NotedOut:
        """Leave a note for colleagues; the customer never sees it."""
        text = usable_text(body.text)
        known, sealer = ConversationId(conversation_id), grounds.of(actor.brand_id).sealer
        note_id = await database.write(
            lambda session: write_note(session, actor, sealer, known, text, key=key)
        )
        return NotedOut(note_id=note_id)

    @router.get("/conversations/{conversation_id}/draft")
    async def get_draft(conversation_id: UUID, actor: Agent) -> DraftOut:
        """What knowledge has for the newest words that nobody answered, or null."""
        ground = grounds.of(actor.brand_id)
        found = await database.read(
            lambda session: draft_for(session, actor, ground, ConversationId(conversation_id))
        )
        return DraftOut(draft=found)


def _add_placing(router: APIRouter, database: Database, access: Access) -> None:
    Agent = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_ANSWER))]  # noqa: N806 - a type

    @router.post("/conversations/{conversation_id}/assign", status_code=204)
    async def post_assign(conversation_id: UUID, body: AssignIn, actor: Agent) -> None:
        """Give a waiting conversation, or one's own, to a named colleague."""
        known = ConversationId(conversation_id)
        await database.write(lambda session: hold.assign(session, actor, known, body.to))

    @router.post("/conversations/{conversation_id}/snooze", status_code=204)
    async def post_snooze(conversation_id: UUID, body: SnoozeIn, actor: Agent) -> None:
        """Put one's own conversation aside until a time."""
        known = ConversationId(conversation_id)
        await database.write(lambda session: snooze(session, actor, known, body.until))


def _add_correcting(
    router: APIRouter, database: Database, grounds: Grounds, access: Access
) -> None:
    Agent = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_ANSWER))]  # noqa: N806 - a type

    @router.post("/messages/{message_id}/corrections", status_code=204)
    async def post_correction(message_id: UUID, body: CorrectionIn, actor: Agent) -> None:
        """Say what a customer's words meant, in place of what was read."""
        known, ground = MessageId(message_id), grounds.of(actor.brand_id)
        await database.write(
            lambda session: correct_reading(session, actor, ground, known, body.field, body.value)
        )
