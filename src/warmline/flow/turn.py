"""Turn: one answer to what is unanswered in a conversation. Load, think, commit.

No transaction is open while we think. The commit shows the lease and the position it thought
about; if either has moved, the thought is dropped, so a stale draft cannot leave.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from warmline import assistant, customers, decisions, timeline, trust, understanding
from warmline.assistant import Asked, FindAnswers, Line, Outcome, Services, Task, Wording
from warmline.channels import SenderKind
from warmline.customers import ContactPoint, CustomerId
from warmline.decisions import AnswerOption, Decision, HandOver, Rule
from warmline.foundation import due, events
from warmline.foundation.actor import Actor
from warmline.foundation.catalogue import DEFAULT_LANGUAGE, Catalogue
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.foundation.sealing import Sealer
from warmline.timeline import (
    Author,
    ConversationId,
    Holder,
    LockedConversation,
    Message,
    NewMessage,
    Reason,
    Stretch,
)
from warmline.trust import SENSE, SERVE, Answer, Proof
from warmline.understanding import Reader, Reading, Words

TURN = "turn"

_MOST_RETHINKS = 3
_EARLIER_MESSAGES = 6
_ENOUGH_WORDS = 8
_ENOUGH_FOREIGN_WORDS = 6
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Situation:
    """What a turn has to go on, as it stood when it was loaded."""

    actor: Actor
    conversation_id: ConversationId
    customer_ids: frozenset[CustomerId]
    position: int
    stretch: Stretch
    is_first: bool
    earlier: tuple[Message, ...]
    unanswered: tuple[Message, ...]
    answers: tuple[Answer, ...]
    language: str | None
    tasks: tuple[Task, ...]
    sender: ContactPoint | None
    proof: Proof | None
    facts_left: int

    @property
    def number(self) -> str | None:
        """The customer's number in the brand's systems, if it is proven in this conversation.

        An account can only be named by the brand's own server, which has signed its owner in.
        """
        if self.sender is not None and self.sender.kind == SenderKind.ACCOUNT:
            return self.sender.value
        return (self.proof.number or None) if self.proof and self.proof.holds() else None

    @property
    def claimed_address(self) -> str | None:
        is_email = self.sender is not None and self.sender.kind == SenderKind.EMAIL
        return self.sender.value if self.sender is not None and is_email else None


@dataclass(frozen=True, slots=True)
class Thought:
    """What a turn came to; nothing of it has happened yet."""

    reading: Reading
    decision: Decision
    outcome: Outcome
    wording: Wording
    notice: str | None


class Stale(Exception):
    """What was thought answers an earlier state; think again, at `due_at`."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__()
        self.due_at = due_at


