"""Phrases: people say yes, no, stop and undo in many ways, and nobody says yes by accident."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from warmline.assistant import phrases
from warmline.assistant.phrases import LANGUAGES, agrees, phrases_of, plain, says

YES = {
    "en": [
        "Yes", "yes please", "Yeah, that's fine", "ok", "OK, thanks!", "Sure", "go ahead",
        "Perfect, go ahead", "Yes, I don't need it any more", "please do", "that's right",
        "No problem, go ahead", "Sounds good to me", "yes, I've changed my mind about the phone",
        "yes, but to another address", "Why not?", "Hi, yes please", "Yes, right now please",
    ],
    "de": [
        "Ja", "ja bitte", "Ja, gerne!", "Genau", "ok danke", "Machen Sie das bitte",
        "Einverstanden", "Ja, die brauche ich nicht mehr", "Von mir aus", "Das ist richtig",
        "Passt so",
        "Kein Problem, machen Sie das", "Warum nicht", "Auf jeden Fall", "Ja, wenn es geht",
    ],
    "es": [
        "Sí", "si", "sí, por favor", "si claro", "Vale", "De acuerdo", "Adelante", "Hágalo",
        "Claro que sí", "Sí, ya no lo necesito", "Perfecto, gracias", "Está bien",
        "Sin problema, adelante", "Estoy de acuerdo", "Sí, si es posible",
    ],
    "fr": [
        "Oui", "oui s'il vous plaît", "D’accord", "Ok merci", "Allez-y", "C'est bon",
        "Oui, je n'en ai plus besoin", "Je confirme", "Bien sûr", "Tout à fait", "Volontiers",
        "Pas de souci, allez-y", "Pourquoi pas", "Ça me va", "Oui, si possible",
    ],
    "ar": [
        "نعم", "نعم من فضلك", "نعـــم", "أجل", "موافق", "حسنًا", "تمام شكرًا", "بالتأكيد",
        "تفضل", "أنا موافقة على ذلك", "هذا صحيح", "طبعًا", "لا مشكلة، تفضل", "أيوه",
    ],
}  # fmt: skip

NO = {
    "en": [
        "No", "no thanks", "Nope", "no, that's wrong", "Please don't", "Not now", "Don't do it",
        "I'd rather not", "Thanks, but no", "Absolutely not", "no, no idea why I asked",
    ],
    "de": [
        "Nein", "nein danke", "Nee", "Lieber nicht", "Auf keinen Fall", "Das stimmt nicht",
        "Bitte nicht", "Ich bin nicht einverstanden", "Noch nicht", "Machen Sie das bitte nicht",
    ],
    "es": [
        "No", "no gracias", "Mejor no", "Todavía no", "Para nada", "No es correcto",
        "No estoy de acuerdo", "Claro que no", "No, no lo haga", "Ahora no",
    ],
    "fr": [
        "Non", "non merci", "Pas maintenant", "Surtout pas", "Ce n'est pas ça", "Pas du tout",
        "Je ne suis pas d'accord", "Bien sûr que non", "Non, c’est bon", "Ne le faites pas",
    ],
    "ar": [
        "لا", "لا شكرًا", "كلا", "ليس الآن", "غير صحيح", "لا أوافق", "لست موافقًا", "لا، هذا خطأ",
        "من فضلك لا", "بالطبع لا",
    ],
}  # fmt: skip

STOP = {
    "en": [
        "Never mind", "ok forget it", "just leave it", "Leave it as it is", "I've changed my mind",
        "Actually, stop", "don't bother", "It works again", "On second thoughts, leave it",
    ],
    "de": [
        "Vergessen Sie es", "ok, lassen Sie es", "Hat sich erledigt", "Lass gut sein",
        "Doch nicht", "Bitte abbrechen", "Ich habe es mir anders überlegt", "Es geht wieder",
    ],
    "es": [
        "Olvídelo", "vale, déjelo", "Ya no", "Da igual", "Lo dejo así", "No haga nada",
        "He cambiado de opinión", "Ya funciona", "No hace falta",
    ],
    "fr": [
        "Laissez tomber", "ok, laissez tomber", "Tant pis", "Oubliez ça", "Ne faites rien",
        "J'ai changé d'avis", "Ce n'est plus la peine", "Ça remarche", "Finalement non",
    ],
    "ar": [
        "انسَ الأمر", "حسنًا، انسَ الأمر", "اتركه كما هو", "لا داعي لذلك", "غيرت رأيي", "توقف",
        "لا تفعل شيئًا", "عاد يعمل من جديد", "دعك من ذلك",
    ],
}  # fmt: skip

UNDO = {
    "en": [
        "oh no, can you undo that", "Please take it back", "bring the order back? I want it back",
        "I want it after all", "Can you reverse that?", "Put it back please", "I changed my mind",
    ],
    "de": [
        "Machen Sie das bitte rückgängig", "Können Sie das rückgängig machen?",
        "Ich will sie doch behalten", "Bitte zurückholen", "Nehmen Sie es zurück",
        "Stellen Sie das wieder her", "Ich brauche sie doch",
    ],
    "es": [
        "Deshágalo", "¿Puede deshacer eso?", "Al final sí lo quiero", "Recupérelo, por favor",
        "Quiero volver atrás", "Anule el cambio", "Fue un error",
    ],
    "fr": [
        "Annulez l'annulation", "Pouvez-vous revenir en arrière ?", "Finalement je la veux",
        "Remettez-la", "Rétablissez ma commande", "C'était une erreur", "Je me suis trompé",
    ],
    "ar": [
        "تراجع عن ذلك", "هل يمكنك التراجع؟", "أعده كما كان", "ألغِ الإلغاء", "أريد استعادة الطلب",
        "لقد أخطأت", "أرجعها من فضلك",
    ],
}  # fmt: skip

NEITHER = {
    "en": [
        "ok but when?", "no idea", "please", "thanks", "Thank you so much", "not sure", "maybe",
        "yes if it's free", "Are you sure?", "what do I do now", "yes and how much is that?",
        "is that ok?", "I can't right now, wait", "that's not the right one", "how do I confirm?",
        "ok forget it", "yes, no, I don't know", "which one exactly?", "great", "hello",
    ],
    "de": [
        "ok, aber wann?", "keine Ahnung", "bitte", "danke", "weiß nicht", "vielleicht",
        "Was genau kostet das?", "Ist das sicher?", "Ich hätte gerne die andere",
        "Das ist ja unverschämt", "ja, aber was kostet das?", "nah am Bahnhof",
        "Ja, nur wenn es geht", "Sie haben es ja schon", "Guten Morgen",
    ],
    "es": [
        "vale, ¿pero cuándo?", "ni idea", "por favor", "gracias", "no sé", "quizás",
        "¿Cuánto vale?", "si llega mañana lo quiero", "Depende, si es gratis", "más adelante",
        "ya lo tengo",
        "no me queda claro", "sí, ¿pero cuánto cuesta?", "Muchas gracias", "ten cuidado",
    ],
    "fr": [
        "d'accord, mais quand ?", "aucune idée", "s'il vous plaît", "merci", "je ne sais pas",
        "peut-être", "le wi-fi ne marche pas", "j'ai entendu dire que c'est cher", "ça dépend",
        "vous faites une erreur", "oui mais combien ça coûte ?", "c'est trop grand", "bonjour",
        "vous allez y arriver", "j'ai oublié mon code",
    ],
    "ar": [
        "حسنًا لكن متى؟", "لا أعرف", "من فضلك", "شكرًا", "ربما", "لست متأكدًا", "كم يكلف ذلك؟",
        "نعم لكن كم السعر؟", "نعم إذا كان مجانيًا", "مرحبًا", "هل هذا صحيح؟", "انتظر لحظة",
    ],
}  # fmt: skip


def _rows(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), _rows(YES))
def test_a_yes_is_a_yes(language: str, text: str) -> None:
    assert agrees(plain(text), language) is True


@pytest.mark.parametrize(("language", "text"), _rows(NO))
def test_a_no_is_a_no(language: str, text: str) -> None:
    assert agrees(plain(text), language) is False


@pytest.mark.parametrize(("language", "text"), _rows(STOP))
def test_who_wants_it_left_says_stop_and_not_yes(language: str, text: str) -> None:
    assert says("stop", plain(text), language)
    assert agrees(plain(text), language) is not True


@pytest.mark.parametrize(("language", "text"), _rows(UNDO))
def test_who_wants_it_back_says_undo(language: str, text: str) -> None:
    assert says("undo", plain(text), language)


@pytest.mark.parametrize(("language", "text"), _rows(NEITHER))
def test_doubts_questions_and_kind_words_are_neither_yes_nor_no(language: str, text: str) -> None:
    assert agrees(plain(text), language) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_dozen_sentences_and_no_language_is_left_out(language: str) -> None:
    assert sum(len(table[language]) for table in (YES, NO, STOP, UNDO)) >= 12
    assert {len(table) for table in (YES, NO, STOP, UNDO, NEITHER)} == {len(LANGUAGES)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "leave it with the neighbour"),
        ("en", "my bill is too high"),
        ("de", "lassen Sie das Paket beim Nachbarn"),
        ("es", "déjelo con el vecino"),
        ("fr", "j'ai oublié mon code"),
        ("fr", "laissez-le chez le voisin"),
        ("ar", "اتركه عند الجار"),
    ],
)
def test_what_only_sounds_like_stop_stops_nothing(language: str, text: str) -> None:
    assert not says("stop", plain(text), language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no, don't bring it back"),
        ("de", "nein, nicht rückgängig machen"),
        ("es", "no, no lo recupere"),
        ("fr", "ne remettez pas l'ancienne"),
    ],
)
def test_who_does_not_want_it_undone_does_not_say_undo(language: str, text: str) -> None:
    assert not says("undo", plain(text), language)


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("en", "the other one please", "other"),
        ("en", "not the first, the second", "second"),
        ("en", "2nd", "second"),
        ("en", "the latest", "last"),
        ("de", "die andere bitte", "other"),
        ("de", "nicht die erste, die zweite", "second"),
        ("de", "die neueste", "last"),
        ("es", "la otra", "other"),
        ("es", "el tercero", "third"),
        ("es", "la más reciente", "last"),
        ("fr", "l'autre", "other"),
        ("fr", "pas la première, la deuxième", "second"),
        ("fr", "la dernière", "last"),
        ("ar", "الأخرى", "other"),
        ("ar", "الأول من فضلك", "first"),
        ("ar", "الثالث", "third"),
    ],
)
def test_the_other_one_and_places_in_a_list_are_understood(
    language: str, text: str, act: str
) -> None:
    places = {"other", "first", "second", "third", "last"}
    assert {each for each in places if says(each, plain(text), language)} == {act}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "just a second please"),
        ("en", "at first it worked, last week it stopped"),
        ("en", "that is another question"),
        ("de", "letzte Woche ging es noch"),
        ("de", "eine andere Frage"),
        ("es", "un segundo"),
        ("es", "otra vez lo mismo"),
        ("fr", "une seconde"),
        ("fr", "autre chose"),
        ("ar", "مرة أخرى"),
    ],
)
def test_what_only_sounds_like_a_place_in_a_list_chooses_nothing(language: str, text: str) -> None:
    for act in ("other", "first", "second", "third", "last"):
        assert not says(act, plain(text), language), act


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_the_lists_means_what_its_list_says(language: str) -> None:
    lists = phrases_of(language).lists
    meant: dict[str, bool | None] = {"agree": True, "refuse": False, "doubt": None, "neither": None}
    for act, answer in meant.items():
        assert lists[act]
        for entry in lists[act]:
            if act == "neither" and f"^{entry}$" in lists["agree"]:
                continue  # “why not”: a yes by itself, nothing in “why not tomorrow”
            assert agrees(plain(entry), language) is answer, (act, entry)
    for act in ("stop", "undo", "other", "first", "second", "third", "last"):
        for entry in lists[act]:
            assert says(act, plain(entry), language), (act, entry)
    assert not [each for each in lists["stop"] if agrees(plain(each), language)]


def test_every_language_has_the_same_lists_of_words_and_nothing_else() -> None:
    folder = Path(phrases.__file__).with_name("phrases")
    assert {file.stem for file in folder.glob("*.yaml")} == set(LANGUAGES)
    files = [yaml.safe_load(file.read_bytes()) for file in folder.glob("*.yaml")]
    assert all(set(file) == set(files[0]) for file in files)
    for file in files:
        numbers = file.pop("numbers")
        assert all(isinstance(word, str) for word in numbers), "a yes or no without quotes"
        assert all(isinstance(each, str) for entries in file.values() for each in entries)


def test_english_is_understood_in_every_language_and_none_is_an_error() -> None:
    assert all(agrees("yes", each) for each in (*LANGUAGES, "sw"))
    assert phrases_of("sw") is phrases_of("sw")
    assert agrees("", "en") is None


def test_plain_keeps_letters_and_drops_what_people_leave_out() -> None:
    assert plain("C’est ça !") == "c est ca"
    assert plain("Don't, don’t, don´t") == "dont dont dont"
    assert plain("Straße 5, 12,50 €") == "strasse 5 12,50 €"
    assert plain("«أهلًا، نعـــم!»") == "اهلا نعم"
    assert plain("Sí. Si") == "sii si"


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_whatever_is_written_is_read_without_a_fault(text: str, language: str) -> None:
    words = plain(text)
    assert plain(words) == words
    assert agrees(words, language) in {True, False, None}
