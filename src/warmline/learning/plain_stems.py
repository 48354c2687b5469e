"""Plain stems: the nearest example by the cosine of its stems, to compare intent readers with.

Kept as in a textbook; never tuned.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from warmline.learning.intent_sets import Example
from warmline.understanding.terms import terms_of


class PlainStems:
    """Unlike the reader it must be told the language of a message."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._intents = [each.intent for each in examples]
        self._examples_with: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, each in enumerate(examples):
            for stem, weight in _unit(each.text, each.language).items():
                self._examples_with[stem].append((number, weight))

    def guess(self, example: Example) -> tuple[str | None, float]:
        """The intent of the nearest example and its cosine; None where no stem is known."""
        cosines: dict[int, float] = defaultdict(float)
        for stem, weight in _unit(example.text, example.language).items():
            for number, other in self._examples_with.get(stem, ()):
                cosines[number] += weight * other
        if not cosines:
            return None, 0.0
        nearest = max(cosines, key=cosines.__getitem__)
        return self._intents[nearest], cosines[nearest]


def _unit(text: str, language: str) -> dict[str, float]:
    counts = Counter(terms_of(text, language))
    length = math.sqrt(sum(count * count for count in counts.values()))
    return {stem: count / length for stem, count in counts.items()}
