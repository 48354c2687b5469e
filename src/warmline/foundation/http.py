"""HTTP for all routes: who asks, problem documents, and the order of refusals.

Besides the packages' `routes.py` and `app.py`, this is the only place that names the web
framework. Errors become problem documents (RFC 9457) with a stable `code`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

import structlog
from fastapi import FastAPI, Query, Request, Response, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from warmline.foundation import pages
from warmline.foundation.actor import Actor, Kind
from warmline.foundation.actor import Scope as Right
from warmline.foundation.errors import (
    MalformedBody,
    NotFound,
    NotSignedIn,
    TooLarge,
    Unavailable,
    WarmlineError,
)
from warmline.foundation.ids import new_id
from warmline.foundation.limits import Limits, TooManyRequests, network_of
from warmline.foundation.log import logger

LARGEST_BODY = 1_000_000
SESSION_COOKIE = "warmline_session"
OWN_COOKIE = "warmline_own"
OWN_HEADER = "x-warmline-own"

_PROBLEM = "application/problem+json"
_RETRY_AFTER_SECONDS = 2


class Authenticate(Protocol):
    """The port to `trust`: from a credential to an actor; raises `NotSignedIn`."""

    async def __call__(
        self, *, bearer: str | None, session_token: str | None, is_enrolling: bool = False
    ) -> Actor:
        """`is_enrolling`: also whoever must set up a second factor before all else."""


@dataclass(frozen=True, slots=True)
class Access:
    """What routes ask for: an actor that has a right."""

    authenticate: Authenticate
    limits: Limits

    def needs(self, scope: Right) -> Callable[[Request], Awaitable[Actor]]:
        """A dependency that gives the actor of a request, or refuses it."""

        async def dependency(request: Request) -> Actor:
            actor = await self._of_request(request)
            actor.demand(scope)
            return actor

        return dependency

    def signs_in(self) -> Callable[[Request], Awaitable[Actor]]:
        """A dependency for one's own way in: no right is needed, but to be somebody."""

        async def dependency(request: Request) -> Actor:
            return await self._of_request(request, is_enrolling=True)

        return dependency

    async def _of_request(self, request: Request, *, is_enrolling: bool = False) -> Actor:
        who = address_of(request)
        try:
            actor = await self.authenticate(
                bearer=_bearer(request),
                session_token=_own_session(request),
                is_enrolling=is_enrolling,
            )
        except NotSignedIn:
            self.limits.count(self.limits.strangers, who)
            raise
        if actor.kind is Kind.BROWSER and who is not None:
            self.limits.count(self.limits.browser, f"{actor.id} {who}")
        return actor

    async def of_socket(self, socket: WebSocket, scope: Right) -> Actor:
        """The actor of a socket by its session; a page of another site has none with us."""
        is_ours = _is_own_origin(socket)
        token = socket.cookies.get(SESSION_COOKIE) if is_ours else None
        try:
            actor = await self.authenticate(bearer=None, session_token=token)
        except NotSignedIn:
            self.limits.count(self.limits.strangers, address_of(socket))
            raise
        actor.demand(scope)
        return actor


def _bearer(request: Request) -> str | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" and value.strip() else None


def _own_session(request: Request) -> str | None:
    """The session cookie, unless another site's page sends it along with a write."""
    if request.method not in {"GET", "HEAD"} and not _is_own_origin(request):
        return None
    return request.cookies.get(SESSION_COOKIE)


def address_of(connection: HTTPConnection) -> str | None:
    """Whom a connection is counted for; a trusted proxy has said who that is."""
    return network_of(connection.client.host if connection.client else None)


def own_token(request: Request) -> str | None:
    """The cookie of a customer's own page; a write needs the header that only our page sends.

    Another site can send neither: the cookie is `SameSite=Strict`, the header asks first (CORS).
    """
    is_read = request.method in {"GET", "HEAD"}
    if not is_read and (request.headers.get(OWN_HEADER) != "1" or not _is_own_origin(request)):
        return None
    return request.cookies.get(OWN_COOKIE)


def _is_own_origin(connection: HTTPConnection) -> bool:
    """Whether it comes from a page of ours, or from none: browsers always name the page.

    Some name no origin for a form of their own making; those still say whose site it was.
    """
    if connection.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = connection.headers.get("origin")
    return origin is None or origin.partition("://")[2] == connection.headers.get("host")


