"""The reader: encoder, letters and lists on one text, blended, and cut to its purposes."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from warmline.foundation.brands import BrandId
from warmline.foundation.log import logger
from warmline.trust import Cleared, Serve
from warmline.understanding.batching import Batching
from warmline.understanding.blend import STEPS, Blend, Flag, Valence, load_blend
from warmline.understanding.encoder import MODEL_VERSION, Encoder, Floats, Seen
from warmline.understanding.intents import IntentExamples, IntentReader, teach
from warmline.understanding.language import Guess, language_of
from warmline.understanding.letters import spelt
from warmline.understanding.pieces import words_of
from warmline.understanding.quoted import said_now
from warmline.understanding.reading import Feelings, Needs, Reading, Wish, Words
from warmline.understanding.vocabulary import LANGUAGES, Listed, is_listed, listed_in, vocabularies

_URGENT_AS_A_WHOLE: Final = 0.5
_DANGER: Final = 0.95
_JUST_READ: Final = 256
_FEW_WORDS: Final = 3
_PRESSING: Final = ("asks_for_person", "danger")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is made of a text: flags, urgency as low, medium, high (3), and valence."""

    text: str
    guess: Guess
    seen: Seen
    listed: Listed
    flags: Mapping[str, Flag]
    steps: Floats
    valence: Valence


class ModelReader:
    """A `Reader` for five languages; what it is worth stands in `CARD.md`."""

    name: Final = MODEL_VERSION

    def __init__(self, *, cache: Path | None = None) -> None:
        """Files are opened aside, so that a server starts meanwhile; `cache` is a folder where
        what was learnt of a brand's examples is kept.
        """
        self._encoder = Encoder()
        self._batching = Batching(self._encoder)
        self._cache = cache
        self._intents: dict[BrandId | None, IntentReader] = {}
        self._just_read = OrderedDict[int, Floats]()
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="understanding")
        self._closed = False
        self.aside(self._warm)

    def teach(
        self,
        examples: IntentExamples,
        *,
        asides: Collection[str] = (),
        brand_id: BrandId | None = None,
    ) -> None:
        """Know these intents of a brand from now on, and no others; none until then.

        They are read by their letters at once, and by their meaning as soon as the model has
        seen the examples: seconds later the first time, at once where that was kept.
        """
        intents = teach(examples, asides=asides)
        self._intents[brand_id] = intents
        self.aside(partial(intents.learn_meanings, examples, self._meanings, self._cache))

    def embed(self, texts: Sequence[str]) -> Floats:
        """Sentence embeddings (texts × 384), in this thread; a text just read has its own."""
        known = [self._just_read.get(hash(text)) for text in texts]
        unknown = [text for text, row in zip(texts, known, strict=True) if row is None]
        rest = iter(self._meanings(unknown))
        return np.stack([next(rest) if row is None else row for row in known])

    def forget(self) -> None:
        """Keep nothing in memory of any text that was read."""
        self._just_read.clear()

    def close(self) -> None:
        """Learn no more: a server that stops does not wait for it."""
        self._closed = True
        self._aside.shutdown(wait=False, cancel_futures=True)

    def _meanings(self, texts: Sequence[str]) -> Floats:
        if self._closed:
            raise CancelledError
        return self._encoder.meanings(texts)

    def aside(self, work: Callable[[], object]) -> None:
        """Do this in the reader's own thread, after what was taught before it."""
        self._aside.submit(work).add_done_callback(_tell_failure)

    def settle(self) -> None:
        """Wait until everything that was taught is learnt: for commands and tests."""
        self._aside.submit(int).result()

    async def judge(self, words: Cleared[Serve]) -> Judged:
        """Everything that is made of the words, before it is cut to purposes: for evaluations."""
        text = said_now(words.text)
        seen = await self._batching.see(text)
        self._remember(words.text, seen)
        guess = language_of(text)
        blend, by_letters = load_blend(), spelt(text)
        listed = listed_in(text, _lists_for(guess))
        return Judged(
            text=text,
            guess=guess,
            seen=seen,
            listed=listed,
            flags=blend.flags(
                seen,
                by_letters,
                listed.flags,
                guess.language,
                is_short=len(words_of(text)) < _FEW_WORDS,
            ),
            steps=blend.urgency(seen, by_letters, listed.urgency, guess.language),
            valence=blend.valence(seen, by_letters, guess.language),
        )

    async def read(self, words: Words) -> Reading:
        judged, blend = await self.judge(words.serve), load_blend()
        intents = self._intents.get(words.brand_id)
        language = judged.guess.language
        wishes = intents.read(judged.text, judged.seen, language) if intents else ()
        may_feel = words.sense is not None
        chances = judged.valence.signs if may_feel else judged.steps
        confidence = round(float(chances.max()), 3)
        return Reading(
            model=blend.model,
            needs=_needs(judged, wishes),
            feelings=_feelings(blend, judged) if may_feel else None,
            confidence=confidence,
            abstained=not judged.guess.known or confidence < blend.sure,
            because=tuple(blend.moved(judged.seen, judged.text)) if may_feel else (),
        )

    def is_pressing(self, words: Cleared[Serve]) -> bool:
        return is_listed(said_now(words.text), _PRESSING)

    def _remember(self, text: str, seen: Seen) -> None:
        """The meaning of a text is asked for again within its turn; no words are kept."""
        self._just_read[hash(text)] = seen.meaning()
        while len(self._just_read) > _JUST_READ:
            self._just_read.popitem(last=False)

    def _warm(self) -> None:
        vocabularies()
        self._encoder.load()
        load_blend()


