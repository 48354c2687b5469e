"""The door of the own page: forged, replayed and guessed ways in, and what a claim is worth."""

from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from support.chat import Chat
from support.house import ADA, Customer, House
from support.own import MINE, OWN, Page, by_widget
from support.widget import code_mailed_to

from warmline.app import DEMO_BRAND
from warmline.foundation.brands import add_brand
from warmline.foundation.clock import now
from warmline.trust.models import PassRow

SECRET = "My boiler broke in Rathmines"
NOBODY = "nobody@example.org"
XSS = "<img src=x onerror=alert(1)>"


def _mails(house: House, address: str) -> list[dict[str, Any]]:
    answer = house.client.get("/api/v1/mails", params={"address": address})
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_what_was_written_from_a_claimed_address_is_not_its_owners(house: House) -> None:
    written = house.ask(ADA, SECRET)
    page = Page(house).by_code(ADA.value)
    view = page.see()
    assert "Rathmines" not in page.text()
    assert (view["conversations"], view["receipts"], view["inferred"]) == ([], [], [])
    stolen = {"receipt_id": written["decisions"][0]["receipt_id"]}
    assert page.do("POST", "contests", **stolen).status_code == 404
    theirs = {"message_id": written["messages"][0]["id"], "field": "urgency", "value": "now"}
    assert page.do("POST", "corrections", **theirs).status_code == 404
    assert [(each["value"], each["source"]) for each in view["known"]] == [
        (ADA.value, "from you, proven")
    ]


def test_a_person_asked_for_from_the_page_is_not_in_what_another_claimed(house: House) -> None:
    claimed = house.ask(ADA, SECRET)
    page = Page(house).by_code(ADA.value)
    page.do("POST", "person", words="This is me")
    mine = page.see()["conversations"][0]
    assert mine["id"] != claimed["id"]
    assert "Rathmines" not in page.text()


def test_known_or_not_the_answer_is_the_same(house: House) -> None:
    house.say(ADA, "hello")
    page = Page(house)
    known, unknown = page.ask_code(ADA.value), page.ask_code(NOBODY)
    assert known.keys() == unknown.keys()
    assert {**known, "pass_id": 0} == {**unknown, "pass_id": 0}
    code = code_mailed_to(house, ADA.value)
    assert _mails(house, NOBODY) == []
    wrong = page.try_code(unknown["pass_id"], code)
    too = page.try_code(known["pass_id"], "000000" if code != "000000" else "111111")
    assert (wrong.status_code, wrong.json()) == (too.status_code, too.json())


def test_known_or_not_the_answer_takes_the_same_time(sqlite_house: House) -> None:
    times: dict[bool, list[float]] = {True: [], False: []}
    page = Page(sqlite_house)
    for index in range(12):
        known = index % 2 == 0
        address = f"timed-{index}@example.com"
        if known:
            sqlite_house.say(Customer("email", address), "hello")
        begun = perf_counter()
        page.ask_code(address)
        times[known].append(perf_counter() - begun)
    assert abs(median(times[True]) - median(times[False])) < 0.05, times


def test_a_code_has_three_tries_and_opens_once(house: House) -> None:
    house.say(ADA, "hello")
    page = Page(house)
    asked = page.ask_code(ADA.value)
    code = code_mailed_to(house, ADA.value)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(3):
        assert page.try_code(asked["pass_id"], wrong).json()["code"] == "pass_refused"
    assert page.try_code(asked["pass_id"], code).status_code == 401, "three were wrong"
    again = page.ask_code(ADA.value)
    code = code_mailed_to(house, ADA.value)
    assert page.try_code(again["pass_id"], code).status_code == 204
    assert Page(house).try_code(again["pass_id"], code).status_code == 401, "it was used"


def test_codes_are_counted_by_address_whether_it_is_known_or_not(house: House) -> None:
    house.say(ADA, "hello")
    for address in (ADA.value, NOBODY):
        for _ in range(5):
            Page(house).ask_code(address)
        body = {"brand": DEMO_BRAND, "address": address.upper()}
        refused = Page(house).client.post(f"{OWN}/codes", json=body)
        assert (refused.status_code, refused.json()["code"]) == (429, "too_many_codes")


def test_codes_are_counted_by_network(house: House) -> None:
    answers = [
        Page(house)
        .client.post(f"{OWN}/codes", json={"brand": DEMO_BRAND, "address": f"{n}@example.com"})
        .status_code
        for n in range(32)
    ]
    assert answers == [202] * 30 + [429] * 2


