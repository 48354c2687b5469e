import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.understanding.language import language_of
from warmline.understanding.vocabulary import LANGUAGES


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hello, I have a question about the bill that you sent to my house"),
        ("de", "Hallo, ich habe eine Frage zu der Rechnung, die Sie mir geschickt haben"),
        ("es", "Hola, tengo una pregunta sobre la factura que me han enviado"),
        ("fr", "Bonjour, j'ai une question sur la facture que vous avez envoyée"),
        ("ar", "مرحبا، عندي سؤال عن الفاتورة"),
        ("en", "where is my parcel"),
        ("de", "wo bleibt mein Paket"),
        ("de", "Mitarbeiter!"),
        ("fr", "conseiller"),
        ("ar", "موظف"),
    ],
)
def test_the_language_is_told(language: str, text: str) -> None:
    assert language_of(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        "Gdzie jest moja paczka, czekam już od tygodnia na odpowiedź",
        "Где моя посылка, я жду уже неделю",
        "私の荷物はどこですか、一週間待っています",
        "Siparişim nerede, bir haftadır bekliyorum, lütfen yardım edin",
        "Onde está a minha encomenda, estou à espera há uma semana",
        "Dov'è il mio pacco, aspetto da una settimana una risposta",
        "پارسل کہاں ہے، میں ایک ہفتے سے انتظار کر رہا ہوں",
    ],
)
def test_another_language_is_answered_in_english_and_not_known(text: str) -> None:
    guess = language_of(text)
    assert (guess.language, guess.known, guess.is_sure) == ("en", False, False)


@pytest.mark.parametrize("text", ["", " ", "\0", "😡😡", "1234", "...", "\ud83d"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert language_of(text) == language_of("")
    assert not language_of(text).known


@given(st.text(max_size=200))
def test_any_text_gets_one_of_the_five(text: str) -> None:
    assert language_of(text).language in LANGUAGES
