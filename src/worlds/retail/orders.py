"""What is done to orders, as the policy of the data set says; each refuses before it writes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from worlds.desk import Row
from worlds.refusals import Refused
from worlds.retail.money import demand_balance, entry, is_gift_card, method_of, paid_with, pay

REASONS = ("no longer needed", "ordered by mistake")
_PLACE = ("address1", "address2", "city", "state", "country", "zip")


def order_of(state: Row, order_id: str, customer: str) -> Row:
    """An order of this customer; of nobody else's there is nothing to say."""
    order: Row | None = state["orders"].get(order_id)
    if order is None or order["user_id"] != customer:
        raise Refused(404, "no_such_order")
    return order


def user_of(state: Row, customer: str) -> Row:
    user: Row | None = state["users"].get(customer)
    if user is None:
        raise Refused(404, "no_such_customer")
    return user


def cancel(state: Row, path: Mapping[str, str], body: Row) -> Row:
    order = _with_status(state, path, body, "pending")
    if body["reason"] not in REASONS:
        raise Refused(422, "bad_reason")
    user = state["users"][order["user_id"]]
    refunds = []
    for payment in order["payment_history"]:
        refunds.append(entry("refund", payment["amount"], payment["payment_method_id"]))
        pay(method_of(user, payment["payment_method_id"]), -payment["amount"])
    order["status"] = "cancelled"
    order["cancel_reason"] = body["reason"]
    order["payment_history"] += refunds
    return order_answer(order)


def swap(state: Row, path: Mapping[str, str], body: Row) -> Row:
    """Other variants of the same products: changed while pending, exchanged once delivered."""
    order = _with_status(state, path, body, "pending", "delivered")
    old, new = body["items"], body["new_items"]
    _demand_items(order, old)
    if not old or len(old) != len(new):
        raise Refused(422, "bad_input")
    pairs = [_variant(state, order, *pair) for pair in zip(old, new, strict=True)]
    difference = round(sum(variant["price"] - item["price"] for item, variant in pairs), 2)
    method = method_of(state["users"][order["user_id"]], body["payment"])
    demand_balance(method, difference)
    if order["status"] == "delivered":
        order["status"] = "exchange requested"
        order["exchange_items"] = sorted(old)
        order["exchange_new_items"] = sorted(new)
        order["exchange_payment_method_id"] = body["payment"]
        order["exchange_price_difference"] = difference
        return order_answer(order)
    kind = "payment" if difference > 0 else "refund"
    order["payment_history"].append(entry(kind, abs(difference), body["payment"]))
    pay(method, difference)
    for item, variant in pairs:
        item |= {name: variant[name] for name in ("item_id", "price", "options")}
    order["status"] = "pending (item modified)"
    return order_answer(order)


def give_back(state: Row, path: Mapping[str, str], body: Row) -> Row:
    order = _with_status(state, path, body, "delivered")
    items, payment = body["items"], body["payment"]
    _demand_items(order, items)
    method = method_of(state["users"][order["user_id"]], payment)
    if not is_gift_card(method) and payment != paid_with(order):
        raise Refused(409, "not_original_payment")
    order["status"] = "return requested"
    order["return_items"] = sorted(items)
    order["return_payment_method_id"] = payment
    return order_answer(order)


def change_payment(state: Row, path: Mapping[str, str], body: Row) -> Row:
    order = _with_status(state, path, body, "pending")
    before, payment = paid_with(order), body["payment"]
    if len(order["payment_history"]) != 1:
        raise Refused(409, "paid_in_parts")
    if payment == before:
        raise Refused(409, "same_payment")
    user, amount = state["users"][order["user_id"]], order["payment_history"][0]["amount"]
    method = method_of(user, payment)
    demand_balance(method, amount)
    order["payment_history"] += [entry("payment", amount, payment), entry("refund", amount, before)]
    pay(method, amount)
    pay(method_of(user, before), -amount)
    return order_answer(order)


def change_address(state: Row, path: Mapping[str, str], body: Row) -> Row:
    order = _with_status(state, path, body, "pending")
    order["address"] = _place(body)
    return order_answer(order)


def change_own_address(state: Row, path: Mapping[str, str], body: Row) -> Row:
    user = user_of(state, path["customer"])
    user["address"] = _place(body)
    return {"id": path["customer"], **user["address"]}


def order_answer(order: Row) -> Row:
    return {"id": order["order_id"], "status": order["status"]}


def _place(body: Row) -> Row:
    return {name: body.get(name) or "" for name in _PLACE}


def _with_status(state: Row, path: Mapping[str, str], body: Row, *statuses: str) -> Row:
    order = order_of(state, path["order"], body["customer"])
    if order["status"] not in statuses:
        raise Refused(409, "too_late")
    return order


def _demand_items(order: Row, items: Sequence[str]) -> None:
    here = Counter(item["item_id"] for item in order["items"])
    if not items or Counter(items) - here:
        raise Refused(404, "no_such_item")


def _variant(state: Row, order: Row, old: str, new: str) -> tuple[Row, Row]:
    """The item of the order and the variant for it: of the same product, and available."""
    item = next(each for each in order["items"] if each["item_id"] == old)
    variant = state["products"][item["product_id"]]["variants"].get(new)
    if variant is None:
        raise Refused(409, "another_product")
    if not variant["available"]:
        raise Refused(409, "not_available")
    return item, variant
