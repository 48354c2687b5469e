"""Bad input: one clear problem document, nothing lost, and the server lives."""

import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.house import ADA, BRUNO, CHIDI, House, replies

from warmline.channels import Sender, SenderKind, clean
from warmline.channels.inbound import LONGEST_TEXT

GOOD = {
    "channel": "api",
    "external_id": "1",
    "sender": {"kind": "email", "value": "ada@example.com"},
    "text": "hello",
}

REFUSED = {
    "not JSON": (b'{"channel": ', 400, "malformed_body"),
    "an empty body": (b"", 422, "bad_input"),
    "not UTF-8": (b'{"channel": "api", "text": "\xff\xfe"}', 400, "malformed_body"),
    "a list": (b"[]", 422, "bad_input"),
    "deeply nested": (b"[" * 100_000 + b"]" * 100_000, 400, "malformed_body"),
    "text that is a number": (json.dumps({**GOOD, "text": 7}).encode(), 422, "bad_input"),
    "no text": (json.dumps({**GOOD, "text": " \n\t "}).encode(), 422, "unusable_text"),
    "nothing but NUL": (json.dumps({**GOOD, "text": "\0\0"}).encode(), 422, "unusable_text"),
    "too much text": (
        json.dumps({**GOOD, "text": "x" * (LONGEST_TEXT + 1)}).encode(),
        413,
        "text_too_long",
    ),
    "a megabyte": (json.dumps({**GOOD, "text": "x" * 1_000_000}).encode(), 413, "too_large"),
    "an unknown channel": (json.dumps({**GOOD, "channel": "pigeon"}).encode(), 422, "bad_input"),
    "an unknown field": (json.dumps({**GOOD, "mood": "good"}).encode(), 422, "bad_input"),
    "no sender": (json.dumps({**GOOD, "sender": None}).encode(), 422, "bad_input"),
    "not an address": (
        json.dumps({**GOOD, "sender": {"kind": "email", "value": "ada"}}).encode(),
        422,
        "unusable_address",
    ),
    "NUL in the external id": (
        json.dumps({**GOOD, "external_id": "a\0b"}).encode(),
        422,
        "bad_input",
    ),
    "half a character in the external id": (
        json.dumps({**GOOD, "external_id": "a\ud800"}).encode(),
        422,
        "bad_input",
    ),
    "a very long external id": (
        json.dumps({**GOOD, "external_id": "x" * 256}).encode(),
        422,
        "bad_input",
    ),
    "a time without a zone": (
        json.dumps({**GOOD, "sent_at": "2026-11-23T10:00:00"}).encode(),
        422,
        "bad_input",
    ),
}


def _post(house: House, body: bytes) -> httpx.Response:
    headers = {"content-type": "application/json"}
    return house.client.post("/api/v1/messages", content=body, headers=headers)


def test_what_cannot_be_used_is_refused_with_a_problem_document(sqlite_house: House) -> None:
    for name, (body, status, code) in REFUSED.items():
        answer = _post(sqlite_house, body)
        assert answer.status_code == status, (name, answer.text[:300])
        assert answer.headers["content-type"] == "application/problem+json", name
        problem = answer.json()
        assert (problem["status"], problem["code"]) == (status, code), name
        assert problem["detail"].endswith("."), name
    assert len(replies(sqlite_house.ask(ADA, "My wifi is slow upstairs"))) == 1


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("my bill\0 is \x07higher", "my bill is higher"),
        ("half a smile \ud83d here", "half a smile \ufffd here"),
        ("two\r\nlines\rand three", "two\nlines\nand three"),
        ("<script>alert(1)</script> & <b>bold</b>", "<script>alert(1)</script> & <b>bold</b>"),
        ("\u202eabc\u202c 👩\u200d👧 مرحبا", "\u202eabc\u202c 👩\u200d👧 مرحبا"),
    ],
)
def test_readable_text_is_kept_without_what_no_screen_can_show(
    house: House, sent: str, kept: str
) -> None:
    body = json.dumps({**GOOD, "text": sent}).encode()
    answer = _post(house, body)
    assert answer.status_code == 202, answer.text
    assert house.view(answer.json()["conversation_id"])["messages"][0]["text"] == kept


@given(st.text(st.characters(codec=None)))
@settings(deadline=None)
def test_cleaned_text_can_always_be_stored_and_cleaning_it_again_changes_nothing(
    text: str,
) -> None:
    cleaned = clean(text)
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned


def test_the_same_message_again_gets_the_same_ids_and_is_stored_once(house: House) -> None:
    first = house.post(ADA, "hello", external_id="7")
    again = house.post(ADA, "hello", external_id="7")
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json() == again.json()
    assert len(house.view(first.json()["conversation_id"])["messages"]) == 1


def test_the_same_id_with_another_body_is_a_conflict_and_changes_nothing(house: House) -> None:
    first = house.post(ADA, "hello", external_id="7")
    other = house.post(ADA, "goodbye", external_id="7")
    assert other.status_code == 409
    assert other.json()["code"] == "external_id_reused"
    texts = [each["text"] for each in house.view(first.json()["conversation_id"])["messages"]]
    assert "goodbye" not in texts


def test_external_ids_are_each_senders_own(house: House) -> None:
    ids = [house.post(who, "hello", external_id="1") for who in (ADA, BRUNO, CHIDI)]
    assert [each.status_code for each in ids] == [202, 202, 202]
    assert len({each.json()["message_id"] for each in ids}) == 3
    assert len({each.json()["customer_id"] for each in ids}) == 3


def test_one_address_in_many_spellings_is_one_customer(house: House) -> None:
    spellings = ["Ada@Example.com ", "ada@example.com", " ADA@EXAMPLE.COM"]
    found = {
        house.client.post(
            "/api/v1/messages",
            json={**GOOD, "external_id": str(n), "sender": {"kind": "email", "value": each}},
        ).json()["customer_id"]
        for n, each in enumerate(spellings)
    }
    assert len(found) == 1
    assert Sender.of(SenderKind.PHONE, "00353 (1) 555-0101") == Sender.of(
        SenderKind.PHONE, "+353 1 555 0101"
    )


def test_late_and_reordered_messages_are_kept_in_the_order_they_came(house: House) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    answers = [
        house.post(ADA, f"message {n}", sent_at=at.isoformat())
        for n, at in enumerate([tomorrow, yesterday])
    ]
    view = house.view(answers[0].json()["conversation_id"])
    ours = [each for each in view["messages"] if each["author"] == "customer"]
    assert [each["text"] for each in ours] == ["message 0", "message 1"]
    at = [datetime.fromisoformat(each["at"]) for each in ours]
    assert at[0] < datetime.now(UTC) + timedelta(minutes=1), (
        "a clock that runs ahead is not believed"
    )
    assert at[1] == yesterday


def test_an_unknown_address_is_a_problem_document_too(sqlite_house: House) -> None:
    answer = sqlite_house.client.get("/api/v1/nowhere")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    answer = sqlite_house.client.delete("/api/v1/messages")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
