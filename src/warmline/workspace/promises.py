"""Promises: whoever waits for a person is told a time, and a new one when that has passed.

The due row is made by the transition that begins the waiting, in its commit, so nobody waits
without a promise being tried; it is looked at again under the conversation's lock.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from warmline import timeline
from warmline.assistant import Services
from warmline.foundation import appointments, due
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.journeys import Pack
from warmline.timeline import PROMISE, ConversationId, Holder, LockedConversation
from warmline.workspace.waits import (
    load_queue,
    people_now,
    time_to_promise,
    time_to_promise_again,
    usual_wait_now,
)

# Where too little is known for a promise, more may be known after this.
LOOK_AGAIN = timedelta(minutes=5)

AssistantOf = Callable[[BrandId], Actor]


class Promises:
    """Makes and renews promises, each under the lease of its due row."""

    def __init__(self, database: Database, services: Services, assistant_of: AssistantOf) -> None:
        self._database = database
        self._services = services
        self._assistant_of = assistant_of

    async def keep(self, claim: Claim) -> None:
        """Promise a time if none stands, or another if the one that stood has passed."""
        service = self._services.get(claim.brand_id)
        pack = service.pack if service is not None else None
        actor = self._assistant_of(claim.brand_id)
        await self._database.write(
            lambda session: _keep(session, actor, claim, pack), in_background=True
        )

    def give_up(self, session: Session, claim: Claim) -> None:
        """Nothing to do: no time is promised, and the customer is told that none is known."""


def _keep(session: Session, actor: Actor, claim: Claim, pack: Pack | None) -> None:
    conversation = timeline.lock(session, actor, ConversationId(claim.subject))
    stretch = conversation.stretch
    if stretch.holder is not Holder.WAITING:
        due.finish(session, claim)
        return
    next_look = stretch.promised_at
    if next_look is None or next_look <= now():
        found = _time(session, actor, conversation, pack)
        next_look = found or now() + LOOK_AGAIN
        if found is not None:
            timeline.promise(session, actor, conversation, found)
    appointments.appoint(session, actor, PROMISE, conversation.id, next_look)
    due.again(session, claim)


def _time(
    session: Session, actor: Actor, conversation: LockedConversation, pack: Pack | None
) -> datetime | None:
    people = people_now(session, actor, pack)
    usual = usual_wait_now(session, actor)
    if conversation.stretch.promised_at is not None:
        return time_to_promise_again(usual, people)
    order = [each.conversation_id for each in load_queue(session, actor)]
    return time_to_promise(
        conversation.stretch.started_at,
        usual,
        people,
        position=order.index(conversation.id) + 1,
        answering=timeline.people_answering(session, actor),
    )
