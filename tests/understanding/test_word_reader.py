"""The word reader, on sentences written for these tests: a sieve for mistakes, not a measure."""

import asyncio
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from warmline import understanding
from warmline.timeline import CustomerWords
from warmline.trust.clear import Cleared, clear
from warmline.trust.purposes import SENSE, SERVE, Serve
from warmline.understanding.reading import EMOTIONS, Feelings, Reader, Reading, Words
from warmline.understanding.word_reader import WordReader

READER: Final[Reader] = WordReader()
LISTS: Final[dict[str, dict[str, Any]]] = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in (Path(understanding.__file__).parent / "words").glob("*.yaml")
}

ASKS: Final = {
    "en": (
        "Can I talk to a human?",
        "I want to speak to someone please",
        "AGENT!!!",
        "representative",
        "I don’t want to talk to a bot",
        "get me your supervisor",
        "Please call me back",
        "Is anyone there?",
        "put me through to a real person",
        "live chat please",
        "stop the bot",
        "can somebody help me with this",
        "hello\nhuman\n",
        "The agent yesterday was lovely, can I speak to an agent again?",
        "i need to speak with one of your advisors",
        "I'd like to talk\nto a person",
    ),
    "de": (
        "Ich möchte mit einem Menschen sprechen",
        "Mitarbeiter!",
        "Kann ich bitte mit jemandem reden?",
        "Verbinden Sie mich mit einem Berater",
        "Ich will einen echten Menschen",
        "Bitte rufen Sie mich an",
        "Ist da jemand?",
        "Ich will nicht mit einem Bot schreiben",
        "Geben Sie mir Ihren Vorgesetzten",
        "ich moechte mit jemandem sprechen",
    ),
    "es": (
        "Quiero hablar con una persona",
        "agente",
        "¿Puedo hablar con alguien?",
        "Páseme con un supervisor",
        "No quiero hablar con un robot",
        "Llámenme por favor",
        "¿Hay alguien ahí?",
        "Necesito un asesor humano",
        "paseme con el encargado",
    ),
    "fr": (
        "Je veux parler à un humain",
        "conseiller svp",
        "Puis-je parler à quelqu’un ?",
        "Passez-moi votre responsable",
        "Je ne veux pas parler à un robot",
        "Rappelez-moi",
        "Il y a quelqu'un ?",
        "Une vraie personne, s'il vous plaît",
        "mettez moi en relation avec un conseiller",
        "je voudrais être rappelée",
    ),
    "ar": (
        "أريد التحدث مع موظف",
        "موظف",
        "ممكن أكلم حد من خدمة العملاء؟",
        "حولني إلى المدير",
        "لا أريد التحدث مع روبوت",
        "اتصلوا بي من فضلكم",
        "هل يوجد أحد هنا؟",
        "أريد شخصا حقيقيا",
        "عايز اتكلم مع انسان",
        "وأريد موظفة",
    ),
}
LOOK_ALIKES: Final = (
    "how many people can use my plan",
    "does someone need to be home for the visit?",
    "who is my account manager",
    "the agent yesterday was lovely",
    "a real person told me it would be free",
    "Where is my parcel?",
    "Please don't call me, write to me",
    "my friends call me Sam",
    "What does the breakfast cost per person?",
    "Muss jemand zu Hause sein, wenn der Techniker kommt?",
    "Wie viele Personen dürfen den Tarif nutzen?",
    "Der Mitarbeiter gestern war sehr nett",
    "¿Cuántas personas pueden usar mi plan?",
    "El agente ayer fue muy amable",
    "Combien de personnes peuvent utiliser mon forfait ?",
    "Personne n'est venu hier",
    "L'agent hier était adorable",
    "كم شخصا يمكنه استخدام الباقة؟",
    "الموظف أمس كان لطيفا",
)
DANGER: Final = (
    "I smell gas in the kitchen",
    "there are sparks from the socket",
    "my father's oxygen concentrator has no power",
    "The carbon monoxide alarm goes off",
    "I want to kill myself",
    "he is threatening me with a knife",
    "I got an electric shock from your router",
    "Es riecht nach Gas",
    "Ich habe einen Stromschlag bekommen",
    "Ich will nicht mehr leben",
    "mein Beatmungsgerät hat keinen Strom",
    "Huele a gas en la casa",
    "salen chispas del enchufe",
    "quiero quitarme la vida",
    "Ça sent le gaz",
    "Il y a un incendie",
    "j'ai envie de mourir",
    "أشم رائحة غاز",
    "يوجد حريق في البيت",
    "أريد أن أموت",
)
NO_DANGER: Final = (
    "My gas bill is too high",
    "The Fire TV stick does not work",
    "Meine Gasrechnung ist zu hoch",
    "La factura del gas es incorrecta",
    "Ma facture de gaz est fausse",
    "فاتورة الغاز عالية",
)
WITHDRAWS: Final = (
    "Stop analysing how I feel",
    "don't track my mood",
    "I object to emotion recognition",
    "I withdraw my consent",
    "please turn off the mood thing",
    "Hören Sie auf, meine Gefühle zu analysieren",
    "Keine Emotionserkennung bitte",
    "Ich widerrufe meine Einwilligung",
    "Dejen de analizar mis emociones",
    "Retiro mi consentimiento",
    "Arrêtez d'analyser mes sentiments",
    "Je retire mon consentement",
    "توقفوا عن تحليل مشاعري",
    "أسحب موافقتي",
)
STAYS: Final = (
    "Stop the delivery of my order",
    "I want to cancel my contract",
    "Please analyse the fault on my line",
    "Bitte kündigen Sie meinen Vertrag",
    "Arrêtez le prélèvement",
)
ABUSE: Final = (
    "you are such an idiot",
    "You stupid moron",
    "go to hell",
    "Sie sind ein Vollidiot",
    "Halt die Fresse",
    "eres un imbécil",
    "espèce d'abruti",
    "أنت غبي",
)
ANGER_WITHOUT_ABUSE: Final = (
    "I am furious, this is a disgrace",
    "this fucking router is broken again",
    "Ich bin wütend, der Scheiß geht schon wieder nicht",
    "Estoy furioso, esto es una vergüenza",
    "Je suis furieuse, c'est une honte",
    "أنا غاضب جدا من الخدمة",
)
DISTRESS: Final = (
    "I can't cope any more",
    "my husband died and I cannot pay this",
    "Ich bin völlig verzweifelt",
    "Ich kann nicht mehr",
    "estoy desesperada, no sé qué hacer",
    "je n'en peux plus",
    "لا أعرف ماذا أفعل",
)
BAD_NEWS: Final = (
    "I was charged twice.",
    "I am still waiting for my refund",
    "No one came.",
    "It shows the wrong amount",
    "Es wurde doppelt abgebucht",
    "Niemand ist gekommen",
    "Me cobraron dos veces",
    "Nadie vino",
    "J'ai été débité deux fois",
    "Personne n'est venu",
    "لم يصل طلبي",
    "خصمتم المبلغ مرتين",
)
GOOD_NEWS: Final = (
    "Thank you so much, great service",
    "Vielen Dank, das war super",
    "Muchas gracias, excelente",
    "Merci beaucoup, parfait",
    "شكرا جزيلا، خدمة ممتازة",
)
LANGUAGES: Final = (
    ("en", "Hello, I have a question about the bill that you sent to my house"),
    ("de", "Hallo, ich habe eine Frage zu der Rechnung, die Sie mir geschickt haben"),
    ("es", "Hola, tengo una pregunta sobre la factura que me han enviado"),
    ("fr", "Bonjour, j'ai une question sur la facture que vous avez envoyée"),
    ("ar", "مرحبا، عندي سؤال عن الفاتورة"),
    ("de", "Mitarbeiter!"),
    ("fr", "conseiller"),
)


