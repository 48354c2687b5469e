"""A shop with one customer, two orders and a lamp in four variants, as the data set has them."""

from typing import Any

ADA = "ada_hopper_1"
ZIP = "60601"


def lamp(item_id: str, color: str, power: str, price: float, *, available: bool = True) -> Any:  # noqa: ANN401 - JSON
    return {
        "item_id": item_id,
        "options": {"color": color, "power source": power},
        "available": available,
        "price": price,
    }


def order(order_id: str, status: str, *items: Any) -> Any:  # noqa: ANN401 - JSON
    return {
        "order_id": order_id,
        "user_id": ADA,
        "address": _address("1 Elm Street", "Chicago", "IL", ZIP),
        "items": list(items),
        "status": status,
        "fulfillments": [],
        "payment_history": [
            {
                "transaction_type": "payment",
                "amount": sum(item["price"] for item in items),
                "payment_method_id": "credit_card_7",
            }
        ],
    }


def shop() -> dict[str, Any]:
    """A fresh copy of all that the shop has."""
    lamps = [
        lamp("101", "black", "AC adapter", 50.0),
        lamp("102", "white", "AC adapter", 55.5),
        lamp("103", "white", "battery", 40.0),
        lamp("104", "red", "AC adapter", 30.0, available=False),
    ]
    return {
        "products": {
            "9": {
                "name": "Desk Lamp",
                "product_id": "9",
                "variants": {each["item_id"]: each for each in lamps},
            }
        },
        "users": {
            ADA: {
                "user_id": ADA,
                "name": {"first_name": "Ada", "last_name": "Hopper"},
                "email": "ada@example.com",
                "address": _address("1 Elm Street", "Chicago", "IL", ZIP),
                "payment_methods": {
                    "credit_card_7": {
                        "source": "credit_card",
                        "id": "credit_card_7",
                        "brand": "visa",
                        "last_four": "4242",
                    },
                    "gift_card_8": {"source": "gift_card", "id": "gift_card_8", "balance": 4.0},
                },
                "orders": ["#W1000001", "#W1000002"],
            }
        },
        "orders": {
            "#W1000001": order("#W1000001", "delivered", _item("Desk Lamp", "9", lamps[0])),
            "#W1000002": order(
                "#W1000002",
                "pending",
                _item("Desk Lamp", "9", lamps[0]),
                {"name": "Yoga Mat", "product_id": "8", "item_id": "201", "price": 20.0}
                | {"options": {"color": "green"}},
            ),
        },
    }


def _item(name: str, product: str, variant: Any) -> Any:  # noqa: ANN401 - JSON
    kept = {key: variant[key] for key in ("item_id", "price", "options")}
    return {"name": name, "product_id": product, **kept}


def _address(street: str, city: str, state: str, code: str) -> dict[str, str]:
    place = {"address1": street, "address2": "", "city": city, "state": state}
    return {**place, "country": "USA", "zip": code}
