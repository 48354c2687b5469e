"""Shapes of the customer's own page: what its address answers, part by part."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field


class PurposeView(BaseModel):
    """A use of their data; `gave` is what it really did for them, and is empty if nothing."""

    name: str
    title: str
    what: str
    gives: str
    basis: str
    kept: str
    granted: bool
    can_be_refused: bool
    gave: list[str]


class ChoiceView(BaseModel):
    value: str
    label: str


class PointView(BaseModel):
    position: int
    valence: float | None
    doubt: float


class HeldView(BaseModel):
    """Who held the conversation from a position on, for the colour of the line."""

    from_position: int
    holder: str


class InferredView(BaseModel):
    """What was worked out from their words; a correction names `message_id` and `field`."""

    message_id: UUID
    field: Literal["feeling", "intent", "urgency"]
    title: str
    text: str
    used_for: str
    at: datetime
    is_corrected: bool
    points: list[PointView]
    held: list[HeldView]
    choices: list[ChoiceView]


class KnownView(BaseModel):
    """A fact and where it is from; `value` is a person's own words, never ours."""

    label: str
    value: str
    source: str
    at: datetime | None


class SeenView(BaseModel):
    who: str
    what: str
    at: datetime
    is_person: bool


class ContestView(BaseModel):
    """A question to a person, by when they answer it, and what they found."""

    words: str
    due_at: datetime
    is_late: bool
    settled_at: datetime | None
    outcome: str | None
    answer: str | None


class ReceiptView(BaseModel):
    id: UUID
    number: str
    text: str
    because: str
    at: datetime
    conversation_id: UUID
    contest: ContestView | None


class SaidView(BaseModel):
    id: UUID
    author: Literal["customer", "assistant", "agent"]
    name: str | None
    text: str
    at: datetime


class TalkView(BaseModel):
    """A conversation; of one that is theirs in part, only that part."""

    id: UUID
    at: datetime
    title: str
    holder: str
    holder_text: str
    messages: list[SaidView]
    has_earlier: bool


class PersonView(BaseModel):
    """How a person is reached from here: in the same place on every state of the page."""

    state: Literal["free", "waiting", "person"]
    name: str | None = None
    here: bool
    back_at: datetime | None
    usual_minutes: int | None
    position: int | None = None
    promised_at: datetime | None = None
    is_late: bool = False


class VisitView(BaseModel):
    how: Literal["code", "link", "visitor"]
    ends_at: datetime


class OwnView(BaseModel):
    """All of the page; each part is sent anew when it changes."""

    language: str
    brand: str
    title: str
    visit: VisitView
    gpc: Literal["honoured"] | None
    restricted_since: datetime | None
    claimed_only: bool = Field(
        description="Something was written from this address before it was proven; not shown."
    )
    purposes: list[PurposeView]
    inferred: list[InferredView]
    known: list[KnownView]
    seen: list[SeenView]
    receipts: list[ReceiptView]
    conversations: list[TalkView]
    person: PersonView


class OwnChange(BaseModel):
    """The parts that are another than before, by name."""

    parts: dict[str, object]


def changed(old: OwnView, new: OwnView) -> OwnChange:
    """What somebody who has `old` needs to have `new`."""
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    return OwnChange(parts={name: after[name] for name in after if after[name] != before[name]})


def apply(old: OwnView, change: OwnChange) -> OwnView:
    """The page after a change."""
    return OwnView.model_validate({**old.model_dump(mode="json"), **change.parts})
