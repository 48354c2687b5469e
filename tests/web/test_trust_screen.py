"""The customer's own page in a real Chromium: its story by keyboard alone, and what axe says."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from support.chat import Chat
from support.house import ADA, House, wait_until
from support.screens import chromium, page_of, violations
from support.widget import code_mailed_to, on_the_site

ANGRY = "That did not help at all, this is the second time now and I am really annoyed."
XSS = "<img src=x onerror=\"document.title='owned'\"> <script>document.title='owned'</script>"
WIDTHS = (320, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _open(page: Page, house: House, chat: Chat, language: str = "en") -> Page:
    word = chat.done("own_page")["word"]
    page.goto(f"{house.url}/trust?language={language}#{word}")
    expect(page.locator(".page h1")).to_be_visible()
    assert "#" not in page.url, "the word is in no history"
    return page


def _tab_to(page: Page, target: Locator) -> None:
    """Move the focus there by the Tab key alone; it is never under the bar."""
    expect(target).to_be_visible()
    for _ in range(80):
        if target.evaluate("each => each === document.activeElement"):
            covered = target.evaluate(
                "each => each.getBoundingClientRect().bottom > "
                "document.querySelector('.bar').getBoundingClientRect().top"
            )
            assert not covered or target.evaluate("each => Boolean(each.closest('.bar'))")
            return
        page.keyboard.press("Tab")
    message = "The Tab key does not lead there."
    raise AssertionError(message)


def _press(page: Page, target: Locator, key: str = "Enter") -> None:
    _tab_to(page, target)
    page.keyboard.press(key)


def test_the_whole_story_by_keyboard(sqlite_house: House, browser: Browser) -> None:
    with Chat(sqlite_house) as chat, page_of(browser) as page:
        chat.ask(ANGRY)
        _open(page, sqlite_house, chat)
        sense = page.get_by_role("switch", name="To notice how your words feel")
        expect(sense).to_have_attribute("aria-checked", "true")
        urgency = page.locator(".thought").filter(has_text="How soon it must be")
        _press(page, urgency.get_by_role("button", name="That is wrong"))
        expect(urgency.get_by_role("button", name="It can wait")).to_be_focused()
        page.keyboard.press("Enter")
        expect(urgency).to_contain_text("Corrected")
        question = page.get_by_role("button", name="Question this")
        _press(page, question.first)
        expect(page.get_by_label("What should the person know?")).to_be_focused()
        page.keyboard.insert_text("It was not that.")
        _press(page, page.get_by_role("button", name="Have a person look at it"))
        expect(page.locator(".contest")).to_contain_text("A person looks at it by")
        expect(page.locator(".bar")).to_contain_text("A person is coming")
        page.keyboard.press("Control+Home")
        _press(page, page.get_by_role("button", name="Pause all use"))
        expect(page.locator(".notice").first).to_contain_text("Paused since")
        _press(page, page.get_by_role("button", name="Use it again"))
        expect(page.locator(".notice")).to_have_count(0)
        page.reload()
        _press(page, sense, "Space")
        expect(sense).to_have_attribute("aria-checked", "false")
        wait_until(lambda: chat.state["sense"]["granted"] is False)
        page.reload()
        _press(page, page.get_by_role("button", name="Close my page"))
        expect(page.locator(".door")).to_contain_text("Your page was closed")


def test_the_door_by_keyboard_with_a_code_and_its_faults(
    sqlite_house: House, browser: Browser
) -> None:
    sqlite_house.say(ADA, "hello")
    with page_of(browser, width=390) as page:
        page.goto(f"{sqlite_house.url}/trust?language=en")
        address = page.get_by_label("Your e-mail address")
        _tab_to(page, address)
        page.keyboard.insert_text("ada")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Write the address like")
        address.fill(ADA.value)
        page.keyboard.press("Enter")
        code = page.get_by_label("The six digits from the mail")
        expect(code).to_be_focused()
        page.keyboard.insert_text("12")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("The code has six digits.")
        assert violations(page) == []
        code.fill(code_mailed_to(sqlite_house, ADA.value))
        page.keyboard.press("Enter")
        expect(page.locator(".page h1")).to_be_visible()
        expect(page.locator(".facts").first).to_contain_text("from you, proven")


def test_axe_finds_nothing_in_any_scheme_language_and_width(
    sqlite_house: House, browser: Browser
) -> None:
    with Chat(sqlite_house) as chat:
        chat.ask(ANGRY)
        chat.ask("My wifi is slow upstairs, what can I do?")
        for scheme, language in (("light", "en"), ("dark", "de"), ("dark", "ar"), ("light", "ar")):
            with page_of(browser, color_scheme=scheme) as page:
                page.goto(f"{sqlite_house.url}/trust?language={language}")
                expect(page.locator(".door h1")).to_be_visible()
                _look(page, f"door {scheme} {language}")
                _open(page, sqlite_house, chat, language)
                page.locator(".thought .button").first.click()
                page.locator(".receipt .button").first.click()
                _look(page, f"page {scheme} {language}")


def _look(page: Page, state: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == [], (state, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (state, width)


def test_help_is_in_the_same_place_at_the_door_and_on_the_page(
    sqlite_house: House, browser: Browser
) -> None:
    with Chat(sqlite_house) as chat, page_of(browser, width=390, height=800) as page:
        chat.ask("My wifi is slow upstairs, what can I do?")
        page.goto(f"{sqlite_house.url}/trust?language=en")
        expect(page.locator(".door h1")).to_be_visible()
        before = page.locator(".bar .button").bounding_box()
        _open(page, sqlite_house, chat)
        after = page.locator(".bar .button").bounding_box()
        assert before is not None
        assert after is not None
        assert abs(before["y"] - after["y"]) < 2
        assert abs(before["x"] + before["width"] - after["x"] - after["width"]) < 2
        page.locator(".bar .button").click()
        expect(page.locator(".bar")).to_contain_text("A person is coming")


def test_markup_in_what_customers_write_is_shown_as_text(
    sqlite_house: House, browser: Browser
) -> None:
    with Chat(sqlite_house) as chat, page_of(browser) as page:
        chat.ask(XSS)
        _open(page, sqlite_house, chat)
        page.get_by_role("button", name="Correct something").click()
        page.get_by_label("What is wrong, and what is right?").fill(XSS)
        page.get_by_role("button", name="Send it to a person").click()
        expect(page.locator(".said .words").last).to_contain_text("<script>")
        assert "owned" not in page.title()
        assert page.locator(".page img, .page script").count() == 0


def test_a_visitor_comes_from_the_widgets_menu_without_a_code(
    sqlite_house: House, browser: Browser
) -> None:
    with page_of(browser) as page:
        widget = on_the_site(page, sqlite_house).open()
        widget.ask("My wifi is slow upstairs, what can I do?")
        widget.panel.locator(".menu-button").click()
        with page.context.expect_page() as opened:
            widget.panel.get_by_role("button", name="Your data and choices").click()
        own = opened.value
        expect(own.locator(".page h1")).to_be_visible()
        expect(own.locator(".head")).to_contain_text("Opened from your chat")
        assert own.evaluate("window.opener") is None


def test_reduced_motion_and_forced_colours_lose_nothing(
    sqlite_house: House, browser: Browser
) -> None:
    with (
        Chat(sqlite_house) as chat,
        page_of(browser, reduced_motion="reduce", forced_colors="active") as page,
    ):
        chat.ask(ANGRY)
        _open(page, sqlite_house, chat)
        assert page.evaluate("document.getAnimations().length") == 0
        switch = page.get_by_role("switch").first
        assert switch.evaluate("each => getComputedStyle(each, '::before').width") == "16px"
        expect(page.locator(".use-switch").nth(1)).to_contain_text("On")
