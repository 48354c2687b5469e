"""Pictures of every page and state into docs/screens: `make screens`.

It starts a server of its own with the demo, and drives it as the tests of the screens do. A
picture is a PNG, or where that would be large, a JPEG.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.backend import KEY, Backend  # noqa: E402 - found by the line above
from support.desk import Desk  # noqa: E402
from support.house import ADA, BRUNO, Customer, House, HouseOptions, wait_until  # noqa: E402
from support.screens import chromium  # noqa: E402
from support.waits import MINUTE, people_came, set_stretch  # noqa: E402
from support.widget import (  # noqa: E402
    Widget,
    code_mailed_to,
    foreign_page,
    on_the_site,
    script_tag,
)

from fernlow.data import IRELAND  # noqa: E402
from warmline.app import build  # noqa: E402
from warmline.cli.seeding import seed_demo_brand  # noqa: E402
from warmline.foundation import schema  # noqa: E402
from warmline.foundation.clock import now  # noqa: E402
from warmline.foundation.settings import Settings  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
LISTED = "## The pictures\n"
LARGEST = 120_000
QUALITIES = (70, 55)
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
SCHEMES = ("light", "dark")
PACK = "telecom"
WIFI = "My wifi is slow upstairs, what can I do?"
CHIDI = "chidi.okafor@mail.example"


@dataclass
class Camera:
    """Takes pictures on one device in one scheme; `taken` is file names by what they show."""

    house: House
    browser: Browser
    device: str
    scheme: str
    taken: dict[str, str] = field(default_factory=dict)

    def page(self) -> Page:
        width, height = SIZES[self.device]
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if self.scheme == "dark" else "light",
        )
        return context.new_page()

    def shoot(self, page: Page, name: str) -> None:
        page.wait_for_timeout(250)
        stem = f"{name}-{self.device}-{self.scheme}"
        content, suffix = page.screenshot(animations="disabled"), "png"
        for quality in QUALITIES:
            if len(content) > LARGEST:
                content = page.screenshot(animations="disabled", type="jpeg", quality=quality)
                suffix = "jpg"
        (SCREENS / f"{stem}.{suffix}").write_bytes(content)
        self.taken[name] = f"{stem}.{suffix}"


def of_pages(camera: Camera) -> None:
    page = camera.page()
    page.goto(camera.house.url)
    expect(page.locator(".launcher")).to_be_visible()
    camera.shoot(page, "site")
    page.goto(f"{camera.house.url}/studio/components")
    expect(page.locator("part-sample >> nth=-1")).to_be_visible()
    camera.shoot(page, "parts-colours")
    for name, heading in (("parts-line", "The line"), ("parts-clock", "Clock")):
        page.get_by_role("heading", name=heading).evaluate("each => each.scrollIntoView()")
        camera.shoot(page, name)
    page.context.close()


def of_skills(camera: Camera) -> None:
    page = camera.page()
    widget = on_the_site(page, camera.house).open()
    camera.shoot(page, "widget-first-exposure")
    widget.ask(WIFI)
    camera.shoot(page, "widget-answer")
    widget.panel.locator(".source button").first.click()
    expect(widget.panel.locator(".passage")).to_be_visible()
    camera.shoot(page, "widget-passage")
    widget.ask("please cancel my order O-2043")
    widget.ask(CHIDI)
    camera.shoot(page, "widget-proof")
    code = widget.panel.locator(".code input")
    code.fill(code_mailed_to(camera.house, CHIDI))
    code.press("Enter")
    card = widget.panel.locator(".task")
    expect(card.get_by_role("button").first).to_be_visible()
    camera.shoot(page, "widget-confirm")
    card.get_by_role("button").first.click()
    expect(widget.panel.locator(".task.done")).to_be_visible()
    camera.shoot(page, "widget-done")
    page.context.set_offline(True)
    widget.say("Thank you")
    expect(widget.line_note).not_to_be_empty()
    camera.shoot(page, "widget-offline")
    page.context.close()


def waiting_conversation(house: House) -> str:
    def look() -> str | None:
        found = house.client.get("/api/v1/conversations?holder=waiting").json()["items"]
        return str(found[0]["id"]) if found else None

    return wait_until(look)


def of_people(camera: Camera) -> None:
    house, page = camera.house, camera.page()
    widget = on_the_site(page, house).open()
    widget.ask(WIFI)
    widget.say("Second time now. I work from home.")
    widget.bar.get_by_role("button", name="Talk to a person").click()
    expect(widget.panel.locator(".clock")).to_contain_text("By about")
    camera.shoot(page, "widget-waiting")
    conversation_id = waiting_conversation(house)
    first = now() - 3 * MINUTE
    late = {"first_promised_at": first, "promised_at": now() + 5 * MINUTE}
    set_stretch(house, conversation_id, "waiting", started_at=now() - 7 * MINUTE, **late)
    page.reload()
    widget.open()
    expect(widget.panel.locator(".clock")).to_contain_text("We are late")
    camera.shoot(page, "widget-late")
    with Desk(house, "robin") as robin:
        robin.open(conversation_id)
        robin.do("take", conversation_id=conversation_id)
        seen = robin.open(conversation_id).seen
        text = "Hello, Robin here. I can see what was tried; let us look at the hub together."
        robin.do("answer", conversation_id=conversation_id, seen=seen, id="a", text=text)
        expect(widget.panel.locator("article.agent")).to_be_visible()
        camera.shoot(page, "widget-person")
        robin.do("close", conversation_id=conversation_id)
    expect(widget.bar).to_have_attribute("data-holder", "nobody")
    camera.shoot(page, "widget-closed")
    page.context.close()


def of_views(camera: Camera) -> None:
    page = camera.page()
    widget = on_the_site(page, camera.house).open()
    widget.ask(WIFI)
    widget.panel.locator(".menu-button").click()
    camera.shoot(page, "widget-menu")
    for name in ("Calm", "Larger text", "The person first"):
        widget.panel.get_by_role("switch", name=name).click()
    page.keyboard.press("Escape")
    camera.shoot(page, "widget-hints")
    page.context.close()
    of_arabic(camera)


def of_arabic(camera: Camera) -> None:
    page = camera.page()
    tag = script_tag(camera.house)
    html = f'<!doctype html><html lang="ar" dir="rtl"><title>متجر</title><h1>متجر</h1>{tag}'
    with foreign_page(html) as address:
        widget = Widget(page, address).open()
        widget.ask("مرحبا")
        camera.shoot(page, "widget-arabic")
        page.context.close()


def of_the_desk(camera: Camera) -> None:
    house, page = camera.house, camera.page()
    _sign_in(camera, page)
    ids = _people_wait(house)
    expect(page.locator(".row")).to_have_count(len(ids))
    page.mouse.move(0, 0)
    camera.shoot(page, "desk-queue")
    page.goto(f"{house.url}/workspace#{ids[0]}")
    page.reload()
    page.get_by_role("button", name="Take").click()
    expect(page.locator(".draft-head")).to_be_visible()
    camera.shoot(page, "desk-draft")
    page.keyboard.press("Escape")
    expect(page.locator(".draft-head")).to_have_count(0)
    camera.shoot(page, "desk-conversation")
    page.get_by_role("button", name="Internal note").click()
    page.keyboard.type("The engineer has her number.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said.note")).to_be_visible()
    camera.shoot(page, "desk-note")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    camera.shoot(page, "desk-palette")
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    camera.shoot(page, "desk-offline")
    page.context.close()


def _sign_in(camera: Camera, page: Page) -> None:
    password = (camera.house.settings.data / "demo.password").read_text().strip()
    page.goto(f"{camera.house.url}/workspace")
    expect(page.get_by_label("E-mail")).to_be_visible()
    camera.shoot(page, "desk-sign-in")
    page.get_by_label("E-mail").fill("robin@demo.example")
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    camera.shoot(page, "desk-empty")


def _people_wait(house: House) -> list[str]:
    """Three who wait, for three reasons; the first has said what it is about."""
    house.ask(ADA, "The engineer never came on Tuesday. Second time now. I work from home.")
    first = str(house.ask(ADA, "Can I talk to a human please")["id"])
    house.ask(ADA, WIFI)
    second = str(house.ask(BRUNO, "I smell gas in the kitchen, what do I do?")["id"])
    third = house.ask(
        Customer("email", "emile.laurent@mail.example"), "Can I speak to a human please"
    )
    return [first, second, str(third["id"])]


def of_trust(camera: Camera) -> None:
    """The customer's own page: its door, and all of it for somebody whom people have met."""
    house, page = camera.house, camera.page()
    page.goto(f"{house.url}/trust?language=en")
    expect(page.locator(".door h1")).to_be_visible()
    camera.shoot(page, "trust-door")
    page.context.close()
    page = camera.page()
    widget = on_the_site(page, house).open()
    _meet(camera, widget)
    own = _open_own(widget, "en")
    camera.shoot(own, "trust")
    for name, section in (("trust-thinks", "thinks"), ("trust-decided", "decided")):
        own.locator(f"#s-{section}").evaluate("each => each.scrollIntoView()")
        camera.shoot(own, name)
    own.get_by_role("button", name="Erase me").click()
    own.locator(".erase").evaluate("each => each.scrollIntoView({ block: 'center' })")
    camera.shoot(own, "trust-erase")
    own.close()
    own = _open_own(widget, "ar")
    camera.shoot(own, "trust-arabic")
    own.locator("#s-thinks").evaluate("each => each.scrollIntoView()")
    camera.shoot(own, "trust-arabic-thinks")
    page.context.close()


