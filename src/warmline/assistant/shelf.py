"""Shelf: the articles of one language, ready to be searched in memory.

Two steps: BM25F over whole articles finds candidates; what each holds of the question, in its
title and questions, in all and in its best paragraph, says how well it fits.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import sqrt
from operator import itemgetter
from typing import Final

from warmline.assistant.common import common_terms
from warmline.assistant.vocabulary import Asked, Vocabulary
from warmline.journeys import Article
from warmline.understanding.terms import terms_of

_CANDIDATES: Final = 16
_SATURATION: Final = 4.0
_HEAD: Final = 2
_WORDS_OF_BODY: Final = 250
_LENGTH_COUNTS: Final = 0.5
_IN_BODY: Final = 0.4
_OF_QUESTION: Final = 0.5
_NO_LANGUAGE: Final = ""
_EVERYWHERE: Final = 0.1
"""A word that is no rarer finds no candidates: it would only take time."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Shelved:
    """An article with its terms; a version never changes, so this is made once.

    `words` are those as they are written, for readers of other languages.
    """

    article: Article
    heads: tuple[frozenset[str], ...]
    head: frozenset[str]
    paragraphs: tuple[tuple[str, frozenset[str]], ...]
    impacts: Mapping[str, float]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """What an article holds of a question.

    `evidence` is BM25F. The others are from 0 to 1: how alike the title is, how alike the most
    alike of title and questions is, and what share of the question the article holds.
    """

    shelved: Shelved
    evidence: float
    title: float
    question: float
    share: float


def shelve(article: Article) -> Shelved:
    common = common_terms(article.language)

    def terms(text: str) -> list[str]:
        return terms_of(text, article.language)

    heads = [terms(text) for text in (article.title, *article.questions)]
    texts = article.paragraphs
    paragraphs = [terms(text) for text in texts]
    counts: Counter[str] = Counter()
    for head in heads:
        counts.update(head * _HEAD)
    for paragraph in paragraphs:
        counts.update(paragraph)
    length = sum(map(len, paragraphs)) / _WORDS_OF_BODY
    half = _SATURATION * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * length)
    telling = [frozenset(head) - common for head in heads]
    return Shelved(
        article=article,
        heads=tuple(telling),
        head=frozenset().union(*telling),
        paragraphs=tuple(
            (text, frozenset(paragraph) - common)
            for text, paragraph in zip(texts, paragraphs, strict=True)
        ),
        impacts={term: count / (count + half) for term, count in counts.items()},
        words=frozenset(
            word
            for text in (article.title, *article.questions, *texts)
            for word in terms_of(text, _NO_LANGUAGE)
        ),
    )


class Shelf:
    """Immutable: a change of an article makes a new shelf of the same `Shelved`s and one other."""

    def __init__(self, language: str, shelved: Iterable[Shelved]) -> None:
        self.language = language
        self._shelved = tuple(shelved)
        postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, each in enumerate(self._shelved):
            for term, impact in each.impacts.items():
                postings[term].append((place, impact))
        self._postings = dict(postings)
        self._vocabulary = Vocabulary(
            {term: len(places) for term, places in postings.items()},
            Counter(term for each in self._shelved for term in each.head),
            len(self._shelved),
            common_terms(language),
        )

    def read(self, text: str) -> Asked:
        return self._vocabulary.read(terms_of(text, self.language))

    def read_foreign(self, text: str, language: str) -> Asked:
        """What this shelf has of a question in another language: names and loan words, letter
        by letter, but none that is common there (“die” is no wish to die).
        """
        common = common_terms(language)
        here = zip(terms_of(text, self.language), terms_of(text, _NO_LANGUAGE), strict=True)
        return self._vocabulary.read_foreign(
            [
                term if word in self._words else None
                for own, (term, word) in zip(terms_of(text, language), here, strict=True)
                if own not in common and not word.isdigit()
            ]
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset().union(*(each.words for each in self._shelved))

    def matches(self, asked: Asked) -> list[Match]:
        """The candidates, best by BM25F first."""
        scores: defaultdict[int, float] = defaultdict(float)
        for term, rarity in asked.rarities.items():
            if rarity > _EVERYWHERE:
                for place, impact in self._postings[term]:
                    scores[place] += rarity * impact
        best = nlargest(_CANDIDATES, scores.items(), key=itemgetter(1))
        return [self._match(self._shelved[place], asked, score) for place, score in best]

    def _match(self, shelved: Shelved, asked: Asked, evidence: float) -> Match:
        impacts, mass = shelved.impacts, asked.mass
        held = {term: weight for term, weight in asked.telling.items() if term in impacts}
        alike = self._alike(shelved, held)
        in_head = sum(weight for term, weight in held.items() if term in shelved.head)
        return Match(
            shelved=shelved,
            evidence=evidence,
            title=alike[0] / sqrt(mass),
            question=max(alike) / sqrt(mass),
            share=(in_head + _IN_BODY * (sum(held.values()) - in_head)) / mass,
        )

    def paragraphs(self, shelved: Shelved, asked: Asked) -> list[float]:
        """How much of the question each paragraph holds; words of the likest question count too."""
        telling = self._vocabulary.telling
        alike = self._alike(shelved, asked.telling)
        likest = shelved.heads[max(range(len(alike)), key=alike.__getitem__)]
        wanted = {term: _OF_QUESTION * telling[term] for term in likest if max(alike)}
        wanted |= asked.telling
        return [_held(terms, wanted) for _, terms in shelved.paragraphs]

    def _alike(self, shelved: Shelved, held: Mapping[str, float]) -> list[float]:
        """For the title and each question: what is shared over the root of all that is in it.

        Over the root of the question's mass too, that is a cosine of word sets.
        """
        telling = self._vocabulary.telling
        return [
            shared / sqrt(sum(telling[term] for term in head))
            if (shared := _held(head, held))
            else 0.0
            for head in shelved.heads
        ]


def _held(terms: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weight for term, weight in weights.items() if term in terms)
