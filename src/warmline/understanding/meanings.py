"""Meanings: which intent a sentence embedding speaks for, learnt from examples in seconds.

A softmax regression over embeddings (texts × 384); full batches, so the same examples always
give the same weights.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from warmline.understanding.encoder import MODEL_VERSION, Floats

_AT_ONCE: Final = 64
_ROUNDS: Final = 200
_RATE: Final = 0.3
_DECAY: Final = 2e-5
_FIRST_SCALE: Final = 10.0
_BETA_1: Final = 0.9
_BETA_2: Final = 0.98
_LITTLE: Final = 1e-8


@dataclass(frozen=True, slots=True)
class Meanings:
    """`weights` (384 × intents), `bias` (intents), and the `examples` (texts × 384) themselves."""

    weights: Floats
    bias: Floats
    examples: Floats
    intents: Sequence[int]

    def chances(self, meaning: Floats) -> Floats:
        """How likely each intent is, of those there are: sums to 1."""
        logits = meaning @ self.weights + self.bias
        shares = np.exp(logits - logits.max())
        return np.asarray(shares / shares.sum(), np.float32)

    def nearness(self, meaning: Floats) -> float:
        """The cosine with the nearest example of any intent, from −1 to 1."""
        return float((self.examples @ meaning).max()) if len(self.examples) else 0.0

    def save(self, file: Path) -> None:
        """Keep it beside where it will stand, then put it there at once."""
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.with_suffix(".part.npz")
        np.savez(
            before,
            weights=self.weights,
            bias=self.bias,
            examples=self.examples.astype(np.float16),
            intents=np.array(self.intents),
        )
        before.replace(file)


def meanings_of(
    examples: Sequence[tuple[str, int]],
    count: int,
    embed: Callable[[Sequence[str]], Floats],
    cache: Path | None,
) -> Meanings:
    """From texts and the place of each one's intent, of `count`; kept by the hash of both."""
    told = repr((MODEL_VERSION, count, examples)).encode("utf-8", "replace")
    file = cache / f"{sha256(told).hexdigest()[:32]}.npz" if cache else None
    if file is not None and (kept := _load(file)) is not None:
        return kept
    rows = [
        embed([text for text, _ in examples[place : place + _AT_ONCE]])
        for place in range(0, len(examples), _AT_ONCE)
    ]
    learnt = learn_meanings(np.concatenate(rows), [intent for _, intent in examples], count)
    if file is not None:
        learnt.save(file)
    return learnt


def _load(file: Path) -> Meanings | None:
    """What `save` kept; None where there is nothing whole."""
    try:
        return _read(file)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return None


def _read(file: Path) -> Meanings:
    with file.open("rb") as opened, np.load(opened) as kept:
        return Meanings(
            kept["weights"],
            kept["bias"],
            kept["examples"].astype(np.float32),
            kept["intents"].tolist(),
        )


def learn_meanings(examples: Floats, intents: Sequence[int], count: int) -> Meanings:
    """From embeddings (texts × 384) and the place of each one's intent, of `count` intents."""
    wanted = np.zeros((len(intents), count), np.float32)
    wanted[np.arange(len(intents)), intents] = 1
    sums = wanted.T @ examples
    centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    weights = (_FIRST_SCALE * centres.T).astype(np.float32)
    bias = np.zeros(count, np.float32)
    moments = [np.zeros((2, *each.shape), np.float32) for each in (weights, bias)]
    for turn in range(1, _ROUNDS + 1):
        logits = examples @ weights + bias
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        missed = (shares - wanted) / len(examples)
        weights -= _step(moments[0], examples.T @ missed + _DECAY * weights, turn)
        bias -= _step(moments[1], missed.sum(axis=0), turn)
    return Meanings(weights, bias, examples, tuple(intents))


def _step(moments: Floats, slope: Floats, turn: int) -> Floats:
    """One step of Adam (Kingma and Ba, 2015); `moments` (2 × shape) are kept up to date."""
    moments[0] += (1 - _BETA_1) * (slope - moments[0])
    moments[1] += (1 - _BETA_2) * (slope**2 - moments[1])
    rate = _RATE * (1 - turn / (_ROUNDS + 1)) / (1 - _BETA_1**turn)
    spread = np.sqrt(moments[1] / (1 - _BETA_2**turn)) + _LITTLE
    return np.asarray(rate * moments[0] / spread, np.float32)
