"""The index: languages, what an intent names, and that old state and changes make fresh state."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.assistant.index import Index, Ranked
from warmline.decisions.decide import LEAST_FIT
from warmline.journeys import Article, load_pack

ASKED = (
    "my wifi is slow upstairs",
    "why is the bill so high",
    "wie kündige ich meinen Vertrag",
    "panne de courant",
    "hub blinks orange",
    "smrat meter",
)


@cache
def _articles() -> tuple[Article, ...]:
    return load_pack("telecom").articles


@cache
def _index() -> Index:
    return Index(_articles())


def _best(asked: str, language: str = "en", about: tuple[str, ...] = ()) -> Ranked:
    return _index().search(asked, language, about=about)[0]


@pytest.mark.parametrize(
    ("asked", "article"),
    [
        ("my wify is slwo", "slow-wifi"),
        ("suspicous mesage on my phone", "suspicious-message-or-call"),
        ("how to port my nummber from another provider", "keep-your-number"),
        ("wi-fi is weak in one room", "slow-wifi"),
    ],
)
def test_misspelt_words_are_understood(asked: str, article: str) -> None:
    best = _best(asked)
    assert best.article.id == article
    assert best.fit >= LEAST_FIT


def test_compounds_are_understood_by_their_parts() -> None:
    best = _best("Internetausfall", "de")
    assert best.article.id == "power-or-internet-outage"
    assert best.article.language == "de"


@pytest.mark.parametrize(
    ("asked", "language", "article"),
    [
        ("Was kostet Roaming in der Türkei?", "de", "roaming"),
        ("¿Cómo activo la eSIM?", "es", "new-phone-and-esim"),
        ("le wifi est lent", "fr", "slow-wifi"),
    ],
)
def test_an_article_of_another_language_is_found_by_words_that_both_have(
    asked: str, language: str, article: str
) -> None:
    best = _best(asked, language)
    assert (best.article.id, best.article.language) == (article, "en")
    assert best.fit >= LEAST_FIT


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("die Katze will nicht mehr also war das not", "de"),
        ("Wie backe ich einen Kuchen?", "de"),
        ("la calle es larga", "es"),
        ("il faut refuser la copie", "fr"),
    ],
)
def test_false_friends_find_nothing(asked: str, language: str) -> None:
    found = _index().search(asked, language)
    assert all(each.fit < LEAST_FIT for each in found), found


def test_an_article_is_given_in_the_wanted_language_whichever_version_was_found() -> None:
    english = _best("nobody came for the visit, what do I get?")
    best = _best("nobody came for the visit, what do I get?", "de")
    assert (best.article.id, best.article.language) == (english.article.id, "de")
    paragraphs = [each.strip() for each in english.article.body.split("\n\n")]
    place = paragraphs.index(english.paragraph)
    assert best.paragraph == best.article.body.split("\n\n")[place].strip()


def test_a_dialect_is_served_in_its_base_language() -> None:
    assert _best("Wie kündige ich den Vertrag?", "de-AT").article.language == "de"


def test_what_the_intent_names_comes_first_and_answers_sooner() -> None:
    asked = "the hub and my payment"
    first, second = (each.article.id for each in _index().search(asked, "en", most=2))
    alone = {each.article.id: each.fit for each in _index().search(asked, "en")}
    named = _best(asked, about=(second,))
    assert named.article.id == second
    assert named.fit > alone[second]
    among = {
        each.article.id: each.fit for each in _index().search(asked, "en", about=(first, second))
    }
    assert among[second] - alone[second] < named.fit - alone[second]


def test_a_named_article_that_holds_no_word_is_not_answered_in_its_own_language() -> None:
    best = _best("hmm", about=("direct-debit",))
    assert best.article.id == "direct-debit"
    assert best.fit < LEAST_FIT


def test_a_named_article_of_another_language_answers_though_words_cannot_speak_for_it() -> None:
    best = _best("Was kostet mein Handy im Urlaub?", "de", about=("roaming",))
    assert (best.article.id, best.article.language) == ("roaming", "en")
    assert best.fit >= LEAST_FIT


def test_names_of_articles_that_are_not_there_do_no_harm() -> None:
    assert _index().search("hub", "en", about=("none",)) == _index().search("hub", "en")


def test_changes_to_an_index_make_what_a_fresh_one_would_be() -> None:
    first, *others = _articles()
    newer = replace(first, version=first.version + 1, body="A hub may blink orange.")
    changed = Index([*others, newer], _index())
    changed = Index([newer, *others[:-1]], changed)
    fresh = Index([newer, *others[:-1]])
    for asked in ASKED:
        for language in ("en", "de", "xx"):
            assert changed.search(asked, language) == fresh.search(asked, language)


def test_the_order_of_the_articles_does_not_matter() -> None:
    backwards = Index(reversed(_articles()))
    for asked in ASKED:
        assert backwards.search(asked, "en") == _index().search(asked, "en")


def test_an_index_without_articles_finds_nothing() -> None:
    assert Index([]).search("anything", "en", about=("roaming",)) == []


def test_a_brand_with_one_article_answers_from_it_and_not_from_anything_else() -> None:
    index = Index([Article("z", "en", 1, "How zebras cross", (), "Zebras wait.\n\nThey cross.")])
    assert index.search("how do zebras cross", "en")[0].fit >= LEAST_FIT
    for asked in ("how do you do", "the bill is wrong", "what is this"):
        assert all(each.fit < LEAST_FIT for each in index.search(asked, "en"))


def test_a_body_of_blanks_is_no_trouble() -> None:
    index = Index([Article("z", "en", 1, "Zebras", ("What is a zebra?",), " ")])
    assert index.search("zebra", "en")[0].article.id == "z"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.sampled_from(["en", "de", "es", "fr", "ar", "xx", ""]))
def test_nothing_that_is_written_breaks_it(asked: str, language: str) -> None:
    found = _index().search(asked, language, about=("roaming", "none"))
    assert len(found) <= 3
    assert all(0 <= each.fit <= 1 for each in found)
    assert [each.fit for each in found] == sorted((each.fit for each in found), reverse=True)


def test_a_very_long_word_takes_no_longer_than_it_should() -> None:
    assert _index().search("a" * 100_000 + " roaming", "en") == []
    assert _index().search("roaming " + "ab" * 50_000, "en")[0].article.id == "roaming"
