from pathlib import Path

import pytest
from support.backend import Backend, refusal

ADA = {
    "customer": "C-1001",
    "move_on": "2026-12-20",
    "address": "4 Abbey Street",
    "postcode": "D08 F2F2",
}


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    return Backend(tmp_path)


def test_internet_moves_along_for_its_fee(backend: Backend) -> None:
    answer = backend.post("/moves", ADA)
    move = answer.json()
    assert answer.status_code == 201
    assert move["id"].startswith("M-")
    assert (move["move_on"], move["internet_on"]) == ("2026-12-20", "2026-12-20")
    assert move["fee_cents"] == 2500


def test_where_there_is_no_fibre_only_energy_moves_and_free_of_charge(backend: Backend) -> None:
    answer = backend.post("/moves", {**ADA, "postcode": "H91 A1A1"})
    assert answer.status_code == 201
    assert (answer.json()["internet_on"], answer.json()["fee_cents"]) == (None, 0)


def test_who_has_no_internet_pays_nothing(backend: Backend) -> None:
    move = backend.post("/moves", {**ADA, "customer": "C-1004"}).json()
    assert (move["internet_on"], move["fee_cents"]) == (None, 0)


def test_a_move_needs_fourteen_days(backend: Backend) -> None:
    soon = backend.post("/moves", {**ADA, "move_on": "2026-12-06"})
    assert refusal(soon) == (422, "too_soon")
    assert backend.post("/moves", {**ADA, "move_on": "2026-12-07"}).status_code == 201


@pytest.mark.parametrize("postcode", ["D08", "D08 F2F22", "D99 F2F2", "12345", "D08  F2F2"])
def test_a_postcode_that_is_none_or_not_ours_is_refused(backend: Backend, postcode: str) -> None:
    answer = backend.post("/moves", {**ADA, "postcode": postcode})
    assert refusal(answer) == (422, "bad_postcode")


@pytest.mark.parametrize("postcode", ["d08f2f2", " D08 f2f2 "])
def test_a_postcode_is_read_however_it_is_written(backend: Backend, postcode: str) -> None:
    assert backend.post("/moves", {**ADA, "postcode": postcode}).json()["postcode"] == "D08 F2F2"


def test_a_move_is_withdrawn_once(backend: Backend) -> None:
    path = f"/moves/{backend.post('/moves', ADA).json()['id']}/withdraw"
    assert backend.post(path, {"customer": "C-1001"}).json()["status"] == "withdrawn"
    assert refusal(backend.post(path, {"customer": "C-1001"})) == (409, "already_withdrawn")
