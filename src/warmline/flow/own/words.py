"""Words of the page itself, by short names, from the catalogues."""

from typing import Any, Final

from warmline.foundation.catalogue import Catalogue

LANGUAGES: Final = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ar": "العربية",
}
"""Each by its own name, as whoever reads it looks for it."""

_HOLES: Final = ("address", "at", "minutes", "name", "number", "position", "word", "tries")
"""What the page fills in itself, since it knows the clock and the reader's ways to write it."""


def words_of(catalogue: Catalogue, language: str | None) -> dict[str, Any]:
    """All words of the page in a language, with holes as `{name}`."""
    known = catalogue.language_for(language)
    holes = {name: "{" + name + "}" for name in _HOLES}
    keys = [each for each in catalogue.keys() if each.startswith("page-")]  # noqa: SIM118 - no mapping
    words = {key.removeprefix("page-"): catalogue.say(key, known, **holes) for key in keys}
    return {"language": known, "languages": LANGUAGES, "words": words}
