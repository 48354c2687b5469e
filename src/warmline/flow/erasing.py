"""Erasing: a person goes from every room, by due work that a kill −9 only makes go on.

The order is the promise. First, in one commit, they are cut off: nobody finds them any more, and
who writes again is new. Then their keys are destroyed, so that no copy opens. Then the rows go,
in units of at most 200, so that turns go on. The certificate comes last.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from warmline import customers, timeline, trust
from warmline.assistant import theirs as of_assistant
from warmline.channels.mail import theirs as of_mail
from warmline.customers import CustomerId
from warmline.customers import theirs as of_customers
from warmline.decisions import theirs as of_decisions
from warmline.foundation import due, events
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.foundation.sealing import Sealer
from warmline.foundation.settings import Settings
from warmline.foundation.theirs import Theirs
from warmline.foundation.tidying import tidy
from warmline.timeline import theirs as of_timeline
from warmline.trust import (
    ERASE,
    ErasedList,
    Erasure,
    ErasureId,
    ErasureState,
    Verified,
    find_erasure,
    request_erasure,
)
from warmline.trust import theirs as of_trust
from warmline.understanding import theirs as of_understanding
from warmline.workspace import theirs as of_workspace

__all__ = ["ERASE", "ERASED", "KEPT_BACK", "Erasing", "Verified", "find_erasure", "request_erasure"]

MOST: Final = 200
_MOST_CONVERSATIONS: Final = 50

BY_CUSTOMER: Final[tuple[Theirs, ...]] = (
    of_timeline.SEEN,
    of_understanding.CORRECTIONS,
    of_understanding.READINGS,
    of_decisions.DECISIONS,
    of_assistant.TASKS,
    of_workspace.NOTES,
    of_mail.MAILS,
    of_trust.PROOFS,
    of_trust.HOLDS,
    of_trust.PASSES,
    of_trust.OWN_SESSIONS,
    of_trust.RESTRICTIONS,
    of_trust.CONTESTS,
    of_trust.SEEN_BY,
    of_timeline.MESSAGES,
)
BY_CONVERSATION: Final[tuple[Theirs, ...]] = (of_assistant.GAPS, of_workspace.SNOOZES)

ERASED: Final[frozenset[str]] = frozenset(
    {
        *(each.name for each in (*BY_CUSTOMER, *BY_CONVERSATION)),
        *(each.name for each in (of_trust.ANSWERS, of_trust.RECEIPTS)),
        of_timeline.CONVERSATIONS.name,
        of_timeline.LEGS.name,
        of_timeline.STRETCHES.name,
        of_customers.CONTACT_POINTS.name,
        of_customers.PREFERENCES.name,
        of_customers.CUSTOMERS.name,
        *(each.name for each in of_customers.JOINS),
    }
)
"""Every table of which an erasure deletes the person's rows."""

KEPT_BACK: Final = {
    "trust_erasure": "shows that somebody was erased: ids, times and counts",
    "trust_erased_customer": "says who stays erased, and which key was destroyed: ids",
}
"""Tables that name a customer's id and stay, each with its reason."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a unit has deleted; `is_last` where nothing of that kind was left."""

    gone: dict[str, int]
    is_last: bool


_Step = Callable[[Session, Actor, Collection[CustomerId]], _Batch]


