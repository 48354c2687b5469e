"""Waits: what somebody who waits for a person can be told, and what they had been told.

What is not known is None and said to be not known; nothing is made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from sqlalchemy.orm import Session

from warmline import timeline, understanding
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.journeys import Pack
from warmline.timeline import ConversationId, Holder, Reason, Stretch
from warmline.workspace.hours import People, calendars_of, people_at
from warmline.workspace.order import Waiting, queue_key

MOST_RECENT = 20
RECENT = timedelta(days=30)
FEWEST = 3
LEAST = timedelta(minutes=1)
LEAST_AGAIN = timedelta(minutes=3)

_MINUTE = timedelta(minutes=1)
_PASSED_ON = frozenset({Reason.TRANSFERRED, Reason.AGENT_GONE})


@dataclass(frozen=True, slots=True)
class Wait:
    """Place `position` of `of`; `answering` is how many people have a conversation now."""

    position: int
    of: int
    since: datetime
    promised_at: datetime | None
    first_promised_at: datetime | None
    is_late: bool
    answering: int
    people: People


@dataclass(frozen=True, slots=True)
class Waited:
    """A wait that is over: how long it was, what had been said at first, where it ended."""

    waited_minutes: int
    said_minutes: int | None
    at_position: int


def usual_wait(waits: Sequence[timedelta]) -> timedelta | None:
    """The median, in whole minutes, rounded up; None for too few to tell."""
    if len(waits) < FEWEST:
        return None
    return ceil(median(each / _MINUTE for each in waits)) * _MINUTE


def time_to_promise(
    since: datetime, usual: timedelta | None, people: People, *, position: int, answering: int
) -> datetime | None:
    """When a person will be there, on a full minute; None if that is not known.

    The usual wait, as often as all who answer must come round to reach `position`: the second
    in line is reached in the first round by two people, in the second by one. It counts from
    when the wait began, or where nobody is on shift, from the opening.
    """
    begin = since if people.here else people.back_at
    if usual is None or begin is None:
        return None
    rounds = ceil(position / max(1, answering))
    return _full_minute(max(begin + usual * rounds, now() + LEAST))


def time_to_promise_again(usual: timedelta | None, people: People) -> datetime | None:
    """The next promise after one was missed: it must not be missed again at once."""
    begin = now() if people.here else people.back_at
    return None if begin is None else _full_minute(begin + max(LEAST_AGAIN, usual or LEAST_AGAIN))


def load_queue(session: Session, actor: Actor) -> list[Waiting]:
    """All that wait for a person in this brand, in the order in which they are taken."""
    stretches = timeline.waiting(session, actor)
    urgency = understanding.urgency_of(session, actor, stretches)
    found = [
        Waiting(
            conversation_id=each,
            is_care=is_care(session, actor, each, stretch),
            promised_at=stretch.first_promised_at,
            urgency=urgency.get(each, 0.0),
            since=stretch.started_at,
        )
        for each, stretch in stretches.items()
    ]
    return sorted(found, key=queue_key)


def people_now(session: Session, actor: Actor, pack: Pack | None) -> People:
    """Who is there now, and the usual wait."""
    usual = usual_wait_now(session, actor)
    minutes = int(usual / _MINUTE) if usual is not None else None
    return people_at(calendars_of(pack), now(), minutes)


def usual_wait_now(session: Session, actor: Actor) -> timedelta | None:
    """The median of the latest waits of this brand that a person ended."""
    return usual_wait(timeline.recent_waits(session, actor, now() - RECENT, most=MOST_RECENT))


def wait_of(
    session: Session, actor: Actor, conversation_id: ConversationId, people: People
) -> Wait | None:
    """What a customer who waits can be told; None if this conversation does not wait."""
    stretch = timeline.find_conversation(session, actor, conversation_id).stretch
    if stretch.holder is not Holder.WAITING:
        return None
    order = [each.conversation_id for each in load_queue(session, actor)]
    answering = timeline.people_answering(session, actor)
    return wait_in(order, conversation_id, stretch, people, answering)


def wait_in(
    order: Sequence[ConversationId],
    conversation_id: ConversationId,
    stretch: Stretch,
    people: People,
    answering: int,
) -> Wait:
    """The same from a queue at hand."""
    return Wait(
        position=order.index(conversation_id) + 1,
        of=len(order),
        since=stretch.started_at,
        promised_at=stretch.promised_at,
        first_promised_at=stretch.first_promised_at,
        is_late=is_late(stretch),
        answering=answering,
        people=people,
    )


def is_late(stretch: Stretch) -> bool:
    """Whether we have missed what was promised first, or what is promised now."""
    return stretch.promised_at is not None and (
        stretch.promised_at != stretch.first_promised_at or stretch.promised_at < now()
    )


def waited(stretches: Sequence[Stretch]) -> Waited | None:
    """The last wait of a conversation that a person ended, from its stretches in order."""
    for stretch, following in zip(reversed(stretches[:-1]), reversed(stretches), strict=False):
        if stretch.holder is Holder.WAITING and stretch.ended_by is Reason.TAKEN:
            said = stretch.first_promised_at
            return Waited(
                waited_minutes=ceil((following.started_at - stretch.started_at) / _MINUTE),
                said_minutes=int((said - stretch.started_at) / _MINUTE) if said else None,
                at_position=following.from_position,
            )
    return None


def is_care(
    session: Session, actor: Actor, conversation_id: ConversationId, stretch: Stretch
) -> bool:
    """Whether it came by the care path; passing it on to another person takes nothing away."""
    if stretch.reason not in _PASSED_ON:
        return stretch.reason is Reason.CARE_PATH
    for each in reversed(timeline.stretches_of(session, actor, conversation_id)):
        if each.holder is Holder.ASSISTANT:
            return False
        if each.reason is Reason.CARE_PATH:
            return True
    return False


def _full_minute(at: datetime) -> datetime:
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + _MINUTE
