"""Wishes: what a visitor chose, recorded under their own name; the choice beats any decision."""

from sqlalchemy.orm import Session

from warmline import customers, trust
from warmline.channels import Wishes
from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.foundation.sealing import Sealer

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
