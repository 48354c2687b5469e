"""Global Privacy Control: a browser's signal counts as its customer's objection, and is shown.

It is about selling and sharing (California Civil Code 1798.135; CCPA Regulations §7025), so it is
recorded for the purposes that say so; noticing how words feel is not among them.
"""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.trust.answers import Answer, answers_of, record_answer
from warmline.trust.clear import GPC, is_allowed
from warmline.trust.purposes import PURPOSES

_ABOUT = tuple(purpose for purpose in PURPOSES if purpose.gpc_objects)


def object_by_gpc(
    session: Session, actor: Actor, customer_id: CustomerId, everyone: Collection[CustomerId]
) -> None:
    """The customer's browser sends the signal; what is refused by it already stays as it is."""
    answers = answers_of(session, actor, everyone)
    for purpose in _ABOUT:
        if is_allowed(purpose, answers) or not is_honoured(answers):
            record_answer(session, actor, customer_id, purpose, granted=False, source=GPC)


def is_honoured(answers: Sequence[Answer]) -> bool:
    """Whether the signal was seen, and nothing it is about is allowed."""
    seen = any(answer.source == GPC for answer in answers)
    return seen and not any(is_allowed(purpose, answers) for purpose in _ABOUT)
