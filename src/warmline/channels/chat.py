"""A chat as its visitor sees it, and the port by which the chat channel asks for it.

`flow` implements the port. Whoever holds a visitor's secret is that visitor; every call says
which one, and nothing of another's is in any answer.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol
from uuid import UUID

from pydantic import BaseModel

from warmline.channels.inbound import Sender
from warmline.foundation.actor import Actor


class Hint(StrEnum):
    """How a chat can be shown; never what is said in it, what it costs, or how fast it is."""

    CALM = "calm"
    SIMPLER_STEPS = "simpler_steps"
    LARGER_TEXT = "larger_text"
    PERSON_FIRST = "person_first"

    @property
    def preference(self) -> str:
        """The name of the preference that keeps a customer's choice of it: “on” or “off”."""
        return f"hint:{self}"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a visitor chose: purposes and hints by name, and what their browser asks for."""

    purposes: Mapping[str, bool] = field(default_factory=dict)
    hints: Mapping[Hint, bool] = field(default_factory=dict)
    objects_by_gpc: bool = False


NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is at the other end: nobody known before their first message.

    `wishes` are those of somebody who is no customer yet.
    """

    sender: Sender | None
    language: str | None
    wishes: Wishes = NO_WISHES


@dataclass(frozen=True, slots=True)
class ChatPlace:
    """A visitor's conversation; `customer_ids` are all that this person is now."""

    conversation_id: UUID
    customer_id: UUID
    customer_ids: frozenset[UUID]


class ChatBrand(BaseModel):
    name: str


class ChatPerson(BaseModel):
    name: str


class ChatSource(BaseModel):
    article: str
    title: str
    version: int


class ChatMessage(BaseModel):
    """`client_id` is the visitor's own id of a message of theirs, `name` a person's first name."""

    id: UUID
    client_id: str | None
    position: int
    author: Literal["customer", "assistant", "agent"]
    name: str | None
    text: str
    at: datetime
    status: str
    is_notice: bool
    sources: list[ChatSource]


class ChatWait(BaseModel):
    position: int
    of: int
    since: datetime
    promised_at: datetime | None
    first_promised_at: datetime | None
    is_late: bool
    answering: int


class ChatWaited(BaseModel):
    waited_minutes: int
    said_minutes: int | None
    at_position: int


class ChatPeople(BaseModel):
    here: bool
    until: datetime | None
    back_at: datetime | None
    usual_minutes: int | None


class ChatSense(BaseModel):
    granted: bool


class ChatTask(BaseModel):
    id: UUID
    skill: str
    title: str
    step: str
    asks: str | None
    choices: list[str]
    summary: list[str]
    can_undo: bool


HintState = Literal["off", "decided", "chosen"]


class ChatRest(BaseModel):
    """All of a chat but its messages; `now` is the server's clock, which the others count from."""

    now: datetime
    brand: ChatBrand
    language: str
    conversation_id: UUID | None
    holder: Literal["assistant", "waiting", "person", "nobody"]
    holder_text: str
    holder_since: datetime | None
    person: ChatPerson | None
    wait: ChatWait | None
    waited: ChatWaited | None
    people: ChatPeople
    sense: ChatSense
    gpc: Literal["honoured"] | None
    hints: dict[Hint, HintState]
    task: ChatTask | None
    quick_replies: list[str]


class ChatState(ChatRest):
    messages: list[ChatMessage]


class ChatChange(BaseModel):
    """New or changed messages, and all else when it may have changed."""

    messages: list[ChatMessage]
    rest: ChatRest | None


class Transcript(BaseModel):
    text: str
    filename: str


class Passage(BaseModel):
    """An article that a message quotes; `quoted` are the places of what it quotes."""

    title: str
    version: int
    language: str
    paragraphs: list[str]
    quoted: list[int]
    published_at: datetime


class Chats(Protocol):
    """What the chat channel asks of the flow, beside what every channel can."""

    async def find(self, actor: Actor, sender: Sender) -> ChatPlace | None:
        """The conversation of a visitor, if there is one."""

    def check(self, wishes: Wishes) -> None:
        """Raises what recording these wishes would raise."""

    async def note(self, actor: Actor, place: ChatPlace, wishes: Wishes) -> None:
        """The visitor chose something; in force from the next read."""

    async def ask_for_person(self, actor: Actor, sender: Sender, guest: Guest) -> None:
        """Always granted, at once; also before anything was written."""

    async def close(self, actor: Actor, place: ChatPlace) -> None:
        """Nothing is left to do; to write again opens it again."""

    async def note_read(self, actor: Actor, place: ChatPlace, *, up_to: int) -> None:
        """The visitor has seen our messages up to a position."""

    async def state(self, actor: Actor, guest: Guest, place: ChatPlace | None) -> ChatState:
        """The whole chat as it is now."""

    async def change(
        self,
        actor: Actor,
        guest: Guest,
        place: ChatPlace,
        message_ids: Collection[UUID],
        *,
        with_rest: bool,
    ) -> ChatChange:
        """What somebody who has the state needs to have it fresh."""

    async def transcript(self, actor: Actor, guest: Guest, place: ChatPlace) -> Transcript:
        """The conversation to take along, as plain text."""

    async def passage(
        self, actor: Actor, place: ChatPlace, message_id: UUID, article: str, version: int
    ) -> Passage:
        """What a message of this conversation quotes; raises `NotFound`."""

    async def own_word(self, actor: Actor, sender: Sender) -> str | None:
        """A word that opens the visitor's own page once; None while nothing of them is known."""
