"""Meaning: the port to a model that places texts by what they mean, and how it is fused.

A match by meaning adds to a match by words; without a model there are words alone. Embedding
takes time: let no transaction be open meanwhile.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from warmline.assistant.shelf import Shelved

_Rows = npt.NDArray[np.float32]

_ALIKE: Final = 0.35
_TRUSTED: Final = 0.8
"""From which cosine on it says anything, and how sure it can be at most."""
_placed: WeakKeyDictionary["Vectors", WeakKeyDictionary[Shelved, _Rows]] = WeakKeyDictionary()


class Vectors(Protocol):
    """A model; the same text always gets the same vector, of whatever length."""

    def embed(self, texts: Sequence[str]) -> npt.ArrayLike:
        """Vectors (texts × length)."""

    def __hash__(self) -> int: ...


def prepare(vectors: Vectors, articles: Sequence[Shelved]) -> None:
    """Place the articles now, so that the first question need not wait for it."""
    for each in articles:
        _of_article(vectors, each)


def likeness(vectors: Vectors, asked: str, articles: Sequence[Shelved]) -> Mapping[Shelved, float]:
    """The cosine of `asked` with the most alike question or paragraph of each article."""
    point = _directions(vectors, [asked])[0]
    return {each: float(max(_of_article(vectors, each) @ point, default=0)) for each in articles}


def likeness_of_paragraphs(vectors: Vectors, asked: str, shelved: Shelved) -> list[float]:
    """The cosine of `asked` with each paragraph, in order."""
    point = _directions(vectors, [asked])[0]
    paragraphs = _of_article(vectors, shelved)[: len(shelved.paragraphs)]
    return [float(each) for each in paragraphs @ point]


def fuse(by_words: float, cosine: float) -> float:
    """Either alone can carry an answer, and both together are surer (a noisy or)."""
    by_meaning = _TRUSTED * max(0.0, (cosine - _ALIKE) / (1 - _ALIKE))
    return by_words + (1 - by_words) * min(by_meaning, _TRUSTED)


def _of_article(vectors: Vectors, shelved: Shelved) -> _Rows:
    """Of its paragraphs in order, then of its questions; a version never changes.

    Kept as long as both the model and the article are in use, and no longer.
    """
    of_model = _placed.setdefault(vectors, WeakKeyDictionary())
    if (known := of_model.get(shelved)) is not None:
        return known
    article = shelved.article
    paragraphs = [f"{article.title}\n{text}" for text, _ in shelved.paragraphs]
    of_model[shelved] = _directions(vectors, [*paragraphs, *article.questions])
    return of_model[shelved]


def _directions(vectors: Vectors, texts: Sequence[str]) -> _Rows:
    rows = np.asarray(vectors.embed(texts), np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
