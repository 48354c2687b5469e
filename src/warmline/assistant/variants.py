"""Variants: for each thing that is to be another, which one of its kind it shall be.

What nobody spoke of stays as it is. A variant is named only if one alone fits; else it is asked.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from warmline.assistant.choosing import Item, words_of
from warmline.assistant.mentions import Telling, mentions
from warmline.assistant.several import values_of
from warmline.assistant.traits import Traits, Values, canonical, find_traits, rank

_NUMBER = re.compile(r"\d+")
_LIKE = re.compile(
    r"(?<!\w)(?:same|exact|identical|like|match)(?: \w+){0,5} (?:as|to|the) (?:\w+ ){0,2}"
    r"(?:one|ones|other|another)(?!\w)|(?<!\w)(?:type|one|kind) (?:that is |thats |which is )?in my"
    r"|(?<!\w)to the other one(?!\w)"
)

Wanted = Mapping[str, Any]
"""`old`: what there is; `said`: what is wanted of it, kept as JSON; `new`: the variant, or None."""


def parts_about(text: str, items: Sequence[Item], telling: Telling) -> list[str]:
    """Of a message about several things, what it says of each: from its name to the next one."""
    if len(items) == 1:
        return [text]
    words = words_of(text)
    found = [each for each in mentions(items, words, telling) if each.items]
    parts = ["" for _ in items]
    for place, each in enumerate(found):
        end = found[place + 1].start if place + 1 < len(found) else len(words)
        for item in each.items:
            parts[items.index(item)] += f" {words[each.start : end]}"
    return parts


def like_another(text: str, wanted: Wanted, owned: Sequence[Item]) -> Wanted:
    """“The same as the one I already have”: what another of its kind is, it shall be too."""
    words = canonical(text)
    old = wanted["old"]
    others = [
        each
        for each in owned
        if each.get("name") == old.get("name") and each.get("item_id") != old.get("item_id")
    ]
    options = {str(each.get("options")): each.get("options") or {} for each in others}
    if len(options) != 1 or not _LIKE.search(words):
        return wanted
    ((_, other),) = options.items()
    named = {n: v for n, v in other.items() if f"same {canonical(n)}" in words and n != "type"}
    said = wanted.get("said") or _NOTHING
    own = {name: [value] for name, value in (named or other).items()}
    return {**wanted, "said": {**said, "wanted": {**said["wanted"], **own}, "goes": {}}}


def listen(wanted: Wanted, text: str, variants: Sequence[Item], telling: Telling) -> Wanted:
    """`wanted` with what `text` says of it; what is said later stands."""
    by_id = next((each for each in variants if str(each["id"]) in text), None)
    if by_id is not None:
        return {**wanted, "said": {**_NOTHING, "id": str(by_id["id"])}}
    found = find_traits(
        text,
        values_of([*variants, wanted["old"]]),
        telling.language,
        called=telling.called,
        scales=telling.scales,
    )
    said = wanted.get("said") or _NOTHING
    own = wanted["old"].get("options") or {}
    if not found and not found.free and not _by_own(text, own, variants):
        return wanted
    now = {name: sorted(_meant(each, own.get(name))) for name, each in found.wanted.items()}
    stays = {name for name, each in now.items() if each == [own.get(name)]}
    now |= _by_own(text, own, variants)
    goes = {name: step for name, step in found.goes.items() if name not in now or name in stays}
    now = {name: each for name, each in now.items() if name not in goes}
    soft = {name: sorted(each) for name, each in found.preferred.items()}
    return {
        **wanted,
        "said": {
            "wanted": {n: v for n, v in {**said["wanted"], **now}.items() if n not in goes},
            "preferred": {**said["preferred"], **soft},
            "free": sorted({*said["free"], *found.free} - now.keys()),
            "goes": {**{n: s for n, s in said["goes"].items() if n not in now}, **goes},
            "price": found.price or said["price"],
        },
    }


def pick(wanted: Wanted, variants: Sequence[Item], telling: Telling) -> Sequence[Item]:
    """The variant that fits in a list of one, or those between which somebody has to choose.

    Nothing was said: all there are. Nothing fits: none.
    """
    old, said = wanted["old"], wanted.get("said") or _NOTHING
    there = [each for each in variants if each.get("available", True)]
    if "id" in said:
        return [each for each in there if str(each["id"]) == said["id"]]
    there = [each for each in there if each.get("item_id") != old.get("item_id")]
    traits = _read(said)
    if not traits:
        return there
    fit = [each for each in there if _fits(each, old, traits, values_of(variants), telling)]
    if abs(traits.price) == 2 and fit:  # noqa: PLR2004 - the least or the most
        ends = (min, max)[traits.price > 0]
        return [ends(fit, key=lambda each: each.get("price_cents", 0))]
    fit = _extremes(fit, traits, values_of(variants), telling)
    return _nearest(fit, old, traits)


def _by_own(text: str, own: Mapping[str, str], variants: Sequence[Item]) -> dict[str, list[str]]:
    """What is told by what it is now: “the same size”, “1000 more pieces”."""
    words = canonical(text)
    found: dict[str, list[str]] = {}
    for name, value in own.items():
        for word in canonical(name).split():
            is_own = not _LIKE.search(words)
            if is_own and re.search(rf"(?<!\w)same (?:\w+ )?{re.escape(word)}", words):
                found[name] = [value]
            more = re.search(rf"(?<!\w)(\d+) more {re.escape(word)}", words)
            number = _NUMBER.search(value)
            if more is not None and number is not None:
                sum_ = int(number[0]) + int(more[1])
                options = {each["options"].get(name, "") for each in variants}
                found[name] = [each for each in options if str(sum_) in _NUMBER.findall(each)]
    return found


def _meant(values: frozenset[str], own: str | None) -> frozenset[str]:
    """“From black to red”: what it is now is not what it shall be."""
    others = values - {own}
    return frozenset(others) if others and own is not None else values


def _fits(variant: Item, old: Item, traits: Traits, values: Values, telling: Telling) -> bool:
    options, own = variant["options"], old.get("options") or {}
    if traits.price == -1 and variant.get("price_cents", 0) > old.get("price_cents", 0):
        return False  # the same price or a lower one
    if any(options.get(name) not in each for name, each in traits.wanted.items()):
        return False
    for name, step in traits.goes.items():
        here = rank(options.get(name, ""), values[name], telling.scales)
        before = rank(own.get(name, ""), values[name], telling.scales)
        if here is None or before is None:
            return False
        if (here - before) * step < 0 or (abs(step) == 1 and here == before):
            return False
    return True


def _extremes(fit: Sequence[Item], traits: Traits, values: Values, telling: Telling) -> list[Item]:
    """The most or the least of an option that there is."""
    left = list(fit)
    for name, step in traits.goes.items():
        if abs(step) == 2 and left:  # noqa: PLR2004 - the most or the least
            ranks = [
                rank(each["options"][name], values[name], telling.scales) or 0 for each in left
            ]
            best = (min, max)[step > 0](ranks)
            left = [each for each, at in zip(left, ranks, strict=True) if at == best]
    return left


def _nearest(fit: Sequence[Item], old: Item, traits: Traits) -> list[Item]:
    """Those that have most of what is preferred, and then keep most of what there was.

    All that fit, if none of them keeps everything: then it is not for us to say.
    """
    own = old.get("options") or {}
    spoken = {*traits.wanted, *traits.free, *traits.goes, *traits.preferred}
    silent = [name for name in own if name not in spoken]

    def points(variant: Item) -> tuple[int, int]:
        options = variant["options"]
        soft = sum(options.get(name) in each for name, each in traits.preferred.items())
        return soft, sum(options.get(name) == own[name] for name in silent)

    if len(fit) < 2:  # noqa: PLR2004 - nothing to choose
        return list(fit)
    best = max(map(points, fit))
    left = [each for each in fit if points(each) == best]
    is_sure = len(left) == 1 and best[1] == len(silent)
    return left if is_sure else [each for each in fit if points(each)[0] == best[0]]


_NOTHING: Mapping[str, Any] = {"wanted": {}, "preferred": {}, "free": [], "goes": {}, "price": 0}


def _read(said: Mapping[str, Any]) -> Traits:
    return Traits(
        {name: frozenset(each) for name, each in said["wanted"].items()},
        {name: frozenset(each) for name, each in said["preferred"].items()},
        frozenset(said["free"]),
        said["goes"],
        said["price"],
    )
