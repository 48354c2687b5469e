"""The tail: reads new events in order and hands them on; the way to everything that listens.

A commit here wakes it at once; commits of other processes are found by looking every so often.
A durable subscriber keeps its cursor in the database and continues there after a restart; a
live one starts with what is new.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from warmline.foundation import events
from warmline.foundation.database import Database
from warmline.foundation.events import Event, EventsAppended
from warmline.foundation.log import logger

Handler = Callable[[Sequence[Event]], Awaitable[None]]

_LOOK_SECONDS_ALONE = 5.0
_LOOK_SECONDS_AMONG_OTHERS = 0.1
_BREATH_SECONDS = 0.01
_PAUSE_AFTER_FAILURE_SECONDS = 1.0


class Tail:
    """Follows the outbox for one subscriber; give it a name to make it durable."""

    def __init__(
        self, database: Database, handle: Handler, *, subscriber: str | None = None
    ) -> None:
        self._database = database
        self._handle = handle
        self._subscriber = subscriber
        self._woken = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._look_seconds = (
            _LOOK_SECONDS_AMONG_OTHERS if database.on_postgresql else _LOOK_SECONDS_ALONE
        )
        database.listen(self._hear)

    def _hear(self, notes: list[object]) -> None:
        if any(isinstance(each, EventsAppended) for each in notes):
            with contextlib.suppress(RuntimeError):  # the loop has closed: nobody listens any more
                self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Follow until cancelled."""
        sequence = await self._insist(self._start)
        while True:
            self._woken.clear()
            read = await self._insist(partial(self._step, sequence))
            if read != sequence:
                await asyncio.sleep(_BREATH_SECONDS)  # what commits meanwhile is read together
            sequence = read
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._look_seconds)

    async def _start(self) -> int:
        if self._subscriber is None:
            return await self._database.read(events.newest)
        subscriber = self._subscriber
        return await self._database.read(lambda session: events.cursor_of(session, subscriber))

    async def _step(self, sequence: int) -> int:
        """Hand on what came after `sequence`; the answer is how far that went."""
        batch = await self._database.read(
            lambda session: events.read_after(session, sequence), in_place=True
        )
        if not batch:
            return sequence
        await self._handle(batch)
        reached = batch[-1].sequence
        if self._subscriber is not None:
            subscriber = self._subscriber
            await self._database.write(lambda session: events.advance(session, subscriber, reached))
        return reached

    async def _insist(self, what: Callable[[], Awaitable[int]]) -> int:
        """Try again, whatever it was: a subscriber comes late, but comes."""
        while True:
            try:
                return await what()
            except Exception as error:  # noqa: BLE001 - the edge: it must go on
                logger().warning("tail_waits", subscriber=self._subscriber, failure=error)
                await asyncio.sleep(_PAUSE_AFTER_FAILURE_SECONDS)
