"""The reader whole, with the model that is shipped; what a model decides is tested as a rate."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.foundation.brands import BrandId
from warmline.foundation.ids import new_id
from warmline.timeline import CustomerWords
from warmline.trust.clear import Cleared, clear
from warmline.trust.purposes import SENSE, SERVE, Serve
from warmline.understanding import EMOTIONS, ModelReader, Needs, Reader, Reading, Words
from warmline.understanding.vocabulary import LANGUAGES

READER: Final[Reader] = ModelReader()
INSULTS: Final = (
    "you are such an idiot",
    "what kind of brainless clown are you",
    "Sie sind doch komplett verblödet",
    "eres un inútil, imbécil",
    "espèce d'abruti, tu sers à rien",
    "أنت غبي",
)
ANGRY_AT_THINGS: Final = (
    "I am furious, this is a disgrace",
    "this fucking router is broken again",
    "der Scheiß geht schon wieder nicht",
    "Estoy furioso, esto es una vergüenza",
    "Je suis furieuse, c'est une honte",
    "أنا غاضب جدا من الخدمة",
)
BAD_NEWS: Final = (
    "I was charged twice.",
    "I am still waiting for my refund",
    "No one came.",
    "third week without a line now",
    "Es wurde doppelt abgebucht",
    "Niemand ist gekommen",
    "Me cobraron dos veces",
    "Nadie vino",
    "J'ai été débité deux fois",
    "Personne n'est venu",
    "خصمتم المبلغ مرتين",
)
GOOD_NEWS: Final = (
    "Thank you so much, great service",
    "it works again, cheers",
    "Vielen Dank, das war super",
    "Muchas gracias, excelente",
    "Merci beaucoup, parfait",
    "شكرا جزيلا، خدمة ممتازة",
)


def words_of(text: str) -> Cleared[Serve]:
    return clear(CustomerWords(text), SERVE, ())


def read(text: str, *, sensing: bool = True, brand_id: BrandId | None = None) -> Reading:
    sense = clear(CustomerWords(text), SENSE, ()) if sensing else None
    return asyncio.run(READER.read(Words(words_of(text), sense, brand_id=brand_id)))


def valence(text: str) -> float:
    feelings = read(text).feelings
    assert feelings is not None
    return feelings.valence


def share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts)


def needs(text: str) -> Needs:
    return read(text).needs


def test_most_insults_are_abuse_and_little_anger_at_things_is() -> None:
    assert share(INSULTS, lambda text: needs(text).abusive) >= 0.8
    assert share(ANGRY_AT_THINGS, lambda text: needs(text).abusive) <= 0.2


def test_bad_facts_said_flatly_are_mostly_bad_and_good_news_good() -> None:
    assert share(BAD_NEWS, lambda text: valence(text) < 0) >= 0.8
    assert share(GOOD_NEWS, lambda text: valence(text) > 0) >= 0.8


def test_what_is_said_in_so_many_words_is_heard_whatever_the_model_makes_of_it() -> None:
    assert needs("human please").asks_for_person
    assert needs("Где моя посылка, я жду уже неделю! human please").asks_for_person
    assert needs("I smell gas in the kitchen").danger
    assert needs("stop analysing how I feel").withdraws_consent


def test_danger_is_as_urgent_as_can_be_and_says_so_first() -> None:
    found = needs("I smell gas in the kitchen")
    assert found.urgency >= 0.95
    assert found.urgent_by[0] == "danger"
    assert READER.is_pressing(words_of("I smell gas in the kitchen"))


def test_stakes_are_urgent_and_name_their_reason() -> None:
    found = needs("We have no heating and a newborn, they cut us off tomorrow")
    assert found.urgency > 0.5
    assert {"no_service", "vulnerable"} <= set(found.urgent_by)
    assert needs("what are your opening hours").urgency < 0.2
    assert needs("what are your opening hours").urgent_by == ()


def test_a_quoted_mail_below_is_not_said_now() -> None:
    below = "On Monday, Fernlow wrote:\n> I want to talk to a human, you idiot"
    found = needs(f"Thanks, that solved it.\n\n{below}")
    assert not found.asks_for_person
    assert not found.abusive
    assert not READER.is_pressing(words_of(f"Thanks, that solved it.\n\n{below}"))


def test_sensing_off_gives_no_feelings_and_the_same_needs() -> None:
    text = "I am furious, no one came, I want to talk to a human"
    on, off = read(text), read(text, sensing=False)
    assert on.feelings is not None
    assert on.because
    assert off.feelings is None
    assert off.because == ()
    assert off.needs == on.needs


def test_sensing_off_does_not_let_feelings_show_in_the_confidence() -> None:
    off = read("I am so happy with you", sensing=False)
    on = read("I am so happy with you")
    assert off.confidence != on.confidence
    assert off.confidence == round(steps_of("I am so happy with you"), 3)


def steps_of(text: str) -> float:
    reader = ModelReader()
    return float(asyncio.run(reader.judge(words_of(text))).steps.max())


def test_the_reasons_point_at_words_in_order_and_carry_their_sign() -> None:
    text = "Thank you, you were lovely, but I was charged twice again"
    because = read(text).because
    assert because == tuple(sorted(because))
    assert all(0 <= start < end <= len(text) for start, end, _ in because)
    assert {text[start:end] for start, end, weight in because if weight > 0} & {"Thank", "lovely"}


def test_a_language_it_does_not_know_is_not_relied_on() -> None:
    reading = read("Siparişim nerede, bir haftadır bekliyorum, lütfen yardım edin")
    assert reading.abstained
    assert reading.needs.language == "en"
    assert reading.feelings is not None
    assert reading.feelings.labels == ()


def test_emotions_are_named_in_english_only() -> None:
    english, german = read("I am so angry with this").feelings, read("Ich bin so wütend").feelings
    assert english is not None
    assert german is not None
    assert {"anger", "annoyance"} & set(english.labels)
    assert (german.labels, german.politeness) == ((), None)
    assert set(german.emotions) == set(EMOTIONS), "the numbers are there"


@pytest.mark.parametrize("text", ["", " ", "\0", "😡😡", "1234", "...", "\ud83d"])
def test_a_text_without_letters_is_an_abstention(text: str) -> None:
    reading = read(text)
    assert reading.abstained
    assert not reading.needs.asks_for_person


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_reading_within_bounds(text: str) -> None:
    reading = read(text)
    feelings, found = reading.feelings, reading.needs
    assert feelings is not None
    assert set(feelings.emotions) in (set(), set(EMOTIONS))
    assert all(0 <= probability <= 1 for probability in feelings.emotions.values())
    assert -1 <= feelings.valence <= 1
    assert 0 <= feelings.doubt <= 1
    assert 0 <= found.urgency <= 1
    assert 0 <= reading.confidence <= 1
    assert found.language in LANGUAGES
    assert all(0 <= start < end <= len(text) for start, end, _ in reading.because)
    if READER.is_pressing(words_of(text)):
        assert found.asks_for_person or found.danger


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_a_request_is_heard_between_lines_of_anything(before: str, after: str) -> None:
    text = f"{before}\n\nI want to talk to a human\n\n{after}"
    assert READER.is_pressing(words_of(text)) or ">" in after or "wrote" in text


@pytest.mark.parametrize(
    "piece", ["a", "talk to ", "\n", "e\u0301", "\u0301\u0316", "ﷺ", "not ", "{}"]
)
def test_a_hundred_thousand_characters_of_anything_are_read(piece: str) -> None:
    reading = read((piece * 100_000)[:100_000])
    assert 0 <= reading.needs.urgency <= 1
    assert not reading.needs.danger


def test_intents_are_of_a_brand_and_none_are_known_before_they_are_taught() -> None:
    reader = ModelReader()
    brand, other = BrandId(new_id()), BrandId(new_id())
    soup = {"soup": {"en": ["a bowl of soup please", "hot soup", "tomato soup to go"]}}
    reader.teach(soup, brand_id=brand)

    def intent(brand_id: BrandId | None) -> str | None:
        words = Words(words_of("a bowl of hot soup"), None, brand_id=brand_id)
        return asyncio.run(reader.read(words)).needs.intent

    assert intent(brand) == "soup"
    reader.settle()
    assert intent(brand) == "soup"
    assert intent(other) is None
    assert intent(None) is None
