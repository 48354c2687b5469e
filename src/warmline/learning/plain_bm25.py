"""Plain BM25 over whole articles: what the search is compared with, in the same run.

Robertson and Zaragoza (2009), k1 = 1.2 and b = 0.75, over the same stems. Articles in the
message's language come first, then those that exist in other languages only.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from warmline.journeys import Article
from warmline.understanding.terms import terms_of

_K1: Final = 1.2
_B: Final = 0.75


class PlainBm25:
    def __init__(self, articles: Iterable[Article]) -> None:
        by_language: defaultdict[str, dict[str, Counter[str]]] = defaultdict(dict)
        for each in articles:
            parts = [each.title, *each.questions, *each.body.split("\n\n")]
            terms = [term for part in parts for term in terms_of(part, each.language)]
            by_language[each.language][each.id] = Counter(terms)
        self._languages = {
            language: _Collection(language, counts) for language, counts in by_language.items()
        }

    def rank(self, asked: str, language: str) -> list[tuple[str, float]]:
        """Article ids with their scores, best first."""
        here = self._languages.get(language)
        ranked = here.rank(asked) if here else {}
        others: dict[str, float] = {}
        for each in self._languages.values():
            if each is not here:
                for article_id, score in each.rank(asked).items():
                    if here is None or article_id not in here.counts:
                        others[article_id] = max(score, others.get(article_id, 0.0))
        return [*_sorted(ranked), *_sorted(others)]


class _Collection:
    """The articles of one language."""

    def __init__(self, language: str, counts: Mapping[str, Counter[str]]) -> None:
        self.counts = counts
        self._language = language
        self._mean_length = sum(map(Counter.total, counts.values())) / len(counts)
        articles_with = Counter(term for each in counts.values() for term in each)
        self._rarity = {
            term: math.log(1 + (len(counts) - count + 0.5) / (count + 0.5))
            for term, count in articles_with.items()
        }

    def rank(self, asked: str) -> dict[str, float]:
        terms = set(terms_of(asked, self._language)) & self._rarity.keys()
        scores = {each: self._score(counts, terms) for each, counts in self.counts.items()}
        return {each: score for each, score in scores.items() if score > 0}

    def _score(self, counts: Counter[str], terms: set[str]) -> float:
        half = _K1 * (1 - _B + _B * counts.total() / self._mean_length)
        return sum(
            self._rarity[term] * counts[term] * (_K1 + 1) / (counts[term] + half)
            for term in sorted(terms)
        )


def _sorted(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
