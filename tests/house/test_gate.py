"""The gate cannot be walked round: read from the source, and shown to fail on what is planted."""

import shutil
from pathlib import Path

import pytest
from support.gate_walk import personal_tables, readers_of_feelings, ways_round

from warmline.trust import NEVER_BY_FEELING, SENSE, Use

SOURCE = Path(__file__).parents[2] / "src" / "warmline"

# Words are opened under the key of the customer they belong to, which is joined to them.
WITH_REASON = {
    "assistant/tasks.py: takes Customer of customers",
    "timeline/glance.py: takes Customer of customers",
    "timeline/messages.py: takes Customer of customers",
    "timeline/messages.py: takes ContactPointRow of customers",
    "workspace/notes.py: takes Customer of customers",
    # The worlds of the evaluations are installations of their own, without anybody in them.
    "cli/worlds.py: takes Customer of customers",
}


def test_rows_about_a_person_are_reached_through_their_room_as_an_actor() -> None:
    tables = personal_tables()
    assert {"MessageRow", "ReadingRow", "ContactPointRow", "AnswerRow", "NoteRow"} <= set(tables)
    assert ways_round(SOURCE) == WITH_REASON


PLANTED = {
    "outcomes/planted.py: takes MessageRow of timeline": """
from sqlalchemy import select
from sqlalchemy.orm import Session
from warmline.timeline.models import MessageRow
def count(session: Session) -> int:
    return len(session.scalars(select(MessageRow)).all())
""",
    "outcomes/planted.py: takes all models of understanding": """
from warmline.understanding import models
ROWS = models.ReadingRow
""",
    "outcomes/planted.py: names ReadingRow of understanding": """
import warmline.understanding as room
QUERY = room.models.ReadingRow
""",
    "outcomes/planted.py: writes SQL: SELECT sealed FROM timeline_me": """
from sqlalchemy import text
QUERY = text("SELECT sealed FROM timeline_message")
""",
    "outcomes/planted.py: builds SQL from text": """
from sqlalchemy import text
def read(session, table):
    return session.execute(text(f"SELECT * FROM {table}"))
""",
    "outcomes/planted.py: reaches for all tables": """
from warmline.foundation.tables import Table
WORDS = Table.metadata.tables["timeline_message"]
""",
    "outcomes/planted.py: opens a way of its own with sqlite3": """
import sqlite3
""",
    "outcomes/planted.py: calls exec_driver_sql": """
def read(connection):
    return connection.exec_driver_sql("SELECT 1")
""",
    "timeline/planted.py: all_of_it says not who asks": """
from sqlalchemy import select
from sqlalchemy.orm import Session
from warmline.timeline.models import MessageRow
def all_of_it(session: Session) -> list[MessageRow]:
    return list(session.scalars(select(MessageRow)))
""",
}


@pytest.mark.parametrize("way", PLANTED)
def test_a_planted_way_round_is_found(way: str, tmp_path: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "warmline", ignore=shutil.ignore_patterns("web", "packs"))
    assert ways_round(tmp_path / "warmline") == WITH_REASON
    (tmp_path / "warmline" / way.split(":", maxsplit=1)[0]).write_text(PLANTED[way])
    found = ways_round(tmp_path / "warmline") - WITH_REASON
    assert way in found
    assert {each.split(":")[0] for each in found} == {way.split(":", maxsplit=1)[0]}, (
        "and nothing else"
    )


# Who names a feeling at all, and what for: a use on the list of `sense`, or why it is none.
READS_FEELINGS: dict[str, Use | str] = {
    "decisions/hints.py": Use.PRESENTATION,
    "workspace/view.py": Use.HANDOFF,
    "workspace/desk/opened.py": Use.HANDOFF,
    "workspace/desk/feeling.py": Use.HANDOFF,
    "flow/situation.py": Use.HANDOFF,
    "flow/own/inferred.py": Use.ACCESS,
    "flow/own/shapes.py": "the shape in which its own customer is shown one",
    "flow/turn.py": "takes them out of a reading, where they were withdrawn",
    "flow/keeping.py": "says for how long they are kept, and deletes them",
    "trust/receipts.py": "says that they were looked at, never what they were",
    "cli/understand.py": "reads words that an operator types, of no customer",
    "learning/evaluate_course.py": "compares readings of public sets, of no customer",
    "learning/evaluate_fairness.py": "the same",
    "learning/evaluate_reading.py": "the same",
    "learning/reading_sets.py": "the labels of these sets",
    "cli/replay.py": "shows an operator what a recorded conversation was read as",
}


def test_a_feeling_is_named_only_for_uses_on_the_list_of_its_purpose() -> None:
    assert readers_of_feelings(SOURCE) == set(READS_FEELINGS)
    uses = {each for each in READS_FEELINGS.values() if isinstance(each, Use)}
    assert uses <= SENSE.uses
    assert not SENSE.uses & NEVER_BY_FEELING


@pytest.mark.parametrize(
    "module",
    [
        "assistant/price.py",  # skills: refunds, cancellations, credit
        "decisions/decide.py",
        "decisions/recommend.py",
        "workspace/desk/load.py",  # what an agent has carried
        "workspace/order.py",
        "channels/offers.py",
    ],
)
@pytest.mark.parametrize(
    "planted",
    [
        "from warmline.understanding import Feelings\n",
        "def choose(reading):\n    return reading.feelings\n",
        "def choose(row):\n    return row.found['valence']\n",
    ],
)
def test_price_upsell_cancellation_credit_and_staff_assessment_cannot_read_one(
    module: str, planted: str, tmp_path: Path
) -> None:
    shutil.copytree(SOURCE, tmp_path / "warmline", ignore=shutil.ignore_patterns("web", "packs"))
    file = tmp_path / "warmline" / module
    before = file.read_text() if file.exists() else ""
    file.write_text(before + "\n" + planted)
    assert readers_of_feelings(tmp_path / "warmline") - set(READS_FEELINGS) == {module}
