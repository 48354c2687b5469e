"""The HTTP face that all worlds share: the key, and doing a thing once.

Nothing is answered without the key; nothing is done without an `Idempotency-Key`.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from worlds.refusals import Refused

Row = dict[str, Any]

Look = Callable[[Row, Mapping[str, str]], Row]
"""What is shown: of the state, by path and query."""

Deed = Callable[[Row, Mapping[str, str], Row], Row]
"""What is done: to the state, by path, with the body that was sent."""


class World(Protocol):
    """A brand of a data set: its state, and the ways to look at it and to change it."""

    state: Row

    def looks(self) -> Mapping[str, Look]: ...
    def deeds(self) -> Mapping[str, Deed]: ...


class Desk:
    """One world over HTTP; a key that comes again gets the answer it got."""

    def __init__(self, world: World, key: str) -> None:
        self.world = world
        self._expected = f"Bearer {key}"
        self._answered: dict[str, tuple[Row, int]] = {}

    def app(self) -> Starlette:
        looks = [Route(path, self._shows(look)) for path, look in self.world.looks().items()]
        deeds = [
            Route(path, self._does(deed), methods=["POST"])
            for path, deed in self.world.deeds().items()
        ]
        return Starlette(routes=[*looks, *deeds], exception_handlers={Refused: _refused})

    def _shows(self, look: Look) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            self._demand_key(request)
            asked = {**request.query_params, **request.path_params}
            return JSONResponse(look(self.world.state, asked))

        return endpoint

    def _does(self, deed: Deed) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            self._demand_key(request)
            key = request.headers.get("idempotency-key")
            if not key:
                raise Refused(400, "key_missing")
            if key not in self._answered:
                self._answered[key] = self._answer(deed, request, await request.body())
            found, status = self._answered[key]
            return JSONResponse(found, status)

        return endpoint

    def _answer(self, deed: Deed, request: Request, sent: bytes) -> tuple[Row, int]:
        try:
            body = json.loads(sent)
            return deed(self.world.state, request.path_params, body), 200
        except Refused as refused:
            return {"error": refused.code}, refused.status
        except (ValueError, KeyError, TypeError):
            return {"error": "bad_input"}, 422

    def _demand_key(self, request: Request) -> None:
        given = request.headers.get("authorization", "")
        if not secrets.compare_digest(given.encode(), self._expected.encode()):
            raise Refused(401, "not_signed_in")


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - it is registered for nothing else
    return JSONResponse({"error": error.code}, error.status)
