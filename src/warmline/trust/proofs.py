"""Proofs: who is on the other side of a conversation, shown by a one-time code.

Writing from an address claims it. A proof holds for one conversation and one hour; it proves a
customer's number in the brand's systems, and nothing else is taken for it.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import TableClause, bindparam, func, select, update
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation import events
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId, Place, Sealer
from warmline.foundation.statements import add, change, fetch
from warmline.foundation.sweeping import Sweep
from warmline.timeline import ConversationId, Message
from warmline.trust.models import ProofId, ProofRow

HOLDS_FOR = timedelta(hours=1)
CODE_LASTS = timedelta(minutes=15)
MOST_TRIES = 3
MOST_CODES_AN_HOUR = 10
MOST_FACTS_AN_HOUR = 5

_HOUR = timedelta(hours=1)
_TABLE = cast("TableClause", ProofRow.__table__)
_LATEST = (
    select(
        ProofRow.id,
        ProofRow.customer_id,
        ProofRow.code_digest,
        ProofRow.sealed,
        ProofRow.tries,
        ProofRow.expires_at,
        ProofRow.proven_at,
    )
    .where(
        ProofRow.brand_id == bindparam("for_brand"),
        ProofRow.conversation_id == bindparam("of_conversation"),
        ProofRow.customer_id == bindparam("of_customer"),
    )
    .order_by(ProofRow.sent_at.desc())
    .limit(1)
)
_SENT = (
    select(func.count().label("codes"))
    .select_from(ProofRow)
    .where(
        ProofRow.brand_id == bindparam("for_brand"),
        ProofRow.address_digest == bindparam("to_address"),
        ProofRow.sent_at > bindparam("since"),
    )
)
_TRIED = (
    select(func.count().label("tried"))
    .select_from(ProofRow)
    .where(
        ProofRow.brand_id == bindparam("for_brand"),
        ProofRow.conversation_id == bindparam("of_conversation"),
        ProofRow.customer_id == bindparam("of_customer"),
        ProofRow.proven_at.is_(None),
        ProofRow.sent_at > bindparam("since"),
    )
)
_THIS = (
    update(_TABLE)
    .where(
        _TABLE.c.brand_id == bindparam("for_brand"),
        _TABLE.c.id == bindparam("this"),
        _TABLE.c.tries == bindparam("so_far"),
        _TABLE.c.proven_at.is_(None),
    )
    .values(tries=bindparam("tries"), proven_at=bindparam("proven_at"))
)


@dataclass(frozen=True, slots=True)
class Proof:
    """The last code of a conversation; `number` is whom it proves, once `proven_at` is set."""

    id: ProofId
    number: str
    tries: int
    expires_at: datetime
    proven_at: datetime | None
    _digest: bytes

    def holds(self) -> bool:
        return self.proven_at is not None and now() < self.proven_at + HOLDS_FOR

    def takes_codes(self) -> bool:
        return self.proven_at is None and self.tries < MOST_TRIES and now() < self.expires_at

    def is_met_by(self, sealer: Sealer, actor: Actor, code: str) -> bool:
        digest = sealer.sign(actor.brand_id, f"{self.id} {code}".encode())
        return self.takes_codes() and hmac.compare_digest(self._digest, digest)


def new_code() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**6):06}"


def latest_proof(session: Session, actor: Actor, sealer: Sealer, latest: Message) -> Proof | None:
    """The last code for whoever wrote `latest`; nobody else in the conversation has it."""
    row = fetch(
        session,
        _LATEST,
        for_brand=actor.brand_id,
        of_conversation=latest.conversation_id,
        of_customer=latest.customer_id,
    ).first()
    if row is None:
        return None
    return Proof(
        id=row.id,
        number=sealer.open(row.sealed, latest.key_id, _place(actor, row.id)),
        tries=row.tries,
        expires_at=row.expires_at,
        proven_at=row.proven_at,
        _digest=row.code_digest,
    )


def may_try(session: Session, actor: Actor, sealer: Sealer, address: str) -> bool:
    """Whether this address has not had too many codes lately, nor this person too many guesses."""
    digest = sealer.blind_index(actor.brand_id, "email", address)
    sent = fetch(
        session, _SENT, for_brand=actor.brand_id, to_address=digest, since=now() - _HOUR
    ).scalar()
    return int(sent) < MOST_CODES_AN_HOUR


def facts_left(session: Session, actor: Actor, latest: Message) -> int:
    """How often whoever wrote `latest` may still tell facts that prove them, within an hour."""
    tried = fetch(
        session,
        _TRIED,
        for_brand=actor.brand_id,
        of_conversation=latest.conversation_id,
        of_customer=latest.customer_id,
        since=now() - _HOUR,
    ).scalar()
    return max(0, MOST_FACTS_AN_HOUR - int(tried))


def keep_facts(
    session: Session, actor: Actor, sealer: Sealer, latest: Message, *, who: str, number: str | None
) -> None:
    """Keep that facts of `who` were told here: the proof of customer `number`, or a miss.

    No code belongs to it, so none is ever right; and it has had all its tries.
    """
    proof_id, time = ProofId(new_id()), now()
    row = {
        "brand_id": actor.brand_id,
        "id": proof_id,
        "conversation_id": latest.conversation_id,
        "customer_id": latest.customer_id,
        "address_digest": sealer.blind_index(actor.brand_id, "email", who),
        "code_digest": secrets.token_bytes(32),
        "sealed": sealer.seal(number or "", latest.key_id, _place(actor, proof_id)),
        "tries": MOST_TRIES,
        "sent_at": time,
        "expires_at": time,
        "proven_at": time if number is not None else None,
    }
    add(session, ProofRow, row)
    data = {"proof_id": proof_id, "right": number is not None}
    events.append(session, actor, "facts.tried.v1", latest.conversation_id, data)


def expect_code(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    *,
    conversation_id: ConversationId,
    customer_id: CustomerId,
    key_id: KeyId,
    address: str,
    number: str,
    code: str,
) -> None:
    """Remember that `code` went to `address`; who brings it back here is customer `number`."""
    proof_id, time = ProofId(new_id()), now()
    row = {
        "brand_id": actor.brand_id,
        "id": proof_id,
        "conversation_id": conversation_id,
        "customer_id": customer_id,
        "address_digest": sealer.blind_index(actor.brand_id, "email", address),
        "code_digest": sealer.sign(actor.brand_id, f"{proof_id} {code}".encode()),
        "sealed": sealer.seal(number, key_id, _place(actor, proof_id)),
        "tries": 0,
        "sent_at": time,
        "expires_at": time + CODE_LASTS,
    }
    add(session, ProofRow, row)
    events.append(session, actor, "code.sent.v1", conversation_id, {"proof_id": proof_id})


def settle_code(
    session: Session, actor: Actor, conversation_id: ConversationId, proof: Proof, *, right: bool
) -> bool:
    """Count a try, and keep the proof if it was right; False if another try came between."""
    values = {
        "for_brand": actor.brand_id,
        "this": proof.id,
        "so_far": proof.tries,
        "tries": proof.tries + 1,
        "proven_at": now() if right else None,
    }
    if change(session, _THIS, values) != 1:
        return False
    data = {"proof_id": proof.id, "right": right}
    events.append(session, actor, "code.tried.v1", conversation_id, data)
    return True


sweep_proofs: Final = Sweep(ProofRow)


def _place(actor: Actor, proof_id: ProofId) -> Place:
    return Place(actor.brand_id, "trust_proof.sealed", proof_id)
