"""Delivering: each subscriber is told under a lease of its own, again and again until it answers.

A subscriber that does not answer holds up nobody; after the last try it is given up and shown.
"""

import asyncio
from functools import partial

from sqlalchemy.orm import Session

from warmline.foundation import due
from warmline.foundation.addresses import AddressRefused, check_outside
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.foundation.sealing import Sealer
from warmline.foundation.webhooks import body_of, post_webhook, sign_webhook
from warmline.trust.actors import system_of
from warmline.trust.subscribers import Delivery, find_delivery, note_try, secret_of


class Deliveries:
    """Tells subscribers; no transaction is open while one is waited for."""

    def __init__(self, database: Database, sealer: Sealer, *, allow_private: bool) -> None:
        self._database = database
        self._sealer = sealer
        self._allow_private = allow_private

    async def tell(self, claim: Claim) -> None:
        """One try; the next one is appointed where it was not taken."""
        actor = system_of(claim.brand_id)
        found = await self._database.read(
            lambda session: find_delivery(session, actor, claim.subject)
        )
        fault = await self._try(claim, found) if found is not None else None

        def unit(session: Session) -> None:
            if found is not None and note_try(session, actor, found, fault):
                due.again(session, claim)
            else:
                due.finish(session, claim)

        await self._database.write(unit, in_background=True)

    async def _try(self, claim: Claim, delivery: Delivery) -> str | None:
        """None where it was taken, else the fault."""
        check = partial(check_outside, delivery.url, allow_private=self._allow_private)
        try:
            outside = await asyncio.to_thread(check)
        except AddressRefused:
            return AddressRefused.code
        secret = secret_of(self._sealer, system_of(claim.brand_id), delivery.subscriber_id)
        body = body_of(delivery.type, delivery.occurred_at, delivery.data)
        headers = sign_webhook(secret, f"msg_{delivery.id.hex}", now(), body)
        return await post_webhook(outside, headers, body)

    def give_up(self, session: Session, claim: Claim) -> None:
        """The row is parked and shown; released, it is tried again."""
