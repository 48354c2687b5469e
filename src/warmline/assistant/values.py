"""Values that a skill needs, found in what somebody wrote: a number, an address, a code.

What is not sure is not found: the assistant then asks.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from babel import Locale

from warmline.assistant.phrases import LANGUAGES, phrases_of, plain

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
_SUM = r"€|euros?\b|eur\b|gb\b|mb\b|kwh\b|%"
_NUMBER = re.compile(
    rf"(?<![\w.,/:€-])(?<!€ )(\d{{1,3}})(?![\w:/-]|[.,]\d| ?(?:{_SUM}))", re.IGNORECASE
)
_WIDTHS = ("wide", "abbreviated")


def find_email(text: str) -> str | None:
    found = _EMAIL.search(text)
    return found[0].rstrip(".").lower() if found else None


def find_code(text: str) -> str | None:
    """Six digits, also as two groups of three."""
    found = _CODE.search(text)
    return "".join(str(int(each)) for each in found[0] if each.isdigit()) if found else None


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
