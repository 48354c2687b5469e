"""The runner: claims due work and does it, some at once, until told to stop.

It knows when the next row is due from the notes of this process's commits, and looks into the
database for the rows of others. Stopping, it finishes what runs and returns the rest.
"""

import asyncio
import contextlib
import heapq
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from warmline.foundation import due
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim, LeaseLost, WorkScheduled
from warmline.foundation.errors import Unavailable
from warmline.foundation.log import logger

Work = Callable[[Claim], Awaitable[None]]
WhenParked = Callable[[Session, Claim], None]

_LOOK_ALONE = timedelta(seconds=5)
_LOOK_AMONG_OTHERS = timedelta(seconds=0.1)
_HORIZON = timedelta(seconds=120)
_PAUSE_AFTER_FAILURE_SECONDS = 1.0


class WorkersDied(Exception):
    """Worker after worker took this row and was never heard of again."""


class Runner:
    """Does due work of the kinds it is given; `when_parked` runs in the commit that parks one."""

    def __init__(
        self,
        database: Database,
        work: Mapping[str, Work],
        when_parked: Mapping[str, WhenParked],
        *,
        at_once: int,
    ) -> None:
        self._database = database
        self._work = work
        self._when_parked = when_parked
        self._kinds = tuple(work)
        self._at_once = at_once
        self._running: dict[Claim, asyncio.Task[None]] = {}
        self._next = now()
        self._coming: list[datetime] = []  # a heap of when this process's own work is due
        self._woken = asyncio.Event()
        self._stopping = False
        self._loop = asyncio.get_running_loop()
        self._look = _LOOK_AMONG_OTHERS if database.on_postgresql else _LOOK_ALONE
        database.listen(self._hear)

    async def run(self) -> None:
        """Claim and do work until `stop`."""
        renewing = asyncio.create_task(self._renew())
        try:
            await self._learn_what_waits()
            while not self._stopping:
                self._woken.clear()
                try:
                    await self._claim_what_is_due()
                except Exception as error:  # noqa: BLE001 - the edge: it must go on
                    logger().warning("runner_waits", failure=error)
                    await asyncio.sleep(_PAUSE_AFTER_FAILURE_SECONDS)
                await self._sleep()
        finally:
            renewing.cancel()

    async def stop(self, seconds: float) -> None:
        """Take nothing new, finish within `seconds`, and return what is not finished."""
        self._stopping = True
        self._woken.set()
        if self._running:
            await asyncio.wait(self._running.values(), timeout=seconds)
        unfinished = list(self._running)
        for task in list(self._running.values()):
            task.cancel()
        if unfinished:
            with contextlib.suppress(Unavailable):
                await self._database.write(lambda session: due.give_back(session, unfinished))

    async def _learn_what_waits(self) -> None:
        """Work that was scheduled before this process began; of the rest it hears."""
        with contextlib.suppress(Unavailable):  # then it is found by looking
            waiting = await self._database.read(lambda session: due.coming(session, self._kinds))
            self._note_coming([min(each, now() + _HORIZON) for each in waiting])

    def _hear(self, notes: list[object]) -> None:
        moments = [
            each.due_at
            for each in notes
            if isinstance(each, WorkScheduled) and each.kind in self._work
        ]
        if moments:
            with contextlib.suppress(RuntimeError):  # the loop has closed: we are stopping
                self._loop.call_soon_threadsafe(self._note_coming, moments)

    def _note_coming(self, moments: list[datetime]) -> None:
        for moment in moments:
            heapq.heappush(self._coming, moment)
        if self._coming:
            self._expect(self._coming[0])

    def _expect(self, moment: datetime) -> None:
        if moment < self._next:
            self._next = moment
            self._woken.set()

    async def _claim_what_is_due(self) -> None:
        free = self._at_once - len(self._running)
        if free <= 0 or now() < self._next:
            return
        time = now()
        self._next = time + self._look
        # Before the claim: what is noted while it runs may not be in it.
        while self._coming and self._coming[0] <= time:
            heapq.heappop(self._coming)
        claims = await self._database.write(
            lambda session: due.claim(session, self._kinds, limit=free), in_background=True
        )
        for claim in claims:
            task = asyncio.create_task(self._do(claim))
            self._running[claim] = task
            task.add_done_callback(lambda _, claim=claim: self._done(claim))  # type: ignore[misc]
        if len(claims) == free:
            self._expect(time)  # there may be more
            return
        if self._coming:
            self._expect(self._coming[0])

    async def _sleep(self) -> None:
        """Until the next row is due, or a commit or a finished task says otherwise."""
        seconds = (self._next - now()).total_seconds()
        if len(self._running) >= self._at_once:
            seconds = self._look.total_seconds()
        if seconds > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), seconds)

    def _done(self, claim: Claim) -> None:
        was_full = len(self._running) >= self._at_once
        self._running.pop(claim, None)
        if was_full:
            self._next = now()
            self._woken.set()

    async def _do(self, claim: Claim) -> None:
        structlog.contextvars.bind_contextvars(
            trace_id=str(claim.token), work=claim.kind, subject=str(claim.subject)
        )
        try:
            await self._perform(claim)
        except LeaseLost:
            logger().info("lease_lost")
        except Exception as error:  # noqa: BLE001 - the edge: a row that fails must not stop others
            logger().warning("work_failed", attempts=claim.attempts, failure=error)
            await self._failed(claim, type(error).__name__)

    async def _perform(self, claim: Claim) -> None:
        if claim.attempts > due.MOST_ATTEMPTS:
            raise WorkersDied
        await self._work[claim.kind](claim)

    async def _failed(self, claim: Claim, error: str) -> None:
        def unit(session: Session) -> None:
            if due.fail(session, claim, error):
                self._when_parked[claim.kind](session, claim)

        with contextlib.suppress(Unavailable, LeaseLost):  # else the lease runs out by itself
            await self._database.write(unit, in_background=True)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(due.LEASE.total_seconds() / 3)
            if claims := list(self._running):
                try:
                    await self._database.write(lambda session: due.renew(session, claims))
                except Exception as error:  # noqa: BLE001 - the edge: leases run out, work goes on
                    logger().warning("leases_not_renewed", failure=error)
