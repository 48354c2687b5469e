"""Rows of `docs/trust.md` that no other test shows; and that the tests it names are there."""

import re
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session
from support.house import ADA, House

from warmline.decisions.models import DecisionRow
from warmline.foundation.events import EventRow
from warmline.trust.models import ReceiptRow
from warmline.understanding.models import ReadingRow

ROOT = Path(__file__).parents[2]
DISTRESS = "I cannot go on any more, I want to end my life"


def _kept(session: Session) -> str:
    """Every word and value of what a turn leaves, but the sealed words themselves."""
    found = []
    for model in (ReadingRow, DecisionRow, ReceiptRow, EventRow):
        for row in session.scalars(select(model)):
            found += [str(getattr(row, column.name)) for column in model.__table__.columns]
    return " ".join(found)


def test_distress_and_danger_are_in_no_row_that_is_kept(house: House) -> None:
    """GDPR 9: without consent to `care` they serve their turn; rows say “care path”."""
    view = house.ask(ADA, DISTRESS)
    assert view["decisions"][0]["rules"] == ["care_path"], "they were heard"
    kept = house.read(_kept)
    assert "care_path" in kept
    for name in ("distress", "danger", "vulnerable", "end my life"):
        assert name not in kept, name


def test_every_receipt_says_how_a_person_looks_at_it(house: House) -> None:
    """GDPR 22(3)."""
    for text in ("my wifi is slow", "colourless green ideas", DISTRESS):
        view = house.ask(ADA, text)
    assert len(view["decisions"]) == 3
    for each in view["decisions"]:
        assert "a person" in each["contest"]
        assert each["because"].startswith("It looked at: what you wrote")


def test_the_tests_that_the_page_names_are_there() -> None:
    page = (ROOT / "docs/trust.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`(test_\w+)\.py::(test_\w+)`", page))
    assert len(names) > 15
    for file, name in names:
        (path,) = (ROOT / "tests").rglob(f"{file}.py")
        assert f"def {name}(" in path.read_text(encoding="utf-8"), (file, name)
