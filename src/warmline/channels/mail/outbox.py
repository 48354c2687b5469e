"""Mail that leaves: written in the commit of what it tells, sealed like all words of a customer.

For now it waits in the outbox, which the demo shows over the API; the e-mail channel sends it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Index, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from warmline.foundation.actor import Actor, Scope
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId, Place, Sealer
from warmline.foundation.statements import add, fetch
from warmline.foundation.sweeping import Sweep
from warmline.foundation.tables import Table


class MailRow(Table):
    """`address_digest` is the blind index of the address, by which a mail is found."""

    __tablename__ = "channels_mail"
    __table_args__ = (
        Index(None, "brand_id", "address_digest", "id"),
        Index(None, "brand_id", "customer_id"),
    )

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID]
    key_id: Mapped[KeyId]
    address_digest: Mapped[bytes]
    sealed: Mapped[bytes]
    written_at: Mapped[datetime]


_TO_ADDRESS = (
    select(MailRow.id, MailRow.key_id, MailRow.sealed, MailRow.written_at)
    .where(
        MailRow.brand_id == bindparam("for_brand"),
        MailRow.address_digest == bindparam("to_address"),
    )
    .order_by(MailRow.id.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Mail:
    id: UUID
    to: str
    subject: str
    text: str
    written_at: datetime


def write_mail(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    *,
    customer_id: UUID,
    key_id: KeyId,
    to: str,
    subject: str,
    text: str,
) -> None:
    """Put a mail into the outbox; it belongs to the customer whose conversation it comes from."""
    mail_id = new_id()
    words = json.dumps({"to": to, "subject": subject, "text": text}, ensure_ascii=False)
    row = {
        "brand_id": actor.brand_id,
        "id": mail_id,
        "customer_id": customer_id,
        "key_id": key_id,
        "address_digest": sealer.blind_index(actor.brand_id, "email", to),
        "sealed": sealer.seal(words, key_id, _place(actor, mail_id)),
        "written_at": now(),
    }
    add(session, MailRow, row)


def mails_to(
    session: Session, actor: Actor, sealer: Sealer, address: str, *, limit: int
) -> list[Mail]:
    """The newest mails to an address, newest first."""
    actor.demand(Scope.MAILS_READ)
    digest = sealer.blind_index(actor.brand_id, "email", address)
    rows = fetch(session, _TO_ADDRESS, for_brand=actor.brand_id, to_address=digest, most=limit)
    return [
        Mail(
            id=row.id,
            written_at=row.written_at,
            **json.loads(sealer.open(row.sealed, row.key_id, _place(actor, row.id))),
        )
        for row in rows
    ]


sweep_mails: Final = Sweep(MailRow)


def _place(actor: Actor, mail_id: UUID) -> Place:
    return Place(actor.brand_id, "channels_mail.sealed", mail_id)