def words_of(text: str) -> Cleared[Serve]:
    return clear(CustomerWords(text), SERVE, ())


def read(text: str, *, sensing: bool = True) -> Reading:
    sense = clear(CustomerWords(text), SENSE, ()) if sensing else None
    return asyncio.run(READER.read(Words(words_of(text), sense)))


def feel(text: str) -> Feelings:
    feelings = read(text).feelings
    assert feelings is not None
    return feelings


@pytest.mark.parametrize("text", [text for texts in ASKS.values() for text in texts])
def test_a_request_for_a_person_is_heard_in_five_languages(text: str) -> None:
    assert read(text).needs.asks_for_person
    assert READER.is_pressing(words_of(text))


def test_each_language_has_at_least_eight_requests() -> None:
    assert set(ASKS) == set(LISTS)
    assert min(len(texts) for texts in ASKS.values()) >= 8


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_request_is_none(text: str) -> None:
    assert not read(text).needs.asks_for_person
    assert not READER.is_pressing(words_of(text))


@pytest.mark.parametrize("text", DANGER)
def test_danger_is_heard_and_as_urgent_as_can_be(text: str) -> None:
    needs = read(text).needs
    assert needs.danger
    assert needs.urgency >= 0.95
    assert READER.is_pressing(words_of(text))


@pytest.mark.parametrize("text", NO_DANGER)
def test_a_gas_bill_is_no_gas_leak(text: str) -> None:
    assert not read(text).needs.danger


@pytest.mark.parametrize("text", WITHDRAWS)
def test_who_does_not_want_to_be_analysed_is_heard(text: str) -> None:
    assert read(text).needs.withdraws_consent


