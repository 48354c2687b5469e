"""Fernlow's back end in this process, and a client that has its key."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from fernlow.app import create
from fernlow.misbehave import Misbehaviour
from support.house import PATIENCE_SECONDS, wait_until

KEY = "a-key-for-tests"
MONDAY = date(2026, 11, 23)


@dataclass
class Backend:
    """Asks without a socket, unless it is `served`; `today` is the day that the back end sees."""

    folder: Path
    today: date = MONDAY
    misbehaviour: Misbehaviour = field(default_factory=Misbehaviour)

    def __post_init__(self) -> None:
        self.app = create(
            self.folder / "fernlow.db",
            key=KEY,
            today=lambda: self.today,
            misbehaviour=self.misbehaviour,
        )
        self._keys = count(1)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
        return asyncio.run(self._ask(method, path, **options))

    def get(self, path: str, **query: str) -> httpx.Response:
        return self.ask("GET", path, params=query)

    def items(self, path: str, **query: str) -> list[dict[str, Any]]:
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    def post(self, path: str, body: object, *, key: str | None = None) -> httpx.Response:
        """With a key of its own, unless one is given."""
        once = {"Idempotency-Key": key or f"key-{next(self._keys)}"}
        return self.ask("POST", path, json=body, headers=once)

    @contextmanager
    def served(self) -> Iterator[str]:
        """On a real port, for those who speak to it over the wire; gives its address."""
        config = uvicorn.Config(self.app, port=0, log_config=None, access_log=False, ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            wait_until(lambda: server.started)
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), "the back end did not stop"

    async def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401
        headers = {"Authorization": f"Bearer {KEY}", **options.pop("headers", {})}
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://fernlow") as client:
            return await client.request(method, path, headers=headers, **options)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status and the stable code; a refusal always has a sentence too."""
    body = answer.json()
    assert body["detail"].endswith(".")
    return answer.status_code, body["error"]
