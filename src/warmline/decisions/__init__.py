"""What should happen next, and why: options in, a decision with its reasons out."""

from warmline.decisions.decide import POLICY, Decision, Rule, decide, without_feelings
from warmline.decisions.early import Past
from warmline.decisions.forgetting import forget_hints
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
from warmline.decisions.records import (
    DecisionRecord,
    decisions_of,
    misses_of,
    save_decision,
)

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
    "Past",
    "Rule",
    "SayNotKnown",
    "SituationOption",
    "SkillOption",
    "Stage",
    "StayQuiet",
    "decide",
    "decisions_of",
    "forget_hints",
    "misses_of",
    "save_decision",
    "without_feelings",
]
