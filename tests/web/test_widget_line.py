"""The widget's line: cut, slow, gone and back, nothing is lost and nothing said twice."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from support.house import House, wait_until
from support.screens import chromium, page_of
from support.waits import people_came
from support.widget import on_the_site

FIRST = "My wifi is slow upstairs, what can I do?"
SECOND = "It began on Monday"
BACK = 20_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with page_of(browser, width=1280, height=800) as opened:
        yield opened


def said_by_customer(house: House) -> list[str]:
    """All that the only customer of this house is known to have said."""
    found = house.client.get("/api/v1/conversations?holder=assistant").json()["items"]
    assert len(found) == 1
    messages = house.view(found[0]["id"])["messages"]
    return [each["text"] for each in messages if each["author"] == "customer"]


def test_what_is_written_offline_leaves_once_when_the_line_is_back(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    widget.ask(FIRST)
    page.context.set_offline(True)
    expect(widget.line_note).to_have_text("You are offline. Write on; it leaves when you are back.")
    widget.say(SECOND)
    expect(widget.mine.last.locator(".status")).to_have_text("Sending")
    page.context.set_offline(False)
    expect(widget.mine.last.locator(".status")).to_contain_text("Delivered", timeout=BACK)
    expect(widget.line_note).to_be_empty()
    expect(widget.mine).to_have_count(2)
    assert said_by_customer(sqlite_house) == [FIRST, SECOND]


def test_a_message_whose_answer_was_cut_off_is_sent_again_and_said_once(
    sqlite_house: House, page: Page
) -> None:
    cuts: list[str] = []

    def between(browser_side: WebSocketRoute) -> None:
        server_side = browser_side.connect_to_server()

        def pass_on(frame: str | bytes) -> None:
            if '"type":"done"' in str(frame).replace(" ", "") and not cuts:
                cuts.append(str(frame))
                browser_side.close(code=3000, reason="cut")
                server_side.close(code=3000, reason="cut")
            else:
                browser_side.send(frame)

        server_side.on_message(pass_on)

    page.route_web_socket("**/channels/web_chat/socket", between)
    widget = on_the_site(page, sqlite_house).open()
    widget.say(FIRST)
    expect(widget.mine.locator(".status")).to_contain_text("Delivered", timeout=BACK)
    expect(widget.mine).to_have_count(1)
    assert cuts
    assert said_by_customer(sqlite_house) == [FIRST]


def test_a_restart_under_an_open_chat_is_survived_by_itself(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    widget.ask(FIRST)
    with sqlite_house.away():
        expect(widget.line_note).to_contain_text("Your words are safe here.")
        widget.say(SECOND)
        expect(widget.mine.last.locator(".status")).to_have_text("Sending")
    expect(widget.mine.last.locator(".status")).to_contain_text("Delivered", timeout=BACK)
    expect(widget.line_note).to_be_empty()
    assert said_by_customer(sqlite_house) == [FIRST, SECOND]


def test_what_could_not_leave_outlives_the_page(sqlite_house: House, page: Page) -> None:
    widget = on_the_site(page, sqlite_house).open()
    widget.ask(FIRST)
    page.context.set_offline(True)
    expect(widget.line_note).not_to_be_empty()
    widget.say(SECOND)
    page.goto("about:blank")
    page.context.set_offline(False)
    again = on_the_site(page, sqlite_house)
    expect(again.launcher).to_be_visible()
    wait_until(lambda: said_by_customer(sqlite_house) == [FIRST, SECOND])
    again.open()
    expect(again.mine).to_have_count(2)


def test_a_person_is_asked_for_at_once_and_it_is_said_if_that_fails(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    page.context.set_offline(True)
    widget.bar.get_by_role("button", name="Talk to a person").click()
    expect(widget.bar.get_by_role("alert")).to_contain_text("did not reach us")
    expect(widget.bar.get_by_role("button", name="Talk to a person")).to_be_visible()
    page.context.set_offline(False)
    expect(widget.line_note).to_be_empty(timeout=BACK)
    widget.bar.get_by_role("button", name="Talk to a person").click()
    expect(widget.bar).to_contain_text("A person is coming")
    expect(widget.bar.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("wrong", [timedelta(days=-1), timedelta(days=1)])
def test_a_wait_counts_right_on_a_device_whose_clock_is_wrong_by_a_day(
    sqlite_house: House, page: Page, wrong: timedelta
) -> None:
    people_came(sqlite_house, 5, 5, 5)
    page.clock.set_system_time(datetime.now(UTC) + wrong)
    widget = on_the_site(page, sqlite_house).open()
    expect(widget.bar).to_contain_text("A person: about 5 min")
    widget.bar.get_by_role("button", name="Talk to a person").click()
    minutes = widget.panel.locator(".clock .dial text").first
    expect(minutes).to_have_text(re.compile("^[56]$"))
    # A message alone carries no clock; it must not shift the one that runs.
    widget.say(FIRST)
    expect(widget.mine.locator(".status")).to_contain_text("Delivered")
    expect(minutes).to_have_text(re.compile("^[56]$"))
    # Nor must the device's own clock, when it is set right meanwhile.
    page.clock.set_system_time(datetime.now(UTC))
    widget.say(SECOND)
    expect(widget.mine.last.locator(".status")).to_contain_text("Delivered")
    expect(widget.bar).to_contain_text(re.compile("about [56] min"))
