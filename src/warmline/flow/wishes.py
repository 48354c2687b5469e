"""Wishes: what a customer chose, recorded under their own name; the choice beats any decision.

A choice comes by a switch, by a browser's signal, or in so many words in a message.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from warmline import customers, trust
from warmline.channels import Sender, SenderKind, Wishes
from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.foundation.sealing import Sealer
from warmline.timeline import Message
from warmline.trust import PURPOSES, Answer

ON, OFF = "on", "off"

_SOURCE = "web_chat"


def check_wishes(wishes: Wishes) -> None:
    """Refuse at once what could not be recorded later: it would take the first message along."""
    for name, granted in wishes.purposes.items():
        trust.check_answer(trust.find_purpose(name), granted=granted)


def record_wishes(
    session: Session, actor: Actor, sealer: Sealer, customer_id: CustomerId, wishes: Wishes
) -> None:
    """Record a visitor's choices, in force from the next read."""
    own = trust.customer_of(actor.brand_id, customer_id)
    for name, granted in wishes.purposes.items():
        purpose = trust.find_purpose(name)
        trust.record_answer(session, own, customer_id, purpose, granted=granted, source=_SOURCE)
    for hint, is_on in wishes.hints.items():
        customers.prefer(session, own, sealer, customer_id, hint.preference, ON if is_on else OFF)
    if wishes.objects_by_gpc:
        everyone = customers.everyone(session, own, customer_id)
        trust.object_by_gpc(session, own, customer_id, everyone)


def carry_signal(
    session: Session, actor: Actor, sealer: Sealer, answers: Sequence[Answer], number: str
) -> None:
    """Whoever wrote here has proven to be customer `number`: their browser spoke for that one too.

    The proof joins nothing; only the objection is carried over (CCPA Regulations §7025(c)).
    """
    if not trust.was_signalled(answers):
        return
    found = customers.find_sender(session, actor, sealer, Sender.of(SenderKind.ACCOUNT, number))
    if found is not None:
        own = trust.customer_of(actor.brand_id, found.customer_id)
        everyone = customers.everyone(session, own, found.customer_id)
        trust.object_by_gpc(session, own, found.customer_id, everyone)


def stop_profiling(
    session: Session, actor: Actor, answers: Sequence[Answer], message: Message
) -> None:
    """The customer wrote that we shall not analyse them: all of it ends that is still allowed.

    What they asked to be written to about goes on; it is another wish.
    """
    own = trust.customer_of(actor.brand_id, message.customer_id)
    for purpose in PURPOSES:
        if purpose.is_profiling and trust.is_allowed(purpose, answers):
            trust.record_answer(
                session,
                own,
                message.customer_id,
                purpose,
                granted=False,
                source="message",
                evidence={"message_id": message.id},
            )
