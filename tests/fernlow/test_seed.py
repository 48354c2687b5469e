from datetime import date, timedelta
from pathlib import Path

import pytest
from support.backend import MONDAY, Backend

from fernlow.data import seed


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    return Backend(tmp_path)


def test_a_customer_is_found_by_address_and_by_number_however_they_are_written(
    backend: Backend,
) -> None:
    ada = backend.get("/customers/C-1001").json()
    assert ada == {
        "id": "C-1001",
        "name": "Ada Byrne",
        "email": "ada.byrne@mail.example",
        "phone": "+353209100001",
        "address": "12 Quay Street",
        "postcode": "D04 K2P1",
        "area": "D04",
        "language": "en",
        "medical_equipment": False,
    }
    assert backend.items("/customers", email=" Ada.Byrne@mail.example") == [ada]
    for phone in ("+353209100001", "00353 20 910 0001", "353-209100001"):
        assert backend.items("/customers", phone=phone) == [ada]


def test_nobody_is_found_by_an_unknown_or_an_empty_address(backend: Backend) -> None:
    assert backend.items("/customers", email="nobody@mail.example") == []
    assert backend.items("/customers", email="") == []
    assert backend.items("/customers", phone="") == []


def test_the_ten_customers_are_there_with_their_languages(backend: Backend) -> None:
    numbers = [f"C-{number}" for number in range(1001, 1011)]
    people = [backend.get(f"/customers/{number}").json() for number in numbers]
    languages = {each["id"]: each["language"] for each in people if each["language"] != "en"}
    assert languages == {"C-1002": "de", "C-1004": "es", "C-1005": "fr", "C-1009": "de"}
    assert [each["id"] for each in people if each["medical_equipment"]] == ["C-1004"]
    assert people[9]["phone"] == "+353209100010"
    assert people[7]["email"] is None


def test_orders_stand_where_the_brand_says(backend: Backend) -> None:
    hub, extender = backend.items("/customers/C-1001/orders")
    assert hub == {
        "id": "O-2041",
        "customer": "C-1001",
        "product": "Fernlow Hub 3",
        "kind": "hub",
        "status": "packed",
        "placed_on": "2026-11-21",
        "expected_on": "2026-11-26",
        "address": "12 Quay Street, D04 K2P1",
        "price_cents": 8900,
        "carrier": "Swiftway",
        "can_change": True,
        "can_cancel": True,
    }
    assert (extender["status"], extender["expected_on"]) == ("shipped", "2026-11-24")
    assert (extender["can_change"], extender["can_cancel"]) == (False, False)
    assert backend.get("/orders/O-2041", customer="C-1001").json() == hub


@pytest.mark.parametrize(
    ("customer", "totals"),
    [
        ("C-1001", {"B-501": (9640, 9640), "B-401": (7140, 0)}),
        ("C-1002", {"B-502": (12800, 12800)}),
        ("C-1004", {"B-504": (21200, 21200)}),
        ("C-1005", {"B-505": (34000, 34000)}),
        ("C-1006", {"B-506": (6100, 6100)}),
        ("C-1010", {"B-511": (4700, 4700), "B-510": (4500, 4500)}),
    ],
)
def test_bills_have_the_totals_of_the_brand_newest_first(
    backend: Backend, customer: str, totals: dict[str, tuple[int, int]]
) -> None:
    bills = backend.items(f"/customers/{customer}/bills")
    found = {each["id"]: (each["total_cents"], each["open_cents"]) for each in bills}
    assert list(found.items()) == list(totals.items())
    for each in bills:
        assert each["paid"] is (each["open_cents"] == 0)
        assert sum(line["cents"] for line in each["lines"]) == each["total_cents"]
        differences = sum(why["cents"] for why in each["differences"])
        assert each["total_cents"] - each["previous_total_cents"] == differences


def test_adas_bill_says_why_it_is_higher(backend: Backend) -> None:
    bill = backend.items("/customers/C-1001/bills")[0]
    assert bill["month"] == "2026-11"
    assert (bill["issued_on"], bill["due_on"]) == ("2026-11-13", "2026-11-27")
    assert bill["differences"] == [
        {"reason": "discount_ended", "cents": 1500},
        {"reason": "visit", "cents": 1000},
    ]


def test_contracts_and_visits_are_listed(backend: Backend) -> None:
    home, power = backend.items("/customers/C-1009/contracts")
    assert (home["product"], home["service"]) == ("Home 500", "internet")
    assert home["ends_on"] == power["ends_on"] == "2026-12-31"
    (visit,) = backend.items("/customers/C-1003/visits")
    assert visit == {
        "id": "V-301",
        "customer": "C-1003",
        "day": "2026-11-25",
        "slot": "10-12",
        "reason": "Slow internet",
        "status": "planned",
    }


def test_the_months_of_the_seed_hold_on_every_day_of_two_years() -> None:
    for today in (MONDAY + timedelta(days) for days in range(731)):
        rows = list(seed(today))
        bills = {row["id"]: row for kind, row in rows if kind == "bill"}
        assert bills["B-510"]["month"] < bills["B-511"]["month"]
        (end,) = {row["ends_on"] for kind, row in rows if kind == "contract" and row["ends_on"]}
        last = date.fromisoformat(end)
        assert (last.year * 12 + last.month) - (today.year * 12 + today.month) == 1
        assert (last + timedelta(1)).day == 1


def test_a_file_keeps_what_was_done_when_it_is_opened_again(tmp_path: Path) -> None:
    Backend(tmp_path).post("/orders/O-2041/cancel", {"customer": "C-1001"})
    later = Backend(tmp_path, today=MONDAY + timedelta(3))
    order = later.get("/orders/O-2041", customer="C-1001").json()
    assert (order["status"], order["expected_on"]) == ("cancelled", "2026-11-26")


def test_an_area_tells_its_disturbances_of_the_day_in_irish_time(backend: Backend) -> None:
    assert backend.get("/areas/D08").json() == {
        "area": "D08",
        "name": "Millbrook",
        "known": True,
        "disturbances": [
            {
                "service": "internet",
                "cause": "a cut cable",
                "since": "2026-11-23T07:40:00+00:00",
                "until": "2026-11-23T18:00:00+00:00",
                "planned": False,
            }
        ],
    }
    backend.today = date(2027, 6, 1)
    (planned,) = backend.get("/areas/t12", service="power").json()["disturbances"]
    assert planned["planned"]
    assert planned["since"] == "2027-06-02T09:00:00+01:00"


def test_a_quiet_service_and_an_unknown_area_have_no_disturbances(backend: Backend) -> None:
    assert backend.get("/areas/D08", service="power").json()["disturbances"] == []
    unknown = backend.get("/areas/Z99").json()
    assert unknown == {"area": "Z99", "name": None, "known": False, "disturbances": []}