@pytest.mark.parametrize("text", STAYS)
def test_stopping_something_else_withdraws_nothing(text: str) -> None:
    assert not read(text).needs.withdraws_consent


@pytest.mark.parametrize("text", ABUSE)
def test_an_insult_to_a_person_is_abuse(text: str) -> None:
    assert read(text).needs.abusive


@pytest.mark.parametrize("text", ANGER_WITHOUT_ABUSE)
def test_anger_about_a_thing_is_no_abuse_but_is_felt(text: str) -> None:
    assert not read(text).needs.abusive
    assert feel(text).valence < -0.3
    assert "anger" in feel(text).labels


@pytest.mark.parametrize("text", DISTRESS)
def test_distress_is_heard(text: str) -> None:
    assert read(text).needs.distress
    assert not read("Where is my parcel?").needs.distress


@pytest.mark.parametrize("text", BAD_NEWS)
def test_a_bad_fact_said_flatly_counts_as_bad(text: str) -> None:
    assert feel(text).valence < -0.2


@pytest.mark.parametrize("text", GOOD_NEWS)
def test_praise_and_thanks_count_as_good(text: str) -> None:
    assert feel(text).valence > 0.3
    assert {"gratitude", "admiration"} & set(feel(text).labels)


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_the_language_is_told_from_small_words_script_and_hits(language: str, text: str) -> None:
    assert read(text).needs.language == language


@pytest.mark.parametrize(
    "text",
    [
        "Gdzie jest moja paczka, czekam już od tygodnia na odpowiedź",
        "Где моя посылка, я жду уже неделю",
        "私の荷物はどこですか",
        "Siparişim nerede, bir haftadır bekliyorum, lütfen yardım edin",
    ],
)
def test_other_languages_are_answered_in_english_and_not_relied_on(text: str) -> None:
    reading = read(text)
    assert reading.abstained
    assert reading.needs.language == "en"
    assert reading.confidence < 0.4


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        ("The room is good", "The room is not good"),
        ("Ich bin glücklich", "Ich bin nicht glücklich"),
        ("Estoy feliz con el servicio", "No estoy feliz con el servicio"),
        ("Je suis satisfaite", "Je ne suis pas très satisfaite"),
        ("هذا جيد", "هذا ليس جيد"),
    ],
)
def test_a_negation_turns_the_next_words(plain: str, negated: str) -> None:
    assert feel(plain).valence > 0 > feel(negated).valence


def test_a_negation_does_not_reach_into_the_next_sentence() -> None:
    assert feel("No. Great service!").valence > 0
    assert feel("It is not the one I had in mind at all but great service").valence > 0


def test_a_denied_feeling_is_not_ascribed() -> None:
    assert "anger" in feel("I am angry").labels
    assert feel("I am not angry").emotions["anger"] < 0.05


@pytest.mark.parametrize("text", ["terrible", "Terrible error!", "I am not happy"])
def test_words_that_several_lists_know_count_once(text: str) -> None:
    spans = [(start, end) for start, end, _ in read(text).because]
    assert spans
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_a_word_of_ours_in_another_language_is_not_relied_on() -> None:
    reading = read("Где моя посылка, я жду уже неделю, terrible")
    assert reading.because
    assert reading.abstained


def test_a_request_is_heard_in_a_language_it_does_not_know() -> None:
    assert read("Где моя посылка, я жду уже неделю! human please").needs.asks_for_person


def test_urgency_rises_with_stakes_and_time_and_not_with_anger() -> None:
    calm = read("I would like to know my tariff").needs.urgency
    today = read("I need it today").needs.urgency
    stakes = read("We have no heating and a newborn, they cut us off tomorrow").needs.urgency
    assert calm == 0.0
    assert calm < today < stakes < 0.95
    assert read("I am furious").needs.urgency == 0.0


def test_sensing_off_gives_no_feelings_and_the_same_needs() -> None:
    text = "I am furious, no one came, I want to talk to a human"
    on, off = read(text), read(text, sensing=False)
    assert on.feelings is not None
    assert on.because
    assert off.feelings is None
    assert off.because == ()
    assert off.needs == on.needs


def test_sensing_off_does_not_let_feelings_show_in_the_confidence() -> None:
    happy, neutral = "It is a wonderful thing", "It is a wooden thing"
    assert read(happy) != read(neutral)
    assert read(happy, sensing=False) == read(neutral, sensing=False)


