"""The queue as a desk shows it: what waits, what people have, and how much the software holds."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline import timeline, trust
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.errors import NotFound
from warmline.foundation.ids import first_id_at
from warmline.timeline import ConversationId, Holder
from warmline.workspace.desk.ground import Ground
from warmline.workspace.desk.load import Load, load_of
from warmline.workspace.desk.rows import AgentView, Row, row_of

MOST_ROWS: Final = 500
MOST_COUNTED: Final = 200
_TODAY: Final = timedelta(hours=24)
_WITH_PEOPLE: Final = (Holder.WAITING, Holder.PERSON)


class WishName(BaseModel):
    name: str
    title: str


class QueueState(BaseModel):
    """All that a desk knows before it opens a conversation.

    `now` is the server's clock; `rows` are in order, and `more` wait beyond those.
    `with_assistant` are the conversations of the last day that the assistant holds, counted up
    to 200.
    """

    now: datetime
    me: AgentView
    capacity: int | None
    colleagues: list[AgentView]
    brand: str
    language: str
    wishes: list[WishName]
    rows: list[Row]
    more: int
    with_assistant: int
    load: Load


class QueueChange(BaseModel):
    """New or changed rows, and those that are with nobody who could show them any more."""

    rows: list[Row]
    gone: list[ConversationId]
    with_assistant: int


def load_queue_state(session: Session, actor: Actor, ground: Ground, agent_id: UUID) -> QueueState:
    """The queue as this agent's desk opens with it."""
    members = trust.members_of(session, actor)
    found = [
        each
        for holder in _WITH_PEOPLE
        for each in timeline.held_by(session, actor, holder, after=None, limit=MOST_ROWS + 1)
    ]
    rows = [row_of(session, actor, ground, members, each) for each in found[:MOST_ROWS]]
    me = members[agent_id]
    return QueueState(
        now=now(),
        me=AgentView(id=me.id, name=me.first_name),
        capacity=ground.capacity(me.name),
        colleagues=[
            AgentView(id=each.id, name=each.first_name)
            for each in members.values()
            if each.answers and each.id != agent_id
        ],
        brand=ground.service.pack.brand if ground.service is not None else "",
        language=ground.language,
        wishes=[WishName(name=name, title=title) for name, title in ground.wishes().items()],
        rows=sorted(rows, key=lambda row: row.order),
        more=max(0, len(found) - MOST_ROWS),
        with_assistant=_count_with_assistant(session, actor),
        load=load_of(session, actor, agent_id),
    )


def load_queue_change(
    session: Session, actor: Actor, ground: Ground, changed: Collection[ConversationId]
) -> QueueChange:
    """These conversations afresh: a row each, or gone from the queue."""
    members = trust.members_of(session, actor)
    rows, gone = [], []
    for conversation_id in sorted(changed):
        try:
            conversation = timeline.find_conversation(session, actor, conversation_id)
        except NotFound:  # erased meanwhile
            gone.append(conversation_id)
            continue
        if conversation.holder in _WITH_PEOPLE:
            rows.append(row_of(session, actor, ground, members, conversation))
        else:
            gone.append(conversation_id)
    count = _count_with_assistant(session, actor)
    return QueueChange(rows=rows, gone=gone, with_assistant=count)


def _count_with_assistant(session: Session, actor: Actor) -> int:
    begun_after = first_id_at(now() - _TODAY)
    return timeline.count_held_by(
        session, actor, Holder.ASSISTANT, begun_after=begun_after, most=MOST_COUNTED
    )
