"""A visit: one open widget, who is behind it, and what its frames do.

Before the first message nobody is known, and nothing about them is stored: what they choose
waits here. A visit speaks for one visitor only, whatever its frames say.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, assert_never
from uuid import UUID

from warmline.channels.chat import NO_WISHES, ChatPlace, Chats, Guest, Wishes
from warmline.channels.inbound import Channel, Inbound, Sender, usable_external_id, usable_text
from warmline.channels.intake import Intake
from warmline.channels.typing import AGENT_TYPING, TYPING
from warmline.channels.web_chat import frames
from warmline.foundation.actor import Actor
from warmline.foundation.errors import Conflict, NotPermitted
from warmline.foundation.events import Event
from warmline.foundation.frames import encode
from warmline.foundation.ids import new_id
from warmline.foundation.live import Topic

_OF_A_MESSAGE = "message."


class NothingYet(Conflict):
    code = "nothing_yet"

    def __init__(self) -> None:
        super().__init__("There is no conversation yet; write something first.")


class Visit:
    """One widget's socket, from its hello on; `place` is its conversation, once there is one."""

    def __init__(self, intake: Intake, chats: Chats, actor: Actor, hello: frames.Hello) -> None:
        self._intake = intake
        self._chats = chats
        self._actor = actor
        self.guest = Guest(
            sender=frames.sender_of(hello.visitor) if hello.visitor else None,
            language=hello.language,
            wishes=Wishes(objects_by_gpc=hello.gpc),
        )
        self.place: ChatPlace | None = None
        self._own_name = str(new_id())
        self._waits = False
        self._has_moved = False

    @property
    def counted_as(self) -> str:
        """Whose frames are counted together: the visitor's, over all their sockets."""
        return self.guest.sender.value if self.guest.sender is not None else self._own_name

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What a visit hears of: its key, its conversation, and its person's choices elsewhere."""
        place, key_id = self.place, self._actor.id
        of_key = (key_id,) if key_id is not None else ()
        of_place = (place.conversation_id, *place.customer_ids) if place is not None else ()
        return tuple((self._actor.brand_id, subject) for subject in (*of_key, *of_place))

    async def has_moved(self) -> bool:
        """Whether the visitor is in another conversation since their last frame."""
        if not self._has_moved:
            return False
        self._has_moved = False
        return await self.find()

    async def find(self) -> bool:
        """Look where the visitor's conversation is; whether that is new to this visit."""
        if self.guest.sender is None:
            return False
        found = await self._chats.find(self._actor, self.guest.sender)
        is_new = found != self.place
        self.place = found
        return is_new

    async def arrive(self) -> None:
        """Who is known already may have a browser that asks not to be tracked since."""
        if await self.find() and self.place is not None and self.guest.wishes.objects_by_gpc:
            await self._chats.note(self._actor, self.place, self.guest.wishes)

    async def state(self) -> str:
        """The whole chat, as a frame."""
        found = await self._chats.state(self._actor, self.guest, self.place)
        self._waits = found.wait is not None
        return encode("state", state=found.model_dump(mode="json"))

    async def change(self, events: Sequence[Event]) -> list[str]:
        """What these events change for the widget, as frames."""
        if any(event.type == "customer.erased.v1" for event in events):
            return [await self._start_anew()]
        typing = [event for event in events if event.type == AGENT_TYPING]
        told = [encode("typing", who=event.data["name"]) for event in typing[-1:]]
        happened = [event for event in events if event.type not in TYPING]
        if self.place is None or not happened:
            return told
        ids = {
            UUID(event.data["message_id"])
            for event in happened
            if event.type.startswith(_OF_A_MESSAGE)
        }
        with_rest = any(not event.type.startswith(_OF_A_MESSAGE) for event in happened)
        return [await self._changed(self.place, sorted(ids), with_rest=with_rest), *told]

    async def _start_anew(self) -> str:
        """Whoever was here is erased: nothing of it is shown, and what comes next is new."""
        self.place = None
        self.guest = replace(self.guest, wishes=NO_WISHES)
        return await self.state()

    async def refreshed(self) -> str | None:
        """How long a person takes, counted anew; None while nobody waits."""
        if self.place is None or not self._waits:
            return None
        return await self._changed(self.place, (), with_rest=True)

    async def _changed(
        self, place: ChatPlace, message_ids: Collection[UUID], *, with_rest: bool
    ) -> str:
        change = await self._chats.change(
            self._actor, self.guest, place, message_ids, with_rest=with_rest
        )
        if change.rest is not None:
            self._waits = change.rest.wait is not None
        return encode("change", change=change.model_dump(mode="json"))

    async def do(self, frame: frames.Frame) -> Mapping[str, Any]:
        """Do what a frame asks; what the answer says besides that it is done."""
        match frame:
            case frames.Send():
                return await self._send(frame)
            case frames.AskForPerson():
                sender = self._become(frame.visitor)
                await self._chats.ask_for_person(self._actor, sender, self.guest)
                self._settle()
            case frames.SetPurpose():
                await self._choose(Wishes(purposes={frame.purpose: frame.granted}))
            case frames.SetHint():
                await self._choose(Wishes(hints={frame.hint: frame.on}))
            case frames.Read():
                await self._chats.note_read(self._actor, self._here(), up_to=frame.position)
            case frames.Passage():
                found = await self._chats.passage(
                    self._actor, self._here(), frame.message_id, frame.article, frame.version
                )
                return found.model_dump(mode="json")
            case frames.Act():
                return await self._act(frame)
            case _:
                assert_never(frame)
        return {}

    async def _act(self, frame: frames.Act) -> Mapping[str, Any]:
        place = self._here()
        match frame.type:
            case "typing":
                await self._intake.note_typing(self._actor, place.conversation_id)
            case "stop_waiting":
                await self._intake.stop_waiting(self._actor, place.conversation_id)
            case "close":
                await self._chats.close(self._actor, place)
            case "transcript":
                found = await self._chats.transcript(self._actor, self.guest, place)
                return found.model_dump(mode="json")
            case "own_page":
                return {"word": await self._word()}
            case _:
                assert_never(frame.type)
        return {}

    async def _word(self) -> str:
        """Who has the visitor's secret needs no other proof to see what is the visitor's own."""
        sender = self.guest.sender
        word = await self._chats.own_word(self._actor, sender) if sender is not None else None
        if word is None:
            raise NothingYet
        return word

    async def _send(self, frame: frames.Send) -> Mapping[str, Any]:
        sender = self._become(frame.visitor)
        text = usable_text(frame.text)
        inbound = Inbound(
            channel=Channel.WEB_CHAT,
            account="",
            external_id=usable_external_id(frame.id),
            sender=sender,
            text=text,
            sent_at=None,
            body=json.dumps([text]).encode(),
        )
        accepted = await self._intake.accept(self._actor, inbound, self.guest.wishes)
        self._settle(accepted.conversation_id)
        return {"message_id": str(accepted.message_id)}

    def _become(self, secret: str | None) -> Sender:
        """Who sends this: the visitor of the hello, or from now on the one named first."""
        named = frames.sender_of(secret) if secret is not None else None
        sender = self.guest.sender or named
        if sender is None:
            message = "A first message names its visitor; send `visitor` with it."
            raise NotPermitted(message)
        if named is not None and named != sender:
            message = "This socket is another visitor's; open one of your own."
            raise NotPermitted(message)
        self.guest = replace(self.guest, sender=sender)
        return sender

    def _settle(self, conversation_id: UUID | None = None) -> None:
        """What was chosen before is recorded now, once; the next choice must not be undone by it.

        A conversation that was closed long ago is not the one that goes on.
        """
        self.guest = replace(self.guest, wishes=NO_WISHES)
        here = self.place.conversation_id if self.place is not None else None
        self._has_moved = here is None or here != conversation_id

    async def _choose(self, wishes: Wishes) -> None:
        self._chats.check(wishes)
        if self.place is not None:
            await self._chats.note(self._actor, self.place, wishes)
            return
        before = self.guest.wishes
        both = replace(
            before,
            purposes={**before.purposes, **wishes.purposes},
            hints={**before.hints, **wishes.hints},
        )
        self.guest = replace(self.guest, wishes=both)

    def _here(self) -> ChatPlace:
        if self.place is None:
            raise NothingYet
        return self.place
