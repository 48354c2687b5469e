"""Logs: one JSON object a line on standard error, with ids, never with words.

What people wrote must not reach a log, so an exception is logged by its class and the places
in our code it passed, not by its text: a database driver's text may quote a row. A value that is
no number and no id is left out, so a call that hands words over logs that it had some.
"""

import logging
import re
import sys
import traceback
from pathlib import Path
from typing import Any, Final, TextIO
from uuid import UUID

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

from warmline.foundation.errors import WarmlineError

LEFT_OUT: Final = "(left out)"
_OURS: Final = frozenset({"event", "level", "timestamp", "error", "sentence", "cause", "places"})
"""Made here or by our own code: an exception's class, our own sentence, places in the source."""
_ID: Final = re.compile(r"(?!wl_)[A-Za-z0-9_.:-]{1,80}")
_SECRET_NAME: Final = re.compile(
    r"secret|password|token|cookie|credential|authorization|(?:^|_)(?:key|code)$", re.IGNORECASE
)
_OUR_CODE = str(Path(__file__).parent.parent)


def describe(error: BaseException) -> dict[str, Any]:
    """An exception without its words: class, our sentence if it is ours, and where it passed."""
    places = [
        f"{Path(frame.filename).relative_to(_OUR_CODE)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(_OUR_CODE)
    ]
    cause = error.__cause__
    return {
        "error": type(error).__name__,
        **({"sentence": error.sentence} if isinstance(error, WarmlineError) else {}),
        **({"cause": type(cause).__name__} if cause is not None else {}),
        "places": places[-6:],
    }


def _without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    error = event.pop("failure", None)
    if isinstance(error, BaseException):
        event.update(describe(error))
    return event


def _only_ids(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """What looks like words, an address or a secret is left out, whoever handed it to a log."""
    return {name: _guarded(name, value) for name, value in event.items()}


def _guarded(name: str, value: object) -> object:
    if name in _OURS or value is None or isinstance(value, bool | int | float | UUID):
        return value
    if isinstance(value, list | tuple):
        return [_guarded(name, each) for each in value]
    if _SECRET_NAME.search(name):
        return LEFT_OUT
    if name == "url":
        return str(value).partition("?")[0].rpartition("@")[2] or LEFT_OUT
    return value if isinstance(value, str) and _ID.fullmatch(value) else LEFT_OUT


def set_up_logs(level: str, stream: TextIO = sys.stderr) -> None:
    """Send our logs, and the libraries' warnings by their logger's name only, to `stream`."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            _only_ids,
            structlog.processors.JSONRenderer(default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [_Forward()]
    root.setLevel(logging.WARNING)


class _Forward(logging.Handler):
    """Library records: their place and level, not their text, which may quote what people wrote."""

    def emit(self, record: logging.LogRecord) -> None:
        failure = record.exc_info[1] if record.exc_info else None
        logger().log(
            record.levelno,
            "library",
            library=record.name,
            place=f"{record.module}:{record.lineno}",
            **({"failure": failure} if failure else {}),
        )


def trace_id() -> str | None:
    """The id that ties together what one request or turn did."""
    return structlog.contextvars.get_contextvars().get("trace_id")


def logger() -> FilteringBoundLogger:
    found: FilteringBoundLogger = structlog.get_logger()
    return found
