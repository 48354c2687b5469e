"""The schema: brought up to date by the Alembic scripts in `migrations/`, which ship with us."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from warmline.foundation import engines
from warmline.foundation.errors import Unavailable
from warmline.foundation.settings import Settings

SCRIPTS = Path(__file__).parent.parent / "migrations"

_LOCK_NUMBER = 8300_2026  # two processes on PostgreSQL take turns


def upgrade(settings: Settings) -> str:
    """Run all migrations that are missing, in one transaction; the revision reached."""
    engine = open_engine(settings)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK_NUMBER})
            command.upgrade(_config(connection), "head")
            return newest()
    except OperationalError as error:
        message = "The database cannot be opened; check WARMLINE_DATABASE_URL and that it runs."
        raise Unavailable(message) from error
    finally:
        engine.dispose()


def current(settings: Settings) -> str | None:
    """The revision the database is at."""
    engine = open_engine(settings)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def newest() -> str:
    """The revision this version of Warmline wants."""
    head = ScriptDirectory(str(SCRIPTS)).get_current_head()
    assert head is not None  # noqa: S101 - there is a first migration
    return head


def open_engine(settings: Settings) -> Engine:
    """An engine of its own, beside the server's."""
    if settings.database_url is not None:
        return engines.postgresql(settings.database_url, connections=1)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return engines.sqlite_writer(settings.sqlite_path)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config
