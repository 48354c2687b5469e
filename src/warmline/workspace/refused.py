"""Refused: what a view leaves out because the customer does not allow it, in a sentence."""

from collections.abc import Sequence

from pydantic import BaseModel

from warmline import trust
from warmline.foundation.catalogue import Catalogue
from warmline.trust import Answer


class RefusedView(BaseModel):
    """A purpose that the customer has refused, and the sentence that says so."""

    purpose: str
    text: str


def refused_shown(
    catalogue: Catalogue, language: str | None, answers: Sequence[Answer]
) -> list[RefusedView]:
    """What would be there, had the customer not refused it."""
    return [
        RefusedView(
            purpose=each.name,
            text=catalogue.say(
                "purpose-refused",
                language,
                purpose=trust.wording_of(each, catalogue, language).title,
            ),
        )
        for each in trust.PURPOSES
        if each.allowed_by_default and not trust.is_allowed(each, answers)
    ]
