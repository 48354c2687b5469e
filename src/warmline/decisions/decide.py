"""Decide: a pure function from options, reading and holder to a decision with its reasons.

Rules are asked in order and the first that holds decides. No rule reads a feeling yet; the
balance issue adds those that may, by their purpose's list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from warmline.decisions.options import AnswerOption, HandOver, Option, SayNotKnown, StayQuiet
from warmline.timeline import Holder, Reason
from warmline.trust import SERVE
from warmline.understanding import Reading

POLICY: Final = "first-policy-1"

# Below this the passage only shares a word or two with the question.
LEAST_FIT: Final = 0.35


class Rule(StrEnum):
    """Why it was decided so; each has a sentence for the customer (`receipt-…`)."""

    ASKED_FOR_PERSON = "asked_for_person"
    CARE_PATH = "care_path"
    PERSON_ANSWERS = "person_answers"
    WITHDREW = "withdrew"
    ANSWERED = "answered"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do next, the rules that fired, what else was possible, and the purposes used."""

    chosen: Option
    rules: tuple[Rule, ...]
    alternatives: tuple[Option, ...]
    purposes: tuple[str, ...]
    stops_sensing: bool
    policy: str


def decide(options: Sequence[Option], reading: Reading, *, holder: Holder) -> Decision:
    """Choose what happens next.

    Asking for a person is always granted. Who holds the conversation comes before anything the
    assistant could say; what the customer withdraws is honoured whoever holds it.
    """
    rules: list[Rule] = []
    if reading.needs.withdraws_consent:
        rules.append(Rule.WITHDREW)
    chosen, rule = _choose(options, reading, holder)
    if rule not in rules:
        rules.append(rule)
    return Decision(
        chosen=chosen,
        rules=tuple(rules),
        alternatives=tuple(option for option in options if option != chosen),
        purposes=(SERVE.name,),
        stops_sensing=reading.needs.withdraws_consent,
        policy=POLICY,
    )


def _choose(options: Sequence[Option], reading: Reading, holder: Holder) -> tuple[Option, Rule]:
    needs = reading.needs
    if holder is not Holder.ASSISTANT:
        return StayQuiet(), Rule.PERSON_ANSWERS
    if needs.danger:
        return HandOver(Reason.CARE_PATH), Rule.CARE_PATH
    if needs.asks_for_person:
        return HandOver(Reason.ASKED_FOR_PERSON), Rule.ASKED_FOR_PERSON
    if needs.withdraws_consent:
        return SayNotKnown(), Rule.WITHDREW
    answers = [option for option in options if isinstance(option, AnswerOption)]
    best = max(answers, key=lambda option: option.fit, default=None)
    if best is not None and best.fit >= LEAST_FIT:
        return best, Rule.ANSWERED
    return SayNotKnown(), Rule.NOT_KNOWN
