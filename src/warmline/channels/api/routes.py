"""`POST /api/v1/messages` and what a customer can do in a conversation.

No answer leaves before what it says is durable.
"""

import json
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Response, status
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from warmline.channels.chat import Wishes
from warmline.channels.inbound import (
    Channel,
    Inbound,
    Sender,
    SenderKind,
    usable_external_id,
    usable_text,
)
from warmline.channels.intake import Intake, Status
from warmline.foundation.actor import Actor, Kind, Scope
from warmline.foundation.errors import NotPermitted
from warmline.foundation.http import Access


class SenderIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: SenderKind
    value: str = Field(description="The address: an e-mail, a phone number, your visitor's id.")


class MessageIn(BaseModel):
    """One message of one customer."""

    model_config = ConfigDict(extra="forbid")

    channel: Literal[Channel.API]
    external_id: str = Field(description="Your id of this message; the same id is stored once.")
    sender: SenderIn
    text: str
    sent_at: AwareDatetime | None = Field(
        default=None, description="When the customer sent it, with a zone; now, if left out."
    )

    def as_inbound(self) -> Inbound:
        return Inbound(
            channel=self.channel,
            account="",
            external_id=usable_external_id(self.external_id),
            sender=Sender.of(self.sender.kind, self.sender.value),
            text=usable_text(self.text),
            sent_at=self.sent_at,
            body=json.dumps(self.model_dump(mode="json"), sort_keys=True).encode(),
        )


class MessageOut(BaseModel):
    message_id: UUID
    conversation_id: UUID
    customer_id: UUID


class StatusIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    status: Literal[Status.DELIVERED, Status.READ, Status.FAILED]


class PurposeIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    granted: bool
    language: str | None = Field(
        default=None, max_length=35, description="The language of the words they were shown."
    )


class SaidOut(BaseModel):
    id: UUID
    position: int
    author: str
    text: str
    at: datetime
    status: Status


class HistoryOut(BaseModel):
    items: list[SaidOut]
    next: None = None


def routes(intake: Intake, access: Access) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["messages"])
    Appender = Annotated[Actor, Depends(access.needs(Scope.MESSAGES_APPEND))]  # noqa: N806 - a type
    Reader = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_READ))]  # noqa: N806 - a type

    @router.post(
        "/messages",
        status_code=status.HTTP_202_ACCEPTED,
        responses={
            200: {"model": MessageOut, "description": "Accepted before; the same ids."},
            409: {"description": "That id was used for another message."},
        },
    )
    async def post_message(
        message: MessageIn,
        actor: Appender,
        response: Response,
        sec_gpc: Annotated[str | None, Header()] = None,
    ) -> MessageOut:
        """Hand over a customer's message. It is answered in its conversation."""
        if actor.kind is Kind.BROWSER and message.sender.kind is not SenderKind.VISITOR:
            sentence = "A browser's key names only its own visitor; use kind “visitor”."
            raise NotPermitted(sentence)
        objects = actor.kind is Kind.BROWSER and sec_gpc == "1"
        accepted = await intake.accept(actor, message.as_inbound(), Wishes(objects_by_gpc=objects))
        if not accepted.fresh:
            response.status_code = status.HTTP_200_OK
        return MessageOut(
            message_id=accepted.message_id,
            conversation_id=accepted.conversation_id,
            customer_id=accepted.customer_id,
        )

    @router.get("/conversations/{conversation_id}/history")
    async def get_history(conversation_id: UUID, actor: Reader, after: int = 0) -> HistoryOut:
        """What was said after a position, as the customer sees it."""
        said = await intake.history(actor, conversation_id, after=after)
        return HistoryOut(
            items=[
                SaidOut(
                    id=each.id,
                    position=each.position,
                    author=each.author,
                    text=each.text,
                    at=each.at,
                    status=each.status,
                )
                for each in said
            ]
        )

    @router.post("/conversations/{conversation_id}/typing", status_code=204)
    async def post_typing(conversation_id: UUID, actor: Appender) -> None:
        """The customer is writing: the answer waits for them."""
        await intake.note_typing(actor, conversation_id)

    @router.post("/conversations/{conversation_id}/ask-for-person", status_code=204)
    async def post_ask_for_person(conversation_id: UUID, actor: Appender) -> None:
        """The customer wants a person: granted at once."""
        await intake.ask_for_person(actor, conversation_id)

    @router.post("/conversations/{conversation_id}/stop-waiting", status_code=204)
    async def post_stop_waiting(conversation_id: UUID, actor: Appender) -> None:
        """The customer does not want to wait for a person any longer."""
        await intake.stop_waiting(actor, conversation_id)

    @router.post("/messages/{message_id}/status", status_code=204)
    async def post_status(message_id: UUID, body: StatusIn, actor: Reader) -> None:
        """How far one of our messages got with the customer; it only moves forward."""
        await intake.note_status(actor, message_id, body.status)

    @router.put("/customers/{customer_id}/purposes/{purpose}", status_code=204)
    async def put_purpose(
        customer_id: UUID,
        purpose: str,
        body: PurposeIn,
        actor: Annotated[Actor, Depends(access.needs(Scope.CONSENT_WRITE))],
    ) -> None:
        """The customer allows a purpose, or objects to it."""
        await intake.set_purpose(
            actor, customer_id, purpose, granted=body.granted, language=body.language
        )

    return router
