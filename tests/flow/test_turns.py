"""Turns: one answer to a burst, no stale draft, one turn at a time, nobody left in silence."""

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from support.house import ADA, BRUNO, Customer, House, HouseOptions, as_id, replies, wait_until

from warmline import trust
from warmline.customers import Customer as CustomerRow
from warmline.customers import CustomerId
from warmline.flow import TURN
from warmline.foundation import due
from warmline.foundation.clock import now
from warmline.foundation.due import Claim, DueRow, LeaseLost
from warmline.foundation.errors import Unavailable
from warmline.foundation.settings import Settings
from warmline.timeline.models import MessageRow
from warmline.trust import SENSE, Cleared, Serve
from warmline.understanding import Reading, Words
from warmline.understanding.models import ReadingRow


class SlowReader:
    """The real reader, held up at will, as a model would be."""

    def __init__(self, house: House) -> None:
        self._reader = house.parts.turns._reader  # noqa: SLF001 - to stand in its place
        house.parts.turns._reader = self  # noqa: SLF001
        self.is_reading = threading.Event()
        self.go_on = threading.Event()
        self.reads = 0
        self.during: Callable[[int], None] = lambda _: None

    async def read(self, words: Words) -> Reading:
        self.reads += 1
        self.is_reading.set()
        await asyncio.to_thread(self.during, self.reads)
        await asyncio.to_thread(self.go_on.wait, 15)
        return await self._reader.read(words)

    def is_pressing(self, words: Cleared[Serve]) -> bool:
        return self._reader.is_pressing(words)


def _customer_rows(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in view["messages"] if each["author"] == "customer"]


@pytest.mark.house(quiet_seconds=0.4, quiet_limit_seconds=5.0)
def test_a_burst_of_messages_gets_one_answer(house: House) -> None:
    for text in ("hi", "so", "my wifi is slow", "upstairs"):
        ids = house.say(ADA, text)
        time.sleep(0.05)
    view = house.settled(ids)
    time.sleep(0.6)
    view = house.view(view["id"])
    assert len(_customer_rows(view)) == 4
    assert len(replies(view)) == 1
    (decision,) = view["decisions"]
    assert (decision["from_position"], decision["to_position"]) == (1, 4)


@pytest.mark.house(quiet_seconds=50.0, quiet_limit_seconds=50.2)
def test_typing_puts_the_answer_off_but_not_for_ever(house: House) -> None:
    ids = house.say(ADA, "my wifi is slow")
    where = f"/api/v1/conversations/{ids['conversation_id']}/typing"
    first, latest = house.read(_due_and_latest)
    time.sleep(0.05)
    assert house.client.post(where).status_code == 204
    assert first < house.read(_due_and_latest)[0] <= latest
    time.sleep(0.3)
    assert house.client.post(where).status_code == 204
    assert house.read(_due_and_latest) == (latest, latest)
    nowhere = f"/api/v1/conversations/{ids['message_id']}/typing"
    assert house.client.post(nowhere).status_code == 404


def _due_and_latest(session: Session) -> tuple[datetime, datetime]:
    row = session.scalars(select(DueRow).where(DueRow.kind == TURN)).one()
    return row.due_at, row.waiting_since + timedelta(seconds=50.2)


@pytest.mark.house(quiet_seconds=5.0, quiet_limit_seconds=8.0)
@pytest.mark.parametrize("text", ["I want to talk to a person", "there are sparks from the socket"])
def test_a_pressing_message_waits_for_no_quiet_window(house: House, text: str) -> None:
    started = time.monotonic()
    view = house.ask(ADA, text)
    assert time.monotonic() - started < 3
    assert view["holder"] == "waiting"


def test_a_message_that_comes_while_we_think_makes_the_draft_stale(house: House) -> None:
    reader = SlowReader(house)
    house.say(ADA, "my wifi is slow")
    reader.is_reading.wait(10)
    ids = house.say(ADA, "no, sorry, it is the bill that is higher than usual")
    reader.go_on.set()
    view = house.settled(ids)
    time.sleep(0.3)
    view = house.view(view["id"])
    assert len(replies(view)) == 1
    assert view["decisions"][0]["to_position"] == 2
    assert reader.reads == 2


def test_after_three_rethinks_it_answers_what_it_has_and_the_rest_gets_a_turn(house: House) -> None:
    reader = SlowReader(house)
    reader.go_on.set()

    def say_more(reads: int) -> None:
        if reads <= 4:
            house.say(ADA, f"and {reads}")

    reader.during = say_more
    first = house.say(ADA, "my wifi is slow")
    view = house.settled(first)
    wait_until(lambda: len(house.view(view["id"])["decisions"]) == 2)
    last = house.view(view["id"])
    spans = [(each["from_position"], each["to_position"]) for each in last["decisions"]]
    assert spans[0] == (1, 4), "three rethinks took three more messages in"
    assert spans[1][0] == 5
    assert len(replies(last)) == 2