def _tell_failure(done: "Future[object]") -> None:
    """What fails aside must not be silent; the reader goes on with what it has."""
    if done.cancelled():
        return
    error = done.exception()
    if error is not None and not isinstance(error, CancelledError):
        logger().warning("reader_failed_aside", failure=error)


def _lists_for(guess: Guess) -> Sequence[str]:
    """The lists of its language and English; all where the language cannot be told."""
    return tuple({guess.language, "en"}) if guess.is_sure else LANGUAGES


def _needs(judged: Judged, wishes: tuple[Wish, ...]) -> Needs:
    flags = {name: flag.is_raised for name, flag in judged.flags.items()}
    urgency = max(float(judged.steps @ STEPS), _DANGER if flags["danger"] else 0.0)
    surest = max(wishes, key=lambda wish: wish.confidence, default=None)
    return Needs(
        language=judged.guess.language,
        urgency=round(urgency, 3),
        intent=surest.intent if surest else None,
        intent_confidence=surest.confidence if surest else 0.0,
        wishes=wishes,
        urgent_by=_urgent_by(judged.listed, urgency, danger=flags["danger"]),
        **flags,
    )


def _urgent_by(listed: Listed, urgency: float, *, danger: bool) -> tuple[str, ...]:
    """Why it is urgent, each reason once, the strongest first."""
    if urgency < _URGENT_AS_A_WHOLE:
        return ()
    hits = sorted(listed.urgent, key=lambda hit: -hit.weight)
    named = [*(["danger"] if danger else []), *(hit.label for hit in hits)]
    return tuple(dict.fromkeys(named)) or ("as_a_whole",)


def _feelings(blend: Blend, judged: Judged) -> Feelings:
    """Emotions and politeness were learnt from English only: elsewhere none is chosen."""
    is_english = judged.guess.language == "en" and judged.guess.known
    emotions, labels = blend.emotions(judged.seen)
    return Feelings(
        valence=round(judged.valence.value, 3),
        emotions=emotions,
        labels=labels if is_english else (),
        doubt=round(judged.valence.doubt, 3),
        politeness=round(blend.politeness(judged.seen), 3) if is_english else None,
    )
