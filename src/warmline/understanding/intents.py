"""Intents: what a customer wants to get done, learnt from a handful of examples.

By letters every intent has a typical text, the mean of its examples; pieces that other intents
have too count less, and a few corrections push apart what the means confuse. By meaning a
softmax regression over sentence embeddings tells them apart (`meanings.py`). A wish is named
only where it can be stood for: below `SURE` there is none.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from warmline.understanding.clauses import clauses_of
from warmline.understanding.encoder import Floats, Seen
from warmline.understanding.meanings import Meanings, meanings_of
from warmline.understanding.pieces import Word, pieces_of, words_of
from warmline.understanding.reading import Wish

IntentExamples = Mapping[str, Mapping[str, Sequence[str]]]
"""Examples by intent and language; all languages are learnt together."""

SURE: Final = 0.4
_SURE_OF_A_PART: Final = 0.4
_WORDS_OF_A_PART: Final = 2
_PLAUSIBLE: Final = 6
_MOST: Final = 3
_READ: Final = 2_000

# How intents are told apart; chosen as `CARD.md` says.
_OWNED: Final = 0.25
_ROUNDS: Final = 2
_STEP: Final = 0.05
_MARGIN: Final = 0.2

# A word or two must not weigh as a whole sentence: squares of a length to begin with.
_LITTLE: Final = 100.0
# What no example has speaks against all intents, more than its rarity says.
_UNKNOWN: Final = 1.5

# Confidence is logistic in the logarithms of the fit and of its lead over the second.
_BIAS: Final = 5.4
_BY_FIT: Final = 2.1
_BY_LEAD: Final = 0.8
_LEAST_FIT: Final = 0.01
_LEAST_LEAD: Final = 0.02

# What meaning and letters count together: in an English message, and elsewhere or in a part.
_BY_MEANING: Final = (0.6, 4.0)
_BY_LETTERS: Final = (0.3, 14.0)
_LEAST_CHANCE: Final = 1e-6

# Confidence of both together is logistic as well.
_BOTH_BIAS: Final = -0.9
_BOTH_BY_CHANCE: Final = 1.17
_BOTH_BY_FIT: Final = 0.42
_BOTH_BY_NEARNESS: Final = 5.3

_Weights = dict[str, dict[int, float]]
_Vector = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class _Taught:
    """A piece: how rare it is, and what it says for or against each intent."""

    rarity: float
    weights: Mapping[int, float]


class IntentReader:
    """Reads wishes; `teach` makes it. It keeps pieces of examples, and nothing of messages."""

    def __init__(
        self,
        intents: Sequence[str],
        asides: Collection[str],
        taught: Mapping[str, _Taught],
        unknown: float,
    ) -> None:
        """`unknown` is how much a piece weighs that no example has."""
        self._intents = tuple(intents)
        self._asides = frozenset(asides)
        self._taught = taught
        self._unknown = unknown
        self._meanings: Meanings | None = None

    def learn_meanings(
        self,
        examples: IntentExamples,
        embed: Callable[[Sequence[str]], Floats],
        cache: Path | None = None,
    ) -> None:
        """Read these by meaning too from now on; kept in `cache` under the hash of the examples."""
        told = [(text, intent) for _, intent, text in _in_turn(examples)]
        if told:
            self._meanings = meanings_of(told, len(self._intents), embed, cache)

    def read(self, text: str, seen: Seen | None = None, language: str = "en") -> tuple[Wish, ...]:
        """What is wanted, in the order of the text, each once; none where it is not sure.

        `seen` is what the encoder made of the same text: without it letters alone are read.
        """
        text = text[:_READ]
        words = words_of(text)
        if not words or not self._intents:
            return ()
        judged = _Judge(self._scores, self._intents, self._meanings, seen, language)
        clauses = clauses_of(text, words)
        whole_is_one = len(clauses) == 1
        parts = [(each, judged.wish(each, is_part=not whole_is_one)) for each in clauses]
        matter = [(clause, wish) for clause, wish in parts if not self._is_aside(wish)]
        if not matter:
            return (max((wish for _, wish in parts), key=_confidence),)
        rest = [word for clause, _ in matter for word in clause]
        fits = judged.fits(rest)
        sure = self._sure_parts(matter, fits.values)
        if len(sure) > 1:
            return sure
        whole = fits.wish(self._intents, rest)
        best = max((*sure, whole), key=_confidence)
        return (best,) if best.confidence >= SURE else ()

    def likeliest(self, text: str, seen: Seen | None = None, language: str = "en") -> Wish | None:
        """The likeliest wish of the whole text, however unsure; None where there is no word."""
        words = words_of(text[:_READ])
        judged = _Judge(self._scores, self._intents, self._meanings, seen, language)
        return judged.wish(words) if words and self._intents else None

    def _sure_parts(
        self, parts: Sequence[tuple[Sequence[Word], Wish]], fits: Sequence[float]
    ) -> tuple[Wish, ...]:
        """The wishes of clauses that are sure by themselves and plausible for the whole."""
        best = nlargest(_PLAUSIBLE, range(len(fits)), key=fits.__getitem__)
        plausible = {self._intents[each] for each in best} - self._asides
        surest: dict[str, Wish] = {}
        for clause, wish in sorted(parts, key=lambda part: _confidence(part[1])):
            if (
                wish.intent in plausible
                and wish.confidence >= _SURE_OF_A_PART
                and len(clause) >= _WORDS_OF_A_PART
            ):
                surest[wish.intent] = wish
        chosen = nlargest(_MOST, surest.values(), key=_confidence)
        return tuple(sorted(chosen, key=lambda wish: wish.start))

    def _is_aside(self, wish: Wish) -> bool:
        return wish.intent in self._asides and wish.confidence >= _SURE_OF_A_PART

    def _scores(self, words: Sequence[Word]) -> list[float]:
        """How well each intent fits by letters: about the cosine, so mostly from 0 to 1."""
        scores = [0.0] * len(self._intents)
        squares = _LITTLE
        for piece, count in pieces_of(words).items():
            taught = self._taught.get(piece)
            weight = count * (taught.rarity if taught else self._unknown)
            squares += weight * weight
            if taught:
                for intent, share in taught.weights.items():
                    scores[intent] += weight * share
        length = math.sqrt(squares)
        return [score / length for score in scores]


@dataclass(frozen=True, slots=True)
class _Fits:
    """How well each intent fits, and how often the best one is right."""

    values: Sequence[float]
    confidence: float

    def wish(self, intents: Sequence[str], words: Sequence[Word]) -> Wish:
        best = max(range(len(intents)), key=self.values.__getitem__)
        return Wish(intents[best], self.confidence, start=words[0].start, end=words[-1].end)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges parts of one text, by their letters and, where it can, by their meaning."""

    scores: Callable[[Sequence[Word]], list[float]]
    intents: Sequence[str]
    meanings: Meanings | None
    seen: Seen | None
    language: str

    def wish(self, words: Sequence[Word], *, is_part: bool = False) -> Wish:
        return self.fits(words, is_part=is_part).wish(self.intents, words)

    def fits(self, words: Sequence[Word], *, is_part: bool = False) -> _Fits:
        """What is meant in a part is coloured by the rest, so there letters count more."""
        scores = self.scores(words)
        first, second = nlargest(2, (*scores, 0.0))
        if self.meanings is None or self.seen is None:
            return _Fits(scores, _sure_by_letters(max(first, 0.0), max(second, 0.0)))
        meaning = self.seen.meaning(words[0].start, words[-1].end)
        by_meaning = self.language == "en" and not is_part
        share, steep = _BY_MEANING if by_meaning else _BY_LETTERS
        chances = np.log(np.maximum(self.meanings.chances(meaning), _LEAST_CHANCE))
        logits = share * chances + steep * np.array(scores)
        fused = np.exp(logits - logits.max())
        fused /= fused.sum()
        nearness = self.meanings.nearness(meaning)
        return _Fits(fused.tolist(), _sure_by_both(float(fused.max()), max(first, 0.0), nearness))


