"""Sockets: what 2,000 idle widgets cost in memory, and how soon desks see what is written.

A desk has the row of a conversation that waits for a person; a widget writes in it. The clock
runs from the widget's “done” (the message is durable) to the row's frame at each desk.
"""

import asyncio
import base64
import json
import os
import resource
import secrets
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from figures import Beside, Figure, percentile
from load import QUESTIONS
from served import HOST, SHARE, Served, folder, resident_megabytes, serving
from websockets.asyncio.client import ClientConnection, connect

_IDLE = int(2000 * SHARE)
_AT_MOST_MEGABYTES = 400.0
_WIDGETS = int(200 * SHARE)
_DESKS = 20
_PER_SECOND = 10
_SECONDS = 30 * SHARE
_SETTLED_SECONDS = 5.0
_P95_MS = 150.0
_CROWDS = (10, 50, 200)
_CROWD_SECONDS = 10 * SHARE
_MOST_AT_ONCE = 50
_OPEN_FILES = 8192


def run() -> list[Figure]:
    """Memory on a server of its own; then desks and widgets on another."""
    _allow_files()
    with folder() as data:
        with serving(data) as served:
            idle, full = asyncio.run(_memory(served))
        with serving(data) as served:
            crowd = asyncio.run(_talk(served))
    frames = crowd.frames
    accepted = {n: Beside(f"due to done, p{n}", _ms(crowd.accepts, n)) for n in (50, 95)}
    few = Beside(f"with {_CROWDS[0]} desks", crowd.costs[_CROWDS[0]])
    return [
        Figure(
            "idle_sockets_memory",
            full,
            "MB",
            at_most=_AT_MOST_MEGABYTES,
            beside=Beside("the same server without a socket", idle),
        ),
        Figure("idle_sockets", _IDLE, "sockets"),
        Figure("desk_frame_p50", _ms(frames, 50), "ms", beside=accepted[50]),
        Figure(
            "desk_frame_p95",
            _ms(frames, 95),
            "ms",
            at_most=_P95_MS,
            beside=accepted[95],
        ),
        Figure("desk_frame_worst", max(frames) * 1000, "ms"),
        Figure("desk_frame_samples", len(frames), "frames"),
        *(
            Figure(f"message_cpu_{desks}_desks", cost, "ms", beside=few)
            for desks, cost in crowd.costs.items()
        ),
    ]


def _allow_files() -> None:
    """Each socket is a file here and at the server, which inherits this."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, _OPEN_FILES), most))


async def _memory(served: Served) -> tuple[float, float]:
    """Resident megabytes without a socket, and with all of them."""
    await asyncio.sleep(_SETTLED_SECONDS)
    idle = resident_megabytes(served.process)
    at_once = asyncio.Semaphore(_MOST_AT_ONCE)
    async with AsyncExitStack() as stack:

        async def open_one() -> None:
            async with at_once:
                await _Widget.open(stack, served, visitor=None)

        await asyncio.gather(*(open_one() for _ in range(_IDLE)))
        await asyncio.sleep(_SETTLED_SECONDS)
        return idle, resident_megabytes(served.process)


@dataclass(slots=True)
class _Crowd:
    """What was seen: seconds to frames and to accepts, CPU milliseconds a message by desks."""

    frames: list[float] = field(default_factory=list)
    accepts: list[float] = field(default_factory=list)
    costs: dict[int, float] = field(default_factory=dict)


async def _talk(served: Served) -> _Crowd:
    crowd = _Crowd()
    sessions = [_sign_in(served, name) for name in ("robin", "noor")]
    async with AsyncExitStack() as stack:
        widgets = [
            await _Widget.open(stack, served, visitor=_new_visitor()) for _ in range(_WIDGETS)
        ]
        for each in widgets:
            await each.wait_for_person()
        desks: list[_Desk] = []

        async def seat(count: int) -> None:
            while len(desks) < count:
                session = sessions[len(desks) % len(sessions)]
                desks.append(await _Desk.open(stack, served, session))
            await asyncio.sleep(_SETTLED_SECONDS)

        for count in sorted({*_CROWDS, _DESKS}):
            await seat(count)
            seconds = _SECONDS if count == _DESKS else _CROWD_SECONDS
            sent, cost = await _write(served, widgets, seconds)
            crowd.costs[count] = cost
            if count == _DESKS:
                crowd.accepts = [each.done - each.due for each in sent]
                crowd.frames = list(_delays(sent, desks))
                _must_be_whole(crowd, len(sent))
    return crowd


def _must_be_whole(crowd: _Crowd, messages: int) -> None:
    """A frame that never came would make the figures too good."""
    if len(crowd.frames) != messages * _DESKS:
        message = f"{messages} messages made {len(crowd.frames)} frames at {_DESKS} desks."
        raise RuntimeError(message)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A message: its conversation, the how-manieth it is there, and its moments."""

    conversation_id: str
    number: int
    due: float
    done: float