def test_asking_for_a_person_while_we_think_silences_the_draft(house: House) -> None:
    reader = SlowReader(house)
    ids = house.say(ADA, "my wifi is slow")
    reader.is_reading.wait(10)
    house.client.post(f"/api/v1/conversations/{ids['conversation_id']}/ask-for-person")
    reader.go_on.set()
    view = house.settled(ids)
    assert view["holder"] == "waiting"
    assert replies(view) == []
    assert view["decisions"][0]["rules"] == ["person_answers"]


def test_a_withdrawal_that_races_a_turn_wins(house: House) -> None:
    reader = SlowReader(house)
    ids = house.say(ADA, "I am so angry that my wifi is slow")
    reader.is_reading.wait(10)
    where = f"/api/v1/customers/{ids['customer_id']}/purposes/sense"
    assert house.client.put(where, json={"granted": False}).status_code == 204
    reader.go_on.set()
    view = house.settled(ids)
    assert view["reading"]["feelings"] is None
    assert house.read(_felt) == 0
    assert len(replies(view)) == 1


def test_a_withdrawal_between_thinking_and_committing_wins(house: House) -> None:
    """The thought is dropped and made again without it; nothing of the feeling is stored."""
    reader = SlowReader(house)
    reader.go_on.set()
    commit = house.parts.turns._commit_thought  # noqa: SLF001 - to come in between
    withdrawn: list[int] = []

    async def be_overtaken_and_commit(*arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as it is
        if not withdrawn:
            (customer_id,) = arguments[1].customer_ids
            where = f"/api/v1/customers/{customer_id}/purposes/sense"
            answer = await asyncio.to_thread(house.client.put, where, json={"granted": False})
            withdrawn.append(answer.status_code)
        await commit(*arguments, **named)

    house.parts.turns._commit_thought = be_overtaken_and_commit  # type: ignore[method-assign]  # noqa: SLF001
    view = house.ask(ADA, "I am so angry and furious that my wifi is slow")
    assert withdrawn == [204]
    assert reader.reads == 2
    (decision,) = view["decisions"]
    assert decision["purposes"] == ["serve"]
    assert "calm" not in decision["chosen"]["hints"]
    assert [each["purpose"] for each in view["refused"]] == ["sense"]
    assert house.read(_felt) == 0


def test_a_withdrawal_that_is_being_committed_is_waited_for(
    postgresql_settings: Settings,
) -> None:
    """On PostgreSQL both transactions are open at once: the turn's waits, then sees it."""
    with House(postgresql_settings, HouseOptions()) as house:
        reader = SlowReader(house)
        ids = house.say(ADA, "I am so angry and furious that my wifi is slow")
        reader.is_reading.wait(10)
        is_open = threading.Event()

        def withdraw_slowly(session: Session) -> None:
            trust.record_answer(
                session,
                house.actor,
                CustomerId(as_id(ids["customer_id"])),
                SENSE,
                granted=False,
                source="test",
            )
            is_open.set()
            time.sleep(1.5)

        withdrawal = threading.Thread(target=house.write, args=(withdraw_slowly,))
        withdrawal.start()
        assert is_open.wait(10)
        reader.go_on.set()
        withdrawal.join()
        view = house.settled(ids)
        assert reader.reads == 2
        assert view["decisions"][0]["purposes"] == ["serve"]
        assert house.read(_felt) == 0


def _felt(session: Session) -> int:
    query = select(func.count()).select_from(ReadingRow).where(ReadingRow.purpose == SENSE.name)
    return session.scalar(query) or 0


def test_a_wish_to_stop_sensing_in_free_text_is_honoured_at_once(house: House) -> None:
    view = house.ask(ADA, "Please stop analysing my feelings")
    assert view["decisions"][0]["rules"] == ["withdrew"]
    answers = house.read(
        lambda session: trust.answers_of(
            session, house.actor, [CustomerId(as_id(view["customer_id"]))]
        )
    )
    assert not trust.is_allowed(SENSE, answers)
    after = house.ask(ADA, "I am furious about the bill")
    assert after["reading"]["feelings"] is None


def test_no_transaction_is_open_while_we_think(house: House) -> None:
    """While the reader takes its time, others are stored and answered."""
    reader = SlowReader(house)
    house.say(ADA, "my wifi is slow")
    reader.is_reading.wait(10)
    started = time.monotonic()
    ids = house.say(BRUNO, "hello")
    house.client.post(f"/api/v1/conversations/{ids['conversation_id']}/ask-for-person")
    assert time.monotonic() - started < 2
    reader.go_on.set()


def test_one_conversation_has_one_turn_at_a_time_and_others_go_on(house: House) -> None:
    reader = SlowReader(house)
    house.say(ADA, "my wifi is slow")
    reader.is_reading.wait(10)
    house.say(ADA, "hello?")
    house.say(BRUNO, "my bill is higher than usual")
    wait_until(lambda: reader.reads == 2)
    time.sleep(0.3)
    assert reader.reads == 2, "one for each conversation"
    reader.go_on.set()


def test_a_turn_whose_lease_was_taken_over_changes_nothing(house: House) -> None:
    reader = SlowReader(house)
    ids = house.say(ADA, "my wifi is slow")
    reader.is_reading.wait(10)
    house.write(_expire_leases)
    (claim,) = house.write(lambda session: due.claim(session, [TURN], limit=1))
    reader.go_on.set()
    time.sleep(0.5)
    assert replies(house.view(ids["conversation_id"])) == [], "the first worker's draft is dropped"
    asyncio.run_coroutine_threadsafe(_take(house, claim), _loop_of(house)).result(10)
    assert len(replies(house.view(ids["conversation_id"]))) == 1


async def _take(house: House, claim: Claim) -> None:
    await house.parts.turns.take(claim)
    with pytest.raises(LeaseLost):
        await house.parts.turns.take(claim)


def _loop_of(house: House) -> asyncio.AbstractEventLoop:
    loop = house._uvicorn.servers[0].get_loop()  # noqa: SLF001 - the server's own loop
    assert isinstance(loop, asyncio.AbstractEventLoop)
    return loop


def _expire_leases(session: Session) -> None:
    session.execute(update(DueRow).values(lease_until=now()))


def test_a_poison_message_is_parked_goes_to_a_person_and_blocks_nobody(house: House) -> None:
    door = house.parts.front_door
    door._quiet = door._quiet_limit  # noqa: SLF001 - time to poison it
    ids = house.say(ADA, "my wifi is slow")
    house.write(
        lambda session: session.execute(
            update(MessageRow)
            .where(MessageRow.id == as_id(ids["message_id"]))
            .values(sealed=b"poison" * 10)
        ).close()
    )
    wait_until(lambda: house.read(_attempts) >= 1)
    assert len(replies(house.ask(BRUNO, "my bill is higher than usual"))) == 1
    while not house.client.get("/api/v1/due/parked").json()["items"]:
        house.write(
            lambda session: session.execute(
                update(DueRow).where(DueRow.lease_token.is_(None)).values(due_at=now())
            ).close()
        )
        house.parts.database._announce([due.WorkScheduled(TURN, now())])  # noqa: SLF001 - no 60 s of waiting
        time.sleep(0.05)
    (parked,) = house.client.get("/api/v1/due/parked").json()["items"]
    assert parked["last_error"] == "WordsDamaged"
    waiting = house.client.get("/api/v1/conversations", params={"holder": "waiting"}).json()
    assert [each["id"] for each in waiting["items"]] == [ids["conversation_id"]]
    assert 'kind="turn",state="parked"} 1.0' in house.client.get("/metrics").text


def _attempts(session: Session) -> int:
    return session.scalar(select(DueRow.attempts).where(DueRow.kind == TURN).limit(1)) or 0


def test_a_message_that_comes_while_there_was_nothing_to_answer_is_not_forgotten(
    house: House,
) -> None:
    view = house.ask(ADA, "my wifi is slow")
    commit = house.parts.turns._commit_thought  # noqa: SLF001 - to come in between
    said: list[dict[str, str]] = []

    async def be_overtaken_and_commit(*arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as it is
        if not said:
            said.append(await asyncio.to_thread(house.say, ADA, "my bill is higher than usual"))
        await commit(*arguments, **named)

    house.parts.turns._commit_thought = be_overtaken_and_commit  # type: ignore[method-assign]  # noqa: SLF001
    subject, latest = as_id(view["id"]), timedelta(seconds=1)
    house.write(
        lambda session: due.schedule(session, house.actor, TURN, subject, now(), latest=latest)
    )
    wait_until(lambda: said)
    assert len(replies(house.settled(said[0]))) == 2


def test_a_key_is_never_given_to_two_customers_even_when_the_outcome_was_not_known(
    house: House,
) -> None:
    """The database stored it and the answer was lost: the key is in use."""
    write = house.parts.database.write
    lost: list[bool] = []

    async def write_and_lose_the_answer(unit: Any) -> Any:  # noqa: ANN401 - as it is
        result = await write(unit)
        if not lost and unit.__qualname__.startswith("FrontDoor.accept"):
            lost.append(True)
            sentence = "The answer was lost."
            raise Unavailable(sentence)
        return result

    house.parts.database.write = write_and_lose_the_answer  # type: ignore[method-assign, assignment]
    assert house.post(ADA, "hello", external_id="1").status_code == 503
    assert house.post(ADA, "hello", external_id="1").status_code == 200
    for number in range(70):
        house.say(Customer("account", f"customer-{number}"), "hello")
    keys = house.read(lambda session: session.scalars(select(CustomerRow.key_id)).all())
    assert len(set(keys)) == len(keys) == 71
