"""Once: an agent's words that are sent again, because nobody knew whether they had arrived.

The key is the agent's own (`Idempotency-Key`, or the id of a frame): Noor's “1” is not Robin's.
"""

import hmac
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.errors import BadInput, Conflict
from warmline.foundation.sealing import Sealer
from warmline.foundation.statements import add, fetch
from warmline.workspace.models import AskedRow

LONGEST_KEY = 255

_ASKED = select(AskedRow.body_digest, AskedRow.result_id).where(
    AskedRow.brand_id == bindparam("for_brand"),
    AskedRow.agent_id == bindparam("of_agent"),
    AskedRow.key == bindparam("with_key"),
)


class KeyReused(Conflict):
    code = "key_reused"

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key came before with another body. Use a new one.")


def once(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    key: str | None,
    body: str,
    do: Callable[[], UUID],
) -> UUID:
    """What `do` gives, or gave when the same body came with the same key; without one, always do.

    The conversation is locked by now, so the same key cannot be at work twice.
    """
    if key is None:
        return do()
    if not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
        message = f"An Idempotency-Key has 1 to {LONGEST_KEY} printable characters."
        raise BadInput(message)
    digest = sealer.sign(actor.brand_id, body.encode())
    where = {"for_brand": actor.brand_id, "of_agent": actor.id, "with_key": key}
    before = fetch(session, _ASKED, **where).first()
    if before is not None:
        if not hmac.compare_digest(before.body_digest, digest):
            raise KeyReused
        result: UUID = before.result_id
        return result
    result = do()
    row = {
        "brand_id": actor.brand_id,
        "agent_id": actor.id,
        "key": key,
        "body_digest": digest,
        "result_id": result,
        "asked_at": now(),
    }
    add(session, AskedRow, row)
    return result
