"""The hub: which desks are connected, and what is made once for all of them.

An event makes a row, or a change of an open conversation, once; the same encoded frame goes to
every desk that wants it. What comes while a frame is being made is in the next one.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from warmline.channels.typing import CUSTOMER_TYPING, TYPING
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.database import Database
from warmline.foundation.errors import NotFound
from warmline.foundation.events import Event
from warmline.foundation.frames import encode
from warmline.foundation.log import logger
from warmline.timeline import ConversationId
from warmline.workspace.desk.changes import load_opened_change
from warmline.workspace.desk.ground import Grounds
from warmline.workspace.desk.load import load_of
from warmline.workspace.desk.names import load_name
from warmline.workspace.desk.queue import load_queue_change

_MOST_WAITING: Final = 256
_CHANGES_NO_ROW: Final = frozenset(
    {"decision.made.v1", "turn.taken.v1", "message.status_moved.v1", "knowledge.gap_found.v1"}
)
_QUEUE_STARTS: Final = (
    "message.",
    "holder.",
    "reading.",
    "conversation.",
    "promise.",
    "task.",
    "contest.",
)


@dataclass(eq=False, slots=True)
class Screen:
    """One connected desk: whose it is, what it has open, and what waits to be sent."""

    brand_id: BrandId
    agent_id: UUID
    name: str
    outgoing: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(_MOST_WAITING))
    behind: asyncio.Event = field(default_factory=asyncio.Event)
    looks_at: ConversationId | None = None

    def send(self, frame: str) -> None:
        """Queue an encoded frame; a desk that reads too slowly is told to start afresh."""
        try:
            self.outgoing.put_nowait(frame)
        except asyncio.QueueFull:
            self.behind.set()


@dataclass(eq=False, slots=True)
class _Room:
    """The desks of one brand, and what has happened since they were last told."""

    screens: set[Screen] = field(default_factory=set)
    viewers: dict[ConversationId, set[Screen]] = field(default_factory=lambda: defaultdict(set))
    rows: set[ConversationId] = field(default_factory=set)
    events: dict[ConversationId, list[Event]] = field(default_factory=lambda: defaultdict(list))
    writers: set[ConversationId] = field(default_factory=set)
    task: asyncio.Task[None] | None = None

    @property
    def has_news(self) -> bool:
        return bool(self.rows or self.events or self.writers)

    def note(self, event: Event) -> None:
        """Note what an event changes here. Who of us writes is told without any event."""
        conversation_id = ConversationId(event.subject)
        is_open = conversation_id in self.viewers
        if event.type in TYPING:
            if is_open and event.type == CUSTOMER_TYPING:
                self.writers.add(conversation_id)
            return
        if event.type not in _CHANGES_NO_ROW and event.type.startswith(_QUEUE_STARTS):
            self.rows.add(conversation_id)
        if is_open:
            self.events[conversation_id].append(event)


class Desks:
    """All desks of this process; a listener of events."""

    def __init__(
        self, database: Database, grounds: Grounds, reader_of: Callable[[BrandId], Actor]
    ) -> None:
        self._database = database
        self._grounds = grounds
        self._reader_of = reader_of
        self._rooms: dict[BrandId, _Room] = {}

    def join(self, screen: Screen) -> None:
        """From now on the screen hears of its brand's queue."""
        self._rooms.setdefault(screen.brand_id, _Room()).screens.add(screen)

    def leave(self, screen: Screen) -> None:
        self.look_away(screen)
        room = self._rooms[screen.brand_id]
        room.screens.discard(screen)
        if not room.screens:
            del self._rooms[screen.brand_id]

    def look_at(self, screen: Screen, conversation_id: ConversationId) -> None:
        """From now on the screen hears of this conversation, and of no other."""
        if screen.looks_at == conversation_id:
            return
        self.look_away(screen)
        screen.looks_at = conversation_id
        self._rooms[screen.brand_id].viewers[conversation_id].add(screen)
        self._tell_presence(screen.brand_id, conversation_id)

    def look_away(self, screen: Screen) -> None:
        conversation_id, screen.looks_at = screen.looks_at, None
        if conversation_id is None:
            return
        viewers = self._rooms[screen.brand_id].viewers
        viewers[conversation_id].discard(screen)
        if not viewers[conversation_id]:
            del viewers[conversation_id]
        self._tell_presence(screen.brand_id, conversation_id)

    def tell_typing(self, screen: Screen, conversation_id: ConversationId) -> None:
        """Colleagues who look at it see that somebody writes."""
        who = {"id": str(screen.agent_id), "name": screen.name}
        frame = encode("typing", conversation_id=str(conversation_id), who=who)
        for each in self._viewers(screen.brand_id, conversation_id):
            if each.agent_id != screen.agent_id:
                each.send(frame)

    async def hear(self, events: Sequence[Event]) -> None:
        """Note what has happened, and have it told; returns at once."""
        for event in events:
            room = self._rooms.get(event.brand_id)
            if room is None:
                continue
            room.note(event)
            if room.has_news and (room.task is None or room.task.done()):
                room.task = asyncio.create_task(self._tell(event.brand_id, room))

    async def _tell(self, brand_id: BrandId, room: _Room) -> None:
        """Make each frame once, until nothing is left to tell."""
        while room.has_news:
            rows, room.rows = room.rows, set()
            writers, room.writers = room.writers, set()
            happened, room.events = dict(room.events), defaultdict(list)
            try:
                await self._tell_queue(brand_id, room, rows)
                for conversation_id, events in happened.items():
                    await self._tell_viewers(brand_id, conversation_id, events)
                for conversation_id in writers:
                    await self._tell_customer_types(brand_id, conversation_id)
            except Exception as error:  # noqa: BLE001 - the edge: one that fails must not silence all
                logger().warning("desks_start_afresh", failure=error)
                for screen in room.screens:
                    screen.behind.set()

    async def _tell_queue(
        self, brand_id: BrandId, room: _Room, changed: set[ConversationId]
    ) -> None:
        if not changed:
            return
        reader, ground = self._reader_of(brand_id), self._grounds.of(brand_id)
        change = await self._database.read(
            lambda session: load_queue_change(session, reader, ground, changed)
        )
        frame = encode("change", topic="queue", change=change.model_dump(mode="json"))
        for screen in tuple(room.screens):
            screen.send(frame)
        await self._tell_loads(brand_id, room, {row.agent.id for row in change.rows if row.agent})

    async def _tell_loads(self, brand_id: BrandId, room: _Room, agents: set[UUID]) -> None:
        """Each agent's own load, to their own desks only."""
        reader = self._reader_of(brand_id)
        for agent_id in agents & {screen.agent_id for screen in room.screens}:
            load = await self._database.read(
                lambda session, agent_id=agent_id: load_of(session, reader, agent_id)  # type: ignore[misc]
            )
            frame = encode("change", topic="load", change=load.model_dump(mode="json"))
            for screen in tuple(room.screens):
                if screen.agent_id == agent_id:
                    screen.send(frame)

    async def _tell_viewers(
        self, brand_id: BrandId, conversation_id: ConversationId, events: Sequence[Event]
    ) -> None:
        reader, ground = self._reader_of(brand_id), self._grounds.of(brand_id)
        try:
            change = await self._database.read(
                lambda session: load_opened_change(session, reader, ground, conversation_id, events)
            )
        except NotFound:
            frame = encode("erased", conversation_id=str(conversation_id))
            for screen in self._viewers(brand_id, conversation_id):
                screen.send(frame)
            return
        frame = encode(
            "change",
            topic="conversation",
            conversation_id=str(conversation_id),
            change=change.model_dump(mode="json"),
        )
        for screen in self._viewers(brand_id, conversation_id):
            screen.send(frame)

    async def _tell_customer_types(
        self, brand_id: BrandId, conversation_id: ConversationId
    ) -> None:
        reader, ground = self._reader_of(brand_id), self._grounds.of(brand_id)
        name = await self._database.read(
            lambda session: load_name(session, reader, ground, conversation_id)
        )
        who = {"id": None, "name": name}
        frame = encode("typing", conversation_id=str(conversation_id), who=who)
        for screen in self._viewers(brand_id, conversation_id):
            screen.send(frame)

    def _tell_presence(self, brand_id: BrandId, conversation_id: ConversationId) -> None:
        viewers = self._viewers(brand_id, conversation_id)
        names = {str(each.agent_id): each.name for each in viewers}
        who = [{"id": agent_id, "name": name} for agent_id, name in sorted(names.items())]
        frame = encode("presence", conversation_id=str(conversation_id), who=who)
        for screen in viewers:
            screen.send(frame)

    def _viewers(self, brand_id: BrandId, conversation_id: ConversationId) -> tuple[Screen, ...]:
        room = self._rooms.get(brand_id)
        return tuple(room.viewers.get(conversation_id, ())) if room is not None else ()
