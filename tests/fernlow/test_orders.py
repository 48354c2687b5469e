from datetime import timedelta
from pathlib import Path

import pytest
from support.backend import Backend, refusal

ADA = {"customer": "C-1001"}


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    return Backend(tmp_path)


def test_an_order_is_cancelled_and_restored_as_it_was(backend: Backend) -> None:
    before = backend.get("/orders/O-2041", customer="C-1001").json()
    cancelled = backend.post("/orders/O-2041/cancel", ADA).json()
    assert cancelled == {
        **before,
        "status": "cancelled",
        "can_change": False,
        "can_cancel": False,
    }
    assert backend.post("/orders/O-2041/restore", ADA).json() == before
    assert backend.get("/orders/O-2041", customer="C-1001").json() == before


def test_a_cancellation_is_taken_back_on_the_same_day_only(backend: Backend) -> None:
    backend.post("/orders/O-2041/cancel", ADA)
    backend.today += timedelta(1)
    assert refusal(backend.post("/orders/O-2041/restore", ADA)) == (409, "too_late")


def test_an_order_that_is_not_cancelled_is_not_restored(backend: Backend) -> None:
    assert refusal(backend.post("/orders/O-2041/restore", ADA)) == (409, "not_cancelled")


def test_an_order_is_not_cancelled_twice(backend: Backend) -> None:
    backend.post("/orders/O-2041/cancel", ADA)
    assert refusal(backend.post("/orders/O-2041/cancel", ADA)) == (409, "already_cancelled")
    change = {**ADA, "deliver_on": "2026-11-27"}
    assert refusal(backend.post("/orders/O-2041/change", change)) == (409, "already_cancelled")


@pytest.mark.parametrize(("order", "customer"), [("O-2042", "C-1001"), ("O-2046", "C-1009")])
def test_what_the_carrier_has_or_had_is_neither_cancelled_nor_changed(
    backend: Backend, order: str, customer: str
) -> None:
    who = {"customer": customer}
    assert refusal(backend.post(f"/orders/{order}/cancel", who)) == (409, "too_late")
    change = {**who, "address": "1 New Street"}
    assert refusal(backend.post(f"/orders/{order}/change", change)) == (409, "too_late")


def test_a_change_says_what_was_before_and_can_be_undone_with_it(backend: Backend) -> None:
    first = backend.get("/orders/O-2041", customer="C-1001").json()
    changed = backend.post(
        "/orders/O-2041/change", {**ADA, "deliver_on": "2026-11-30", "address": "1 New Street"}
    ).json()
    before = changed.pop("before")
    assert before == {"deliver_on": "2026-11-26", "address": "12 Quay Street, D04 K2P1"}
    assert (changed["expected_on"], changed["address"]) == ("2026-11-30", "1 New Street")
    undone = backend.post("/orders/O-2041/change", {**ADA, **before}).json()
    assert {name: undone[name] for name in first} == first


def test_a_change_of_one_thing_leaves_the_other(backend: Backend) -> None:
    day = backend.post("/orders/O-2041/change", {**ADA, "deliver_on": "2026-11-28"}).json()
    assert (day["expected_on"], day["address"]) == ("2026-11-28", "12 Quay Street, D04 K2P1")
    place = backend.post("/orders/O-2041/change", {**ADA, "address": "1 New Street"}).json()
    assert (place["expected_on"], place["address"]) == ("2026-11-28", "1 New Street")


def test_a_sunday_that_was_promised_can_be_gone_back_to(backend: Backend) -> None:
    who = {"customer": "C-1005"}
    moved = backend.post("/orders/O-2045/change", {**who, "deliver_on": "2026-11-30"}).json()
    assert moved["before"]["deliver_on"] == "2026-11-29"
    backend.post("/orders/O-2045/change", {**who, "deliver_on": "2026-12-01"})
    undone = backend.post("/orders/O-2045/change", {**who, **moved["before"]})
    assert (undone.status_code, undone.json()["expected_on"]) == (200, "2026-11-29")


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-11-22", 422),  # past
        ("2026-11-23", 200),
        ("2026-11-29", 422),  # a Sunday
        ("2026-12-23", 200),
        ("2026-12-24", 422),  # 31 days ahead
    ],
)
def test_a_delivery_day_is_a_weekday_within_thirty_days(
    backend: Backend, day: str, status: int
) -> None:
    answer = backend.post("/orders/O-2041/change", {**ADA, "deliver_on": day})
    assert answer.status_code == status
    if status == 422:
        assert refusal(answer) == (422, "bad_day")
        unchanged = backend.get("/orders/O-2041", customer="C-1001").json()
        assert unchanged["expected_on"] == "2026-11-26"


def test_an_order_is_changed_until_the_day_before_it_arrives(backend: Backend) -> None:
    backend.today += timedelta(2)
    assert backend.get("/orders/O-2041", customer="C-1001").json()["can_change"]
    backend.today += timedelta(1)
    assert not backend.get("/orders/O-2041", customer="C-1001").json()["can_change"]
    change = {**ADA, "deliver_on": "2026-11-30"}
    assert refusal(backend.post("/orders/O-2041/change", change)) == (409, "too_late")


@pytest.mark.parametrize(
    "body",
    [
        ADA,
        {**ADA, "deliver_on": "tomorrow"},
        {**ADA, "deliver_on": 1796000000},
        {**ADA, "address": " "},
        {**ADA, "address": "1 New Street", "price_cents": 0},
        {"deliver_on": "2026-11-30"},
        [],
    ],
)
def test_a_change_of_another_shape_is_bad_input(backend: Backend, body: object) -> None:
    assert refusal(backend.post("/orders/O-2041/change", body)) == (422, "bad_input")
