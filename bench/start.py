"""Start: from the start of the process to ready, and what an idle server holds in memory."""

import sys
import time
from pathlib import Path
from statistics import median

from figures import Beside, Figure
from served import folder, free_port, resident_megabytes, running, serving

_TIMES = 5
_IDLE_SECONDS = 5.0
_AT_MOST_SECONDS = 3.0
_AT_MOST_MEGABYTES = 200.0
_HELLO = str(Path(__file__).with_name("hello.py"))


def run() -> list[Figure]:
    """The median of some starts with warm caches, each beside a start of a bare server."""
    starts, bare_starts = [], []
    with folder() as data:
        with serving(data):
            pass  # the first start migrates and seeds
        for _ in range(_TIMES):
            with serving(data) as served:
                starts.append(served.started_within)
            bare_starts.append(_start_bare()[0])
        with serving(data) as served:
            time.sleep(_IDLE_SECONDS)
            memory = resident_megabytes(served.process)
    bare_memory = _start_bare(_IDLE_SECONDS)[1]
    bare = "bare FastAPI and uvicorn"
    return [
        Figure(
            "start_to_ready",
            median(starts),
            "s",
            at_most=_AT_MOST_SECONDS,
            beside=Beside(bare, median(bare_starts)),
        ),
        Figure(
            "idle_memory",
            memory,
            "MB",
            at_most=_AT_MOST_MEGABYTES,
            beside=Beside(bare, bare_memory),
        ),
    ]


def _start_bare(idle_seconds: float = 0.0) -> tuple[float, float]:
    """Seconds to ready, and resident megabytes after a time of idleness."""
    port = free_port()
    with running([sys.executable, _HELLO, str(port)], port) as (process, started_within):
        time.sleep(idle_seconds)
        return started_within, resident_megabytes(process)
