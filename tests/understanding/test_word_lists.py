"""The lists: what is heard in so many words, in five languages. A sieve, no measure."""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from warmline import understanding
from warmline.understanding.vocabulary import LANGUAGES, REASONS, is_listed, listed_in

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

HEARD: Final = [
    *(("asks_for_person", text) for texts in ASKS.values() for text in texts),
    *(("danger", text) for text in DANGER),
    *(("withdraws_consent", text) for text in WITHDRAWS),
    *(("abusive", text) for text in ABUSE),
    *(("distress", text) for text in DISTRESS),
]
NOT_HEARD: Final = [
    *(("asks_for_person", text) for text in LOOK_ALIKES),
    *(("danger", text) for text in NO_DANGER),
    *(("withdraws_consent", text) for text in STAYS),
    *(("abusive", text) for text in ANGER_WITHOUT_ABUSE),
    ("distress", "Where is my parcel?"),
]


@pytest.mark.parametrize(("flag", "text"), HEARD)
def test_what_is_said_in_so_many_words_is_heard(flag: str, text: str) -> None:
    assert flag in listed_in(text, LANGUAGES).flags
    assert is_listed(text, [flag])


@pytest.mark.parametrize(("flag", "text"), NOT_HEARD)
def test_what_only_looks_like_it_is_not(flag: str, text: str) -> None:
    assert flag not in listed_in(text, LANGUAGES).flags
    assert not is_listed(text, [flag])


def test_each_language_has_at_least_eight_requests_here() -> None:
    assert set(ASKS) == set(LISTS) == set(LANGUAGES)
    assert min(len(texts) for texts in ASKS.values()) >= 8


def urgency(text: str) -> float:
    return listed_in(text, ["en"]).urgency


def test_urgency_rises_with_stakes_and_time_and_not_with_anger() -> None:
    assert urgency("I would like to know my tariff") == 0.0
    assert urgency("I need it today") > 0
    assert (
        urgency("I need it today")
        < urgency("We have no heating and a newborn, cut off tomorrow")
        < 1
    )
    assert urgency("I am furious") == 0.0


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("We have no heating", "no heating", "no_service"),
        ("wir sitzen fest in Bregenz", "sitzen fest", "stranded"),
        ("me han robado la tarjeta", "robado", "money"),
        ("il y a un nourrisson ici", "nourrisson", "vulnerable"),
        ("محتاج الدواء", "الدواء", "health"),
        ("İ need my \U0001d422nsulin", "\U0001d422nsulin", "health"),
    ],
)
def test_each_hit_names_its_reason_and_its_place(text: str, words: str, reason: str) -> None:
    hits = listed_in(text, LANGUAGES).urgent
    assert [(text[hit.start : hit.end], hit.label) for hit in hits] == [(words, reason)]


def test_words_that_several_lists_know_count_once() -> None:
    hits = listed_in("cut off tomorrow", LANGUAGES).urgent
    assert [(hit.start, hit.end) for hit in hits] == [(0, 16)]


def test_all_lists_have_the_same_keys_and_known_reasons() -> None:
    assert len({frozenset(lists) for lists in LISTS.values()}) == 1
    for lists in LISTS.values():
        assert all(0 <= entry["weight"] <= 1 for entry in lists["urgent"])
        assert {entry["label"] for entry in lists["urgent"]} <= set(REASONS)


def test_every_phrase_is_plain_lower_case_text() -> None:
    for lists in LISTS.values():
        for items in lists.values():
            phrases = [item if isinstance(item, str) else item["phrase"] for item in items]
            assert phrases
            assert all(phrase == phrase.lower().strip() for phrase in phrases)
            assert not any(phrase.startswith("...") or phrase.endswith("...") for phrase in phrases)


@pytest.mark.parametrize("piece", ["a", "talk to ", "\n", "e\u0301", "\u0301\u0316", "ﷺ", "not "])
def test_a_hundred_thousand_characters_of_anything_are_read(piece: str) -> None:
    assert not listed_in((piece * 100_000)[:100_000], LANGUAGES).flags


def test_a_very_long_text_is_read_to_its_limit() -> None:
    filler = ("the number of the parcel is in the mail. " * 3_000)[:100_000]
    asks = "I want to talk to a human."
    assert not is_listed(filler, ["asks_for_person"])
    assert is_listed(f"{filler[:15_000]} {asks} {filler[:85_000]}", ["asks_for_person"])
    assert not is_listed(f"{filler[:50_000]} {asks}", ["asks_for_person"])


def test_a_phrase_that_stands_alone_twice_over_does_not_upset_the_search() -> None:
    """Python 3.11 raises `SystemError` here where a possessive repeat holds a group."""
    assert "asks_for_person" in listed_in("service client humain", LANGUAGES).flags
