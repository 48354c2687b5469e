"""Text for people, by key and language: Fluent files (`texts/<language>.ftl`) of each package.

No sentence for people is built in code. Fluent has CLDR plurals and selection
(https://projectfluent.org); a missing translation falls back to English, and a test sees to it
that none is missing in the languages we ship.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Resource

DEFAULT_LANGUAGE = "en"


class Catalogue:
    """All texts of an installation, loaded once."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._bundles: dict[str, FluentBundle] = {}
        self._keys: set[str] = set()
        for folder in folders:
            for file in sorted(folder.glob("*.ftl")):
                bundle = self._bundles.setdefault(
                    file.stem, FluentBundle([file.stem], use_isolating=False)
                )
                resource = _parsed(file.read_text(encoding="utf-8"))
                bundle.add_resource(resource)
                if file.stem == DEFAULT_LANGUAGE:
                    self._keys |= {each.id.name for each in resource.body if hasattr(each, "id")}

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self._bundles)

    def keys(self) -> list[str]:
        """The keys of all texts, as English has them."""
        return sorted(self._keys)

    def language_for(self, wanted: str | None) -> str:
        """The language we can say it in: `wanted`, its base, or English."""
        for candidate in (wanted, (wanted or "").split("-")[0]):
            if candidate in self._bundles:
                return str(candidate)
        return DEFAULT_LANGUAGE

    def say(self, key: str, language: str | None, /, **values: object) -> str:
        """The text of `key`; raises `KeyError` for a key that English does not have."""
        bundle = self._bundles[self.language_for(language)]
        if not bundle.has_message(key):
            bundle = self._bundles[DEFAULT_LANGUAGE]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        text, faults = bundle.format_pattern(pattern, values)
        if faults:
            message = f"The text “{key}” wants other values: {faults}"
            raise KeyError(message)
        return str(text)


@cache
def _parsed(text: str) -> Resource:
    """Reading a file of texts takes a while; all catalogues of a process share what was read."""
    return FluentResource(text)
