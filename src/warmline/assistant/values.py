"""Values that a skill needs, found in what somebody wrote: a day, a number, an address, a choice.

What is not sure is not found: the assistant then asks.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale

from warmline.assistant.phrases import phrases_of, plain, says

Item = Mapping[str, Any]

_WORD = r"[^\W\d][\w'’.-]*"
_STREET = re.compile(
    rf"\b\d{{1,4}}[a-z]?,? (?:{_WORD} ){{0,3}}(?:street|st|road|rd|lane|ln|avenue|ave|walk|park|"
    r"row|close|drive|quay|view|court|place|square|terrace|way|hill|green|gardens|grove|crescent)\b"
    rf"|\b\d{{1,4}}[a-z]?,? (?:rue|avenue|boulevard|chemin|impasse|place)(?: {_WORD}){{1,4}}"
    rf"|\b(?:calle|avenida|plaza|paseo|camino)(?: {_WORD}){{1,4}},? \d{{1,4}}[a-z]?\b"
    rf"|\b(?:{_WORD} ){{0,2}}[\w-]*(?:strasse|straße|str\.|weg|platz|gasse|allee)"
    r" \d{1,4}[a-z]?\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    rf"\b\d{{1,4}}[a-z]?,? {_WORD}(?: {_WORD}){{0,3}}|{_WORD} \d{{1,4}}\b", re.IGNORECASE
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CODE = re.compile(r"(?<!\d)(\d{6})(?!\d)|(?<!\d)(\d{3})[ -](\d{3})(?!\d)")
_NUMERIC_DAY = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d])")
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMBER = re.compile(r"(?<![\w-])(\d{1,3})(?![\w:-])")
_LEAST_STEM = 4
_LAST_RANK = 4


def find_email(text: str) -> str | None:
    found = _EMAIL.search(text)
    return found[0].rstrip(".").lower() if found else None


def find_code(text: str) -> str | None:
    """Six digits, also as two groups of three."""
    found = _CODE.search(text)
    return "".join(each for each in found.groups() if each) if found else None


def find_day(text: str, language: str, today: date) -> date | None:
    """The first day that `text` names, today or later where it leaves that open."""
    words = plain(text)
    for find in (_iso_day, _named_month, _numeric_day, _relative_day, _weekday):
        for each in dict.fromkeys((language, "en")):
            if (found := find(words, each, today)) is not None:
                return found
    return None


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
    found = re.search(pattern, text.upper())
    return found[0] if found else None


def find_address(text: str, postcode: str, *, was_asked: bool) -> str | None:
    """Street and number; anything with a number in it when that is what was asked."""
    without_postcode = re.sub(postcode, " ", text, flags=re.IGNORECASE)
    without_mail = _EMAIL.sub(" ", without_postcode)
    found = _STREET.search(without_mail) or (_HOUSE.search(without_mail) if was_asked else None)
    return found[0].strip(" ,.") if found else None


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
    words = plain(text)
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
        whole = f"{value / 100:.2f}"
        return [whole, whole.replace(".", ","), *([str(value // 100)] if value >= 1000 else [])]  # noqa: PLR2004 - “9” alone is no sum
    text = plain(str(value))
    words = called.get(str(value), {})
    names = [plain(each) for each in (*words.get(language, ()), *words.get("en", ()))]
    parts = [each for each in text.split() if len(each) >= _LEAST_STEM and not each.isdigit()]
    return [text, *names, *(parts if " " in text else [])]


def _named(form: str, words: str) -> "re.Match[str] | None":
    ending = "" if form[-1:].isdigit() else r"(?:s|es|n|en)?"
    return re.search(rf"(?<![\w]){re.escape(form)}{ending}(?!\w)", words) if form else None


def _is_ruled_out(words: str, start: int, language: str) -> bool:
    """“not the hub”: the words just before say that it is not meant."""
    before = " ".join(words[:start].split()[-3:])
    for each in dict.fromkeys((language, "en")):
        for form in phrases_of(each).lists["not"]:
            if re.search(rf"(?<!\w){re.escape(plain(form))}(?: \w+)?$", before):
                return True
    return False


def _by_place(items: Sequence[Item], words: str, language: str) -> Item | None:
    for place, act in enumerate(("first", "second", "third")):
        if says(act, words, language):
            return items[place] if place < len(items) else None
    return items[0] if items and says("last", words, language) else None


def _iso_day(words: str, _: str, __: date) -> date | None:
    found = _ISO_DAY.search(words)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numeric_day(words: str, _: str, today: date) -> date | None:
    found = _NUMERIC_DAY.search(words)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    year = int(found[3]) if found[3] else None
    return _next(day, month, year + 2000 if year is not None and year < 100 else year, today)  # noqa: PLR2004 - two digits


def _named_month(words: str, language: str, today: date) -> date | None:
    months = _months(language)
    names = "|".join(sorted(months, key=len, reverse=True))
    ordinal = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?(?: of| de)?"
    day_first = rf"{ordinal} ({names})\b\.?(?: de)?(?: (\d{{4}}))?"
    month_first = rf"\b({names})\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?"
    if found := re.search(day_first, words):
        day, month, year = int(found[1]), months[found[2]], found[3]
    elif found := re.search(month_first, words):
        day, month, year = int(found[2]), months[found[1]], found[3]
    else:
        return None
    return _next(day, month, int(year) if year else None, today)


def _relative_day(words: str, language: str, today: date) -> date | None:
    phrases = phrases_of(language)
    for act, days in (("after_tomorrow", 2), ("tomorrow", 1), ("today", 0)):
        if phrases.find(act, words):
            return today + timedelta(days)
    numbers = "|".join([r"\d{1,2}", *phrases.numbers])
    for act, days in (("weeks", 7), ("days", 1)):
        for form in phrases.lists[act]:
            pattern = re.escape(plain(form.replace("{n}", "NUMBER"))).replace(
                "number", f"({numbers})"
            )
            if found := re.search(rf"(?<!\w){pattern}(?!\w)", words):
                count = found[1]
                many = int(count) if count.isdigit() else phrases.numbers[count]
                return today + timedelta(many * days)
    return None


def _weekday(words: str, language: str, today: date) -> date | None:
    """The next such day; it is never today."""
    for name, number in _weekdays(language).items():
        if re.search(rf"(?<!\w){name}(?!\w)", words):
            return today + timedelta((number - today.weekday() - 1) % 7 + 1)
    return None


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
