"""Values: a day, a number, an address, a choice, found in what somebody wrote, or not at all."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.assistant.choosing import choose
from warmline.assistant.days import find_day
from warmline.assistant.phrases import LANGUAGES
from warmline.assistant.values import (
    find_address,
    find_code,
    find_email,
    find_number,
    find_pattern,
)

MONDAY = date(2026, 11, 23)
POSTCODE = r"[A-Z]\d{2} ?[A-Z0-9]{4}"

DAYS = [
    ("en", "today please", "2026-11-23"),
    ("en", "tomorrow morning", "2026-11-24"),
    ("en", "the day after tomorrow", "2026-11-25"),
    ("en", "on Friday", "2026-11-27"),
    ("en", "next monday", "2026-11-30"),
    ("en", "in a week", "2026-11-30"),
    ("en", "in 10 days", "2026-12-03"),
    ("en", "two weeks from now", "2026-12-07"),
    ("en", "on the 3rd of March", "2027-03-03"),
    ("en", "March 3, 2028", "2028-03-03"),
    ("en", "29 December", "2026-12-29"),
    ("en", "1/12", "2026-12-01"),
    ("en", "2027-01-05", "2027-01-05"),
    ("en", "Friday, 12 June", "2027-06-12"),
    ("en", "not Friday, Thursday", "2026-11-26"),
    ("en", "not today, tomorrow", "2026-11-24"),
    ("en", "not on 3 May, on 5 May", "2027-05-05"),
    ("en", "Thursday rather than Tuesday", "2026-11-26"),
    ("en", "make it Friday, I am not in today", "2026-11-27"),
    ("en", "my bill was 12.10 €, I move on 1/12", "2026-12-01"),
    ("en", "with the 3.5 GB plan, from 2/12", "2026-12-02"),
    ("de", "heute", "2026-11-23"),
    ("de", "heute Morgen", "2026-11-23"),
    ("de", "morgen früh", "2026-11-24"),
    ("de", "übermorgen", "2026-11-25"),
    ("de", "am Donnerstag", "2026-11-26"),
    ("de", "Freitag Morgen", "2026-11-27"),
    ("de", "in einer Woche", "2026-11-30"),
    ("de", "in vierzehn Tagen", "2026-12-07"),
    ("de", "am 3. März", "2027-03-03"),
    ("de", "am 24.12.", "2026-12-24"),
    ("de", "am 24.12.27", "2027-12-24"),
    ("de", "nicht am Montag, am Dienstag", "2026-11-24"),
    ("de", "heute nicht, morgen", "2026-11-24"),
    ("de", "nicht am 1.12., am 3.12.", "2026-12-03"),
    ("es", "hoy mismo", "2026-11-23"),
    ("es", "mañana por la mañana", "2026-11-24"),
    ("es", "pasado mañana", "2026-11-25"),
    ("es", "el viernes por la mañana", "2026-11-27"),
    ("es", "el sábado", "2026-11-28"),
    ("es", "en una semana", "2026-11-30"),
    ("es", "dentro de diez días", "2026-12-03"),
    ("es", "el 1 de mayo de 2027", "2027-05-01"),
    ("es", "1º de mayo", "2027-05-01"),
    ("es", "el 5/12", "2026-12-05"),
    ("es", "hoy no, mañana", "2026-11-24"),
    ("fr", "aujourd'hui", "2026-11-23"),
    ("fr", "demain matin", "2026-11-24"),
    ("fr", "après-demain", "2026-11-25"),
    ("fr", "vendredi, pas jeudi", "2026-11-27"),
    ("fr", "pas demain, vendredi", "2026-11-27"),
    ("fr", "dans une semaine", "2026-11-30"),
    ("fr", "dans dix jours", "2026-12-03"),
    ("fr", "le 1er mai", "2027-05-01"),
    ("fr", "le 3 août 2027", "2027-08-03"),
    ("fr", "le 5/12", "2026-12-05"),
    ("fr", "pas le 5 mai, le 6 mai", "2027-05-06"),
    ("ar", "غدًا", "2026-11-24"),
    ("ar", "بعد غد", "2026-11-25"),
    ("ar", "يوم الجمعة", "2026-11-27"),
    ("ar", "بعد ٣ أيام", "2026-11-26"),
    ("ar", "١٥ يناير", "2027-01-15"),
]


@pytest.mark.parametrize(("language", "text", "day"), DAYS)
def test_a_day_is_found(language: str, text: str, day: str) -> None:
    found = find_day(text, language, MONDAY)
    assert found is not None
    assert found.isoformat() == day


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "some time next month"),
        ("en", "my bill is 12.10 €"),
        ("en", "10.12 euros"),
        ("en", "it is off 24/7"),
        ("en", "the 31/2 then"),
        ("en", "anything but not Friday"),
        ("de", "Guten Morgen, ich ziehe um"),
        ("de", "nächsten Monat"),
        ("es", "por la mañana estoy en casa"),
        ("es", "cuando quieran"),
        ("fr", "le mois prochain"),
        ("fr", "pas demain"),
    ],
)
def test_what_names_no_day_gives_none(language: str, text: str) -> None:
    assert find_day(text, language, MONDAY) is None


def test_a_weekday_is_never_today_and_a_day_without_a_year_is_never_past() -> None:
    assert find_day("Monday", "en", MONDAY) == date(2026, 11, 30)
    assert find_day("22 November", "en", MONDAY) == date(2027, 11, 22)
    assert find_day("23.11.", "de", MONDAY) == MONDAY


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "in 3 parts", 3),
        ("en", "twelve months please", 12),
        ("en", "my bill of 12.50 in six", 6),
        ("en", "12 € in three parts", 3),
        ("en", "€12 in 3", 3),
        ("de", "sechs Raten", 6),
        ("de", "auf zwölf Monate", 12),
        ("de", "3 bitte", 3),
        ("es", "en doce meses", 12),
        ("es", "6 pagos", 6),
        ("es", "tres", 3),
        ("fr", "six fois", 6),
        ("fr", "en 12 mensualités", 12),
        ("fr", "trois", 3),
        ("ar", "ثلاثة أجزاء", 3),
        ("ar", "١٢", 12),
    ],
)
def test_a_number_that_is_offered_is_found(language: str, text: str, number: int) -> None:
    assert find_number(text, language, [3, 6, 12]) == number


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 or 6"),
        ("en", "3-6"),
        ("en", "in 4 parts"),
        ("en", "a plan please"),
        ("en", "my bill of 12.50"),
        ("en", "it costs 6 euros"),
        ("en", "order O-12"),
        ("en", "before 12:30"),
        ("de", "einen Plan, bitte"),
        ("de", "kostet 12,50 €"),
        ("es", "un plan"),
        ("fr", "une partie"),
    ],
)
def test_a_number_that_is_not_offered_or_not_sure_is_not_found(language: str, text: str) -> None:
    assert find_number(text, language, [1, 3, 6, 12]) is None


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("D15 C7C7", "D15 C7C7"),
        ("it is d15c7c7.", "D15C7C7"),
        ("es D15\N{NO-BREAK SPACE}C7C7, gracias", "D15 C7C7"),
        ("à D15  C7C7 (Dublin)", "D15 C7C7"),
        ("die Straße ist neu: D15 C7C7", "D15 C7C7"),
    ],
)
def test_a_postcode_is_found_in_capitals(text: str, postcode: str) -> None:
    assert find_pattern(text, POSTCODE) == postcode


@pytest.mark.parametrize(
    "text", ["D15 please", "HUD15 C7C7", "D15 C7C7C", "O-2041", "D15 bitte", "no lo sé"]
)
def test_part_of_a_word_is_no_postcode(text: str) -> None:
    assert find_pattern(text, POSTCODE) is None


def test_a_pattern_may_have_flags_of_its_own() -> None:
    assert find_pattern("it is d15", r"(?i)\b[a-z]\d{2}\b") == "D15"
    assert find_address("8 Chapel Row, D15", r"(?i)\b[a-z]\d{2}\b", was_asked=False) is not None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("8 Chapel Row, D15 C7C7", "8 Chapel Row"),
        ("I move on 29 December to 8 Chapel Row, D15 C7C7, please", "8 Chapel Row"),
        ("12a Mill Lane from Monday", "12a Mill Lane"),
        ("5 May Street", "5 May Street"),
        ("Ich ziehe in die Hauptstraße 5", "Hauptstraße 5"),
        ("ab Montag Berliner Straße 12a, bitte", "Berliner Straße 12a"),
        ("Hauptstr. 5", "Hauptstr. 5"),
        ("die neue Adresse ist Am Alten Weg 7", "Am Alten Weg 7"),
        ("me mudo a la calle Mayor 5, Madrid", "calle Mayor 5"),
        ("c/ Alcalá, 42", "c/ Alcalá, 42"),
        ("Avda. de América nº 12", "Avda. de América nº 12"),
        ("12 rue de la Paix à partir du 3 mai", "12 rue de la Paix"),
        ("12 bis rue Victor Hugo le 3 mai", "12 bis rue Victor Hugo"),
        ("au 12, rue de l'Église, merci", "12, rue de l'Église"),
        ("8 quai Voltaire", "8 quai Voltaire"),
    ],
)
def test_an_address_is_found_though_nobody_asked(text: str, address: str) -> None:
    assert find_address(text, POSTCODE, was_asked=False) == address


@pytest.mark.parametrize(
    "text",
    [
        "24 Elm",
        "my 2 parcels are on the way",
        "2 orders on the way",
        "on 3 May to Park",
        "la calle y tengo 3 facturas",
        "ich bin auf dem Weg 5 Minuten",
        "during 12 months",
        "D15 C7C7",
    ],
)
def test_what_is_no_street_is_no_address_where_nobody_asked(text: str) -> None:
    assert find_address(text, POSTCODE, was_asked=False) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("24 Elm", "24 Elm"),
        ("24 Elm please", "24 Elm"),
        ("24 Elm from 3 May", "24 Elm"),
        ("Am Markt 5", "Am Markt 5"),
        ("Unter den Linden 5, ab Montag", "Unter den Linden 5"),
        ("es Gran Vía 12", "Gran Vía 12"),
        ("Mayor 5, D15 C7C7", "Mayor 5"),
        ("7 les Tilleuls", "7 les Tilleuls"),
    ],
)
def test_a_name_with_a_number_is_an_address_where_one_was_asked_for(
    text: str, address: str
) -> None:
    assert find_address(text, POSTCODE, was_asked=True) == address


@pytest.mark.parametrize(
    "text",
    [
        "in 14 days",
        "in about 14 days",
        "on 3 May we move",
        "May 5",
        "at 10 o'clock",
        "am 3. Mai",
        "in 14 Tagen",
        "dans 14 jours",
        "el 3 de mayo",
        "en 2 semanas",
        "ada3@mail.example",
        "I do not know yet",
    ],
)
def test_days_and_times_are_no_address(text: str) -> None:
    assert find_address(text, POSTCODE, was_asked=True) is None


def test_codes_and_mail_addresses_are_found_as_people_write_them() -> None:
    assert find_code("it says 123 456.") == "123456"
    assert find_code("١٢٣٤٥٦") == "123456"
    assert find_code("1234567") is None
    assert find_email("it is Ada.Byrne@Mail.example.") == "ada.byrne@mail.example"


Item = dict[str, Any]
HUB: Item = {"id": "O-2041", "product": "Fernlow Hub 3", "kind": "hub"}
EXTENDER: Item = {"id": "O-2042", "product": "Wifi extender", "kind": "extender"}
PHONE: Item = {"id": "O-2043", "product": "Phone Nova 5", "kind": "phone"}
ORDERS = [HUB, EXTENDER]
CALLED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "extender": {"de": ["Verstärker"], "es": ["repetidor"], "fr": ["répéteur"]},
    "phone": {"de": ["Handy"], "es": ["móvil"], "fr": ["téléphone"]},
}


def _chosen(items: Sequence[Item], text: str, language: str, before: Item | None = None) -> object:
    fields = ["id", "product", "kind", "month", "total_cents"]
    found = choose(items, fields, text, language, called=CALLED, before=before)
    return found["id"] if found is not None else None


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "the extender please", "O-2042"),
        ("en", "O-2041", "O-2041"),
        ("en", "o2041", "O-2041"),
        ("en", "the 2042 one", "O-2042"),
        ("en", "not the hub", "O-2042"),
        ("en", "not the hub, the extender", "O-2042"),
        ("en", "the first one", "O-2041"),
        ("en", "not the first, the second", "O-2042"),
        ("en", "the latest", "O-2041"),
        ("de", "den Verstärker", "O-2042"),
        ("de", "nicht den Hub", "O-2042"),
        ("de", "den Hub, nicht den Verstärker", "O-2041"),
        ("de", "die zweite", "O-2042"),
        ("es", "el repetidor", "O-2042"),
        ("es", "no el repetidor", "O-2041"),
        ("es", "no, el repetidor", "O-2042"),
        ("es", "la primera", "O-2041"),
        ("fr", "le répéteur", "O-2042"),
        ("fr", "pas le hub", "O-2042"),
        ("fr", "la deuxième", "O-2042"),
        ("ar", "الأول", "O-2041"),
    ],
)
def test_the_one_that_is_meant_is_chosen(language: str, text: str, number: str) -> None:
    assert _chosen(ORDERS, text, language) == number


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the other one"),
        ("en", "no, the other order"),
        ("de", "nein, die andere"),
        ("es", "no, la otra"),
        ("fr", "non, l'autre"),
        ("ar", "لا، الآخر"),
    ],
)
def test_the_other_one_is_not_the_one_before(language: str, text: str) -> None:
    assert _chosen(ORDERS, text, language, before=HUB) == "O-2042"
    assert _chosen([*ORDERS, PHONE], text, language, before=HUB) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my order"),
        ("en", "just a second"),
        ("en", "the hub or the extender"),
        ("en", "the third"),
        ("de", "letzte Woche bestellt"),
        ("es", "un segundo"),
        ("fr", "autre chose"),
    ],
)
def test_what_means_none_or_several_chooses_none(language: str, text: str) -> None:
    assert _chosen(ORDERS, text, language) is None


APRIL: Item = {"id": "B-501", "month": "2026-04", "total_cents": 120450}
MAY: Item = {"id": "B-401", "month": "2026-05", "total_cents": 9640}


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "the April bill", "B-501"),
        ("en", "the one from May", "B-401"),
        ("en", "may I have the April one", "B-501"),
        ("en", "the one with 96.40", "B-401"),
        ("en", "€1,204.50", "B-501"),
        ("de", "die Rechnung vom Mai", "B-401"),
        ("de", "die über 1.204,50 €", "B-501"),
        ("es", "la de abril", "B-501"),
        ("es", "la de 96,40", "B-401"),
        ("fr", "celle de mai", "B-401"),
        ("fr", "celle d'avril", "B-501"),
    ],
)
def test_a_bill_is_named_by_its_month_or_its_sum(language: str, text: str, number: str) -> None:
    assert _chosen([MAY, APRIL], text, language) == number


def test_another_sum_is_not_taken_for_one_of_theirs() -> None:
    assert _chosen([MAY, APRIL], "the one with 96.99", "en") is None
    assert _chosen([MAY, APRIL], "may I ask something", "en") is None


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_whatever_is_written_is_looked_through_without_a_fault(text: str, language: str) -> None:
    find_day(text, language, MONDAY)
    find_address(text, POSTCODE, was_asked=True)
    number = find_number(text, language, [3, 6, 12])
    assert number in {None, 3, 6, 12}
    assert _chosen(ORDERS, text, language) in {None, "O-2041", "O-2042"}
