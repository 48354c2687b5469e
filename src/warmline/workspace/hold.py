"""What a person does with a conversation: each act is one transition of its holder, or a message.

Only the agent who holds a conversation writes in it, hands it back or passes it on.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import timeline, trust
from warmline.foundation.actor import Actor, Kind, Scope
from warmline.foundation.errors import Conflict, NotFound, NotPermitted
from warmline.foundation.sealing import Sealer
from warmline.timeline import (
    Author,
    ConversationId,
    Holder,
    LockedConversation,
    Message,
    NewMessage,
    Reason,
)
from warmline.workspace.once import once


class NotYours(Conflict):
    code = "not_yours"

    def __init__(self) -> None:
        super().__init__("Another person has this conversation; they can pass it on to you.")


class MovedOn(Conflict):
    """Somebody of us has answered since; the two answers must not cross."""

    code = "moved_on"

    def __init__(self, came: list[Message]) -> None:
        super().__init__("Somebody has answered since you looked. Read it, then send yours.")
        self.came = came

    def details(self) -> Mapping[str, object]:
        return {
            "came": [
                {"message_id": str(each.id), "position": each.position, "text": each.text}
                for each in self.came
            ]
        }


def take(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """The agent takes a waiting conversation; the first of two gets it."""
    conversation = open_for(session, actor, conversation_id)
    timeline.transition(session, actor, conversation, Reason.TAKEN, agent_id=agent_of(actor))


def answer(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    conversation_id: ConversationId,
    text: str,
    *,
    key: str | None = None,
    seen: int | None = None,
) -> UUID:
    """The agent who holds the conversation says something, once for each `key`.

    `seen` is the newest position on their screen: what one of us has said since comes first.
    """
    conversation = open_for(session, actor, conversation_id)

    def say() -> UUID:
        if seen is not None:
            _refuse_if_moved_on(session, actor, sealer, conversation, seen)
        _demand_mine(actor, conversation)
        leg = timeline.last_customer_message(session, actor, conversation_id)
        leg_id, customer_id, key_id = leg
        new = NewMessage(
            leg_id=leg_id,
            customer_id=customer_id,
            key_id=key_id,
            author=Author.AGENT,
            text=text,
        )
        return timeline.append(session, actor, sealer, conversation, new)

    return once(session, actor, sealer, key, f"answer\0{conversation_id}\0{text}", say)


def hand_back(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """The assistant goes on."""
    conversation = mine(session, actor, conversation_id)
    timeline.transition(session, actor, conversation, Reason.HANDED_BACK)


def transfer(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """Another person is to go on; the customer waits in the queue until they do."""
    conversation = mine(session, actor, conversation_id)
    timeline.transition(session, actor, conversation, Reason.TRANSFERRED)


def assign(session: Session, actor: Actor, conversation_id: ConversationId, to: UUID) -> None:
    """A named colleague has it from now on: one that waits, or one's own."""
    conversation = open_for(session, actor, conversation_id)
    colleague = trust.members_of(session, actor).get(to)
    if colleague is None or not colleague.answers:
        message = "There is no such colleague who answers customers; choose another."
        raise NotFound(message)
    reason = Reason.TAKEN
    if conversation.stretch.holder is not Holder.WAITING:
        _demand_mine(actor, conversation)
        reason = Reason.PASSED_ON
    timeline.transition(session, actor, conversation, reason, agent_id=colleague.id)


def leave(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """The agent has to go; the conversation waits for another person."""
    conversation = mine(session, actor, conversation_id)
    timeline.transition(session, actor, conversation, Reason.AGENT_GONE)


def close(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    """Nothing is left to do; the customer can write again at any time."""
    conversation = open_for(session, actor, conversation_id)
    stretch = conversation.stretch
    if stretch.holder is Holder.PERSON and stretch.agent_id != actor.id:
        raise NotYours
    timeline.transition(session, actor, conversation, Reason.CLOSED)


def open_for(session: Session, actor: Actor, conversation_id: ConversationId) -> LockedConversation:
    """A conversation, locked, for somebody who may answer."""
    actor.demand(Scope.CONVERSATIONS_ANSWER)
    return timeline.lock(session, actor, conversation_id)


def mine(session: Session, actor: Actor, conversation_id: ConversationId) -> LockedConversation:
    """A conversation that the actor holds, locked; raises `Conflict` for any other."""
    conversation = open_for(session, actor, conversation_id)
    _demand_mine(actor, conversation)
    return conversation


def agent_of(actor: Actor) -> UUID:
    """The member of staff who asks; raises `NotPermitted` for a key."""
    if actor.kind is not Kind.AGENT or actor.id is None:
        message = "Only a signed-in person can do this; a key is nobody."
        raise NotPermitted(message)
    return actor.id


def _demand_mine(actor: Actor, conversation: LockedConversation) -> None:
    if conversation.stretch.holder is not Holder.PERSON:
        message = "Take the conversation first."
        raise Conflict(message)
    if conversation.stretch.agent_id != agent_of(actor):
        raise NotYours


def _refuse_if_moved_on(
    session: Session, actor: Actor, sealer: Sealer, conversation: LockedConversation, seen: int
) -> None:
    if conversation.last_position <= seen:
        return
    newer = timeline.messages_of(session, actor, sealer, conversation.id, after=seen)
    came = [each for each in newer if each.author is not Author.CUSTOMER and not each.is_notice]
    if came:
        raise MovedOn(came)
