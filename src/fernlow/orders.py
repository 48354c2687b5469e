"""Orders: look, cancel and take that back, choose another day or address.

An order can be cancelled while the parcel is with us, and changed until the day before it arrives.
"""

from datetime import date, timedelta

from fernlow.bodies import OrderChange, Owner
from fernlow.data import SUNDAY, Row
from fernlow.errors import Answer, Refused
from fernlow.store import Books, public

LONGEST_WAIT = timedelta(days=30)

_WITH_US = {"placed", "packed"}


def show(order: Row, today: date) -> Row:
    with_us = order["status"] in _WITH_US
    can_change = with_us and today.isoformat() < order["expected_on"]
    return {**public(order), "can_change": can_change, "can_cancel": with_us}


def cancel(books: Books, today: date, id_: str, body: Owner) -> Answer:
    order = books.find("order", id_, body.customer)
    _refuse_unless_with_us(order)
    before = {"_cancelled_on": today.isoformat(), "_status_before": order["status"]}
    return 200, show(books.put("order", {**order, **before, "status": "cancelled"}), today)


def restore(books: Books, today: date, id_: str, body: Owner) -> Answer:
    """Take a cancellation back, on the same day."""
    order = books.find("order", id_, body.customer)
    if order["status"] != "cancelled":
        raise Refused(409, "not_cancelled", "This order is not cancelled.")
    if order["_cancelled_on"] != today.isoformat():
        raise Refused(409, "too_late", "A cancellation can be taken back on the same day only.")
    return 200, show(books.put("order", {**order, "status": order["_status_before"]}), today)


def change(books: Books, today: date, id_: str, body: OrderChange) -> Answer:
    order = books.find("order", id_, body.customer)
    _refuse_unless_with_us(order)
    if order["expected_on"] <= today.isoformat():
        raise Refused(409, "too_late", "An order can be changed until the day before it arrives.")
    before = {"deliver_on": order["expected_on"], "address": order["address"]}
    day = body.deliver_on.isoformat() if body.deliver_on else order["expected_on"]
    promised = order.get("_promised_on", order["expected_on"])
    if day not in {promised, order["expected_on"]}:  # so that a change can always be undone
        _refuse_bad_day(date.fromisoformat(day), today)
    changed = {**order, "expected_on": day, "_promised_on": promised}
    changed["address"] = body.address or order["address"]
    return 200, {**show(books.put("order", changed), today), "before": before}


def _refuse_unless_with_us(order: Row) -> None:
    if order["status"] == "cancelled":
        raise Refused(409, "already_cancelled", "This order is cancelled already.")
    if order["status"] not in _WITH_US:
        raise Refused(409, "too_late", "This order is with the carrier already.")


def _refuse_bad_day(day: date, today: date) -> None:
    if day.weekday() == SUNDAY or not today <= day <= today + LONGEST_WAIT:
        detail = "We deliver Monday to Saturday, from today to 30 days ahead."
        raise Refused(422, "bad_day", detail)
