"""Hints change how a screen looks, and follow from what was read alone."""

from dataclasses import replace

import pytest

from warmline.channels import Hint
from warmline.decisions import AnswerOption, Option, Passage, decide
from warmline.decisions.hints import hints_for, in_order
from warmline.timeline import Holder
from warmline.understanding import Feelings, Needs, Reading

CALM = Reading(
    model="test",
    needs=Needs(
        language="en",
        urgency=0.0,
        intent=None,
        intent_confidence=0.0,
        asks_for_person=False,
        withdraws_consent=False,
        distress=False,
        danger=False,
        abusive=False,
    ),
    feelings=None,
    confidence=1.0,
    abstained=False,
)
DANGER = replace(CALM, needs=replace(CALM.needs, danger=True))
ANSWER = AnswerOption(Passage("slow-wifi", "When the wifi is slow", 1, "en", "Move the hub."), 1.0)


def _feeling(valence: float) -> Reading:
    return replace(CALM, feelings=Feelings(valence=valence, emotions={}, labels=()))


def test_where_nothing_is_the_matter_nothing_changes() -> None:
    assert hints_for(CALM, is_known=True) == ()
    assert hints_for(_feeling(0.8), is_known=True) == ()


def test_danger_is_shown_calmly_and_a_person_comes_first() -> None:
    assert hints_for(DANGER, is_known=True) == (Hint.CALM, Hint.PERSON_FIRST)


@pytest.mark.parametrize(("valence", "calm"), [(-0.49, ()), (-0.5, (Hint.CALM,))])
def test_bad_feelings_make_it_calm_from_a_half_on(valence: float, calm: tuple[Hint, ...]) -> None:
    assert hints_for(_feeling(valence), is_known=True) == calm


@pytest.mark.parametrize(("options", "hints"), [([ANSWER], ()), ([], (Hint.PERSON_FIRST,))])
def test_what_the_assistant_does_not_know_puts_a_person_first(
    options: list[Option], hints: tuple[Hint, ...]
) -> None:
    assert decide(options, CALM, holder=Holder.ASSISTANT, is_question=True).hints == hints


def test_hints_stand_in_one_order_whatever_made_them() -> None:
    assert in_order({Hint.PERSON_FIRST, Hint.CALM}) == (Hint.CALM, Hint.PERSON_FIRST)
