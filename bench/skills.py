"""Skills: from the end of the quiet window to the words, with systems that take 20 ms to answer.

A look is answered within its turn; a change is done after the commit of the yes and told then.
"""

import asyncio
import contextlib
import time
from collections.abc import Iterator
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import uvicorn
from figures import Beside, Figure, percentile
from load import Client, must_be_good
from served import HOST, SHARE, folder, free_port, serving
from starlette.types import ASGIApp, Receive, Scope, Send

from fernlow import app as fernlow

_ROUNDS = max(2, int(25 * SHARE))
_QUIET_SECONDS = 1.2
_ANSWERS_IN_SECONDS = 0.02
_P50_MS = 120.0
_PATIENCE_SECONDS = 30.0
_KEY = "a-key-for-the-benchmark"
_CUSTOMER = "C-1005"
_ORDER = "O-2045"


def run() -> list[Figure]:
    """One customer, who asks and confirms again and again."""
    with (
        folder() as data,
        _systems(data) as url,
        serving(data / "served", backend_url=url, backend_key=_KEY) as served,
    ):
        looks, changes = asyncio.run(_converse(served.client()))
    beside = Beside("one answer of the brand's systems", _ANSWERS_IN_SECONDS * 1000)
    return [
        Figure("skill_look_p50", _ms(looks, 50), "ms", at_most=_P50_MS, beside=beside),
        Figure("skill_look_p99", _ms(looks, 99), "ms"),
        Figure("skill_change_p50", _ms(changes, 50), "ms", at_most=_P50_MS, beside=beside),
        Figure("skill_change_p99", _ms(changes, 99), "ms"),
    ]


class _Slowly:
    """Answers of an app, each after a while."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await asyncio.sleep(_ANSWERS_IN_SECONDS)
        await self._app(scope, receive, send)


@contextlib.contextmanager
def _systems(data: Path) -> Iterator[str]:
    """Fernlow's systems in a process of their own; gives their address."""
    port = free_port()
    process = get_context("spawn").Process(target=_serve, args=(data / "fernlow.db", port))
    process.start()
    try:
        time.sleep(2)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.join()


def _serve(path: Path, port: int) -> None:
    app = _Slowly(fernlow.create(path, key=_KEY))
    uvicorn.run(app, host=HOST, port=port, log_config=None, access_log=False, ws="none")


async def _converse(client: Client) -> tuple[list[float], list[float]]:
    await client.connect(4)
    talk = _Talk(client)
    await talk.say(f"where is my order {_ORDER}?")
    looks, changes = [], []
    for number in range(_ROUNDS):
        looks.append(await talk.say(f"where is my order {_ORDER}?"))
        day = date.today() + timedelta(days=7 + 2 * (number % 5))  # noqa: DTZ011 - as people say it
        day += timedelta(days=day.weekday() == 6)  # noqa: PLR2004 - not on a Sunday
        await talk.say(f"change the delivery day of order {_ORDER} to {day.isoformat()} please")
        changes.append(await talk.say("yes"))
    client.close()
    return looks, changes


class _Talk:
    """One conversation, heard on its live stream."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._number = 0
        self._replies: dict[str, float] = {}
        self._is_followed = False

    async def say(self, text: str) -> float:
        """Say it, and wait for the next words; seconds from the end of the quiet window."""
        self._number += 1
        request = self._client.message(_CUSTOMER, str(self._number), text, kind="account")
        known = set(self._replies)
        answer = await self._client.ask(request)
        must_be_good([answer])
        if not self._is_followed:
            await self._follow(answer.body)
        until = time.perf_counter() + _PATIENCE_SECONDS
        while not (new := set(self._replies) - known):
            if time.perf_counter() > until:
                message = f"“{text}” was not answered."
                raise RuntimeError(message)
            await asyncio.sleep(0.001)
        return min(self._replies[each] for each in new) - (answer.at + _QUIET_SECONDS)

    async def _follow(self, body: bytes) -> None:
        conversation_id = body.split(b'"conversation_id":"')[1].split(b'"')[0].decode()
        path = f"/api/v1/conversations/{conversation_id}/stream"
        await self._client.follow(path, self._hear)
        self._is_followed = True

    def _hear(self, _: str, data: Any, moment: float) -> None:  # noqa: ANN401 - JSON
        for message in data["messages"]:
            if message["author"] == "assistant":
                self._replies.setdefault(message["id"], moment)


def _ms(seconds: list[float], percent: int) -> float:
    return percentile(seconds, percent / 100) * 1000
