"""Ids: UUIDv7 (RFC 9562, section 5.7), made by the server: rows sort by when they were made.

Each table has its own `NewType` over `UUID` beside its model.
"""

import os
import threading
import time
from datetime import datetime
from uuid import UUID

_lock = threading.Lock()
_latest = 0

_COUNTER_BITS = 12
_RANDOM_BITS = 62


def new_id() -> UUID:
    """Make a UUIDv7 that is greater than every one this process made before.

    The 12 bits after the milliseconds are a sub-millisecond fraction (method 3 of RFC 9562,
    section 6.2); a second id in the same fraction takes the next one.
    """
    global _latest  # noqa: PLW0603 - the order of ids is a fact of the process
    with _lock:
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        ticks = (milliseconds << _COUNTER_BITS) | ((rest << _COUNTER_BITS) // 1_000_000)
        _latest = ticks = max(ticks, _latest + 1)
    high = ((ticks >> _COUNTER_BITS) << 16) | (7 << 12) | (ticks & 0xFFF)
    random = int.from_bytes(os.urandom(8)) & ((1 << _RANDOM_BITS) - 1)
    return UUID(int=(high << 64) | (2 << _RANDOM_BITS) | random)


def first_id_at(moment: datetime) -> UUID:
    """The least id that can be made at a moment: ids made later are greater."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=(milliseconds << 80) | (7 << 76) | (2 << _RANDOM_BITS))
