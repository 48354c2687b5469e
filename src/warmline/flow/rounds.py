"""Rounds: the work that comes round for each brand by itself, for ever."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from warmline import trust
from warmline.flow.keeping import SWEEP
from warmline.foundation import appointments
from warmline.foundation.brands import all_brands
from warmline.foundation.clock import now
from warmline.foundation.settings import Settings
from warmline.trust import SEAL

ROUNDS: Final = (SEAL, SWEEP)
"""Kinds of due work that come round for each brand."""


def appoint_rounds(session: Session, settings: Settings) -> None:
    """Appoint the first of each; a round that is appointed already stays so."""
    seconds = dict(zip(ROUNDS, (settings.seal_seconds, settings.sweep_seconds), strict=True))
    for brand_id, _ in all_brands(session):
        actor = trust.system_of(brand_id)
        for kind, every in seconds.items():
            at = now() + timedelta(seconds=every)
            appointments.appoint_once(session, actor, kind, brand_id, at)
