"""Subscribers are told of an erasure, signed as Standard Webhooks says, again until they answer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from standardwebhooks import Webhook, WebhookVerificationError
from support.house import ADA, House, HouseOptions, wait_until

from warmline.foundation.settings import Settings
from warmline.trust import subscribers


class Receiver:
    """Somebody's system: it answers with these statuses in turn, the last one for good."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.came: list[tuple[dict[str, str], bytes]] = []
        self.url = ""

    def take(self, headers: dict[str, str], body: bytes) -> int:
        self.came.append((headers, body))
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def receiving(receiver: Receiver) -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(receiver.take(headers, body))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def test_a_subscriber_is_told_until_it_takes_it_with_one_id_and_a_new_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribers, "PAUSES", (timedelta(seconds=1.1),) * 8)
    open_ = settings.model_copy(update={"allow_private_addresses": True})
    with receiving(Receiver(500, 204)) as receiver, House(open_, HouseOptions()) as house:
        made = house.client.post("/api/v1/subscribers", json={"url": receiver.url}).json()
        assert made["secret"].startswith("whsec_")
        listed = house.client.get("/api/v1/subscribers").json()["items"]
        assert [each["url"] for each in listed] == [receiver.url]
        assert "secret" not in listed[0]
        ids = house.say(ADA, "My wifi is slow")
        house.settled(ids)
        house.client.post(f"/api/v1/customers/{ids['customer_id']}/erasure")
        wait_until(lambda: len(receiver.came) == 2)
    (first, body), (second, again) = receiver.came
    told = Webhook(made["secret"]).verify(body, first)
    assert Webhook(made["secret"]).verify(again, second) == told
    assert told["type"] == "customer.erased.v1"
    assert told["data"]["customer_ids"] == [ids["customer_id"]]
    assert first["webhook-id"] == second["webhook-id"]
    assert int(first["webhook-timestamp"]) < int(second["webhook-timestamp"])
    assert ADA.value.encode() not in body
    with pytest.raises(WebhookVerificationError):
        Webhook(made["secret"]).verify(body + b" ", first)


def test_an_address_inside_is_refused_and_one_that_was_removed_is_told_nothing(
    sqlite_house: House,
) -> None:
    refused = sqlite_house.client.post(
        "/api/v1/subscribers", json={"url": "https://169.254.169.254/"}
    )
    assert refused.status_code == 422
    assert refused.json()["code"] == "address_refused"
    assert sqlite_house.client.get("/api/v1/subscribers").json()["items"] == []
    gone = sqlite_house.client.delete(f"/api/v1/subscribers/{sqlite_house.actor.brand_id}")
    assert gone.status_code == 404
