import pytest

from warmline.understanding.quoted import said_now

BELOW = "> I am furious\n> and want to talk to a human"


@pytest.mark.parametrize(
    "line",
    [
        "On 3 May 2026 at 10:02, Fernlow <care@fernlow.example> wrote:",
        "Am 3. Mai 2026 um 10:02 schrieb Fernlow:",
        "El 3 de mayo de 2026 Fernlow escribió:",
        "Le 3 mai 2026 à 10:02, Fernlow a écrit :",
        "-----Original Message-----",
    ],
)
def test_what_stands_below_from_before_is_not_said_now(line: str) -> None:
    text = f"Thank you, it works.\n\n{line}\nThis is a disgrace.\n{BELOW}"
    own = said_now(text)
    assert own.strip() == "Thank you, it works."
    assert len(own) == len(text)


def test_quoted_lines_between_own_ones_are_blanked_where_they_stand() -> None:
    own = said_now("> Which one?\nThe second.\n> And when?\nToday.")
    assert own.split() == ["The", "second.", "Today."]
    assert own.index("Today.") == len("> Which one?\nThe second.\n> And when?\n")


def test_a_message_that_is_only_a_quote_is_read_as_it_is() -> None:
    assert said_now(BELOW) == BELOW


def test_writing_about_writing_is_no_quote() -> None:
    text = "On Monday I wrote: where is it? Nobody answered."
    assert said_now(text) == text