class Erasing:
    """Carries out erasures, each under the lease of its due row."""

    def __init__(
        self, database: Database, sealer: Sealer, erased: ErasedList, settings: Settings
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._erased = erased
        self._settings = settings

    async def erase(self, claim: Claim) -> None:
        """Go on with an erasure from wherever it stands, to its end."""
        actor = trust.system_of(claim.brand_id)
        await self.carry_out(
            actor, ErasureId(claim.subject), lambda session: due.finish(session, claim)
        )

    def give_up(self, session: Session, claim: Claim) -> None:
        """The row is parked and shown; released, it goes on where it stopped."""

    async def carry_out(
        self, actor: Actor, erasure_id: ErasureId, then: Callable[[Session], None]
    ) -> Erasure:
        """Erase; `then` is done in the last commit."""
        erasure = await self._find(actor, erasure_id)
        if erasure.state in {ErasureState.ASKED, ErasureState.HELD}:
            await self._database.write(partial(_cut_off, actor=actor, erasure_id=erasure_id))
            erasure = await self._find(actor, erasure_id)
        if erasure.state is ErasureState.CUT_OFF:
            await asyncio.to_thread(self._destroy_keys, actor, erasure)
            noted = partial(
                trust.note_state,
                actor=actor,
                erasure_id=erasure_id,
                state=ErasureState.KEYS_DESTROYED,
            )
            await self._database.write(noted)
        if erasure.state in {ErasureState.CUT_OFF, ErasureState.KEYS_DESTROYED}:
            await self._erase_rows(actor, erasure)
            await asyncio.to_thread(tidy, self._settings, ERASED)
            finish = partial(self._finish, actor=actor, erasure_id=erasure_id, then=then)
            await self._database.write(finish)
        else:  # held, or done by another meanwhile
            await self._database.write(then)
        return await self._find(actor, erasure_id)

    async def erase_again(self) -> int:
        """Whoever is back from an old backup goes again; how many people that were."""
        count = 0
        for listed in await asyncio.to_thread(self._erased.read):
            actor = trust.system_of(listed.brand_id)
            again = partial(trust.reask, actor=actor, customer_ids=listed.customer_ids)
            erasure_id = await self._database.write(again)
            if erasure_id is not None:
                await self.carry_out(actor, erasure_id, lambda _: None)
                count += 1
        return count

    async def _find(self, actor: Actor, erasure_id: ErasureId) -> Erasure:
        return await self._database.read(partial(find_erasure, actor=actor, erasure_id=erasure_id))

    def _destroy_keys(self, actor: Actor, erasure: Erasure) -> None:
        self._erased.add(actor, erasure)
        for key_id in erasure.keys.values():
            self._sealer.destroy(key_id)

    async def _erase_rows(self, actor: Actor, erasure: Erasure) -> None:
        ids = erasure.customer_ids
        for step in (*map(_of_table, BY_CUSTOMER), self._sealed, _conversations):
            is_last = False
            while not is_last:
                unit = partial(_erase_some, actor=actor, erasure=erasure, ids=ids, step=step)
                is_last = await self._database.write(unit, in_background=True)

    def _sealed(self, session: Session, actor: Actor, ids: Collection[CustomerId]) -> _Batch:
        """Receipts and answers leave their digests, so that the chain holds."""
        gone = trust.erase_sealed(session, actor, self._sealer, ids, most=MOST)
        return _Batch({"receipts_and_answers": gone}, is_last=gone < MOST)

    def _finish(
        self,
        session: Session,
        actor: Actor,
        erasure_id: ErasureId,
        then: Callable[[Session], None],
    ) -> None:
        erasure, time = find_erasure(session, actor, erasure_id, lock=True), now()
        if erasure.state is ErasureState.DONE:
            then(session)
            return
        data = {
            "erasure_id": str(erasure_id),
            "customer_id": str(erasure.customer_id),
            "customer_ids": [str(each) for each in erasure.customer_ids],
        }
        told = trust.tell_subscribers(session, actor, "customer.erased.v1", data)
        certificate = trust.certificate_of(
            self._sealer, actor, erasure, finished_at=time, told=told
        )
        trust.note_done(session, actor, erasure_id, time, certificate)
        finished = {"erasure_id": erasure_id, "keys": len(erasure.keys)}
        events.append(session, actor, "erasure.finished.v1", erasure.customer_id, finished)
        then(session)


def _cut_off(session: Session, actor: Actor, erasure_id: ErasureId) -> None:
    """From this commit on nobody finds them: conversations close, and whoever looks is told."""
    erasure = find_erasure(session, actor, erasure_id, lock=True)
    if erasure.state not in {ErasureState.ASKED, ErasureState.HELD}:
        return
    ids = erasure.customer_ids
    if trust.hold_of(session, actor, erasure.customer_id) is not None and not erasure.is_again:
        trust.note_state(session, actor, erasure_id, ErasureState.HELD)
        return
    customers.hold_still(session, actor, ids)
    for each in ids:
        events.append(session, actor, "customer.erased.v1", each, {"erasure_id": erasure_id})
    closed = timeline.close_all(session, actor, ids)
    due.drop(session, actor, [*closed, *ids])
    points = customers.contact_point_ids(session, actor, ids)
    legs = timeline.drop_legs(session, actor, points)
    gone = customers.cut_off(session, actor, ids)
    gone[of_timeline.LEGS.name] = legs
    trust.note_state(session, actor, erasure_id, ErasureState.CUT_OFF, gone)


def _erase_some(
    session: Session, actor: Actor, erasure: Erasure, ids: Collection[CustomerId], step: _Step
) -> bool:
    """A batch of one step; whether it was the last."""
    batch = step(session, actor, ids)
    trust.note_state(session, actor, erasure.id, ErasureState.KEYS_DESTROYED, batch.gone)
    return batch.is_last


def _of_table(table: Theirs) -> _Step:
    def step(session: Session, actor: Actor, ids: Collection[CustomerId]) -> _Batch:
        if table is of_assistant.TASKS:
            of_assistant.drop_task_work(session, actor, ids, most=MOST)
        gone = table.erase(session, actor, ids, most=MOST)
        return _Batch({table.name: gone}, is_last=gone < MOST)

    return step


def _conversations(session: Session, actor: Actor, ids: Collection[CustomerId]) -> _Batch:
    """Some of their conversations, with what every room keeps of one."""
    alone = timeline.leave_conversations(session, actor, ids, most=_MOST_CONVERSATIONS)
    if not alone:
        return _Batch({}, is_last=True)
    due.drop(session, actor, alone)
    gone = {each.name: each.erase(session, actor, alone, most=10_000) for each in BY_CONVERSATION}
    gone |= timeline.erase_conversations(session, actor, alone)
    return _Batch(gone, is_last=False)
