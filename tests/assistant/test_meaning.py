"""Meaning: a toy model that knows synonyms shows how words and meaning are fused."""

from collections.abc import Sequence

from warmline.assistant import answers_in
from warmline.assistant.index import Index
from warmline.assistant.meaning import fuse
from warmline.assistant.shelf import Shelved
from warmline.decisions.decide import LEAST_FIT
from warmline.journeys import Article

ARTICLES = (
    Article("power", "en", 1, "Power cuts", ("Why is the power off?",), "A fuse.\n\nThe line."),
    Article("bill", "en", 1, "Your bill", ("Why is my bill high?",), "Prices.\n\nMore use."),
    Article("bill", "de", 1, "Ihre Rechnung", ("Warum ist die Rechnung hoch?",), "Preise."),
)
MEANINGS = {
    "power": ("power", "fuse", "electricity", "lights", "dark"),
    "bill": ("bill", "prices", "invoice", "rechnung", "preise", "charged"),
    "use": ("more use", "kilowatts"),
}


class Toy:
    """One direction for each meaning, and one for all that it does not know."""

    def __init__(self) -> None:
        self.name = f"toy {id(self)}"
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded += texts
        return [self._place(text.casefold()) for text in texts]

    def _place(self, text: str) -> list[float]:
        counts = [float(sum(word in text for word in words)) for words in MEANINGS.values()]
        return [*counts, 0.0 if any(counts) else 1.0]


def test_without_a_model_words_alone_find() -> None:
    index = Index(ARTICLES)
    assert answers_in(index, "it went dark, no electricity", "en") == []


def test_what_shares_no_word_is_found_by_its_meaning() -> None:
    (best, *_) = answers_in(Index(ARTICLES), "it went dark, no electricity", "en", vectors=Toy())
    assert best.passage.article == "power"
    assert best.passage.text == "A fuse."
    assert best.fit >= LEAST_FIT


def test_words_and_meaning_together_are_surer_than_either() -> None:
    index, asked = Index(ARTICLES), "why is the power off in the dark"
    (by_words, *_) = answers_in(index, asked, "en")
    (by_both, *_) = answers_in(index, asked, "en", vectors=Toy())
    assert by_both.passage.article == by_words.passage.article == "power"
    assert by_both.fit > by_words.fit
    assert fuse(0.4, 0.9) > max(fuse(0.4, 0.0), fuse(0.0, 0.9))


def test_what_means_nothing_alike_adds_nothing() -> None:
    assert fuse(0.2, 0.3) == fuse(0.2, -1.0) == 0.2
    for each in answers_in(Index(ARTICLES), "the moon is made of cheese", "en", vectors=Toy()):
        assert each.fit < LEAST_FIT


def test_a_model_of_several_languages_finds_and_the_wanted_language_is_given() -> None:
    (best, *_) = answers_in(Index(ARTICLES), "charged invoice", "de", vectors=Toy())
    assert (best.passage.article, best.passage.language) == ("bill", "de")
    (english, *_) = answers_in(Index(ARTICLES), "es ist dark", "de", vectors=Toy())
    assert (english.passage.article, english.passage.language) == ("power", "en")


def test_the_paragraph_is_the_one_that_means_it() -> None:
    (best, *_) = answers_in(Index(ARTICLES), "kilowatts on my invoice", "en", vectors=Toy())
    assert best.passage.text == "More use."


def test_a_version_is_embedded_once() -> None:
    toy = Toy()
    index = Index(ARTICLES)
    answers_in(index, "dark", "en", vectors=toy)
    first = len(toy.embedded)
    changed = Index([*ARTICLES[1:], Article("new", "en", 1, "New", (), "Text.")], index)
    answers_in(changed, "dark", "en", vectors=toy)
    again = toy.embedded[first:]
    assert set(again) == {"dark", "New\nText."}


def test_prepared_articles_are_told_apart_by_identity() -> None:
    """They are keys of what was embedded: comparing all their words would take too long."""
    assert Shelved.__eq__ is object.__eq__


def test_many_articles_are_searched_by_words_alone_until_they_are_placed() -> None:
    toy, index = Toy(), Index(ARTICLES)
    assert not index.is_prepared(toy)
    index.prepare(toy)
    assert index.is_prepared(toy)
    published = Article("new", "en", 1, "New", (), "Text.")
    assert Index([*ARTICLES, published], index).is_prepared(toy), "one is placed in no time"
