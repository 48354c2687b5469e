"""Several: which of many things somebody means, all of them together.

A name that could be more than one of them is settled by what else is said of it, or asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from warmline.assistant.choosing import Item, by_place, words_of
from warmline.assistant.mentions import (
    Mention,
    Telling,
    groups_named,
    is_plural,
    left_out_of,
    mentions,
    of_kind,
    of_one_group,
    without_context,
)
from warmline.assistant.phrases import agrees, plain, says
from warmline.assistant.traits import Traits, Values, find_traits

_TARGET = re.compile(r"(?<!\w)(?:to|for|into|instead|same|new|get|want|with a|as)(?!\w)")
_THAT_GROUP = re.compile(
    r"(?<!\w)(?:its|(?:that|this|the same|same) (?:whole |entire )?\w*order)(?!\w)"
)
_EVERYTHING = re.compile(
    r"(?<!\w)every ?thing (?:\w+ ){0,6}(?:that|which|not|nothing|but|related)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Several:
    """Those that are meant; `unclear`: one name could be any of these; `left_out`: said not."""

    chosen: tuple[Item, ...] = ()
    unclear: tuple[Item, ...] = ()
    left_out: tuple[Item, ...] = ()
    groups: tuple[str, ...] = ()
    hint: tuple[Item, ...] = ()
    """What is left where nothing was named but its kind: “the one to Texas”."""


def choose_several(
    items: Sequence[Item], text: str, telling: Telling, *, among: Sequence[Item] = ()
) -> Several:
    """What `text` means of `items`; `among` are those that an earlier name left open."""
    words = words_of(text)
    language = telling.language
    groups = tuple(groups_named(items, words, telling))
    if not groups and telling.focus is not None and _THAT_GROUP.search(words):
        groups = (telling.focus,)
    pool = [each for each in items if not groups or each.get(telling.together or "") in groups]
    whole, pool = pool, of_kind(pool, words, telling)
    found = mentions(pool, words, telling)
    if among and (settled := _settle(among, found, text, telling, groups)):
        return Several(tuple(settled), groups=groups)
    out = {id(each) for each in left_out_of(found, words, language)}
    left_out = tuple(item for each in found if id(each) in out for item in each.items)
    others = [each for each in found if id(each) not in out]
    meant = without_context(of_one_group(others, telling), words)
    if meant and _EVERYTHING.search(words) and not any(is_plural(m, words, m.items) for m in meant):
        return Several(groups=groups)  # all, and something of it named: nobody knows which
    if not meant and pool and says("all", words, language):
        rest = (each for each in pool if each not in left_out)
        return Several(tuple(rest), left_out=left_out, groups=groups)
    chosen, unclear = _sort_out(meant, words, telling)
    hint = tuple(pool) if not chosen and len(pool) == 1 < len(whole) else ()
    return Several(chosen, unclear, left_out, groups, hint)


def _sort_out(
    meant: Sequence[Mention], words: str, telling: Telling
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What is named clearly; and the first name that could be several things."""
    chosen: list[Item] = []
    unclear: tuple[Item, ...] = ()
    for place, each in enumerate(meant):
        start = meant[place - 1].end if place else 0
        end = meant[place + 1].start if place + 1 < len(meant) else len(words)
        settled = _narrow(each, words[start : each.start], words[each.start : end], telling)
        if len(settled) > 1 and not is_plural(each, words, settled):
            unclear = unclear or tuple(settled)
        else:
            chosen += [one for one in settled if one not in chosen]
    return tuple(chosen), () if any(each in chosen for each in unclear) else unclear


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


def values_of(items: Sequence[Item]) -> Values:
    """The options that tell `items` apart."""
    found: dict[str, list[str]] = {}
    for item in items:
        for name, value in (item.get("options") or {}).items():
            if value not in found.setdefault(name, []):
                found[name].append(value)
    return found


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


def _settle(
    among: Sequence[Item],
    found: Sequence[Mention],
    text: str,
    telling: Telling,
    groups: Sequence[str],
) -> list[Item]:
    """Which of those that were left open: by a name, a trait, a group, a place, or all."""
    words = words_of(text)
    named = {id(item) for each in of_one_group(found, telling) for item in each.items}
    items = [
        each
        for each in among
        if (not named or id(each) in named)
        and (not groups or each.get(telling.together or "") in groups)
    ]
    if (groups or named) and len(items) == 1:
        return items
    if says("all", words, telling.language):
        return items
    traits = find_traits(
        text, values_of(items), telling.language, called=telling.called, scales=telling.scales
    )
    if traits:
        left = fitting(items, traits)
        return left if len(left) == 1 else []
    at_place = by_place(items, words, telling.language)
    return [at_place] if at_place is not None else []
