"""Keeping: what is kept for how long, and the rounds that delete what has had its time.

Every field with a period is in `KEPT`; nothing else is deleted by age. A round takes a small
batch of each, so that nobody who writes waits for it.
"""

from collections.abc import Sized
from datetime import timedelta
from functools import partial
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from warmline import customers, decisions, timeline, trust
from warmline.channels.mail import outbox
from warmline.customers import CustomerId
from warmline.foundation import appointments, due
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.trust import SENSE, SERVE, Kept
from warmline.understanding import figures, forgetting

SWEEP: Final = "sweep"
_MOST: Final = 200

_SENSED = SENSE.keeps_for or timedelta(0)
_SERVED = SERVE.keeps_for or timedelta(0)


def _forget_hints(session: Session, actor: Actor, felt: Sized) -> None:
    places = [(row.conversation_id, row.position) for row in cast("list[Any]", felt)]
    decisions.forget_hints(session, actor, places)


KEPT: Final = (
    Kept("feelings", SENSE, _SENSED, forgetting.sweep_feelings, expires=True, then=_forget_hints),
    Kept("corrected feelings", SENSE, _SENSED, forgetting.sweep_felt_corrections, expires=True),
    Kept("readings", SERVE, _SERVED, forgetting.sweep_readings),
    Kept("corrections", SERVE, _SERVED, forgetting.sweep_corrections),
    Kept("mails", SERVE, timedelta(days=30), outbox.sweep_mails),
    Kept("codes and proofs", SERVE, timedelta(days=30), trust.sweep_proofs),
    Kept("ways in to one's own page", SERVE, timedelta(days=30), trust.sweep_passes),
    Kept("visits to one's own page", SERVE, timedelta(days=30), trust.sweep_own_sessions),
    Kept("who has looked", SERVE, trust.LOOKS_KEPT_FOR, trust.sweep_looks),
    Kept("external ids", SERVE, timedelta(days=60), timeline.sweep_seen),
)


def sweep(session: Session, actor: Actor) -> bool:
    """Delete a batch of each field; whether there is more to delete."""
    held, time = trust.held(session, actor), now()
    is_more = False
    for each in KEPT:
        before = time if each.expires else time - each.keep_for
        gone = each.sweep(session, actor, before=before, held=held, most=_MOST)
        if gone and each.then is not None:
            each.then(session, actor, gone)
        is_more = is_more or len(gone) == _MOST
    return is_more


class Keeping:
    """Comes round to each brand, and to each customer who does not want to be analysed."""

    def __init__(self, database: Database, every: timedelta) -> None:
        self._database = database
        self._every = every

    async def sweep(self, claim: Claim) -> None:
        """Count the days whose feelings expire, then delete a batch; at once again if more is."""
        actor = trust.system_of(claim.brand_id)
        await self._count_days(actor)

        def unit(session: Session) -> None:
            is_more = sweep(session, actor)
            at = now() if is_more else now() + self._every
            appointments.appoint(session, actor, SWEEP, claim.subject, at)
            due.again(session, claim)

        await self._database.write(unit, in_background=True)

    async def _count_days(self, actor: Actor) -> None:
        """A day is counted while reading, for that takes longer than a unit may."""
        time = now()
        days = await self._database.read(
            lambda session: figures.days_to_count(session, actor, time)
        )
        for day in days:
            found = await self._database.read(partial(figures.count_day, actor=actor, day=day))
            await self._database.write(
                partial(figures.keep_figures, actor=actor, figures=found), in_background=True
            )

    async def forget(self, claim: Claim) -> None:
        """Somebody switched sensing off: what was felt until then is deleted, not only hidden."""
        actor, customer_id = trust.system_of(claim.brand_id), CustomerId(claim.subject)

        def unit(session: Session) -> None:
            everyone = customers.everyone(session, actor, customer_id)
            refused = [
                each.given_at
                for each in trust.answers_of(session, actor, everyone)
                if each.purpose == SENSE and not each.granted and each.source != trust.RESTRICTION
            ]
            if not refused or everyone & trust.held(session, actor):
                due.finish(session, claim)
                return
            felt = forgetting.forget_feelings(
                session, actor, everyone, until=max(refused), most=_MOST
            )
            _forget_hints(session, actor, felt)
            if len(felt) < _MOST:
                due.finish(session, claim)
            else:
                due.again(session, claim)

        await self._database.write(unit, in_background=True)

    def give_up(self, session: Session, claim: Claim) -> None:
        """The row is parked and shown; what expired is not read meanwhile."""
