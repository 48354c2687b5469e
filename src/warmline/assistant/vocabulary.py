"""Vocabulary: the words of a brand's articles in one language, and how rare each is.

A word that no article has may be a misspelt one or a compound of known ones (“Internetausfall”).
Then those count in its place, for less.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

_BODY_ONLY: Final = 0.8
_UNKNOWN: Final = 0.4
_UNKNOWN_OF_ANOTHER_LANGUAGE: Final = 0.15
_MOST_TERMS: Final = 40
_TRIED: Final = 4
_LEAST_LETTERS: Final = 5
_MOST_LETTERS: Final = 40
_LETTERS_FOR_TWO_SLIPS: Final = 8
_LEAST_COMMON_NGRAMS: Final = 0.3
_DOUBLED: Final = 0.9
_ONE_SLIP: Final = 0.8
_TWO_SLIPS: Final = 0.6
_FEWEST_ARTICLES: Final = 10
"""Where there are fewer, every word seems common, and it is reckoned as if there were these."""

_LEAST_MASS: Final = 1.0
_PART: Final = 0.7
_LEAST_PART: Final = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, in known words, each from 0 to 1, less where it was guessed.

    `rarities` say in how few articles a word stands. `telling` has no common words, and says in
    how few titles and questions; `unknown` is what the words weigh that no article has.
    """

    rarities: Mapping[str, float]
    telling: Mapping[str, float]
    unknown: float

    @property
    def mass(self) -> float:
        """What all of it weighs; one or two frequent words alone are not a whole question."""
        return max(_LEAST_MASS, sum(self.telling.values()) + self.unknown)


class Vocabulary:
    """The terms of `articles` articles, by how many have each at all, and in their heads.

    What stands in heads tells articles apart: a word of bodies only weighs less, however rare.
    """

    def __init__(
        self,
        in_articles: Mapping[str, int],
        in_heads: Mapping[str, int],
        articles: int,
        common: frozenset[str],
    ) -> None:
        least = max(articles, _FEWEST_ARTICLES)
        rarest = math.log(1 + (least + 0.5) / 1.5)

        def rarity(count: int, of: int = least) -> float:
            return math.log(1 + (of - count + 0.5) / (count + 0.5)) / rarest

        self._common = common
        self.rarities = {
            term: rarity(count, articles if term in common else least)
            for term, count in in_articles.items()
        }
        self.telling = {
            term: rarity(in_heads[term]) if term in in_heads else _BODY_ONLY * each
            for term, each in self.rarities.items()
            if term not in common
        }

    def read(self, terms: Sequence[str]) -> Asked:
        """Weigh the distinct `terms`; the first 40 are enough."""
        rarities: dict[str, float] = {}
        telling: dict[str, float] = {}
        unknown = 0.0
        for term in list(dict.fromkeys(self._joined(terms)))[:_MOST_TERMS]:
            if term in self._common or term in self.rarities:
                meant = {term: 1.0}
            else:
                meant = self._guess(term)
                unknown += 0.0 if meant or term.isdigit() else _UNKNOWN
            for known, sureness in meant.items():
                for weights, found in ((self.rarities, rarities), (self.telling, telling)):
                    if known in weights:
                        found[known] = max(weights[known] * sureness, found.get(known, 0.0))
        return Asked(rarities, telling, unknown)

    def _joined(self, terms: Sequence[str]) -> Iterator[str]:
        """The terms, with two strange ones in a row as one that is known: “wi-fi” is “wifi”."""
        strange = ""
        for term in terms:
            if strange and term not in self.rarities and strange + term in self.rarities:
                yield strange + term
            else:
                yield term
            strange = "" if term in self.rarities else term

    def read_foreign(self, terms: Sequence[str | None]) -> Asked:
        """Weigh words of another language: exact ones only, None for one that no article has."""
        shared = {term for term in terms[:_MOST_TERMS] if term in self.telling}
        strange = sum(term not in self.telling for term in terms[:_MOST_TERMS])
        telling = {term: self.telling[term] for term in shared if term is not None}
        rarities = {term: self.rarities[term] for term in telling}
        return Asked(rarities, telling, _UNKNOWN_OF_ANOTHER_LANGUAGE * strange)

    def _guess(self, term: str) -> dict[str, float]:
        """Known terms that an unknown one may stand for, each with how sure that is."""
        if doubled := self._squeezed.get(_squeeze(term)):
            return {doubled: _DOUBLED}
        if not _LEAST_LETTERS <= len(term) <= _MOST_LETTERS or not term.isalpha():
            return {}
        return self._misspelt(term) or self._compound(term)

    def _misspelt(self, term: str) -> dict[str, float]:
        """The nearest terms by shared letter groups, where one or two slips lie between."""
        grams = _ngrams(term)
        shared: defaultdict[str, int] = defaultdict(int)
        for gram in grams:
            for known in self._by_ngram.get(gram, ()):
                shared[known] += 1
        likeness = {known: 2 * count / (len(grams) + len(known)) for known, count in shared.items()}
        nearest = sorted(likeness, key=lambda known: (-likeness[known], known))[:_TRIED]
        most = 2 if len(term) >= _LETTERS_FOR_TWO_SLIPS else 1
        for known in nearest:
            if likeness[known] >= _LEAST_COMMON_NGRAMS and (slips := _slips(term, known)) <= most:
                return {known: _ONE_SLIP if slips == 1 else _TWO_SLIPS}
        return {}

    def _compound(self, term: str) -> dict[str, float]:
        """The longest known beginning and the longest known end that do not overlap."""
        last = len(term) - _LEAST_PART
        head = next((term[:cut] for cut in range(last, 3, -1) if term[:cut] in self.telling), "")
        start = max(len(head), _LEAST_PART)
        tail = next(
            (term[cut:] for cut in range(start, last + 1) if term[cut:] in self.telling), ""
        )
        return {part: _PART for part in (head, tail) if part}

    @cached_property
    def _by_ngram(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for term in self.telling:
            if len(term) >= _LEAST_PART and term.isalpha():
                for gram in _ngrams(term):
                    found[gram].append(term)
        return dict(found)

    @cached_property
    def _squeezed(self) -> dict[str, str]:
        return {_squeeze(term): term for term in self.telling if len(term) > 2}  # noqa: PLR2004 - “ee” is no word


def _squeeze(term: str) -> str:
    """One letter for each run of the same: “adress” and “address” become one."""
    return "".join(letter for letter, _ in groupby(term))


def _ngrams(term: str) -> set[str]:
    framed = f"^{term}$"
    return {framed[start : start + 3] for start in range(len(framed) - 2)}


def _slips(one: str, other: str) -> int:
    """Letters that are wrong, missing, too many or swapped (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            best = min(row[-1] + 1, before[j] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and wanted == one[i - 2]:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]
