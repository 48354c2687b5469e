"""Terms: words in the form in which they are compared, the same in articles and questions."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_STEMMERS = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}
_WORD = re.compile(r"[^\W_]+")
_LONGEST_TEXT = 4_000


def terms_of(text: str, language: str) -> list[str]:
    """The terms of `text` in order: lower case, without accents, stemmed where we know how."""
    words = _WORD.findall(text[:_LONGEST_TEXT].casefold())
    return [_term(word, language) for word in words if len(word) > 1]


@lru_cache(maxsize=50_000)
def _term(word: str, language: str) -> str:
    if name := _STEMMERS.get(language):
        word = snowballstemmer.stemmer(name).stemWord(word)
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
