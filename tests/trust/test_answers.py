"""Answers: who, when, where, to which words; a signal and a sentence are answers too."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.house import ADA, CHIDI, Customer, House, as_id

from warmline import customers, trust
from warmline.customers import CustomerId
from warmline.flow.wishes import carry_signal
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.trust import MARKETING, NEVER_BY_FEELING, PURPOSES, SHARE, Answer, Purpose
from warmline.trust.models import AnswerRow
from warmline.trust.purposes import Basis

SOMEBODY = CustomerId(new_id())


def _rows(house: House) -> list[AnswerRow]:
    def query(session: Session) -> list[AnswerRow]:
        return list(session.scalars(select(AnswerRow).order_by(AnswerRow.id)))

    return house.read(query)


def _purposes(house: House, customer_id: str, language: str = "en") -> dict[str, Any]:
    answer = house.client.get(
        f"/api/v1/customers/{customer_id}/purposes", params={"language": language}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_needs_consent_is_off_by_default_and_what_serves_cannot_be_refused() -> None:
    """GDPR 25: off by default, but `serve` and, by notice, `sense`."""
    on = {each.name for each in PURPOSES if each.allowed_by_default}
    assert on == {"serve", "sense"}
    for each in PURPOSES:
        if each.basis in {Basis.CONSENT, Basis.EXPLICIT_CONSENT}:
            assert not each.allowed_by_default, each.name
    assert [each.name for each in PURPOSES if not each.can_be_refused] == ["serve"]
    assert {each.name for each in PURPOSES if each.basis is Basis.EXPLICIT_CONSENT} == {"care"}


def test_no_purpose_lets_a_feeling_near_price_upsell_cancellation_credit_or_staff() -> None:
    assert len(NEVER_BY_FEELING) == 5
    for each in PURPOSES:
        assert not each.uses & NEVER_BY_FEELING, each.name


def test_the_ledger_says_who_when_where_and_to_which_words(house: House) -> None:
    view = house.ask(ADA, "hello")
    where = f"/api/v1/customers/{view['customer_id']}"
    answer = house.client.put(f"{where}/purposes/remind", json={"granted": True, "language": "fr"})
    assert answer.status_code == 204
    (row,) = _rows(house)
    assert (row.purpose, row.granted, row.source) == ("remind", True, "api")
    assert (row.wording_version, row.language, row.actor_kind) == (1, "fr", "key")
    assert row.evidence["trace_id"] == answer.headers["x-request-id"]
    (shown,) = house.client.get(f"{where}/answers").json()["items"]
    assert (shown["purpose"], shown["language"], shown["given_by"]) == ("remind", "fr", "key")


def test_purposes_are_told_in_plain_words_of_a_language_with_what_they_give(house: House) -> None:
    view = house.ask(ADA, "hello")
    in_german = {
        each["name"]: each for each in _purposes(house, view["customer_id"], "de")["items"]
    }
    assert set(in_german) == {each.name for each in PURPOSES}
    assert in_german["care"]["title"].startswith("Um zu behalten")
    assert "zweimal" in in_german["care"]["gives"]
    assert "30 Tage" in in_german["sense"]["kept"]
    assert in_german["sense"]["granted"]
    assert not in_german["sense"]["is_answered"]


@pytest.mark.parametrize(
    "text", ["Please stop analysing my feelings", "I withdraw my consent", "stop profiling me"]
)
def test_a_sentence_ends_all_that_is_profiling_at_once_and_nothing_else(
    sqlite_house: House, text: str
) -> None:
    house = sqlite_house
    view = house.ask(ADA, "hello")
    where = f"/api/v1/customers/{view['customer_id']}/purposes"
    for name in ("personalise", "recommend", "remind"):
        assert house.client.put(f"{where}/{name}", json={"granted": True}).status_code == 204
    view = house.ask(ADA, text)
    allowed = {
        each["name"] for each in _purposes(house, view["customer_id"])["items"] if each["granted"]
    }
    assert allowed == {"serve", "remind"}
    said = [row for row in _rows(house) if row.source == "message"]
    assert {row.purpose for row in said} == {"sense", "personalise", "recommend"}
    message_id = view["messages"][-2]["id"]
    assert {row.evidence["message_id"] for row in said} == {message_id}
    assert {row.actor_kind for row in said} == {"customer"}
    assert view["reading"]["feelings"] is None, "nor are these very words kept as a feeling"


def test_a_withdrawal_on_one_channel_is_in_force_on_every_other(house: House) -> None:
    by_mail = house.ask(ADA, "I am furious that my wifi is slow")
    by_app = house.ask(Customer("account", "ada-1"), "hello")
    house.write(
        lambda session: _join(session, house, by_mail["customer_id"], by_app["customer_id"])
    )
    house.ask(ADA, "stop analysing my feelings")
    after = house.ask(Customer("account", "ada-1"), "I am furious about the bill")
    assert after["reading"]["feelings"] is None


def _join(session: Session, house: House, one: str, other: str) -> None:
    customers.join(
        session,
        house.actor,
        CustomerId(as_id(one)),
        CustomerId(as_id(other)),
        reason="the same person",
    )


def test_the_signal_is_about_sharing_and_marketing_and_not_about_being_served() -> None:
    """CCPA Regulations §7025; decision 0016."""
    seen = [Answer(SHARE, granted=False, given_at=now(), source="gpc")]
    about: tuple[Purpose, ...] = (SHARE, MARKETING)
    for each in PURPOSES:
        yes = Answer(each, granted=True, given_at=seen[0].given_at - timedelta(days=1))
        assert trust.is_allowed(each, [yes, *seen]) == (each not in about), each.name
    assert trust.is_honoured(seen)
    yes_after = [*seen, Answer(MARKETING, granted=True, given_at=now())]
    assert trust.is_allowed(MARKETING, yes_after)
    assert not trust.is_allowed(SHARE, yes_after)


def test_a_browsers_signal_over_http_is_recorded_once_and_shown_as_honoured(house: House) -> None:
    made = house.client.post(
        "/api/v1/keys", json={"name": "b", "kind": "browser", "scopes": ["messages:append"]}
    ).json()
    body = {"channel": "api", "sender": {"kind": CHIDI.kind, "value": CHIDI.value}, "text": "hello"}
    with httpx.Client(
        base_url=house.url,
        headers={"authorization": f"Bearer {made['secret']}", "sec-gpc": "1"},
    ) as browser:
        for number in range(2):
            sent = browser.post("/api/v1/messages", json={**body, "external_id": f"g{number}"})
            assert sent.status_code == 202, sent.text
    rows = _rows(house)
    assert [(row.purpose, row.granted, row.source) for row in rows] == [
        ("marketing", False, "gpc"),
        ("share", False, "gpc"),
    ]
    assert _purposes(house, sent.json()["customer_id"])["gpc"] == "honoured"
    by_server = house.ask(ADA, "hello")
    assert _purposes(house, by_server["customer_id"])["gpc"] is None


def test_the_signal_of_a_proven_customers_browser_is_theirs_too(house: House) -> None:
    """The proof of customer C-1001 in the chat carries the objection to their account."""
    account = house.ask(Customer("account", "C-1001"), "hello")
    seen = [Answer(SHARE, granted=False, given_at=now(), source="gpc")]

    def carry(session: Session, answers: list[Answer], number: str) -> None:
        carry_signal(
            session, trust.assistant_of(house.actor.brand_id), house.parts.sealer, answers, number
        )

    house.write(lambda session: carry(session, [], "C-1001"))
    house.write(lambda session: carry(session, seen, "C-9999"))
    assert _rows(house) == []
    for _ in range(2):
        house.write(lambda session: carry(session, seen, "C-1001"))
    assert [(str(row.customer_id), row.purpose) for row in _rows(house)] == [
        (account["customer_id"], "marketing"),
        (account["customer_id"], "share"),
    ]
    assert _purposes(house, account["customer_id"])["gpc"] == "honoured"
