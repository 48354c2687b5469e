"""Deciding is pure: the same options, reading and holder give the same decision, with its rules."""

from hypothesis import given
from hypothesis import strategies as st

from warmline.decisions import (
    Act,
    AnswerOption,
    FriendlyOption,
    HandOver,
    Option,
    Passage,
    Rule,
    SayNotKnown,
    SituationOption,
    SkillOption,
    Stage,
    StayQuiet,
    decide,
)
from warmline.decisions.decide import LEAST_FIT
from warmline.timeline import Holder, Reason
from warmline.understanding import Needs, Reading

PASSAGE = Passage("slow-wifi", "When the wifi is slow", 1, "en", "Move the hub.")

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
skills = st.builds(
    SkillOption,
    skill=st.just("cancel_order"),
    act=st.sampled_from(Act),
    risk=st.sampled_from(["look", "change"]),
    stage=st.sampled_from(Stage),
    sureness=st.floats(0, 1),
)
any_options = st.lists(
    st.one_of(
        st.builds(AnswerOption, passage=st.just(PASSAGE), fit=st.floats(0, 1)),
        skills,
        st.just(SituationOption("outage")),
        st.just(FriendlyOption("thanks")),
    ),
    max_size=5,
)
answers = st.lists(
    st.builds(AnswerOption, passage=st.just(PASSAGE), fit=st.floats(0, 1)), max_size=3
)


@given(any_options, readings, st.sampled_from([Holder.WAITING, Holder.PERSON, Holder.NOBODY]))
def test_the_assistant_is_quiet_unless_it_holds_the_conversation(
    options: list[Option], reading: Reading, holder: Holder
) -> None:
    assert decide(options, reading, holder=holder, is_question=True).chosen == StayQuiet()


@given(answers, readings)
def test_a_wish_for_a_person_is_always_granted(options: list[Option], reading: Reading) -> None:
    decision = decide(options, reading, holder=Holder.ASSISTANT, is_question=True)
    if reading.needs.danger:
        assert decision.chosen == HandOver(Reason.CARE_PATH)
    elif reading.needs.asks_for_person:
        assert decision.chosen == HandOver(Reason.ASKED_FOR_PERSON)
    elif isinstance(decision.chosen, HandOver):
        assert decision.rules[-1] in {Rule.DISTRESS, Rule.PRESSING, Rule.NEEDS_PERSON}


@given(any_options, readings)
def test_nothing_is_done_that_was_not_an_answer_to_a_question(
    options: list[Option], reading: Reading
) -> None:
    """A message that only begins a skill, or says nothing to it, never sets off an effect."""
    begun = [
        each
        for each in options
        if not (isinstance(each, SkillOption) and each.act in {Act.DO, Act.UNDO})
        or each.stage is Stage.HEARD
    ]
    decision = decide(begun, reading, holder=Holder.ASSISTANT, is_question=False)
    for each in (decision.chosen, *decision.beside):
        if isinstance(each, SkillOption) and each.act in {Act.DO, Act.UNDO}:
            assert each.stage is Stage.HEARD
            assert not reading.needs.asks_for_person
            assert not reading.needs.danger


def test_what_was_looked_up_is_said_beside_what_is_asked() -> None:
    told = SkillOption("order_status", Act.TELL, "look", Stage.NEW, 0.9)
    asked = SkillOption("move_house", Act.ASK, "change", Stage.NEW, 0.8)
    decision = decide([told, asked], CALM, holder=Holder.ASSISTANT, is_question=False)
    assert (decision.chosen, decision.beside) == (asked, (told,))


def test_a_known_situation_comes_before_a_report_of_it() -> None:
    reported = SkillOption("report_fault", Act.PROVE, "change", Stage.NEW, 0.9)
    known = SituationOption("outage")
    decision = decide([reported, known], CALM, holder=Holder.ASSISTANT, is_question=False)
    assert decision.chosen == known
    assert reported in decision.alternatives


def test_a_skill_that_needs_a_person_is_handed_over_with_its_words() -> None:
    limit = SkillOption("pay_later", Act.PERSON, "change", Stage.HEARD, 1.0)
    decision = decide([limit], CALM, holder=Holder.ASSISTANT, is_question=False)
    assert decision.chosen == HandOver(Reason.DECIDED)
    assert decision.beside == (limit,)


@given(any_options, readings, st.sampled_from(list(Holder)))
def test_a_withdrawal_is_honoured_whoever_holds_the_conversation(
    options: list[Option], reading: Reading, holder: Holder
) -> None:
    decision = decide(options, reading, holder=holder, is_question=True)
    assert decision.stops_sensing == reading.needs.withdraws_consent
    assert (Rule.WITHDREW in decision.rules) == reading.needs.withdraws_consent


@given(answers, readings)
def test_only_an_answer_that_fits_is_given_and_the_best_one(
    options: list[Option], reading: Reading
) -> None:
    decision = decide(options, reading, holder=Holder.ASSISTANT, is_question=True)
    fits = [option.fit for option in options if isinstance(option, AnswerOption)]
    match decision.chosen:
        case AnswerOption(_, fit):
            assert fit == max(fits) >= LEAST_FIT
        case SayNotKnown():
            assert reading.needs.withdraws_consent or max(fits, default=0) < LEAST_FIT
    assert decision.chosen not in decision.alternatives


@given(any_options, readings, st.sampled_from(list(Holder)))
def test_rules_purposes_and_policy_are_always_named(
    options: list[Option], reading: Reading, holder: Holder
) -> None:
    decision = decide(options, reading, holder=holder, is_question=True)
    assert decision.rules
    assert decision.purposes == ("serve",)
    assert decision.policy
