"""Purposes, answers and receipts: the latest answer stands, rows are only added."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.house import ADA, House, as_id

from warmline.customers import CustomerId
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.timeline import CustomerWords
from warmline.trust import (
    PURPOSES,
    SENSE,
    SERVE,
    Answer,
    PurposeRefused,
    Used,
    clear,
    is_allowed,
    receipts_of,
    wording_of,
)
from warmline.trust.digests import digest_of
from warmline.trust.models import AnswerRow, ReceiptRow

SOMEBODY = CustomerId(new_id())


@given(st.lists(st.booleans(), max_size=6))
def test_the_latest_answer_stands_and_without_one_the_default(given_: list[bool]) -> None:
    answers = [Answer(SENSE, granted, now()) for granted in given_]
    expected = given_[-1] if given_ else SENSE.allowed_by_default
    assert is_allowed(SENSE, answers) == expected
    assert is_allowed(SERVE, answers), "an answer to one purpose says nothing of another"


def test_words_are_cleared_or_refused() -> None:
    words = CustomerWords("hello")
    assert clear(words, SENSE, ()).text == "hello"
    refused = [Answer(SENSE, granted=False, given_at=now())]
    with pytest.raises(PurposeRefused):
        clear(words, SENSE, refused)
    assert clear(words, SERVE, refused).purpose is SERVE


def test_each_answer_is_a_row_of_its_own(house: House) -> None:
    view = house.ask(ADA, "hello")
    where = f"/api/v1/customers/{view['customer_id']}/purposes/sense"
    for granted in (False, True, False):
        assert house.client.put(where, json={"granted": granted}).status_code == 204
    rows = house.read(
        lambda session: session.scalars(select(AnswerRow).order_by(AnswerRow.id)).all()
    )
    assert [row.granted for row in rows] == [False, True, False]
    assert {(row.source, row.wording_version) for row in rows} == {("api", 1)}


def test_unknown_purposes_and_customers_are_named_in_the_answer(house: House) -> None:
    view = house.ask(ADA, "hello")
    customer = f"/api/v1/customers/{view['customer_id']}/purposes"
    unknown = house.client.put(f"{customer}/mind-reading", json={"granted": True})
    assert unknown.status_code == 404
    assert "serve, sense" in unknown.json()["detail"]
    needed = house.client.put(f"{customer}/serve", json={"granted": False})
    assert (needed.status_code, needed.json()["code"]) == (422, "not_refusable")
    nobody = house.client.put(
        f"/api/v1/customers/{new_id()}/purposes/sense", json={"granted": False}
    )
    assert nobody.status_code == 404


def test_every_decision_leaves_a_receipt_that_the_customer_can_read(house: House) -> None:
    for text in ("my wifi is slow", "colourless green ideas", "I want a person", "hello?"):
        view = house.ask(ADA, text)
    assert len(view["decisions"]) == 4
    assert [each["receipt"] for each in view["decisions"]] == [
        (
            "The assistant answered from “When the wifi is slow”, version 1, "
            "because it fits what you asked."
        ),
        "The assistant found no answer it was sure of, said so, and offered a person.",
        "You were passed to a person because you asked for one.",
        "The assistant stayed quiet, because a person has this conversation.",
    ]


def _receipts(session: Session) -> list[tuple[dict[str, Any], bytes, bytes]]:
    names = [column.name for column in ReceiptRow.__table__.columns]
    return [
        ({name: getattr(row, name) for name in names}, row.salt, row.digest)
        for row in session.scalars(select(ReceiptRow))
    ]


def test_a_receipts_digest_is_salted_and_names_every_change(house: House) -> None:
    house.ask(ADA, "my wifi is slow")
    house.ask(ADA, "my wifi is slow")
    receipts = house.read(_receipts)
    assert len({digest for _, _, digest in receipts}) == len({salt for _, salt, _ in receipts}) == 2
    for fields, salt, digest in receipts:
        assert digest_of(ReceiptRow, fields, salt) == digest
        for name in set(fields) - {"salt", "digest", "batch_id"}:
            assert digest_of(ReceiptRow, {**fields, name: "another"}, salt) != digest, name
        assert digest_of(ReceiptRow, fields, salt[::-1]) != digest


def test_a_receipt_says_from_which_data_for_what_by_which_rule_and_how_to_contest_it(
    house: House,
) -> None:
    house.ask(ADA, "my wifi is slow")
    view = house.ask(ADA, "stop analysing my feelings")
    first, second = house.read(
        lambda session: receipts_of(
            session, house.actor, house.parts.catalogue, as_id(view["id"]), language="en"
        )
    )
    assert (first.rule, first.used) == ("answered", ("message", "earlier", "feelings", "articles"))
    assert "how your words feel" in first.because
    assert "To answer you; To notice how your words feel" in first.because
    assert "a person" in first.contest
    assert second.purposes == ("serve",), "nothing of how it felt is left of the wish to stop"
    assert "feel" not in second.because


def test_purposes_and_receipts_have_their_words_in_every_language(sqlite_house: House) -> None:
    catalogue = sqlite_house.parts.catalogue
    for language in ("ar", "de", "en", "es", "fr"):
        for name in [*(f"used-{each}" for each in Used), "receipt-contest"]:
            assert catalogue.say(name, language), name
        for purpose in PURPOSES:
            said = wording_of(purpose, catalogue, language)
            assert all((said.title, said.what, said.gives, said.basis, said.kept))
