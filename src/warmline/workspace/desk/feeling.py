"""How it went: the feeling of a conversation as a line and one sentence with the words in it.

Never a label on a person: the sentence names an event, and says where it cannot be told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel

from warmline.timeline import Author, Message
from warmline.understanding import Level, Look, Trajectory, trajectory_of

_DOUBT: Final = 0.4
"""Of a reading that does not say how sure it is."""

_MOVED: Final = 0.2
_LONGEST_QUOTE: Final = 60

State = Literal["sure", "unsure", "abstained", "off", "corrected"]


class PointView(BaseModel):
    """Valence from −1 to 1 at a position, null where it could not be told; `doubt` around it."""

    position: int
    valence: float | None
    doubt: float


class How(BaseModel):
    state: State
    sentence: str
    points: list[PointView]


@dataclass(frozen=True, slots=True)
class Felt:
    """One reading as it stands: `feelings` are None where nothing could be told."""

    message_id: UUID
    position: int
    feelings: Mapping[str, Any] | None
    confidence: float
    abstained: bool
    corrected_by: str | None = None
    corrected_to: str | None = None


def how_of(
    felt: Sequence[Felt], messages: Sequence[Message], say: Callable[..., str], *, may_sense: bool
) -> How | None:
    """The line and its sentence; None before anything was read."""
    if not may_sense:
        return How(state="off", sentence=say("how-off"), points=[])
    if not felt:
        return None
    told = [each for each in felt if _is_told(each)]
    course = trajectory_of(_looks(told, messages))
    state, sentence = _sentence(felt, messages, say, course)
    return How(state=state, sentence=sentence, points=list(_points(felt, told, course)))


def _looks(told: Sequence[Felt], messages: Sequence[Message]) -> list[Look]:
    """What the readings that can be told are as looks at a level that drifts."""
    times = {each.position: each.occurred_at for each in messages}
    first = min(times.values(), default=datetime.min.replace(tzinfo=UTC))
    return [
        Look(
            value=float((each.feelings or {})["valence"]),
            doubt=0.0 if each.corrected_to else float((each.feelings or {}).get("doubt", _DOUBT)),
            at=times.get(each.position, first),
        )
        for each in told
    ]


def _points(
    felt: Sequence[Felt], told: Sequence[Felt], course: Trajectory | None
) -> Iterator[PointView]:
    """The level at each reading as it is known now, and nothing where it could not be told."""
    levels = iter(course.hindsight if course else ())
    for each in felt:
        level = next(levels) if each in told else None
        if each.corrected_to is not None and each.feelings is not None:  # a person may not know
            level = Level(float(each.feelings["valence"]), 0.0)
        yield PointView(
            position=each.position,
            valence=round(level.mean, 3) if level else None,
            doubt=round(level.doubt, 3) if level else _DOUBT,
        )


def _is_told(each: Felt) -> bool:
    return each.feelings is not None and (not each.abstained or each.corrected_to is not None)


def _sentence(
    felt: Sequence[Felt],
    messages: Sequence[Message],
    say: Callable[..., str],
    course: Trajectory | None,
) -> tuple[State, str]:
    latest = felt[-1]
    if latest.corrected_to is not None:
        said = say(f"feeling-{latest.corrected_to}")
        return "corrected", say("how-corrected", agent=latest.corrected_by, feeling=said)
    told = [each for each in felt if _is_told(each)]
    if not told:
        return "abstained", say("how-abstained")
    values = [float((each.feelings or {})["valence"]) for each in told]
    lowest = min(range(len(values)), key=values.__getitem__)
    if course is not None and course.broke_at is not None:
        lowest = course.broke_at
    quote = _quote(felt, told[lowest], messages)
    state: State = "unsure" if 2 * len(told) < len(felt) else "sure"
    if state == "unsure":
        return state, say("how-unsure", count=len(felt))
    return state, _course(values, lowest, quote, say)


def _course(
    values: Sequence[float], lowest: int, quote: str | None, say: Callable[..., str]
) -> str:
    if max(values) - min(values) < _MOVED and abs(values[-1]) < _MOVED:
        return say("how-steady")
    if values[lowest] > -_MOVED:
        return say("how-well")
    eased = values[-1] - values[lowest] >= _MOVED
    if quote is None:
        return say("how-down_eased" if eased else "how-down")
    return say("how-down_at_eased" if eased else "how-down_at", words=quote)


def _quote(felt: Sequence[Felt], moment: Felt, messages: Sequence[Message]) -> str | None:
    """The words that weighed most in a reading; it was of all that came in one burst."""
    because = (moment.feelings or {}).get("because") or []
    place = felt.index(moment)
    after = felt[place - 1].position if place else 0
    burst = "\n".join(
        each.text
        for each in messages
        if each.author is Author.CUSTOMER and after < each.position <= moment.position
    )
    weights = [(abs(weight), start, end) for start, end, weight in because if weight < 0]
    if not weights:
        return None
    _, start, end = max(weights)
    words = burst[start:end].strip()
    return words if 0 < len(words) <= _LONGEST_QUOTE else None
