"""Permits: may what was found in a customer's words be read, for this purpose and this use?

Whatever reads what was inferred takes a `Permit`, and only this module makes one. It is made from
the customer's answers as they stand in the same transaction, so a withdrawal is in force on the
next read; and only for a use that is on the purpose's list.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from warmline.customers import CustomerId
from warmline.foundation.errors import NotPermitted
from warmline.trust.answers import Answer
from warmline.trust.clear import PurposeRefused, is_allowed
from warmline.trust.purposes import Purpose, Use

P = TypeVar("P", bound=Purpose, covariant=True)
Q = TypeVar("Q", bound=Purpose)


@dataclass(frozen=True, slots=True)
class Permit(Generic[P]):
    """What was found for `purpose` about this person may be read for `use`, now."""

    purpose: P
    use: Use
    customer_ids: frozenset[CustomerId]


class UseNotListed(NotPermitted):
    code = "use_not_listed"

    def __init__(self, purpose: Purpose, use: Use) -> None:
        super().__init__(
            f"What is known for “{purpose.name}” may never be read to decide about: {use}."
        )


def permit(
    purpose: Q, use: Use, customer_ids: Collection[CustomerId], answers: Iterable[Answer]
) -> Permit[Q]:
    """The permit; raises `PurposeRefused`, or `UseNotListed`, which no answer can mend."""
    if use not in purpose.uses:
        raise UseNotListed(purpose, use)
    if not is_allowed(purpose, answers):
        raise PurposeRefused(purpose)
    return Permit(purpose, use, frozenset(customer_ids))


def find_permit(
    purpose: Q, use: Use, customer_ids: Collection[CustomerId], answers: Iterable[Answer]
) -> Permit[Q] | None:
    """The permit, or None where the customer refuses: everything works without it."""
    try:
        return permit(purpose, use, customer_ids, answers)
    except PurposeRefused:
        return None
