"""Wordings: what a customer is told of a purpose, in the version they were shown.

A wording that was shown is never changed: a new one gets a new version (a test holds the old
ones fast), so the ledger's version says what words were answered.
"""

from dataclasses import dataclass

from warmline.foundation.catalogue import Catalogue
from warmline.trust.purposes import Purpose


@dataclass(frozen=True, slots=True)
class Wording:
    """A purpose in plain words: what is done, what the customer gets for it, on which basis."""

    title: str
    what: str
    gives: str
    basis: str
    kept: str
    version: int


def keys_of(purpose: Purpose, version: int) -> tuple[str, str, str]:
    """The keys of title, words and return of one version."""
    name = f"purpose-{purpose.name}"
    return f"{name}-title-v{version}", f"{name}-what-v{version}", f"{name}-gives-v{version}"


def wording_of(
    purpose: Purpose, catalogue: Catalogue, language: str | None, *, version: int | None = None
) -> Wording:
    """The wording of a version, the newest if none is named; raises `KeyError` for none such."""
    version = version or purpose.wording_version
    title, what, gives = (catalogue.say(key, language) for key in keys_of(purpose, version))
    if purpose.keeps_for is None:
        kept = catalogue.say("kept-not", language)
    else:
        kept = catalogue.say("kept-days", language, days=purpose.keeps_for.days)
    basis = catalogue.say(f"basis-{purpose.basis}", language)
    return Wording(title, what, gives, basis, kept, version)
