"""Logs: one JSON object a line on standard error, with ids, never with words.

What people wrote must not reach a log, so an exception is logged by its class and the places
in our code it passed, not by its text: a database driver's text may quote a row.
"""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

from warmline.foundation.errors import WarmlineError

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


def set_up_logs(level: str, stream: TextIO = sys.stderr) -> None:
    """Send our logs, and the libraries' warnings by their logger's name only, to `stream`."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
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
