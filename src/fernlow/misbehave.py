"""Misbehaving on purpose, so that a test sees how its client copes with a poor foreign system.

Only code of the same process can ask for it: there is no way to over HTTP.
"""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Literal

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Every(StrEnum):
    """Until it is set back to 0, rather than for the next so many requests."""

    POST = "post"
    REQUEST = "request"


Times = int | Every


@dataclass
class Misbehaviour:
    """How to misbehave: each way for the next N requests, for every POST or for every request.

    Only `down` meets `/healthz`, and only requests that a way meets count down its N.
    """

    down: Times = 0  # answers 503, whatever is asked
    refuse: Times = 0  # answers 503 before it does anything
    lie: Times = 0  # does what was asked, then answers 500
    delay_seconds: float = 0.0  # waits, then does it, for whoever still listens
    delay: Times = Every.POST  # whom `delay_seconds` meets
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)

    def meets(self, way: Literal["down", "refuse", "lie", "delay"], method: str) -> bool:
        with self._lock:
            times: Times = getattr(self, way)
            if isinstance(times, Every):
                return times is Every.REQUEST or method == "POST"
            setattr(self, way, max(times - 1, 0))
            return times > 0


class Misbehaving:
    """Stands before the app and does to its requests what the test asked for."""

    def __init__(self, app: ASGIApp, misbehaviour: Misbehaviour) -> None:
        self._app = app
        self._how = misbehaviour

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._how.meets("down", scope["method"]):
            await _fail(503, "down")(scope, receive, send)
        elif scope["path"] == "/healthz":
            await self._app(scope, receive, send)
        elif self._how.meets("refuse", scope["method"]):
            await _fail(503, "unavailable")(scope, receive, send)
        else:
            await self._do(scope, receive, send)

    async def _do(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._how.delay_seconds and self._how.meets("delay", scope["method"]):
            receive = await _receive_all(scope, receive)
            await asyncio.sleep(self._how.delay_seconds)
        if self._how.meets("lie", scope["method"]):
            await self._app(scope, receive, _tell_nobody)
            await _fail(500, "internal")(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def _receive_all(scope: Scope, receive: Receive) -> Receive:
    """What was sent is done after a delay even if the client has stopped waiting for it."""
    sent = await Request(scope, receive).body()

    async def receive_again() -> Message:
        return {"type": "http.request", "body": sent, "more_body": False}

    return receive_again


async def _tell_nobody(_: Message) -> None:
    """Takes the true answer."""


def _fail(status: int, code: str) -> JSONResponse:
    detail = "Something is wrong on our side; please try again."
    return JSONResponse({"error": code, "detail": detail}, status)
