import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import httpx
import pytest
from support.backend import KEY, Backend, refusal

FAULT = {"customer": "C-1001", "service": "internet", "description": "The light stays red."}
ADA = {"customer": "C-1001"}


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    return Backend(tmp_path)


def _visits(backend: Backend) -> int:
    return len(backend.items("/customers/C-1001/visits"))


def test_the_same_key_gets_the_same_answer_and_does_nothing_twice(backend: Backend) -> None:
    first = backend.post("/faults", FAULT, key="once")
    again = backend.post("/faults", FAULT, key="once")
    assert first.status_code == again.status_code == 201
    assert again.json() == first.json()
    assert _visits(backend) == 1


def test_another_key_does_it_again(backend: Backend) -> None:
    backend.post("/faults", FAULT, key="once")
    backend.post("/faults", FAULT, key="twice")
    assert _visits(backend) == 2


def test_a_refusal_is_kept_too(backend: Backend) -> None:
    refused = backend.post("/orders/O-2041/restore", ADA, key="restore")
    assert refusal(refused) == (409, "not_cancelled")
    backend.post("/orders/O-2041/cancel", ADA)
    again = backend.post("/orders/O-2041/restore", ADA, key="restore")
    assert (again.status_code, again.json()) == (refused.status_code, refused.json())
    assert backend.get("/orders/O-2041", **ADA).json()["status"] == "cancelled"


def test_a_key_with_another_body_is_refused_and_does_nothing(backend: Backend) -> None:
    first = backend.post("/faults", FAULT, key="once")
    other = backend.post("/faults", {**FAULT, "service": "power"}, key="once")
    assert refusal(other) == (409, "key_reused")
    assert _visits(backend) == 1
    assert backend.post("/faults", FAULT, key="once").json() == first.json()


def test_a_key_with_another_address_is_refused(backend: Backend) -> None:
    backend.post("/orders/O-2041/cancel", ADA, key="once")
    assert refusal(backend.post("/orders/O-2041/restore", ADA, key="once")) == (409, "key_reused")


def test_the_order_of_the_fields_does_not_make_another_body(backend: Backend) -> None:
    first = backend.post("/faults", FAULT, key="once")
    turned = dict(reversed(FAULT.items()))
    assert json.dumps(turned) != json.dumps(FAULT)
    assert backend.post("/faults", turned, key="once").json() == first.json()


def test_the_key_is_remembered_when_the_file_is_opened_again(tmp_path: Path) -> None:
    first = Backend(tmp_path).post("/faults", FAULT, key="once")
    again = Backend(tmp_path).post("/faults", FAULT, key="once")
    assert again.json() == first.json()


@pytest.mark.parametrize("_", range(5))
def test_two_threads_with_one_key_at_once_do_it_once(backend: Backend, _: int) -> None:
    start = Barrier(2)

    def ask() -> httpx.Response:
        start.wait()
        return backend.post("/faults", FAULT, key="once")

    with ThreadPoolExecutor(2) as pool:
        first, second = (each.result() for each in [pool.submit(ask), pool.submit(ask)])
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert _visits(backend) == 1


def test_threads_with_their_own_keys_are_all_served(backend: Backend) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: backend.post("/faults", FAULT).json(), range(16)))
    assert len({each["id"] for each in answers}) == 16
    assert len({tuple(each["visit"].values()) for each in answers}) == 16


def test_nothing_is_done_without_a_key_of_its_own(backend: Backend) -> None:
    answer = backend.ask("POST", "/faults", json=FAULT)
    assert refusal(answer) == (400, "key_missing")
    assert _visits(backend) == 0


@pytest.mark.parametrize("sent", [b"", b"{", b"\xff", b"[" * 100_000, b'{"customer": "\\ud800"}'])
def test_what_is_not_json_is_bad_input(backend: Backend, sent: bytes) -> None:
    headers = {"Idempotency-Key": "once"}
    answer = backend.ask("POST", "/orders/O-2041/cancel", content=sent, headers=headers)
    assert refusal(answer) == (422, "bad_input")


@pytest.mark.parametrize("given", ["", KEY, f"Bearer {KEY}x", "Bearer", f"Basic {KEY}"])
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/customers/C-1001"), ("POST", "/orders/O-2041/cancel"), ("GET", "/nowhere")],
)
def test_without_the_bearer_key_nothing_is_answered(
    backend: Backend, method: str, path: str, given: str
) -> None:
    headers = {"Authorization": given, "Idempotency-Key": "once"}
    assert refusal(backend.ask(method, path, headers=headers)) == (401, "not_signed_in")
    assert backend.get("/orders/O-2041", **ADA).json()["status"] == "packed"


def test_whether_it_is_well_anybody_may_ask(backend: Backend) -> None:
    answer = backend.ask("GET", "/healthz", headers={"Authorization": ""})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_wrong_addresses_and_methods_are_refused_in_json(backend: Backend) -> None:
    assert refusal(backend.get("/nowhere")) == (404, "not_found")
    assert refusal(backend.get("/orders/O-2041/cancel")) == (405, "bad_method")


def test_a_fault_of_our_own_is_told_in_json_and_nothing_is_kept(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("fernlow.store.Books.next_number", fail)
        assert refusal(backend.post("/faults", FAULT, key="once")) == (500, "internal")
    assert backend.post("/faults", FAULT, key="once").status_code == 201
