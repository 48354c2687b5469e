"""The widget on other people's pages: a strict policy, a hostile page, nasty words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.house import House
from support.screens import chromium, page_of
from support.widget import Widget, foreign_page, on_the_site, script_tag

WIFI = "My wifi is slow upstairs, what can I do?"
NASTY = [
    "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "\u202egnp.exe is what it says",
    "Z\u0336\u0322\u031ba\u0336l\u0336g\u0336\u0353\u0312o\u0336" + "\u0336" * 300,
    "w" * 600,
    "{{build}} ${location} &lt;b&gt;",
]
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
{head}</head><body><h1>A shop of somebody else</h1><button>Buy</button>{tag}</body></html>"""
_HOSTILE = """<style>
  * { all: unset !important; color: red !important; font-size: 40px !important;
      --ink: red; --surface: red; --pine: red !important; }
  button { all: unset; display: none !important }
  body > * { display: none !important; transform: scale(3) !important }
</style><script>
  Array.prototype.extra = function () { return "extra"; };
  Object.prototype.more = "more";
  Object.prototype.remove = function () { return "gone"; };
  Array.prototype.contains = [];
  window.html = window.h = window.render = null;
</script>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with page_of(browser, width=1280, height=800) as opened:
        yield opened


def test_a_page_of_another_origin_with_a_strict_policy_can_have_it(
    sqlite_house: House, page: Page
) -> None:
    ours = sqlite_house.url
    policy = (
        f"default-src 'none'; script-src {ours}; connect-src {ours} {ours.replace('http', 'ws')}; "
        "style-src 'none'; require-trusted-types-for 'script'"
    )
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    html = _PAGE.format(head="", tag=script_tag(sqlite_house))
    with foreign_page(html, policy) as address:
        widget = Widget(page, address).open()
        widget.ask(WIFI)
        box = widget.panel.bounding_box()
    assert box is not None
    assert (box["width"], round(box["height"])) == (400, 682)
    # Chromium asks for an icon of the page that the policy lets nobody load.
    assert [each for each in refused if "favicon" not in each] == []


def test_a_hostile_page_neither_hides_nor_paints_nor_breaks_it(
    sqlite_house: House, page: Page
) -> None:
    looks = """each => {
      const style = getComputedStyle(each);
      return ["color", "font-size", "background-color", "border-top-width", "display"].map(
        (name) => style.getPropertyValue(name));
    }"""
    site = on_the_site(page, sqlite_house).open()
    person = site.bar.get_by_role("button", name="Talk to a person")
    expected, size = person.evaluate(looks), site.panel.bounding_box()
    html = _PAGE.format(head=_HOSTILE, tag=script_tag(sqlite_house))
    with foreign_page(html) as address:
        widget = Widget(page, address).open()
        assert person.evaluate(looks) == expected
        assert widget.panel.bounding_box() == size
        widget.ask(WIFI)
        page.reload()
        widget.open()
        expect(widget.mine).to_contain_text([WIFI])


def test_the_language_of_the_page_or_of_its_tag_is_spoken(sqlite_house: House, page: Page) -> None:
    for language, talk in (("de", "Mit einem Menschen sprechen"), ("ar", None)):
        html = _PAGE.format(head="", tag=script_tag(sqlite_house, f'data-language="{language}"'))
        with foreign_page(html) as address:
            widget = Widget(page, address).open()
            found = page.locator(".widget")
            expect(found).to_have_attribute("lang", language)
            expect(found).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
            if talk is not None:
                expect(widget.bar.get_by_role("button", name=talk)).to_be_visible()


def test_nasty_words_are_words(sqlite_house: House, page: Page) -> None:
    widget = on_the_site(page, sqlite_house).open()
    for number, text in enumerate(NASTY, start=1):
        widget.say(text)
        expect(widget.mine).to_have_count(number)
        expect(widget.mine.last.locator(".words")).to_have_text(text)
    expect(widget.mine.last.locator(".status")).to_contain_text("Delivered")
    assert widget.panel.locator("img, script").count() == 0
    assert widget.panel.evaluate("each => each.scrollWidth <= each.clientWidth")
    talk = widget.panel.locator(".talk")
    assert talk.evaluate("each => each.scrollWidth <= each.clientWidth")
    page.reload()
    widget.open()
    expect(widget.mine).to_have_count(len(NASTY))


def test_very_long_words_are_folded_and_too_long_ones_stay_in_the_field(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    longest = "wort " * 20_000
    widget.say(longest + "!")
    expect(widget.panel.get_by_role("alert")).to_contain_text("100")
    expect(widget.field).to_have_value(longest + "!")
    expect(widget.mine).to_have_count(0)
    page.keyboard.press("Backspace")
    expect(widget.panel.get_by_role("alert")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(widget.mine.locator(".status")).to_contain_text("Delivered")
    expect(widget.field).to_have_value("")
    widget.mine.get_by_role("button", name="Show all of it").click()
    assert len(widget.mine.locator(".words").inner_text()) > 99_000


def test_words_that_grow_on_the_wire_are_refused_with_the_draft_kept(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    nothing_but_controls = "\x01" * 99_000
    widget.say(nothing_but_controls)
    expect(widget.panel.get_by_role("alert")).to_be_visible()
    expect(widget.mine).to_have_count(0)


def test_a_browser_that_objects_is_told_that_it_is_honoured(
    sqlite_house: House, browser: Browser
) -> None:
    with page_of(browser, width=1280, height=800) as page:
        page.add_init_script(
            "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })"
        )
        widget = on_the_site(page, sqlite_house).open()
        said = widget.panel.locator(".aside")
        expect(said).to_contain_text("Your browser asks us not to sell or share data.")
        widget.ask(WIFI)
        page.reload()
        widget.open()
        expect(said).to_be_visible()


def test_a_key_of_no_brand_is_said_to_be_wrong_and_ends_nothing_else(
    sqlite_house: House, page: Page
) -> None:
    tag = f'<script src="{sqlite_house.url}/widget.js" data-key="wl_browser_x" async></script>'
    with foreign_page(_PAGE.format(head="", tag=tag)) as address:
        page.goto(address)
        page.locator(".launcher").click()
        expect(page.locator(".line-note")).to_contain_text("cannot be reached with this page’s key")
