"""The shop of the data set: its state, its addresses, and what its tasks expect of it."""

import copy
import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from worlds.desk import Deed, Look, Row
from worlds.refusals import Refused
from worlds.retail import looks, orders

FOLDER: Final = Path("tau2_bench/domains/retail")


class Retail:
    """One copy of the shop; `fresh` gives the next conversation one of its own."""

    def __init__(self, initial: Row) -> None:
        self._initial = initial
        self.state = copy.deepcopy(initial)

    def fresh(self) -> None:
        self.state = copy.deepcopy(self._initial)

    def looks(self) -> Mapping[str, Look]:
        return {
            "/users": looks.users,
            "/users/{customer}": looks.user,
            "/users/{customer}/orders": looks.orders,
            "/users/{customer}/items": looks.items,
            "/users/{customer}/payments": looks.payments,
            "/users/{customer}/places": looks.places,
            "/products": looks.products,
            "/products/{product}/variants": looks.variants,
        }

    def deeds(self) -> Mapping[str, Deed]:
        return {
            "/orders/{order}/cancel": orders.cancel,
            "/orders/{order}/swap": orders.swap,
            "/orders/{order}/return": orders.give_back,
            "/orders/{order}/payment": orders.change_payment,
            "/orders/{order}/address": orders.change_address,
            "/users/{customer}/address": orders.change_own_address,
        }

    def after(self, actions: Iterable[Row]) -> Row:
        """The state that a task's actions make of a fresh copy; what is refused changes nothing."""
        state = copy.deepcopy(self._initial)
        for action in actions:
            _act(state, action["name"], action["arguments"])
        return state


def read(sets: Path) -> Retail:
    return Retail(_json(sets / FOLDER / "db.json.gz"))


def read_tasks(sets: Path) -> dict[str, list[Row]]:
    """What changes something in each task, by the task's id."""
    tasks = _json(sets / FOLDER / "tasks.json.gz")
    return {
        each["id"]: [a for a in each["evaluation_criteria"]["actions"] if a["name"] in _DEEDS]
        for each in tasks
    }


_DEEDS: Final[Mapping[str, Deed]] = {
    "cancel_pending_order": orders.cancel,
    "modify_pending_order_items": orders.swap,
    "exchange_delivered_order_items": orders.swap,
    "return_delivered_order_items": orders.give_back,
    "modify_pending_order_payment": orders.change_payment,
    "modify_pending_order_address": orders.change_address,
    "modify_user_address": orders.change_own_address,
}


def _act(state: Row, name: str, given: Row) -> None:
    customer = given.get("user_id") or state["orders"].get(given.get("order_id"), {}).get("user_id")
    body = {
        **given,
        "customer": customer,
        "items": given.get("item_ids"),
        "new_items": given.get("new_item_ids"),
        "payment": given.get("payment_method_id"),
    }
    try:
        _DEEDS[name](state, {"order": given.get("order_id", ""), "customer": customer or ""}, body)
    except Refused:
        return


def _json(file: Path) -> Any:  # noqa: ANN401 - JSON
    with gzip.open(file) as packed:
        return json.load(packed)
