"""The widget beside people and skills: proof, confirmation, a person who comes, hints."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.desk import Desk
from support.house import House, wait_until
from support.screens import chromium, page_of
from support.waits import people_came
from support.widget import Widget, code_mailed_to, on_the_site

CHIDI = "chidi.okafor@mail.example"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with page_of(browser, width=1280, height=800) as opened:
        yield opened


def test_an_order_is_cancelled_after_a_code_and_by_the_cards_buttons(
    sqlite_fernlow: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_fernlow).open()
    widget.ask("please cancel my order O-2043")
    widget.ask(CHIDI)
    code = widget.panel.get_by_label("The code from the mail")
    code.fill("12345")
    page.keyboard.press("Enter")
    expect(widget.panel.locator(".code .fault")).to_contain_text("this one has 5")
    code.fill(code_mailed_to(sqlite_fernlow, CHIDI))
    page.keyboard.press("Enter")
    card = widget.panel.locator(".task")
    expect(card.get_by_role("heading")).to_have_text("Cancel an order")
    expect(widget.answers.last).to_contain_text("Shall I cancel your order O-2043")
    widget.tab_to(card.get_by_role("button", name="Yes, please"), backwards=True)
    page.keyboard.press("Enter")
    expect(widget.answers.last).to_contain_text("is cancelled")
    card.get_by_role("button", name="Undo").click()
    card.get_by_role("button", name="Yes, please").click()
    expect(widget.answers.last).to_contain_text("is back")


def waiting_conversation(house: House) -> str:
    def look() -> str | None:
        found = house.client.get("/api/v1/conversations?holder=waiting").json()["items"]
        return str(found[0]["id"]) if found else None

    return wait_until(look)


def test_a_person_comes_is_named_and_answers(sqlite_house: House, page: Page) -> None:
    people_came(sqlite_house, 4, 4, 4)
    widget = on_the_site(page, sqlite_house).open()
    expect(widget.bar).to_contain_text("A person: about 4 min")
    widget.ask("My wifi is slow upstairs, what can I do?")
    widget.bar.get_by_role("button", name="Talk to a person").click()
    expect(widget.panel.locator(".clock")).to_contain_text("By about")
    expect(widget.panel.locator(".clock")).to_contain_text("You are first.")
    conversation_id = waiting_conversation(sqlite_house)
    with Desk(sqlite_house, "robin") as robin:
        robin.open(conversation_id)
        assert robin.do("take", conversation_id=conversation_id)["type"] == "done"
        expect(widget.bar.locator(".holder-line")).to_have_attribute("data-holder", "person")
        expect(widget.bar).to_contain_text("Robin is with you")
        expect(widget.panel.locator(".clock")).to_have_count(0)
        robin.send("typing", conversation_id=conversation_id)
        expect(widget.panel.locator(".writing")).to_contain_text("Robin is writing")
        seen = robin.open(conversation_id).seen
        about = {"conversation_id": conversation_id, "seen": seen}
        answered = robin.do("answer", **about, id="a", text="Robin here. I see it.")
        assert answered["type"] == "done", answered
        said = widget.panel.locator("article.agent")
        expect(said).to_contain_text("Robin a person")
        expect(said).to_contain_text("Robin here. I see it.")
        expect(widget.panel.locator(".waited")).to_contain_text("You waited 1 min.")
        expect(widget.panel.locator(".waited")).to_contain_text("We had said about")
        widget.tab_to(widget.bar.get_by_role("button", name="Options"), backwards=True)
        page.keyboard.press("Enter")
        widget.tab_to(widget.panel.get_by_role("button", name="End this conversation"))
        page.keyboard.press("Enter")
        expect(widget.bar).to_contain_text("Closed at")
    widget.ask("One more thing: my wifi is slow again")
    expect(widget.bar).to_contain_text("Assistant is answering")


def test_hints_of_ones_own_are_applied_and_the_usual_view_comes_back(
    sqlite_house: House, page: Page
) -> None:
    widget = on_the_site(page, sqlite_house).open()
    usual = widget.field.evaluate("each => getComputedStyle(each).fontSize")
    widget.tab_to(widget.panel.get_by_role("button", name="Options"))
    page.keyboard.press("Enter")
    for name in ("Calm", "Larger text", "The person first", "One step at a time"):
        widget.tab_to(widget.panel.get_by_role("switch", name=name))
        page.keyboard.press("Space")
    page.keyboard.press("Escape")
    _has_hints(widget, "calm", "larger_text", "person_first", "simpler_steps")
    person = widget.bar.get_by_role("button", name="Talk to a person")
    bar = widget.bar.bounding_box()
    button = person.bounding_box()
    assert bar is not None
    assert button is not None
    assert button["width"] > 0.9 * (bar["width"] - 32)
    widget.ask("My wifi is slow upstairs, what can I do?")
    page.reload()
    widget.open()
    _has_hints(widget, "calm", "larger_text", "person_first", "simpler_steps")
    widget.tab_to(widget.panel.get_by_role("button", name="Usual view"))
    page.keyboard.press("Enter")
    expect(widget.panel).to_have_class("panel")
    assert widget.field.evaluate("each => getComputedStyle(each).fontSize") == usual
    page.reload()
    widget.open()
    expect(widget.panel).to_have_class("panel")


def _has_hints(widget: Widget, *names: str) -> None:
    for name in names:
        expect(widget.panel).to_have_class(re.compile(name))
    expect(widget.panel.locator(".changed")).to_contain_text("Changed for you")


def test_what_a_decision_changed_is_said_and_taken_back(sqlite_house: House, page: Page) -> None:
    widget = on_the_site(page, sqlite_house).open()
    widget.ask("I smell gas in the kitchen, what do I do?")
    expect(widget.panel.locator(".changed")).to_contain_text("The person first")
    widget.panel.get_by_role("button", name="Usual view").click()
    expect(widget.panel).to_have_class("panel")
