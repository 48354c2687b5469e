"""Wordings: what was shown is never changed, and every version stays readable."""

import hashlib
from pathlib import Path

import pytest
import yaml

from warmline.app import TEXTS
from warmline.foundation.catalogue import Catalogue
from warmline.trust import PURPOSES, SENSE, wording_of
from warmline.trust.wordings import keys_of

SHOWN = Path(__file__).with_name("wordings.yaml")
LANGUAGES = ("ar", "de", "en", "es", "fr")


def _fingerprints(catalogue: Catalogue) -> dict[str, str]:
    """Of each wording of a purpose, in each language and version: sixteen hexadecimal digits."""
    return {
        f"{key} {language}": hashlib.sha256(catalogue.say(key, language).encode()).hexdigest()[:16]
        for purpose in PURPOSES
        for version in range(1, purpose.wording_version + 1)
        for key in keys_of(purpose, version)
        for language in LANGUAGES
    }


def _changed(catalogue: Catalogue, shown: dict[str, str]) -> list[str]:
    now = _fingerprints(catalogue)
    return [name for name, fingerprint in shown.items() if now.get(name) != fingerprint]


def test_a_wording_that_was_shown_is_never_changed() -> None:
    """New words get a new version; its fingerprints are added to the file."""
    catalogue = Catalogue(TEXTS)
    shown = yaml.safe_load(SHOWN.read_text(encoding="utf-8"))
    assert _changed(catalogue, shown) == []
    assert set(_fingerprints(catalogue)) == set(shown), "every version shown is held fast"


def test_the_check_names_a_changed_word(tmp_path: Path) -> None:
    for folder in TEXTS:
        for file in folder.glob("*.ftl"):
            name = f"{folder.parent.name}-{file.name}"
            (tmp_path / name).mkdir()
            text = file.read_text(encoding="utf-8")
            (tmp_path / name / file.name).write_text(text.replace("never for prices", "not always"))
    catalogue = Catalogue(sorted(tmp_path.iterdir()))
    shown = yaml.safe_load(SHOWN.read_text(encoding="utf-8"))
    assert _changed(catalogue, shown) == ["purpose-sense-what-v1 en"]


def test_a_version_that_was_never_written_is_an_error() -> None:
    catalogue = Catalogue(TEXTS)
    assert wording_of(SENSE, catalogue, "en").version == 1
    with pytest.raises(LookupError):
        wording_of(SENSE, catalogue, "en", version=99)
