"""Days that somebody names: a date, a weekday, “in two weeks”."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from warmline.assistant.choosing import is_ruled_out, words_of
from warmline.assistant.months import months_of, weekdays_of
from warmline.assistant.phrases import Phrases, phrases_of, plain

_SUM = r"€|euros?\b|eur\b|gb\b|mb\b|kwh\b|%"
_NUMERIC_DAY = re.compile(
    r"(?<![\d.,€/])(?<!€ )(?!24/7(?!/))"
    rf"(\d{{1,2}})[./](\d{{1,2}})(?:[./](\d{{4}}|\d{{2}}))?(?![\d]| ?(?:{_SUM}))"
)
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def find_day(text: str, language: str, today: date) -> date | None:
    """The first day that `text` names, today or later where it leaves that open.

    A date stands before a word for a day: “Friday, 12 June” is the twelfth, whatever day that is.
    """
    words = words_of(text)
    languages = dict.fromkeys((language, "en"))
    for find in (_iso_day, _named_month, _numeric_day):
        for each in languages:
            if (found := find(words, each, today)) is not None:
                return found
    near = [each for name in languages for each in _near_days(words, name, today)]
    return min(near)[1] if near else None


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
    months = months_of(language)
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
    return (e for e in pattern.finditer(words) if not is_ruled_out(words, e.start(), language))


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
    for name, number in weekdays_of(language).items():
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
