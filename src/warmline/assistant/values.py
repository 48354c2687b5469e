"""Values that a skill needs, found in what somebody wrote: a day, a number, an address, a choice.

What is not sure is not found: the assistant then asks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale

from warmline.assistant.phrases import LANGUAGES, Phrases, phrases_of, plain, says

Item = Mapping[str, Any]

_WORD = r"[^\W\d][\w'’.-]*"
_UNIT = (  # a number of these is no house
    r"days?|weeks?|months?|years?|hours?|minutes?|o['’]clock|am|pm|parts?|times?|bills?|orders?"
    r"|tage?n?|wochen?|monate?n?|jahre?n?|stunden?|minuten|uhr|raten?|mal|euros?"
    r"|días?|semanas?|mes(?:es)?|años?|horas?|minutos?|pagos?|plazos?|veces"
    r"|jours?|semaines?|mois|ans?|heures?|h|fois|mensualités?"
)
_NO_NAME = (  # with these the name of a street is over, or has not begun
    r"and|at|by|for|from|i|in|is|it|my|on|or|please|thanks?|to|until|we|with|your"
    r"|ab|auf|bitte|danke|die|ich|ist|mein|meine|nach|neue|und|vom|wir|ziehen?|zu|zur"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|a|con|desde|en|es|gracias|para|por|y|à|avec|c['’]est|dès|est|et|merci|pour|svp"
    r"|(?:am|el|le) \d+"
)
_NAME = rf"(?!(?:{_NO_NAME})\b){_WORD}"
_STREET = re.compile(
    rf"\b\d{{1,4}}[a-z]?,? (?!(?:{_UNIT})\b)(?:{_NAME} ){{0,3}}"
    r"(?:street|st|road|rd|lane|ln|avenue|ave|walk|park|row|close|drive|quay|view|court|place"
    r"|square|terrace|way|hill|green|gardens|grove|crescent)\b"
    r"|\b\d{1,4}(?:[a-z]| bis| ter)?,? (?:rue|avenue|boulevard|bd|chemin|impasse|place|allée|quai"
    rf"|route|square)(?: {_NAME}){{1,4}}"
    r"|(?<!\w)(?:(?:calle|avenida|avda\.?|plaza|paseo|camino|carretera|ronda) |c/ ?)"
    rf"{_NAME}(?: {_NAME}){{0,3}},? (?:n°? ?)?\d{{1,4}}[a-z]?\b"
    r"|(?<![\w-])[\w-]{2,40}(?:strasse|straße|str\.?|weg|platz|gasse|allee|ufer|damm)"
    r" \d{1,4} ?[a-z]?\b"
    rf"|\b(?:(?!de[mnr]\b){_NAME} ){{1,2}}(?:strasse|straße|str\.|weg|platz|gasse|allee)"
    r" \d{1,4} ?[a-z]?\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"(?: (?:de|des|du|la|le|les))+\Z", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)|(?<!\d)(\d{3})[ -](\d{3})(?!\d)")
_CLAUSE_END = re.compile(r"[,;،](?!\s*\d)|[!?؟\n]|(?<!\d)\.(?=\s+[^\W\d])")
_SUM = r"€|euros?\b|eur\b|gb\b|mb\b|kwh\b|%"
_NUMERIC_DAY = re.compile(
    r"(?<![\d.,€/])(?<!€ )(?!24/7(?!/))"
    rf"(\d{{1,2}})[./](\d{{1,2}})(?:[./](\d{{4}}|\d{{2}}))?(?![\d]| ?(?:{_SUM}))"
)
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMBER = re.compile(
    rf"(?<![\w.,/:€-])(?<!€ )(\d{{1,3}})(?![\w:/-]|[.,]\d| ?(?:{_SUM}))", re.IGNORECASE
)
_MONTH = re.compile(r"\d{4}-(\d{2})")
_ID = re.compile(r"([a-z]+)-?(\d{3,})")
_SWAPPED = str.maketrans(".,", ",.")
_WIDTHS = ("wide", "abbreviated")
_BEFORE_MAY = ("of", "in", "from", "for", "the")
_MAY = 5
_LEAST_STEM = 4


def find_email(text: str) -> str | None:
    found = _EMAIL.search(text)
    return found[0].rstrip(".").lower() if found else None


def find_code(text: str) -> str | None:
    """Six digits, also as two groups of three."""
    found = _CODE.search(text)
    return "".join(str(int(each)) for each in found[0] if each.isdigit()) if found else None


def find_day(text: str, language: str, today: date) -> date | None:
    """The first day that `text` names, today or later where it leaves that open.

    A date stands before a word for a day: “Friday, 12 June” is the twelfth, whatever day that is.
    """
    words = _words_of(text)
    languages = dict.fromkeys((language, "en"))
    for find in (_iso_day, _named_month, _numeric_day):
        for each in languages:
            if (found := find(words, each, today)) is not None:
                return found
    near = [each for name in languages for each in _near_days(words, name, today)]
    return min(near)[1] if near else None


def find_number(text: str, language: str, options: Sequence[int]) -> int | None:
    """The one of `options` that `text` names; None if it names none or several."""
    words = plain(text)
    named = {int(each) for each in _NUMBER.findall(words)}
    for each in dict.fromkeys((language, "en")):
        numbers = phrases_of(each).numbers
        named |= {numbers[word] for word in words.split() if word in numbers}
    fitting = [option for option in options if option in named]
    return fitting[0] if len(fitting) == 1 else None


def find_pattern(text: str, pattern: str) -> str | None:
    """What looks like `pattern`, in capitals: a postcode, an area."""
    text = " ".join(text.upper().split())
    return next((text[start:end] for start, end in _spans(pattern, text)), None)


def find_address(text: str, postcode: str, *, was_asked: bool) -> str | None:
    """Street and number; anything with a number in it when that is what was asked."""
    text = _EMAIL.sub(" ", " ".join(text.split()))
    for start, end in reversed(list(_spans(postcode, text.upper()))):
        text = f"{text[:start]},{text[end:]}"
    found = _STREET.search(text) or (_house().search(text) if was_asked else None)
    return _LOOSE_END.sub("", found[0].strip(" ,.")) if found else None


def _spans(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    """Where `pattern` stands as whole words."""
    for found in re.finditer(pattern, text):
        start, end = found.span()
        if not (text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end


@cache
def _house() -> re.Pattern[str]:
    """A number and a name, or a name and a number; “3 May” and “14 days” are none."""
    wide = [Locale(each).months["format"][width] for each in LANGUAGES for width in _WIDTHS]
    months = {name.rstrip(".").lower() for names in wide for name in names.values()}
    month = rf"(?:{'|'.join(map(re.escape, sorted(months)))})\b"
    counted = rf"(?:{_UNIT})\b|(?:of |de )?{month}"
    return re.compile(
        rf"\b\d{{1,4}}[a-z]?,? (?!{counted}){_NAME}(?: {_NAME}){{0,3}}"
        rf"|\b(?:(?!{month}){_NAME} ){{1,3}}\d{{1,4}}[a-z]?\b(?! (?:{counted}))",
        re.IGNORECASE,
    )


def _words_of(text: str) -> str:
    """Plain, with a “+” where a clause ends: “not this, the other” denies the other no more."""
    return plain(_CLAUSE_END.sub(" + ", text))


def choose(
    items: Sequence[Item],
    fields: Sequence[str],
    text: str,
    language: str,
    *,
    called: Mapping[str, Mapping[str, Sequence[str]]],
    before: Item | None = None,
) -> Item | None:
    """The one of `items` that `text` means; None if it means none, or could mean several.

    `called` has the words of each language for what a system calls otherwise; `before` is what
    was chosen so far: “the other one” is not that.
    """
    words = _words_of(text)
    fits = [(_fit(item, fields, words, language, called), item) for item in items]
    best = max((fit for fit, _ in fits), default=0)
    chosen = [item for fit, item in fits if fit == best]
    if best > 0 and len(chosen) == 1:
        return chosen[0]
    if says("other", words, language) and before is not None:
        others = [item for item in (chosen if best > 0 else items) if item != before]
        return others[0] if len(others) == 1 else None
    if best > 0:
        return None
    left = [item for fit, item in fits if fit == 0]
    if len(left) == 1 and len(items) > 1:  # all others were ruled out
        return left[0]
    return _by_place(items, words, language)


def _fit(
    item: Item,
    fields: Sequence[str],
    words: str,
    language: str,
    called: Mapping[str, Mapping[str, Sequence[str]]],
) -> int:
    """How clearly `words` name it: 3 by its id, 2 by all its words, 1 by one; −1 if ruled out."""
    best = 0
    for place, name in enumerate(fields):
        value = item.get(name)
        if value is None:
            continue
        for form in _forms(name, value, language, called):
            found = _named(form, words)
            if found is None:
                continue
            if _is_ruled_out(words, found.start(), language):
                best = best or -1
                continue
            best = max(best, 3 if place == 0 else 2 if " " in form else 1)
    return best


def _forms(
    name: str, value: object, language: str, called: Mapping[str, Mapping[str, Sequence[str]]]
) -> list[str]:
    """The ways in which a value may be named, plain."""
    if name.endswith("_cents") and isinstance(value, int):
        whole, grouped = f"{value / 100:.2f}", f"{value / 100:,.2f}"
        sums = dict.fromkeys((whole, grouped))
        swapped = [each.translate(_SWAPPED) for each in sums]
        return [*sums, *swapped, *([str(value // 100)] if value >= 1000 else [])]  # noqa: PLR2004 - “9” alone is no sum
    text = plain(str(value))
    if found := _MONTH.fullmatch(text):
        return [text, *_month_forms(int(found[1]), language)]
    if found := _ID.fullmatch(text):
        return [text, f"{found[1]}{found[2]}", f"{found[1]} {found[2]}", found[2]]
    words = called.get(str(value), {})
    names = [plain(each) for each in (*words.get(language, ()), *words.get("en", ()))]
    parts = [each for each in text.split() if len(each) >= _LEAST_STEM and not each.isdigit()]
    return [text, *names, *(parts if " " in text else [])]


def _month_forms(number: int, language: str) -> list[str]:
    """“April”; English “may” only where it is not the verb."""
    names = {
        name
        for each in dict.fromkeys((language, "en"))
        for name, month in _months(each).items()
        if month == number and (len(name) >= _LEAST_STEM or number == _MAY)
    }
    return sorted(names - {"may"}) + [f"{each} may" for each in _BEFORE_MAY if "may" in names]


def _named(form: str, words: str) -> "re.Match[str] | None":
    ending = r"(?![.,]?\d)" if form[-1:].isdigit() else r"(?:s|es|n|en)?"
    before = r"(?<![\w.,])" if form[:1].isdigit() else r"(?<!\w)"
    return re.search(rf"{before}{re.escape(form)}{ending}(?!\w)", words) if form else None


def _is_ruled_out(words: str, start: int, language: str) -> bool:
    """“not the hub”: the words just before say that it is not meant."""
    before = words[:start]
    return any(phrases_of(each).denies(before) for each in dict.fromkeys((language, "en")))


def _by_place(items: Sequence[Item], words: str, language: str) -> Item | None:
    for place, act in enumerate(("first", "second", "third")):
        if says(act, words, language):
            return items[place] if place < len(items) else None
    return items[0] if items and says("last", words, language) else None


def _iso_day(words: str, language: str, _: date) -> date | None:
    days = (
        _day(int(each[1]), int(each[2]), int(each[3])) for each in _meant(_ISO_DAY, words, language)
    )
    return next((day for day in days if day is not None), None)


def _numeric_day(words: str, language: str, today: date) -> date | None:
    found = _meant(_NUMERIC_DAY, words, language)
    days = (_numbered(each[1], each[2], each[3] or "", today) for each in found)
    return next((day for day in days if day is not None), None)


def _numbered(day: str, month: str, year: str, today: date) -> date | None:
    century = 2000 if len(year) == len("26") else 0
    return _next(int(day), int(month), int(year) + century if year else None, today)


def _named_month(words: str, language: str, today: date) -> date | None:
    months = _months(language)
    names = "|".join(sorted(months, key=len, reverse=True))
    ordinal = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|o|\.)?(?: of| de)?"
    day_first = rf"{ordinal} ({names})\b\.?(?: de)?(?: (\d{{4}}))?"
    month_first = rf"\b({names})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?"
    if found := next(_meant(re.compile(day_first), words, language), None):
        day, month, year = int(found[1]), months[found[2]], found[3]
    elif found := next(_meant(re.compile(month_first), words, language), None):
        day, month, year = int(found[2]), months[found[1]], found[3]
    else:
        return None
    return _next(day, month, int(year) if year else None, today)


def _meant(pattern: re.Pattern[str], words: str, language: str) -> Iterator[re.Match[str]]:
    """Where it stands and is not denied."""
    return (e for e in pattern.finditer(words) if not _is_ruled_out(words, e.start(), language))


def _near_days(words: str, language: str, today: date) -> Iterator[tuple[int, date]]:
    """The days that are named from today on, each with its place in the text."""
    phrases = phrases_of(language)
    for act, days in (("after_tomorrow", 2), ("tomorrow", 1), ("today", 0)):
        if (span := phrases.find(act, words)) is not None:
            yield span[0], today + timedelta(days)
    for start, days in (*_counted_days(words, phrases), *_weekday(words, language, today)):
        if not phrases.denies(words[:start]):
            yield start, today + timedelta(days)


def _counted_days(words: str, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """“In two weeks”: where it stands, and how many days that is."""
    counts = {**phrases.numbers, **dict.fromkeys(map(plain, phrases.lists["article"]), 1)}
    numbers = "|".join([r"\d{1,2}", *counts])
    for act, days in (("weeks", 7), ("days", 1)):
        for form in phrases.lists[act]:
            before, after = map(re.escape, map(plain, form.split("{n}")))
            pattern = rf"(?<!\w){before} ?(?<!\w)({numbers}) {after}(?!\w)"
            for found in re.finditer(pattern, words):
                count = found[1]
                yield found.start(), days * (int(count) if count.isdigit() else counts[count])


def _weekday(words: str, language: str, today: date) -> Iterator[tuple[int, int]]:
    """Where a weekday stands, and in how many days the next one is; it is never today."""
    for name, number in _weekdays(language).items():
        for found in re.finditer(rf"(?<!\w){name}(?!\w)", words):
            yield found.start(), (number - today.weekday() - 1) % 7 + 1


def _next(day: int, month: int, year: int | None, today: date) -> date | None:
    if year is not None:
        return _day(year, month, day)
    this_year = _day(today.year, month, day)
    return (
        this_year if this_year is None or this_year >= today else _day(today.year + 1, month, day)
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months(language: str) -> dict[str, int]:
    names = Locale(language).months["format"]
    found = {plain(name): number for number, name in names["wide"].items()}
    short = {plain(name).rstrip("."): number for number, name in names["abbreviated"].items()}
    return {**{name: number for name, number in short.items() if len(name) > 2}, **found}  # noqa: PLR2004 - “ma” is no month


@cache
def _weekdays(language: str) -> dict[str, int]:
    return {plain(name): number for number, name in Locale(language).days["format"]["wide"].items()}
