"""Purposes: what personal data may be used for, on which legal basis, and what for in return.

Each is a type of its own, so that words cleared for one cannot be handed to the other. What
customers are told of a purpose is in the catalogues, under its name and wording version
(`wordings.py`).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, final

from warmline.foundation.errors import NotFound


class Basis(StrEnum):
    """GDPR Article 6(1); explicit consent is Article 9(2)(a)."""

    CONSENT = "consent"
    EXPLICIT_CONSENT = "explicit_consent"
    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate_interest"


class Use(StrEnum):
    """What a decision is about, that would read what was found in a customer's words."""

    ANSWER = "answer"
    PRESENTATION = "presentation"
    HANDOFF = "handoff"
    CARE = "care"
    QUALITY = "quality"
    RECOMMENDATION = "recommendation"
    PRICE = "price"
    UPSELL = "upsell"
    CANCELLATION = "cancellation"
    CREDIT = "credit"
    STAFF_ASSESSMENT = "staff_assessment"
    ACCESS = "access"
    """No decision: the customer reads it themselves (GDPR Article 15)."""


NEVER_BY_FEELING: Final = frozenset(
    {Use.PRICE, Use.UPSELL, Use.CANCELLATION, Use.CREDIT, Use.STAFF_ASSESSMENT}
)
"""On the list of no purpose: EU AI Act Article 5(1)(a), (b) and (f)."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """`wording_version` names the text that the customer was shown.

    `uses` are the decisions that may read what was found for it. `keeps_for` is how long that
    is kept, None where nothing is. Who writes that we shall not analyse them ends what
    `is_profiling`. Where `gpc_objects`, a browser that sends Global Privacy Control has objected
    to it, whenever that was seen: also before the purpose was there.
    """

    name: str
    title: str
    basis: Basis
    allowed_by_default: bool
    can_be_refused: bool
    wording_version: int
    uses: frozenset[Use] = frozenset()
    keeps_for: timedelta | None = None
    is_profiling: bool = False
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
class Care(Purpose):
    """Keep distress and vulnerability, beyond the turn that they are read for."""


@final
@dataclass(frozen=True, slots=True)
class Personalise(Purpose):
    """Use what was before, and what is liked, to say and show things differently."""


@final
@dataclass(frozen=True, slots=True)
class Recommend(Purpose):
    """Offer what could fit, of the brand's own."""


@final
@dataclass(frozen=True, slots=True)
class Remind(Purpose):
    """Write first, about what the customer has begun or is waiting for."""


@final
@dataclass(frozen=True, slots=True)
class Marketing(Purpose):
    """Write first, about what the brand would like to sell."""


@final
@dataclass(frozen=True, slots=True)
class Analytics(Purpose):
    """Count what happens in conversations, to find what goes wrong."""


@final
@dataclass(frozen=True, slots=True)
class Learn(Purpose):
    """Words as examples, from which the reading of words is taught."""


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
    uses=frozenset({Use.ANSWER, Use.PRESENTATION, Use.HANDOFF, Use.CARE}),
    keeps_for=timedelta(days=400),
)
SENSE: Final = Sense(
    name="sense",
    title="to notice how your words feel",
    basis=Basis.LEGITIMATE_INTEREST,
    allowed_by_default=True,
    can_be_refused=True,
    wording_version=1,
    uses=frozenset({Use.PRESENTATION, Use.HANDOFF, Use.CARE, Use.QUALITY, Use.ACCESS}),
    keeps_for=timedelta(days=30),
    is_profiling=True,
)
CARE: Final = Care(
    name="care",
    title="to remember that you may need more care",
    basis=Basis.EXPLICIT_CONSENT,
    allowed_by_default=False,
    can_be_refused=True,
    wording_version=1,
    uses=frozenset({Use.HANDOFF, Use.CARE}),
    keeps_for=timedelta(days=180),
    is_profiling=True,
)
PERSONALISE: Final = Personalise(
    name="personalise",
    title="to serve you in the way you like",
    basis=Basis.CONSENT,
    allowed_by_default=False,
    can_be_refused=True,
    wording_version=1,
    uses=frozenset({Use.ANSWER, Use.PRESENTATION}),
    keeps_for=timedelta(days=400),
    is_profiling=True,
)
RECOMMEND: Final = Recommend(
    name="recommend",
    title="to recommend what may fit you",
    basis=Basis.CONSENT,
    allowed_by_default=False,
    can_be_refused=True,
    wording_version=1,
    uses=frozenset({Use.RECOMMENDATION}),
    keeps_for=timedelta(days=400),
    is_profiling=True,
)
REMIND: Final = Remind(
    name="remind",
    title="to remind you of what you are waiting for",
    basis=Basis.CONSENT,
    allowed_by_default=False,
    can_be_refused=True,
    wording_version=1,
    keeps_for=timedelta(days=90),
)
MARKETING: Final = Marketing(
    name="marketing",
    title="to write to you about offers",
    basis=Basis.CONSENT,
    allowed_by_default=False,
    can_be_refused=True,
    wording_version=1,
    keeps_for=timedelta(days=400),
    gpc_objects=True,
)
ANALYTICS: Final = Analytics(
    name="analytics",
    title="to count what goes well and what does not",
    basis=Basis.CONSENT,
    allowed_by_default=False,
    can_be_refused=True,
    wording_version=1,
    uses=frozenset({Use.QUALITY}),
    keeps_for=timedelta(days=400),
    is_profiling=True,
)
LEARN: Final = Learn(
    name="learn",
    title="to learn from your words",
    basis=Basis.CONSENT,
    allowed_by_default=False,
    can_be_refused=True,
    wording_version=1,
    uses=frozenset({Use.QUALITY}),
    keeps_for=timedelta(days=400),
    is_profiling=True,
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

PURPOSES: Final[tuple[Purpose, ...]] = (
    SERVE,
    SENSE,
    CARE,
    PERSONALISE,
    RECOMMEND,
    REMIND,
    MARKETING,
    ANALYTICS,
    LEARN,
    SHARE,
)
_BY_NAME: Final = {purpose.name: purpose for purpose in PURPOSES}


def find_purpose(name: str) -> Purpose:
    """The purpose of that name; raises `NotFound` with the names there are."""
    if name not in _BY_NAME:
        message = f"There is no purpose of that name; the purposes are {', '.join(_BY_NAME)}."
        raise NotFound(message)
    return _BY_NAME[name]
