"""What the shop shows: of one customer, and of what is sold."""

from collections.abc import Iterator, Mapping, Sequence

from worlds.desk import Row
from worlds.retail.money import cents, is_gift_card, paid_with
from worlds.retail.orders import order_of, user_of
from worlds.retail.states import STATES


def users(state: Row, asked: Mapping[str, str]) -> Row:
    """Who has this e-mail address, or this name and zip code; nobody without either."""
    return {"items": [{"id": each["user_id"]} for each in _named(state, asked)]}


def _named(state: Row, asked: Mapping[str, str]) -> Iterator[Row]:
    email = asked.get("email", "").casefold()
    name = [asked.get(each, "").casefold() for each in ("first_name", "last_name")]
    for user in state["users"].values():
        own = [user["name"][each].casefold() for each in ("first_name", "last_name")]
        is_there = all(name) and own == name and user["address"]["zip"] == asked.get("zip")
        if is_there or (email and user["email"].casefold() == email):
            yield user


def user(state: Row, asked: Mapping[str, str]) -> Row:
    found = user_of(state, asked["customer"])
    return {"id": asked["customer"], **found["name"], **found["address"]}


def orders(state: Row, asked: Mapping[str, str]) -> Row:
    """Newest first, which in the data set is the last."""
    found = user_of(state, asked["customer"])
    return {"items": [_order(state["orders"][each]) for each in reversed(found["orders"])]}


def items(state: Row, asked: Mapping[str, str]) -> Row:
    """All that was ordered, each with its order; with `order`, of that one."""
    found = user_of(state, asked["customer"])
    chosen = [asked["order"]] if "order" in asked else list(reversed(found["orders"]))
    shown = []
    for order_id in chosen:
        order = order_of(state, order_id, asked["customer"])
        places = enumerate(order["items"])
        shown += [{**_item(item), **_of(order), "id": f"{order_id}-{n}"} for n, item in places]
    return {"items": shown}


def payments(state: Row, asked: Mapping[str, str]) -> Row:
    """Ways to pay; with `order` and `refund`, those to which a refund may go."""
    own = user_of(state, asked["customer"])["payment_methods"]
    original = ""
    if order_id := asked.get("order"):
        original = paid_with(order_of(state, order_id, asked["customer"]))
    shown = [_payment(method, original) for method in own.values()]
    if "refund" in asked:
        shown = [each for each in shown if "original" in each["role"] or "gift" in each["source"]]
    return {"items": sorted(shown, key=lambda each: each["role"], reverse=True)}


def places(state: Row, asked: Mapping[str, str]) -> Row:
    """The addresses that the shop has of a customer: their own, and those of their orders."""
    found = user_of(state, asked["customer"])
    shown = [{"id": "default", "kind": "default", **_place(found["address"])}]
    for order_id in reversed(found["orders"]):
        place = _place(state["orders"][order_id]["address"])
        shown.append({"id": order_id, "order": order_id, **place})
    return {"items": _each_once(shown)}


def variants(state: Row, asked: Mapping[str, str]) -> Row:
    product = state["products"].get(asked["product"], {"variants": {}})
    return {"items": [_variant(each) for each in product["variants"].values()]}


def products(state: Row, _: Mapping[str, str]) -> Row:
    shown = []
    for product in state["products"].values():
        there = [each for each in product["variants"].values() if each["available"]]
        by_price = sorted(there, key=lambda each: each["price"])
        shown.append(
            {
                "id": product["product_id"],
                "name": product["name"],
                "variants": len(there),
                "from_cents": cents(by_price[0]["price"]) if there else None,
                "cheapest": _described(by_price[0]["options"]) if there else "",
            }
        )
    return {"items": sorted(shown, key=lambda each: each["name"])}


def _order(order: Row) -> Row:
    return {
        **_of(order),
        "id": order["order_id"],
        "contents": ", ".join(item["name"] for item in order["items"]),
        "total_cents": cents(sum(item["price"] for item in order["items"])),
        "tracking": ", ".join(
            number for each in order["fulfillments"] for number in each["tracking_id"]
        ),
        "paid_with": paid_with(order),
        "city": order["address"]["city"],
        "state": order["address"]["state"],
        "state_name": STATES.get(order["address"]["state"], ""),
        "address1": order["address"]["address1"],
        "items": [_item(item) for item in order["items"]],
    }


def _of(order: Row) -> Row:
    return {"order": order["order_id"], "status": order["status"]} | {
        "state_word": order["status"].partition(" ")[0],
        "open": order["status"] in {"pending", "delivered"},
        "is_pending": order["status"] == "pending",
        "is_delivered": order["status"] == "delivered",
    }


def _item(item: Row) -> Row:
    return {
        "item_id": item["item_id"],
        "product": item["product_id"],
        "name": item["name"],
        "options": item["options"],
        "described": _described(item["options"]),
        "price_cents": cents(item["price"]),
    }


def _variant(variant: Row) -> Row:
    return {
        "id": variant["item_id"],
        "item_id": variant["item_id"],
        "options": variant["options"],
        "described": _described(variant["options"]),
        "price_cents": cents(variant["price"]),
        "available": variant["available"],
    }


def _payment(method: Row, original: str) -> Row:
    kind = method["source"].replace("_", " ")
    brand = " ".join(filter(None, (method.get("brand"), method.get("last_four"))))
    return {
        "id": method["id"],
        "source": kind,
        "brand": method.get("brand"),
        "last_four": method.get("last_four"),
        "described": f"{kind} {brand}".strip(),
        "balance_cents": cents(method["balance"]) if is_gift_card(method) else None,
        "source_key": "gift_card" if is_gift_card(method) else "other",
        "role": "original" if method["id"] == original else "other",
    }


def _place(address: Row) -> Row:
    return {**address, "state_name": STATES.get(address["state"], "")}


def _each_once(places: Sequence[Row]) -> list[Row]:
    """Each address once: the first stands for those that are alike, and has their orders."""
    kept: dict[tuple[str, ...], Row] = {}
    for place in places:
        key = tuple(place[name].casefold() for name in ("address1", "address2", "zip"))
        first = kept.setdefault(key, {**place, "order": ""})
        first["order"] = ", ".join(filter(None, (first["order"], place.get("order"))))
    return list(kept.values())


def _described(options: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(options.items()))
