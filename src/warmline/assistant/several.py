"""Several: which of many things somebody means, all of them together.

A name that could be more than one of them is settled by what else is said of it, or asked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from warmline.assistant.choosing import Called, Item, by_place, forms_of, is_ruled_out, words_of
from warmline.assistant.phrases import agrees, phrases_of, plain, says
from warmline.assistant.traits import Scales, Traits, Values, find_traits

_TARGET = re.compile(r"(?<!\w)(?:to|for|into|instead|same|new|get|want|with a|as)(?!\w)")
_JOINED = re.compile(r"[ +]*(?:and|or|und|y|et)?(?: the| my| der| die| das)? *\Z")
_BESIDE = re.compile(
    r"(?:(?:got|came|ordered|bought|received|arrived) (?:together )?|along )with(?: \w+){0,2} *\Z"
)
_THAT_GROUP = re.compile(
    r"(?<!\w)(?:its|(?:that|this|the same|same) (?:whole |entire )?\w*order)(?!\w)"
)
_EVERYTHING = re.compile(
    r"(?<!\w)every ?thing (?:\w+ ){0,6}(?:that|which|not|nothing|but|related)(?!\w)"
)
_PLURAL = re.compile(r"(?<!\w)(?:all|both|two|three|every|each|any|2|3)(?: \w+){0,2} *\Z")
_KEPT = 24


@dataclass(frozen=True, slots=True)
class Several:
    """Those that are meant; `unclear`: one name could be any of these; `left_out`: said not."""

    chosen: tuple[Item, ...] = ()
    unclear: tuple[Item, ...] = ()
    left_out: tuple[Item, ...] = ()
    groups: tuple[str, ...] = ()
    hint: tuple[Item, ...] = ()
    """What is left where nothing was named but its kind: “the one to Texas”."""


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


def choose_several(
    items: Sequence[Item], text: str, telling: Telling, *, among: Sequence[Item] = ()
) -> Several:
    """What `text` means of `items`; `among` are those that an earlier name left open."""
    words = words_of(text)
    language = telling.language
    groups = tuple(_groups(items, words, telling))
    if not groups and telling.focus is not None and _THAT_GROUP.search(words):
        groups = (telling.focus,)
    pool = [each for each in items if not groups or each.get(telling.together or "") in groups]
    whole, pool = pool, _narrowed(pool, words, telling)
    found = _of_one_group(mentions(pool, words, telling), telling)
    if among:
        named = {id(item) for each in found for item in each.items}
        settled = _settle(
            [each for each in among if not named or id(each) in named],
            words,
            text,
            telling,
            groups,
        )
        if settled:
            return Several(tuple(settled), groups=groups)
    found = _without_context(found, words)
    out = {id(each) for each in _left_out(found, words, language)}
    left_out = tuple(item for each in found if id(each) in out for item in each.items)
    meant = [each for each in found if id(each) not in out]
    rest = [each for each in pool if each not in left_out]
    if (
        meant
        and _EVERYTHING.search(words)
        and not any(_is_plural(m, words, m.items) for m in meant)
    ):
        return Several(groups=groups)  # all, and something of it named: nobody knows which
    if not meant and pool and says("all", words, language):
        return Several(tuple(rest), left_out=left_out, groups=groups)
    chosen: list[Item] = []
    unclear: tuple[Item, ...] = ()
    for place, each in enumerate(meant):
        start = meant[place - 1].end if place else 0
        end = meant[place + 1].start if place + 1 < len(meant) else len(words)
        settled = _narrow(each, words[start : each.start], words[each.start : end], telling)
        if len(settled) > 1 and not _is_plural(each, words, settled):
            unclear = unclear or tuple(settled)
        else:
            chosen += [one for one in settled if one not in chosen]
    unclear = () if any(each in chosen for each in unclear) else unclear
    hint = tuple(pool) if not chosen and len(pool) == 1 < len(whole) else ()
    return Several(tuple(chosen), unclear, left_out, groups, hint)


def merge(before: Sequence[Item], found: Several, text: str, language: str) -> list[Item]:
    """What was chosen so far, with what is said now: more, fewer, or others."""
    words = plain(text)
    kept = [each for each in before if each not in found.left_out]
    chosen = list(found.chosen)
    if not before or not chosen:
        return kept or chosen
    if says("only", words, language):
        return chosen
    added = [each for each in chosen if each not in kept]
    if added and agrees(words, language) is False and not says("also", words, language):
        return chosen
    return [*kept, *added]


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


def values_of(items: Sequence[Item]) -> Values:
    """The options that tell `items` apart."""
    found: dict[str, list[str]] = {}
    for item in items:
        for name, value in (item.get("options") or {}).items():
            if value not in found.setdefault(name, []):
                found[name].append(value)
    return found


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


def _groups(items: Sequence[Item], words: str, telling: Telling) -> Iterator[str]:
    """The groups, such as orders, that are named."""
    name = telling.together
    for group in dict.fromkeys(str(item[name]) for item in items if name and item.get(name)):
        for form in forms_of(name or "", group, telling.language, telling.called):
            found = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words)
            if found is not None and not is_ruled_out(words, found.start(), telling.language):
                yield group
                break


def _narrowed(pool: list[Item], words: str, telling: Telling) -> list[Item]:
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


def _left_out(found: Sequence[Mention], words: str, language: str) -> Iterator[Mention]:
    """“Except the bed and the lamp”, “keep the kettle”: what is said not to be meant."""
    last: Mention | None = None
    for each in found:
        before = words[max(0, each.start - _KEPT) : each.start]
        near = before.rpartition("+")[2]
        joined = last is not None and _JOINED.fullmatch(words[last.end : each.start]) is not None
        keeps = re.search(rf"(?:{_either_of('keep', language)})(?: \w+){{0,2}} *\Z", near)
        if keeps or is_ruled_out(words, each.start, language) or joined:
            last = each
            yield each
        else:
            last = None


def _either_of(act: str, language: str) -> str:
    lists = [phrases_of(each).lists[act] for each in dict.fromkeys((language, "en"))]
    return "|".join(re.escape(plain(entry)) for each in lists for entry in each)


def _narrow(each: Mention, before: str, after: str, telling: Telling) -> list[Item]:
    """Of what a name could mean, those that the words around it speak of."""
    items = list(each.items)
    if len(items) < 2 or len({str(item.get("item_id", item["id"])) for item in items}) == 1:  # noqa: PLR2004
        return items[:1]
    clause = before.rpartition("+")[2]
    target = _TARGET.search(after)
    told = f"{clause} {after[: target.start()] if target else after}"
    return fitting(
        items,
        find_traits(
            told, values_of(items), telling.language, called=telling.called, scales=telling.scales
        ),
    )


def fitting(items: list[Item], traits: Traits) -> list[Item]:
    """Those of `items` that fit best what was said of them; all, if nothing was."""
    if abs(traits.price) == 2:  # noqa: PLR2004 - the least or the most
        ends = (min, max)[traits.price > 0]
        return [ends(items, key=lambda item: item.get("price_cents", 0))]
    points = [_points(item, replace(traits, goes={})) for item in items]
    best = max(points)
    return [item for item, fit in zip(items, points, strict=True) if fit == best]


def _points(item: Item, traits: Traits) -> int:
    own = item.get("options") or {}
    said = {**traits.preferred, **traits.wanted}
    return sum(1 if own.get(name) in values else -1 for name, values in said.items())


def _of_one_group(found: Sequence[Mention], telling: Telling) -> list[Mention]:
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


def _without_context(found: Sequence[Mention], words: str) -> list[Mention]:
    """“The backpack I got with the vacuum”: the vacuum only says which backpack."""
    return [
        each
        for place, each in enumerate(found)
        if not place or not _BESIDE.search(words[: each.start])
    ]


def _settle(
    among: Sequence[Item], words: str, text: str, telling: Telling, groups: Sequence[str]
) -> list[Item]:
    """Which of those that were left open: by a trait, a group, a place in the list, or all."""
    items = [each for each in among if not groups or each.get(telling.together or "") in groups]
    if groups and len(items) == 1:
        return items
    if says("all", words, telling.language):
        return items
    traits = find_traits(
        text, values_of(items), telling.language, called=telling.called, scales=telling.scales
    )
    if traits:
        left = fitting(items, traits)
        return left if len(left) == 1 else []
    found = by_place(items, words, telling.language)
    return [found] if found is not None else []


def _is_plural(each: Mention, words: str, items: Sequence[Item]) -> bool:
    """“Both tablets”, “all bookshelves”."""
    before = words[: each.start].rpartition("+")[2]
    counted = re.search(r"(?<!\w)(?:two|2|both)(?: \w+){0,2} *\Z", before)
    if counted:
        return len(items) == 2  # noqa: PLR2004 - a pair
    return _PLURAL.search(before) is not None
