"""Batching: messages that come at the same time share one run of the model.

Whoever comes while a run is on waits for the next and takes everybody who waits along, so a
quiet server answers at once and a busy one does more in each run. The line is bounded: beyond
it, callers wait for a place, which is what slows down whoever sends too much.
"""

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from warmline.understanding.encoder import Encoder, Seen

_AT_ONCE: Final = 32
LINE: Final = 256
"""So many may wait at once."""


class Batching:
    """Gives each caller what the model sees in its text."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._waiting: deque[tuple[str, asyncio.Future[Seen]]] = deque()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="encoder")
        self._running: asyncio.Task[None] | None = None
        self._line = asyncio.Semaphore(LINE)

    async def see(self, text: str) -> Seen:
        """What the model makes of it; waits for a place in line when there are too many."""
        async with self._line:
            loop = asyncio.get_running_loop()
            seen: asyncio.Future[Seen] = loop.create_future()
            self._waiting.append((text, seen))
            if self._running is None or self._running.done():
                self._running = loop.create_task(self._run())
            return await seen

    async def _run(self) -> None:
        """Run until nobody waits; what goes wrong in a run is told to those who were in it."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            group = [self._waiting.popleft() for _ in range(min(_AT_ONCE, len(self._waiting)))]
            texts = [text for text, _ in group]
            try:
                found = await loop.run_in_executor(self._thread, self._encoder.see, texts)
            except Exception as error:  # noqa: BLE001 it reaches every caller
                for _, waiting in group:
                    if not waiting.done():
                        waiting.set_exception(error)
                continue
            for (_, waiting), seen in zip(group, found, strict=True):
                if not waiting.done():
                    waiting.set_result(seen)