def _meet(camera: Camera, widget: Widget) -> None:
    """A conversation that dropped, went to a person and eased; one decision is questioned."""
    house = camera.house
    widget.ask(WIFI)
    widget.ask("That did not help, this is the second time now and I am really annoyed.")
    widget.bar.get_by_role("button", name="Talk to a person").click()
    conversation_id = waiting_conversation(house)
    with Desk(house, "robin") as robin:
        robin.open(conversation_id)
        robin.do("take", conversation_id=conversation_id)
        seen = robin.open(conversation_id).seen
        text = "Hello, Robin here. I have sent your hub a new channel; is it better now?"
        robin.do("answer", conversation_id=conversation_id, seen=seen, id="trust", text=text)
        expect(widget.panel.locator("article.agent")).to_be_visible()
        widget.say("Yes, it is great now, thank you so much!")


def _open_own(widget: Widget, language: str) -> Page:
    page = widget.page
    if not widget.panel.locator(".menu").count():
        widget.panel.locator(".menu-button").click()
    with page.context.expect_page() as opened:
        widget.panel.get_by_role("button", name="Your data and choices").click()
    own = opened.value
    expect(own.locator(".page h1")).to_be_visible()
    if language != "en":
        own.get_by_role("combobox").select_option(language)
        expect(own.locator("html")).to_have_attribute("lang", language)
        own.wait_for_timeout(500)
    return own


