"""Meaning: the port to a model that places texts by what they mean, and how it is fused.

A match by meaning adds to a match by words; without a model there are words alone. Embedding
takes time: let no transaction be open meanwhile.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt
from operator import mul
from typing import Final, Protocol

from warmline.assistant.shelf import Shelved

_ALIKE: Final = 0.6
_TRUSTED: Final = 0.8
"""From which cosine on it says anything, and how sure it can be at most."""

_KEPT: Final = 20_000


class Vectors(Protocol):
    """A model; the same text always gets the same vector, of whatever length."""

    def embed(self, texts: list[str]) -> list[list[float]]: ...
    def __hash__(self) -> int: ...


def likeness(vectors: Vectors, asked: str, articles: Sequence[Shelved]) -> Mapping[Shelved, float]:
    """The cosine of `asked` with the most alike question or paragraph of each article."""
    (point,) = _directions(vectors, [asked])
    return {
        each: max((_cosine(point, of_text) for of_text in _of_article(vectors, each)), default=0.0)
        for each in articles
    }


def likeness_of_paragraphs(vectors: Vectors, asked: str, shelved: Shelved) -> list[float]:
    """The cosine of `asked` with each paragraph, in order."""
    (point,) = _directions(vectors, [asked])
    paragraphs = _of_article(vectors, shelved)[: len(shelved.paragraphs)]
    return [_cosine(point, of_text) for of_text in paragraphs]


def fuse(by_words: float, cosine: float) -> float:
    """Either alone can carry an answer, and both together are surer (a noisy or)."""
    by_meaning = _TRUSTED * max(0.0, (cosine - _ALIKE) / (1 - _ALIKE))
    return by_words + (1 - by_words) * min(by_meaning, _TRUSTED)


@lru_cache(maxsize=_KEPT)
def _of_article(vectors: Vectors, shelved: Shelved) -> tuple[tuple[float, ...], ...]:
    """Of its paragraphs in order, then of its questions; a version never changes."""
    article = shelved.article
    paragraphs = [f"{article.title}\n{text}" for text, _ in shelved.paragraphs]
    return tuple(_directions(vectors, [*paragraphs, *article.questions]))


def _directions(vectors: Vectors, texts: list[str]) -> list[tuple[float, ...]]:
    found = []
    for vector in vectors.embed(texts):
        length = sqrt(sum(map(mul, vector, vector))) or 1.0
        found.append(tuple(each / length for each in vector))
    return found


def _cosine(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return float(sum(map(mul, one, other)))
