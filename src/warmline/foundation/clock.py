"""The time, which never runs backwards inside a process.

A wall clock that is set back would make leases eternal and due work late. So `now` follows
the wall clock forwards and, when that falls behind, goes on with the monotonic one.
"""

import threading
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Aware UTC time in microseconds that never decreases."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest = self._wall()
        self._latest_monotonic = time.monotonic()

    def now(self) -> datetime:
        with self._lock:
            monotonic = time.monotonic()
            at_least = self._latest + timedelta(seconds=monotonic - self._latest_monotonic)
            self._latest = max(self._wall(), at_least)
            self._latest_monotonic = monotonic
            return self._latest

    @staticmethod
    def _wall() -> datetime:
        return datetime.now(UTC)


_clock = Clock()


def now() -> datetime:
    """The time of this process: aware, UTC, never earlier than the last answer."""
    return _clock.now()
