"""Decide: a pure function from options, reading and holder to a decision with its reasons.

Rules are asked in order and the first that holds decides. They are given what is needed and
never a feeling; only how a screen is shown may follow from one (`hints.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, assert_never

from warmline.channels import Hint
from warmline.decisions.early import Past, Signs, signs_of
from warmline.decisions.hints import hints_for, purposes_of
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
from warmline.understanding import Look, Needs, Reading

POLICY: Final = "first-policy-3"

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
    DISTRESS = "distress"
    PRESSING = "pressing"
    TRIED_TWICE = "tried_twice"
    GOES_WORSE = "goes_worse"


_NOT_INTERRUPTED: Final = frozenset({Rule.WITHDREW, Rule.SKILL_DONE, Rule.SITUATION})
_NO_PAST: Final = Past()


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
    options: Sequence[Option],
    reading: Reading,
    *,
    holder: Holder,
    is_question: bool,
    past: Past = _NO_PAST,
    look: Look | None = None,
) -> Decision:
    """Choose what happens next, and what is said before it.

    Asking for a person is always granted. Who holds the conversation comes before anything the
    assistant could say; what the customer withdraws is honoured whoever holds it. Where a person
    is better, one comes before the customer must ask (`early.py`); `look` is what this reading
    felt, where it may count.
    """
    rules: list[Rule] = []
    if reading.needs.withdraws_consent:
        rules.append(Rule.WITHDREW)
    choice = _choose(options, reading.needs, holder, is_question=is_question)
    is_known = choice[2] is not Rule.NOT_KNOWN
    signs = signs_of(reading, past, is_known=is_known, look=look)
    chosen, beside, rule = _early(choice, signs) if _may_come_early(choice) else choice
    if rule not in rules:
        rules.append(rule)
    used = {chosen, *beside}
    return Decision(
        chosen=chosen,
        beside=beside,
        rules=tuple(rules),
        alternatives=tuple(option for option in options if option not in used),
        purposes=purposes_of(reading),
        stops_sensing=reading.needs.withdraws_consent,
        policy=POLICY,
        hints=hints_for(reading, is_known=is_known),
    )


def without_feelings(decision: Decision, reading: Reading) -> Decision:
    """The decision as it is made on a reading from which the feelings were taken."""
    is_known = Rule.NOT_KNOWN not in decision.rules
    hints = hints_for(reading, is_known=is_known)
    return replace(decision, hints=hints, purposes=purposes_of(reading))


_Choice = tuple[Option, tuple[Option, ...], Rule]


def _may_come_early(choice: _Choice) -> bool:
    """Not where somebody else has it, or a person comes anyway, or something was just confirmed."""
    chosen, _, rule = choice
    return not isinstance(chosen, HandOver | StayQuiet) and rule not in _NOT_INTERRUPTED


def _early(choice: _Choice, signs: Signs) -> _Choice:
    """A person instead, with what the assistant knows said first; or the choice as it was."""
    chosen, beside, _ = choice
    known = tuple(each for each in (*beside, chosen) if isinstance(each, AnswerOption))[:1]
    if signs.distress:
        return HandOver(Reason.CARE_PATH), known, Rule.DISTRESS
    if signs.pressing:
        return HandOver(Reason.DECIDED), known, Rule.PRESSING
    if signs.tried_twice:
        return HandOver(Reason.DECIDED), known, Rule.TRIED_TWICE
    if signs.goes_worse:
        return HandOver(Reason.DECIDED), known, Rule.GOES_WORSE
    return choice


def _choose(  # noqa: PLR0911 - one return a rule, in the order in which they are asked
    options: Sequence[Option], needs: Needs, holder: Holder, *, is_question: bool
) -> _Choice:
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
