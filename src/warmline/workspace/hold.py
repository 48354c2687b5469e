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
    Holder,
    LockedConversation,
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
    conversation = _open(session, actor, conversation_id)
    timeline.transition(session, actor, conversation, Reason.TAKEN, agent_id=_agent(actor))


def answer(
    session: Session, actor: Actor, sealer: Sealer, conversation_id: ConversationId, text: str
) -> MessageId:
    """The agent who holds the conversation says something."""
    conversation = _mine(session, actor, conversation_id)
    leg_id, customer_id, key_id = timeline.last_customer_message(session, actor, conversation_id)
    return timeline.append(
        session,
        actor,
        sealer,
        conversation,
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
    conversation = _mine(session, actor, conversation_id)
    timeline.transition(session, actor, conversation, Reason.HANDED_BACK)


def transfer(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """Another person is to go on; the customer waits in the queue until they do."""
    conversation = _mine(session, actor, conversation_id)
    timeline.transition(session, actor, conversation, Reason.TRANSFERRED)


def leave(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """The agent has to go; the conversation waits for another person."""
    conversation = _mine(session, actor, conversation_id)
    timeline.transition(session, actor, conversation, Reason.AGENT_GONE)


def close(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """Nothing is left to do; the customer can write again at any time."""
    conversation = _open(session, actor, conversation_id)
    stretch = conversation.stretch
    if stretch.holder is Holder.PERSON and stretch.agent_id != actor.id:
        raise NotYours
    timeline.transition(session, actor, conversation, Reason.CLOSED)


def _open(session: Session, actor: Actor, conversation_id: ConversationId) -> LockedConversation:
    actor.demand(Scope.CONVERSATIONS_ANSWER)
    return timeline.lock(session, actor, conversation_id)


def _mine(session: Session, actor: Actor, conversation_id: ConversationId) -> LockedConversation:
    conversation = _open(session, actor, conversation_id)
    if conversation.stretch.holder is not Holder.PERSON:
        message = "Take the conversation first."
        raise Conflict(message)
    if conversation.stretch.agent_id != _agent(actor):
        raise NotYours
    return conversation


def _agent(actor: Actor) -> UUID:
    if actor.kind is not Kind.AGENT or actor.id is None:
        message = "Only a signed-in person can do this; a key is nobody."
        raise NotPermitted(message)
    return actor.id
