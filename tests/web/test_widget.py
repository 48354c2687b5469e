"""The widget in a real Chromium: by keyboard alone, kept and private as it says."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.house import House
from support.screens import chromium, page_of
from support.widget import on_the_site

WIFI = "My wifi is slow upstairs, what can I do?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with page_of(browser, width=1280, height=800, accept_downloads=True) as opened:
        yield opened


def test_a_question_is_asked_and_its_source_read_by_keyboard_alone(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    answer = widget.ask(WIFI)
    expect(answer).to_contain_text("Assistant software")
    source = answer.locator(".source button")
    expect(source).to_contain_text("wifi")
    widget.tab_to(source, backwards=True)
    page.keyboard.press("Enter")
    expect(answer.locator(".passage mark").first).to_be_visible()
    expect(answer.locator(".passage footer")).to_contain_text("Version 1")
    expect(source).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(widget.panel).to_have_count(0)
    expect(widget.launcher).to_be_focused()


def test_a_person_is_asked_for_and_no_longer_wanted_by_keyboard_alone(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    page.keyboard.press("Shift+Tab")
    expect(widget.bar.get_by_role("button", name="Talk to a person")).to_be_focused()
    page.keyboard.press("Enter")
    stop = widget.bar.get_by_role("button", name="Stop waiting")
    expect(stop).to_be_focused()
    expect(widget.panel.locator(".clock")).to_be_visible()
    page.keyboard.press("Enter")
    expect(widget.bar.get_by_role("button", name="Talk to a person")).to_be_focused()
    expect(widget.panel.locator(".clock")).to_have_count(0)


def test_the_chat_is_taken_along_by_keyboard_alone(sqlite_house: House, page: Page) -> None:
    widget = on_the_site(page, sqlite_house).open()
    widget.ask(WIFI)
    widget.tab_to(widget.panel.get_by_role("button", name="Options"))
    page.keyboard.press("Enter")
    widget.tab_to(widget.panel.get_by_role("button", name="Take the chat along"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    text = download.value.path().read_text(encoding="utf-8")
    assert WIFI in text
    assert download.value.suggested_filename.endswith(".txt")


def test_sensing_is_switched_off_before_the_first_word_and_stays_off(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    switch = widget.panel.get_by_role("switch", name="Notice how it feels")
    expect(switch).to_have_attribute("aria-checked", "true")
    widget.tab_to(switch, backwards=True)
    page.keyboard.press("Space")
    expect(switch).to_have_attribute("aria-checked", "false")
    with sqlite_house.away():
        expect(widget.line_note).not_to_be_empty()
    expect(widget.line_note).to_be_empty(timeout=15_000)
    expect(switch).to_have_attribute("aria-checked", "false")
    widget.ask("I am so angry, my wifi is slow again and nobody helps me!")
    page.reload()
    widget.open()
    expect(widget.answers.last).to_be_visible()
    expect(switch).to_have_attribute("aria-checked", "false")


def test_nothing_is_on_the_device_before_the_first_message(sqlite_house: House, page: Page) -> None:
    widget = on_the_site(page, sqlite_house).open()
    page.keyboard.type("Not sent yet")
    widget.tab_to(widget.panel.get_by_role("button", name="Options"))
    page.keyboard.press("Enter")
    widget.panel.get_by_role("switch", name="Calm").press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("() => indexedDB.databases()") == []
    assert page.context.cookies() == []
    widget.field.press("Enter")
    expect(widget.mine.locator(".status")).to_contain_text("Delivered")
    assert len(widget.kept) == 1
    assert page.context.cookies() == []


def test_what_was_said_is_there_after_a_reload_and_in_a_second_tab(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    second = on_the_site(page.context.new_page(), sqlite_house).open()
    widget.ask(WIFI)
    expect(second.mine).to_contain_text([WIFI])
    expect(second.answers).to_have_count(widget.answers.count())
    second.ask("And downstairs?")
    expect(widget.mine).to_contain_text([WIFI, "And downstairs?"])
    page.reload()
    widget.open()
    expect(widget.mine).to_contain_text([WIFI, "And downstairs?"])
    assert widget.kept[0][1].count("visitor") == 1


def test_an_answer_behind_a_closed_chat_is_counted(sqlite_house: House, page: Page) -> None:
    widget = on_the_site(page, sqlite_house).open()
    widget.say(WIFI)
    page.keyboard.press("Escape")
    expect(widget.launcher.locator(".unread")).to_be_visible()
    expect(widget.launcher).to_have_accessible_name("Open the chat: one new message")
    page.keyboard.press("Enter")
    expect(widget.launcher.locator(".unread")).to_have_count(0)
