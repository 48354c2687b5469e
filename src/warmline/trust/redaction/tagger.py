"""The tagger: names of people and addresses, told by a small model from words around them.

A linear-chain conditional random field (Lafferty et al., 2001) over hashed features, trained by
`training/redaction`; what it learnt from stands in `CARD.md`. Needs numpy only.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from warmline.trust.redaction.features import Hashes, places_of
from warmline.trust.redaction.kinds import Kind, Span
from warmline.trust.redaction.tokens import FORMED, Token, tokens_of

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

TAGS: Final = ("other", "person", "address", "place", "organisation")
"""The last two are told apart so that a town or a firm is not taken for a person."""

MODEL: Final = Path(__file__).with_name("tagger.npz")
_MASKED: Final = {1: Kind.PERSON, 2: Kind.ADDRESS}
_PLACE: Final = TAGS.index("place")
_WINDOW: Final = 400
"""Tokens looked at together: bounds memory, whatever is sent."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """`weights` is buckets × tags, `steps` from tag to tag; a kind counts from its threshold on."""

    weights: npt.NDArray[np.int8]
    scale: float
    steps: Floats
    lists: tuple[Hashes, ...]
    thresholds: dict[Kind, float]

    def find(self, text: str) -> list[Span]:
        """Names and addresses in a text."""
        tokens = tokens_of(text)
        return [
            span
            for start in range(0, len(tokens), _WINDOW)
            for span in self._find(tokens[start : start + _WINDOW])
        ]

    def chances(self, words: list[str]) -> Floats:
        """For each word the probability of each tag."""
        scores = self.weights[places_of(words, self.lists)].sum(axis=1, dtype=np.int32)
        return marginals(scores.astype(np.float32) * self.scale, self.steps)

    def _find(self, tokens: list[Token]) -> Iterator[Span]:
        chances = self.chances([each.word for each in tokens])
        told = np.array([each.word != FORMED for each in tokens])
        person, address = (chances[:, tag] for tag in _MASKED)
        at_least = self.thresholds
        of_person = (person >= at_least[Kind.PERSON]) & (person >= address) & told
        of_address = (address >= at_least[Kind.ADDRESS]) & ~of_person & told
        places = (address + chances[:, _PLACE] >= at_least[Kind.ADDRESS]) & ~of_person & told
        _spread(of_address, places, tokens)
        for tag, likely in zip(_MASKED, (of_person, of_address), strict=True):
            for first, last in _runs(tokens, likely.tolist()):
                if _MASKED[tag] is Kind.ADDRESS and not _has_street(tokens[first : last + 1]):
                    continue
                sure = float(chances[first : last + 1, tag].mean())
                yield Span(tokens[first].start, tokens[last].end, _MASKED[tag], round(sure, 4))


def _has_street(tokens: list[Token]) -> bool:
    """A number alone, or one word, says too little to be an address."""
    return len(tokens) > 1 and any(len(each.word) > 1 and each.word.isalpha() for each in tokens)


def _spread(likely: Flags, places: Flags, tokens: list[Token]) -> None:
    """A town beside a street belongs to the address; between the two may be a comma or a line."""
    for order in (range(1, len(likely)), range(len(likely) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for place in order:
            if likely[place] or not places[place]:
                continue
            before = place - step
            while 0 <= before < len(tokens) and tokens[before].word in {",", "⏎"}:
                before -= step
            if 0 <= before < len(tokens) and likely[before]:
                likely[min(before, place) : max(before, place) + 1] = True


def _runs(tokens: list[Token], likely: list[bool]) -> Iterator[tuple[int, int]]:
    """First and last of the tokens in a row, without signs and ends of lines at its ends."""
    place = 0
    while place < len(tokens):
        if not likely[place]:
            place += 1
            continue
        end = place
        while end + 1 < len(tokens) and likely[end + 1]:
            end += 1
        first, last = place, end
        while first <= last and not tokens[first].word[0].isalnum():
            first += 1
        while last >= first and not tokens[last].word[0].isalnum():
            last -= 1
        if first <= last:
            yield first, last
        place = end + 1


def marginals(scores: Floats, steps: Floats) -> Floats:
    """Probabilities of tags by forward and backward sums, scaled at each token (Rabiner, 1989)."""
    local = np.exp(scores - scores.max(axis=1, keepdims=True))
    step = np.exp(steps)
    ahead = np.empty_like(local)
    back = np.ones_like(local)
    carried = local[0] / local[0].sum()
    ahead[0] = carried
    for place in range(1, len(local)):
        carried = (carried @ step) * local[place]
        carried /= carried.sum()
        ahead[place] = carried
    for place in range(len(local) - 2, -1, -1):
        carried = step @ (local[place + 1] * back[place + 1])
        back[place] = carried / carried.sum()
    found = ahead * back
    return np.asarray(found / found.sum(axis=1, keepdims=True), dtype=np.float32)


@lru_cache(maxsize=1)
def load_tagger() -> Tagger:
    """The tagger that is shipped, read once."""
    with np.load(MODEL) as kept:
        thresholds = json.loads(str(kept["thresholds"]))
        return Tagger(
            weights=kept["weights"],
            scale=float(kept["scale"]),
            steps=kept["steps"],
            lists=tuple(frozenset(kept[f"list_{number}"].tolist()) for number in range(4)),
            thresholds={Kind(name): value for name, value in thresholds.items()},
        )
