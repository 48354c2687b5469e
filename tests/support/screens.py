"""Screens: a real Chromium at a house's pages, and what axe says of them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
NO_CHROMIUM = "Debian's Chromium is not here, so no screen was tested."
AXE = Path(__file__).parents[1] / "web" / "axe.min.js"
# A busy machine is slow, not wrong; how fast it is, is measured elsewhere.
expect.set_options(timeout=20_000)
_ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; where it is missing its tests are skipped, and in CI they fail."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def page_of(
    browser: Browser,
    *,
    width: int = 1440,
    height: int = 900,
    **more: Any,  # noqa: ANN401 - options of a context
) -> Iterator[Page]:
    """A page in a context of its own; an error in a script of ours fails the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, **more)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    # What is cut off while the page is taken away is no fault of its scripts.
    before_closing = list(faults)
    context.close()
    assert not before_closing, before_closing


def violations(page: Page) -> list[str]:
    """What axe finds: the rule, and where; for WCAG 2.2 AA and good practice."""
    # Evaluated, not added as a tag: the page's own policy lets no foreign script in.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run()")
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
