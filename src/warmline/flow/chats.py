"""Chats: what the chat channel asks of the flow. Each act is one transaction.

A visitor sees the one conversation they wrote in last, and nothing of anybody else's.
"""

from collections.abc import Collection
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from warmline import assistant, customers, timeline, trust
from warmline.channels import (
    Channel,
    ChatChange,
    ChatPlace,
    ChatState,
    Guest,
    Passage,
    Sender,
    Transcript,
    Wishes,
)
from warmline.customers import CustomerId
from warmline.flow.chat_view import (
    ChatGround,
    language_of,
    load_rest,
    show_messages,
    transcript_line,
)
from warmline.flow.own.entry import Entry
from warmline.flow.wishes import check_wishes, record_wishes
from warmline.foundation.actor import Actor
from warmline.foundation.brands import brand_of
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.errors import NotFound
from warmline.foundation.sealing import KeyId
from warmline.timeline import ConversationId, MessageId, Reason


class Chats:
    """`channels.Chats` over the packages that know; reads act as the brand's software."""

    def __init__(self, database: Database, ground: ChatGround) -> None:
        self._database = database
        self._ground = ground

    async def find(self, actor: Actor, sender: Sender) -> ChatPlace | None:
        """The conversation of a visitor, if there is one."""
        reader = trust.assistant_of(actor.brand_id)

        def query(session: Session) -> ChatPlace | None:
            found = customers.find_sender(session, reader, self._ground.sealer, sender)
            if found is None:
                return None
            newest = timeline.newest_from(session, reader, found.contact_point_id)
            if newest is None:
                return None
            everyone = customers.everyone(session, reader, found.customer_id)
            return ChatPlace(newest, found.customer_id, everyone)

        return await self._database.read(query)

    def check(self, wishes: Wishes) -> None:
        """Raises what recording these wishes would raise."""
        check_wishes(wishes)

    async def note(self, actor: Actor, place: ChatPlace, wishes: Wishes) -> None:
        """The visitor chose something; in force from the next read."""
        customer_id = CustomerId(place.customer_id)
        await self._database.write(
            lambda session: record_wishes(session, actor, self._ground.sealer, customer_id, wishes)
        )

    async def ask_for_person(self, actor: Actor, sender: Sender, guest: Guest) -> None:
        """Always granted, at once; also before anything was written."""
        sealer = self._ground.sealer
        spare_key = sealer.reserve(actor.brand_id)
        used = await self._database.write(
            lambda session: self._ask(session, actor, sender, guest, spare_key)
        )
        if not used:
            sealer.give_back(actor.brand_id, spare_key)

    def _ask(
        self, session: Session, actor: Actor, sender: Sender, guest: Guest, spare_key: KeyId
    ) -> bool:
        """Whether the spare key was used."""
        sealer = self._ground.sealer
        found = customers.identify(session, actor, sealer, sender, spare_key)
        conversation = timeline.open_conversation(session, actor, found)
        place = timeline.Place(Channel.WEB_CHAT, "", found.contact_point_id)
        timeline.find_leg(session, actor, conversation, place)
        if conversation.language is None:
            conversation.language = self._ground.catalogue.language_for(guest.language)
        record_wishes(session, actor, sealer, found.customer_id, guest.wishes)
        timeline.transition(session, actor, conversation, Reason.ASKED_FOR_PERSON)
        return found.is_new

    async def close(self, actor: Actor, place: ChatPlace) -> None:
        """Nothing is left to do; to write again opens it again."""

        def unit(session: Session) -> None:
            conversation = timeline.lock(session, actor, ConversationId(place.conversation_id))
            timeline.transition(session, actor, conversation, Reason.CLOSED)

        await self._database.write(unit)

    async def note_read(self, actor: Actor, place: ChatPlace, *, up_to: int) -> None:
        """The visitor has seen our messages up to a position."""
        conversation_id = ConversationId(place.conversation_id)
        await self._database.write(
            lambda session: timeline.mark_read(session, actor, conversation_id, up_to=up_to),
            in_background=True,
        )

    async def state(self, actor: Actor, guest: Guest, place: ChatPlace | None) -> ChatState:
        """The whole chat as it is now."""
        reader = trust.assistant_of(actor.brand_id)

        def query(session: Session) -> ChatState:
            rest = load_rest(session, reader, self._ground, guest, place)
            messages = (
                timeline.messages_of(
                    session, reader, self._ground.sealer, ConversationId(place.conversation_id)
                )
                if place is not None
                else []
            )
            shown = show_messages(session, reader, self._ground, guest, messages, rest.language)
            return ChatState(**rest.model_dump(), messages=shown)

        return await self._database.read(query)

    async def change(
        self,
        actor: Actor,
        guest: Guest,
        place: ChatPlace,
        message_ids: Collection[UUID],
        *,
        with_rest: bool,
    ) -> ChatChange:
        """What somebody who has the state needs to have it fresh."""
        reader = trust.assistant_of(actor.brand_id)

        def query(session: Session) -> ChatChange:
            ground = self._ground
            messages = [
                timeline.find_message(session, reader, ground.sealer, MessageId(each))
                for each in message_ids
            ]
            language = language_of(session, reader, ground, guest, place)
            return ChatChange(
                messages=show_messages(session, reader, ground, guest, messages, language),
                rest=load_rest(session, reader, ground, guest, place) if with_rest else None,
            )

        return await self._database.read(query)

    async def transcript(self, actor: Actor, guest: Guest, place: ChatPlace) -> Transcript:
        """The conversation to take along, as plain text."""
        state = await self.state(actor, guest, place)
        zone_name = await self._database.read(
            lambda session: brand_of(session, actor.brand_id).time_zone
        )
        zone = ZoneInfo(zone_name)
        say = self._ground.catalogue.say
        names = {
            "customer": say("transcript-you", state.language),
            "assistant": say("transcript-assistant", state.language),
        }
        lines = [
            transcript_line(each, names, each.at.astimezone(zone).strftime("%Y-%m-%d %H:%M"))
            for each in state.messages
        ]
        head = f"{state.brand.name}\n\n"
        day = now().astimezone(zone).strftime("%Y-%m-%d")
        return Transcript(text=head + "\n".join(lines), filename=f"{state.brand.name} {day}.txt")

    async def passage(
        self, actor: Actor, place: ChatPlace, message_id: UUID, article: str, version: int
    ) -> Passage:
        """What a message of this conversation quotes; raises `NotFound`."""
        reader = trust.assistant_of(actor.brand_id)

        def query(session: Session) -> Passage:
            message = timeline.find_message(
                session, reader, self._ground.sealer, MessageId(message_id)
            )
            cited = {(each.article, each.version): each for each in message.sources}
            is_here = message.conversation_id == place.conversation_id
            if not is_here or (article, version) not in cited:
                sentence = "That message quotes no such article."
                raise NotFound(sentence)
            found = assistant.find_cited(session, reader, cited[article, version], message.text)
            return Passage(
                title=found.title,
                version=found.version,
                language=found.language,
                paragraphs=list(found.paragraphs),
                quoted=list(found.quoted),
                published_at=found.published_at,
            )

        return await self._database.read(query)

    async def own_word(self, actor: Actor, sender: Sender) -> str | None:
        """A word that opens the visitor's own page once; None while nothing of them is known."""
        return await Entry(self._database, self._ground).visitor_word(actor, sender)
