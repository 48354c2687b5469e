"""The one writer of SQLite: many waiting units, one durable commit.

Who waits for an answer goes first; work in the background follows when nobody does, or when it
has waited long itself.

Each unit runs in its savepoint under one `BEGIN IMMEDIATE … COMMIT`, so a unit that raises
leaves nothing behind and the others go on. A caller gets the answer only after the commit. A
full disk can roll back the whole group: then every waiting caller gets the error.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from warmline.foundation.errors import Overloaded
from warmline.foundation.unit import notes_of, run

Unit = Callable[[Session], Any]

_GROUP_UNITS = 64
_GROUP_SECONDS = 0.02
_MOST_WAITING = 2_000
_BACKGROUND_PATIENCE_SECONDS = 0.25
_BACKGROUND_PAUSE_SECONDS = 0.03


@dataclass(slots=True)
class _Waiting:
    unit: Unit
    answer: Future[Any]
    in_background: bool
    result: Any = None
    notes: tuple[object, ...] = ()
    since: float = field(default_factory=time.monotonic)


class _Spoilt(Exception):
    """One unit has taken its group with it."""

    def __init__(self, by: _Waiting, error: Exception) -> None:
        super().__init__()
        self.by = by
        self.error = error


class _Lanes:
    """What waits to be run: a lane for whoever waits for an answer, one for the background."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._asked: deque[_Waiting] = deque()
        self._background: deque[_Waiting] = deque()
        self._background_ran = 0.0
        self._closed = False

    def put(self, waiting: _Waiting) -> None:
        """Queue a unit; raises `Overloaded` when more waits than can be promised."""
        with self._changed:
            lane = self._background if waiting.in_background else self._asked
            if len(lane) >= _MOST_WAITING:
                message = "More waits to be stored than this server can promise; try again soon."
                raise Overloaded(message)
            lane.append(waiting)
            self._changed.notify()

    def close(self) -> None:
        """Nothing more comes; what waits is still handed out."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def next(self) -> _Waiting | None:
        """The next unit, once there is one; None when all is done and closed."""
        with self._changed:
            while not (self._asked or self._background or self._closed):
                self._changed.wait()
            return self._take() if self._asked or self._background else None

    def another(self, *, after_asked: bool) -> _Waiting | None:
        """One more for the same group: none from the background while somebody waits for it."""
        with self._changed:
            if self._asked or (self._background and (not after_asked or self._is_its_turn())):
                return self._take()
            return None

    def _take(self) -> _Waiting:
        if self._background and (not self._asked or self._is_its_turn()):
            self._background_ran = time.monotonic()
            return self._background.popleft()
        return self._asked.popleft()

    def _is_its_turn(self) -> bool:
        """Whether the background has waited long enough to go before who waits for an answer."""
        time_now = time.monotonic()
        return (
            bool(self._background)
            and time_now - self._background[0].since > _BACKGROUND_PATIENCE_SECONDS
            and time_now - self._background_ran > _BACKGROUND_PAUSE_SECONDS
        )


class GroupWriter:
    """A thread that owns the writing connection; `submit` from any thread."""

    def __init__(self, engine: Engine, announce: Callable[[list[object]], None]) -> None:
        self._engine = engine
        self._announce = announce
        self._lanes = _Lanes()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, unit: Unit, *, in_background: bool = False) -> "Future[Any]":
        """Queue a unit; the future is done when its group is on the disk."""
        waiting = _Waiting(unit, Future(), in_background)
        self._lanes.put(waiting)
        return waiting.answer

    def stop(self) -> None:
        """Finish what waits, then end."""
        self._lanes.close()
        self._thread.join()

    def _run(self) -> None:
        while (first := self._lanes.next()) is not None:
            group = [first]
            while group:
                try:
                    with self._engine.connect() as connection:
                        self._commit(connection, group)
                except _Spoilt as spoilt:
                    _refuse(spoilt.by, spoilt.error)
                    group = [each for each in group if not each.answer.done()]
                except Exception as error:  # noqa: BLE001 - the edge of the thread: every caller must hear of it
                    for each in group:
                        _refuse(each, error)
                    break
                else:
                    self._resolve(group)
                    break

    def _commit(self, connection: Connection, group: list[_Waiting]) -> None:
        """Run the units of `group`, then those that wait, and commit them together."""
        with connection.begin(), _session(connection) as session:
            until = time.monotonic() + _GROUP_SECONDS
            for each in group:
                self._run_unit(session, each)
            somebody_waits = any(not each.in_background for each in group)
            while len(group) < _GROUP_UNITS and time.monotonic() < until:
                following = self._lanes.another(after_asked=somebody_waits)
                if following is None:
                    break
                group.append(following)
                somebody_waits = somebody_waits or not following.in_background
                self._run_unit(session, following)

    @staticmethod
    def _run_unit(session: Session, waiting: _Waiting) -> None:
        """Run one unit in a savepoint. Its session has no say in the transaction: we have."""
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine is SQLite's
        driver.execute("SAVEPOINT unit")
        try:
            waiting.result = run(waiting.unit, session)
            session.flush()
            waiting.notes = notes_of(session)
        except Exception as error:  # noqa: BLE001 - whatever a unit raises is its caller's
            if not driver.in_transaction:
                # The whole group is rolled back, savepoints and all: by SQLite when the disk
                # is full, by a session whose entities could not be stored.
                first = _first_database_error(error)
                if isinstance(first, OperationalError):
                    raise first from None
                raise _Spoilt(waiting, error) from None
            driver.execute("ROLLBACK TO unit")
            _refuse(waiting, error)
        finally:
            session.expunge_all()
            session.info.clear()
        driver.execute("RELEASE unit")

    def _resolve(self, group: list[_Waiting]) -> None:
        if notes := [note for waiting in group for note in waiting.notes]:
            self._announce(notes)
        for waiting in group:
            if not waiting.answer.done():
                waiting.answer.set_result(waiting.result)


def _refuse(waiting: _Waiting, error: BaseException) -> None:
    if not waiting.answer.done():  # its caller may have gone away
        waiting.answer.set_exception(error)


def _session(connection: Connection) -> Session:
    """For the units of a group, one after the other; each leaves it empty."""
    return Session(connection, join_transaction_mode="rollback_only", expire_on_commit=False)


def _first_database_error(error: BaseException) -> BaseException:
    """What went wrong first; rolling back to a savepoint that is gone fails in its turn."""
    first, each = error, error.__context__
    while each is not None:
        if isinstance(each, DBAPIError):
            first = each
        each = each.__context__
    return first
