"""Taking: the customer's own export, and their own erasure.

An export from here holds what the proven contact point owns: what was written from an address
before its proof is in none. An erasure takes all that is under their ids.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import customers, trust
from warmline.channels import SenderKind
from warmline.flow.erasing import Verified, find_erasure, request_erasure
from warmline.flow.export import Export, export_of
from warmline.flow.own.ground import OwnGround
from warmline.foundation.database import Database
from warmline.foundation.errors import Conflict
from warmline.trust import Erasure, ErasureState, OwnSession, PassKind

Item = Mapping[str, Any]

_TIMES: Final = (
    "recorded_at",
    "written_at",
    "given_at",
    "asked_at",
    "made_at",
    "started_at",
    "corrected_at",
    "decided_at",
    "sent_at",
    "placed_at",
    "changed_at",
    "seen_at",
)
_BY_EACH_MESSAGE: Final = frozenset({SenderKind.VISITOR, SenderKind.ACCOUNT})
_VERIFIED: Final = {
    PassKind.CODE: Verified.CODE,
    PassKind.LINK: Verified.SIGNED_LINK,
    PassKind.VISITOR: Verified.SESSION,
}
_LOOK_SECONDS = 0.2
_WAIT_SECONDS = 20.0


class ProveFirst(Conflict):
    code = "prove_first"

    def __init__(self) -> None:
        super().__init__("More than this browser is yours. Open the page by a code to erase it.")


def own_export(session: Session, ground: OwnGround, *, systems: str | None) -> Export:
    """All of theirs, and nothing that only claims to be."""
    visit = ground.visit
    whole = export_of(
        session,
        visit.actor,
        ground.chat.sealer,
        visit.customer_id,
        catalogue=ground.chat.catalogue,
        systems=systems,
    )
    kept = {
        str(each["id"])
        for each in whole.sections["conversations"]
        if ground.owns(each["customer_id"], each["started_at"])
    }
    sections = {
        name: [each for each in rows if _is_theirs(ground, name, each, kept)]
        for name, rows in whole.sections.items()
    }
    return replace(whole, sections=sections, customer_ids=tuple(sorted(ground.owned)))


def _is_theirs(ground: OwnGround, name: str, row: Item, conversations: set[str]) -> bool:
    if name == "contact_points":
        is_proven = row["proven_at"] is not None or row["kind"] in _BY_EACH_MESSAGE
        return is_proven and row["customer_id"] in ground.owned
    if "customer_id" in row:
        at = _at(row)
        return at is not None and ground.owns(row["customer_id"], at)
    return str(row.get("conversation_id")) in conversations


def _at(row: Item) -> datetime | None:
    return next((row[name] for name in _TIMES if row.get(name) is not None), None)


async def erase_own(database: Database, visit: OwnSession) -> Erasure:
    """Have it all erased, and wait a little for the end; raises `OnHold`, `ProveFirst`."""

    def unit(session: Session) -> Erasure:
        everyone = customers.everyone(session, visit.actor, visit.customer_id)
        if visit.how is PassKind.VISITOR and len(everyone) > 1:
            raise ProveFirst
        return request_erasure(
            session, visit.actor, visit.customer_id, verified_by=_VERIFIED[visit.how]
        )

    asked = await database.write(unit)
    return await _ended(database, visit, asked.id)


async def _ended(database: Database, visit: OwnSession, erasure_id: UUID) -> Erasure:
    system = trust.system_of(visit.brand_id)
    for _ in range(int(_WAIT_SECONDS / _LOOK_SECONDS)):
        found = await database.read(
            lambda session: find_erasure(session, system, trust.ErasureId(erasure_id))
        )
        if found.state is ErasureState.DONE:
            return found
        await asyncio.sleep(_LOOK_SECONDS)
    return found
