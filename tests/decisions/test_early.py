"""A person before the customer must ask: what brings one, and what never does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from warmline.decisions import (
    Act,
    AnswerOption,
    HandOver,
    Option,
    Passage,
    Past,
    Rule,
    SayNotKnown,
    SkillOption,
    Stage,
    StayQuiet,
    decide,
)
from warmline.timeline import Holder, Reason
from warmline.understanding import Look, Needs, Reading

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANSWER = AnswerOption(Passage("slow-wifi", "When the wifi is slow", 1, "en", "Move the hub."), 0.9)
CALM = Reading(
    model="test",
    needs=Needs("en", 0.0, None, 0.0, False, False, False, False, False),  # noqa: FBT003
    feelings=None,
    confidence=1.0,
    abstained=False,
)
DISTRESSED = replace(CALM, needs=replace(CALM.needs, distress=True))
URGENT = replace(CALM, needs=replace(CALM.needs, urgency=0.8))


def look(value: float, place: int) -> Look:
    return Look(value, 0.2, START + timedelta(minutes=place))


def chosen(
    options: Sequence[Option],
    reading: Reading,
    past: Past | None = None,
    now: Look | None = None,
    holder: Holder = Holder.ASSISTANT,
) -> tuple[Option, Rule]:
    decision = decide(
        options, reading, holder=holder, is_question=True, past=past or Past(), look=now
    )
    return decision.chosen, decision.rules[-1]


def test_distress_brings_a_person_and_what_is_known_is_said_first() -> None:
    decision = decide([ANSWER], DISTRESSED, holder=Holder.ASSISTANT, is_question=True)
    assert decision.chosen == HandOver(Reason.CARE_PATH)
    assert decision.beside == (ANSWER,)
    assert decision.rules == (Rule.DISTRESS,)


def test_what_cannot_wait_and_is_not_known_brings_a_person_at_once() -> None:
    assert chosen([], URGENT) == (HandOver(Reason.DECIDED), Rule.PRESSING)
    assert chosen([ANSWER], URGENT) == (ANSWER, Rule.ANSWERED)
    assert chosen([], CALM) == (SayNotKnown(), Rule.NOT_KNOWN)


def test_not_knowing_twice_in_a_row_brings_a_person() -> None:
    assert chosen([], CALM, Past(misses=1)) == (HandOver(Reason.DECIDED), Rule.TRIED_TWICE)
    assert chosen([ANSWER], CALM, Past(misses=1)) == (ANSWER, Rule.ANSWERED)


def test_a_course_that_gets_worse_brings_a_person_and_one_bad_word_does_not() -> None:
    bad = Past(looks=[look(-0.5, 0), look(-0.8, 1)])
    assert chosen([ANSWER], CALM, bad, look(-0.9, 2)) == (
        HandOver(Reason.DECIDED),
        Rule.GOES_WORSE,
    )
    assert chosen([ANSWER], CALM, Past(), look(-1.0, 0)) == (ANSWER, Rule.ANSWERED)
    better = Past(looks=[look(-0.8, 0), look(-0.3, 1)])
    assert chosen([ANSWER], CALM, better, look(0.4, 2)) == (ANSWER, Rule.ANSWERED)


def test_feelings_that_may_not_be_read_bring_nobody() -> None:
    bad = Past(looks=[look(-0.5, 0), look(-0.8, 1), look(-0.9, 2)])
    assert chosen([ANSWER], CALM, bad, None) == (ANSWER, Rule.ANSWERED)


@pytest.mark.parametrize("holder", [Holder.WAITING, Holder.PERSON, Holder.NOBODY])
def test_nobody_is_handed_over_who_is_with_a_person(holder: Holder) -> None:
    assert chosen([], DISTRESSED, Past(misses=3), holder=holder)[0] == StayQuiet()


def test_what_was_just_confirmed_is_done_first() -> None:
    doing = SkillOption("cancel_order", Act.DO, "change", Stage.HEARD, 1.0)
    assert chosen([doing], DISTRESSED)[1] is Rule.SKILL_DONE
