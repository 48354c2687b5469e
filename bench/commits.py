"""Commits: the durable group commit of bare SQLite, which no server on it can beat."""

import sqlite3
import time
from pathlib import Path


def group_commit(path: Path, count: int, per_second: float) -> list[float]:
    """Seconds from due to durable of `count` one-row units at an even rate, on one thread.

    Units that have become due while a commit ran are committed together by the next.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS unit (id INTEGER PRIMARY KEY, words TEXT)")
    start = time.perf_counter() + 0.1
    due = [start + number / per_second for number in range(count)]
    seconds: list[float] = []
    while len(seconds) < count:
        if (wait := due[len(seconds)] - time.perf_counter()) > 0:
            time.sleep(wait)
        now = time.perf_counter()
        group = [moment for moment in due[len(seconds) :] if moment <= now]
        connection.execute("BEGIN IMMEDIATE")
        for _ in group:
            connection.execute("INSERT INTO unit (words) VALUES (?)", ("x" * 100,))
        connection.execute("COMMIT")
        done = time.perf_counter()
        seconds += [done - moment for moment in group]
    connection.close()
    return seconds
