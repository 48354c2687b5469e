"""Purposes: what personal data may be used for, on which legal basis.

Each is a type of its own, so that words cleared for one cannot be handed to the other. The
trust issue adds care, personalise, recommend, remind, marketing, analytics and learn.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, final

from warmline.foundation.errors import NotFound


class Basis(StrEnum):
    """GDPR Article 6(1)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate_interest"


@dataclass(frozen=True, slots=True)
class Purpose:
    """`wording_version` names the text that the customer was shown.

    Where `gpc_objects`, a browser that sends Global Privacy Control has objected to it, whenever
    that was seen (CCPA Regulations §7025): also before the purpose was there.
    """

    name: str
    title: str
    basis: Basis
    allowed_by_default: bool
    can_be_refused: bool
    wording_version: int
    gpc_objects: bool = False


@final
@dataclass(frozen=True, slots=True)
class Serve(Purpose):
    """Language, intent, urgency, asks for a person, withdraws, abuse, danger."""


@final
@dataclass(frozen=True, slots=True)
class Sense(Purpose):
    """Valence, emotions, trajectory."""


@final
@dataclass(frozen=True, slots=True)
class Share(Purpose):
    """What others would do with it for their own ends. Nothing here does: an objection to it is
    kept, so that whatever comes later honours it.
    """


SERVE: Final = Serve(
    name="serve",
    title="to answer you",
    basis=Basis.CONTRACT,
    allowed_by_default=True,
    can_be_refused=False,
    wording_version=1,
)
SENSE: Final = Sense(
    name="sense",
    title="to notice how your words feel",
    basis=Basis.LEGITIMATE_INTEREST,
    allowed_by_default=True,
    can_be_refused=True,
    wording_version=1,
)

SHARE: Final = Share(
    name="share",
    title="to sell or share what we know about you",
    basis=Basis.CONSENT,
    allowed_by_default=False,
    can_be_refused=True,
    wording_version=1,
    gpc_objects=True,
)

PURPOSES: Final[tuple[Purpose, ...]] = (SERVE, SENSE, SHARE)


def find_purpose(name: str) -> Purpose:
    """The purpose of that name; raises `NotFound` with the names there are."""
    for purpose in PURPOSES:
        if purpose.name == name:
            return purpose
    names = ", ".join(purpose.name for purpose in PURPOSES)
    message = f"There is no purpose of that name; the purposes are {names}."
    raise NotFound(message)
