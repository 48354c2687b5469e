"""`write`: durable when it returns, nothing of it when it raises; the same on both databases."""

import asyncio
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from warmline.foundation import schema
from warmline.foundation.brands import Brand, add_brand
from warmline.foundation.database import Database, own_folder
from warmline.foundation.errors import BadSettings, DiskFull
from warmline.foundation.events import Cursor
from warmline.foundation.settings import Settings
from warmline.foundation.unit import note


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    made = Database(settings)
    yield made
    made.close()


def _add(session: Session, slug: str) -> None:
    add_brand(session, slug, name=slug, time_zone="Europe/Dublin", language="en")


def _slugs(session: Session) -> set[str]:
    return set(session.scalars(select(Brand.slug))) - {"demo"}


class Refused(Exception):
    pass


def _add_and_refuse(session: Session, slug: str) -> None:
    _add(session, slug)
    raise Refused


def test_what_was_written_is_there_on_the_next_read(database: Database) -> None:
    database.write_now(lambda session: _add(session, "a"))
    assert database.read_now(_slugs) == {"a"}


def test_a_unit_that_raises_leaves_nothing_and_the_others_stay(database: Database) -> None:
    async def all_at_once() -> list[object]:
        return await asyncio.gather(
            *(database.write(partial(_add, slug=f"good-{n}")) for n in range(20)),
            *(database.write(partial(_add_and_refuse, slug=f"bad-{n}")) for n in range(20)),
            return_exceptions=True,
        )

    results = asyncio.run(all_at_once())
    assert [type(each) for each in results] == [type(None)] * 20 + [Refused] * 20
    assert database.read_now(_slugs) == {f"good-{n}" for n in range(20)}


def test_rows_that_cannot_be_stored_are_no_fault_of_the_units_beside_them(
    database: Database,
) -> None:
    def clashing(session: Session) -> None:
        session.add(Cursor(subscriber="first", sequence=1))
        session.flush()

    async def all_at_once() -> list[object]:
        database.write_now(clashing)
        return await asyncio.gather(
            database.write(lambda _: time.sleep(0.01)),  # so that the others come as a group
            *(database.write(partial(_add, slug=f"good-{n}")) for n in range(5)),
            database.write(partial(_add_and_refuse, slug="bad")),
            database.write(clashing),
            *(database.write(partial(_add, slug=f"late-{n}")) for n in range(5)),
            return_exceptions=True,
        )

    results = asyncio.run(all_at_once())
    assert [type(each) for each in results[6:8]] == [Refused, IntegrityError]
    assert [each for each in results if isinstance(each, Exception)] == results[6:8]
    assert len(database.read_now(_slugs)) == 10


def test_who_waits_for_an_answer_goes_before_the_background(sqlite_settings: Settings) -> None:
    schema.upgrade(sqlite_settings)
    database = Database(sqlite_settings)
    order: list[str] = []

    release = threading.Event()

    async def all_at_once() -> None:
        first = asyncio.create_task(database.write(lambda _: release.wait(10)))
        await asyncio.sleep(0.05)
        later = [
            asyncio.create_task(each)
            for each in (
                database.write(lambda _: order.append("background"), in_background=True),
                database.write(lambda _: order.append("asked")),
            )
        ]
        await asyncio.sleep(0.05)
        release.set()
        await asyncio.gather(first, *later)

    asyncio.run(all_at_once())
    database.close()
    assert order == ["asked", "background"]


def test_the_background_is_not_starved(sqlite_settings: Settings) -> None:
    schema.upgrade(sqlite_settings)
    database = Database(sqlite_settings)

    async def flood() -> float:
        flooding = [
            asyncio.create_task(database.write(lambda _: time.sleep(0.005))) for _ in range(400)
        ]
        start = time.monotonic()
        await database.write(lambda _: None, in_background=True)
        seconds = time.monotonic() - start
        assert not all(each.done() for each in flooding)
        await asyncio.gather(*flooding)
        return seconds

    assert asyncio.run(flood()) < 1.5
    database.close()


def test_notes_are_heard_after_the_commit_and_only_then(database: Database) -> None:
    heard: list[object] = []

    def listen(notes: list[object]) -> None:
        heard.extend((note, database.read_now(_slugs)) for note in notes)

    def unit(session: Session, slug: str) -> None:
        note(session, slug)
        _add(session, slug)

    def failing(session: Session) -> None:
        unit(session, "bad")
        raise Refused

    database.listen(listen)
    database.write_now(lambda session: unit(session, "good"))
    with pytest.raises(Refused):
        database.write_now(failing)
    assert heard == [("good", {"good"})]


def test_a_read_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"read.?only"):
        database.read_now(lambda session: _add(session, "sneaked"))
    assert database.read_now(_slugs) == set()


def test_two_units_that_race_for_one_key_both_get_an_answer(database: Database) -> None:
    """On PostgreSQL the loser is run again and finds what the winner made."""

    def find_or_add(session: Session) -> str:
        found = session.scalar(select(Brand.slug).where(Brand.slug == "one"))
        if found is None:
            session.execute(text("SELECT 1"))
            _add(session, "one")
        return "one"

    async def race() -> list[str]:
        return await asyncio.gather(*(database.write(find_or_add) for _ in range(8)))

    assert asyncio.run(race()) == ["one"] * 8
    assert database.read_now(lambda session: session.scalar(select(func.count(Brand.id)))) == 2


def test_on_a_full_disk_every_caller_gets_a_clear_error_and_it_works_again_with_room(
    sqlite_settings: Settings,
) -> None:
    """SQLite's own limit of pages makes the very error that a full disk makes."""
    database = Database(sqlite_settings)
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    def big(session: Session, slug: str) -> None:
        add_brand(session, slug, name="n" * 20_000, time_zone="Europe/Dublin", language="en")

    async def fill() -> list[object]:
        return await asyncio.gather(
            *(database.write(partial(big, slug=f"big-{n}")) for n in range(4)),
            return_exceptions=True,
        )

    results = asyncio.run(fill())
    assert all(isinstance(each, DiskFull) for each in results), results
    assert database.read_now(_slugs) == set()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert asyncio.run(fill()) == [None] * 4
    assert len(database.read_now(_slugs)) == 4
    database.close()


def test_one_process_owns_the_data_folder(sqlite_settings: Settings) -> None:
    first = own_folder(sqlite_settings.data)
    with pytest.raises(BadSettings, match="Another Warmline process"):
        own_folder(sqlite_settings.data)
    first.close()
    own_folder(sqlite_settings.data).close()


def test_commits_are_on_the_disk_before_they_are_told(sqlite_settings: Settings) -> None:
    database = Database(sqlite_settings)
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    database.close()
