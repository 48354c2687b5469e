"""Decide: a pure function from options, reading and holder to a decision with its reasons.

Rules are asked in order and the first that holds decides. No rule reads a feeling yet; the
balance issue adds those that may, by their purpose's list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from warmline.channels import Hint
from warmline.decisions.hints import hints_for
from warmline.decisions.options import (
    Act,
    AnswerOption,
    FriendlyOption,
    HandOver,
    Option,
    SayNotKnown,
    SituationOption,
    SkillOption,
    Stage,
    StayQuiet,
)
from warmline.timeline import Holder, Reason
from warmline.trust import SERVE
from warmline.understanding import Reading

POLICY: Final = "first-policy-2"

# Below this the passage only shares a word or two with the question.
LEAST_FIT: Final = 0.35
# Below this a skill is not begun: a wrong question costs more than an article.
LEAST_SURE: Final = 0.4
_MOST_ANSWERS: Final = 2


class Rule(StrEnum):
    """Why it was decided so; each has a sentence for the customer (`receipt-…`)."""

    ASKED_FOR_PERSON = "asked_for_person"
    CARE_PATH = "care_path"
    NEEDS_PERSON = "needs_person"
    PERSON_ANSWERS = "person_answers"
    WITHDREW = "withdrew"
    SITUATION = "situation"
    SKILL_ASKED = "skill_asked"
    PROOF_NEEDED = "proof_needed"
    CONFIRM_FIRST = "confirm_first"
    SKILL_DONE = "skill_done"
    SKILL_TOLD = "skill_told"
    SKILL_REFUSED = "skill_refused"
    SKILL_STOPPED = "skill_stopped"
    ANSWERED = "answered"
    FRIENDLY = "friendly"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do next, what is said before it, the rules that fired, and what else was possible."""

    chosen: Option
    beside: tuple[Option, ...]
    rules: tuple[Rule, ...]
    alternatives: tuple[Option, ...]
    purposes: tuple[str, ...]
    stops_sensing: bool
    policy: str
    hints: tuple[Hint, ...] = ()


def decide(
    options: Sequence[Option], reading: Reading, *, holder: Holder, is_question: bool
) -> Decision:
    """Choose what happens next, and what is said before it.

    Asking for a person is always granted. Who holds the conversation comes before anything the
    assistant could say; what the customer withdraws is honoured whoever holds it.
    """
    rules: list[Rule] = []
    if reading.needs.withdraws_consent:
        rules.append(Rule.WITHDREW)
    chosen, beside, rule = _choose(options, reading, holder, is_question=is_question)
    if rule not in rules:
        rules.append(rule)
    used = {chosen, *beside}
    return Decision(
        chosen=chosen,
        beside=beside,
        rules=tuple(rules),
        alternatives=tuple(option for option in options if option not in used),
        purposes=(SERVE.name,),
        stops_sensing=reading.needs.withdraws_consent,
        policy=POLICY,
        hints=hints_for(reading, is_known=rule is not Rule.NOT_KNOWN),
    )


_Choice = tuple[Option, tuple[Option, ...], Rule]


def _choose(  # noqa: PLR0911 - one return a rule, in the order in which they are asked
    options: Sequence[Option], reading: Reading, holder: Holder, *, is_question: bool
) -> _Choice:
    needs = reading.needs
    answers = _answers(options)
    if holder is not Holder.ASSISTANT:
        return StayQuiet(), (), Rule.PERSON_ANSWERS
    if needs.danger:
        return HandOver(Reason.CARE_PATH), answers[:1], Rule.CARE_PATH
    if needs.asks_for_person:
        return HandOver(Reason.ASKED_FOR_PERSON), (), Rule.ASKED_FOR_PERSON
    if needs.withdraws_consent:
        return SayNotKnown(), answers[:1], Rule.WITHDREW
    skills = [option for option in options if isinstance(option, SkillOption)]
    for option in skills:
        if option.stage is Stage.HEARD:
            return _with_skill(option, answers[:1] if is_question else ())
    said = [option for option in options if isinstance(option, SituationOption)][:1]
    new = [each for each in skills if each.stage is Stage.NEW and each.sureness >= LEAST_SURE]
    if said or new:
        return _begin(new, said, answers if is_question or said else ())
    friendly = next((each for each in options if isinstance(each, FriendlyOption)), None)
    if friendly is not None and not is_question:
        return friendly, (), Rule.FRIENDLY
    wishes = {wish.intent for wish in needs.wishes}
    return _answer(skills, answers, most=_MOST_ANSWERS if len(wishes) > 1 else 1)


def _begin(
    new: Sequence[SkillOption], said: Sequence[Option], answers: Sequence[Option]
) -> _Choice:
    """What was looked up first, then one thing to be done; what is known here is not reported."""
    told = [each for each in new if each.act is Act.TELL]
    to_do = [each for each in new if each.act is not Act.TELL]
    if said and any(each.risk == "change" for each in to_do):
        to_do = []
    before = [*said, *answers[: 0 if told else 1], *told]
    if to_do:
        return _with_skill(to_do[0], tuple(before))
    *earlier, last = before
    return last, tuple(earlier), _rule_of_said(last)


def _answer(skills: Sequence[SkillOption], answers: tuple[Option, ...], *, most: int) -> _Choice:
    """From the articles; then the question that is still open, once more."""
    unheard = next((each for each in skills if each.stage is Stage.UNHEARD), None)
    if answers:
        if unheard is not None and unheard.act is Act.ASK:
            return _with_skill(unheard, answers[:1])
        best, *others = answers[:most]
        return best, tuple(others), Rule.ANSWERED
    if unheard is not None:
        return _with_skill(unheard, ())
    return SayNotKnown(), (), Rule.NOT_KNOWN


def _rule_of_said(option: Option) -> Rule:
    match option:
        case SituationOption():
            return Rule.SITUATION
        case SkillOption(act=act):
            return _rule_of(act)
        case _:
            return Rule.ANSWERED


def _with_skill(option: SkillOption, beside: tuple[Option, ...]) -> _Choice:
    if option.act is Act.PERSON:
        return HandOver(Reason.DECIDED), (*beside, option), Rule.NEEDS_PERSON
    return option, beside, _rule_of(option.act)


def _rule_of(act: Act) -> Rule:  # noqa: PLR0911 - one line an act
    match act:
        case Act.ASK:
            return Rule.SKILL_ASKED
        case Act.PROVE:
            return Rule.PROOF_NEEDED
        case Act.CONFIRM:
            return Rule.CONFIRM_FIRST
        case Act.DO | Act.UNDO:
            return Rule.SKILL_DONE
        case Act.TELL:
            return Rule.SKILL_TOLD
        case Act.REFUSE:
            return Rule.SKILL_REFUSED
        case Act.STOP:
            return Rule.SKILL_STOPPED
        case Act.PERSON:
            return Rule.NEEDS_PERSON
        case _:
            assert_never(act)


def _answers(options: Sequence[Option]) -> tuple[Option, ...]:
    """The answers that fit, best first, one an article."""
    answers = [
        option for option in options if isinstance(option, AnswerOption) and option.fit >= LEAST_FIT
    ]
    answers.sort(key=lambda option: option.fit, reverse=True)
    return tuple({option.passage.article: option for option in reversed(answers)}.values())[::-1]
