"""The port through which every channel hands over what arrives; `flow` implements it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from warmline.channels.chat import NO_WISHES, Wishes
from warmline.channels.inbound import Inbound
from warmline.foundation.actor import Actor


class Status(StrEnum):
    """How far a message got; it only moves forward."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The ids a message was given; `fresh` is false when it had been accepted before."""

    message_id: UUID
    conversation_id: UUID
    customer_id: UUID
    fresh: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the customer sees it."""

    id: UUID
    position: int
    author: str
    text: str
    at: datetime
    status: Status


class Intake(Protocol):
    """What a channel can tell the flow, and ask of it."""

    async def accept(self, actor: Actor, inbound: Inbound, wishes: Wishes = NO_WISHES) -> Accepted:
        """Store a message and queue its turn, once; durable when it returns.

        `wishes` are what its writer chose before; they are in force for its turn.
        """

    async def note_typing(self, actor: Actor, conversation_id: UUID) -> None:
        """The customer is still writing: the answer waits a little longer, and desks see it."""

    async def note_status(self, actor: Actor, message_id: UUID, status: Status) -> None:
        """A provider reports how far a message got; late and doubled reports do no harm."""

    async def history(
        self, actor: Actor, conversation_id: UUID, *, after: int = 0
    ) -> Sequence[Said]:
        """The messages after a position, in order."""

    async def ask_for_person(self, actor: Actor, conversation_id: UUID) -> None:
        """Always granted, at once."""

    async def stop_waiting(self, actor: Actor, conversation_id: UUID) -> None:
        """The customer would rather go on with the assistant."""

    async def set_purpose(
        self,
        actor: Actor,
        customer_id: UUID,
        purpose: str,
        *,
        granted: bool,
        language: str | None = None,
    ) -> None:
        """The customer allows a purpose or objects to it; in force from the next read.

        `language` is that of the words they were shown.
        """
