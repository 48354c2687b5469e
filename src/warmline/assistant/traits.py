"""Traits: the options of a product, a colour or a size, as people name them.

“the 15 inch one”, “clicky instead of linear”, “bigger”, “prefer grey”: each by the words of the
product's own options.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from warmline.assistant.choosing import Called, is_ruled_out, words_of
from warmline.assistant.phrases import says

Scales = Sequence[Sequence[str]]
Values = Mapping[str, Sequence[str]]
"""Of each option, by its name, the values that there are."""

_UNITS = {
    **dict.fromkeys(("foot", "feet"), "ft"),
    **dict.fromkeys(("inches", "in"), "inch"),
    **dict.fromkeys(("pound", "pounds", "lb"), "lbs"),
    **dict.fromkeys(("liter", "liters", "litre", "litres"), "l"),
    **dict.fromkeys(("milliliter", "milliliters", "millilitres"), "ml"),
    **dict.fromkeys(("hours", "hrs", "hr"), "hour"),
    **dict.fromkeys(("pieces", "pc", "pcs"), "piece"),
    **dict.fromkeys(("gig", "gigs", "gigabyte", "gigabytes"), "gb"),
    **dict.fromkeys(("terabyte", "terabytes"), "tb"),
    "grey": "gray",
    "colour": "color",
}
_SPELT = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "ten": "10"}
_DIGIT_UNIT = re.compile(r"(?<=\d)(?=[a-z])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PRICED = re.compile(r"\w+(?: or \w+)? (?:price|cost)\w*|price \w+ (?:same )?(?:or )?\w+")
_CAP = re.compile(
    r"(?:same|equal)(?: price)? or (?:a )?(?:lower|less|cheaper)|not (?:be )?more expensive"
    r"|no more expensive|(?:lower|less) or (?:the )?same|not cost(?:s|ing)? more"
)
_LEAST_WORD = 3
_NEAR = 30
_BEFORE = 28
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Traits:
    """What was said: values that are wanted, those only preferred, options that do not matter.

    `goes` says of an option whether more (1) or less (−1) of it is wanted, the most (2) or the
    least (−2); `price` the same of the price.
    """

    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    preferred: Mapping[str, frozenset[str]] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    goes: Mapping[str, int] = field(default_factory=dict)
    price: int = 0

    def __bool__(self) -> bool:
        return bool(self.wanted or self.preferred or self.goes or self.price)


def canonical(text: str) -> str:
    """Plain, with one way to write a measure: “15-inch”, “15 inches” and “15in” are the same."""
    words = _DIGIT_UNIT.sub(" ", words_of(text).replace("-", " ")).split()
    return " ".join(_UNITS.get(word, word) for word in words)


def find_traits(
    text: str, values: Values, language: str, *, called: Called, scales: Scales
) -> Traits:
    """What `text` says of the options in `values`."""
    words = canonical(text)
    wanted: dict[str, set[str]] = {}
    preferred: dict[str, set[str]] = {}
    for start, name, value in _named(words, values, language, called):
        if is_ruled_out(words, start, language):
            continue
        before = words[max(0, start - _BEFORE) : start].rpartition("+")[2]
        kept = preferred if says("prefer", before, language) else wanted
        kept.setdefault(name, set()).add(value)
    free = frozenset(_free(words, values, language))
    wanted = {name: each for name, each in wanted.items() if name not in free}
    going = _goes(words, values, language, called=called, scales=scales)
    return Traits(
        {name: frozenset(each) for name, each in wanted.items()},
        {name: frozenset(each) for name, each in preferred.items()},
        free,
        {name: step for name, step in going if name not in free},
        _price(words, language),
    )


def rank(value: str, values: Sequence[str], scales: Scales) -> float | None:
    """Where a value stands among its likes: on a scale of the pack, or by its number."""
    plain = canonical(value)
    for scale in scales:
        steps = [canonical(each) for each in scale]
        if plain in steps and all(canonical(each) in steps for each in values):
            return float(steps.index(plain))
    found = _NUMBER.search(plain)
    if found is None or any(not _NUMBER.search(canonical(each)) for each in values):
        return None
    return float(found[0]) * (1000 if " tb" in plain or re.search(r"\d l\b", plain) else 1)


def _price(words: str, language: str) -> int:
    if _CAP.search(words):
        return -1
    if says("cheapest", words, language):
        return -2
    return 2 if says("dearest", words, language) else 0


def _named(
    words: str, values: Values, language: str, called: Called
) -> Iterator[tuple[int, str, str]]:
    """Each value that is named, with its place; the longest reading of a place stands."""
    found: list[tuple[int, int, str, str]] = []
    for name, each in values.items():
        for value in each:
            for form in _forms(name, value, values, language, called):
                pattern = rf"(?<![\w.]){re.escape(form)}(?:s|ed|es)?(?![\w]|\.\d)"
                found += [(m.start(), m.end(), name, value) for m in re.finditer(pattern, words)]
    found += _bare(words, values)
    taken: list[tuple[int, int]] = []
    for length in sorted({end - start for start, end, _, _ in found}, reverse=True):
        here = [each for each in found if each[1] - each[0] == length]
        free = [
            each for each in here if all(each[1] <= start or end <= each[0] for start, end in taken)
        ]
        for start, end in dict.fromkeys((each[0], each[1]) for each in free):
            taken.append((start, end))
            same = [(name, value) for s, e, name, value in free if (s, e) == (start, end)]
            for name, value in _of_nearest(words, start, same):
                yield start, name, value


def _of_nearest(words: str, start: int, same: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of options that share a value, “black”, the one whose name stands nearest."""
    names = list(dict.fromkeys(name for name, _ in same))
    if len(names) == 1:
        return same
    shared = set.intersection(*(set(canonical(name).split()) for name in names))

    def distance(name: str) -> int:
        own = set(canonical(name).split()) - shared
        near = words[max(0, start - _NEAR) : start + _NEAR]
        middle = min(start, _NEAR)
        places = [abs(near.find(word) - middle) for word in own if word in near]
        return min(places, default=2 * _NEAR)

    best = min(names, key=distance)
    return [(name, value) for name, value in same if name == best]


