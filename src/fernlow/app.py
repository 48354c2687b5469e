"""The HTTP face of Fernlow: routes, the key, and doing a thing once.

Nothing but `/healthz` is answered without the key; nothing is done without an `Idempotency-Key`.
"""

import hashlib
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from fernlow import faults, looks, moves, orders, plans
from fernlow.bodies import NewFault, NewMove, NewPlan, OrderChange, Owner, parse
from fernlow.data import IRELAND
from fernlow.errors import Answer, Refused
from fernlow.looks import Look
from fernlow.misbehave import Misbehaving, Misbehaviour
from fernlow.store import Books, Store, withdraws

B = TypeVar("B", bound=Owner)


def today_in_ireland() -> date:
    return datetime.now(IRELAND).date()


def create(
    path: Path,
    *,
    key: str,
    today: Callable[[], date] = today_in_ireland,
    misbehaviour: Misbehaviour | None = None,
) -> Starlette:
    """Fernlow on the SQLite file at `path`, which is made and filled if it is not there."""
    return Starlette(
        routes=_routes(Desk(Store(path, today()), today)),
        middleware=[
            Middleware(Misbehaving, misbehaviour=misbehaviour or Misbehaviour()),
            Middleware(KeyNeeded, key=key),
        ],
        exception_handlers=dict.fromkeys((Refused, HTTPException, Exception), _failed),
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes routes of plain functions that know nothing of HTTP."""

    store: Store
    today: Callable[[], date]

    def shows(self, path: str, look: Look) -> Route:
        async def endpoint(request: Request) -> Response:
            id_ = request.path_params.get("id", "")
            found = await run_in_threadpool(
                self.store.read, lambda books: look(books, self.today(), id_, request.query_params)
            )
            return JSONResponse(found)

        return Route(path, endpoint)

    def does(
        self, path: str, shape: type[B], work: Callable[[Books, date, str, B], Answer]
    ) -> Route:
        async def endpoint(request: Request) -> Response:
            key = request.headers.get("idempotency-key")
            if not key:
                raise Refused(400, "key_missing", "Send an Idempotency-Key.")
            sent, id_ = await request.body(), request.path_params.get("id", "")
            status, answer = await run_in_threadpool(
                self.store.once,
                key,
                _fingerprint(request.url.path, sent),
                lambda books: work(books, self.today(), id_, parse(shape, sent)),
            )
            return JSONResponse(answer, status)

        return Route(path, endpoint, methods=["POST"])


class KeyNeeded:
    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._expected = f"Bearer {key}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] != "/healthz":
            given = dict(scope["headers"]).get(b"authorization", b"")
            if not secrets.compare_digest(given, self._expected):
                refusal = _error(401, "not_signed_in", "Send the key as a bearer token.")
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _routes(desk: Desk) -> list[Route]:
    return [
        Route("/healthz", _healthy),
        desk.shows("/customers", looks.customers),
        desk.shows("/customers/{id}", looks.customer),
        desk.shows("/customers/{id}/orders", looks.orders),
        desk.shows("/customers/{id}/bills", looks.bills),
        desk.shows("/customers/{id}/contracts", looks.all_of("contract")),
        desk.shows("/customers/{id}/visits", looks.all_of("visit")),
        desk.shows("/orders/{id}", looks.order),
        desk.shows("/areas/{id}", looks.area),
        desk.does("/orders/{id}/cancel", Owner, orders.cancel),
        desk.does("/orders/{id}/restore", Owner, orders.restore),
        desk.does("/orders/{id}/change", OrderChange, orders.change),
        desk.does("/faults", NewFault, faults.report),
        desk.does("/faults/{id}/withdraw", Owner, faults.withdraw),
        desk.does("/moves", NewMove, moves.arrange),
        desk.does("/moves/{id}/withdraw", Owner, withdraws("move")),
        desk.does("/plans", NewPlan, plans.arrange),
        desk.does("/plans/{id}/withdraw", Owner, withdraws("plan")),
    ]


def _fingerprint(path: str, sent: bytes) -> str:
    """The same for the same JSON, in whatever order its fields come."""
    with suppress(ValueError, RecursionError):  # what is not JSON stays as it is
        sent = json.dumps(json.loads(sent), sort_keys=True).encode()
    return hashlib.sha256(path.encode() + b"\n" + sent).hexdigest()


async def _healthy(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _failed(_: Request, error: Exception) -> Response:
    match error:
        case Refused(answer=(status, answer)):
            return JSONResponse(answer, status)
        case HTTPException(status_code=405):
            return _error(405, "bad_method", "This address does not do that.")
        case HTTPException():
            return _error(404, "not_found", "There is nothing at this address.")
    return _error(500, "internal", "Something is wrong on our side; please try again.")


def _error(status: int, code: str, detail: str) -> JSONResponse:
    return JSONResponse({"error": code, "detail": detail}, status)
