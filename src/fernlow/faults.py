"""Faults: what a customer reports, and the technician who comes for it.

What a known disturbance explains is not opened again; one that begins on a later day explains none.
"""

from datetime import date, timedelta
from itertools import count

from fernlow.bodies import NewFault, Owner
from fernlow.data import SUNDAY, Row, disturbances
from fernlow.errors import Answer, Refused
from fernlow.store import Books, public

SLOTS = ("8-10", "10-12", "13-15", "15-17")


def report(books: Books, today: date, _: str, body: NewFault) -> Answer:
    """A technician comes for it, unless it is the mobile network's."""
    area = books.find("customer", body.customer, body.customer)["area"]
    _refuse_known_disturbance(area, body.service, today)
    fault: Row = {
        "id": f"F-{books.next_number('fault', 6001)}",
        "customer": body.customer,
        "service": body.service,
        "description": body.description,
        "since": body.since.isoformat() if body.since else None,
        "status": "open",
        "visit": None,
    }
    if body.service != "mobile":
        visit = _arrange_visit(books, today, area, body)
        fault["visit"] = {"day": visit["day"], "slot": visit["slot"]}
        fault["_visit"] = visit["id"]
    return 201, public(books.put("fault", fault))


def withdraw(books: Books, _: date, id_: str, body: Owner) -> Answer:
    """The technician is called off too."""
    fault = books.withdraw("fault", id_, body.customer)
    if fault["visit"]:
        visit = books.find("visit", fault["_visit"], body.customer)
        books.put("visit", {**visit, "status": "cancelled"})
    return 200, public(books.put("fault", {**fault, "visit": None}))


def _refuse_known_disturbance(area: str, service: str, today: date) -> None:
    for known in disturbances(today, area):
        if known["service"] == service and known["since"][:10] <= today.isoformat():
            detail = "We know of this disturbance and are at work on it."
            raise Refused(409, "known_disturbance", detail, disturbance=known)


def _arrange_visit(books: Books, today: date, area: str, body: NewFault) -> Row:
    day, slot = _first_free(books, today, area)
    visit = {
        "id": f"V-{books.next_number('visit', 301)}",
        "customer": body.customer,
        "_area": area,
        "day": day,
        "slot": slot,
        "reason": f"Fault: {body.service}",
        "status": "planned",
    }
    return books.put("visit", visit)


def _first_free(books: Books, today: date, area: str) -> tuple[str, str]:
    """One technician an area, from tomorrow, not on Sundays."""
    planned = [each for each in books.all("visit") if each["status"] == "planned"]
    taken = {(each["day"], each["slot"]) for each in planned if each["_area"] == area}
    days = (today + timedelta(days=ahead) for ahead in count(1))
    working = (day.isoformat() for day in days if day.weekday() != SUNDAY)
    return next((day, slot) for day in working for slot in SLOTS if (day, slot) not in taken)
