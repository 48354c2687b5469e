"""Keeping: what has had its time is really deleted, in small batches; figures hide small groups."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from support.house import ADA, BRUNO, House, HouseOptions, as_id, wait_until

from warmline.channels.mail.outbox import MailRow
from warmline.customers import CustomerId
from warmline.decisions.models import DecisionRow
from warmline.flow import KEPT, keeping
from warmline.foundation.clock import now
from warmline.foundation.due import DueRow
from warmline.foundation.ids import first_id_at, new_id
from warmline.foundation.settings import Settings
from warmline.timeline.models import SeenRow
from warmline.trust import FORGET, PURPOSES, SENSE
from warmline.trust.models import ProofRow
from warmline.understanding import figures
from warmline.understanding.models import CorrectionRow, FeelingDayRow, ReadingRow

FURIOUS = "I am so angry and furious, my wifi is terrible and I hate it"


def _felt(house: House) -> int:
    query = select(func.count()).select_from(ReadingRow).where(ReadingRow.purpose == SENSE.name)
    return house.read(lambda session: session.scalar(query) or 0)


def _calm(house: House) -> list[bool]:
    """Whether each decision still has the hint, oldest first."""
    query = select(DecisionRow).order_by(DecisionRow.id)
    return house.read(
        lambda session: ["calm" in row.chosen["hints"] for row in session.scalars(query)]
    )


def _age(house: House, days: float) -> None:
    """As if all feelings had been read so many days ago."""

    def unit(session: Session) -> None:
        past = now() - timedelta(days=days)
        for row in session.scalars(select(ReadingRow).where(ReadingRow.purpose == SENSE.name)):
            row.recorded_at, row.expires_at = past, past + timedelta(days=30)

    house.write(unit)


def _sweep(house: House) -> bool:
    return house.write(lambda session: keeping.sweep(session, house.actor))


def test_feelings_are_deleted_after_thirty_days_and_so_is_what_they_left(house: House) -> None:
    view = house.ask(ADA, FURIOUS)
    assert (_felt(house), _calm(house)) == (1, [True])
    _age(house, days=29.9)
    assert not _sweep(house)
    assert (_felt(house), _calm(house)) == (1, [True]), "not a day too early"
    _age(house, days=30.1)
    assert not _sweep(house)
    assert (_felt(house), _calm(house)) == (0, [False])
    after = house.view(view["id"])
    assert after["reading"]["feelings"] is None
    assert after["reading"]["intent"] == view["reading"]["intent"], "what they need stays"
    assert after["messages"] == view["messages"]


def test_calm_that_danger_has_left_stays(house: House) -> None:
    house.ask(ADA, "there are sparks from the socket and I am furious and angry")
    assert _calm(house) == [True]
    _age(house, days=31)
    _sweep(house)
    assert (_felt(house), _calm(house)) == (0, [True])


def test_a_corrected_feeling_goes_with_the_feelings(house: House) -> None:
    view = house.ask(ADA, FURIOUS)
    robin = house.sign_in("robin")
    where = f"/api/v1/messages/{view['messages'][0]['id']}/corrections"
    assert robin.post(where, json={"field": "feeling", "value": "worried"}).status_code < 300
    robin.close()

    def unit(session: Session) -> None:
        session.execute(update(CorrectionRow).values(expires_at=now()))

    house.write(unit)
    _sweep(house)
    count = select(func.count()).select_from(CorrectionRow)
    assert house.read(lambda session: session.scalar(count)) == 0


def test_a_great_many_go_in_small_batches(sqlite_house: House) -> None:
    house = sqlite_house
    house.ask(ADA, FURIOUS)

    def plant(session: Session) -> None:
        row = session.scalars(select(ReadingRow).where(ReadingRow.purpose == SENSE.name)).one()
        values = {column.name: getattr(row, column.name) for column in ReadingRow.__table__.columns}
        for _ in range(449):
            session.add(ReadingRow(**{**values, "id": new_id()}))

    house.write(plant)
    _age(house, days=31)
    left = []
    while True:
        is_more = _sweep(house)
        left.append(_felt(house))
        if not is_more:
            break
    assert left == [250, 50, 0]


def test_a_legal_hold_keeps_all_of_one_customer_until_it_is_lifted(house: House) -> None:
    ada, _ = house.ask(ADA, FURIOUS), house.ask(BRUNO, FURIOUS)
    where = f"/api/v1/customers/{ada['customer_id']}/hold"
    assert house.client.put(where, json={"reference": "case 17"}).status_code == 204
    assert house.client.get(where).json()["reference"] == "case 17"
    _age(house, days=31)
    _sweep(house)
    assert (_felt(house), _calm(house)) == (1, [True, False])
    assert house.view(ada["id"])["reading"]["feelings"] is None, "kept, and read by nobody"
    assert house.client.delete(where).status_code == 204
    assert house.client.delete(where).status_code == 404
    _sweep(house)
    assert _felt(house) == 0


def test_a_withdrawal_under_a_hold_is_in_force_and_done_when_it_is_lifted(house: House) -> None:
    ada = house.ask(ADA, FURIOUS)
    where = f"/api/v1/customers/{ada['customer_id']}"
    assert house.client.put(f"{where}/hold", json={"reference": "case 17"}).status_code == 204
    off = house.client.put(f"{where}/purposes/sense", json={"granted": False})
    assert off.status_code == 204
    assert house.view(ada["id"])["reading"]["feelings"] is None
    wait_until(lambda: house.read(_forgetting) == 0)
    assert _felt(house) == 1
    assert house.client.delete(f"{where}/hold").status_code == 204
    wait_until(lambda: _felt(house) == 0)


def _forgetting(session: Session) -> int:
    query = select(func.count()).select_from(DueRow).where(DueRow.kind == FORGET)
    return session.scalar(query) or 0


def test_an_agent_cannot_place_a_hold(house: House) -> None:
    ada = house.ask(ADA, "hello")
    robin = house.sign_in("robin")
    where = f"/api/v1/customers/{ada['customer_id']}/hold"
    assert robin.put(where, json={"reference": "mine"}).status_code == 403
    robin.close()


def test_who_switches_sensing_off_has_all_that_was_felt_deleted(house: House) -> None:
    ada = house.ask(ADA, FURIOUS)
    house.ask(BRUNO, FURIOUS)
    where = f"/api/v1/customers/{ada['customer_id']}/purposes/sense"
    assert house.client.put(where, json={"granted": False}).status_code == 204
    shown = house.view(ada["id"])
    assert shown["reading"]["feelings"] is None, "at once"
    assert shown["decisions"][0]["chosen"]["hints"] == [], "at once, too"
    assert shown["refused"][0]["text"].startswith("This customer does not allow us")
    wait_until(lambda: _felt(house) == 1)
    assert _calm(house) == [False, True]
    assert house.client.put(where, json={"granted": True}).status_code == 204
    assert house.view(ada["id"])["reading"]["feelings"] is None, "it does not come back"


def test_rounds_come_by_themselves(settings: Settings) -> None:
    with House(settings.model_copy(update={"sweep_seconds": 1.0}), HouseOptions()) as house:
        house.ask(ADA, FURIOUS)
        _age(house, days=31)
        wait_until(lambda: _felt(house) == 0)
        wait_until(lambda: house.read(_figures) != [])


def _figures(session: Session) -> list[FeelingDayRow]:
    return list(session.scalars(select(FeelingDayRow)))


def _plant_feelings(house: House, day: datetime, topics: dict[str, int]) -> None:
    """For each topic so many customers, each with one reading on that day, all as angry."""

    def unit(session: Session) -> None:
        number = 0
        for intent, customers in topics.items():
            for _ in range(customers):
                number += 1
                at = day + timedelta(seconds=number)
                common: dict[str, Any] = {
                    "brand_id": house.actor.brand_id,
                    "conversation_id": new_id(),
                    "customer_id": new_id(),
                    "message_id": new_id(),
                    "position": 1,
                    "model": "planted",
                    "confidence": 1.0,
                    "abstained": False,
                    "recorded_at": at,
                }
                base = first_id_at(at).int
                needs, felt = {"intent": intent or None}, {"valence": -0.75}
                for step, (purpose, found, expires) in enumerate(
                    (("serve", needs, None), ("sense", felt, at + timedelta(days=30)))
                ):
                    row_id = type(new_id())(int=base + 2 * number + step)
                    session.add(
                        ReadingRow(
                            **common, id=row_id, purpose=purpose, found=found, expires_at=expires
                        )
                    )

    house.write(unit)


def test_only_figures_of_many_are_left_and_small_topics_are_hidden(house: House) -> None:
    day = datetime.combine((now() - timedelta(days=40)).date(), time(9), UTC)
    _plant_feelings(house, day, {"slow-wifi": 12, "bill": 9, "": 4})
    days = house.read(lambda session: figures.days_to_count(session, house.actor, now()))
    assert days == [day.date()]
    found = house.read(lambda session: figures.count_day(session, house.actor, day.date()))
    by_topic = {each.intent: each for each in found}
    assert set(by_topic) == {"slow-wifi", ""}
    assert (by_topic["slow-wifi"].customers, by_topic["slow-wifi"].valence) == (12, -0.75)
    assert (by_topic[""].customers, by_topic[""].low_share) == (13, 1.0), "small ones together"
    house.write(lambda session: figures.keep_figures(session, house.actor, found))
    _sweep(house)
    assert _felt(house) == 0
    kept = house.read(lambda session: figures.figures_since(session, house.actor, day.date()))
    assert [(each.intent, each.customers) for each in kept] == [("", 13), ("slow-wifi", 12)]
    assert house.read(lambda session: figures.days_to_count(session, house.actor, now())) == []


@pytest.mark.parametrize(("others", "customers"), [(9, None), (10, 10)])
def test_a_day_with_fewer_than_ten_says_nothing_of_anybody(
    sqlite_house: House, others: int, customers: int | None
) -> None:
    house = sqlite_house
    day = datetime.combine((now() - timedelta(days=40)).date(), time(9), UTC)
    _plant_feelings(house, day, {"bill": others})
    found = house.read(lambda session: figures.count_day(session, house.actor, day.date()))
    if customers is None:
        assert [(each.intent, each.valence, each.readings) for each in found] == [("", None, None)]
    else:
        assert {(each.intent, each.customers) for each in found} == {("bill", 10), ("", None)}


def test_every_field_with_a_period_is_swept(house: House) -> None:
    """Mails, proofs, external ids and readings that are old enough are gone; new ones stay."""
    view = house.ask(ADA, "hello")
    customer_id = CustomerId(as_id(view["customer_id"]))
    brand_id = house.actor.brand_id

    def plant(session: Session, at: datetime) -> None:
        common: dict[str, Any] = {
            "brand_id": brand_id,
            "customer_id": customer_id,
        }
        row_id = type(new_id())(int=first_id_at(at).int + (new_id().int & 0xFFFFFFFF))
        session.add(
            MailRow(
                **common,
                id=row_id,
                key_id=new_id(),
                address_digest=b"a",
                sealed=b"s",
                written_at=at,
            )
        )
        session.add(
            ProofRow(
                **common,
                id=row_id,
                conversation_id=new_id(),
                address_digest=b"a",
                code_digest=b"c",
                sealed=b"s",
                tries=0,
                sent_at=at,
                expires_at=at,
            )
        )
        session.add(
            ReadingRow(
                **common,
                id=row_id,
                conversation_id=new_id(),
                message_id=new_id(),
                position=1,
                purpose="serve",
                model="m",
                found={},
                confidence=1.0,
                abstained=False,
                recorded_at=at,
                expires_at=None,
            )
        )
        session.add(
            SeenRow(
                **common,
                channel="api",
                account="",
                sender_digest=b"d",
                external_id=str(row_id),
                body_digest=b"b",
                message_id=new_id(),
                conversation_id=new_id(),
                seen_at=at,
            )
        )

    tables: list[Callable[[], Any]] = [
        lambda model=model: select(func.count()).select_from(model)  # type: ignore[misc]
        for model in (MailRow, ProofRow, ReadingRow, SeenRow)
    ]

    def counts() -> list[int]:
        return house.read(lambda session: [session.scalar(each()) or 0 for each in tables])

    before = counts()
    house.write(lambda session: plant(session, now() - timedelta(days=401)))
    house.write(lambda session: plant(session, now() - timedelta(days=1)))
    assert counts() == [each + 2 for each in before]
    _sweep(house)
    assert counts() == [each + 1 for each in before]


def test_periods_are_data_and_no_purpose_outlives_its_own() -> None:
    assert {each.purpose for each in KEPT} <= set(PURPOSES)
    for each in KEPT:
        assert each.purpose.keeps_for is not None
        assert each.keep_for <= each.purpose.keeps_for, each.field
    assert {each.field: each.keep_for.days for each in KEPT}["feelings"] == 30