def test_the_reasons_point_at_the_words_and_carry_their_sign() -> None:
    text = "Thank you, but I was charged twice"
    spans = [(text[start:end], weight > 0) for start, end, weight in read(text).because]
    assert spans == [("Thank you", True), ("charged twice", False)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("\u200fهذا سَيِّئ جداً", "سَيِّئ"),
        ("c'est de\u0301cevant", "de\u0301cevant"),
        (
            "this is \U0001d41a\U0001d430\U0001d41f\U0001d42e\U0001d425 really",
            "\U0001d41a\U0001d430\U0001d41f\U0001d42e\U0001d425",
        ),
        ("İİ 😡 terrible", "terrible"),
        ("İ was not there, terrible", "terrible"),
    ],
)
def test_the_reasons_point_right_where_characters_move(text: str, word: str) -> None:
    assert [text[start:end] for start, end, _ in read(text).because] == [word]


def test_accents_may_be_left_out_but_not_put_in() -> None:
    assert feel("je suis decue").valence < -0.3
    assert feel("ich bin enttaeuscht").valence < -0.3
    assert feel("we will send it agáin").valence == 0.0


def test_nothing_hit_is_neutral_and_an_abstention() -> None:
    reading = read("The parcel has the number 1234")
    assert reading.abstained
    assert reading.feelings is not None
    assert reading.feelings.valence == 0.0
    assert reading.feelings.labels == ("neutral",)
    assert reading.feelings.emotions["neutral"] > 0.5
    assert not read("I was charged twice").abstained


def test_more_words_and_a_sure_language_make_it_surer() -> None:
    little = read("terrible")
    much = read("I am very angry, this is a terrible service and I was charged twice again today")
    assert 0.2 <= little.confidence < much.confidence <= 0.6


@pytest.mark.parametrize("text", ["", " ", "\0", "😡😡", "\u200f\u202b", "1234", "...", "\ud83d"])
def test_a_text_without_letters_is_an_abstention(text: str) -> None:
    reading = read(text)
    assert reading.abstained
    assert reading.needs.language == "en"
    assert not reading.needs.asks_for_person


@given(st.text(max_size=300))
def test_any_text_gives_a_reading_within_bounds(text: str) -> None:
    reading = read(text)
    feelings, needs = reading.feelings, reading.needs
    assert feelings is not None
    assert tuple(feelings.emotions) == EMOTIONS
    assert all(0 <= probability <= 1 for probability in feelings.emotions.values())
    assert set(feelings.labels) <= set(EMOTIONS)
    assert feelings.labels
    assert -1 <= feelings.valence <= 1
    assert 0 <= needs.urgency <= 1
    assert 0.2 <= reading.confidence <= 0.6
    assert needs.language in LISTS
    assert all(0 <= start < end <= len(text) for start, end, _ in reading.because)
    assert READER.is_pressing(words_of(text)) == (needs.asks_for_person or needs.danger)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_request_is_heard_between_lines_of_anything(before: str, after: str) -> None:
    text = f"{before}\n\nI want to talk to a human\n\n{after}"
    assert READER.is_pressing(words_of(text))


def test_a_very_long_text_is_read_to_its_limits() -> None:
    filler = "the number of the parcel is in the mail. "
    text = (filler * 3_000)[:100_000]
    late = f"{text[:15_000]} I want to talk to a human. {text[:85_000]}"
    unread = f"{text[:50_000]} I want to talk to a human."
    assert not read(text).needs.asks_for_person
    assert read(late).needs.asks_for_person
    assert not read(unread).needs.asks_for_person


@pytest.mark.parametrize("piece", ["a", "talk to ", "\n", "e\u0301", "\u0301\u0316", "ﷺ", "not "])
def test_a_hundred_thousand_characters_of_anything_are_read(piece: str) -> None:
    reading = read((piece * 100_000)[:100_000])
    assert reading.model == "words-1"
    assert not reading.needs.asks_for_person


def test_it_claims_no_intent_before_it_is_taught_any() -> None:
    needs = read("I want to cancel my contract").needs
    assert needs.intent is None
    assert needs.intent_confidence == 0.0


def test_all_lists_have_the_same_keys_and_known_labels() -> None:
    keys = {frozenset(lists) for lists in LISTS.values()}
    assert len(LISTS) == 5
    assert len(keys) == 1
    for lists in LISTS.values():
        assert 40 <= len(lists["function_words"]) <= 60
        for name in ("urgent", "good", "bad"):
            assert all(0 <= entry["weight"] <= 1 for entry in lists[name])
        assert {entry["label"] for name in ("good", "bad") for entry in lists[name]} <= {*EMOTIONS}


def test_every_phrase_is_plain_lower_case_text() -> None:
    for lists in LISTS.values():
        for items in lists.values():
            phrases = [item if isinstance(item, str) else item["phrase"] for item in items]
            assert phrases
            assert all(phrase == phrase.lower().strip() for phrase in phrases)
            assert not any(phrase.startswith("...") or phrase.endswith("...") for phrase in phrases)
