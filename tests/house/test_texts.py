"""Texts for people: every key is there in every language we ship."""

import re
from collections import defaultdict

import pytest

from warmline.app import TEXTS
from warmline.channels import Hint
from warmline.decisions import Rule
from warmline.foundation.catalogue import Catalogue
from warmline.timeline import Reason
from warmline.trust import PURPOSES


def _keys() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for folder in TEXTS:
        for file in folder.glob("*.ftl"):
            found[file.stem] |= set(re.findall(r"^([a-z0-9_-]+) =", file.read_text(), re.MULTILINE))
    return found


def test_every_text_is_there_in_every_language() -> None:
    keys = _keys()
    assert set(keys) == {"ar", "de", "en", "es", "fr"}
    assert all(keys[language] == keys["en"] for language in keys)


def test_every_reason_and_rule_has_a_sentence_for_the_customer() -> None:
    keys = _keys()["en"]
    assert {f"holder-{reason}" for reason in Reason} <= keys
    assert {f"receipt-{rule}" for rule in Rule} <= keys


def test_an_unknown_language_falls_back_to_english_and_an_unknown_key_is_an_error() -> None:
    catalogue = Catalogue(TEXTS)
    assert catalogue.say("holder-closed", "sw") == catalogue.say("holder-closed", "en")
    assert catalogue.say("holder-closed", "de-AT") == catalogue.say("holder-closed", "de")
    with pytest.raises(LookupError):
        catalogue.say("holder-nowhere", "en")
    with pytest.raises(LookupError):
        catalogue.say("reply-source", "en", title="only half of what it wants")


def test_every_purpose_and_hint_has_its_words_at_the_desk() -> None:
    catalogue = Catalogue(TEXTS)
    for name in [f"use-{each.name}" for each in PURPOSES] + [f"prefers-{each}" for each in Hint]:
        assert catalogue.say(name, "en"), name
