"""Plain BM25: textbook values, and other languages after the message's own."""

import math

import pytest

from warmline.journeys import Article
from warmline.learning.plain_bm25 import PlainBm25

ARTICLES = (
    Article("bill", "en", 1, "Bill", (), "bill invoice"),
    Article("wifi", "en", 1, "Wifi", (), "wifi router"),
    Article("wifi", "de", 1, "WLAN", (), "wlan router"),
)


def test_a_score_is_that_of_the_formula() -> None:
    ((article_id, score), *_) = PlainBm25(ARTICLES).rank("bill", "en")
    rarity = math.log(1 + (2 - 1 + 0.5) / 1.5)
    assert article_id == "bill"
    assert score == pytest.approx(rarity * 2 * 2.2 / (2 + 1.2))


def test_what_shares_no_word_is_not_ranked() -> None:
    assert PlainBm25(ARTICLES).rank("moon", "en") == []


def test_articles_of_other_languages_come_last_and_none_comes_twice() -> None:
    ranked = [each for each, _ in PlainBm25(ARTICLES).rank("router bill", "de")]
    assert ranked == ["wifi", "bill"]
