"""Unknown words: what they may stand for, and that most stand for nothing."""

import pytest

from warmline.assistant.vocabulary import Vocabulary

WORDS = ("address", "receive", "internet", "ausfall", "rechnung", "month", "installation", "the")


def _vocabulary() -> Vocabulary:
    return Vocabulary(
        in_articles=dict.fromkeys(WORDS, 1) | {"month": 30},
        in_heads={"month": 2, "address": 1},
        articles=40,
        common=frozenset({"the"}),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("adress", {"address"}),
        ("addresss", {"address"}),
        ("recieve", {"receive"}),
        ("instalation", {"installation"}),
        ("instllaton", {"installation"}),
        ("internetausfall", {"internet", "ausfall"}),
        ("handyrechnung", {"rechnung"}),
        ("cheese", set()),
        ("moon", set()),
        ("mouth", {"month"}),
        ("moth", set()),
        ("x" * 500, set()),
    ],
)
def test_an_unknown_word_stands_for_the_nearest_known_ones(written: str, meant: set[str]) -> None:
    asked = _vocabulary().read([written])
    assert set(asked.telling) == meant
    assert (asked.unknown > 0) == (not meant)


def test_a_guess_weighs_less_than_the_word_itself() -> None:
    vocabulary = _vocabulary()
    sure, guessed = vocabulary.read(["receive"]), vocabulary.read(["recieve"])
    assert 0 < guessed.telling["receive"] < sure.telling["receive"]


def test_a_word_of_few_heads_tells_much_though_many_bodies_have_it() -> None:
    asked = _vocabulary().read(["month"])
    assert asked.telling["month"] > 0.7
    assert asked.rarities["month"] < 0.3


def test_common_words_and_numbers_are_neither_telling_nor_unknown() -> None:
    asked = _vocabulary().read(["the", "214"])
    assert (dict(asked.telling), asked.unknown) == ({}, 0.0)
    assert set(asked.rarities) == {"the"}


def test_two_strange_words_in_a_row_may_be_one() -> None:
    assert set(_vocabulary().read(["inter", "net"]).telling) == {"internet"}


def test_words_of_another_language_are_not_guessed() -> None:
    asked = _vocabulary().read_foreign(["adress", "internet", None])
    assert set(asked.telling) == {"internet"}
    assert asked.unknown > 0
