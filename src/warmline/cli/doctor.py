"""`doctor`: what is wrong with this installation, each fault with what to do about it."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from warmline.foundation import due, schema
from warmline.foundation.clock import now
from warmline.foundation.errors import WarmlineError
from warmline.foundation.sealing import Sealer
from warmline.foundation.settings import Settings

_LEAST_FREE_BYTES = 500_000_000
_MOST_CLOCK_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    is_fine: bool
    sentence: str


def examine(settings: Settings, *, as_json: bool) -> int:
    """Print all findings; 0 when all is fine, else 1."""
    findings = list(_findings(settings))
    if as_json:
        sys.stdout.write(json.dumps([asdict(each) for each in findings]) + "\n")
    else:
        for each in findings:
            sys.stdout.write(
                f"{'fine ' if each.is_fine else 'FAULT'}  {each.check}: {each.sentence}\n"
            )
    return 0 if all(each.is_fine for each in findings) else 1


def _findings(settings: Settings) -> Iterator[Finding]:
    yield Finding("python", is_fine=True, sentence=sys.version.split()[0])
    folder = settings.data
    if not folder.is_dir():
        yield Finding(
            "data folder",
            is_fine=False,
            sentence=f"{folder} is not there; “warmline serve” makes it.",
        )
        return
    yield _check("data folder", lambda: _writable(settings))
    yield _check("disk", lambda: _room(settings))
    yield _check("keys", lambda: _keys(settings))
    yield _check("database", lambda: _schema(settings))
    yield from _inside(settings)


def _check(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, is_fine=True, sentence=look())
    except _Fault as fault:
        return Finding(name, is_fine=False, sentence=str(fault))
    except WarmlineError as error:
        return Finding(name, is_fine=False, sentence=error.sentence)


class _Fault(Exception):
    pass


def _writable(settings: Settings) -> str:
    if not os.access(settings.data, os.W_OK):
        message = f"{settings.data} cannot be written; give this user the right to."
        raise _Fault(message)
    return f"{settings.data} can be written."


def _room(settings: Settings) -> str:
    free = shutil.disk_usage(settings.data).free
    if free < _LEAST_FREE_BYTES:
        message = f"only {free // 1_000_000} MB are free; make room before messages are refused."
        raise _Fault(message)
    return f"{free // 1_000_000_000} GB are free."


def _keys(settings: Settings) -> str:
    folder = settings.data / "keys"
    if not (folder / "master.key").exists():
        return "none yet; the first start makes them."
    Sealer(folder)
    return "the master key opens the vault."


def _schema(settings: Settings) -> str:
    if not settings.on_postgresql and not settings.sqlite_path.exists():
        message = "there is none yet; “warmline serve” or “warmline migrate” makes it."
        raise _Fault(message)
    revision = schema.current(settings)
    if revision != schema.newest():
        message = f"the schema is at {revision}, not {schema.newest()}; run “warmline migrate”."
        raise _Fault(message)
    return f"answers; the schema is at {revision}."


def _inside(settings: Settings) -> Iterator[Finding]:
    """What only a database that answers can tell."""
    try:
        if schema.current(settings) != schema.newest():
            return
    except WarmlineError:
        return
    engine = schema.open_engine(settings)
    try:
        with Session(engine) as session:
            yield _check("work", lambda: _work(session))
            if settings.on_postgresql:
                yield _check("clock", lambda: _clock(session))
    finally:
        engine.dispose()


def _work(session: Session) -> str:
    counts = due.count(session)
    parked = sum(number for (_, is_parked), number in counts.items() if is_parked)
    waiting = sum(number for (_, is_parked), number in counts.items() if not is_parked)
    if parked:
        message = f"{parked} parked after failing; see GET /api/v1/due/parked, then release them."
        raise _Fault(message)
    return f"{waiting} waiting, none parked."


def _clock(session: Session) -> str:
    there = session.execute(select(func.now())).scalar_one()
    seconds = abs((there - now()).total_seconds())
    if seconds > _MOST_CLOCK_SECONDS:
        message = f"this clock and the database's are {seconds:.0f} s apart; set them by NTP."
        raise _Fault(message)
    return f"{seconds:.1f} s apart from the database's."
