"""The desk's screen in a real Chromium: by keyboard alone, on any width, through breaks."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.desk import Desk
from support.factor import device, enrol
from support.house import ADA, BRUNO, CHIDI, Customer, House, wait_until
from support.screens import chromium, page_of, violations

from warmline.trust.models import SessionRow

WIFI = "My wifi is slow upstairs, what can I do?"
WANTS_PERSON = "Can I talk to a human please"
NASTY = (
    "<img src=x onerror=alert(1)> \u202egnp.exe \u0336Z\u0336a\u0336l\u0336g\u0336o " + "w" * 400
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with page_of(browser) as opened:
        yield opened


def waiting(house: House, customer: Customer = ADA, text: str = WANTS_PERSON) -> str:
    return str(house.ask(customer, text)["id"])


def sign_in(page: Page, house: House, name: str = "robin") -> None:
    password = (house.settings.data / "demo.password").read_text().strip()
    page.goto(f"{house.url}/workspace")
    page.get_by_label("E-mail").fill(f"{name}@demo.example")
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()


def test_who_has_a_second_factor_is_asked_for_its_code(sqlite_house: House, page: Page) -> None:
    robin = sqlite_house.sign_in("robin")
    secret, _ = enrol(robin)
    robin.close()
    page.goto(f"{sqlite_house.url}/workspace")
    expect(page.get_by_label("Code from your app")).to_have_count(0)
    page.get_by_label("E-mail").fill("robin@demo.example")
    page.get_by_label("Password").fill(
        (sqlite_house.settings.data / "demo.password").read_text().strip()
    )
    page.keyboard.press("Enter")
    field = page.get_by_label("Code from your app")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    expect(field).to_have_attribute("inputmode", "numeric")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "false")
    assert violations(page) == []
    field.fill(device(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()


def _by_agents(house: House, conversation_id: str) -> list[str]:
    """What agents said, as it is stored: their own screen shows it a moment earlier."""
    messages = house.view(conversation_id)["messages"]
    return [each["text"] for each in messages if each["author"] == "agent"]


def take_first(page: Page) -> None:
    expect(page.locator(".row").first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()


def test_sign_in_take_draft_and_answer_by_keyboard_alone(sqlite_house: House, page: Page) -> None:
    conversation_id = waiting(sqlite_house)
    sqlite_house.ask(ADA, WIFI)
    password = (sqlite_house.settings.data / "demo.password").read_text().strip()
    page.goto(f"{sqlite_house.url}/workspace")
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.keyboard.type("robin@demo.example")
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    expect(page.locator(".row")).to_have_count(1)
    take_first(page)
    expect(page.locator(".draft-head")).to_contain_text("When the wifi is slow”, version 1")
    page.keyboard.press("Tab")
    expect(page.locator("#answer")).to_have_value(re.compile("First find out"))
    page.keyboard.type(" Robin here.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said[data-author=agent]")).to_contain_text("Robin here.")
    expect(page.locator("#answer")).to_have_value("")
    (said,) = wait_until(lambda: _by_agents(sqlite_house, conversation_id))
    assert said.endswith("Robin here.")


def test_a_reading_is_corrected_by_r_and_a_digit_and_a_note_kept_by_n(
    sqlite_house: House, page: Page
) -> None:
    waiting(sqlite_house)
    sign_in(page, sqlite_house)
    take_first(page)
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.press("1")
    expect(page.locator(".packet")).to_contain_text("Corrected by Robin: worried.")
    page.keyboard.press("n")
    page.keyboard.type("engineer everyone helps")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said.note")).to_contain_text("engineer everyone helps")


def test_single_keys_can_be_switched_off(sqlite_house: House, page: Page) -> None:
    waiting(sqlite_house)
    sign_in(page, sqlite_house)
    expect(page.locator(".row")).to_be_visible()
    page.keyboard.press("?")
    page.get_by_role("switch", name="Single keys").click()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".row")).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_no_row_moves_under_the_pointer(sqlite_house: House, page: Page) -> None:
    waiting(sqlite_house)
    sign_in(page, sqlite_house)
    page.locator(".row").hover()
    waiting(sqlite_house, BRUNO, "I smell gas in the kitchen, what do I do?")
    expect(page.get_by_role("button", name="1 new")).to_be_visible()
    expect(page.locator(".row")).to_have_count(1)
    page.mouse.move(900, 500)
    expect(page.locator(".row")).to_have_count(2)
    expect(page.locator(".row").first).to_contain_text("Possible danger.")


def test_the_draft_of_ones_own_stays_when_the_session_ends(sqlite_house: House, page: Page) -> None:
    conversation_id = waiting(sqlite_house)
    sign_in(page, sqlite_house)
    take_first(page)
    page.keyboard.type("I have called the depot")

    def end(session: object) -> None:
        session.query(SessionRow).delete()  # type: ignore[attr-defined]

    sqlite_house.write(end)
    page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_be_visible()
    password = (sqlite_house.settings.data / "demo.password").read_text().strip()
    dialog.get_by_label("E-mail").fill("robin@demo.example")
    dialog.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    field, said = page.locator("#answer"), page.locator(".said[data-author=agent]")
    expect(field).to_have_value("I have called the depot")
    field.press("Control+Enter")
    expect(said).to_have_count(1)
    stored = wait_until(lambda: _by_agents(sqlite_house, conversation_id))
    assert stored == ["I have called the depot"]


def test_what_is_written_offline_leaves_once_when_the_line_is_back(
    sqlite_house: House, page: Page
) -> None:
    conversation_id = waiting(sqlite_house)
    sign_in(page, sqlite_house)
    take_first(page)
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    page.keyboard.type("Written without a line")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said").last).to_contain_text("Goes when the line is back")
    page.context.set_offline(False)
    expect(page.locator(".said").last).to_contain_text("Sent", timeout=15_000)
    expect(page.locator(".said[data-author=agent]")).to_have_count(1)
    agent = [m for m in sqlite_house.view(conversation_id)["messages"] if m["author"] == "agent"]
    assert len(agent) == 1


def test_two_screens_show_the_same_and_a_colleague_is_seen(
    sqlite_house: House, browser: Browser, page: Page
) -> None:
    waiting(sqlite_house)
    sign_in(page, sqlite_house)
    take_first(page)
    with page_of(browser) as other:
        sign_in(other, sqlite_house, "noor")
        expect(other.get_by_text("1 with colleagues")).to_be_visible()
        other.goto(page.url)
        expect(other.locator(".standing")).to_contain_text("Robin has this conversation.")
        expect(page.locator(".presence")).to_contain_text("Noor is looking too")
        page.keyboard.type("Seen on both screens")
        expect(other.locator(".typing")).to_contain_text("Robin is writing")
        page.keyboard.press("Control+Enter")
        expect(other.locator(".said").last).to_contain_text("Seen on both screens")


def test_what_a_colleague_said_meanwhile_comes_first(sqlite_house: House, page: Page) -> None:
    conversation_id = waiting(sqlite_house)
    sign_in(page, sqlite_house)
    take_first(page)
    with Desk(sqlite_house, "robin") as second:
        seen = second.open(conversation_id).seen
        about = {"conversation_id": conversation_id, "seen": seen}
        second.do("answer", **about, id="s", text="From elsewhere")
    expect(page.locator(".said[data-author=agent]")).to_contain_text("From elsewhere")


def test_nasty_words_are_words(sqlite_house: House, page: Page) -> None:
    waiting(sqlite_house, CHIDI, f"{NASTY} {WANTS_PERSON}")
    sign_in(page, sqlite_house)
    expect(page.locator(".row")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".said .text").first).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".desk img").count() == 0
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 1440


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1100, 800, 320])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    sqlite_house: House, browser: Browser, scheme: str, width: int
) -> None:
    conversation_id = waiting(sqlite_house)
    sqlite_house.ask(ADA, WIFI)
    waiting(sqlite_house, BRUNO, "I smell gas in the kitchen, what do I do?")
    with page_of(browser, width=width, height=800, color_scheme=scheme) as page:
        page.goto(f"{sqlite_house.url}/workspace")
        expect(page.get_by_label("E-mail")).to_be_visible()
        assert violations(page) == []
        sign_in(page, sqlite_house)
        expect(page.locator(".row")).to_have_count(2)
        assert violations(page) == []
        page.goto(f"{sqlite_house.url}/workspace#{conversation_id}")
        page.reload()
        page.get_by_role("button", name="Take").click()
        expect(page.locator(".draft-head")).to_be_visible()
        page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished))")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        for name in ("Keys", "Find"):
            page.get_by_role("button", name=name).first.click()
            expect(page.get_by_role("dialog")).to_be_visible()
            assert violations(page) == []
            page.keyboard.press("Escape")


def test_the_desk_is_mirrored_where_one_reads_from_right_to_left(
    sqlite_house: House, page: Page
) -> None:
    waiting(sqlite_house)
    sign_in(page, sqlite_house)
    page.evaluate("document.documentElement.dir = 'rtl'")
    expect(page.locator(".row")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".packet")).to_be_visible()
    rail, panel = page.locator(".rail").bounding_box(), page.locator(".panel").bounding_box()
    assert rail is not None
    assert panel is not None
    assert rail["x"] > panel["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    assert violations(page) == []
