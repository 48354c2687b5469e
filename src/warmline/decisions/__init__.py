"""What should happen next, and why: options in, a decision with its reasons out."""

from warmline.decisions.decide import POLICY, Decision, Rule, decide
from warmline.decisions.options import (
    AnswerOption,
    HandOver,
    Option,
    Passage,
    SayNotKnown,
    StayQuiet,
)
from warmline.decisions.records import DecisionRecord, decisions_of, save_decision

__all__ = [
    "POLICY",
    "AnswerOption",
    "Decision",
    "DecisionRecord",
    "HandOver",
    "Option",
    "Passage",
    "Rule",
    "SayNotKnown",
    "StayQuiet",
    "decide",
    "decisions_of",
    "save_decision",
]
