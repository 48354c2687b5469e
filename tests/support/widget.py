"""A widget: the customer's chat in a real Chromium, driven as a person drives it."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Locator, Page, expect

from support.house import House, wait_until
from warmline.app import site_key

KEPT = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('warmline:'))"


class Widget:
    """The chat on a page; what is in its shadow root is found as if it were the page's own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        self.launcher = page.locator(".launcher")
        self.panel = page.locator(".panel")
        self.field = self.panel.locator("textarea")
        self.bar = self.panel.locator(".bar")
        self.mine = self.panel.locator("article.mine")
        self.answers = self.panel.locator("article.theirs")
        self.line_note = self.panel.locator(".line-note")

    def open(self) -> "Widget":
        """By keyboard: the launcher is the page's last stop."""
        expect(self.launcher).to_be_visible()
        self.launcher.focus()
        self.page.keyboard.press("Enter")
        expect(self.field).to_be_focused()
        # What the bar says of people comes with the server's first state.
        expect(self.bar.locator("small")).not_to_be_empty()
        return self

    def say(self, text: str) -> None:
        self.field.focus()
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")

    def ask(self, text: str) -> Locator:
        """Say something and wait for what is answered; the newest answer."""
        before = self.answers.count()
        self.say(text)
        expect(self.answers).not_to_have_count(before)
        return self.answers.last

    def tab_to(self, target: Locator, *, backwards: bool = False) -> None:
        """Move the focus there by the Tab key alone."""
        expect(target).to_be_visible()
        for _ in range(40):
            if target.evaluate("each => each.getRootNode().activeElement === each"):
                return
            self.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        message = "The Tab key does not lead there."
        raise AssertionError(message)

    @property
    def kept(self) -> list[list[str]]:
        """What the widget keeps on the device."""
        found: list[list[str]] = self.page.evaluate(KEPT)
        return found

    def at_rest(self) -> None:
        """Nothing moves any more but what moves for ever."""
        self.page.evaluate(
            """() => Promise.allSettled(
              [document, document.querySelector("warmline-chat").shadowRoot]
                .flatMap((root) => root.getAnimations())
                .filter((each) => each.effect.getTiming().iterations !== Infinity)
                .map((each) => each.finished),
            )"""
        )


def on_the_site(page: Page, house: House) -> Widget:
    """The widget on the brand's own site."""
    return Widget(page, house.url)


def script_tag(house: House, more: str = "") -> str:
    key = site_key(house.settings)
    return f'<script src="{house.url}/widget.js" data-key="{key}" {more} async></script>'


def code_mailed_to(house: House, address: str) -> str:
    """The newest code in the demo's outbox, once it is there."""

    def look() -> str | None:
        answer = house.client.get("/api/v1/mails", params={"address": address})
        found = [re.search(r"\d{6}", each["subject"]) for each in answer.json()["items"]]
        return found[0][0] if found and found[0] else None

    return wait_until(look)


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, html: str, policy: str | None, *given: object) -> None:
        self._html, self._policy = html, policy
        super().__init__(*given)  # type: ignore[arg-type]  # what the server gives each handler

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        if self._policy is not None:
            self.send_header("content-security-policy", self._policy)
        self.end_headers()
        self.wfile.write(self._html.encode())

    def log_message(self, *_: object) -> None:
        """Tests have nothing to log."""


@contextmanager
def foreign_page(html: str, policy: str | None = None) -> Iterator[str]:
    """A page of another origin, on a port of its own; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, html, policy))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()
