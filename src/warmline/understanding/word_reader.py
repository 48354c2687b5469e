"""The first reader: word lists written by hand, in five languages, until a model replaces it.

It says no more than its lists and the intents it was taught say: what hits nothing is an
abstention. Its time is bounded: texts are cut before they are looked at, and no expression can
backtrack beyond a few words.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod, tanh
from pathlib import Path
from typing import Any, Final

import yaml

from warmline.trust import Cleared, Sense, Serve
from warmline.understanding.intents import IntentExamples, IntentReader, teach
from warmline.understanding.reading import (
    EMOTIONS,
    Because,
    Feelings,
    Needs,
    Reading,
    Wish,
    Words,
)

_MODEL: Final = "words-1"
_MODEL_OF_INTENTS: Final = "intents-1"
_LANGUAGES: Final = ("en", "de", "es", "fr", "ar")
_FLAGS: Final = ("asks_for_person", "withdraws_consent", "danger", "distress", "abusive")
_READ_FOR_NEEDS: Final = 20_000
_READ_FOR_FEELINGS: Final = 4_000
_SURE: Final = 0.6
_LIKELY: Final = 0.5
_ENOUGH_WORDS: Final = 6
_LONG_ENOUGH_TO_DRAW_OUT: Final = 4

_GAP: Final = r"[^\w.!?؟;]{1,4}"
_NEAR_GAP: Final = r"[^\w.,،!?؟;:]{1,4}"
_FEW_WORDS: Final = rf"(?:{_GAP}\w{{1,30}}+){{0,3}}{_GAP}"
_SENTENCE_END: Final = r".!?؟\n"
_MASK: Final = ";"
"""Stands for words that no phrase may reach over: it is no word, no gap and no sentence end."""

_WORD: Final = re.compile(r"\w+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ARABIC: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_NOT_ARABIC: Final = re.compile(r"[پچژگٹڈےںھہ]")
_LATIN: Final = re.compile(r"[a-zà-ɏ]")
_NOT_OURS: Final = re.compile(r"[ãõłąęśźżğışåøčěřůőűțăđ]")
_MOVING: Final = re.compile(
    "[\u0300-\u036f\u064b-\u065f\u0670\u0640\u0130\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufb00-\ufdff\ufe00-\ufe0f\ufe70-\uffef\U0001d400-\U0001d7ff]"
)
"""Characters that folding drops, joins or spreads, so that the ones after them move."""
_INVISIBLE: Final = frozenset("\u0640\u00ad\ufeff")
_SAME_LETTER: Final = str.maketrans("أإآٱىیکة’‘ʼ`´", "ااااييكه'''''")
_GERMAN: Final = {"ä": "(?:ä|ae?)", "ö": "(?:ö|oe?)", "ü": "(?:ü|ue?)"}
_SPELLED_OUT: Final = {"'": "'?", "-": r"[\s\-‐‑–]{0,2}", "ß": "(?:ß|ss)", "œ": "(?:œ|oe)"}


@dataclass(frozen=True, slots=True)
class _Folded:
    """Text as the lists spell it, and where each of its characters stood before (and the end)."""

    text: str
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Entry:
    phrase: str
    weight: float = 1.0
    label: str = "neutral"


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    weight: float
    label: str


@dataclass(frozen=True, slots=True)
class _Guess:
    """`known` is whether it can be one of the five at all; `sureness` is from 0 to 1."""

    language: str
    sureness: float
    known: bool

    @property
    def is_sure(self) -> bool:
        return self.sureness >= _SURE


class _Phrases:
    """One list of one language as one expression; group numbers tell which phrase was hit."""

    def __init__(self, entries: Iterable[_Entry], language: str) -> None:
        alone: list[tuple[str, _Entry]] = []
        by_first: dict[str, list[tuple[str, _Entry]]] = defaultdict(list)
        for entry in sorted(entries, key=lambda each: -len(each.phrase.split())):
            for first, rest in _spellings(entry.phrase.removeprefix("= "), language):
                if entry.phrase.startswith("= "):
                    alone.append((first + rest, entry))
                else:
                    by_first[first].append((rest, entry))
        branches = [first + _any_of(rests) for first, rests in by_first.items()]
        prefix = "[وف]?" if language == "ar" else ""
        self._found = re.compile(rf"(?<!\w){prefix}(?:{'|'.join(branches) or '(?!)'})(?!\w)")
        self._alone = _alone_in_sentence(alone) if alone else None
        self._entries = [entry for rests in by_first.values() for _, entry in rests]

    def find(self, text: str) -> Iterator[_Hit]:
        for match in self._found.finditer(text):
            entry = self._entries[(match.lastindex or 1) - 1]
            yield _Hit(match.start(), match.end(), entry.weight, entry.label)

    def occurs(self, text: str) -> bool:
        alone = self._alone is not None and self._alone.search(text) is not None
        return alone or self._found.search(text) is not None

    def count(self, text: str) -> int:
        return sum(1 for _ in self._found.finditer(text))

    def mask(self, text: str) -> str:
        return self._found.sub(lambda match: _MASK * len(match[0]), text)


class _Vocabulary:
    """The lists of one language, compiled."""

    def __init__(self, language: str, lists: Mapping[str, Any]) -> None:
        def phrases(name: str) -> _Phrases:
            return _Phrases(map(_as_entry, lists[name]), language)

        self.language = language
        self.function_words = phrases("function_words")
        self.urgent = phrases("urgent")
        self._not_asking = phrases("not_asking")
        self._flags = {name: phrases(name) for name in _FLAGS}
        self._good, self._bad = phrases("good"), phrases("bad")
        negations = _any_of([(each, None) for each in _first_and_rest(lists, language)])
        self._negated = re.compile(
            rf"(?<!\w){negations}(?!\w)(?:{_NEAR_GAP}\w{{1,30}}+){{0,2}}{_NEAR_GAP}\Z"
        )

    def says(self, flag: str, text: str) -> bool:
        return self._flags[flag].occurs(text)

    def asks(self, text: str) -> bool:
        asks = self._flags["asks_for_person"]
        return asks.occurs(text) and asks.occurs(self._not_asking.mask(text))

    def moods(self, text: str) -> Iterator[_Hit]:
        """What moves valence, with signed weights; a negation shortly before turns it."""
        for hit in self._good.find(text):
            turned = replace(hit, weight=-0.7 * hit.weight, label="disappointment")
            yield turned if self._is_negated(hit, text) else hit
        for hit in self._bad.find(text):
            turned = replace(hit, weight=0.3 * hit.weight, label="approval")
            negated = self._is_negated(hit, text)
            yield turned if negated else replace(hit, weight=-hit.weight)

    def _is_negated(self, hit: _Hit, text: str) -> bool:
        return self._negated.search(text, max(0, hit.start - 80), hit.start) is not None


class WordReader:
    """A `Reader` of five languages, coarse and honest about it."""

    def __init__(self) -> None:
        """Load the lists in a thread of their own: a server can start meanwhile."""
        thread = ThreadPoolExecutor(1, thread_name_prefix="words")
        self._loading = thread.submit(_load)
        thread.shutdown(wait=False)
        self._intents: IntentReader | None = None

    def teach(self, examples: IntentExamples, *, asides: Collection[str] = ()) -> None:
        """Know these intents from now on, and no others; until then there are no wishes.

        `asides` are intents that are only said on the way, such as a greeting.
        """
        self._intents = teach(examples, asides=asides)

    @property
    def _vocabularies(self) -> "tuple[_Vocabulary, ...]":
        return self._loading.result()

    async def read(self, words: Words) -> Reading:
        text = _fold(words.serve.text, _READ_FOR_NEEDS).text
        guess = self._guess(text[:_READ_FOR_FEELINGS])
        intents = self._intents
        wishes = intents.read(words.serve.text) if intents else ()
        needs = self._needs(text, guess, wishes)
        moods: list[_Hit] = []
        because: tuple[Because, ...] = ()
        if words.sense is not None:
            moods, because = self._moods(words.sense, guess)
        hits = _count_needs(needs) + len(moods)
        return Reading(
            model=f"{_MODEL}+{_MODEL_OF_INTENTS}" if intents else _MODEL,
            needs=needs,
            feelings=None if words.sense is None else _feelings(moods),
            confidence=round(0.2 + 0.25 * min(hits / 4, 1.0) + 0.15 * guess.sureness, 3),
            abstained=hits == 0 or not guess.known,
            because=because,
        )

    def is_pressing(self, words: Cleared[Serve]) -> bool:
        text = _fold(words.text, _READ_FOR_NEEDS).text
        spoken = self._spoken(self._guess(text[:_READ_FOR_FEELINGS]), with_english=True)
        return any(each.asks(text) or each.says("danger", text) for each in spoken)

    def _needs(self, text: str, guess: _Guess, wishes: tuple[Wish, ...]) -> Needs:
        spoken = self._spoken(guess, with_english=True)
        danger = any(each.says("danger", text) for each in spoken)
        weights = [hit.weight for each in spoken for hit in each.urgent.find(text)]
        surest = max(wishes, key=lambda wish: wish.confidence, default=None)
        return Needs(
            language=guess.language,
            urgency=max(_combine(weights), 0.95 if danger else 0.0),
            intent=surest.intent if surest else None,
            intent_confidence=surest.confidence if surest else 0.0,
            asks_for_person=any(each.asks(text) for each in spoken),
            withdraws_consent=any(each.says("withdraws_consent", text) for each in spoken),
            distress=any(each.says("distress", text) for each in spoken),
            danger=danger,
            abusive=any(each.says("abusive", text) for each in spoken),
            wishes=wishes,
        )

    def _moods(
        self, words: Cleared[Sense], guess: _Guess
    ) -> tuple[list[_Hit], tuple[Because, ...]]:
        folded = _fold(words.text, _READ_FOR_FEELINGS)
        spoken = self._spoken(guess, with_english=False)
        hits = _outermost(hit for each in spoken for hit in each.moods(folded.text))
        places = folded.places
        because = ((places[hit.start], places[hit.end], round(hit.weight, 3)) for hit in hits)
        return hits, tuple(because)

    def _spoken(self, guess: _Guess, *, with_english: bool) -> list[_Vocabulary]:
        """The lists to read with: all where the language is unsure, the guessed one first."""
        also = {"en"} if with_english else set()
        wanted = also | {guess.language} if guess.is_sure else set(_LANGUAGES)
        chosen = [each for each in self._vocabularies if each.language in wanted]
        return sorted(chosen, key=lambda each: each.language != guess.language)

    def _guess(self, text: str) -> _Guess:
        letters, arabic = len(_LETTER.findall(text)), len(_ARABIC.findall(text))
        if 2 * arabic > letters:
            return self._guess_arabic(text)
        if 2 * len(_LATIN.findall(text)) <= letters:
            return _Guess("en", 0.0, known=False)
        counts = {each.language: each.function_words.count(text) for each in self._vocabularies}
        first, second, *_ = sorted(_LANGUAGES, key=lambda each: -counts[each])
        words = len(_WORD.findall(text))
        wanted_share = 0.35 if _NOT_OURS.search(text) else 0.15
        if words >= _ENOUGH_WORDS and counts[first] < wanted_share * words:
            return _Guess("en", 0.0, known=False)
        if counts[first] == counts[second]:
            return _Guess(self._language_of_hits(text), 0.0, known=True)
        return _Guess(first, min((counts[first] - counts[second]) / 3, 1.0), known=True)

    def _guess_arabic(self, text: str) -> _Guess:
        """Arabic by its script, unless letters of other languages say otherwise."""
        vocabulary = next(each for each in self._vocabularies if each.language == "ar")
        known = vocabulary.function_words.count(text) > 0 or not _NOT_ARABIC.search(text)
        return _Guess("ar", 1.0, known=True) if known else _Guess("en", 0.0, known=False)

    def _language_of_hits(self, text: str) -> str:
        """Short texts have no function words: the language of most hits, else English."""
        hits = {
            each.language: sum(each.says(flag, text) for flag in _FLAGS)
            + sum(1 for _ in each.moods(text))
            + each.urgent.count(text)
            + each.function_words.count(text)
            for each in self._vocabularies
        }
        return max(_LANGUAGES, key=lambda each: hits[each])


@lru_cache(maxsize=1)
def _load() -> tuple[_Vocabulary, ...]:
    folder = Path(__file__).parent / "words"
    return tuple(
        _Vocabulary(
            language, yaml.load((folder / f"{language}.yaml").read_bytes(), yaml.CSafeLoader)
        )
        for language in _LANGUAGES
    )


def _as_entry(item: str | Mapping[str, Any]) -> _Entry:
    entry = _Entry(item) if isinstance(item, str) else _Entry(**item)
    if entry.label not in EMOTIONS:
        message = f"“{entry.label}” of “{entry.phrase}” is no emotion."
        raise ValueError(message)
    return entry


def _fold(text: str, limit: int) -> _Folded:
    """The first `limit` characters in lower case, one spelling for one letter."""
    text = text[:limit]
    if not _MOVING.search(text):
        return _Folded(text.lower().translate(_SAME_LETTER), range(len(text) + 1))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if len(folded) >= limit:
            break
        if unicodedata.combining(character):
            folded[-1:] = [_join(each, character) for each in folded[-1:]]
        elif character not in _INVISIBLE and unicodedata.category(character) != "Cf":
            plain = unicodedata.normalize("NFKC", character).lower().translate(_SAME_LETTER)
            spread = [each for each in plain if not unicodedata.combining(each)]
            folded += spread
            places += [place] * len(spread)
    return _Folded("".join(folded), (*places, len(text)))


def _join(letter: str, mark: str) -> str:
    """The letter with its mark where Unicode has one character for both, else the letter."""
    joined = unicodedata.normalize("NFC", letter + mark).translate(_SAME_LETTER)
    return joined if len(joined) == 1 else letter


def _spellings(phrase: str, language: str) -> Iterator[tuple[str, str]]:
    """The expressions of a phrase, each cut after its first letter.

    `*` ends a word in any way, `...` is up to three words, `/` stands between choices.
    """
    slots = _fold(phrase, _READ_FOR_NEEDS).text.split()
    rest, gap = "", _GAP
    for slot in slots[1:]:
        if slot == "...":
            gap = _FEW_WORDS
        else:
            words = "|".join("".join(_spell(word, language)) for word in slot.split("/"))
            rest, gap = f"{rest}{gap}(?:{words})(?!\\w)", _GAP
    endings: dict[str, list[str]] = defaultdict(list)
    for word in slots[0].split("/"):
        first, *others = _spell(word, language)
        endings[first].append("".join(others))
    for first, others in endings.items():
        yield first, rf"(?:{'|'.join(others)})(?!\w){rest}"


def _spell(word: str, language: str) -> list[str]:
    """A word, letter by letter: with and without accents, a last letter drawn out, any ending."""
    stem = word.rstrip("*")
    letters = [_spell_letter(letter, language) for letter in stem]
    if stem != word:
        letters.append(r"\w*+")
    elif len(stem) >= _LONG_ENOUGH_TO_DRAW_OUT and stem.isalpha():
        letters[-1] += "+"
    return letters


def _spell_letter(letter: str, language: str) -> str:
    if language == "de" and letter in _GERMAN:
        return _GERMAN[letter]
    if letter in _SPELLED_OUT:
        return _SPELLED_OUT[letter]
    plain = unicodedata.normalize("NFD", letter)[0]
    return re.escape(letter) if plain == letter else f"[{letter}{plain}]"


def _any_of(branches: Iterable[tuple[str, object]]) -> str:
    return f"(?:{'|'.join(f'({rest})' for rest, _ in branches)})"


def _first_and_rest(lists: Mapping[str, Any], language: str) -> list[str]:
    spelled = (_spellings(phrase, language) for phrase in lists["negations"])
    return [first + rest for each in spelled for first, rest in each]


def _alone_in_sentence(branches: Iterable[tuple[str, object]]) -> re.Pattern[str]:
    """Phrases marked `=`: they count only where they are all that a sentence says."""
    between = rf"[^\w{_SENTENCE_END}{_MASK}]*+"
    return re.compile(
        rf"(?:\A|(?<=[{_SENTENCE_END}])){between}(?=\w)"
        rf"(?:{_any_of(branches)}{between})++(?=[{_SENTENCE_END}]|\Z)"
    )


def _outermost(hits: Iterable[_Hit]) -> list[_Hit]:
    """The hits that are not inside a longer one, in the order of the text."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _combine(weights: Iterable[float]) -> float:
    """The strongest, and for each further one a quarter of its share of what is left."""
    combined = 0.0
    for weight in sorted(weights, reverse=True):
        combined += (1 - combined) * weight * (0.25 if combined else 1.0)
    return round(combined, 3)


def _count_needs(needs: Needs) -> int:
    flags = sum(bool(getattr(needs, flag)) for flag in _FLAGS)
    return flags + (needs.urgency > 0) + len(needs.wishes)


def _feelings(hits: Sequence[_Hit]) -> Feelings:
    pushes: dict[str, list[float]] = defaultdict(list)
    for hit in hits:
        pushes[hit.label].append(abs(hit.weight))
    emotions = {
        emotion: round(max(0.01, 1 - prod(1 - weight for weight in pushes[emotion])), 3)
        for emotion in EMOTIONS
    }
    emotions["neutral"] = round(0.9 * (1 - max(emotions.values())), 3) if hits else 0.9
    labels = tuple(each for each in EMOTIONS if emotions[each] >= _LIKELY)
    return Feelings(tanh(sum(hit.weight for hit in hits)), emotions, labels or ("neutral",))
