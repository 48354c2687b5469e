"""Acts: what a frame of a desk does. The same functions answer over HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, assert_never

from sqlalchemy.orm import Session

from warmline import customers, timeline, trust, understanding
from warmline.channels import agent_typing, usable_text
from warmline.foundation.actor import Actor, Saw, Scope
from warmline.foundation.database import Database
from warmline.foundation.frames import encode
from warmline.foundation.live import Live
from warmline.timeline import ConversationId, MessageId
from warmline.workspace import hold
from warmline.workspace.desk import frames
from warmline.workspace.desk.changes import load_earlier
from warmline.workspace.desk.drafts import draft_for
from warmline.workspace.desk.ground import Ground
from warmline.workspace.desk.hub import Desks, Screen
from warmline.workspace.desk.opened import PAGE, open_conversation
from warmline.workspace.notes import write_note
from warmline.workspace.snooze import snooze, unsnooze

_ACTS: Final = {
    "take": hold.take,
    "hand_back": hold.hand_back,
    "close": hold.close,
    "leave": hold.leave,
    "unsnooze": unsnooze,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """One connected desk at work; `actor` is made anew for each frame."""

    database: Database
    live: Live
    desks: Desks
    ground: Ground
    screen: Screen
    saw: Saw

    async def do(self, actor: Actor, frame: frames.Frame) -> Mapping[str, Any]:
        """Do what a frame asks; what the answer says besides that it is done."""
        match frame:
            case frames.Open():
                return await self._open(actor, ConversationId(frame.conversation_id))
            case frames.LeaveView():
                self.desks.look_away(self.screen)
                return {}
            case frames.Typing():
                await self._tell_typing(actor, ConversationId(frame.conversation_id))
                return {}
            case frames.Earlier() | frames.Draft():
                return await self._look(actor, frame)
            case _:
                return await self._change(actor, frame)

    async def _tell_typing(self, actor: Actor, conversation_id: ConversationId) -> None:
        """Colleagues who look see it; the customer too, from whoever has the conversation."""
        conversation = await self.database.read(
            lambda session: timeline.find_conversation(session, actor, conversation_id)
        )
        self.desks.tell_typing(self.screen, conversation_id)
        if conversation.stretch.agent_id == self.screen.agent_id:
            brand_id, name = self.screen.brand_id, self.screen.name
            await self.live.publish([agent_typing(brand_id, conversation_id, name=name)])

    async def _open(self, actor: Actor, conversation_id: ConversationId) -> Mapping[str, Any]:
        """Follow first, then read: nothing that happens between is missed."""

        def query(session: Session) -> dict[str, Any]:
            opened = open_conversation(session, actor, self.ground, conversation_id)
            return opened.model_dump(mode="json")

        found = await self.database.read(
            lambda session: timeline.find_conversation(session, actor, conversation_id)
        )
        self.saw(actor, found.customer_id, "conversation")
        self.desks.look_at(self.screen, conversation_id)
        self.screen.send(
            encode("state", topic="conversation", state=await self.database.read(query))
        )
        return {}

    async def _look(self, actor: Actor, frame: frames.Earlier | frames.Draft) -> Mapping[str, Any]:
        known = ConversationId(frame.conversation_id)
        if isinstance(frame, frames.Draft):
            draft = await self.database.read(
                lambda session: draft_for(session, actor, self.ground, known)
            )
            return {"draft": draft.model_dump(mode="json") if draft is not None else None}
        before = frame.before
        page = await self.database.read(
            lambda session: load_earlier(session, actor, self.ground, known, before, most=PAGE)
        )
        return page.model_dump(mode="json")

    async def _change(self, actor: Actor, frame: "_Change") -> Mapping[str, Any]:
        clean = usable_text(frame.text) if isinstance(frame, frames.Answer | frames.Note) else ""
        return await self.database.write(
            lambda session: change(session, actor, self.ground, frame, clean)
        )


_Change = (
    frames.Act
    | frames.Transfer
    | frames.Assign
    | frames.Snooze
    | frames.Answer
    | frames.Note
    | frames.Correct
)


def change(
    session: Session, actor: Actor, ground: Ground, frame: _Change, text: str
) -> dict[str, Any]:
    """One change, one unit; `text` is the frame's, cleaned."""
    known = ConversationId(frame.conversation_id)
    match frame:
        case frames.Act():
            _ACTS[frame.type](session, actor, known)
        case frames.Transfer(to=None):
            hold.transfer(session, actor, known)
        case frames.Transfer(to=to) | frames.Assign(to=to):
            assert to is not None  # noqa: S101 - the case above has that
            hold.assign(session, actor, known, to)
        case frames.Snooze():
            snooze(session, actor, known, frame.until)
        case frames.Answer():
            given = hold.answer(
                session, actor, ground.sealer, known, text, key=frame.id, seen=frame.seen
            )
            said = timeline.find_message(session, actor, ground.sealer, MessageId(given))
            return {"message_id": str(given), "position": said.position}
        case frames.Note():
            note_id = write_note(session, actor, ground.sealer, known, text, key=frame.id)
            return {"note_id": str(note_id)}
        case frames.Correct():
            message_id = MessageId(frame.message_id)
            correct_reading(session, actor, ground, message_id, frame.field, frame.value)
        case _:
            assert_never(frame)
    return {}


def correct_reading(
    session: Session,
    actor: Actor,
    ground: Ground,
    message_id: MessageId,
    field: understanding.Field,
    value: str,
) -> None:
    """Somebody who was there says what a customer's words meant."""
    actor.demand(Scope.CONVERSATIONS_ANSWER)
    message = timeline.find_message(session, actor, ground.sealer, message_id)
    ids = customers.everyone(session, actor, message.customer_id)
    understanding.correct(
        session,
        actor,
        message,
        field,
        value,
        by=hold.agent_of(actor),
        answers=trust.answers_of(session, actor, ids),
        intents=list(ground.wishes()),
    )
