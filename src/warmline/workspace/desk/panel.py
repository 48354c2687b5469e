"""The customer's panel: who it is as far as is proven, what they like, and what may be used.

Claimed only: earlier words, orders and names stay closed, and the panel says why.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline import customers, timeline, trust, understanding
from warmline.assistant import Task
from warmline.assistant.situations import area_in
from warmline.channels import Hint, SenderKind
from warmline.customers import ContactPoint, CustomerId
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.timeline import Author, Conversation, Holder, Message
from warmline.trust import PURPOSES, Answer
from warmline.workspace.desk.ground import Ground
from warmline.workspace.desk.rows import READ_BACK, wish_of

_MOST_BEFORE = 5


class ReachedView(BaseModel):
    """`value` is null for what nobody can read, such as a browser."""

    kind: str
    value: str | None
    is_proven: bool


class PreferenceView(BaseModel):
    name: str
    value: str


class BeforeView(BaseModel):
    conversation_id: UUID
    at: datetime
    wish: str
    holder: Holder


class UseView(BaseModel):
    """A purpose; `is_answered`: the customer said so themselves."""

    name: str
    title: str
    granted: bool
    is_answered: bool
    can_be_refused: bool


class Panel(BaseModel):
    """`closed` is why nothing earlier is shown; then `before` is empty."""

    customer_id: UUID
    is_proven: bool
    known_since: datetime | None
    closed: str | None
    reached: list[ReachedView]
    prefers: list[PreferenceView]
    happening: list[str]
    before: list[BeforeView]
    uses: list[UseView]


def panel_of(
    session: Session,
    actor: Actor,
    ground: Ground,
    conversation: Conversation,
    *,
    messages: Sequence[Message],
    tasks: Sequence[Task],
    answers: Sequence[Answer],
    everyone: frozenset[CustomerId],
) -> Panel:
    """What may be known beside the conversation."""
    points = customers.contact_points_of(session, actor, ground.sealer, conversation.customer_id)
    proven = is_proven(session, actor, ground, messages, points)
    others = (
        timeline.conversations_of(session, actor, everyone, most=_MOST_BEFORE + 1) if proven else []
    )
    liked = customers.preferences_of(session, actor, ground.sealer, conversation.customer_id)
    return Panel(
        customer_id=conversation.customer_id,
        is_proven=proven,
        known_since=min((each.started_at for each in others), default=None),
        closed=None if proven else ground.say("panel-closed"),
        reached=[_reached(each) for each in points],
        prefers=_prefers(ground, liked),
        happening=_happening(ground, messages, tasks),
        before=[
            _before(session, actor, ground, each) for each in others if each.id != conversation.id
        ][:_MOST_BEFORE],
        uses=[
            UseView(
                name=purpose.name,
                title=ground.say(f"use-{purpose.name}"),
                granted=trust.is_allowed(purpose, answers),
                is_answered=any(each.purpose == purpose for each in answers),
                can_be_refused=purpose.can_be_refused,
            )
            for purpose in PURPOSES
        ],
    )


def _prefers(ground: Ground, liked: Mapping[str, str]) -> list[PreferenceView]:
    """What the customer likes; of ways to show a screen, those that are on, by their names."""
    hints = {hint.preference: hint for hint in Hint}
    found = []
    for name, value in liked.items():
        if name not in hints:
            found.append(PreferenceView(name=name, value=value))
        elif value == "on":
            found.append(PreferenceView(name=ground.say(f"prefers-{hints[name]}"), value=""))
    return found


def is_proven(
    session: Session,
    actor: Actor,
    ground: Ground,
    messages: Sequence[Message],
    points: Sequence[ContactPoint],
) -> bool:
    """Whether whoever writes here has shown who they are: a proven address, account or code.

    An account can only be named by the brand's own server, which has signed its owner in.
    """
    if any(each.kind == SenderKind.ACCOUNT or _is_proven_point(each) for each in points):
        return True
    theirs = [each for each in messages if each.author is Author.CUSTOMER]
    if not theirs:
        return False
    proof = trust.latest_proof(session, actor, ground.sealer, theirs[-1])
    return proof is not None and proof.holds()


def _is_proven_point(point: ContactPoint) -> bool:
    return point.proven_at is not None


def _reached(point: ContactPoint) -> ReachedView:
    is_browser = point.kind == SenderKind.VISITOR
    return ReachedView(
        kind=point.kind,
        value=None if is_browser else point.value,
        is_proven=_is_proven_point(point) or point.kind == SenderKind.ACCOUNT,
    )


def _happening(ground: Ground, messages: Sequence[Message], tasks: Sequence[Task]) -> list[str]:
    """What goes on where they live, if that is known, or everywhere."""
    area = next(
        (
            str(profile["area"])
            for task in reversed(tasks)
            if isinstance(profile := task.values.get("profile"), dict) and profile.get("area")
        ),
        None,
    )
    pattern = ground.area_pattern()
    if area is None and pattern is not None:
        texts = [each.text for each in messages if each.author is Author.CUSTOMER]
        area = area_in(texts, pattern)
    return [
        each.text.get(ground.language) or next(iter(each.text.values()))
        for each in ground.situations(area, now())
    ]


def _before(
    session: Session, actor: Actor, ground: Ground, conversation: Conversation
) -> BeforeView:
    needs = understanding.recent_needs(session, actor, conversation.id, most=READ_BACK)
    return BeforeView(
        conversation_id=conversation.id,
        at=conversation.started_at,
        wish=wish_of(session, actor, ground, conversation.id, needs),
        holder=conversation.holder,
    )
