"""Sentences: written patterns filled with names and addresses, and written as customers write.

Patterns are ours (`train_*.txt`, `dev.txt`); customers' messages of `training/messages` stand
around them, and alone as what holds no name.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from training.redaction import names
from training.redaction.names import Names, choose

HERE: Final = Path(__file__).parent
_SLOT: Final = re.compile(r"\{(\w+)\}")
_TAG_OF: Final = {
    "person": 1, "given": 1, "family": 1, "address": 2, "street": 2, "city": 3, "country": 3,
    "org": 4,
}  # fmt: skip
_ADDRESS: Final = 2
_JOINS: Final = {", ", "\n", " in "}
"""Between a street and its town: the town is part of the address then."""
_FIRM: Final = (
    "{family} & {family}", "{family} Ltd", "{family} Group", "{family}, {family} and {family}",
    "{city} Energy", "{family} Inc", "{family}-{family}", "{city} Water", "{family} GmbH",
    "Bank of {city}", "{city} Telecom", "{family} AG", "{family} SA", "{family} LLC", "{city} Media",
    "North{family}", "{family} Bros", "University of {city}", "{family} Foods", "{city} Airways",
)  # fmt: skip
_KNOWN_FIRMS: Final = (
    "Vodafone", "DHL", "UPS", "Amazon", "PayPal", "Netflix", "Spotify", "Telekom", "Orange", "IKEA",
    "Apple", "Google", "Samsung", "Lidl", "Zara", "Hermes", "Visa", "Mastercard", "Movistar",
)  # fmt: skip
_TITLES: Final = {
    "en": ("Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Prof.", "Miss"),
    "de": ("Herr", "Frau", "Dr.", "Hr."),
    "es": ("Sr.", "Sra.", "don", "doña"),
    "fr": ("M.", "Mme", "Monsieur", "Madame"),
    "ar": ("السيد", "السيدة", "الأستاذ"),
}
_WEEKDAYS: Final = {
    "en": "Monday Tuesday Friday Sunday May June", "de": "Montag Freitag Samstag Mai",
    "es": "lunes viernes mayo", "fr": "lundi vendredi mai", "ar": "الأحد الخميس",
}  # fmt: skip
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
]
_UNITS: Final = (
    "Apt {n}", "Apt. {n}", "Unit {n}", "Suite {n}", "Flat {n}", "#{n}", "Floor {n}", "apartment {n}",
    "{n}/{n}", "{n}B", "c/o", "PO Box {n}", "Top flat", "App. {n}", "2. OG", "3º izq", "bât. C",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text, and for each of its characters the number of its tag."""

    text: str
    marks: bytes


