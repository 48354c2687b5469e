"""Drafts: what knowledge has for the newest words that nobody answered. The agent's to change."""

from collections.abc import Collection, Sequence
from typing import Final

from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline import assistant, customers, timeline, trust, understanding
from warmline.decisions.decide import LEAST_FIT
from warmline.foundation.actor import Actor
from warmline.foundation.catalogue import DEFAULT_LANGUAGE
from warmline.timeline import Author, ConversationId, Message
from warmline.workspace.desk.ground import Ground

_LOOK_BACK: Final = 30
_MOST_OPEN: Final = 3
_ONLY_ASKING: Final = 10


class Draft(BaseModel):
    """A passage in its own words, and the version it is from."""

    text: str
    article: str
    title: str
    version: int
    language: str


def open_question(messages: Sequence[Message], asking: Collection[int]) -> str | None:
    """The customer's words since a person answered; the last of them where all are answered.

    `asking` are the positions at which they asked for a person: who does no more than that asks
    nothing that knowledge could answer.
    """
    theirs = [
        each
        for each in messages
        if each.author is Author.CUSTOMER
        and not (each.position in asking and len(each.text.split()) <= _ONLY_ASKING)
    ]
    if not theirs:
        return None
    people = [each.position for each in messages if each.author is Author.AGENT]
    answered = people[-1] if people else 0
    since = [each.text for each in theirs if each.position > answered]
    return "\n".join(since[-_MOST_OPEN:] or [theirs[-1].text])


def draft_for(
    session: Session, actor: Actor, ground: Ground, conversation_id: ConversationId
) -> Draft | None:
    """What knowledge has for what is open, and was not said here yet; None if nothing fits."""
    conversation = timeline.find_conversation(session, actor, conversation_id)
    everyone = customers.everyone(session, actor, conversation.customer_id)
    if trust.restricted_since(session, actor, everyone) is not None:
        return None  # a person answers, without software that reads along
    messages = timeline.newest_messages_of(
        session, actor, ground.sealer, conversation_id, most=_LOOK_BACK
    )
    question = open_question(messages, _asking(session, actor, messages))
    if question is None:
        return None
    language = conversation.language or DEFAULT_LANGUAGE
    about = _about(session, actor, ground, conversation_id)
    found = assistant.find_answers(session, actor, question, language, about=about)
    quoted = {source.article for each in messages for source in each.sources}
    new = [each for each in found if each.passage.article not in quoted]
    best = max(new, key=lambda each: each.fit, default=None)
    if best is None or best.fit < LEAST_FIT:
        return None
    passage = best.passage
    return Draft(
        text=passage.text,
        article=passage.article,
        title=passage.title,
        version=passage.version,
        language=passage.language,
    )


def _asking(session: Session, actor: Actor, messages: Sequence[Message]) -> set[int]:
    if not messages:
        return set()
    first = messages[0]
    rows = understanding.readings_of(
        session, actor, first.conversation_id, after=first.position - 1
    )
    return {row.position for row in rows if row.found.get("asks_for_person")}


def _about(
    session: Session, actor: Actor, ground: Ground, conversation_id: ConversationId
) -> Sequence[str]:
    """The articles of what they want."""
    needs = understanding.recent_needs(session, actor, conversation_id, most=1)
    intents = ground.service.intents if ground.service is not None else {}
    intent = intents.get(needs[0]["intent"]) if needs else None
    return intent.articles if intent is not None else ()
