"""What a person does with a conversation: each act is one transition of its holder, or a message.

Only the agent who holds a conversation writes in it, hands it back or passes it on.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from warmline import timeline
from warmline.foundation.actor import Actor, Kind, Scope
from warmline.foundation.errors import Conflict, NotPermitted
from warmline.foundation.sealing import Sealer
from warmline.timeline import (
    Author,
    ConversationId,
    ConversationRow,
    Holder,
    MessageId,
    NewMessage,
    Reason,
)


class NotYours(Conflict):
    code = "not_yours"

    def __init__(self) -> None:
        super().__init__("Another person has this conversation; they can pass it on to you.")


def take(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """The agent takes a waiting conversation; the first of two gets it."""
    row = _open(session, actor, conversation_id)
    timeline.transition(session, actor, row, Reason.TAKEN, agent_id=_agent(actor))


def answer(
    session: Session, actor: Actor, sealer: Sealer, conversation_id: ConversationId, text: str
) -> MessageId:
    """The agent who holds the conversation says something."""
    row = _mine(session, actor, conversation_id)
    leg_id, customer_id, key_id = timeline.last_customer_message(session, actor, conversation_id)
    return timeline.append(
        session,
        actor,
        sealer,
        row,
        NewMessage(
            leg_id=leg_id,
            customer_id=customer_id,
            key_id=key_id,
            author=Author.AGENT,
            text=text,
        ),
    )


def hand_back(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """The assistant goes on."""
    row = _mine(session, actor, conversation_id)
    timeline.transition(session, actor, row, Reason.HANDED_BACK)


def transfer(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """Another person is to go on; the customer waits in the queue until they do."""
    row = _mine(session, actor, conversation_id)
    timeline.transition(session, actor, row, Reason.TRANSFERRED)


def leave(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """The agent has to go; the conversation waits for another person."""
    row = _mine(session, actor, conversation_id)
    timeline.transition(session, actor, row, Reason.AGENT_GONE)


def close(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """Nothing is left to do; the customer can write again at any time."""
    row = _open(session, actor, conversation_id)
    stretch = timeline.current(session, actor, conversation_id)
    if stretch is not None and stretch.holder is Holder.PERSON and stretch.agent_id != actor.id:
        raise NotYours
    timeline.transition(session, actor, row, Reason.CLOSED)


def _open(session: Session, actor: Actor, conversation_id: ConversationId) -> ConversationRow:
    actor.demand(Scope.CONVERSATIONS_ANSWER)
    return timeline.lock(session, actor, conversation_id)


def _mine(session: Session, actor: Actor, conversation_id: ConversationId) -> ConversationRow:
    row = _open(session, actor, conversation_id)
    stretch = timeline.current(session, actor, conversation_id)
    if stretch is None or stretch.holder is not Holder.PERSON:
        message = "Take the conversation first."
        raise Conflict(message)
    if stretch.agent_id != _agent(actor):
        raise NotYours
    return row


def _agent(actor: Actor) -> UUID:
    if actor.kind is not Kind.AGENT or actor.id is None:
        message = "Only a signed-in person can do this; a key is nobody."
        raise NotPermitted(message)
    return actor.id
