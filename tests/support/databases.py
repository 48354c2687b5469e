"""Fresh installations for tests: copies of one that the real migrations and the demo made."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from support.postgresql import PostgreSQL
from warmline.app import build, learn, open_services
from warmline.cli.seeding import seed_demo_brand
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
        """Settings of a migrated installation of that kind, with the demo brand in it."""
        if kind == "sqlite":
            shutil.copytree(self._sqlite_template(), data)
            yield Settings(data=data, **more)  # type: ignore[arg-type]  # pydantic checks
            return
        server = self._postgresql()
        shutil.copytree(self._own / "postgresql", data)
        name = f"test_{uuid4().hex}"
        _execute(server, f"CREATE DATABASE {name} TEMPLATE {self._template}")
        try:
            yield Settings(data=data, database_url=server.url(name), **more)  # type: ignore[arg-type]
        finally:
            _execute(server, f"DROP DATABASE {name} WITH (FORCE)")

    def _sqlite_template(self) -> Path:
        if self._sqlite is None:
            self._sqlite = self._own / "sqlite"
            _make(Settings(data=self._sqlite))
        return self._sqlite

    def _postgresql(self) -> PostgreSQL:
        if self._server is None:
            self._server = start_shared(self._shared)
            _execute(self._server, f"CREATE DATABASE {self._template}")
            url = self._server.url(self._template)
            _make(Settings(data=self._own / "postgresql", database_url=url))
        return self._server


def _make(settings: Settings) -> None:
    parts = build(settings)
    schema.upgrade(settings)
    seed_demo_brand(parts, "telecom")
    open_services(parts)
    learn(parts)
    parts.reader.settle()
    parts.database.close()


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
        connection.execute(statement.encode())
