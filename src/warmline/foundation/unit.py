"""What a unit of work carries besides its rows: notes for after the commit, work for before it."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")

_NOTES = "notes"
_LAST = "last"


def note(session: Session, what: object) -> None:
    """Leave a note: listeners get it after the commit, and only then."""
    session.info.setdefault(_NOTES, []).append(what)


def at_end(session: Session, do: Callable[[Session], None]) -> None:
    """Do something as the last of this unit, before its commit; once, however often asked."""
    session.info.setdefault(_LAST, {})[do] = None


def run(unit: Callable[[Session], T], session: Session) -> T:
    """Run a unit to its end; committing is the caller's."""
    result = unit(session)
    for do in session.info.pop(_LAST, ()):
        do(session)
    return result


def notes_of(session: Session) -> tuple[object, ...]:
    """The notes a unit has left."""
    return tuple(session.info.get(_NOTES, ()))