async def _write(
    served: Served, widgets: list["_Widget"], seconds: float
) -> tuple[list[_Sent], float]:
    """Messages at an even rate, widgets taking turns; with the server's CPU milliseconds each."""
    count = int(seconds * _PER_SECOND)
    began, start = _cpu_seconds(served), time.perf_counter() + 0.1
    tasks = []
    for number in range(count):
        due = start + number / _PER_SECOND
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        widget = widgets[number % len(widgets)]
        tasks.append(asyncio.create_task(widget.say(QUESTIONS[number % len(QUESTIONS)], due)))
    sent = list(await asyncio.gather(*tasks))
    await asyncio.sleep(_SETTLED_SECONDS)
    return sent, (_cpu_seconds(served) - began) / count * 1000


def _delays(sent: list[_Sent], desks: list["_Desk"]) -> Iterator[float]:
    for each in sent:
        for desk in desks:
            moment = desk.seen.get((each.conversation_id, each.number))
            if moment is not None:
                yield moment - each.done


class _Widget:
    """One widget's socket; answers find whoever waits for them by their number."""

    def __init__(self, socket: ClientConnection, visitor: str | None) -> None:
        self._socket = socket
        self._visitor = visitor
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self._said = 0
        self._begun = asyncio.Event()
        self.conversation_id = ""

    @classmethod
    async def open(cls, stack: AsyncExitStack, served: Served, *, visitor: str | None) -> "_Widget":
        """Say hello, and have the first state."""
        socket = await stack.enter_async_context(_connect(served, "/channels/web_chat/socket"))
        key = (served.data / "site.key").read_text().strip()
        hello = {"type": "hello", "key": key, "visitor": visitor, "language": "en"}
        await socket.send(json.dumps(hello))
        first = json.loads(await socket.recv())
        if first["type"] != "state":
            raise RuntimeError(first)
        self = cls(socket, visitor)
        if visitor is not None:
            stack.callback(asyncio.create_task(self._read()).cancel)
        return self

    async def wait_for_person(self) -> None:
        await self._ask({"type": "ask_for_person"})
        await self._begun.wait()

    async def say(self, text: str, due: float) -> _Sent:
        self._said += 1
        number = self._said
        await self._ask({"type": "send", "id": secrets.token_hex(8), "text": text})
        return _Sent(self.conversation_id, number, due, time.perf_counter())

    async def _ask(self, frame: dict[str, Any]) -> None:
        number = len(self._waiting) + 1
        self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({**frame, "n": number}))
        await self._waiting[number]

    async def _read(self) -> None:
        async for text in self._socket:
            frame = json.loads(text)
            match frame["type"]:
                case "done":
                    self._waiting[frame["n"]].set_result(None)
                case "problem":
                    self._waiting[frame["n"]].set_exception(RuntimeError(frame["detail"]))
                case "state" if frame["state"]["conversation_id"]:
                    self.conversation_id = frame["state"]["conversation_id"]
                    self._begun.set()


class _Desk:
    """One desk's socket: when it first saw a row with so many unread messages."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.seen: dict[tuple[str, int], float] = {}

    @classmethod
    async def open(cls, stack: AsyncExitStack, served: Served, session: str) -> "_Desk":
        headers = {"Cookie": f"warmline_session={session}"}
        connection = _connect(served, "/workspace/socket", headers)
        socket = await stack.enter_async_context(connection)
        first = json.loads(await socket.recv())
        if first["type"] != "state":
            raise RuntimeError(first)
        self = cls(socket)
        stack.callback(asyncio.create_task(self._read()).cancel)
        return self

    async def _read(self) -> None:
        async for text in self._socket:
            moment = time.perf_counter()
            frame = json.loads(text)
            if frame["type"] == "change" and frame["topic"] == "queue":
                for row in frame["change"]["rows"]:
                    self.seen.setdefault((row["conversation_id"], row["unread"]), moment)


def _connect(served: Served, path: str, headers: dict[str, str] | None = None) -> connect:
    return connect(
        f"ws://{HOST}:{served.port}{path}",
        additional_headers=headers,
        compression=None,
        max_size=None,
        ping_interval=None,
    )


def _sign_in(served: Served, name: str) -> str:
    password = (served.data / "demo.password").read_text().strip()
    body = {"brand": "demo", "email": f"{name}@demo.example", "password": password}
    request = urllib.request.Request(
        f"http://{HOST}:{served.port}/api/v1/sign-in",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server
        cookie: str = answer.headers["set-cookie"]
    return cookie.partition("=")[2].partition(";")[0]


def _new_visitor() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")


def _cpu_seconds(served: Served) -> float:
    """CPU seconds that a process has used (Linux)."""
    stat = Path(f"/proc/{served.process.pid}/stat").read_text(encoding="ascii")
    used = stat.rpartition(")")[2].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def _ms(seconds: list[float], percent: int) -> float:
    return percentile(seconds, percent / 100) * 1000
