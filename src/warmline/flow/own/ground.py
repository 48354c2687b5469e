"""The ground of an own page: who looks, what they own, and the words to tell it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import customers, timeline, trust
from warmline.customers import CustomerId, Owned
from warmline.flow.chat_view import ChatGround
from warmline.foundation.actor import Actor
from warmline.foundation.brands import Brand, brand_of
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.settings import Settings
from warmline.journeys import Intent
from warmline.timeline import Conversation, Message
from warmline.trust import Answer, Member, OwnSession, PassKind

MOST_CONVERSATIONS = 20
MOST_MESSAGES = 50


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation with what of it is theirs; `is_whole`: nobody else wrote in it."""

    conversation: Conversation
    messages: tuple[Message, ...]
    is_whole: bool
    has_earlier: bool


@dataclass(frozen=True, slots=True)
class OwnGround:
    """What every part of the page is made with, loaded once."""

    chat: ChatGround
    settings: Settings
    visit: OwnSession
    reader: Actor
    brand: Brand
    language: str
    catalogue: Catalogue
    intents: Mapping[str, Intent]
    owned: Owned
    everyone: frozenset[CustomerId]
    answers: tuple[Answer, ...]
    members: Mapping[UUID, Member]
    talks: tuple[Talk, ...]

    def say(self, key: str, **values: Any) -> str:  # noqa: ANN401 - any value of a text
        return self.catalogue.say(key, self.language, **values)

    def owns(self, customer_id: CustomerId, at: datetime) -> bool:
        return customers.is_owned(self.owned, customer_id, at)


def load_ground(
    session: Session,
    chat: ChatGround,
    settings: Settings,
    visit: OwnSession,
    language: str | None,
) -> OwnGround:
    """Everything the parts share, in one moment of the database."""
    reader = trust.assistant_of(visit.brand_id)
    brand = brand_of(session, visit.brand_id)
    catalogue, service = chat.catalogue_of(visit.brand_id), chat.service(visit.brand_id)
    owned = customers.owned_by(
        session,
        reader,
        visit.customer_id,
        visit.contact_point_id,
        with_joins=visit.how is not PassKind.VISITOR,
    )
    everyone = customers.everyone(session, reader, visit.customer_id)
    return OwnGround(
        chat=chat,
        settings=settings,
        visit=visit,
        reader=reader,
        brand=brand,
        language=catalogue.language_for(language or brand.language),
        catalogue=catalogue,
        intents=service.intents if service is not None else {},
        owned=owned,
        everyone=everyone,
        answers=trust.answers_of(session, reader, everyone),
        members=trust.members_of(session, reader),
        talks=tuple(_talks(session, reader, chat, owned)),
    )


def _talks(session: Session, reader: Actor, chat: ChatGround, owned: Owned) -> list[Talk]:
    found = timeline.conversations_of(session, reader, list(owned), most=MOST_CONVERSATIONS)
    return [_talk(session, reader, chat, owned, each) for each in found]


def _talk(
    session: Session, reader: Actor, chat: ChatGround, owned: Owned, conversation: Conversation
) -> Talk:
    messages = timeline.newest_messages_of(
        session, reader, chat.sealer, conversation.id, most=MOST_MESSAGES
    )
    theirs = tuple(
        each for each in messages if customers.is_owned(owned, each.customer_id, each.recorded_at)
    )
    began_theirs = customers.is_owned(owned, conversation.customer_id, conversation.started_at)
    return Talk(
        conversation=conversation,
        messages=theirs,
        is_whole=began_theirs and len(theirs) == len(messages),
        has_earlier=bool(messages) and messages[0].position > 1,
    )
