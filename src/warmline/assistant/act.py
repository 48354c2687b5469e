"""Carrying out a decision: the words for it, from the passage or the catalogue."""

from dataclasses import dataclass
from typing import assert_never

from warmline.decisions import (
    AnswerOption,
    Decision,
    HandOver,
    Rule,
    SayNotKnown,
    StayQuiet,
)
from warmline.foundation.catalogue import Catalogue
from warmline.timeline import Reason, SourceRef


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant says; the sources are what it quotes."""

    text: str
    sources: tuple[SourceRef, ...] = ()


def carry_out(decision: Decision, catalogue: Catalogue, language: str) -> Reply | None:
    """The reply of a decision in `language`, or None where the assistant stays quiet."""
    match decision.chosen:
        case AnswerOption(passage, _):
            source = catalogue.say(
                "reply-source", language, title=passage.title, version=passage.version
            )
            ref = SourceRef(passage.article, passage.title, passage.version)
            return Reply(f"{passage.text}\n\n{source}", (ref,))
        case HandOver(Reason.CARE_PATH):
            return Reply(catalogue.say("reply-care_path", language))
        case HandOver():
            return Reply(catalogue.say("reply-person_coming", language))
        case SayNotKnown():
            key = "reply-withdrew" if Rule.WITHDREW in decision.rules else "reply-not_known"
            return Reply(catalogue.say(key, language))
        case StayQuiet():
            return None
        case _:
            assert_never(decision.chosen)