class Turns:
    """Takes turns, each under the lease of its due row."""

    def __init__(
        self,
        database: Database,
        sealer: Sealer,
        reader: Reader,
        catalogue: Catalogue,
        services: Services,
    ) -> None:
        self._services = services
        self._database = database
        self._sealer = sealer
        self._reader = reader
        self._catalogue = catalogue

    async def take(self, claim: Claim) -> None:
        """Answer what is unanswered in one conversation, or stay quiet; raises `LeaseLost`.

        A message that comes while we think makes the thought stale. After three rethinks we
        answer what we have, and the rest gets a turn of its own.
        """
        rethinks = 0
        while True:
            situation = await self._database.read(
                lambda session: self._load(session, claim), in_place=True
            )
            thought = await self._think(situation) if situation.unanswered else None
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
        customer_ids = customers.everyone(session, actor, conversation.customer_id)
        answered = conversation.answered_position
        messages = timeline.messages_of(
            session,
            actor,
            self._sealer,
            conversation_id,
            after=max(0, answered - _EARLIER_MESSAGES),
        )
        unanswered = tuple(
            each for each in messages if each.position > answered and each.author is Author.CUSTOMER
        )
        return Situation(
            actor=actor,
            conversation_id=conversation_id,
            customer_ids=customer_ids,
            position=conversation.last_position,
            stretch=conversation.stretch,
            is_first=answered == 0,
            earlier=tuple(each for each in messages if each.position <= answered),
            unanswered=unanswered,
            answers=trust.answers_of(session, actor, customer_ids),
            language=conversation.language,
            **self._load_tasks(session, actor, unanswered),
        )

    def _load_tasks(
        self, session: Session, actor: Actor, unanswered: Sequence[Message]
    ) -> dict[str, Any]:
        """What was begun and proven in this conversation; nothing where there are no skills."""
        if not unanswered or actor.brand_id not in self._services:
            return {"tasks": (), "sender": None, "proof": None, "facts_left": 0}
        latest = unanswered[-1]
        sender_id = timeline.sender_of(session, actor, latest.leg_id)
        return {
            "tasks": tuple(
                assistant.tasks_of(session, actor, self._sealer, latest.conversation_id)
            ),
            "sender": customers.find_contact_point(session, actor, self._sealer, sender_id),
            "proof": trust.latest_proof(session, actor, self._sealer, latest),
            "facts_left": trust.facts_left(session, actor, latest),
        }

    async def _think(self, situation: Situation) -> Thought:
        """Read, find options, decide, word. No transaction is open."""
        reading = await self._reader.read(_clear_words(situation))
        service = self._services.get(situation.actor.brand_id)
        language = _language(situation, reading)
        wording = (
            service.wording(language)
            if service is not None
            else Wording(self._catalogue, self._catalogue.language_for(language), _UTC)
        )
        found = assistant.NOTHING_FOUND
        if situation.stretch.holder is Holder.ASSISTANT:
            asked = _asked(situation, reading, wording.language)
            found = await assistant.find_options(
                asked, service, self._sealer, self._answer_finder(situation.actor)
            )
        decision = decisions.decide(
            found.options,
            reading,
            holder=situation.stretch.holder,
            is_question=found.is_question,
        )
        outcome = assistant.carry_out(decision, found, wording)
        return Thought(
            reading=reading,
            decision=decision,
            outcome=await self._within_limits(situation, outcome, wording),
            wording=wording,
            notice=wording.say(Line("notice-software")) if situation.is_first else None,
        )

    def _answer_finder(self, actor: Actor) -> FindAnswers:
        async def find(asked: str, language: str, about: Sequence[str]) -> list[AnswerOption]:
            return await self._database.read(
                lambda session: assistant.find_answers(
                    session, actor, asked, language, about=about
                ),
                in_place=True,
            )

        return find

    async def _within_limits(
        self, situation: Situation, outcome: Outcome, wording: Wording
    ) -> Outcome:
        """No more codes to an address than its owner should have to delete, nor more guesses."""
        if outcome.sends is not None:
            who = outcome.sends.address
        elif outcome.proves is not None:
            who = outcome.proves.who
        else:
            return outcome
        may = await self._database.read(
            lambda session: trust.may_try(session, situation.actor, self._sealer, who),
            in_place=True,
        )
        return outcome if may else assistant.without_code(outcome, wording)

    async def _commit_thought(
        self, claim: Claim, situation: Situation, thought: Thought | None, *, is_last: bool
    ) -> None:
        """Commit a thought, or that there was nothing to answer; raises `Stale`, `LeaseLost`."""

        def unit(session: Session) -> None:
            actor = situation.actor
            conversation = timeline.lock(session, actor, situation.conversation_id)
            has_moved = conversation.last_position != situation.position
            if conversation.stretch != situation.stretch or (has_moved and not is_last):
                raise Stale(due.due_again_at(session, claim))
            if thought is not None:
                self._record(session, situation, conversation, thought)
            conversation.answered_position = situation.position
            if has_moved:
                due.again(session, claim)
            else:
                due.finish(session, claim)
            seconds = max(0.0, (now() - claim.due_at).total_seconds())
            data = {"position": situation.position, "seconds": seconds}
            events.append(session, actor, "turn.taken.v1", conversation.id, data)

        await self._database.write(unit, in_background=True)

    def _record(
        self,
        session: Session,
        situation: Situation,
        conversation: LockedConversation,
        thought: Thought,
    ) -> None:
        """The reading, the decision with its receipt, the reply or the handoff: one commit."""
        actor, latest = situation.actor, situation.unanswered[-1]
        answers = trust.answers_of(session, actor, situation.customer_ids)
        reading, decision = thought.reading, thought.decision
        if not trust.is_allowed(SENSE, answers):  # withdrawn while we thought: that wins
            reading = replace(reading, feelings=None, because=())
            is_known = Rule.NOT_KNOWN not in decision.rules
            decision = replace(decision, hints=decisions.hints_for(reading, is_known=is_known))
        conversation.language = thought.wording.language
        reading_ids = understanding.save_reading(session, actor, latest, reading)
        decisions.save_decision(
            session,
            actor,
            decision,
            customer_id=latest.customer_id,
            conversation_id=conversation.id,
            positions=(situation.unanswered[0].position, latest.position),
            reading_ids=reading_ids,
            model=reading.model,
        )
        if decision.stops_sensing:
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
                    key_id=latest.key_id,
                    author=Author.ASSISTANT,
                    text=text,
                    sources=sources,
                    is_notice=is_notice,
                    answers_to=None if is_notice else latest.position,
                ),
            )
        self._record_tasks(session, situation, thought)
        if Rule.NOT_KNOWN in decision.rules:
            assistant.note_gap(
                session,
                actor,
                conversation_id=conversation.id,
                message_id=latest.id,
                language=thought.wording.language,
            )
        if isinstance(decision.chosen, HandOver):
            timeline.transition(session, actor, conversation, decision.chosen.reason)

    def _record_tasks(self, session: Session, situation: Situation, thought: Thought) -> None:
        """Tasks in their new states, what is to be done for them, a code that came or goes out."""
        actor, outcome, latest = situation.actor, thought.outcome, situation.unanswered[-1]
        if outcome.settles is not None and situation.proof is not None:
            is_settled = trust.settle_code(
                session, actor, situation.conversation_id, situation.proof, right=outcome.settles
            )
            if not is_settled:
                raise Stale(now())
        if outcome.proves is not None:
            trust.keep_facts(
                session,
                actor,
                self._sealer,
                latest,
                who=outcome.proves.who,
                number=outcome.proves.number,
            )
        assistant.save_tasks(session, actor, self._sealer, outcome.tasks, situation.tasks)
        assistant.schedule_effects(session, actor, outcome.tasks)
        if outcome.sends is not None:
            assistant.send_code(
                session, actor, self._sealer, latest, outcome.sends, thought.wording
            )

    def hand_over_parked(self, session: Session, claim: Claim) -> None:
        """A turn that failed too often goes to a person: never silence."""
        actor = trust.assistant_of(claim.brand_id)
        conversation = timeline.lock(session, actor, ConversationId(claim.subject))
        if conversation.stretch.holder is Holder.ASSISTANT:
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


