"""An honest clock: what whoever waits for a person is promised, and told when it is missed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from support.house import ADA, BRUNO, House, wait_until
from support.waits import MINUTE, ask_for_person, let_promise_pass, people_came

from warmline import timeline, trust, workspace
from warmline.foundation.clock import now
from warmline.foundation.due import DueRow
from warmline.foundation.events import EventRow
from warmline.foundation.ids import new_id
from warmline.journeys import load_pack
from warmline.timeline import PROMISE, ConversationId
from warmline.workspace import Wait, Waiting, queue_key
from warmline.workspace.hours import People, calendars_of, people_at
from warmline.workspace.waits import time_to_promise, time_to_promise_again, usual_wait

HERE = People(here=True, until=None, back_at=None, usual_minutes=None)


def test_the_usual_wait_is_the_median_in_whole_minutes_and_too_few_say_nothing() -> None:
    seconds = [timedelta(seconds=each) for each in (30, 200, 5000)]
    assert usual_wait(seconds) == 4 * MINUTE
    assert usual_wait(seconds[:2]) is None


@pytest.mark.parametrize(
    ("position", "answering", "minutes"), [(1, 0, 4), (2, 3, 4), (3, 3, 4), (4, 3, 8), (2, 1, 8)]
)
def test_a_promise_counts_how_often_all_must_come_round(
    position: int, answering: int, minutes: int
) -> None:
    since = now()
    promised = time_to_promise(since, 4 * MINUTE, HERE, position=position, answering=answering)
    assert promised is not None
    assert timedelta(0) <= promised - (since + minutes * MINUTE) < MINUTE
    assert promised.second == 0


def test_what_is_not_known_is_not_promised() -> None:
    assert time_to_promise(now(), None, HERE, position=1, answering=1) is None


def test_while_nobody_is_on_shift_the_promise_counts_from_the_opening() -> None:
    back_at = (now() + timedelta(hours=9)).replace(second=0, microsecond=0)
    away = People(here=False, until=None, back_at=back_at, usual_minutes=4)
    promised = time_to_promise(now(), 4 * MINUTE, away, position=1, answering=0)
    assert promised == back_at + 4 * MINUTE
    assert time_to_promise_again(4 * MINUTE, away) == back_at + 4 * MINUTE


def test_a_promise_after_a_missed_one_is_not_missed_at_once() -> None:
    again = time_to_promise_again(MINUTE, HERE)
    assert again is not None
    assert again >= now() + 3 * MINUTE - timedelta(seconds=1)


def test_the_hours_of_the_staff_say_who_is_here() -> None:
    calendars = [each for each in load_pack("telecom").calendars if each.id == "early-desk"]
    in_the_break = datetime(2026, 6, 3, 11, 45, tzinfo=UTC)  # 12:45 in Dublin
    in_the_morning = datetime(2026, 6, 3, 8, 0, tzinfo=UTC)
    away = people_at(calendars, in_the_break, None)
    assert (away.here, away.back_at) == (False, datetime(2026, 6, 3, 12, 15, tzinfo=UTC))
    here = people_at(calendars, in_the_morning, 4)
    assert (here.here, here.until) == (True, datetime(2026, 6, 3, 11, 30, tzinfo=UTC))


def test_who_works_day_and_night_never_goes() -> None:
    here = people_at(calendars_of(load_pack("telecom")), now(), None)
    assert (here.here, here.until, here.back_at) == (True, None, None)


def test_a_brand_without_calendars_says_nothing_about_hours() -> None:
    assert people_at(calendars_of(None), now(), 4) == People(True, None, None, 4)  # noqa: FBT003


def test_the_queue_is_care_then_promise_then_urgency_then_time() -> None:
    time = now()

    def waiting(
        minutes: int, *, care: bool = False, promised: int | None = None, urgency: float = 0.0
    ) -> Waiting:
        return Waiting(
            conversation_id=ConversationId(new_id()),
            is_care=care,
            promised_at=time + promised * MINUTE if promised is not None else None,
            urgency=urgency,
            since=time + minutes * MINUTE,
        )

    in_order = [
        waiting(9, care=True),
        waiting(8, promised=3),
        waiting(1, promised=4, urgency=0.9),
        waiting(2, promised=4, urgency=0.5),
        waiting(3, promised=4, urgency=0.5),
        waiting(0, urgency=0.2),
        waiting(1, urgency=0.2),
    ]
    assert sorted([*in_order[3:], *in_order[:3]], key=queue_key) == in_order


def _wait(house: House, conversation_id: str) -> Wait | None:
    people = house.read(lambda session: workspace.people_now(session, house.actor, None))
    return house.read(
        lambda session: workspace.wait_of(
            session, house.actor, ConversationId(UUID(conversation_id)), people
        )
    )


def _promised(house: House, conversation_id: str) -> Wait:
    def look() -> Wait | None:
        wait = _wait(house, conversation_id)
        return wait if wait is not None and wait.promised_at is not None else None

    return wait_until(look)


def _events(session: Session, type_: str) -> list[dict[str, Any]]:
    return list(session.scalars(select(EventRow.data).where(EventRow.type == type_)))


def _due(session: Session, conversation_id: str) -> int:
    query = select(func.count()).where(
        DueRow.kind == PROMISE, DueRow.subject == UUID(conversation_id)
    )
    return session.scalar(query) or 0


def test_who_waits_is_told_a_time_by_what_others_waited(house: House) -> None:
    first = ask_for_person(house, ADA)
    wait = _wait(house, first)
    assert wait is not None
    assert (wait.position, wait.of, wait.promised_at) == (1, 1, None)
    people_came(house, 3, 4, 5)
    second = ask_for_person(house, BRUNO)
    promised = _promised(house, second)
    assert promised.promised_at is not None
    assert 7 * MINUTE < promised.promised_at - now() <= 9 * MINUTE, "two rounds of four minutes"
    assert (promised.of, promised.is_late, promised.answering) == (2, False, 0)


def test_a_promise_that_passes_is_said_to_be_missed_and_costs_no_place(house: House) -> None:
    people_came(house, 3, 4, 5)
    first = ask_for_person(house, ADA)
    _promised(house, first)
    ask_for_person(house, BRUNO)
    let_promise_pass(house, first)

    def is_renewed() -> Wait | None:
        wait = _promised(house, first)
        return wait if wait.promised_at is not None and wait.promised_at > now() else None

    late = wait_until(is_renewed)
    assert late.is_late
    assert late.first_promised_at is not None
    assert late.first_promised_at < now()
    assert late.position == 1
    missed = house.read(lambda session: _events(session, "promise.missed.v1"))
    assert [each["missed_at"] for each in missed] == [late.first_promised_at.isoformat()]


def test_taking_ends_the_promise_and_leaves_what_was_waited(house: House) -> None:
    people_came(house, 3, 4, 5)
    conversation_id = ask_for_person(house, ADA)
    _promised(house, conversation_id)
    robin = house.sign_in("robin")
    assert robin.post(f"/api/v1/conversations/{conversation_id}/take").status_code == 204
    robin.close()
    assert _wait(house, conversation_id) is None
    known = ConversationId(UUID(conversation_id))
    actor = trust.assistant_of(house.actor.brand_id)
    waited = house.read(
        lambda session: workspace.waited(timeline.stretches_of(session, actor, known))
    )
    assert waited is not None
    assert (waited.waited_minutes, waited.said_minutes) == (1, 4)
    assert house.read(lambda session: _due(session, conversation_id)) == 0


def test_who_stops_waiting_is_owed_nothing_more(house: House) -> None:
    conversation_id = ask_for_person(house, ADA)
    where = f"/api/v1/conversations/{conversation_id}/stop-waiting"
    assert house.client.post(where).status_code == 204
    wait_until(lambda: house.read(lambda session: _due(session, conversation_id)) == 0)
    assert _wait(house, conversation_id) is None
