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
_FEW: Final = 2

_placed: WeakKeyDictionary[Shelved, dict[str, _Rows]] = WeakKeyDictionary()
"""By article and model, as long as the article is in use."""


class Vectors(Protocol):
    """A model; a text always gets the same vector from all models of one name."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> npt.ArrayLike:
        """Vectors (texts × length)."""


def prepare(vectors: Vectors, articles: Sequence[Shelved]) -> None:
    """Place the articles now, so that the first question need not wait for it."""
    for each in articles:
        _of_article(vectors, each)


def is_placed(vectors: Vectors, articles: Sequence[Shelved]) -> bool:
    """Whether a question about them need not wait; a few are placed quickly."""
    unplaced = sum(vectors.name not in _placed.get(each, {}) for each in articles)
    return unplaced <= _FEW


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
    """Of its paragraphs in order, then of its questions; a version never changes."""
    by_model = _placed.setdefault(shelved, {})
    if (known := by_model.get(vectors.name)) is not None:
        return known
    article = shelved.article
    paragraphs = [f"{article.title}\n{text}" for text, _ in shelved.paragraphs]
    rows = _directions(vectors, [*paragraphs, *article.questions])
    by_model[vectors.name] = rows
    return rows


def _directions(vectors: Vectors, texts: Sequence[str]) -> _Rows:
    rows = np.asarray(vectors.embed(texts), np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
