"""A chat: one open widget's socket, what it has been told, and whether that is still so."""

import base64
import json
import re
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from types import TracebackType
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from support.house import PATIENCE_SECONDS, House, wait_until
from warmline.app import site_key

Frame = dict[str, Any]

_MOVES_BY_ITSELF = "now"


def new_visitor() -> str:
    """The secret that a browser makes: 32 random bytes in base64url."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def apply(state: Frame, change: Frame) -> Frame:
    """Old state and a change make fresh state."""
    messages = {each["id"]: each for each in [*state["messages"], *change["messages"]]}
    in_order = sorted(messages.values(), key=lambda each: each["position"])
    return {**state, **(change["rest"] or {}), "messages": in_order}


def in_browser(frame: Frame) -> str:
    """A frame as `JSON.stringify` writes it: as it is, and only half letters escaped."""
    text = json.dumps(frame, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


class Chat:
    """One widget; `state` follows the first state and its changes, and nothing else."""

    def __init__(self, house: House, visitor: str | None = None, **hello: object) -> None:
        self._house = house
        self.visitor = visitor or new_visitor()
        self.hello: Frame = {
            "type": "hello",
            "key": site_key(house.settings),
            "visitor": visitor,
            "language": "en",
            **hello,
        }
        self.state: Frame = {}
        self.states = 0
        self.frames: list[Frame] = []
        self.answers: dict[int, Frame] = {}
        self.typing: list[str] = []
        self.closed: int | None = None
        self._numbers = count(1)

    def __enter__(self) -> Self:
        self._stack = ExitStack()
        self._socket = self._stack.enter_context(connect_chat(self._house))
        self._socket.send(in_browser(self.hello))
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()
        wait_until(lambda: self.state or self.closed)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        self._thread.join(PATIENCE_SECONDS)

    def cut(self) -> None:
        """The line breaks, without a word."""
        self._socket.socket.shutdown(socket.SHUT_RDWR)

    def _follow(self) -> None:
        try:
            for text in self._socket:
                self._take(json.loads(text))
        except (ConnectionClosed, OSError):
            pass
        finally:
            self.closed = self._socket.close_code or 1006

    def _take(self, frame: Frame) -> None:
        self.frames.append(frame)
        match frame["type"]:
            case "state":
                self.state = frame["state"]
                self.states += 1
            case "change":
                self.state = apply(self.state, frame["change"])
            case "typing":
                self.typing.append(frame["who"])
        if frame["type"] in {"done", "problem"} and frame.get("n") is not None:
            self.answers[frame["n"]] = frame

    def send_raw(self, text: str | bytes) -> None:
        self._socket.send(text)

    def do(self, type_: str, **more: object) -> Frame:
        """Send a frame with a number, and wait for its answer."""
        number = next(self._numbers)
        self._socket.send(in_browser({"type": type_, "n": number, **more}))
        return wait_until(lambda: self.answers.get(number))

    def done(self, type_: str, **more: object) -> Frame:
        """The same, for what must not be refused."""
        answer = self.do(type_, **more)
        assert answer["type"] == "done", answer
        return answer

    def say(self, text: str, client_id: str | None = None) -> Frame:
        """Send words as a widget does: with an id of its own, and its visitor."""
        client_id = client_id or secrets.token_hex(8)
        return self.done("send", id=client_id, text=text, visitor=self.visitor)

    def ask(self, text: str) -> str:
        """Send words, and wait for what the assistant answers to them."""
        own = self.say(text)["message_id"]

        def look() -> str | None:
            place = next((m["position"] for m in self.messages() if m["id"] == own), None)
            if place is None:
                return None
            after = [m for m in self.messages("assistant") if m["position"] > place]
            return next((str(m["text"]) for m in after if not m["is_notice"]), None)

        return wait_until(look)

    def ask_for_person(self) -> Frame:
        return self.done("ask_for_person", visitor=self.visitor)

    def messages(self, *authors: str) -> list[Frame]:
        found: list[Frame] = self.state.get("messages", [])
        return [each for each in found if not authors or each["author"] in authors]

    def until(self, check: Callable[[Frame], object]) -> Frame:
        """The state, once it is as it should be."""
        return wait_until(lambda: self.state if self.state and check(self.state) else None)

    @property
    def conversation_id(self) -> str:
        return str(self.until(lambda state: state["conversation_id"])["conversation_id"])

    def equals_fresh(self) -> bool:
        """Whether the first state and its changes have become what a new socket is told."""
        with Chat(self._house, self.visitor) as fresh:
            return _lasting(fresh.state) == _lasting(self.state)


def _lasting(state: Frame) -> Frame:
    return {key: value for key, value in state.items() if key != _MOVES_BY_ITSELF}


def assert_chat_equals_fresh(chat: Chat) -> None:
    """Changes arrive within moments; after that the two are equal to the letter."""
    wait_until(chat.equals_fresh, seconds=6)


@contextmanager
def connect_chat(house: House) -> Iterator[ClientConnection]:
    url = house.url.replace("http", "ws", 1) + "/channels/web_chat/socket"
    with connect(url, compression=None) as connection:
        yield connection
