from pathlib import Path

import httpx
import pytest
from support.backend import KEY, Backend, refusal
from support.house import wait_until

from fernlow.misbehave import Every

FAULT = {"customer": "C-1001", "service": "internet", "description": "The light stays red."}


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    return Backend(tmp_path)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What would have been waited, without waiting."""
    noted: list[float] = []

    async def note(seconds: float) -> None:
        noted.append(seconds)

    monkeypatch.setattr("fernlow.misbehave.asyncio.sleep", note)
    return noted


def _report(backend: Backend) -> httpx.Response:
    return backend.post("/faults", FAULT, key="once")


def _visits(backend: Backend) -> int:
    return len(backend.items("/customers/C-1001/visits"))


def test_a_lie_is_done_all_the_same_and_the_retry_does_it_once(backend: Backend) -> None:
    backend.misbehaviour.lie = 1
    assert refusal(_report(backend)) == (500, "internal")
    assert _visits(backend) == 1
    assert _report(backend).status_code == 201
    assert _visits(backend) == 1


def test_a_refused_request_is_not_done_and_the_retry_does_it(backend: Backend) -> None:
    backend.misbehaviour.refuse = 2
    for _ in range(2):
        assert refusal(_report(backend)) == (503, "unavailable")
    assert _visits(backend) == 0
    assert _report(backend).status_code == 201
    assert _visits(backend) == 1


def test_the_next_requests_are_counted_whatever_they_are(backend: Backend) -> None:
    backend.misbehaviour.refuse = 2
    assert backend.get("/customers/C-1001").status_code == 503
    assert _report(backend).status_code == 503
    assert backend.get("/customers/C-1001").status_code == 200
    assert backend.misbehaviour.refuse == 0


@pytest.mark.parametrize(("way", "status"), [("down", 503), ("refuse", 503), ("lie", 500)])
def test_every_post_is_met_until_it_is_set_back_and_looking_is_not(
    backend: Backend, way: str, status: int
) -> None:
    setattr(backend.misbehaviour, way, Every.POST)
    for _ in range(3):
        assert _report(backend).status_code == status
        assert backend.get("/customers/C-1001").status_code == 200
    setattr(backend.misbehaviour, way, 0)
    assert _report(backend).status_code == 201


def test_when_it_is_down_nothing_answers_not_even_whether_it_is_well(backend: Backend) -> None:
    backend.misbehaviour.down = Every.REQUEST
    for path in ("/healthz", "/customers/C-1001"):
        assert refusal(backend.get(path)) == (503, "down")
    assert refusal(_report(backend)) == (503, "down")
    backend.misbehaviour.down = 0
    assert _visits(backend) == 0


def test_asking_whether_it_is_well_uses_nothing_up(backend: Backend) -> None:
    backend.misbehaviour.refuse = backend.misbehaviour.lie = 1
    assert backend.get("/healthz").status_code == 200
    assert (backend.misbehaviour.refuse, backend.misbehaviour.lie) == (1, 1)


def test_a_delay_meets_posts_and_then_they_are_done(backend: Backend, waits: list[float]) -> None:
    backend.misbehaviour.delay_seconds = 30.0
    assert _visits(backend) == 0
    assert waits == []
    assert _report(backend).status_code == 201
    assert waits == [30.0]


def test_a_delay_can_meet_the_next_requests_only(backend: Backend, waits: list[float]) -> None:
    backend.misbehaviour.delay_seconds, backend.misbehaviour.delay = 30.0, 1
    backend.get("/customers/C-1001")
    assert waits == [30.0]
    _report(backend)
    assert waits == [30.0]


def test_what_a_client_stopped_waiting_for_is_done_and_the_retry_does_it_once(
    backend: Backend,
) -> None:
    backend.misbehaviour.delay_seconds, backend.misbehaviour.delay = 0.5, 1
    headers = {"Authorization": f"Bearer {KEY}", "Idempotency-Key": "once"}
    with backend.served() as url, httpx.Client(base_url=url, headers=headers) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.post("/faults", json=FAULT, timeout=0.1)
        wait_until(lambda: _visits(backend) == 1)
        assert client.post("/faults", json=FAULT).status_code == 201
    assert _visits(backend) == 1


def test_it_behaves_unless_it_is_told_to(backend: Backend) -> None:
    assert _report(backend).status_code == 201
    assert backend.get("/healthz").status_code == 200
