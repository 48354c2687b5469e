"""Facts by which somebody proves who they are, where their brand takes knowing them for a proof."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from warmline.assistant.days import find_day
from warmline.assistant.values import find_email, find_pattern

_CUE = r"(?:i['’ ]?m|i am|name(?:['’]s| is)?:?|this is|it['’]?s|yes,?|sure,?|for)"
_WORD = r"[^\W\d_][\w'’-]*"
_NAMED = re.compile(rf"(?<!\w){_CUE} ({_WORD}) ({_WORD})", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<!\w)([^\W\d_a-z][\w'’-]*),? ([^\W\d_a-z][\w'’-]*)")
_JOINED = re.compile(r"(?<!\w)([^\W\d_]+)_([^\W\d_]+)_\d+")
_FIRST_TWO = re.compile(rf"\A\W*({_WORD})\W+({_WORD})")
_PHONE = re.compile(r"(?<![\w#])\+?\(?\d[\d() .-]{5,16}\d(?!\w)")
_MOST_NAMES = 6


def gather(
    facts: Mapping[str, str], said: Sequence[str], postcode: str, today: date
) -> Iterator[dict[str, str]]:
    """What to look for, as each reading of what was said has it; none while a fact is missing."""
    known: dict[str, str] = {}
    for name, kind in facts.items():
        if kind in {"given_name", "family_name"}:
            continue
        found = _last(kind, said, postcode, today)
        if found is None:
            return
        known[name] = found
    given = next((name for name, kind in facts.items() if kind == "given_name"), None)
    family = next((name for name, kind in facts.items() if kind == "family_name"), None)
    if given is None or family is None:
        yield known
        return
    for first, last in names_in(said):
        yield {**known, given: first, family: last}


def names_in(said: Sequence[str]) -> list[tuple[str, str]]:
    """What could be a first and a last name, the likeliest first."""
    found: dict[tuple[str, str], None] = {}
    for text in reversed(said):
        for pattern in (_NAMED, _JOINED, _CAPITALS, _FIRST_TWO):
            for pair in pattern.findall(text):
                found.setdefault((pair[0].casefold(), pair[1].casefold()))
    return list(found)[:_MOST_NAMES]


def _last(kind: str, said: Sequence[str], postcode: str, today: date) -> str | None:
    for text in reversed(said):
        match kind:
            case "email":
                found = find_email(text)
            case "postcode":
                found = _last_code(text, postcode)
            case "phone":
                phones = _PHONE.findall(text)
                found = re.sub(r"[^\d+]", "", phones[-1]) if phones else None
            case "date":
                day = find_day(text, "en", today)
                found = day.isoformat() if day else None
            case _:
                numbers = re.findall(r"\d+", text)
                found = numbers[-1] if numbers else None
        if found:
            return found
    return None


def _last_code(text: str, postcode: str) -> str | None:
    codes = [code for part in re.split(r"[\s,;.]+", text) if (code := find_pattern(part, postcode))]
    return codes[-1] if codes else find_pattern(text, postcode)
