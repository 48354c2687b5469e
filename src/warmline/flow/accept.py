"""Accept: what channels can tell us. Each act is one transaction, durable when it returns."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import customers, timeline, trust
from warmline.channels import (
    NO_WISHES,
    Accepted,
    Inbound,
    Said,
    Status,
    Wishes,
    customer_typing,
)
from warmline.customers import CustomerId
from warmline.flow.turn import TURN
from warmline.flow.wishes import record_wishes
from warmline.foundation import due
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.errors import Conflict
from warmline.foundation.live import Live
from warmline.foundation.sealing import KeyId, Sealer
from warmline.foundation.settings import Settings
from warmline.timeline import (
    Author,
    ConversationId,
    Message,
    MessageId,
    NewMessage,
    Reason,
    Seen,
)
from warmline.trust import SERVE
from warmline.understanding import Reader


class FrontDoor:
    """`Intake`: stores what comes in and queues its turn."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        reader: Reader,
        settings: Settings,
        live: Live,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._reader = reader
        self._live = live
        self._quiet = timedelta(seconds=settings.quiet_seconds)
        self._quiet_limit = timedelta(seconds=settings.quiet_limit_seconds)

    async def accept(self, actor: Actor, inbound: Inbound, wishes: Wishes = NO_WISHES) -> Accepted:
        """Store a message and queue its turn, once; durable when it returns."""
        words = trust.clear(timeline.words_of_inbound(inbound), SERVE, ())
        quiet = timedelta(0) if self._reader.is_pressing(words) else self._quiet
        spare_key = self._sealer.reserve(actor.brand_id)

        def unit(session: Session) -> tuple[Seen, bool, bool]:
            ids, fresh, used = self._accept(session, actor, inbound, quiet, spare_key)
            if fresh:
                record_wishes(session, actor, self._sealer, ids.customer_id, wishes)
            return ids, fresh, used

        try:
            ids, fresh, used = await self._database.write(unit)
        except Conflict:
            self._sealer.give_back(actor.brand_id, spare_key)
            raise
        # After any other error the key may have been used all the same (a lost connection, a
        # caller who went away), and two customers must never share one: it is not given back.
        if not used:
            self._sealer.give_back(actor.brand_id, spare_key)
        return Accepted(ids.message_id, ids.conversation_id, ids.customer_id, fresh)

    def _accept(
        self, session: Session, actor: Actor, inbound: Inbound, quiet: timedelta, spare_key: KeyId
    ) -> tuple[Seen, bool, bool]:
        """The ids, whether the message is new, and whether the spare key was used."""
        seen = timeline.seen_before(session, actor, self._sealer, inbound)
        if seen is not None:
            return seen, False, False
        found = customers.identify(session, actor, self._sealer, inbound.sender, spare_key)
        conversation = timeline.open_conversation(session, actor, found)
        place = timeline.Place(inbound.channel, inbound.account, found.contact_point_id)
        message_id = timeline.append(
            session,
            actor,
            self._sealer,
            conversation,
            NewMessage(
                leg_id=timeline.find_leg(session, actor, conversation, place),
                customer_id=found.customer_id,
                key_id=found.key_id,
                author=Author.CUSTOMER,
                text=inbound.text,
                occurred_at=min(inbound.sent_at or now(), now()),
            ),
        )
        ids = Seen(message_id, conversation.id, found.customer_id)
        timeline.remember(session, actor, self._sealer, inbound, ids)
        due.schedule(session, actor, TURN, conversation.id, now() + quiet, latest=self._quiet_limit)
        return ids, True, found.is_new

    async def note_typing(self, actor: Actor, conversation_id: UUID) -> None:
        """The customer is still writing: the answer waits a little longer, and desks see it."""

        def unit(session: Session) -> None:
            timeline.lock(session, actor, ConversationId(conversation_id))
            until = now() + self._quiet
            due.put_off(session, actor, TURN, conversation_id, until, latest=self._quiet_limit)

        await self._database.write(unit)
        await self._live.publish([customer_typing(actor.brand_id, conversation_id)])

    async def note_status(self, actor: Actor, message_id: UUID, status: Status) -> None:
        """A provider reports how far a message got; late and doubled reports do no harm."""
        await self._database.write(
            lambda session: timeline.move_status(session, actor, MessageId(message_id), status)
        )

    async def history(
        self, actor: Actor, conversation_id: UUID, *, after: int = 0
    ) -> Sequence[Said]:
        """The messages after a position, in order, as the customer sees them."""

        def query(session: Session) -> list[Message]:
            found = timeline.find_conversation(session, actor, ConversationId(conversation_id))
            return timeline.messages_of(session, actor, self._sealer, found.id, after=after)

        return [
            Said(each.id, each.position, each.author, each.text, each.recorded_at, each.status)
            for each in await self._database.read(query)
        ]

    async def ask_for_person(self, actor: Actor, conversation_id: UUID) -> None:
        """Always granted, at once."""
        await self._transition(actor, conversation_id, Reason.ASKED_FOR_PERSON)

    async def stop_waiting(self, actor: Actor, conversation_id: UUID) -> None:
        """The customer would rather go on with the assistant."""
        await self._transition(actor, conversation_id, Reason.STOPPED_WAITING)

    async def _transition(self, actor: Actor, conversation_id: UUID, reason: Reason) -> None:
        def unit(session: Session) -> None:
            row = timeline.lock(session, actor, ConversationId(conversation_id))
            timeline.transition(session, actor, row, reason)

        await self._database.write(unit)

    async def set_purpose(
        self,
        actor: Actor,
        customer_id: UUID,
        purpose: str,
        *,
        granted: bool,
        language: str | None = None,
    ) -> None:
        """The customer allows a purpose or objects to it; in force from the next read."""
        known = trust.find_purpose(purpose)
        await self._database.write(
            lambda session: trust.record_answer(
                session,
                actor,
                CustomerId(customer_id),
                known,
                granted=granted,
                source="api",
                language=language,
            )
        )
