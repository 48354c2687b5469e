from datetime import date
from pathlib import Path

import pytest
from support.backend import Backend, refusal

NO_LIGHT = {"customer": "C-1001", "service": "internet", "description": "The light stays red."}


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    return Backend(tmp_path)


def test_a_fault_is_opened_with_a_visit_that_the_customer_sees(backend: Backend) -> None:
    answer = backend.post("/faults", {**NO_LIGHT, "since": "2026-11-22T20:00:00+00:00"})
    fault = answer.json()
    assert answer.status_code == 201
    assert fault["id"].startswith("F-")
    assert fault["status"] == "open"
    assert fault["visit"] == {"day": "2026-11-24", "slot": "8-10"}
    (visit,) = backend.items("/customers/C-1001/visits")
    assert (visit["day"], visit["slot"], visit["status"]) == ("2026-11-24", "8-10", "planned")


def test_one_technician_is_not_sent_to_two_homes_of_an_area_at_once(backend: Backend) -> None:
    slots = [backend.post("/faults", NO_LIGHT).json()["visit"] for _ in range(5)]
    assert [each["slot"] for each in slots] == ["8-10", "10-12", "13-15", "15-17", "8-10"]
    assert [each["day"] for each in slots] == ["2026-11-24"] * 4 + ["2026-11-25"]
    elsewhere = {**NO_LIGHT, "customer": "C-1005"}
    assert backend.post("/faults", elsewhere).json()["visit"]["slot"] == "8-10"


def test_a_visit_that_is_planned_already_keeps_its_slot(backend: Backend) -> None:
    backend.today = date(2026, 11, 24)
    chidi = {**NO_LIGHT, "customer": "C-1003"}
    slots = [backend.post("/faults", chidi).json()["visit"]["slot"] for _ in range(2)]
    assert slots == ["8-10", "13-15"]


def test_no_technician_comes_on_a_sunday(backend: Backend) -> None:
    backend.today = date(2026, 11, 28)
    assert backend.post("/faults", NO_LIGHT).json()["visit"]["day"] == "2026-11-30"


def test_no_technician_comes_for_the_mobile_network(backend: Backend) -> None:
    fault = backend.post("/faults", {**NO_LIGHT, "service": "mobile"}).json()
    assert fault["visit"] is None
    assert backend.items("/customers/C-1001/visits") == []


def test_a_known_disturbance_is_told_and_not_opened_again(backend: Backend) -> None:
    answer = backend.post("/faults", {**NO_LIGHT, "customer": "C-1002"})
    assert refusal(answer) == (409, "known_disturbance")
    (known,) = backend.get("/areas/D08").json()["disturbances"]
    assert answer.json()["disturbance"] == known
    assert backend.items("/customers/C-1002/visits") == []


def test_another_service_in_a_disturbed_area_is_a_fault(backend: Backend) -> None:
    george = {**NO_LIGHT, "customer": "C-1007", "service": "power"}
    assert backend.post("/faults", george).status_code == 201


def test_work_planned_for_tomorrow_does_not_explain_a_fault_of_today(backend: Backend) -> None:
    (planned,) = backend.get("/areas/T12").json()["disturbances"]
    assert planned["service"] == "power"
    dolores = {**NO_LIGHT, "customer": "C-1004", "service": "power"}
    assert backend.post("/faults", dolores).status_code == 201


def test_a_withdrawn_fault_calls_the_technician_off_and_frees_the_slot(backend: Backend) -> None:
    fault = backend.post("/faults", NO_LIGHT).json()
    withdrawn = backend.post(f"/faults/{fault['id']}/withdraw", {"customer": "C-1001"}).json()
    assert (withdrawn["status"], withdrawn["visit"]) == ("withdrawn", None)
    (visit,) = backend.items("/customers/C-1001/visits")
    assert visit["status"] == "cancelled"
    assert backend.post("/faults", NO_LIGHT).json()["visit"] == fault["visit"]


def test_a_fault_is_not_withdrawn_twice(backend: Backend) -> None:
    path = f"/faults/{backend.post('/faults', NO_LIGHT).json()['id']}/withdraw"
    backend.post(path, {"customer": "C-1001"})
    answer = backend.post(path, {"customer": "C-1001"})
    assert refusal(answer) == (409, "already_withdrawn")


@pytest.mark.parametrize("since", ["2026-11-22", "2026-11-22T20:00:00+01:00", None])
def test_since_when_is_a_day_or_a_time_or_left_out(backend: Backend, since: str | None) -> None:
    answer = backend.post("/faults", {**NO_LIGHT, "since": since})
    assert (answer.status_code, answer.json()["since"]) == (201, since)


@pytest.mark.parametrize(
    "wrong", [{"service": "water"}, {"description": ""}, {"since": "last night"}, {"since": 5}]
)
def test_a_fault_of_another_shape_is_bad_input(backend: Backend, wrong: dict[str, object]) -> None:
    assert refusal(backend.post("/faults", {**NO_LIGHT, **wrong})) == (422, "bad_input")