def _forms(name: str, value: str, values: Values, language: str, called: Called) -> Iterator[str]:
    """How a value may be put: as it is, as the pack says, by a word that no other value has."""
    if value in {"yes", "no", "none"}:
        option = canonical(name)
        no = ("not ", "non ", "no ", "without ", "un")
        yield from (f"{each}{option}" for each in no) if value != "yes" else (option,)
        return
    plain = canonical(value)
    if len(plain) > 1 and not plain.isdigit():
        yield plain
    for each in ("en", language):
        yield from map(canonical, called.get(value, {}).get(each, ()))
    if plain.isdigit():
        option = canonical(name)
        yield from (f"{option} {plain}", f"size {plain}", f"{plain} {option}")
    others = [canonical(each) for known in values.values() for each in known if each != value]
    parts = plain.split()
    if len(parts) > 1:
        shared = {word for other in others for word in other.split()}
        shared |= {word for each in values for word in canonical(each).split()}
        yield from (w for w in parts if w not in shared and len(w) >= _LEAST_WORD and w.isalpha())
        if parts[0][0].isdigit() and not any(o.startswith(" ".join(parts[:2])) for o in others):
            yield " ".join(parts[:2])


def _bare(words: str, values: Values) -> Iterator[tuple[int, int, str, str]]:
    """“8” or “m” alone, where that is nearly all that was said."""
    said = words.split()
    for name, each in values.items():
        for value in each:
            plain = canonical(value)
            is_bare = len(plain) == 1 or plain.isdigit()
            if is_bare and plain in said and (len(said) <= _FEW_WORDS or f"size {plain}" in words):
                start = re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", words)
                if start is not None:
                    yield start.start(), start.end(), name, value


def _free(words: str, values: Values, language: str) -> Iterator[str]:
    for clause in re.split(r" \+ | but | and ", words):
        if says("any", clause, language):
            yield from (name for name in values if canonical(name) in clause)


def _goes(
    words: str, values: Values, language: str, *, called: Called, scales: Scales
) -> Iterator[tuple[str, int]]:
    """Options of which more or less is wanted: those that are named, or the only one there is."""
    ranked = [
        name
        for name, each in values.items()
        if len(each) > 1 and all(rank(value, each, scales) is not None for value in each)
    ]
    words = _PRICED.sub(" ", words)
    for act, step in (("most", 2), ("least", -2), ("more", 1), ("less", -1)):
        if says(act, words, language) and not (abs(step) == 1 and _price(words, language)):
            named = [n for n in ranked if any(w in words for w in _stems(n, called))]
            yield from ((name, step) for name in (named or (ranked if len(ranked) == 1 else [])))
            return


def _stems(name: str, called: Called) -> list[str]:
    """“brightness” is also “bright”, and what the pack says."""
    own = [word.removesuffix("ness") for word in canonical(name).split()]
    return [*own, *map(canonical, called.get(name, {}).get("en", ()))]
