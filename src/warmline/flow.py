"""The life of one message. Read this first; `docs/life-of-a-message.md` tells it in words.

    accept   →  stored once, its turn queued                               one transaction
    turn     →  load  →  think: read, find options, decide, word  →  commit  none while thinking
    deliver  →  the reply is readable in its conversation
    listen   →  events, after the commit

The rule this module keeps: from the moment `accept` returns, nothing is lost or done twice,
whatever is killed.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import assistant, customers, decisions, timeline, trust, understanding
from warmline.assistant import Reply
from warmline.channels import Accepted, Inbound, Said, Status
from warmline.customers import CustomerId
from warmline.decisions import Decision, HandOver
from warmline.foundation import due, events
from warmline.foundation.actor import Actor
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.foundation.sealing import KeyId, Sealer
from warmline.foundation.settings import Settings
from warmline.timeline import (
    Author,
    ConversationId,
    ConversationRow,
    Holder,
    Message,
    MessageId,
    NewMessage,
    Reason,
    Seen,
    StretchId,
)
from warmline.trust import SENSE, SERVE, Answer
from warmline.understanding import Reader, Reading, Words

TURN = "turn"

_MOST_RETHINKS = 3
_EARLIER_MESSAGES = 6


@dataclass(frozen=True, slots=True)
class Situation:
    """What a turn has to go on, as it stood when it was loaded."""

    actor: Actor
    conversation_id: ConversationId
    position: int
    stretch_id: StretchId
    holder: Holder
    is_first: bool
    earlier: tuple[Message, ...]
    unanswered: tuple[Message, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Thought:
    """What a turn came to; nothing of it has happened yet."""

    reading: Reading
    decision: Decision
    reply: Reply | None
    notice: str | None


class Stale(Exception):
    """What was thought answers an earlier state; think again, at `due_at`."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__()
        self.due_at = due_at


