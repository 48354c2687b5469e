"""Old state + events = fresh state: the proof for every live view."""

import json
import threading
from types import TracebackType
from typing import Any, Self

import httpx

from support.house import House, wait_until
from warmline.workspace.changes import Change, apply
from warmline.workspace.view import ConversationView


class LiveView:
    """A screen that opened a conversation once and has followed its stream since."""

    def __init__(self, house: House, conversation_id: str) -> None:
        self._house = house
        self._id = conversation_id
        self.view: ConversationView | None = None
        self.changes = 0
        self.ended = threading.Event()

    def __enter__(self) -> Self:
        self._client = self._house.client_with(self._house.key)
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()
        wait_until(lambda: self.view is not None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def _follow(self) -> None:
        try:
            where = f"/api/v1/conversations/{self._id}/stream"
            with self._client.stream("GET", where, timeout=None) as stream:
                kind = ""
                for line in stream.iter_lines():
                    name, _, value = line.partition(": ")
                    if name == "event":
                        kind = value
                    elif name == "data":
                        self._take(kind, json.loads(value))
        except (httpx.HTTPError, httpx.StreamError, RuntimeError):
            pass
        finally:
            self.ended.set()

    def _take(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "state":
            self.view = ConversationView.model_validate(data)
        else:
            assert self.view is not None
            self.view = apply(self.view, Change.model_validate(data))
            self.changes += 1

    def equals_fresh(self) -> bool:
        """Whether the old state and its changes have become the fresh state."""
        fresh = ConversationView.model_validate(self._house.view(self._id))
        return self.view == fresh


def assert_live_equals_fresh(live: LiveView) -> None:
    """Changes arrive within moments; after that the two are equal to the letter."""
    wait_until(live.equals_fresh, seconds=5)
