"""Letters: flags, urgency and valence from the pieces of words, in every language alike.

The encoder knows English; pieces know any language that somebody wrote examples in. It is one
table of weights, a row for each of 32,768 places that pieces fall on.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from warmline.understanding.encoder import MODEL, Floats
from warmline.understanding.pieces import pieces_of, words_of

PLACES: Final = 32_768
HEADS: Final = 11
"""Five flags, three steps of urgency, three signs of valence (bad, neither, good)."""

_READ: Final = 4_000


@dataclass(frozen=True, slots=True)
class Spelt:
    """Logits: `flags` (5), `urgency` (3), `valence` (3: bad, neither, good)."""

    flags: Floats
    urgency: Floats
    valence: Floats


def spelt(text: str) -> Spelt:
    """What the pieces of the first 4,000 characters say."""
    weights, bias = _table(MODEL)
    found = places_of(text)
    logits = bias.copy()
    if found:
        values = np.fromiter(found.values(), np.float32)
        logits = logits + values @ weights[list(found)].astype(np.float32)
    return Spelt(logits[:5], logits[5:8], logits[8:])


def places_of(text: str) -> Mapping[int, float]:
    """Where the pieces of a text fall, and what they weigh: a sparse vector of length 1."""
    weighed: dict[int, float] = {}
    for piece, weight in pieces_of(words_of(text[:_READ])).items():
        place = zlib.crc32(piece.encode("utf-8", "replace")) % PLACES
        weighed[place] = weighed.get(place, 0.0) + weight
    length = sum(weight * weight for weight in weighed.values()) ** 0.5
    return {place: weight / length for place, weight in weighed.items()} if length else {}


def save(folder: Path, weights: Floats, bias: Sequence[float]) -> None:
    """Keep a table (32,768 × 11) and its bias (11) where `spelt` finds them."""
    np.savez_compressed(
        folder / "letters.npz", weights=weights.astype(np.float16), bias=np.array(bias, np.float32)
    )


@lru_cache(maxsize=2)
def _table(folder: Path) -> tuple[Floats, Floats]:
    with np.load(folder / "letters.npz") as kept:
        return kept["weights"], kept["bias"]