def teach(examples: IntentExamples, *, asides: Collection[str] = ()) -> IntentReader:
    """Learn to tell intents apart: about a quarter of a second for a thousand examples.

    `asides` are intents that are only said on the way, such as a greeting: they are a wish
    where a message says nothing else.
    """
    texts = [(pieces_of(words_of(text)), intent) for _, intent, text in _in_turn(examples)]
    counts = Counter(piece for pieces, _ in texts for piece in pieces)
    rarity = {piece: _rarity(count, len(texts)) for piece, count in counts.items()}
    vectors = [(_unit(pieces, rarity), intent) for pieces, intent in texts]
    weights = _typical(vectors, len(examples))
    if len(examples) > 1:
        _tell_apart(weights, vectors, len(examples))
    taught = {piece: _Taught(rarity[piece], weights[piece]) for piece in weights}
    return IntentReader(tuple(examples), asides, taught, _UNKNOWN * _rarity(0, len(texts)))


def _in_turn(examples: IntentExamples) -> list[tuple[int, int, str]]:
    """Place, intent and text, so that the intents take turns."""
    return sorted(
        (place, intent, text)
        for intent, by_language in enumerate(examples.values())
        for place, text in enumerate(chain.from_iterable(by_language.values()))
    )


def _rarity(count: int, texts: int) -> float:
    return math.log((texts + 1) / (count + 0.5))


