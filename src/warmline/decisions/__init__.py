"""What should happen next, and why: options in, a decision with its reasons out."""

from warmline.decisions.decide import POLICY, Decision, Rule, decide
from warmline.decisions.hints import hints_for
from warmline.decisions.options import (
    Act,
    AnswerOption,
    FriendlyOption,
    HandOver,
    Option,
    Passage,
    SayNotKnown,
    SituationOption,
    SkillOption,
    Stage,
    StayQuiet,
)
from warmline.decisions.records import DecisionRecord, decisions_of, save_decision

__all__ = [
    "POLICY",
    "Act",
    "AnswerOption",
    "Decision",
    "DecisionRecord",
    "FriendlyOption",
    "HandOver",
    "Option",
    "Passage",
    "Rule",
    "SayNotKnown",
    "SituationOption",
    "SkillOption",
    "Stage",
    "StayQuiet",
    "decide",
    "decisions_of",
    "hints_for",
    "save_decision",
]
