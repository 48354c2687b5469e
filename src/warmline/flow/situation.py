"""The situation: what a turn has to go on, loaded in one short read, and what is taken from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from warmline import assistant, customers, decisions, timeline, trust, understanding
from warmline.assistant import Asked, Task
from warmline.channels import SenderKind
from warmline.customers import ContactPoint, CustomerId
from warmline.decisions import Past
from warmline.foundation.actor import Actor
from warmline.foundation.catalogue import DEFAULT_LANGUAGE
from warmline.foundation.clock import now
from warmline.foundation.due import Claim
from warmline.foundation.sealing import Sealer
from warmline.timeline import Author, Conversation, ConversationId, Holder, Message, Stretch
from warmline.trust import SENSE, SERVE, Answer, Proof, Use
from warmline.understanding import Look, Reading, Words

_EARLIER_MESSAGES = 6
_ENOUGH_WORDS = 8
_ENOUGH_FOREIGN_WORDS = 6


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
    past: Past

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


def load_situation(
    session: Session, sealer: Sealer, claim: Claim, *, with_tasks: bool
) -> Situation:
    """What there is to go on; tasks and proofs only where the brand has skills (`with_tasks`)."""
    actor = trust.assistant_of(claim.brand_id)
    conversation_id = ConversationId(claim.subject)
    conversation = timeline.find_conversation(session, actor, conversation_id)
    customer_ids = customers.everyone(session, actor, conversation.customer_id)
    answered = conversation.answered_position
    messages = timeline.messages_of(
        session,
        actor,
        sealer,
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
        past=_past(session, actor, conversation, customer_ids),
        **_load_tasks(session, sealer, actor, unanswered if with_tasks else ()),
    )


def _load_tasks(
    session: Session, sealer: Sealer, actor: Actor, unanswered: Sequence[Message]
) -> dict[str, Any]:
    """What was begun and proven in this conversation; nothing where there are no skills."""
    if not unanswered:
        return {"tasks": (), "sender": None, "proof": None, "facts_left": 0}
    latest = unanswered[-1]
    sender_id = timeline.sender_of(session, actor, latest.leg_id)
    return {
        "tasks": tuple(assistant.tasks_of(session, actor, sealer, latest.conversation_id)),
        "sender": customers.find_contact_point(session, actor, sealer, sender_id),
        "proof": trust.latest_proof(session, actor, sealer, latest),
        "facts_left": trust.facts_left(session, actor, latest),
    }


def _past(
    session: Session, actor: Actor, conversation: Conversation, customer_ids: frozenset[CustomerId]
) -> Past:
    """How the assistant's own time went so far; feelings only if they may bring a person."""
    if conversation.answered_position == 0 or conversation.holder is not Holder.ASSISTANT:
        return Past()
    answers = trust.answers_of(session, actor, customer_ids)
    felt = trust.find_permit(SENSE, Use.HANDOFF, customer_ids, answers)
    since = conversation.stretch.from_position
    return Past(
        misses=decisions.misses_of(session, actor, conversation.id, after=since),
        looks=understanding.looks_of(session, actor, conversation.id, felt) if felt else (),
    )


def look_of(reading: Reading) -> Look | None:
    """This reading's feeling, if it is one to rely on."""
    if reading.feelings is None or reading.abstained:
        return None
    return Look(reading.feelings.valence, reading.feelings.doubt, now())


def clear_words(situation: Situation) -> Words:
    """The unanswered words, cleared for what the customer allows."""
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
        brand_id=situation.actor.brand_id,
    )


def language_of(situation: Situation, reading: Reading) -> str:
    """The language of the words; a few of them say little about it, a code nothing."""
    read, before = reading.needs.language, situation.language
    words = sum(len(each.text.split()) for each in situation.unanswered)
    enough = _ENOUGH_WORDS if read == DEFAULT_LANGUAGE else _ENOUGH_FOREIGN_WORDS
    return before if before is not None and words < enough else read


def asked_in(situation: Situation, reading: Reading, language: str) -> Asked:
    """What the assistant is asked, with all that it may know."""
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