def _unit(pieces: Mapping[str, float], rarity: Mapping[str, float]) -> _Vector:
    """The pieces by weight and rarity, as a vector of length 1."""
    weighed = [(piece, weight * rarity[piece]) for piece, weight in pieces.items()]
    length = math.sqrt(sum(weight * weight for _, weight in weighed)) or 1.0
    return [(piece, weight / length) for piece, weight in weighed]


def _typical(vectors: Sequence[tuple[_Vector, int]], intents: int) -> _Weights:
    """The mean of each intent's vectors at length 1, then the less of a piece the less it owns."""
    weights: _Weights = {}
    for vector, intent in vectors:
        for piece, weight in vector:
            of_piece = weights.setdefault(piece, {})
            of_piece[intent] = of_piece.get(intent, 0.0) + weight
    squares = [0.0] * intents
    for of_piece in weights.values():
        for intent, weight in of_piece.items():
            squares[intent] += weight * weight
    for of_piece in weights.values():
        shares = {each: weight / math.sqrt(squares[each]) for each, weight in of_piece.items()}
        whole = sum(shares.values())
        for intent, share in shares.items():
            of_piece[intent] = share * (share / whole) ** _OWNED
    return weights


def _tell_apart(weights: _Weights, vectors: Sequence[tuple[_Vector, int]], intents: int) -> None:
    """Correct the weights by each example, a few times over."""
    rows = [
        ([(weights[piece], weight) for piece, weight in vector], intent)
        for vector, intent in vectors
    ]
    for _ in range(_ROUNDS):
        for row, intent in rows:
            _correct(row, intent, intents)


def _correct(row: Sequence[tuple[dict[int, float], float]], right: int, intents: int) -> None:
    """Move the right intent nearer and the strongest other away, unless they are well apart."""
    scores = [0.0] * intents
    for of_piece, weight in row:
        for intent, share in of_piece.items():
            scores[intent] += weight * share
    fit, scores[right] = scores[right], -math.inf
    other = scores.index(max(scores))
    if fit - scores[other] >= _MARGIN:
        return
    for of_piece, weight in row:
        of_piece[right] = of_piece.get(right, 0.0) + _STEP * weight
        of_piece[other] = of_piece.get(other, 0.0) - _STEP * weight


def _sure_by_letters(first: float, second: float) -> float:
    """How often the best is right, from its fit and from its lead over the second."""
    lead = (first - second) / first if first else 0.0
    fit = _BY_FIT * math.log(first + _LEAST_FIT) + _BY_LEAD * math.log(lead + _LEAST_LEAD)
    return round(1 / (1 + math.exp(-(_BIAS + fit))), 3)


def _sure_by_both(chance: float, fit: float, nearness: float) -> float:
    """How often the best of both is right: by its chance among the intents, by the fit of its
    letters, and by how near any example is at all.
    """
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    sureness = _BOTH_BIAS + _BOTH_BY_CHANCE * math.log(chance / (1 - chance))
    sureness += _BOTH_BY_FIT * math.log(fit + _LEAST_FIT) + _BOTH_BY_NEARNESS * nearness
    return round(1 / (1 + math.exp(-sureness)), 3)


def _confidence(wish: Wish) -> float:
    return wish.confidence
