"""Readings: what was found in a customer's words, for the purposes they were cleared for.

A reader takes `Cleared` words only. What the customer did not allow is never in a reading:
`feelings` is None where sensing is switched off, and everything else works.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from warmline.foundation.brands import BrandId
from warmline.trust import Cleared, Sense, Serve

EMOTIONS: Final = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion",
    "curiosity", "desire", "disappointment", "disapproval", "disgust", "embarrassment",
    "excitement", "fear", "gratitude", "grief", "joy", "love", "nervousness", "optimism",
    "pride", "realization", "relief", "remorse", "sadness", "surprise", "neutral",
)  # fmt: skip
"""The 28 labels of GoEmotions (Demszky et al., 2020), in its order."""

Because = tuple[int, int, float]
"""Characters from, to (exclusive), and how much they weighed (−1 to 1)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one turn: for serving always, for sensing if the customer allows it.

    `brand_id` says whose intents they are read for; without it there are no wishes.
    """

    serve: Cleared[Serve]
    sense: Cleared[Sense] | None
    before: tuple[Cleared[Serve], ...] = ()
    brand_id: BrandId | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Something the customer wants to get done, and the characters (from, to) that say so.

    `confidence` is how often such a reading is right, from 0 to 1.
    """

    intent: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Needs:
    """What `serve` allows. Urgency from 0 to 1; `distress` may serve this turn's care only.

    `wishes` are in the order of the text; `intent` is that of the surest. `urgent_by` names why
    it is urgent, the strongest first: `danger`, what the lists name, or `as_a_whole`.
    """

    language: str
    urgency: float
    intent: str | None
    intent_confidence: float
    asks_for_person: bool
    withdraws_consent: bool
    distress: bool
    danger: bool
    abusive: bool
    wishes: tuple[Wish, ...] = ()
    urgent_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feelings:
    """What `sense` allows: valence from −1 to 1, emotions with probabilities, chosen labels.

    `doubt` is the standard deviation of valence; `politeness` is from 0 to 1. Emotions, labels
    and politeness are empty or None where a language is not read well enough for them.
    """

    valence: float
    emotions: Mapping[str, float]
    labels: tuple[str, ...]
    doubt: float = 0.5
    politeness: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """`confidence` from 0 to 1; `abstained` says that it does not want to be relied on."""

    model: str
    needs: Needs
    feelings: Feelings | None
    confidence: float
    abstained: bool
    because: tuple[Because, ...] = field(default=())


class Reader(Protocol):
    """Something that reads words. It may take its time; no transaction is open meanwhile."""

    async def read(self, words: Words) -> Reading: ...

    def is_pressing(self, words: Cleared[Serve]) -> bool:
        """Whether the answer must not wait for a quiet window: microseconds, recall first."""
