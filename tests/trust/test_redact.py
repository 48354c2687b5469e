"""Personal data is found, masked and put back; any text is taken, in bounded time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.timeline import CustomerWords
from warmline.trust import SERVE, Kind, Redacted, Serve, clear, find_personal, put_back, redact


def masked(text: str) -> Redacted[Serve]:
    return redact(clear(CustomerWords(text), SERVE, ()))


def found(text: str) -> list[tuple[Kind, str]]:
    return [(each.kind, text[each.start : each.end]) for each in find_personal(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("write to anna.b+x@mail.example.co.uk.", Kind.EMAIL, "anna.b+x@mail.example.co.uk"),
        ("card 4111 1111 1111 1111 exp 12/26", Kind.CARD, "4111 1111 1111 1111"),
        ("IBAN DE89 3704 0044 0532 0130 00 bitte", Kind.IBAN, "DE89 3704 0044 0532 0130 00"),
        ("call me on 07911 123456", Kind.PHONE, "07911 123456"),
        ("ruf an: +49 30 901820", Kind.PHONE, "+49 30 901820"),
        ("رقمي 0501234567", Kind.PHONE, "0501234567"),
        ("my router is 192.168.0.14", Kind.IP, "192.168.0.14"),
        ("and fe80::1ff:fe23 too", Kind.IP, "fe80::1ff:fe23"),
        ("ssn 536-90-4399", Kind.ID_NUMBER, "536-90-4399"),
        ("NIE X1234567L", Kind.ID_NUMBER, "X1234567L"),
        ("see https://warm.example/a?b=1.", Kind.URL, "https://warm.example/a?b=1"),
    ],
)
def test_what_has_a_form_is_found_with_its_kind(text: str, kind: Kind, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "my order 12345678 from 12.03.2024 cost 19.99",
        "part 4111 1111 1111 1112 is sold out",
        "invoice 2024-10-31, meter 00482913",
        "version 1.2.3 of the app crashed 1000 times",
        "IBAN DE89 3704 0044 0532 0130 02",
        "When does the shop in the centre open on Monday?",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("hi my name is siobhan o'neill, no gas", Kind.PERSON, "siobhan o'neill"),
        ("Ich heiße Annika Sommer und warte", Kind.PERSON, "Annika Sommer"),
        ("Hola, me llamo Lucía Ferrer", Kind.PERSON, "Lucía Ferrer"),
        ("je m'appelle Amandine Roux", Kind.PERSON, "Amandine Roux"),
        ("مرحبا اسمي فاطمة منصور", Kind.PERSON, "فاطمة منصور"),
        ("please send it to 12 High Street, Leeds LS1 4AB", Kind.ADDRESS, "12 High Street"),
        ("Meine Adresse ist Lindenallee 12, 50667 Köln", Kind.ADDRESS, "Lindenallee 12"),
    ],
)
def test_names_and_addresses_are_found_in_the_words_around_them(
    text: str, kind: Kind, value: str
) -> None:
    start = text.index(value)
    assert any(
        each.kind is kind and each.start <= start and each.end >= start + len(value)
        for each in find_personal(text)
    ), found(text)


def test_what_was_masked_is_not_in_the_text_and_is_put_back() -> None:
    text = "I am at ida@home.example, or bo@home.example; again: ida@home.example"
    redacted = masked(text)
    assert redacted.text == "I am at «EMAIL_1», or «EMAIL_2»; again: «EMAIL_1»"
    assert put_back(redacted, redacted.text) == text
    assert put_back(redacted, "We wrote to «EMAIL_2».") == "We wrote to bo@home.example."
    assert "ida" not in repr(redacted)


def test_a_placeholder_that_the_customer_wrote_stands_for_nothing() -> None:
    text = "«EMAIL_1» and ida@home.example"
    redacted = masked(text)
    assert redacted.text == "«EMAIL_1» and «EMAIL_2»"
    assert put_back(redacted, redacted.text) == text
    assert put_back(redacted, "«PHONE_9»") == "«PHONE_9»"


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_any_text_is_taken_and_comes_back_as_it_was(text: str) -> None:
    redacted = masked(text)
    assert put_back(redacted, redacted.text) == text
    spans = find_personal(text)
    assert all(0 <= each.start < each.end <= len(text) for each in spans)
    assert all(0 < each.confidence <= 1 for each in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(
    st.text("abc 19\n", max_size=60),
    st.sampled_from(["x.y@home.example", "4111111111111111", "DE89370400440532013000"]),
    st.text("abc \n", max_size=60),
)
def test_nothing_of_what_has_a_form_is_left_wherever_it_stands(
    before: str, value: str, after: str
) -> None:
    assert value not in masked(f"{before} {value} {after}").text


PIECES = (
    "1", "1 ", "a.a", "aa11", "@", ":", "(", "1(", "(1)", "a@a.", "+", "!", "00 ", "12-", "a-",
    "\0", "\ud800", "Anna ", "1 High Street, ", "\n", "«EMAIL_1»", "x@y.example ", "http://a ",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_hundred_thousand_characters_take_bounded_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    started = time.perf_counter()
    redacted = masked(text)
    assert time.perf_counter() - started < 20
    assert put_back(redacted, redacted.text) == text
