"""Events: never missed by who comes late, none before its commit, none with words."""

import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from support.house import ADA, House, wait_until

from warmline.foundation import events
from warmline.foundation.brands import BrandId
from warmline.foundation.database import Database
from warmline.foundation.events import EventRow
from warmline.foundation.ids import new_id
from warmline.foundation.settings import Settings
from warmline.foundation.unit import at_end
from warmline.trust import system_of

ACTOR = system_of(BrandId(new_id()))


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    made = Database(settings)
    _forget_the_seeding(made)
    yield made
    made.close()


def _forget_the_seeding(database: Database) -> None:
    database.write_now(lambda session: session.execute(delete(EventRow)).close())


def _append(session: Session, number: int) -> None:
    events.append(session, ACTOR, "test.happened.v1", new_id(), {"number": number})


def _numbers(database: Database, after: int = 0) -> list[int]:
    return [
        event.data["number"]
        for event in database.read_now(lambda session: events.read_after(session, after))
    ]


def _until_no_older_transaction_runs(database: Database, count: int) -> None:
    """On PostgreSQL a transaction of any database in the cluster holds back newer events."""
    until = time.monotonic() + 10
    while len(_numbers(database)) < count and time.monotonic() < until:
        time.sleep(0.02)


def test_events_are_read_in_order_after_a_cursor(database: Database) -> None:
    for number in range(5):
        database.write_now(partial(_append, number=number))
    _until_no_older_transaction_runs(database, 5)
    first = database.read_now(lambda session: events.read_after(session, 0, limit=2))
    assert [event.data["number"] for event in first] == [0, 1]
    assert _numbers(database, first[-1].sequence) == [2, 3, 4]


def test_a_durable_cursor_only_goes_forward(database: Database) -> None:
    for sequence in (5, 3, 9, 1):
        database.write_now(partial(events.advance, subscriber="reader", sequence=sequence))
    assert database.read_now(lambda session: events.cursor_of(session, "reader")) == 9
    assert database.read_now(lambda session: events.cursor_of(session, "nobody")) == 0


def test_an_event_that_commits_late_is_not_missed(postgresql_settings: Settings) -> None:
    """PostgreSQL gives sequence numbers before the commit: 1 may commit after 2."""
    database = Database(postgresql_settings)
    _forget_the_seeding(database)
    first_has_number, go_on = threading.Event(), threading.Event()

    def stay_open(_: Session) -> None:
        first_has_number.set()
        go_on.wait(10)

    def slow(session: Session) -> None:
        _append(session, 1)
        at_end(session, stay_open)  # its events are stored by now, its commit is to come

    thread = threading.Thread(target=lambda: database.write_now(slow))
    thread.start()
    first_has_number.wait(10)
    database.write_now(lambda session: _append(session, 2))
    assert database.read_now(_all_numbers) == [2], "2 is committed and 1 is not"
    assert _numbers(database) == [], "a reader that took 2 now would never see 1"
    go_on.set()
    thread.join()
    assert wait_until(lambda: len(_numbers(database)) == 2)
    assert sorted(_numbers(database)) == [1, 2]
    database.close()


def _all_numbers(session: Session) -> list[int]:
    return [data["number"] for data in session.scalars(select(EventRow.data))]


def test_events_hold_ids_and_numbers_and_no_words(house: House) -> None:
    house.ask(ADA, "My wifi is xylophone slow upstairs, mail me at ada@example.com")
    rows = house.read(lambda session: session.scalars(select(EventRow)).all())
    assert {row.type for row in rows} >= {
        "customer.met.v1",
        "conversation.started.v1",
        "holder.changed.v1",
        "message.received.v1",
        "reading.made.v1",
        "decision.made.v1",
        "message.sent.v1",
        "turn.taken.v1",
    }
    for row in rows:
        told = str(row.data)
        assert "xylophone" not in told
        assert "ada@example.com" not in told
        assert row.recorded_at.tzinfo is not None
