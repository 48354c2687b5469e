"""Engines: how a connection to SQLite or PostgreSQL is opened, and nothing else.

The sqlite3 module's own transaction handling breaks savepoints, so it is switched off and
BEGIN is sent from an event: IMMEDIATE where we write, deferred where we only read.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

_BUSY_SECONDS = 10


def sqlite_writer(path: Path) -> Engine:
    """One connection that writes, each commit on the disk before it returns."""
    engine = create_engine(
        f"sqlite:///{path}",
        hide_parameters=True,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS},
    )
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    event.listen(engine, "connect", _prepare_sqlite(pragmas))
    event.listen(engine, "begin", _begin("BEGIN IMMEDIATE"))
    return engine


def sqlite_reader(path: Path, *, connections: int) -> Engine:
    """Connections that can only read, each transaction on one snapshot."""
    engine = create_engine(
        f"sqlite:///{path}",
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS},
    )
    event.listen(engine, "connect", _prepare_sqlite(("query_only=ON",)))
    event.listen(engine, "begin", _begin("BEGIN"))
    return engine


def postgresql(url: str, *, connections: int) -> Engine:
    """Pooled connections; one that died while idle is replaced before it is used."""
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_BUSY_SECONDS,
        pool_pre_ping=True,
        connect_args={"connect_timeout": _BUSY_SECONDS, "application_name": "warmline"},
    )


def _prepare_sqlite(pragmas: tuple[str, ...]) -> Callable[[sqlite3.Connection, Any], None]:
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return prepare


def _begin(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
