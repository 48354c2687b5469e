"""A desk: a signed-in agent's socket, what it has been told, and whether that is still so."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from support.house import PATIENCE_SECONDS, House, wait_until
from warmline.app import DEMO_BRAND
from warmline.workspace.desk.changes import OpenedChange, apply
from warmline.workspace.desk.opened import Opened

Frame = dict[str, Any]


class Desk:
    """One agent's desk; `rows` and `opened` follow the changes and nothing else."""

    def __init__(self, house: House, name: str, *, token: str | None = None) -> None:
        self._house = house
        self.token = token or _sign_in(house, name)
        self.queue: Frame = {}
        self.rows: dict[str, Frame] = {}
        self.opened: Opened | None = None
        self.presence: list[str] = []
        self.typing: list[str] = []
        self.answers: dict[int, Frame] = {}
        self.problems: list[Frame] = []
        self.frames = 0
        self.closed: int | None = None
        self._numbers = count(1)

    def __enter__(self) -> Self:
        self._stack = ExitStack()
        self._socket = self._stack.enter_context(connect_desk(self._house, self.token))
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()
        wait_until(lambda: self.queue or self.closed)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        self._thread.join(PATIENCE_SECONDS)

    def _follow(self) -> None:
        try:
            for text in self._socket:
                self._take(json.loads(text))
        except ConnectionClosed:
            pass
        finally:
            self.closed = self._socket.close_code

    def _take(self, frame: Frame) -> None:
        self.frames += 1
        match frame["type"]:
            case "state":
                self._begin(frame["topic"], frame["state"])
            case "change":
                self._change(frame, frame["change"])
            case "presence":
                self.presence = [each["name"] for each in frame["who"]]
            case "typing":
                self.typing.append(frame["who"]["name"])
            case "problem":
                self.problems.append(frame)
        if frame["type"] in {"done", "problem"} and frame.get("n") is not None:
            self.answers[frame["n"]] = frame

    def _begin(self, topic: str, state: Frame) -> None:
        if topic == "queue":
            self.queue = state
            self.rows = {each["conversation_id"]: each for each in state["rows"]}
        else:
            self.opened = Opened.model_validate(state)

    def _change(self, frame: Frame, change: Frame) -> None:
        match frame["topic"]:
            case "queue":
                self.rows |= {each["conversation_id"]: each for each in change["rows"]}
                for each in change["gone"]:
                    self.rows.pop(each, None)
                self.queue["with_assistant"] = change["with_assistant"]
            case "load":
                self.queue["load"] = change
            case "conversation" if self.opened is not None:
                if frame["conversation_id"] == str(self.opened.id):
                    self.opened = apply(self.opened, OpenedChange.model_validate(change))

    def send(self, type_: str, **more: object) -> None:
        self._socket.send(json.dumps({"type": type_, **more}))

    def send_raw(self, text: str | bytes) -> None:
        self._socket.send(text)

    def do(self, type_: str, **more: object) -> Frame:
        """Send a frame with a number, and wait for its answer."""
        number = next(self._numbers)
        self.send(type_, n=number, **more)
        return wait_until(lambda: self.answers.get(number))

    def open(self, conversation_id: str) -> Opened:
        self.opened = None
        answer = self.do("open", conversation_id=conversation_id)
        assert answer["type"] == "done", answer
        return wait_until(lambda: self.opened)

    def has_problems(self, least: int) -> bool:
        return len(self.problems) >= least

    def order(self) -> list[str]:
        return sorted(self.rows, key=lambda each: str(self.rows[each]["order"]))

    def row(self, conversation_id: str, check: Callable[[Frame], bool] = bool) -> Frame:
        """The row of a conversation, once it is there and as it should be."""

        def look() -> Frame | None:
            found = self.rows.get(conversation_id)
            return found if found is not None and check(found) else None

        return wait_until(look)

    def equals_fresh(self) -> bool:
        """Whether old states and their changes have become what a new desk is told."""
        with Desk(self._house, "", token=self.token) as fresh:
            if self.opened is not None:
                fresh.open(str(self.opened.id))
            return (
                fresh.rows == self.rows
                and fresh.queue["load"] == self.queue["load"]
                and fresh.queue["with_assistant"] == self.queue["with_assistant"]
                and fresh.opened == self.opened
            )


def assert_desk_equals_fresh(desk: Desk) -> None:
    wait_until(desk.equals_fresh, seconds=6)


@contextmanager
def connect_desk(house: House, token: str | None, **headers: str) -> Iterator[ClientConnection]:
    cookie = {"Cookie": f"warmline_session={token}"} if token else {}
    url = house.url.replace("http", "ws", 1) + "/workspace/socket"
    with connect(url, additional_headers={**cookie, **headers}, compression=None) as socket:
        yield socket


def _sign_in(house: House, name: str) -> str:
    password = (house.settings.data / "demo.password").read_text().strip()
    body = {"brand": DEMO_BRAND, "email": f"{name}@demo.example", "password": password}
    with house.client_with(None) as client:
        answer = client.post("/api/v1/sign-in", json=body)
        assert answer.status_code == 200, answer.text
        return str(answer.cookies["warmline_session"])