def _language(situation: Situation, reading: Reading) -> str:
    """The language of the words; a few of them say little about it, a code nothing."""
    read, before = reading.needs.language, situation.language
    words = sum(len(each.text.split()) for each in situation.unanswered)
    enough = _ENOUGH_WORDS if read == DEFAULT_LANGUAGE else _ENOUGH_FOREIGN_WORDS
    return before if before is not None and words < enough else read


def _asked(situation: Situation, reading: Reading, language: str) -> Asked:
    latest = situation.unanswered[-1]
    return Asked(
        actor=situation.actor,
        text="\n".join(each.text for each in situation.unanswered),
        earlier=tuple(each.text for each in situation.earlier if each.author is Author.CUSTOMER),
        language=language,
        wishes=reading.needs.wishes,
        tasks=situation.tasks,
        person=(situation.conversation_id, latest.customer_id, latest.key_id),
        claimed_address=situation.claimed_address,
        number=situation.number,
        proof=situation.proof,
        facts_left=situation.facts_left,
        position=latest.position,
    )


def _lines(thought: Thought) -> list[tuple[str, Sequence[timeline.SourceRef], bool]]:
    """What is said, in order: text, sources, and whether it is a notice."""
    lines: list[tuple[str, Sequence[timeline.SourceRef], bool]] = []
    if thought.notice is not None:
        lines.append((thought.notice, (), True))
    reply = thought.outcome.reply
    if reply is not None:
        lines.append((reply.text, reply.sources, False))
    return lines
