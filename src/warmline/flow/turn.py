"""Turn: one answer to what is unanswered in a conversation. Load, think, commit.

No transaction is open while we think. The commit shows the lease and the position it thought
about; if either has moved, the thought is dropped, so a stale draft cannot leave.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from warmline import assistant, customers, decisions, timeline, trust, understanding
from warmline.assistant import FindAnswers, Line, Outcome, Services, Wording
from warmline.decisions import AnswerOption, Decision, HandOver, Rule
from warmline.flow.situation import (
    Situation,
    asked_in,
    clear_words,
    language_of,
    load_situation,
    look_of,
)
from warmline.flow.wishes import carry_signal, stop_profiling
from warmline.foundation import due, events
from warmline.foundation.actor import Actor
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.foundation.sealing import Sealer
from warmline.timeline import (
    Author,
    ConversationId,
    Holder,
    LockedConversation,
    NewMessage,
    Reason,
)
from warmline.trust import SENSE, Answer
from warmline.understanding import Reader, Reading

TURN = "turn"

_PLACED_LANGUAGE = "en"
_MOST_RETHINKS = 3
_UTC = ZoneInfo("UTC")


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
        *,
        vectors: assistant.Vectors | None = None,
    ) -> None:
        """`vectors` place English questions and articles by what they mean."""
        self._services = services
        self._vectors = vectors
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
                lambda session: load_situation(
                    session,
                    self._sealer,
                    claim,
                    with_tasks=claim.brand_id in self._services,
                ),
                in_place=True,
            )
            may_think = situation.unanswered and not trust.is_restricted(situation.answers)
            thought = await self._think(situation) if may_think else None
            is_last = rethinks >= _MOST_RETHINKS
            try:
                await self._commit_thought(claim, situation, thought, is_last=is_last)
            except Stale as stale:
                rethinks += 1
                await asyncio.sleep(max(0.0, (stale.due_at - now()).total_seconds()))
            else:
                return

    async def _think(self, situation: Situation) -> Thought:
        """Read, find options, decide, word. No transaction is open."""
        reading = await self._reader.read(clear_words(situation))
        service = self._services.get(situation.actor.brand_id)
        language = language_of(situation, reading)
        wording = (
            service.wording(language)
            if service is not None
            else Wording(self._catalogue, self._catalogue.language_for(language), _UTC)
        )
        found = assistant.NOTHING_FOUND
        if situation.stretch.holder is Holder.ASSISTANT:
            asked = asked_in(situation, reading, wording.language)
            found = await assistant.find_options(
                asked, service, self._sealer, self._answer_finder(situation.actor)
            )
        decision = decisions.decide(
            found.options,
            reading,
            holder=situation.stretch.holder,
            is_question=found.is_question,
            past=situation.past,
            look=look_of(reading),
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
            index = await self._database.read(
                lambda session: assistant.index_of(session, actor), in_place=True
            )
            vectors = self._vectors if language == _PLACED_LANGUAGE else None
            if vectors is None or not index.is_prepared(vectors):
                return assistant.answers_in(index, asked, language, about=about)
            return await asyncio.to_thread(
                assistant.answers_in, index, asked, language, about=about, vectors=vectors
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
            customers.hold_still(session, actor, situation.customer_ids)
            conversation = timeline.lock(session, actor, situation.conversation_id)
            has_moved = conversation.last_position != situation.position
            if conversation.stretch != situation.stretch or (has_moved and not is_last):
                raise Stale(due.due_again_at(session, claim))
            answers = trust.answers_of(session, actor, situation.customer_ids)
            if trust.is_restricted(answers):
                _leave_to_person(session, situation, conversation)
            elif thought is not None:
                if _was_withdrawn(thought, answers) and not is_last:
                    raise Stale(due.due_again_at(session, claim))
                self._record(session, situation, conversation, thought, answers)
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
        answers: Sequence[Answer],
    ) -> None:
        """The reading, the decision with its receipt, the reply or the handoff: one commit."""
        actor, latest = situation.actor, situation.unanswered[-1]
        reading, decision = thought.reading, thought.decision
        if decision.stops_sensing or not trust.is_allowed(SENSE, answers):
            # In these very words, or again and again while we thought: that wins.
            reading = replace(reading, feelings=None, because=())
            decision = decisions.without_feelings(decision, reading)
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
            stop_profiling(session, actor, answers, latest)
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
        if (number := _proven_now(situation, thought)) is not None:
            carry_signal(session, actor, self._sealer, answers, number)
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


def _leave_to_person(
    session: Session, situation: Situation, conversation: LockedConversation
) -> None:
    """The customer restricts what we do: nothing is read or decided, a person answers."""
    if situation.unanswered and conversation.stretch.holder is Holder.ASSISTANT:
        timeline.transition(session, situation.actor, conversation, Reason.RESTRICTED)


def _was_withdrawn(thought: Thought, answers: Sequence[Answer]) -> bool:
    """Whether the thought looked at something that is not allowed any more: think without it."""
    used = map(trust.find_purpose, thought.decision.purposes)
    return not all(trust.is_allowed(purpose, answers) for purpose in used)


def _proven_now(situation: Situation, thought: Thought) -> str | None:
    """The customer's number that this very turn has proven, by a code or by facts."""
    outcome = thought.outcome
    if outcome.settles and situation.proof is not None:
        return situation.proof.number or None
    return outcome.proves.number or None if outcome.proves is not None else None


def _lines(thought: Thought) -> list[tuple[str, Sequence[timeline.SourceRef], bool]]:
    """What is said, in order: text, sources, and whether it is a notice."""
    lines: list[tuple[str, Sequence[timeline.SourceRef], bool]] = []
    if thought.notice is not None:
        lines.append((thought.notice, (), True))
    reply = thought.outcome.reply
    if reply is not None:
        lines.append((reply.text, reply.sources, False))
    return lines
