"""Acts of a customer on their own page: each is one transaction, in force from the next read.

An act names only what is theirs; anything else is not there.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import customers, timeline, trust, understanding
from warmline.channels import Channel
from warmline.flow.chat_view import ChatGround
from warmline.flow.own.ground import OwnGround, load_ground
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.errors import NotFound
from warmline.foundation.settings import Settings
from warmline.timeline import (
    Author,
    Holder,
    LegId,
    LockedConversation,
    MessageId,
    NewMessage,
    Reason,
)
from warmline.trust import OwnSession, PassKind, ReceiptId
from warmline.understanding import Field

SOURCE = "own_page"


class OwnActs:
    """What the page can do; the visit says who and what they own."""

    def __init__(self, database: Database, chat: ChatGround, settings: Settings) -> None:
        self._database = database
        self._chat = chat
        self._settings = settings

    async def set_purpose(
        self, visit: OwnSession, name: str, *, granted: bool, language: str | None
    ) -> None:
        """Allow a use or object to it, on every channel."""
        purpose = trust.find_purpose(name)
        await self._database.write(
            lambda session: trust.record_answer(
                session,
                visit.actor,
                visit.customer_id,
                purpose,
                granted=granted,
                source=SOURCE,
                language=language,
                evidence={"own_session_id": visit.id},
            )
        )

    async def note_signal(self, visit: OwnSession) -> None:
        """Their browser asks that nothing is sold or shared."""

        def unit(session: Session) -> None:
            everyone = customers.everyone(session, visit.actor, visit.customer_id)
            trust.object_by_gpc(session, visit.actor, visit.customer_id, everyone)

        await self._database.write(unit)

    async def correct(self, visit: OwnSession, message_id: UUID, field: Field, value: str) -> None:
        """“That is wrong”: it is another thing from now on, everywhere."""

        def unit(session: Session) -> None:
            ground = self._ground(session, visit)
            message = timeline.find_message(
                session, ground.reader, self._chat.sealer, MessageId(message_id)
            )
            if not ground.owns(message.customer_id, message.recorded_at):
                sentence = "There is no such message."
                raise NotFound(sentence)
            understanding.correct_own(
                session,
                visit.actor,
                message,
                field,
                value,
                answers=ground.answers,
                intents=list(ground.intents),
            )

        await self._database.write(unit)

    async def restrict(self, visit: OwnSession, *, on: bool) -> None:
        """Nothing but storage and a person's service, or all as before."""

        def unit(session: Session) -> None:
            everyone = customers.everyone(session, visit.actor, visit.customer_id)
            trust.restrict(session, visit.actor, visit.customer_id, everyone, on=on)

        await self._database.write(unit)

    async def contest(self, visit: OwnSession, receipt_id: UUID, words: str) -> None:
        """Have a person look at a decision, by a time that is told."""

        def unit(session: Session) -> None:
            ground = self._ground(session, visit)
            receipt = trust.find_receipt(
                session,
                ground.reader,
                ground.catalogue,
                ReceiptId(receipt_id),
                language=ground.language,
            )
            if not ground.owns(receipt.customer_id, receipt.written_at):
                sentence = "There is no such receipt."
                raise NotFound(sentence)
            conversation = timeline.lock(
                session, visit.actor, timeline.ConversationId(receipt.conversation_id)
            )
            trust.contest(
                session,
                visit.actor,
                self._chat.sealer,
                customer_id=receipt.customer_id,
                key_id=customers.key_of(session, ground.reader, receipt.customer_id),
                receipt_id=receipt.id,
                conversation_id=receipt.conversation_id,
                words=words,
                due_at=now() + timedelta(hours=self._settings.contest_hours),
            )
            timeline.transition(session, visit.actor, conversation, Reason.CONTESTED)

        await self._database.write(unit)

    async def ask_for_person(self, visit: OwnSession, words: str | None) -> None:
        """Always granted, at once; `words` go to whoever comes, and software leaves them alone."""

        def unit(session: Session) -> None:
            ground = self._ground(session, visit)
            conversation = self._open(session, ground)
            if conversation.language is None:
                conversation.language = ground.language
            leg_id = _leg(session, visit, conversation)
            timeline.transition(session, visit.actor, conversation, Reason.ASKED_FOR_PERSON)
            if words is not None:
                self._say(session, ground, conversation, leg_id, words)

        await self._database.write(unit)

    async def stop_waiting(self, visit: OwnSession) -> None:
        """They need nobody any more."""

        def unit(session: Session) -> None:
            for talk in self._ground(session, visit).talks:
                if talk.is_whole and talk.conversation.holder is Holder.WAITING:
                    row = timeline.lock(session, visit.actor, talk.conversation.id)
                    timeline.transition(session, visit.actor, row, Reason.STOPPED_WAITING)

        await self._database.write(unit)

    def _ground(self, session: Session, visit: OwnSession) -> OwnGround:
        return load_ground(session, self._chat, self._settings, visit, None)

    def _open(self, session: Session, ground: OwnGround) -> LockedConversation:
        """Their newest conversation, if all of it is theirs; else a new one."""
        visit = ground.visit
        customers.hold_still(session, visit.actor, [visit.customer_id])
        newest = next((each for each in ground.talks if each.is_whole), None)
        if newest is not None:
            return timeline.lock(session, visit.actor, newest.conversation.id)
        return timeline.begin_conversation(session, visit.actor, visit.customer_id)

    def _say(
        self,
        session: Session,
        ground: OwnGround,
        conversation: LockedConversation,
        leg_id: LegId,
        words: str,
    ) -> None:
        visit = ground.visit
        timeline.append(
            session,
            visit.actor,
            self._chat.sealer,
            conversation,
            NewMessage(
                leg_id=leg_id,
                customer_id=visit.customer_id,
                key_id=customers.key_of(session, ground.reader, visit.customer_id),
                author=Author.CUSTOMER,
                text=words,
            ),
        )


def _leg(session: Session, visit: OwnSession, conversation: LockedConversation) -> LegId:
    """Where they are reached: an answer needs it also where they have written nothing yet."""
    channel = Channel.WEB_CHAT if visit.how is PassKind.VISITOR else Channel.API
    place = timeline.Place(channel, "", visit.contact_point_id)
    return timeline.find_leg(session, visit.actor, conversation, place)
