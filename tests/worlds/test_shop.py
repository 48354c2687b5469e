"""The shop of the evaluation: it does what its policy says, once, and refuses the rest."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from support.small_shop import ADA, shop

from worlds.desk import Desk
from worlds.retail import Retail

KEY = "a-key-for-tests"


@pytest.fixture
def world() -> Retail:
    return Retail(shop())


@dataclass
class Client:
    """Asks without a socket."""

    desk: Desk
    key: str = KEY

    def get(self, path: str, params: dict[str, str] | None = None) -> httpx.Response:
        return asyncio.run(self._ask("GET", path, params=params or {}))

    def post(self, path: str, body: object, key: str) -> httpx.Response:
        once = {"idempotency-key": key}
        return asyncio.run(self._ask("POST", path, json=body, headers=once))

    async def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401
        headers = {"authorization": f"Bearer {self.key}", **options.pop("headers", {})}
        transport = httpx.ASGITransport(self.desk.app())
        async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
            return await client.request(method, path, headers=headers, **options)


@pytest.fixture
def client(world: Retail) -> Client:
    return Client(Desk(world, KEY))


def do(
    client: Client,
    path: str,
    key: str = "1",
    **body: Any,  # noqa: ANN401 - JSON
) -> tuple[int, Any]:
    answer = client.post(path.replace("#", "%23"), {"customer": ADA, **body}, key)
    return answer.status_code, answer.json()


def test_nothing_is_answered_without_the_key(world: Retail) -> None:
    assert Client(Desk(world, KEY), "another").get("/products").status_code == 401


def test_a_customer_is_found_by_address_or_by_name_and_zip_code_only(client: Client) -> None:
    name = {"first_name": "Ada", "last_name": "Hopper"}
    assert client.get("/users", params={"email": "ADA@example.com"}).json()["items"]
    assert client.get("/users", params={**name, "zip": "60601"}).json()["items"]
    assert not client.get("/users", params={**name, "zip": "60602"}).json()["items"]
    assert not client.get("/users", params=name).json()["items"]
    assert not client.get("/users").json()["items"]


def test_a_pending_order_is_cancelled_once_and_paid_back(client: Client, world: Retail) -> None:
    for _ in range(2):
        answer = do(client, "/orders/#W1000002/cancel", reason="no longer needed")
        assert answer == (200, {"id": "#W1000002", "status": "cancelled"})
    payments = world.state["orders"]["#W1000002"]["payment_history"]
    assert [each["transaction_type"] for each in payments] == ["payment", "refund"]


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/orders/#W1000001/cancel", {"reason": "no longer needed"}, "too_late"),
        ("/orders/#W1000002/cancel", {"reason": "too dear"}, "bad_reason"),
        ("/orders/#W9/cancel", {"reason": "no longer needed"}, "no_such_order"),
        ("/orders/#W1000002/return", {"items": ["101"], "payment": "gift_card_8"}, "too_late"),
        ("/orders/#W1000001/return", {"items": ["999"], "payment": "gift_card_8"}, "no_such_item"),
        (
            "/orders/#W1000001/swap",
            {"items": ["101"], "new_items": ["104"], "payment": "gift_card_8"},
            "not_available",
        ),
        (
            "/orders/#W1000001/swap",
            {"items": ["101"], "new_items": ["102"], "payment": "gift_card_8"},
            "balance_too_low",
        ),
        ("/orders/#W1000002/payment", {"payment": "credit_card_7"}, "same_payment"),
    ],
)
def test_what_the_policy_refuses_is_refused_and_changes_nothing(
    client: Client, world: Retail, path: str, body: dict[str, Any], code: str
) -> None:
    assert do(client, path, "1", **body)[1] == {"error": code}
    assert world.state == shop()


def test_items_of_a_pending_order_are_changed_once_and_the_difference_is_paid(
    client: Client, world: Retail
) -> None:
    wish: dict[str, Any] = {"items": ["101"], "new_items": ["102"], "payment": "credit_card_7"}
    assert do(client, "/orders/#W1000002/swap", **wish)[0] == 200
    order = world.state["orders"]["#W1000002"]
    assert order["status"] == "pending (item modified)"
    assert order["payment_history"][-1]["amount"] == 5.5
    assert do(client, "/orders/#W1000002/swap", key="2", **wish)[1] == {"error": "too_late"}


def test_the_expected_state_is_what_the_tasks_actions_make_of_a_fresh_copy(world: Retail) -> None:
    action = {
        "name": "return_delivered_order_items",
        "arguments": {
            "order_id": "#W1000001",
            "item_ids": ["101"],
            "payment_method_id": "credit_card_7",
        },
    }
    after = world.after([action])
    assert after["orders"]["#W1000001"]["return_items"] == ["101"]
    assert world.state == shop()
