"""Tidying: after an erasure the database's files hold no remains of deleted rows, as far as it
can see to that beside running work.

SQLite writes zeros over what is deleted, and its log is emptied here. PostgreSQL makes the room
of deleted rows free by VACUUM, and overwrites it as it fills; what rewrites a table at once
(VACUUM FULL) holds up everybody, so an operator chooses when. Words are sealed in either case.
"""

import sqlite3
import time
from collections.abc import Collection
from contextlib import closing
from typing import Final

from sqlalchemy import text

from warmline.foundation import engines
from warmline.foundation.settings import Settings

_TRIES: Final = 50
_PAUSE_SECONDS: Final = 0.1


def tidy(settings: Settings, tables: Collection[str]) -> bool:
    """Empty what is left of deleted rows of `tables`; False if readers were in the way."""
    if settings.database_url is not None:
        return _vacuum(settings.database_url, tables)
    return _empty_log(settings)


def _empty_log(settings: Settings) -> bool:
    with closing(sqlite3.connect(settings.sqlite_path, timeout=10, isolation_level=None)) as one:
        for _ in range(_TRIES):
            busy, _, _ = one.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return True
            time.sleep(_PAUSE_SECONDS)
    return False


def _vacuum(url: str, tables: Collection[str]) -> bool:
    engine = engines.postgresql(url, connections=1)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in sorted(tables):
                connection.execute(text(f'VACUUM "{name}"'))
    finally:
        engine.dispose()
    return True
