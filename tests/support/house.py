"""A house: a real server on a real port in this process, and the cast that talks to it."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self, TypeVar
from uuid import UUID

import httpx
import uvicorn
from fastapi.dependencies import models
from sqlalchemy.orm import Session

from warmline import trust
from warmline.app import DEMO_BRAND, Server, admin_key, build
from warmline.cli.serving import LARGEST_FRAME
from warmline.foundation.actor import Actor
from warmline.foundation.brands import find_brand
from warmline.foundation.settings import Settings

T = TypeVar("T")

PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who writes, with the address they write from."""

    kind: str
    value: str


ADA = Customer("email", "ada@example.com")
BRUNO = Customer("phone", "+353 1 555 0101")
CHIDI = Customer("visitor", "visitor-7f3a")


@dataclass(frozen=True, slots=True)
class HouseOptions:
    quiet_seconds: float = 0.05
    quiet_limit_seconds: float = 0.4
    more: Mapping[str, object] = field(default_factory=dict)


class House:
    """Starts with the demo brand; talks HTTP like any client."""

    def __init__(self, settings: Settings, options: HouseOptions) -> None:
        self.settings = settings.model_copy(
            update={
                "quiet_seconds": options.quiet_seconds,
                "quiet_limit_seconds": options.quiet_limit_seconds,
                "stop_seconds": 3.0,
                **options.more,
            }
        )
        self._ids = count(1)

    def __enter__(self) -> Self:
        self._start(port=0)
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self._stop()

    @contextmanager
    def away(self) -> Iterator[None]:
        """The server is down meanwhile; it comes back at the same address."""
        port = int(self.url.rpartition(":")[2])
        self._stop()
        yield
        self.client.close()
        self._start(port)

    def _start(self, port: int) -> None:
        self.parts = build(self.settings)
        self.server = Server(self.parts)
        config = uvicorn.Config(
            self.server.app,
            port=port,
            log_config=None,
            access_log=False,
            lifespan="on",
            ws="websockets-sansio",
            ws_max_size=LARGEST_FRAME,
            ws_per_message_deflate=False,
            proxy_headers=bool(self.settings.trusted_proxies),
            forwarded_allow_ips=self.settings.trusted_proxies,
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._uvicorn.run, daemon=True)
        self._thread.start()
        wait_until(lambda: self._uvicorn.started)
        port = self._uvicorn.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.key = admin_key(self.settings)
        self.client = self.client_with(self.key)

    def _stop(self) -> None:
        self.server.live.stop()
        self._uvicorn.should_exit = True
        self._thread.join(PATIENCE_SECONDS)
        assert not self._thread.is_alive(), "the server did not stop"
        _forget_callables()

    def client_with(self, key: str | None) -> httpx.Client:
        headers = {"authorization": f"Bearer {key}"} if key else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=PATIENCE_SECONDS)

    def say(
        self, customer: Customer, text: str, *, external_id: str | None = None
    ) -> dict[str, str]:
        """Send a message as `customer`; the ids it was given."""
        answer = self.post(customer, text, external_id=external_id)
        assert answer.status_code in {200, 202}, answer.text
        ids: dict[str, str] = answer.json()
        return ids

    def post(
        self, customer: Customer, text: str, *, external_id: str | None = None, **more: object
    ) -> httpx.Response:
        body = {
            "channel": "api",
            "external_id": external_id or f"external-{next(self._ids)}",
            "sender": {"kind": customer.kind, "value": customer.value},
            "text": text,
            **more,
        }
        return self.client.post("/api/v1/messages", json=body)

    def view(self, conversation_id: str) -> dict[str, Any]:
        answer = self.client.get(f"/api/v1/conversations/{conversation_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def ask(self, customer: Customer, text: str) -> dict[str, Any]:
        """Send a message and wait for its turn; the conversation then."""
        return self.settled(self.say(customer, text))

    def settled(self, ids: dict[str, str]) -> dict[str, Any]:
        """The conversation once a turn has dealt with that message."""

        def look() -> dict[str, Any] | None:
            view = self.view(ids["conversation_id"])
            position = next(m["position"] for m in view["messages"] if m["id"] == ids["message_id"])
            done = any(each["to_position"] >= position for each in view["decisions"])
            return view if done else None

        return wait_until(look)

    def sign_in(self, name: str) -> httpx.Client:
        """A signed-in member of the demo's staff."""
        client = self.client_with(None)
        password = (self.settings.data / "demo.password").read_text().strip()
        answer = client.post(
            "/api/v1/sign-in",
            json={"brand": DEMO_BRAND, "email": f"{name}@demo.example", "password": password},
        )
        assert answer.status_code == 200, answer.text
        return client

    @property
    def actor(self) -> Actor:
        brand = self.parts.database.read_now(lambda session: find_brand(session, DEMO_BRAND))
        assert brand is not None
        return trust.system_of(brand.id)

    def read(self, query: Callable[[Session], T]) -> T:
        return self.parts.database.read_now(query)

    def write(self, unit: Callable[[Session], T]) -> T:
        return self.parts.database.write_now(unit)


def _forget_callables() -> None:
    """FastAPI remembers the callables of its last apps; each of ours holds a whole server."""
    for each in vars(models).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()


def replies(view: dict[str, Any]) -> list[dict[str, Any]]:
    """What the assistant said."""
    return [each for each in view["messages"] if each["author"] == "assistant"]


def wait_until(look: Callable[[], T | None], seconds: float = PATIENCE_SECONDS) -> T:
    """The first answer of `look` that is true, or a failure that says it never came."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.02)
    message = f"This did not come to be within {seconds} s."
    raise AssertionError(message)


def as_id(text: str) -> UUID:
    return UUID(text)
