"""Live: publish and subscribe, for screens that follow what happens.

Nothing durable passes here: a subscriber that is too slow is told so and starts afresh.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol
from uuid import UUID

from warmline.foundation.brands import BrandId
from warmline.foundation.events import Event

_MOST_WAITING = 256

Topic = tuple[BrandId, UUID]
Listener = Callable[[Sequence[Event]], Awaitable[None]]


class FellBehind(Exception):
    """The subscriber was too slow; it must load the state again."""


class Stopped(Exception):
    """The server is stopping; connect again when it is back."""


class Subscription:
    """The events of its topics, in order, from the moment of following them."""

    def __init__(self) -> None:
        self.topics: frozenset[Topic] = frozenset()
        self._queue: asyncio.Queue[Event | None] = asyncio.Queue(_MOST_WAITING)
        self._behind = False

    def offer(self, event: Event | None) -> None:
        """Add an event, or None for the end."""
        try:
            self._queue.put_nowait(event)
        except asyncio.QueueFull:
            self._behind = True

    async def next(self) -> Event:
        """The next event; raises `FellBehind` once one was dropped, `Stopped` at the end."""
        if self._behind:
            raise FellBehind
        event = await self._queue.get()
        if event is None:
            raise Stopped
        return event

    def waiting(self) -> list[Event]:
        """The events that are there already."""
        found: list[Event] = []
        while not self._queue.empty():
            event = self._queue.get_nowait()
            if event is None:
                self.offer(None)
                break
            found.append(event)
        return found


class Live(Protocol):
    """The port: in process by default, a message server where there are many processes."""

    async def publish(self, events: Sequence[Event]) -> None: ...

    def subscribe(self, *topics: Topic) -> AbstractAsyncContextManager[Subscription]: ...

    def follow(self, subscription: Subscription, *topics: Topic) -> None: ...


class LiveInProcess:
    """Queues in memory; a topic is a brand and the subject of its events."""

    def __init__(self) -> None:
        self._topics: dict[Topic, set[Subscription]] = defaultdict(set)
        self._subscriptions: set[Subscription] = set()
        self._listeners: list[Listener] = []
        self._stopped = False

    async def publish(self, events: Sequence[Event]) -> None:
        """Offer events to whoever has subscribed to their subjects, and to who hears all."""
        for event in events:
            for subscription in self._topics.get((event.brand_id, event.subject), ()):
                subscription.offer(event)
        for listener in self._listeners:
            await listener(events)

    def listen(self, listener: Listener) -> None:
        """Have everything that is published told to `listener`, which returns at once."""
        self._listeners.append(listener)

    @asynccontextmanager
    async def subscribe(self, *topics: Topic) -> AsyncIterator[Subscription]:
        """Hear of topics for as long as the context lasts, and always of the end."""
        subscription = Subscription()
        self._subscriptions.add(subscription)
        self.follow(subscription, *topics)
        if self._stopped:
            subscription.offer(None)
        try:
            yield subscription
        finally:
            self.follow(subscription)
            self._subscriptions.discard(subscription)

    def follow(self, subscription: Subscription, *topics: Topic) -> None:
        """Hear of these topics from now on, and of no others."""
        for topic in subscription.topics.difference(topics):
            self._topics[topic].discard(subscription)
            if not self._topics[topic]:
                del self._topics[topic]
        for topic in topics:
            self._topics[topic].add(subscription)
        subscription.topics = frozenset(topics)

    def stop(self) -> None:
        """End all subscriptions, so that open streams end and their clients come back."""
        self._stopped = True
        for subscription in self._subscriptions:
            subscription.offer(None)
