"""Deciding is pure: the same options, reading and holder give the same decision, with its rules."""

from hypothesis import given
from hypothesis import strategies as st

from warmline.decisions import (
    AnswerOption,
    HandOver,
    Option,
    Passage,
    Rule,
    SayNotKnown,
    StayQuiet,
    decide,
)
from warmline.decisions.decide import LEAST_FIT
from warmline.timeline import Holder, Reason
from warmline.understanding import Needs, Reading

PASSAGE = Passage("slow-wifi", "When the wifi is slow", 1, "en", "Move the hub.")

needs = st.builds(
    Needs,
    language=st.just("en"),
    urgency=st.floats(0, 1),
    intent=st.none(),
    intent_confidence=st.just(0.0),
    asks_for_person=st.booleans(),
    withdraws_consent=st.booleans(),
    distress=st.booleans(),
    danger=st.booleans(),
    abusive=st.booleans(),
)
readings = st.builds(
    Reading,
    model=st.just("test"),
    needs=needs,
    feelings=st.none(),
    confidence=st.floats(0, 1),
    abstained=st.booleans(),
)
answers = st.lists(
    st.builds(AnswerOption, passage=st.just(PASSAGE), fit=st.floats(0, 1)), max_size=3
)


@given(answers, readings, st.sampled_from([Holder.WAITING, Holder.PERSON, Holder.NOBODY]))
def test_the_assistant_is_quiet_unless_it_holds_the_conversation(
    options: list[Option], reading: Reading, holder: Holder
) -> None:
    assert decide(options, reading, holder=holder).chosen == StayQuiet()


@given(answers, readings)
def test_a_wish_for_a_person_is_always_granted(options: list[Option], reading: Reading) -> None:
    decision = decide(options, reading, holder=Holder.ASSISTANT)
    if reading.needs.danger:
        assert decision.chosen == HandOver(Reason.CARE_PATH)
    elif reading.needs.asks_for_person:
        assert decision.chosen == HandOver(Reason.ASKED_FOR_PERSON)
    else:
        assert not isinstance(decision.chosen, HandOver)


@given(answers, readings, st.sampled_from(list(Holder)))
def test_a_withdrawal_is_honoured_whoever_holds_the_conversation(
    options: list[Option], reading: Reading, holder: Holder
) -> None:
    decision = decide(options, reading, holder=holder)
    assert decision.stops_sensing == reading.needs.withdraws_consent
    assert (Rule.WITHDREW in decision.rules) == reading.needs.withdraws_consent


@given(answers, readings)
def test_only_an_answer_that_fits_is_given_and_the_best_one(
    options: list[Option], reading: Reading
) -> None:
    decision = decide(options, reading, holder=Holder.ASSISTANT)
    fits = [option.fit for option in options if isinstance(option, AnswerOption)]
    match decision.chosen:
        case AnswerOption(_, fit):
            assert fit == max(fits) >= LEAST_FIT
        case SayNotKnown():
            assert reading.needs.withdraws_consent or max(fits, default=0) < LEAST_FIT
    assert decision.chosen not in decision.alternatives


@given(answers, readings, st.sampled_from(list(Holder)))
def test_rules_purposes_and_policy_are_always_named(
    options: list[Option], reading: Reading, holder: Holder
) -> None:
    decision = decide(options, reading, holder=holder)
    assert decision.rules
    assert decision.purposes == ("serve",)
    assert decision.policy
