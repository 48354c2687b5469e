"""Who is it: found by a sealed address, joined without moving anything, split exactly."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from support.house import ADA, BRUNO, House

from warmline import customers
from warmline.customers import CustomerId
from warmline.customers.models import ContactPointRow, Proof
from warmline.foundation.sealing import KeyDestroyed
from warmline.timeline.models import MessageRow


def _id(view: dict[str, Any]) -> CustomerId:
    return CustomerId(UUID(view["customer_id"]))


def _everything(house: House) -> list[tuple[object, ...]]:
    return house.read(
        lambda session: [
            (row.id, row.customer_id, row.conversation_id, row.position)
            for row in session.scalars(select(MessageRow).order_by(MessageRow.id))
        ]
    )


def test_a_customer_is_found_by_their_address_and_shown_with_it(house: House) -> None:
    view = house.ask(ADA, "hello there")
    found = house.client.get(
        "/api/v1/customers", params={"kind": "email", "value": "ADA@example.com"}
    ).json()
    (customer,) = found["items"]
    assert customer["id"] == view["customer_id"]
    (point,) = customer["contact_points"]
    assert (point["kind"], point["value"], point["proof"]) == (
        "email",
        "ada@example.com",
        "claimed",
    )
    nobody = house.client.get("/api/v1/customers", params={"kind": "email", "value": "x@y.example"})
    assert nobody.json() == {"items": [], "next": None}


def test_neither_words_nor_addresses_stand_readable_on_the_disk(sqlite_house: House) -> None:
    sqlite_house.ask(ADA, "my xylophone is out of tune")
    where = f"/api/v1/customers/{sqlite_house.ask(ADA, 'again')['customer_id']}/preferences/name"
    sqlite_house.client.put(where, json={"value": "Zanzibar"})
    files = [each for each in Path(sqlite_house.settings.data).rglob("*") if each.is_file()]
    assert any(b"conversation" in each.read_bytes() for each in files), "looked in the right place"
    for file in files:
        for word in (b"xylophone", b"ada@example.com", b"Zanzibar"):
            assert word not in file.read_bytes(), (file, word)


def test_joining_moves_nothing_and_undoing_it_is_exact(house: House) -> None:
    ada, bruno = house.ask(ADA, "from my mail"), house.ask(BRUNO, "from my phone")
    before = _everything(house)
    timelines = [_timeline(house, each) for each in (ada, bruno)]
    join_id = house.write(
        lambda session: customers.join(
            session, house.actor, _id(bruno), _id(ada), reason="proved both"
        )
    )
    assert _everything(house) == before
    together = _timeline(house, ada)
    assert together == _timeline(house, bruno)
    assert {"from my mail", "from my phone"} <= set(together)
    shown = house.client.get(f"/api/v1/customers/{bruno['customer_id']}").json()
    assert shown["id"] == ada["customer_id"]
    assert {point["kind"] for point in shown["contact_points"]} == {"email", "phone"}
    house.write(lambda session: customers.split(session, house.actor, join_id))
    assert _everything(house) == before
    assert [_timeline(house, each) for each in (ada, bruno)] == timelines


def test_one_cannot_be_joined_twice_or_in_a_circle(house: House) -> None:
    ada, bruno = _id(house.ask(ADA, "one")), _id(house.ask(BRUNO, "two"))

    def join(first: CustomerId, second: CustomerId) -> UUID:
        return house.write(
            lambda session: customers.join(session, house.actor, first, second, reason="test")
        )

    join(bruno, ada)
    for pair in ((bruno, ada), (ada, bruno), (ada, ada)):
        with pytest.raises(Exception, match="one customer already"):
            join(*pair)


def test_what_is_written_after_a_join_belongs_to_the_address_it_came_by(house: House) -> None:
    ada, bruno = house.ask(ADA, "one"), house.ask(BRUNO, "two")
    join_id = house.write(
        lambda session: customers.join(session, house.actor, _id(bruno), _id(ada), reason="test")
    )
    house.ask(BRUNO, "three, from the phone")
    house.write(lambda session: customers.split(session, house.actor, join_id))
    assert "three, from the phone" in _timeline(house, bruno)
    assert "three, from the phone" not in _timeline(house, ada)


def test_an_address_is_claimed_until_it_is_proven(house: House) -> None:
    house.ask(ADA, "hello")
    (point,) = house.read(lambda session: session.scalars(select(ContactPointRow)).all())
    assert point.proof is Proof.CLAIMED
    assert point.proven_at is None
    house.write(lambda session: customers.prove(session, house.actor, point.id, by="code"))
    (proven,) = house.read(lambda session: session.scalars(select(ContactPointRow)).all())
    assert proven.proof is Proof.PROVEN
    assert proven.proven_by == "code"
    assert proven.proven_at is not None


def test_preferences_are_kept_and_replaced(house: House) -> None:
    view = house.ask(ADA, "hello")
    where = f"/api/v1/customers/{view['customer_id']}"
    for value in ("de", "fr"):
        answer = house.client.put(f"{where}/preferences/language", json={"value": value})
        assert answer.status_code == 204
    assert house.client.get(where).json()["preferences"] == {"language": "fr"}


def test_a_destroyed_key_takes_all_words_of_that_customer_and_nobody_elses(house: House) -> None:
    ada, bruno = house.ask(ADA, "hello"), house.ask(BRUNO, "hello")
    key_id = house.read(
        lambda session: session.get_one(customers.Customer, (house.actor.brand_id, _id(ada))).key_id
    )
    house.parts.sealer.destroy(key_id)
    answer = house.client.get(f"/api/v1/conversations/{ada['id']}")
    assert answer.json()["code"] == KeyDestroyed.code
    assert house.view(bruno["id"])["messages"][0]["text"] == "hello"


def _timeline(house: House, view: dict[str, Any]) -> list[str]:
    answer = house.client.get(f"/api/v1/customers/{view['customer_id']}/timeline")
    assert answer.status_code == 200, answer.text
    return [each["text"] for each in answer.json()["items"]]


def test_a_long_timeline_comes_in_pages_that_miss_nothing(house: House) -> None:
    ids = [house.say(ADA, f"message {n}") for n in range(12)]
    view = house.settled(ids[-1])
    everything = _timeline(house, view)
    paged: list[str] = []
    cursor: str | None = None
    while True:
        params = {"limit": "5", **({"cursor": cursor} if cursor else {})}
        page = house.client.get(
            f"/api/v1/customers/{view['customer_id']}/timeline", params=params
        ).json()
        paged += [each["text"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert paged == everything
    bad = house.client.get(
        f"/api/v1/customers/{view['customer_id']}/timeline", params={"cursor": "!!"}
    )
    assert bad.status_code == 422
