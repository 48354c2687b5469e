"""Language: which one a text is written in, and whether that can be told.

py3langid (Barbaresi; after langid.py of Lui and Baldwin, 2012) tells 30 languages apart by runs
of letters. What is too short for it is told by its script, or is left open.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from warmline.understanding.vocabulary import LANGUAGES, is_listed_in

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CANDIDATES: Final = (
    "en", "de", "es", "fr", "ar", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "sv", "da",
    "no", "fi", "el", "tr", "ru", "uk", "bg", "he", "fa", "ur", "hi", "zh", "ja", "ko", "vi",
)  # fmt: skip
_READ: Final = 1_000
_SURE: Final = 0.9
_WORDS_TO_TELL: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_ARABIC: Final = re.compile(r"[\u0620-\u064a]")
_NOT_ARABIC: Final = re.compile(r"[پچژگٹڈےںھہ]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Guess:
    """`language` is one of the five or, where it is another or cannot be told, "en"; `known`
    is whether it can be one of the five at all, `is_sure` whether it is this one.
    """

    language: str
    known: bool
    is_sure: bool


def language_of(text: str) -> Guess:
    """The language of `text`, whatever it is."""
    text = text[:_READ]
    letters = len(_LETTER.findall(text))
    if not letters:
        return Guess("en", known=False, is_sure=False)
    if 2 * len(_ARABIC.findall(text)) > letters and not _NOT_ARABIC.search(text):
        return Guess("ar", known=True, is_sure=True)
    words = _WORD.findall(text)
    if len(words) < _WORDS_TO_TELL and (listed := is_listed_in(text)):
        return Guess(listed, known=True, is_sure=False)
    found, share = _identifier().classify(" ".join(words).lower() or text)
    is_short = len(words) < _WORDS_TO_TELL
    is_latin = 2 * len(_LATIN.findall(text)) > letters
    if found not in LANGUAGES or (found == "ar" and is_latin):
        return Guess("en", known=is_short and is_latin, is_sure=False)
    return Guess(found, known=True, is_sure=share >= _SURE and not is_short)


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid import langid  # noqa: PLC0415 a server starts without it

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_CANDIDATES))
    return identifier
