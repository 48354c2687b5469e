"""Clearing: may these words be used for this purpose?

Whatever reads a customer's words takes `Cleared`, and only this module makes one (a test reads
the source and says so). It takes `CustomerWords`, which are made from customers' messages only.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, Generic, TypeVar

from warmline.foundation.errors import NotPermitted
from warmline.timeline import CustomerWords
from warmline.trust.answers import Answer
from warmline.trust.purposes import Purpose

GPC: Final = "gpc"
"""The source of an answer that a browser's Global Privacy Control has given."""

P = TypeVar("P", bound=Purpose, covariant=True)
Q = TypeVar("Q", bound=Purpose)


@dataclass(frozen=True, slots=True)
class Cleared(Generic[P]):
    """Words that may be used for `purpose`, and for nothing else."""

    text: str
    purpose: P


class PurposeRefused(NotPermitted):
    code = "purpose_refused"

    def __init__(self, purpose: Purpose) -> None:
        super().__init__(f"The customer does not allow: {purpose.title}.")
        self.purpose = purpose


def is_allowed(purpose: Purpose, answers: Iterable[Answer]) -> bool:
    """Whether the latest answer, or else the default, allows it."""
    given = [answer for answer in answers if _is_about(answer, purpose)]
    return max(given, key=attrgetter("given_at")).granted if given else purpose.allowed_by_default


def is_answered(purpose: Purpose, answers: Iterable[Answer]) -> bool:
    """Whether the customer, or their browser, said anything about it."""
    return any(_is_about(answer, purpose) for answer in answers)


def _is_about(answer: Answer, purpose: Purpose) -> bool:
    return answer.purpose == purpose or (purpose.gpc_objects and answer.source == GPC)


def clear(words: CustomerWords, purpose: Q, answers: Iterable[Answer]) -> Cleared[Q]:
    """Let `words` through for `purpose`, or raise `PurposeRefused`."""
    if not is_allowed(purpose, answers):
        raise PurposeRefused(purpose)
    return Cleared(words.text, purpose)
