"""Vocabulary: the wordings of five languages that a reading can point to, written by hand.

They are few and sure: what they name is readable, and it is heard whatever the model makes of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from warmline.understanding.encoder import FLAGS
from warmline.understanding.folding import fold
from warmline.understanding.phrases import Entry, Hit, Phrases

LANGUAGES: Final = ("en", "de", "es", "fr", "ar")
REASONS: Final = (
    "time", "deadline", "waiting", "no_service", "cold", "cut_off", "vulnerable", "health",
    "stranded", "money", "flood",
)  # fmt: skip
"""Why something is urgent, as the lists have it."""

_READ: Final = 20_000


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists find in a text: flags, and what makes it urgent (characters of the text)."""

    flags: frozenset[str]
    urgent: tuple[Hit, ...]

    @property
    def urgency(self) -> float:
        """The strongest, and for each further one a quarter of its share of what is left."""
        combined = 0.0
        for weight in sorted((hit.weight for hit in self.urgent), reverse=True):
            combined += (1 - combined) * weight * (0.25 if combined else 1.0)
        return round(combined, 3)


class Vocabulary:
    """The lists of one language, compiled."""

    def __init__(self, language: str, lists: Mapping[str, Any]) -> None:
        def phrases(name: str) -> Phrases:
            return Phrases(map(_as_entry, lists[name]), language)

        self.language = language
        self._urgent = phrases("urgent")
        self._not_asking = phrases("not_asking")
        self._flags = {name: phrases(name) for name in FLAGS}

    def flags_of(self, folded: str) -> Iterable[str]:
        for flag, phrases in self._flags.items():
            if phrases.occurs(folded) and self._is_meant(flag, folded):
                yield flag

    def says(self, flag: str, folded: str) -> bool:
        return self._flags[flag].occurs(folded) and self._is_meant(flag, folded)

    def urgent_in(self, folded: str) -> Iterable[Hit]:
        return self._urgent.find(folded)

    def _is_meant(self, flag: str, folded: str) -> bool:
        """Whether it is still said without what only looks like it."""
        return flag != "asks_for_person" or self._flags[flag].occurs(self._not_asking.mask(folded))


@lru_cache(maxsize=1)
def vocabularies() -> Mapping[str, Vocabulary]:
    """All lists by language; a second or so the first time."""
    folder = Path(__file__).parent / "words"
    return {
        language: Vocabulary(
            language, yaml.load((folder / f"{language}.yaml").read_bytes(), yaml.CSafeLoader)
        )
        for language in LANGUAGES
    }


def listed_in(text: str, languages: Sequence[str]) -> Listed:
    """What the lists of these languages find."""
    folded = fold(text, _READ)
    flags: set[str] = set()
    hits: list[Hit] = []
    for language in languages:
        vocabulary = vocabularies()[language]
        flags.update(vocabulary.flags_of(folded.text))
        hits += vocabulary.urgent_in(folded.text)
    places = folded.places
    urgent = (
        replace(hit, start=places[hit.start], end=places[hit.end]) for hit in _outermost(hits)
    )
    return Listed(frozenset(flags), tuple(urgent))


def is_listed(text: str, flags: Iterable[str]) -> bool:
    """Whether any list of any language has one of these flags: quick, and before all else."""
    folded = fold(text, _READ).text
    wanted = tuple(flags)
    return any(each.says(flag, folded) for each in vocabularies().values() for flag in wanted)


def is_listed_in(text: str) -> str | None:
    """The language whose lists find most in a text that is too short to tell it otherwise."""
    folded = fold(text, _READ).text
    found = {
        language: sum(1 for _ in each.flags_of(folded)) + sum(1 for _ in each.urgent_in(folded))
        for language, each in vocabularies().items()
    }
    language = max(found, key=found.__getitem__)
    return language if found[language] else None


def _outermost(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that are not inside a longer one, in the order of the text."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _as_entry(item: str | Mapping[str, Any]) -> Entry:
    entry = Entry(item) if isinstance(item, str) else Entry(**item)
    if entry.label and entry.label not in REASONS:
        message = (
            f"“{entry.label}” of “{entry.phrase}” is no reason; they are {', '.join(REASONS)}."
        )
        raise ValueError(message)
    return entry
