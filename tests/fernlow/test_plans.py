from datetime import date
from pathlib import Path

import pytest
from support.backend import Backend, refusal

BRUNO = {"customer": "C-1002", "bill": "B-502", "parts": 3}


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    return Backend(tmp_path)


@pytest.mark.parametrize(
    ("parts", "part", "last"), [(3, 4266, 4268), (6, 2133, 2135), (12, 1066, 1074)]
)
def test_the_parts_of_a_plan_are_the_bill_to_the_cent(
    backend: Backend, parts: int, part: int, last: int
) -> None:
    answer = backend.post("/plans", {**BRUNO, "parts": parts})
    plan = answer.json()
    assert answer.status_code == 201
    assert plan["id"].startswith("P-")
    assert (plan["part_cents"], plan["last_part_cents"]) == (part, last)
    assert part * (parts - 1) + last == 12800


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 23), "2027-01-01"),
        (date(2026, 11, 10), "2026-12-01"),
        (date(2027, 1, 18), "2027-03-01"),
    ],
)
def test_the_first_part_is_due_on_a_first_of_the_month_after_two_weeks(
    backend: Backend, today: date, first: str
) -> None:
    backend.today = today
    assert backend.post("/plans", BRUNO).json()["first_on"] == first


def test_a_person_looks_at_more_than_three_hundred(backend: Backend) -> None:
    plan = {"customer": "C-1005", "bill": "B-505", "parts": 12}
    assert refusal(backend.post("/plans", plan)) == (422, "needs_person")


def test_a_paid_bill_gets_no_plan(backend: Backend) -> None:
    plan = {"customer": "C-1001", "bill": "B-401", "parts": 3}
    assert refusal(backend.post("/plans", plan)) == (422, "not_open")


def test_a_bill_has_one_plan_until_it_is_withdrawn(backend: Backend) -> None:
    first = backend.post("/plans", BRUNO).json()
    assert refusal(backend.post("/plans", {**BRUNO, "parts": 6})) == (409, "has_plan")
    path = f"/plans/{first['id']}/withdraw"
    assert backend.post(path, {"customer": "C-1002"}).json()["status"] == "withdrawn"
    assert refusal(backend.post(path, {"customer": "C-1002"})) == (409, "already_withdrawn")
    second = backend.post("/plans", {**BRUNO, "parts": 6})
    assert (second.status_code, second.json()["id"] != first["id"]) == (201, True)


def test_each_of_two_bills_gets_its_own_plan(backend: Backend) -> None:
    for bill in ("B-510", "B-511"):
        plan = {"customer": "C-1010", "bill": bill, "parts": 3}
        assert backend.post("/plans", plan).status_code == 201


@pytest.mark.parametrize("parts", [0, 1, 4, -3, 3.5, "3", True, None])
def test_a_plan_has_three_six_or_twelve_parts(backend: Backend, parts: object) -> None:
    assert refusal(backend.post("/plans", {**BRUNO, "parts": parts})) == (422, "bad_input")
