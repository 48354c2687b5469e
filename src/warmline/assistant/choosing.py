"""Choosing: which of several things somebody means, by its id, its name, its place in the list.

What could be several is none: the assistant then asks.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from warmline.assistant.months import months_of
from warmline.assistant.phrases import phrases_of, plain, says

Item = Mapping[str, Any]

Called = Mapping[str, Mapping[str, Sequence[str]]]
"""How customers name what a system calls by its own word, by language."""

_CLAUSE_END = re.compile(r"[,;،](?!\s*\d)|[!?؟\n]|(?<!\d)\.(?=\s+[^\W\d])")
_MONTH = re.compile(r"\d{4}-(\d{2})")
_ID = re.compile(r"([a-z]+)-?(\d{3,})")
_SWAPPED = str.maketrans(".,", ",.")
_BEFORE_MAY = ("of", "in", "from", "for", "the")
_MAY = 5
_LEAST_STEM = 4


def choose(
    items: Sequence[Item],
    fields: Sequence[str],
    text: str,
    language: str,
    *,
    called: Called,
    before: Item | None = None,
) -> Item | None:
    """The one of `items` that `text` means; None if it means none, or could mean several.

    `called` has the words of each language for what a system calls otherwise; `before` is what
    was chosen so far: “the other one” is not that.
    """
    words = words_of(text)
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
    return by_place(items, words, language)


def _fit(
    item: Item,
    fields: Sequence[str],
    words: str,
    language: str,
    called: Called,
) -> int:
    """How clearly `words` name it: 3 by its id, 2 by all its words, 1 by one; −1 if ruled out."""
    best = 0
    for place, name in enumerate(fields):
        value = item.get(name)
        if value is None:
            continue
        for form in forms_of(name, value, language, called):
            found = find_form(form, words)
            if found is None:
                continue
            if is_ruled_out(words, found.start(), language):
                best = best or -1
                continue
            is_part = form in plain(str(value)).split() and " " in plain(str(value))
            best = max(best, 1 if is_part else 3 if place == 0 else 2 if " " in form else 1)
    return best


def forms_of(name: str, value: object, language: str, called: Called) -> list[str]:
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
        for name, month in months_of(each).items()
        if month == number and (len(name) >= _LEAST_STEM or number == _MAY)
    }
    return sorted(names - {"may"}) + [f"{each} may" for each in _BEFORE_MAY if "may" in names]


def find_form(form: str, words: str) -> "re.Match[str] | None":
    ending = r"(?![.,]?\d)" if form[-1:].isdigit() else r"(?:s|es|n|en)?"
    before = r"(?<![\w.,])" if form[:1].isdigit() else r"(?<!\w)"
    return re.search(rf"{before}{re.escape(form)}{ending}(?!\w)", words) if form else None


def is_ruled_out(words: str, start: int, language: str) -> bool:
    """“not the hub”: the words just before say that it is not meant."""
    before = words[:start]
    return any(phrases_of(each).denies(before) for each in dict.fromkeys((language, "en")))


def by_place(items: Sequence[Item], words: str, language: str) -> Item | None:
    for place, act in enumerate(("first", "second", "third")):
        if says(act, words, language):
            return items[place] if place < len(items) else None
    return items[0] if items and says("last", words, language) else None


def words_of(text: str) -> str:
    """Plain, with a “+” where a clause ends: “not this, the other” denies the other no more."""
    return plain(_CLAUSE_END.sub(" + ", text))
