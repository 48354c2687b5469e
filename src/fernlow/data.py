"""Fernlow's invented customers and what they have, as seen from the day the file is made.

A number in a column of days counts from that day. Disturbances are seen from the day that is
asked about, so that a demo always has them.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

Kind = Literal["customer", "order", "bill", "contract", "visit", "fault", "move", "plan"]
Row = dict[str, Any]

IRELAND = ZoneInfo("Europe/Dublin")
SUNDAY = 6
BILL_AGE, DAYS_TO_PAY = timedelta(days=10), timedelta(days=14)

AREAS = {"D04": "Harbour", "D08": "Millbrook", "D15": "Northfield"}
AREAS |= {"T12": "Riverside", "H91": "Westgate"}
AREAS_WITHOUT_FIBRE = {"H91"}  # for new lines; the ones that are there stay

_CUSTOMER = ("id", "name", "email", "address", "postcode", "language")
_CUSTOMERS = (
    ("C-1001", "Ada Byrne", "ada.byrne@mail.example", "12 Quay Street", "D04 K2P1", "en"),
    ("C-1002", "Bruno Keller", "bruno.keller@mail.example", "3 Mill Lane", "D08 R9X2", "de"),
    ("C-1003", "Chidi Okafor", "chidi.okafor@mail.example", "41 Northfield Park", "D15 A4T7", "en"),
    ("C-1004", "Dolores Ruiz", "dolores.ruiz@mail.example", "7 River Row", "T12 C3D4", "es"),
    ("C-1005", "Émile Laurent", "emile.laurent@mail.example", "22 West Road", "H91 F6G7", "fr"),
    ("C-1006", "Fatima Haddad", "fatima.haddad@mail.example", "9 Quay Street", "D04 K2P8", "en"),
    ("C-1007", "George Walsh", "george.walsh@mail.example", "15 Mill Lane", "D08 R9X8", "en"),
    ("C-1008", "Rose Walsh", None, "2 Oak Close", "D08 T1T2", "en"),
    ("C-1009", "Hanna Schmidt", "hanna.schmidt@mail.example", "5 Harbour View", "D04 L1L1", "de"),
    ("C-1010", "Ivan Petrov", "ivan.petrov@mail.example", "30 Northfield Park", "D15 B2B2", "en"),
)
_MEDICAL_EQUIPMENT = {"C-1004"}

_ORDER = ("id", "customer", "product", "kind", "status", "placed_on", "expected_on", "price_cents")
_ORDERS = (
    ("O-2041", "C-1001", "Fernlow Hub 3", "hub", "packed", -2, 3, 8900),
    ("O-2042", "C-1001", "Wifi extender", "extender", "shipped", -4, 1, 4900),
    ("O-2043", "C-1003", "Phone Nova 5", "phone", "placed", -1, 5, 34900),
    ("O-2045", "C-1005", "Smart thermostat", "thermostat", "placed", -1, 6, 12900),
    ("O-2046", "C-1009", "Fernlow Hub 3", "hub", "delivered", -11, -7, 8900),
)

# Energy is billed by use, so it has no price a month.
_CONTRACT = ("id", "customer", "product", "service", "monthly_cents", "started_on", "ends_on")
_CONTRACTS = (
    ("K-1001-1", "C-1001", "Home 500", "internet", 4500, -400, None),
    ("K-1001-2", "C-1001", "Power", "power", None, -400, None),
    ("K-1002-1", "C-1002", "Home 1000", "internet", 7900, -500, None),
    ("K-1003-1", "C-1003", "Home 100", "internet", 3500, -300, None),
    ("K-1003-2", "C-1003", "Mobile 10", "mobile", 1500, -300, None),
    ("K-1004-1", "C-1004", "Power", "power", None, -900, None),
    ("K-1004-2", "C-1004", "Gas", "gas", None, -900, None),
    ("K-1005-1", "C-1005", "Home 500", "internet", 4500, -600, None),
    ("K-1005-2", "C-1005", "Gas", "gas", None, -600, None),
    ("K-1006-1", "C-1006", "Mobile Unlimited", "mobile", 3500, -450, None),
    ("K-1007-1", "C-1007", "Home 100", "internet", 3500, -800, None),
    ("K-1007-2", "C-1007", "Power", "power", None, -800, None),
    ("K-1008-1", "C-1008", "Power", "power", None, -4000, None),
    ("K-1009-1", "C-1009", "Home 500", "internet", 4500, -690, "end of next month"),
    ("K-1009-2", "C-1009", "Power", "power", None, -690, "end of next month"),
    ("K-1010-1", "C-1010", "Mobile 10", "mobile", 1500, -350, None),
)

_VISIT = ("id", "customer", "_area", "day", "slot", "reason", "status")
_VISITS = (("V-301", "C-1003", "D15", 2, "10-12", "Slow internet", "planned"),)

# The bill before is in cents; a difference is to the bill before.
_BILL = ("id", "customer", "months_ago", "previous_total_cents", "paid", "lines", "differences")
_B501 = {"Home 500": 4500, "Power": 4140, "Technician visit": 1000}
_B401 = {"Home 500": 4500, "Discount for new customers": -1500, "Power": 4140}
_B502 = {"Home 1000": 7900, "Technician visit": 4900}
_B504 = {"Power": 7800, "Gas, estimated reading": 13400}
_B505 = {"Home 500": 4500, "Gas": 29500}
_B506 = {"Mobile Unlimited": 3500, "Roaming": 2600}
_B510 = {"Mobile 10": 1500, "Extra data": 3000}
_B511 = {"Mobile 10": 1500, "Extra data": 3200}
_BILLS: tuple[tuple[object, ...], ...] = (
    ("B-501", "C-1001", 0, 7140, False, _B501, {"discount_ended": 1500, "visit": 1000}),
    ("B-401", "C-1001", 1, 7140, True, _B401, {}),
    ("B-502", "C-1002", 0, 7900, False, _B502, {"visit": 4900}),
    ("B-504", "C-1004", 0, 13200, False, _B504, {"estimate": 8000}),
    ("B-505", "C-1005", 0, 29000, False, _B505, {"usage": 5000}),
    ("B-506", "C-1006", 0, 3500, False, _B506, {"roaming": 2600}),
    ("B-510", "C-1010", 1, 1500, False, _B510, {"usage": 3000}),
    ("B-511", "C-1010", 0, 4500, False, _B511, {"usage": 200}),
)

_DISTURBANCES = (
    ("D08", "internet", "a cut cable", 0, time(7, 40), time(18), False),
    ("T12", "power", "planned work", 1, time(9), time(12), True),
)


def seed(today: date) -> Iterator[tuple[Kind, Row]]:
    homes = {}
    for row in _rows(_CUSTOMER, _CUSTOMERS, today):
        number, homes[row["id"]] = row["id"], f"{row['address']}, {row['postcode']}"
        row["phone"] = f"+35320910{int(number[2:]) - 1000:04}"
        row["area"] = row["postcode"].split()[0]
        yield "customer", {**row, "medical_equipment": number in _MEDICAL_EQUIPMENT}
    for row in _rows(_ORDER, _ORDERS, today):
        yield "order", {**row, "address": homes[row["customer"]], "carrier": "Swiftway"}
    for row in _rows(_BILL, _BILLS, today):
        yield "bill", _bill(row, today)
    yield from (("contract", row) for row in _rows(_CONTRACT, _CONTRACTS, today))
    yield from (("visit", row) for row in _rows(_VISIT, _VISITS, today))


def disturbances(today: date, area: str) -> list[Row]:
    return [
        {
            "service": service,
            "cause": cause,
            "since": datetime.combine(today + timedelta(ahead), since, IRELAND).isoformat(),
            "until": datetime.combine(today + timedelta(ahead), until, IRELAND).isoformat(),
            "planned": planned,
        }
        for where, service, cause, ahead, since, until, planned in _DISTURBANCES
        if where == area
    ]


def _rows(
    columns: tuple[str, ...], lines: tuple[tuple[object, ...], ...], today: date
) -> Iterator[Row]:
    for line in lines:
        row = dict(zip(columns, line, strict=True))
        yield {column: _as_day(column, value, today) for column, value in row.items()}


def _as_day(column: str, value: object, today: date) -> object:
    if value == "end of next month":
        month_after_next = (today.replace(day=1) + timedelta(days=62)).replace(day=1)
        return (month_after_next - timedelta(days=1)).isoformat()
    if isinstance(value, int) and (column == "day" or column.endswith("_on")):
        return (today + timedelta(days=value)).isoformat()
    return value


def _bill(row: Row, today: date) -> Row:
    """One a month; the last one is `BILL_AGE` old."""
    issued, total = today - BILL_AGE, sum(row["lines"].values())
    for _ in range(row.pop("months_ago")):
        issued = (issued.replace(day=1) - timedelta(days=1)).replace(day=min(issued.day, 28))
    return {
        **row,
        "month": f"{issued:%Y-%m}",
        "issued_on": issued.isoformat(),
        "due_on": (issued + DAYS_TO_PAY).isoformat(),
        "total_cents": total,
        "open_cents": 0 if row["paid"] else total,
        "lines": [{"text": text, "cents": cents} for text, cents in row["lines"].items()],
        "differences": [{"reason": why, "cents": c} for why, c in row["differences"].items()],
    }
