"""The database: `read` and `write`, the only places where a transaction begins and ends.

When `write` returns, it is durable; when it raises, nothing of it happened. A unit of work is
a plain function of a session. It may be run again, so it returns frozen values, touches
nothing outside, and takes at most 50 ms. No unit may wait for a model, a network or a person.
"""

import asyncio
import fcntl
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, DisconnectionError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from warmline.foundation import engines
from warmline.foundation.errors import BadSettings, DiskFull, Unavailable, WarmlineError
from warmline.foundation.settings import Settings
from warmline.foundation.unit import notes_of, run
from warmline.foundation.writer import GroupWriter

T = TypeVar("T")

Listener = Callable[[list[object]], None]

# All of a query sees one moment, as on SQLite.
_ONE_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

_READERS = 4
_TRIES = 4


class _Writer(Protocol):
    def submit(
        self, unit: Callable[[Session], Any], *, in_background: bool = False
    ) -> "Future[Any]": ...
    def stop(self) -> None: ...


class Database:
    """SQLite with one writer, or PostgreSQL with a pool: the same promise."""

    def __init__(self, settings: Settings) -> None:
        self.on_postgresql = settings.on_postgresql
        self._listeners: list[Listener] = []
        self._lock: IO[str] | None = None
        if settings.database_url is not None:
            connections = settings.turns_at_once + _READERS
            self.engine = engines.postgresql(settings.database_url, connections=connections)
            self._read_engine = self.engine
            self._writer: _Writer = _PoolWriter(self.engine, self._announce, connections // 2)
        else:
            self._lock = own_folder(settings.data)
            self.engine = engines.sqlite_writer(settings.sqlite_path)
            self._read_engine = engines.sqlite_reader(settings.sqlite_path, connections=_READERS)
            self._writer = GroupWriter(self.engine, self._announce)
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")

    def listen(self, listener: Listener) -> None:
        """Hear the notes of each commit; called on the writing thread, so hand over and return."""
        self._listeners.append(listener)

    async def write(self, unit: Callable[[Session], T], *, in_background: bool = False) -> T:
        """Run a unit and return its value once it is durable.

        `in_background`: nobody waits for it, so it lets those go first for whom somebody does.
        It runs on another thread, and in the caller's context: what it notes has their trace.
        """
        context = copy_context()

        def in_context(session: Session) -> T:
            return context.run(unit, session)

        try:
            return await asyncio.wrap_future(
                self._writer.submit(in_context, in_background=in_background)
            )
        except DBAPIError as error:
            raise _as_ours(error) from error
        except PoolTimeoutError as error:
            raise _busy() from error

    def write_now(self, unit: Callable[[Session], T]) -> T:
        """`write` for the command line, where no event loop runs."""
        try:
            return self._writer.submit(unit).result()  # type: ignore[no-any-return]
        except DBAPIError as error:
            raise _as_ours(error) from error

    async def read(self, query: Callable[[Session], T], *, in_place: bool = False) -> T:
        """Run a query on a connection that cannot write; sees every earlier `write`.

        `in_place`: it takes less than a change of threads costs, so where the database is a
        file it runs at once; a query that reads much would hold up everything else.
        """
        if in_place and not self.on_postgresql:
            return self.read_now(query)
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, query)

    def read_now(self, query: Callable[[Session], T]) -> T:
        """`read` for a thread or the command line."""
        try:
            with Session(self._read_engine) as session:
                if self.on_postgresql:
                    session.connection(execution_options=_ONE_SNAPSHOT)
                return query(session)
        except DBAPIError as error:
            raise _as_ours(error) from error
        except PoolTimeoutError as error:
            raise _busy() from error

    def close(self) -> None:
        """Finish the waiting units and let go of the data folder."""
        self._writer.stop()
        self._readers.shutdown()
        self._read_engine.dispose()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.close()

    def _announce(self, notes: list[object]) -> None:
        for listener in self._listeners:
            listener(notes)


class _PoolWriter:
    """Each unit its own transaction on a pooled connection; a lost race runs it again."""

    def __init__(self, engine: Engine, announce: Listener, threads: int) -> None:
        self._engine = engine
        self._announce = announce
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="writer")

    def submit(self, unit: Callable[[Session], T], *, in_background: bool = False) -> "Future[T]":
        del in_background  # a connection of its own is never in another's way
        return self._threads.submit(self._run, unit)

    def stop(self) -> None:
        self._threads.shutdown()

    def _run(self, unit: Callable[[Session], T]) -> T:
        for last in (*(False,) * (_TRIES - 1), True):
            try:
                with Session(self._engine, expire_on_commit=False) as session, session.begin():
                    result = run(unit, session)
            except DBAPIError as error:
                if last or not _lost_a_race(error):
                    raise
            else:
                if notes := notes_of(session):
                    self._announce(list(notes))
                return result
        raise AssertionError  # the last try returns or raises


def _lost_a_race(error: DBAPIError) -> bool:
    """Two units met: a unique key taken meanwhile, a deadlock, a serialization failure."""
    state = getattr(error.orig, "sqlstate", None)
    return isinstance(error, IntegrityError) or state in {"40001", "40P01"}


def _as_ours(error: DBAPIError) -> WarmlineError | DBAPIError:
    text = str(error.orig)
    if "disk is full" in text or getattr(error.orig, "sqlstate", None) == "53100":
        return DiskFull("The disk is full, so nothing was stored. Make room and send it again.")
    if "readonly" in text:
        return error  # a query that tries to write: our fault, and no time will mend it
    if isinstance(error, OperationalError | DisconnectionError) or error.connection_invalidated:
        return Unavailable("The database does not answer, so nothing was stored. Try again soon.")
    return error


def _busy() -> Unavailable:
    return Unavailable("All connections to the database are busy. Try again soon.")


_owned = threading.Lock()


def own_folder(folder: Path) -> IO[str]:
    """Take the data folder for this process: on SQLite one server owns it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = (folder / "lock").open("a+")
    try:
        with _owned:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        message = (
            f"Another Warmline process uses {folder}. Stop it first, or give this one its own "
            "folder with --data; several processes need PostgreSQL (WARMLINE_DATABASE_URL)."
        )
        raise BadSettings(message) from None
    return file