def test_a_link_is_mailed_opens_once_and_expires(house: House) -> None:
    ids = house.say(ADA, "hello")
    where = f"/api/v1/customers/{ids['customer_id']}/own-link"
    assert house.client.post(where).status_code == 204
    token = _mails(house, ADA.value)[0]["text"].partition("#")[2].split()[0]
    forged = token[:-1] + ("A" if token[-1] != "A" else "B")
    assert Page(house).by_token(forged).json()["code"] == "pass_refused"
    page = Page(house)
    assert page.by_token(token).status_code == 204
    assert page.see()["visit"]["how"] == "link"
    assert Page(house).by_token(token).status_code == 401, "it was used"
    house.client.post(where)
    late = _mails(house, ADA.value)[0]["text"].partition("#")[2].split()[0]
    _age_passes(house)
    assert Page(house).by_token(late).status_code == 401, "it is too old"


def _age_passes(house: House) -> None:
    def unit(session: Session) -> None:
        session.execute(update(PassRow).values(expires_at=now() - timedelta(seconds=1)))

    house.parts.database.write_now(unit)


def test_a_word_of_the_widget_opens_once_and_soon(house: House) -> None:
    with Chat(house) as chat:
        chat.say("hello")
        word = chat.done("own_page")["word"]
        assert Page(house).by_token(word).status_code == 204
        assert Page(house).by_token(word).status_code == 401
        late = chat.done("own_page")["word"]
        _age_passes(house)
        assert Page(house).by_token(late).status_code == 401


def test_another_brand_opens_nothing_and_sees_nothing(house: House) -> None:
    def unit(session: Session) -> None:
        add_brand(session, "other", name="Other", time_zone="Europe/Dublin", language="en")

    house.parts.database.write_now(unit)
    house.say(ADA, SECRET)
    page = Page(house)
    asked = page.ask_code(ADA.value)
    code = code_mailed_to(house, ADA.value)
    body = {"brand": "other", "pass_id": asked["pass_id"], "code": code}
    assert page.client.post(f"{OWN}/sessions", json=body).status_code == 401
    before = len(_mails(house, ADA.value))
    other = page.client.post(f"{OWN}/codes", json={"brand": "other", "address": ADA.value})
    assert other.status_code == 202
    assert len(_mails(house, ADA.value)) == before
    nowhere = page.client.post(f"{OWN}/codes", json={"brand": "none", "address": ADA.value})
    assert nowhere.status_code == 404


def test_one_visitor_can_do_nothing_to_another(house: House) -> None:
    with Chat(house) as one, Chat(house) as two:
        for chat in (one, two):
            chat.say("My wifi is slow")
        first = by_widget(house, one)
        second = by_widget(house, two)
        view = house.view(_conversation(first))
        settled = house.settled(
            {"conversation_id": view["id"], "message_id": view["messages"][0]["id"]}
        )
        receipt = {"receipt_id": settled["decisions"][0]["receipt_id"]}
        assert second.do("POST", "contests", **receipt).status_code == 404
        body = {"message_id": view["messages"][0]["id"], "field": "urgency", "value": "now"}
        assert second.do("POST", "corrections", **body).status_code == 404
        assert _conversation(first) != _conversation(second)


def _conversation(page: Page) -> str:
    found: str = page.see()["conversations"][0]["id"]
    return found


@pytest.mark.parametrize(
    "headers",
    [{}, {**MINE, "origin": "https://evil.example"}],
    ids=["without our header", "from another site"],
)
def test_another_sites_page_can_write_nothing(sqlite_house: House, headers: dict[str, str]) -> None:
    with Chat(sqlite_house) as chat:
        chat.say("hello")
        page = by_widget(sqlite_house, chat)
        where = f"{OWN}/purposes/sense"
        refused = page.client.put(where, json={"granted": False}, headers=headers)
        assert refused.json()["code"] == "own_session_over"
        assert next(p for p in page.see()["purposes"] if p["name"] == "sense")["granted"]
        staff = page.client.get("/api/v1/conversations?holder=waiting")
        assert staff.status_code == 401, "an own session is no staff session"


def test_the_cookie_is_kept_from_scripts_and_other_sites_and_only_its_hash_by_us(
    sqlite_house: House,
) -> None:
    with Chat(sqlite_house) as chat:
        chat.say("hello")
        answer = Page(sqlite_house).by_token(chat.done("own_page")["word"])
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/api/v1/own" in cookie
    token = answer.cookies["warmline_own"]
    stored = b"".join(each.read_bytes() for each in sqlite_house.settings.data.glob("*.db*"))
    assert token.encode() not in stored


def test_markup_in_every_field_a_customer_fills_stays_text(sqlite_house: House) -> None:
    with Chat(sqlite_house) as chat:
        chat.say(XSS)
        page = by_widget(sqlite_house, chat)
        page.do("POST", "person", words=XSS)
        texts = [each["text"] for each in page.see()["conversations"][0]["messages"]]
    assert texts.count(XSS) == 2
    answer = page.client.get(OWN)
    assert answer.headers["content-type"].startswith("application/json")
    shown = page.client.get("/trust", params={"brand": f'"><script>{XSS}'})
    assert XSS not in shown.text
    policy = shown.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
