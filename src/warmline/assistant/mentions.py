"""Mentions: where the things of a list are named, and which of those names are meant."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from warmline.assistant.choosing import Called, Item, forms_of, is_ruled_out
from warmline.assistant.phrases import phrases_of, plain
from warmline.assistant.traits import Scales

_JOINED = re.compile(r"[ +]*(?:and|or|und|y|et)?(?: the| my| der| die| das)? *\Z")
_CONJUNCTION = re.compile(r"(?<!\w)(?:and|or|nor|und|oder|y|o|et|ou)(?!\w)")
_EXCEPT = re.compile(r"(?<!\w)(?:except|excluding|besides|apart from|außer|excepto|sauf)(?!\w)")
_BESIDE = re.compile(
    r"(?:(?:got|came|goe?s?|comes|ordered|bought|received|arrived) (?:together )?|along )"
    r"with(?: \w+){0,2} *\Z"
)
_PLURAL = re.compile(r"(?<!\w)(?:all|both|two|three|every|each|any|2|3)(?: \w+){0,2} *\Z")
_KEPT = 24


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """How things are told apart: by these fields, in this language; `together` groups them."""

    fields: Sequence[str]
    language: str
    called: Called
    scales: Scales = ()
    together: str | None = None
    narrows: Sequence[str] = ()
    focus: str | None = None
    """The group that was spoken of before: “everything in that order”."""


def mentions(items: Sequence[Item], words: str, telling: Telling) -> list[Mention]:
    """Every place where a name of one of `items` stands; longer names stand before shorter."""
    spans: dict[tuple[int, int], list[Item]] = {}
    for item in items:
        for start, end in _spans(item, words, telling):
            here = spans.setdefault((start, end), [])
            here += [item] if item not in here else []
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        if all(end <= other_start or other_end <= start for other_start, other_end in kept):
            kept.append((start, end))
    return [Mention(*span, tuple(spans[span])) for span in sorted(kept)]


def _spans(item: Item, words: str, telling: Telling) -> Iterator[tuple[int, int]]:
    for name in telling.fields:
        value = item.get(name)
        if value is None or isinstance(value, Mapping):
            continue
        for part in str(value).split(", "):
            for form in forms_of(name, part, telling.language, telling.called):
                loose = re.escape(form).replace(r"\-", "[- ]?").replace(r"\ ", "[- ]?")
                for found in re.finditer(rf"(?<![\w.,]){loose}(?:s|es)?(?!\w)", words):
                    yield found.span()


def groups_named(items: Sequence[Item], words: str, telling: Telling) -> Iterator[str]:
    """The groups, such as orders, that are named."""
    name = telling.together
    for group in dict.fromkeys(str(item[name]) for item in items if name and item.get(name)):
        for form in forms_of(name or "", group, telling.language, telling.called):
            found = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words)
            if found is not None and not is_ruled_out(words, found.start(), telling.language):
                yield group
                break


def of_kind(pool: list[Item], words: str, telling: Telling) -> list[Item]:
    """Only those of the kind that is spoken of: “pending”, “the one to Texas”."""
    for name in telling.narrows:
        said = {
            str(item.get(name))
            for item in pool
            for form in forms_of(name, item.get(name) or "", telling.language, telling.called)
            if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words)
        }
        pool = [item for item in pool if not said or str(item.get(name)) in said]
    return pool


def of_one_group(found: Sequence[Mention], telling: Telling) -> list[Mention]:
    """Where a name could be in several groups, those in which most of what is named stands."""
    name = telling.together
    if name is None or len(found) < 2:  # noqa: PLR2004 - one alone says nothing
        return list(found)
    counts: Counter[str] = Counter()
    for each in found:
        counts.update({str(item.get(name)) for item in each.items})
    most = max(counts.values())
    if most == 1:
        return list(found)
    best = {group for group, count in counts.items() if count == most}
    kept = (tuple(i for i in each.items if str(i.get(name)) in best) for each in found)
    return [
        replace(each, items=items or each.items) for each, items in zip(found, kept, strict=True)
    ]


def without_context(found: Sequence[Mention], words: str) -> list[Mention]:
    """“The backpack I got with the vacuum”: the vacuum only says which backpack."""
    return [
        each
        for place, each in enumerate(found)
        if not place or not _BESIDE.search(words[: each.start])
    ]


def left_out_of(found: Sequence[Mention], words: str, language: str) -> Iterator[Mention]:
    """“Except the bed and the lamp”, “keep the kettle”: what is said not to be meant."""
    last: Mention | None = None
    for each in found:
        before = words[max(0, each.start - _KEPT) : each.start]
        near = before.rpartition("+")[2]
        between = words[last.end : each.start] if last is not None else "x"
        goes_on = _CONJUNCTION.search(between) or _EXCEPT.search(words)
        joined = bool(_JOINED.fullmatch(between) and goes_on)
        keeps = re.search(rf"(?:{_either_of('keep', language)})(?: \w+){{0,2}} *\Z", near)
        if keeps or is_ruled_out(words, each.start, language) or joined:
            last = each
            yield each
        else:
            last = None


def _either_of(act: str, language: str) -> str:
    lists = [phrases_of(each).lists[act] for each in dict.fromkeys((language, "en"))]
    return "|".join(re.escape(plain(entry)) for each in lists for entry in each)


def is_plural(each: Mention, words: str, items: Sequence[Item]) -> bool:
    """“Both tablets”, “all bookshelves”."""
    before = words[: each.start].rpartition("+")[2]
    counted = re.search(r"(?<!\w)(?:two|2|both)(?: \w+){0,2} *\Z", before)
    if counted:
        return len(items) == 2  # noqa: PLR2004 - a pair
    return _PLURAL.search(before) is not None