class Writer:
    """Fills patterns; with `dev`, with the names that are kept for choosing thresholds."""

    def __init__(self, found: dict[str, Names], lands: dict[str, list[str]], *, dev: bool) -> None:
        self._found, self._lands, self._dev = found, lands, dev
        self._others = [each for each in found if each not in names.ARABIC]

    def write(self, draw: random.Random, language: str, pattern: str) -> Sentence:
        locales = names.LOCALES_OF[language]
        text, marks = "", b""
        place = 0
        for slot in _SLOT.finditer(pattern):
            text += pattern[place : slot.start()]
            marks += bytes(slot.start() - place)
            own = language == "ar" or draw.random() < 0.55  # noqa: PLR2004
            locale = draw.choice(locales if own else self._others)
            value = self._value(draw, language, self._found[locale], slot[1])
            tag = _TAG_OF.get(slot[1], 0)
            if slot[1] == "city" and pattern[place : slot.start()] in _JOINS and marks:
                after_street = marks[-len(pattern[place : slot.start()]) - 1] == _ADDRESS
                tag = _ADDRESS if after_street else tag
            text += value
            marks += bytes([tag]) * len(value)
            place = slot.end()
        return Sentence(text + pattern[place:], marks + bytes(len(pattern) - place))

    def _one(self, draw: random.Random, kept: object) -> str:
        return choose(draw, kept, dev=self._dev)  # type: ignore[arg-type]

    def _value(self, draw: random.Random, language: str, of: Names, slot: str) -> str:  # noqa: C901, PLR0911, PLR0912 - one slot a line
        match slot:
            case "person":
                return self._person(draw, language, of)
            case "given":
                return self._one(draw, of.given)
            case "family":
                return self._one(draw, of.family)
            case "city":
                return self._one(draw, of.cities)
            case "country":
                return draw.choice(self._lands[language])
            case "street":
                return self._street(draw, of)
            case "address":
                return self._address(draw, language, of)
            case "org":
                return self._firm(draw, of)
            case "weekday":
                return draw.choice(_WEEKDAYS[language].split())
            case "date":
                day, year = draw.randrange(1, 29), draw.randrange(1940, 2027)
                return draw.choice(
                    [
                        f"{day}.{draw.randrange(1, 13)}.{year}",
                        f"{day} {draw.choice(_MONTHS)} {year}",
                        f"{draw.choice(_MONTHS)} {day}",
                        f"{year}-0{draw.randrange(1, 9)}-{day:02}",
                    ]
                )
            case "amount":
                return draw.choice(["£{}", "{} €", "${}.99", "{} EUR", "{},50"]).format(
                    draw.randrange(3, 900)
                )
            case "number":
                return str(draw.choice([draw.randrange(2, 90), draw.randrange(1980, 2026)]))
            case "order":
                return draw.choice(["#{}", "{}", "FE-{}", "A{}", "no. {}"]).format(
                    draw.randrange(1000, 10**7)
                )
            case "phone":
                return draw.choice(["+44 {} {}", "0{} {}", "({}) {}-1188", "0{}{}"]).format(
                    draw.randrange(100, 999), draw.randrange(10**5, 10**7)
                )
            case "email":
                return f"{self._one(draw, of.given).lower()}{draw.randrange(99)}@example.org"
            case "card":
                return " ".join(str(draw.randrange(1000, 9999)) for _ in range(4))
            case "iban":
                return f"DE{draw.randrange(10, 99)} " + " ".join(
                    str(draw.randrange(1000, 9999)) for _ in range(4)
                )
        raise KeyError(slot)

    def _person(self, draw: random.Random, language: str, of: Names) -> str:
        given, family = self._one(draw, of.given), self._one(draw, of.family)
        second = self._one(draw, of.given)
        full = f"{given} {family}"
        written = draw.choices(
            [full, given, f"{family}, {given}", f"{given} {second[0]}. {family}", f"{given} {second} {family}", f"{given[0]}. {family}", f"{full}-{self._one(draw, of.family)}", family, f"{full} {self._one(draw, of.family)}", f"{given[0]} {second[0]} {family}"],
            [50, 12, 4, 6, 6, 4, 3, 5, 4, 1],
        )[0]  # fmt: skip
        if draw.random() < 0.08:  # noqa: PLR2004
            return f"{draw.choice(_TITLES[language])} {written}"
        return written

    def _firm(self, draw: random.Random, of: Names) -> str:
        if draw.random() < 0.2:  # noqa: PLR2004
            return draw.choice(_KNOWN_FIRMS)
        pattern = draw.choice(_FIRM)
        return _SLOT.sub(
            lambda slot: self._one(draw, of.family if slot[1] == "family" else of.cities), pattern
        )

    def _street(self, draw: random.Random, of: Names) -> str:
        name = self._one(draw, of.streets)
        number = str(draw.choice([draw.randrange(1, 200), draw.randrange(1, 9999)]))
        if draw.random() < 0.1:  # noqa: PLR2004
            number += draw.choice("abcAB")
        return draw.choices(
            [
                f"{number} {name}",
                f"{name} {number}",
                f"{name}, {number}",
                name,
                f"{number}, {name}",
            ],
            [45, 35, 5, 8, 7],
        )[0]

    def _address(self, draw: random.Random, language: str, of: Names) -> str:
        if draw.random() < 0.35:  # noqa: PLR2004
            text = self._one(draw, of.addresses)
            return text if draw.random() < 0.5 else re.sub(r"\s*\n\s*", ", ", text)  # noqa: PLR2004
        parts = [self._street(draw, of)]
        if draw.random() < 0.35:  # noqa: PLR2004
            unit = draw.choice(_UNITS).replace("{n}", str(draw.randrange(1, 999)))
            parts[0] = draw.choice([f"{parts[0]} {unit}", f"{parts[0]}, {unit}", f"{unit}, {parts[0]}", f"{parts[0]}\n{unit}"])  # fmt: skip
        city, post = self._one(draw, of.cities), self._one(draw, of.postcodes)
        if draw.random() < 0.85:  # noqa: PLR2004
            parts.append(draw.choice([f"{post} {city}", f"{city} {post}", city, f"{city}, {post}"]))
        if draw.random() < 0.25:  # noqa: PLR2004
            parts.append(
                draw.choice([self._one(draw, of.regions), self._one(draw, of.regions)[:2].upper()])
            )
        if draw.random() < 0.3:  # noqa: PLR2004
            land = draw.choice(self._lands[language])
            parts.append(draw.choice([land, land, f"{land} {post}"]))
        return draw.choice([", ", ", ", "\n", " ", ",\n"]).join(parts)


def patterns(name: str) -> Iterator[tuple[str, str]]:
    """Language and pattern of a file; that of a line in `dev.txt` is told by its words."""
    for path in sorted(HERE.glob(f"{name}*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield _language(path.stem, line), line.replace("\\n", "\n")


def _language(stem: str, line: str) -> str:
    if "_" in stem:
        return stem.split("_")[1]
    if re.search(r"[\u0600-\u06ff]", line):
        return "ar"
    words = set(re.findall(r"\w+", line.lower()))
    for language, signs in (
        ("de", {"ich", "grüße", "gibt", "die"}), ("es", {"que", "vivo", "hay"}),
        ("fr", {"je", "sincères", "pas"}),
    ):  # fmt: skip
        if words & signs:
            return language
    return "en"


def as_customers_write(draw: random.Random, sentence: Sentence) -> Sentence:
    """Small letters, capitals, lost points, slips of the finger: as often as on a phone."""
    text, marks = sentence.text, sentence.marks
    manner = draw.random()
    if manner < 0.25 and len(text.lower()) == len(text):  # noqa: PLR2004
        text = text.lower()
    elif manner < 0.28 and len(text.upper()) == len(text):  # noqa: PLR2004
        text = text.upper()
    kept = [
        place
        for place, letter in enumerate(text)
        if not (manner > 0.9 and letter in ".,!?" and draw.random() < 0.7)  # noqa: PLR2004
        and not (marks[place] == 0 and letter.isalpha() and draw.random() < 0.004)  # noqa: PLR2004
    ]
    return Sentence("".join(text[each] for each in kept), bytes(marks[each] for each in kept))


def joined(*sentences: Sentence, by: str) -> Sentence:
    """One text of several."""
    return Sentence(
        by.join(each.text for each in sentences),
        bytes(len(by)).join(each.marks for each in sentences),
    )