class Flow:
    """Takes messages in (`Intake`) and takes their turns."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        reader: Reader,
        catalogue: Catalogue,
        settings: Settings,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._reader = reader
        self._catalogue = catalogue
        self._quiet = timedelta(seconds=settings.quiet_seconds)
        self._quiet_limit = timedelta(seconds=settings.quiet_limit_seconds)

    # Accept: what channels can tell us. Each is one transaction.

    async def accept(self, actor: Actor, inbound: Inbound) -> Accepted:
        """Store a message and queue its turn, once; durable when it returns."""
        words = trust.clear(timeline.words_of_inbound(inbound), SERVE, ())
        quiet = timedelta(0) if self._reader.is_pressing(words) else self._quiet
        spare_key = self._sealer.reserve(actor.brand_id)
        used = False

        def unit(session: Session) -> tuple[Seen, bool, bool]:
            return self._accept(session, actor, inbound, quiet, spare_key)

        try:
            ids, fresh, used = await self._database.write(unit)
        finally:
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
        conversation = timeline.open_conversation(session, actor, found.customer_id)
        place = timeline.Place(inbound.channel, inbound.account, found.contact_point_id)
        message_id = timeline.append(
            session,
            actor,
            self._sealer,
            conversation,
            NewMessage(
                leg_id=timeline.find_leg(session, actor, conversation, place),
                customer_id=found.customer_id,
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
        """The customer is still writing: the answer waits a little longer."""

        def unit(session: Session) -> None:
            timeline.lock(session, actor, ConversationId(conversation_id))
            until = now() + self._quiet
            due.put_off(session, actor, TURN, conversation_id, until, latest=self._quiet_limit)

        await self._database.write(unit)

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
        self, actor: Actor, customer_id: UUID, purpose: str, *, granted: bool
    ) -> None:
        """The customer allows a purpose or objects to it; in force from the next read."""
        known = trust.find_purpose(purpose)
        await self._database.write(
            lambda session: trust.record_answer(
                session, actor, CustomerId(customer_id), known, granted=granted, source="api"
            )
        )

    # Turn: load, think, commit.

    async def take_turn(self, claim: Claim) -> None:
        """Answer what is unanswered in one conversation, or stay quiet; raises `LeaseLost`.

        A message that comes while we think makes the thought stale. After three rethinks we
        answer what we have, and the rest gets a turn of its own.
        """
        rethinks = 0
        while True:
            situation = await self._database.read(lambda session: self._load(session, claim))
            if not situation.unanswered:
                await self._database.write(lambda session: due.finish(session, claim))
                return
            thought = await self._think(situation)
            is_last = rethinks >= _MOST_RETHINKS
            try:
                await self._commit_thought(claim, situation, thought, is_last=is_last)
            except Stale as stale:
                rethinks += 1
                await asyncio.sleep(max(0.0, (stale.due_at - now()).total_seconds()))
            else:
                return

    def _load(self, session: Session, claim: Claim) -> Situation:
        actor = trust.assistant_of(claim.brand_id)
        conversation_id = ConversationId(claim.subject)
        conversation = timeline.find_conversation(session, actor, conversation_id)
        stretch = timeline.current(session, actor, conversation_id)
        assert stretch is not None  # noqa: S101 - every conversation begins with a stretch
        answered = conversation.answered_position
        messages = timeline.messages_of(
            session,
            actor,
            self._sealer,
            conversation_id,
            after=max(0, answered - _EARLIER_MESSAGES),
        )
        return Situation(
            actor=actor,
            conversation_id=conversation_id,
            position=conversation.last_position,
            stretch_id=stretch.id,
            holder=stretch.holder,
            is_first=answered == 0,
            earlier=tuple(each for each in messages if each.position <= answered),
            unanswered=tuple(
                each
                for each in messages
                if each.position > answered and each.author is Author.CUSTOMER
            ),
            answers=trust.answers_of(session, actor, conversation.customer_id),
        )

    async def _think(self, situation: Situation) -> Thought:
        """Read, find options, decide, word. No transaction is open."""
        reading = await self._reader.read(_clear_words(situation))
        language = self._catalogue.language_for(reading.needs.language)
        options = []
        if situation.holder is Holder.ASSISTANT:
            asked = "\n".join(each.text for each in situation.unanswered)
            options = await self._database.read(
                lambda session: assistant.find_options(session, situation.actor, asked, language)
            )
        decision = decisions.decide(options, reading, holder=situation.holder)
        return Thought(
            reading=reading,
            decision=decision,
            reply=assistant.carry_out(decision, self._catalogue, language),
            notice=self._catalogue.say("notice-software", language) if situation.is_first else None,
        )

    async def _commit_thought(
        self, claim: Claim, situation: Situation, thought: Thought, *, is_last: bool
    ) -> None:
        def unit(session: Session) -> None:
            actor = situation.actor
            conversation = timeline.lock(session, actor, situation.conversation_id)
            due_at = due.hold(session, claim)
            stretch = timeline.current(session, actor, conversation.id)
            has_moved = conversation.last_position != situation.position
            if stretch is None or stretch.id != situation.stretch_id or (has_moved and not is_last):
                raise Stale(due_at)
            self._record(session, situation, conversation, thought)
            conversation.answered_position = situation.position
            if has_moved:
                due.again(session, claim, due_at)
            else:
                due.finish(session, claim)
            seconds = max(0.0, (now() - claim.due_at).total_seconds())
            data = {"position": situation.position, "seconds": seconds}
            events.append(session, actor, "turn.taken.v1", conversation.id, data)

        await self._database.write(unit)

    def _record(
        self,
        session: Session,
        situation: Situation,
        conversation: ConversationRow,
        thought: Thought,
    ) -> None:
        """The reading, the decision with its receipt, the reply or the handoff: one commit."""
        actor, latest = situation.actor, situation.unanswered[-1]
        answers = trust.answers_of(session, actor, latest.customer_id)
        reading = thought.reading
        if not trust.is_allowed(SENSE, answers):  # withdrawn while we thought: that wins
            reading = replace(reading, feelings=None, because=())
        conversation.language = reading.needs.language
        reading_ids = understanding.save_reading(session, actor, latest, reading)
        decisions.save_decision(
            session,
            actor,
            thought.decision,
            customer_id=latest.customer_id,
            conversation_id=conversation.id,
            positions=(situation.unanswered[0].position, latest.position),
            reading_ids=reading_ids,
            model=reading.model,
        )
        if thought.decision.stops_sensing:
            trust.record_answer(
                session, actor, latest.customer_id, SENSE, granted=False, source="message"
            )
        for text, sources, is_notice in _lines(thought):
            timeline.append(
                session,
                actor,
                self._sealer,
                conversation,
                NewMessage(
                    leg_id=latest.leg_id,
                    customer_id=latest.customer_id,
                    author=Author.ASSISTANT,
                    text=text,
                    sources=sources,
                    is_notice=is_notice,
                    answers_to=None if is_notice else latest.position,
                ),
            )
        if isinstance(thought.decision.chosen, HandOver):
            timeline.transition(session, actor, conversation, thought.decision.chosen.reason)

    def hand_over_parked(self, session: Session, claim: Claim) -> None:
        """A turn that failed too often goes to a person: never silence."""
        actor = trust.assistant_of(claim.brand_id)
        conversation = timeline.lock(session, actor, ConversationId(claim.subject))
        stretch = timeline.current(session, actor, conversation.id)
        if stretch is not None and stretch.holder is Holder.ASSISTANT:
            timeline.transition(session, actor, conversation, Reason.TURN_FAILED)


def _clear_words(situation: Situation) -> Words:
    words = timeline.words_of_customer(situation.unanswered)
    joined = timeline.join_words(words)
    may_sense = trust.is_allowed(SENSE, situation.answers)
    return Words(
        serve=trust.clear(joined, SERVE, situation.answers),
        sense=trust.clear(joined, SENSE, situation.answers) if may_sense else None,
        before=tuple(
            trust.clear(each, SERVE, situation.answers)
            for each in timeline.words_of_customer(situation.earlier)
        ),
    )


def _lines(thought: Thought) -> list[tuple[str, Sequence[timeline.SourceRef], bool]]:
    """What is said, in order: text, sources, and whether it is a notice."""
    lines: list[tuple[str, Sequence[timeline.SourceRef], bool]] = []
    if thought.notice is not None:
        lines.append((thought.notice, (), True))
    if thought.reply is not None:
        lines.append((thought.reply.text, thought.reply.sources, False))
    return lines
