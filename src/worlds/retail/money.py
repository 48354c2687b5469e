"""Money and ways to pay. The data set counts in dollars; what we answer is in cents."""

from worlds.desk import Row
from worlds.refusals import Refused

_GIFT_CARD = "gift_card"


def cents(dollars: float) -> int:
    return round(dollars * 100)


def method_of(user: Row, payment_id: str) -> Row:
    method: Row | None = user["payment_methods"].get(payment_id)
    if method is None:
        raise Refused(404, "no_such_payment")
    return method


def is_gift_card(method: Row) -> bool:
    return bool(method["source"] == _GIFT_CARD)


def demand_balance(method: Row, dollars: float) -> None:
    """A gift card has to cover what is taken from it."""
    if is_gift_card(method) and method["balance"] < dollars:
        raise Refused(409, "balance_too_low")


def pay(method: Row, dollars: float) -> None:
    """Take money from a gift card, or put it there where it is negative; others settle outside."""
    if is_gift_card(method):
        method["balance"] = round(method["balance"] - dollars, 2)


def entry(kind: str, dollars: float, payment_id: str) -> Row:
    return {"transaction_type": kind, "amount": dollars, "payment_method_id": payment_id}


def paid_with(order: Row) -> str:
    """How an order was first paid."""
    found: str = order["payment_history"][0]["payment_method_id"]
    return found
