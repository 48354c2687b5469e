"""Fresh databases for tests: a copy of one that the real migrations made."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from support.postgresql import PostgreSQL
from warmline.foundation import schema
from warmline.foundation.settings import Settings


class Databases:
    """One SQLite template a worker, one PostgreSQL server for all workers."""

    def __init__(self, shared: Path, own: Path) -> None:
        self._shared = shared
        self._own = own
        self._sqlite: Path | None = None
        self._server: PostgreSQL | None = None
        self._template = f"template_{uuid4().hex}"

    @contextmanager
    def fresh(self, kind: str, data: Path, **more: object) -> Iterator[Settings]:
        """Settings of an empty, migrated installation of that kind."""
        data.mkdir(parents=True)
        if kind == "sqlite":
            settings = Settings(data=data, **more)  # type: ignore[arg-type]  # pydantic checks
            shutil.copy(self._sqlite_template(), settings.sqlite_path)
            yield settings
            return
        server = self._postgresql()
        name = f"test_{uuid4().hex}"
        _execute(server, f"CREATE DATABASE {name} TEMPLATE {self._template}")
        try:
            yield Settings(data=data, database_url=server.url(name), **more)  # type: ignore[arg-type]
        finally:
            _execute(server, f"DROP DATABASE {name} WITH (FORCE)")

    def _sqlite_template(self) -> Path:
        if self._sqlite is None:
            settings = Settings(data=self._own / "template")
            schema.upgrade(settings)
            self._sqlite = settings.sqlite_path
        return self._sqlite

    def _postgresql(self) -> PostgreSQL:
        if self._server is None:
            self._server = start_shared(self._shared)
            _execute(self._server, f"CREATE DATABASE {self._template}")
            url = self._server.url(self._template)
            schema.upgrade(Settings(data=self._own / "template", database_url=url))
        return self._server


def start_shared(folder: Path) -> PostgreSQL:
    """The server of this run: the first worker that needs it starts it."""
    folder.mkdir(parents=True, exist_ok=True)
    server = PostgreSQL(folder / "server")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        started = folder / "started"
        if not started.exists():
            server.start()
            started.touch()
    return server


def stop_shared(folder: Path) -> None:
    """At the end of the run: stop the server if anyone started it."""
    if (folder / "started").exists():
        PostgreSQL(folder / "server").stop()
    shutil.rmtree(folder, ignore_errors=True)


def _execute(server: PostgreSQL, statement: str) -> None:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]  # made above, not from input
