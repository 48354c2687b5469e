"""Terms: words in the form in which they are compared, the same in articles and questions."""

import re
import unicodedata

import snowballstemmer

_STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
_WORD = re.compile(r"[^\W_]+")
_LONGEST_TEXT = 4_000


def terms_of(text: str, language: str) -> list[str]:
    """The terms of `text` in order: lower case, without accents, stemmed where we know how."""
    words = [word for word in _WORD.findall(text[:_LONGEST_TEXT].casefold()) if len(word) > 1]
    if name := _STEMMERS.get(language):
        words = snowballstemmer.stemmer(name).stemWords(words)
    return [_without_accents(word) for word in words]


def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