PARTS = (of_pages, of_skills, of_people, of_views, of_the_desk, of_trust)


def take(
    browser: Browser, device: str, scheme: str, parts_of: Sequence[Callable[[Camera], None]] = PARTS
) -> dict[str, str]:
    """All pictures of one device and scheme, on a fresh server."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="warmline-screens-")))
        (folder / "fernlow").mkdir()
        backend = Backend(folder / "fernlow", today=datetime.now(IRELAND).date())
        settings = Settings(
            data=folder / "data",
            backend_url=stack.enter_context(backend.served()),
            backend_key=SecretStr(KEY),
        )
        parts = build(settings)
        schema.upgrade(settings)
        seed_demo_brand(parts, PACK)
        parts.database.close()
        house = stack.enter_context(House(settings, HouseOptions()))
        people_came(house, 4, 4, 4)
        camera = Camera(house, browser, device, scheme)
        for part in parts_of:
            part(camera)
        return camera.taken


def write_list(taken: dict[tuple[str, str], dict[str, str]]) -> None:
    """What stands above the list in the page is written by hand, and stays."""
    heads = [f"{device}, {scheme}" for device, scheme in taken]
    lines = [f"| | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    for name in next(iter(taken.values())):
        cells = [f"[{Path(each[name]).suffix[1:]}]({each[name]})" for each in taken.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    page = SCREENS / "README.md"
    above = page.read_text(encoding="utf-8").partition(LISTED)[0]
    page.write_text(above + LISTED + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """All pictures; with names of parts (`of_trust`) only theirs, and the list is left alone."""
    if wanted := sys.argv[1:]:
        parts = [part for part in PARTS if part.__name__ in wanted]
        with chromium() as browser:
            for device in SIZES:
                for scheme in SCHEMES:
                    take(browser, device, scheme, parts)
        return
    for old in [*SCREENS.glob("*.png"), *SCREENS.glob("*.jpg")]:
        old.unlink()
    with chromium() as browser:
        taken = {
            (device, scheme): take(browser, device, scheme)
            for device in SIZES
            for scheme in SCHEMES
        }
    write_list(taken)


if __name__ == "__main__":
    main()
