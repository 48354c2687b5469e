"""An erasure under kill −9: a real process dies in the middle, and the next one ends it."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from support.house import ADA, House, HouseOptions, wait_until
from support.killing import Installation

from warmline.customers import CustomerId
from warmline.foundation.ids import new_id
from warmline.foundation.settings import Settings
from warmline.timeline.models import MessageRow

MANY = 6_000


def _multiply(settings: Settings, message_id: str) -> None:
    """The same sealed words again and again, past the product: only their number matters."""
    with closing(sqlite3.connect(settings.sqlite_path)) as database:
        cursor = database.execute(
            "SELECT * FROM timeline_message WHERE id = ?", (message_id.replace("-", ""),)
        )
        names = [each[0] for each in cursor.description]
        (row,) = cursor.fetchall()
        id_at, position_at = names.index("id"), names.index("position")
        answers_at = names.index("answers_to")
        rows = []
        for number in range(MANY):
            new = list(row)
            new[id_at], new[position_at] = new_id().hex, 1_000 + number
            new[answers_at] = None
            rows.append(new)
        marks = ", ".join("?" * len(names))
        database.executemany(f"INSERT INTO timeline_message VALUES ({marks})", rows)  # noqa: S608
        database.commit()


def test_an_erasure_that_is_killed_goes_on_at_the_next_start(
    sqlite_settings: Settings,
) -> None:
    with House(sqlite_settings, HouseOptions()) as house:
        ids = house.say(ADA, "My wifi is slow")
        house.settled(ids)
    customer_id = CustomerId(UUID(ids["customer_id"]))
    _multiply(sqlite_settings, ids["message_id"])
    left = select(func.count()).select_from(MessageRow).where(MessageRow.customer_id == customer_id)
    with Installation(sqlite_settings) as running:

        def count() -> int:
            return running.read(lambda session: session.scalar(left) or 0)

        before = count()
        assert before > MANY
        with running.client() as client:
            asked = client.post(f"/api/v1/customers/{customer_id}/erasure").json()
        wait_until(lambda: count() < before)
        running.stop(signal.SIGKILL)
        assert 0 < count() < before, "it was killed in the middle"
        running.start()

        def certificate() -> object:
            with running.client() as client:
                return client.get(f"/api/v1/erasures/{asked['id']}").json()["certificate"]

        found = wait_until(certificate)
        assert isinstance(found, dict)
        assert found["erased"]["timeline_message"] == before
        assert count() == 0
    again = _command(sqlite_settings.data, "erase", "--customer", str(customer_id))
    assert json.loads(again) == found
    assert _command(sqlite_settings.data, "verify").startswith("fine")


def _command(data: Path, *arguments: str) -> str:
    program = Path(sys.executable).parent / "warmline"
    done = subprocess.run(  # noqa: S603 - our own command
        [program, "trust", *arguments, "--data", data], capture_output=True, text=True, check=True
    )
    return done.stdout
