"""The order of the queue, in one place: for the desk that works it off and the customer who waits.

First who may be in danger, then the earliest promise, then the more urgent, then who waits longest.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from warmline.timeline import ConversationId

_NOT_PROMISED = datetime.max.replace(tzinfo=UTC)

QueueKey = tuple[bool, datetime, float, datetime, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One conversation that waits for a person; `urgency` from 0 to 1 as it was last read.

    `promised_at` is what was promised at first: a promise we miss costs nobody their place.
    """

    conversation_id: ConversationId
    is_care: bool
    promised_at: datetime | None
    urgency: float
    since: datetime


def queue_key(waiting: Waiting) -> QueueKey:
    """What to sort by; who was promised no time comes after those who were."""
    return (
        not waiting.is_care,
        waiting.promised_at or _NOT_PROMISED,
        -waiting.urgency,
        waiting.since,
        str(waiting.conversation_id),
    )


def order_text(waiting: Waiting) -> str:
    """The same key as text, for whoever sorts elsewhere: as texts they sort as `queue_key` does."""
    is_calm, promised_at, urgency, since, name = queue_key(waiting)
    times = _digits(promised_at), _digits(since)
    return f"{is_calm:d} {times[0]} {1 + urgency:.6f} {times[1]} {name}"


def _digits(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S%f")
