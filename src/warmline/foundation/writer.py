"""The one writer of SQLite: many waiting units, one durable commit.

Each unit runs in its savepoint under one `BEGIN IMMEDIATE … COMMIT`, so a unit that raises
leaves nothing behind and the others go on. A caller gets the answer only after the commit. A
full disk can roll back the whole group: then every waiting caller gets the error.
"""

import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from warmline.foundation.errors import Overloaded
from warmline.foundation.unit import notes_of, run

Unit = Callable[[Session], Any]

_GROUP_UNITS = 64
_GROUP_SECONDS = 0.02
_MOST_WAITING = 5_000


@dataclass(slots=True)
class _Waiting:
    unit: Unit
    answer: Future[Any]
    result: Any = None
    notes: tuple[object, ...] = ()


class GroupWriter:
    """A thread that owns the writing connection; `submit` from any thread."""

    def __init__(self, engine: Engine, announce: Callable[[list[object]], None]) -> None:
        self._engine = engine
        self._announce = announce
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, unit: Unit) -> "Future[Any]":
        """Queue a unit; the future is done when its group is on the disk."""
        if self._queue.qsize() >= _MOST_WAITING:
            message = "More is waiting to be stored than this server can promise; try again soon."
            raise Overloaded(message)
        waiting = _Waiting(unit, Future())
        self._queue.put(waiting)
        return waiting.answer

    def stop(self) -> None:
        """Finish what waits, then end."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            group = [first]
            try:
                with self._engine.connect() as connection:
                    self._commit(connection, group)
            except Exception as error:  # noqa: BLE001 - the edge of the thread: every caller must hear of it
                self._fail(group, error)
            else:
                self._resolve(group)

    def _commit(self, connection: Connection, group: list[_Waiting]) -> None:
        """Run the first unit of `group`, then those that wait, and commit them together."""
        with connection.begin():
            until = time.monotonic() + _GROUP_SECONDS
            self._run_unit(connection, group[0])
            while len(group) < _GROUP_UNITS and time.monotonic() < until:
                try:
                    following = self._queue.get_nowait()
                except queue.Empty:
                    break
                if following is None:
                    self._queue.put(None)
                    break
                group.append(following)
                self._run_unit(connection, following)

    @staticmethod
    def _run_unit(connection: Connection, waiting: _Waiting) -> None:
        """Run one unit in a savepoint. Its session has no say in the transaction: we have."""
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine is SQLite's
        driver.execute("SAVEPOINT unit")
        try:
            with Session(
                connection, join_transaction_mode="rollback_only", expire_on_commit=False
            ) as session:
                waiting.result = run(waiting.unit, session)
                session.flush()
                waiting.notes = notes_of(session)
        except Exception as error:  # noqa: BLE001 - whatever a unit raises is its caller's
            if not driver.in_transaction:
                # SQLite has rolled back the whole group, savepoints and all.
                raise _first_database_error(error) from None
            driver.execute("ROLLBACK TO unit")
            waiting.answer.set_exception(error)
        driver.execute("RELEASE unit")

    def _resolve(self, group: list[_Waiting]) -> None:
        if notes := [note for waiting in group for note in waiting.notes]:
            self._announce(notes)
        for waiting in group:
            if not waiting.answer.done():
                waiting.answer.set_result(waiting.result)

    @staticmethod
    def _fail(group: list[_Waiting], error: Exception) -> None:
        for waiting in group:
            if not waiting.answer.done():
                waiting.answer.set_exception(error)


def _first_database_error(error: BaseException) -> BaseException:
    """What went wrong first; rolling back to a savepoint that is gone fails in its turn."""
    first, each = error, error.__context__
    while each is not None:
        if isinstance(each, DBAPIError):
            first = each
        each = each.__context__
    return first
