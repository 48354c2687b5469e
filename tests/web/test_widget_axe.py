"""What axe says of every state of the widget, of the site and of the page of parts."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.desk import Desk
from support.house import House, wait_until
from support.screens import chromium, page_of, violations
from support.waits import people_came
from support.widget import Widget, foreign_page, script_tag

WIDTHS = (320, 390, 1280)
HINTS = 4
_PAGE = """<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>Shop</title></head>
<body><main><h1>Shop</h1></main>{}</body></html>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _look(widget: Widget, state: str) -> None:
    """Every width: axe finds nothing, and nothing scrolls sideways."""
    page = widget.page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        widget.at_rest()
        assert violations(page) == [], (state, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (state, width)
        talk = widget.panel.locator(".talk, .menu")
        if talk.count():
            assert talk.evaluate("each => each.scrollWidth <= each.clientWidth"), (state, width)


def _states(widget: Widget, house: House) -> Iterator[str]:
    """Lead the widget through its states; each is named while it is there."""
    page, panel = widget.page, widget.panel
    expect(widget.launcher).to_be_visible()
    yield "closed"
    widget.open()
    yield "first exposure"
    widget.ask("My wifi is slow upstairs, what can I do?")
    panel.locator(".source button").first.click()
    expect(panel.locator(".passage")).to_be_visible()
    yield "answer with its passage"
    for ask in ("please cancel my order O-2043", "chidi.okafor@mail.example"):
        widget.ask(ask)
    expect(panel.locator(".code")).to_be_visible()
    panel.locator(".code input").fill("1")
    page.keyboard.press("Enter")
    yield "a code, with a fault"
    menu = panel.locator(".menu-button")
    menu.click()
    yield "menu"
    for number in range(HINTS):
        panel.get_by_role("switch").nth(number).click()
    page.keyboard.press("Escape")
    yield "all hints"
    panel.locator(".changed button").click()
    page.context.set_offline(True)
    expect(widget.line_note).not_to_be_empty()
    widget.say("offline")
    yield "offline"
    page.context.set_offline(False)
    expect(widget.line_note).to_be_empty(timeout=20_000)
    widget.bar.locator("button").click()
    expect(panel.locator(".clock")).to_be_visible()
    yield "waiting"
    yield from _with_a_person(widget, house)


def _with_a_person(widget: Widget, house: House) -> Iterator[str]:
    def look() -> str | None:
        found = house.client.get("/api/v1/conversations?holder=waiting").json()["items"]
        return str(found[0]["id"]) if found else None

    conversation_id = wait_until(look)
    with Desk(house, "robin") as robin:
        seen = robin.open(conversation_id).seen
        robin.do("take", conversation_id=conversation_id)
        seen = robin.open(conversation_id).seen
        robin.do("answer", conversation_id=conversation_id, seen=seen, id="a", text="Robin here.")
        expect(widget.panel.locator("article.agent")).to_be_visible()
        yield "a person"
        robin.do("close", conversation_id=conversation_id)
        expect(widget.bar).to_have_attribute("data-holder", "nobody")
        yield "nobody"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_of_the_widget(
    sqlite_fernlow: House, browser: Browser, scheme: str, language: str
) -> None:
    people_came(sqlite_fernlow, 4, 4, 4)
    html = _PAGE.format(language, script_tag(sqlite_fernlow))
    seen = []
    with (
        foreign_page(html) as address,
        page_of(browser, width=1280, height=800, color_scheme=scheme) as page,
    ):
        widget = Widget(page, address)
        for state in _states(widget, sqlite_fernlow):
            _look(widget, f"{state}, {scheme}, {language}")
            page.set_viewport_size({"width": 1280, "height": 800})
            seen.append(state)
    assert len(seen) == 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["/", "/studio/components", "/studio/components?language=ar"])
def test_axe_finds_nothing_on_our_own_pages(
    sqlite_house: House, browser: Browser, address: str, scheme: str, width: int
) -> None:
    with page_of(browser, width=width, height=800, color_scheme=scheme) as page:
        page.goto(f"{sqlite_house.url}{address}")
        ready = ".launcher" if address == "/" else "part-sample >> nth=-1"
        expect(page.locator(ready)).to_be_visible()
        page.evaluate(
            "() => Promise.allSettled(document.getAnimations().map((each) => each.finished))"
        )
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _still(page: Page) -> list[str]:
    """Whatever moves for ever."""
    found: list[str] = page.evaluate(
        """() => document.querySelector("warmline-chat").shadowRoot.getAnimations()
          .filter((each) => each.effect.getComputedTiming().duration > 0)
          .map((each) => each.animationName)"""
    )
    return found


def _forms(page: Page) -> str:
    return str(
        page.locator(".holder-line").evaluate(
            "each => getComputedStyle(each).borderBlockStartStyle"
        )
    )


@pytest.mark.parametrize(
    ("asked", "check"),
    [
        ({"reduced_motion": "reduce"}, lambda page: _still(page) == []),
        ({"forced_colors": "active"}, lambda page: _forms(page) == "dotted"),
    ],
    ids=["reduced motion", "forced colours"],
)
def test_what_a_reader_asks_of_the_browser_is_heeded(
    sqlite_house: House, browser: Browser, asked: dict[str, str], check: Callable[[Page], bool]
) -> None:
    with page_of(browser, width=390, height=800, **asked) as page:
        widget = Widget(page, sqlite_house.url).open()
        widget.ask("My wifi is slow upstairs, what can I do?")
        widget.bar.get_by_role("button", name="Talk to a person").click()
        expect(widget.bar).to_contain_text("A person is coming")
        assert check(page)
