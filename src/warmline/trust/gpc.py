"""Global Privacy Control: a browser's signal counts as its customer's objection, and is shown.

It is about selling and sharing (California Civil Code 1798.135; CCPA Regulations §7025), so it is
recorded for the purposes that say so: `share`, and `marketing`, which sharing is for. What a
brand does with its own customer's words for that customer is not meant by it. A yes that was
given after the signal was seen stands (§7025(c)), for its purpose alone.
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
    """The customer's browser sends the signal; one that was seen before says nothing new."""
    answers = answers_of(session, actor, everyone)
    if not was_signalled(answers):
        for purpose in _ABOUT:
            record_answer(session, actor, customer_id, purpose, granted=False, source=GPC)


def is_honoured(answers: Sequence[Answer]) -> bool:
    """Whether the signal was seen, and nothing it is about is allowed."""
    return was_signalled(answers) and not any(is_allowed(purpose, answers) for purpose in _ABOUT)


def was_signalled(answers: Sequence[Answer]) -> bool:
    """Whether a browser of this person has sent the signal, whatever they said since."""
    return any(answer.source == GPC for answer in answers)
