"""The load generator: requests over kept connections, each timed from when it was due.

It speaks just enough HTTP/1.1 over asyncio's protocols to be cheap, since it shares the cores
with the server it measures. A slow answer never holds back the next request, so the times
have no coordinated omission.
"""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

_PATIENCE_SECONDS = 180.0

QUESTIONS = (
    "My wifi is slow upstairs, what can I do?",
    "Why did my bill go up this month? Last month it was 42 and now it is 61.",
    "I am moving house in three weeks. Can my internet come along to the new address?",
    "The technician did not come this morning and nobody called. What now?",
    "Is there an outage in my area? Nothing works here since eight o'clock.",
    "Can I pay my bill in parts? It is a bit much this month.",
    "Thanks, that helped.",
    "How do I cancel my contract, and is there a fee for leaving early?",
    "Hello",
    "I got a strange call in your name and they wanted my password. Was that really you?",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its moments, by `time.perf_counter`."""

    due: float
    sent: float
    at: float
    status: int
    body: bytes

    @property
    def seconds(self) -> float:
        """From when the request was due to the last byte of its answer."""
        return self.at - self.due


class Client:
    """Connections to one server that are kept; one more is made when all are busy."""

    def __init__(self, host: str, port: int, key: str) -> None:
        self._host, self._port, self._key = host, port, key
        self._idle: list[_Connection] = []

    async def connect(self, connections: int) -> None:
        self._idle += [await self._make() for _ in range(connections)]

    def message(self, sender: str, external_id: str, text: str, *, kind: str = "visitor") -> bytes:
        """The request that hands over a message."""
        body = {
            "channel": "api",
            "external_id": external_id,
            "sender": {"kind": kind, "value": sender},
            "text": text,
        }
        return self._request("POST", "/api/v1/messages", json.dumps(body).encode())

    def get(self, path: str) -> bytes:
        return self._request("GET", path, b"")

    async def ask(self, request: bytes, due: float | None = None) -> Answer:
        """Send a request now, and wait for its answer."""
        self._idle = [each for each in self._idle if each.is_open]  # servers close idle ones
        connection = self._idle.pop() if self._idle else await self._make()
        sent = time.perf_counter()
        async with asyncio.timeout(_PATIENCE_SECONDS):
            status, body = await connection.ask(request)
        self._idle.append(connection)
        return Answer(sent if due is None else due, sent, time.perf_counter(), status, body)

    async def follow(self, path: str, hear: Callable[[str, Any, float], None]) -> asyncio.Transport:
        """Open a stream of server-sent events; `hear` gets name, data and moment of each."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_connection(lambda: _Stream(hear), self._host, self._port)
        transport.write(self.get(path))
        return transport

    def close(self) -> None:
        for connection in self._idle:
            connection.close()

    async def _make(self) -> "_Connection":
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(_Connection, self._host, self._port)
        return connection

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
            f"Authorization: Bearer {self._key}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


async def open_loop(
    send: Callable[[int, float], Coroutine[Any, Any, Answer]], count: int, *, per_second: float
) -> list[Answer]:
    """Call `send(number, due)` at an even rate, however long the answers take."""
    start = time.perf_counter() + 0.1
    tasks = []
    for number in range(count):
        due = start + number / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(send(number, due)))
    return list(await asyncio.gather(*tasks))


def must_be_good(answers: Sequence[Answer]) -> None:
    """A refused request would make the figures meaningless."""
    bad = [each for each in answers if each.status not in {200, 202}]
    if bad:
        message = f"{len(bad)} of {len(answers)} requests were refused: {bad[0].body[:300]!r}"
        raise RuntimeError(message)


class _Connection(asyncio.Protocol):
    """One request at a time; an answer has a Content-Length."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None
        self._received = b""
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP has no other
        self._transport = transport
        self.is_open = True

    def ask(self, request: bytes) -> "asyncio.Future[tuple[int, bytes]]":
        assert self._transport is not None  # noqa: S101 - made by `create_connection`
        self._waiting = asyncio.get_running_loop().create_future()
        self._received = b""
        self._transport.write(request)
        return self._waiting

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, parted, body = self._received.partition(b"\r\n\r\n")
        if not parted or self._waiting is None or self._waiting.done():
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0] or b"0")
        if len(body) >= length:
            self._waiting.set_result((int(head[9:12]), body))

    def connection_lost(self, _: Exception | None) -> None:
        self.is_open = False
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("the server closed the connection"))


class _Stream(asyncio.Protocol):
    """Server-sent events in a chunked answer."""

    def __init__(self, hear: Callable[[str, Any, float], None]) -> None:
        self._hear = hear
        self._raw = b""
        self._text = b""
        self._in_body = False

    def data_received(self, data: bytes) -> None:
        moment = time.perf_counter()
        self._raw += data
        if not self._in_body:
            _, parted, rest = self._raw.partition(b"\r\n\r\n")
            if not parted:
                return
            self._raw, self._in_body = rest, True
        self._unchunk()
        *events, self._text = self._text.split(b"\n\n")
        for each in events:
            lines = dict(line.split(b": ", 1) for line in each.split(b"\n") if b": " in line)
            if b"data" in lines:
                self._hear(lines[b"event"].decode(), json.loads(lines[b"data"]), moment)

    def _unchunk(self) -> None:
        while True:
            size, parted, rest = self._raw.partition(b"\r\n")
            if not parted or len(rest) < int(size, 16) + 2:
                return
            length = int(size, 16)
            self._text += rest[:length].replace(b"\r\n", b"\n")
            self._raw = rest[length + 2 :]
