"""An own page: the customer's browser at /trust, over HTTP alone."""

import json
import threading
from types import TracebackType
from typing import Any, Self

import httpx

from support.chat import Chat
from support.house import PATIENCE_SECONDS, House, wait_until
from support.widget import code_mailed_to
from warmline.app import DEMO_BRAND
from warmline.flow.own.shapes import OwnChange, OwnView, apply

OWN = "/api/v1/own"
MINE = {"x-warmline-own": "1"}


class Page:
    """A browser at the customer's own page."""

    def __init__(self, house: House) -> None:
        self.house = house
        # Nothing is kept open: a test has many pages, and ends none of them.
        self.client = httpx.Client(
            base_url=house.url,
            timeout=PATIENCE_SECONDS,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    def ask_code(self, address: str) -> dict[str, Any]:
        answer = self.client.post(f"{OWN}/codes", json={"brand": DEMO_BRAND, "address": address})
        assert answer.status_code == 202, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def try_code(self, pass_id: str, code: str) -> httpx.Response:
        body = {"brand": DEMO_BRAND, "pass_id": pass_id, "code": code}
        return self.client.post(f"{OWN}/sessions", json=body)

    def by_token(self, token: str, **headers: str) -> httpx.Response:
        return self.client.post(f"{OWN}/sessions", json={"token": token}, headers=headers)

    def by_code(self, address: str) -> Self:
        asked = self.ask_code(address)
        answer = self.try_code(asked["pass_id"], code_mailed_to(self.house, address))
        assert answer.status_code == 204, answer.text
        return self

    def see(self, language: str = "en") -> dict[str, Any]:
        answer = self.client.get(OWN, params={"language": language})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def do(self, method: str, what: str, **body: object) -> httpx.Response:
        return self.client.request(method, f"{OWN}/{what}", json=body or {}, headers=MINE)

    def text(self) -> str:
        """All that the page is told, as text."""
        return json.dumps(self.see(), ensure_ascii=False)


def by_widget(house: House, chat: Chat) -> Page:
    page = Page(house)
    answer = page.by_token(chat.done("own_page")["word"])
    assert answer.status_code == 204, answer.text
    return page


class LivePage:
    """A page that was opened once and has followed its stream since."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.view: OwnView | None = None
        self.changes = 0
        self.over = threading.Event()
        self.ended = threading.Event()

    def __enter__(self) -> Self:
        self._client = self._page.house.client_with(None)
        self._client.cookies = self._page.client.cookies
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
            with self._client.stream("GET", f"{OWN}/stream?language=en", timeout=None) as stream:
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
        if kind == "over":
            self.over.set()
        elif kind == "state":
            self.view = OwnView.model_validate(data)
        else:
            assert self.view is not None
            self.view = apply(self.view, OwnChange.model_validate(data))
            self.changes += 1

    def equals_fresh(self) -> bool:
        """Whether the old state and its changes have become the fresh state."""
        return self.view == OwnView.model_validate(self._page.see())
