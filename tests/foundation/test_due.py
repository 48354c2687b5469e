"""Due work: claimed once, taken over when a worker dies, parked when it keeps failing."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from support.house import ADA, House, wait_until

from warmline.foundation import due
from warmline.foundation.clock import now
from warmline.foundation.due import Claim, DueRow, LeaseLost
from warmline.foundation.ids import new_id

KIND = "test"
LATEST = timedelta(seconds=4)


def _schedule(house: House, *, subject: UUID | None = None, due_at: datetime | None = None) -> None:
    unit = partial(
        due.schedule,
        actor=house.actor,
        kind=KIND,
        subject=subject or new_id(),
        due_at=due_at or now(),
        latest=LATEST,
    )
    house.write(unit)


def _claim(house: House, limit: int = 10) -> list[Claim]:
    return house.write(lambda session: due.claim(session, [KIND], limit=limit))


def test_work_is_claimed_by_one_and_only_when_it_is_due(house: House) -> None:
    _schedule(house)
    _schedule(house, due_at=now() + timedelta(seconds=60))
    (claim,) = _claim(house)
    assert claim.attempts == 1
    assert _claim(house) == []


def test_a_dead_workers_lease_runs_out_and_its_draft_cannot_be_finished(house: House) -> None:
    _schedule(house)
    (dead,) = _claim(house)
    house.write(
        lambda session: session.execute(
            update(DueRow).where(DueRow.kind == KIND).values(lease_until=now())
        ).close()
    )
    (taken_over,) = _claim(house)
    assert taken_over.subject == dead.subject
    assert taken_over.attempts == 2
    with pytest.raises(LeaseLost):
        house.write(lambda session: due.finish(session, dead))
    house.write(lambda session: due.finish(session, taken_over))
    with pytest.raises(LeaseLost):
        house.write(lambda session: due.finish(session, taken_over))


def test_putting_off_has_an_end(house: House) -> None:
    subject = new_id()
    _schedule(house, subject=subject)
    for seconds in range(1, 30):
        _schedule(house, subject=subject, due_at=now() + timedelta(seconds=seconds))
    row = house.read(lambda session: session.get(DueRow, (house.actor.brand_id, KIND, subject)))
    assert row is not None
    assert row.due_at == row.waiting_since + LATEST


def test_a_row_that_keeps_failing_is_parked_shown_and_released(house: House) -> None:
    poison, healthy = new_id(), new_id()
    _schedule(house, subject=poison)
    for attempt in range(1, due.MOST_FAILURES + 1):
        (claim,) = _claim(house)
        parked = house.write(partial(due.fail, claim=claim, error="Poison"))
        assert parked == (attempt == due.MOST_FAILURES)
        house.write(_make_due)
    _schedule(house, subject=healthy)
    assert [claim.subject for claim in _claim(house)] == [healthy]
    (shown,) = house.client.get("/api/v1/due/parked").json()["items"]
    assert (shown["subject"], shown["last_error"]) == (str(poison), "Poison")
    where = f"/api/v1/due/parked/{KIND}/{poison}/release"
    assert house.client.post(where).status_code == 204
    assert house.client.post(where).status_code == 404
    assert [claim.subject for claim in _claim(house)] == [poison]


def test_failing_work_waits_longer_each_time(house: House) -> None:
    _schedule(house)
    (claim,) = _claim(house)
    house.write(lambda session: due.fail(session, claim, "Once"))
    assert _claim(house) == []
    house.write(_make_due)
    assert len(_claim(house)) == 1


def test_a_row_that_no_worker_survives_is_parked_too(house: House) -> None:
    house.parts.front_door._quiet = timedelta(seconds=1)  # noqa: SLF001 - time to age it
    ids = house.say(ADA, "my wifi is slow")
    house.write(
        lambda session: session.execute(update(DueRow).values(attempts=due.MOST_ATTEMPTS)).close()
    )
    parked = wait_until(lambda: house.client.get("/api/v1/due/parked").json()["items"])
    assert parked[0]["last_error"] == "WorkersDied"
    assert house.view(ids["conversation_id"])["holder"] == "waiting"


def test_returned_work_costs_no_attempt(house: House) -> None:
    _schedule(house)
    (claim,) = _claim(house)
    house.write(lambda session: due.give_back(session, [claim]))
    (again,) = _claim(house)
    assert again.attempts == 1


def test_work_that_a_wrong_clock_put_far_away_is_done_all_the_same(house: House) -> None:
    _schedule(house, due_at=now() + timedelta(days=30))
    assert len(_claim(house)) == 1


def _make_due(session: Session) -> None:
    session.execute(update(DueRow).where(DueRow.kind == KIND).values(due_at=now()))