async def receive_text(socket: WebSocket) -> str:
    """The next frame of a socket; one of bytes has no text. Raises `WebSocketDisconnect`."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1006), message.get("reason"))
    return message.get("text") or ""


Limit = Annotated[int, Query(ge=1, le=pages.GREATEST_LIMIT, description="Items a page.")]
Cursor = Annotated[str | None, Query(description="`next` of the page before.")]


def problem(status: int, code: str, sentence: str, **more: object) -> Response:
    """A problem document: type, title, status, our code and what to do."""
    body = {
        "type": f"urn:warmline:problem:{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "code": code,
        "detail": sentence,
        **more,
    }
    headers = {"retry-after": str(_RETRY_AFTER_SECONDS)} if status == Unavailable.status else {}
    if isinstance(more.get("retry_after"), int):
        headers["retry-after"] = str(more["retry_after"])
    if status == 401:  # noqa: PLR2004 - RFC 9110 wants the challenge
        headers["www-authenticate"] = "Bearer"
    return JSONResponse(body, status, headers, media_type=_PROBLEM)


def of_error(error: WarmlineError) -> Response:
    return problem(error.status, error.code, error.sentence, **error.details())


def install(app: FastAPI, limits: Limits) -> None:
    """Give an app our answers to errors, and its requests an id and a largest size."""

    async def ours(_: Request, error: Exception) -> Response:
        assert isinstance(error, WarmlineError)  # noqa: S101 - registered for it alone
        if error.status >= 500:  # noqa: PLR2004 - our side's faults are for the operator too
            logger().warning("request_refused", failure=error)
        return of_error(error)

    async def unusable(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for it alone
        return _unusable(error)

    async def by_framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for it alone
        return _by_framework(request, error)

    async def unforeseen(_: Request, error: Exception) -> Response:
        logger().error("request_failed", failure=error)
        sentence = "Something is wrong on our side; nothing was half done. The log has the id."
        return problem(500, "internal_error", sentence)

    app.add_exception_handler(WarmlineError, ours)
    app.add_exception_handler(RequestValidationError, unusable)
    app.add_exception_handler(HTTPException, by_framework)
    app.add_exception_handler(UnicodeDecodeError, _not_utf8)
    app.add_exception_handler(Exception, unforeseen)
    app.add_middleware(RequestEdge, limits=limits)


def _unusable(error: RequestValidationError) -> Response:
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return of_error(MalformedBody("The body is not valid JSON; send one JSON object."))
    listed = [{"where": ".".join(map(str, fault["loc"])), "what": fault["msg"]} for fault in faults]
    sentence = "; ".join(f"{each['where']}: {each['what']}" for each in listed[:5])
    return problem(422, "bad_input", f"This cannot be used: {sentence}.", faults=listed)


def _by_framework(request: Request, error: HTTPException) -> Response:
    match error.status_code:
        case 404:
            return of_error(NotFound(f"There is nothing at this address. {_WHERE}"))
        case 405:
            sentence = f"{request.method} is not possible here. {_WHERE}"
            return problem(405, "method_not_allowed", sentence)
        case 413:
            return of_error(_too_large())
        case 400:
            return of_error(
                MalformedBody("The body cannot be read; send one JSON object in UTF-8.")
            )
        case status:
            return problem(status, "request_refused", str(error.detail))


_WHERE = "/openapi.json lists all addresses."


async def _not_utf8(_: Request, __: Exception) -> Response:
    return of_error(MalformedBody("The body is not UTF-8; send JSON in UTF-8."))


def _too_large() -> TooLarge:
    return TooLarge(f"The body is larger than {LARGEST_BODY:,} bytes; send less at once.")


class RequestEdge:
    """The outermost step of a request: a trace id for its logs, the largest body we read, how
    often strangers may ask, and the headers that all answers have.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        structlog.contextvars.clear_contextvars()
        trace_id = new_id().hex
        structlog.contextvars.bind_contextvars(trace_id=trace_id)
        size = 0

        async def bounded() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > LARGEST_BODY:
                raise HTTPException(413)
            return message

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [*message["headers"], (b"x-request-id", trace_id.encode())]
                message["headers"] = with_safe_headers(given, is_tls=scope["scheme"] == "https")
            await send(message)

        try:
            if not scope["path"].startswith(_HAVE_ACTORS):
                self._limits.count(self._limits.pages, address_of(HTTPConnection(scope)))
        except TooManyRequests as error:
            await of_error(error)(scope, receive, answer)
            return
        await self._app(scope, bounded, answer)


_HAVE_ACTORS = ("/api/", "/v1/")
_SAFE_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-opener-policy": b"same-origin",
}
_ONE_YEAR_TLS = (b"strict-transport-security", b"max-age=31536000")

Headers = list[tuple[bytes, bytes]]


def with_safe_headers(given: Headers, *, is_tls: bool) -> Headers:
    """What every answer says to a browser, unless it says it itself: a page has its own policy."""
    named = {name.lower() for name, _ in given}
    added = [pair for pair in _SAFE_HEADERS.items() if pair[0] not in named]
    return [*given, *added, *([_ONE_YEAR_TLS] if is_tls else [])]


class _Api(FastAPI):
    """FastAPI, whose description of streams (a word of OpenAPI 3.2) is put in terms of 3.1."""

    def openapi(self) -> dict[str, Any]:
        described = super().openapi()
        for path in described["paths"].values():
            for operation in path.values():
                for answer in operation.get("responses", {}).values():
                    stream = answer.get("content", {}).get("text/event-stream")
                    if stream is not None and stream.pop("itemSchema", None) is not None:
                        stream["schema"] = {"type": "string"}
        return described


def api(title: str, version: str, limits: Limits, **more: Any) -> FastAPI:  # noqa: ANN401 - FastAPI's own arguments
    """An app with our edge: no pages that load scripts from elsewhere, bodies of bounded size."""
    app = _Api(
        title=title,
        version=version,
        docs_url=None,
        redoc_url=None,
        **more,
    )
    install(app, limits)
    return app
