from pathlib import Path

import pytest
from support.backend import Backend, refusal

BRUNO = {"customer": "C-1002"}
DOLORES = {"customer": "C-1004"}


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    return Backend(tmp_path)


def test_somebody_elses_order_is_not_there(backend: Backend) -> None:
    assert refusal(backend.get("/orders/O-2041", customer="C-1002")) == (404, "not_found")
    for what in ("cancel", "restore", "change"):
        body = {**BRUNO, "address": "1 New Street"} if what == "change" else BRUNO
        assert refusal(backend.post(f"/orders/O-2041/{what}", body)) == (404, "not_found")
    assert backend.get("/orders/O-2041", customer="C-1001").json()["status"] == "packed"


def test_somebody_elses_order_is_refused_just_like_one_that_does_not_exist(
    backend: Backend,
) -> None:
    theirs = backend.post("/orders/O-2041/cancel", BRUNO)
    nobodys = backend.post("/orders/O-9999/cancel", BRUNO)
    assert (theirs.status_code, theirs.json()) == (nobodys.status_code, nobodys.json())


def test_no_plan_is_made_for_somebody_elses_bill(backend: Backend) -> None:
    plan = {**DOLORES, "bill": "B-502", "parts": 3}
    assert refusal(backend.post("/plans", plan)) == (404, "not_found")


def test_what_one_customer_asked_for_another_cannot_withdraw(backend: Backend) -> None:
    made = {
        "faults": {**DOLORES, "service": "gas", "description": "The heating stays cold."},
        "moves": {
            **DOLORES,
            "move_on": "2026-12-20",
            "address": "1 New Street",
            "postcode": "D15 A1A1",
        },
        "plans": {**DOLORES, "bill": "B-504", "parts": 6},
    }
    for what, body in made.items():
        answer = backend.post(f"/{what}", body)
        assert answer.status_code == 201, answer.text
        path = f"/{what}/{answer.json()['id']}/withdraw"
        assert refusal(backend.post(path, BRUNO)) == (404, "not_found")
        assert backend.post(path, DOLORES).json()["status"] == "withdrawn"


@pytest.mark.parametrize("list_", ["", "/orders", "/bills", "/contracts", "/visits"])
def test_a_customer_that_is_not_there_has_no_lists(backend: Backend, list_: str) -> None:
    assert refusal(backend.get(f"/customers/C-9999{list_}")) == (404, "not_found")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/faults", {"service": "gas", "description": "It is cold."}),
        ("/moves", {"move_on": "2026-12-20", "address": "1 New Street", "postcode": "D15 A1A1"}),
        ("/plans", {"bill": "B-502", "parts": 3}),
    ],
)
def test_nothing_is_made_for_a_customer_that_is_not_there(
    backend: Backend, path: str, body: dict[str, object]
) -> None:
    answer = backend.post(path, {**body, "customer": "C-9999"})
    assert refusal(answer) == (404, "not_found")


def test_an_order_is_not_shown_without_saying_whose_it_is(backend: Backend) -> None:
    assert refusal(backend.get("/orders/O-2041")) == (422, "bad_input")


@pytest.mark.parametrize("query", [{}, {"name": "Ada"}, {"email": "a@b.example", "phone": "1"}])
def test_customers_are_looked_up_by_one_thing_and_never_listed(
    backend: Backend, query: dict[str, str]
) -> None:
    assert refusal(backend.get("/customers", **query)) == (422, "bad_input")
