"""Forgetting: feelings are deleted when their time is over, or when they are not wanted any more.

What a feeling left elsewhere is found by where it was felt; the callers see to that.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Final, cast

from sqlalchemy import BindParameter, TableClause, bindparam, delete, select
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.foundation.statements import Rows, change, fetch
from warmline.foundation.sweeping import Sweep
from warmline.trust import SENSE, SERVE
from warmline.understanding.models import CorrectionRow, ReadingRow

_PLACE: Final = ("conversation_id", "position")

sweep_feelings: Final = Sweep(
    ReadingRow, ReadingRow.purpose == SENSE.name, age="expires_at", returning=_PLACE
)
sweep_felt_corrections: Final = Sweep(
    CorrectionRow, CorrectionRow.purpose == SENSE.name, age="expires_at"
)
sweep_readings: Final = Sweep(ReadingRow, ReadingRow.purpose == SERVE.name)
sweep_corrections: Final = Sweep(CorrectionRow, CorrectionRow.purpose == SERVE.name)

_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_FELT = (
    select(ReadingRow.id, ReadingRow.conversation_id, ReadingRow.position)
    .where(
        ReadingRow.brand_id == bindparam("for_brand"),
        ReadingRow.customer_id.in_(_OF_CUSTOMERS),
        ReadingRow.purpose == SENSE.name,
        ReadingRow.recorded_at <= bindparam("until"),
    )
    .limit(bindparam("most"))
)
_SAID = (
    select(CorrectionRow.id)
    .where(
        CorrectionRow.brand_id == bindparam("for_brand"),
        CorrectionRow.customer_id.in_(_OF_CUSTOMERS),
        CorrectionRow.purpose == SENSE.name,
        CorrectionRow.corrected_at <= bindparam("until"),
    )
    .limit(bindparam("most"))
)
_DROP = {
    model: delete(cast("TableClause", model.__table__)).where(
        model.brand_id == bindparam("for_brand"), model.id == bindparam("this")
    )
    for model in (ReadingRow, CorrectionRow)
}


def forget_feelings(
    session: Session,
    actor: Actor,
    customer_ids: Collection[CustomerId],
    *,
    until: datetime,
    most: int,
) -> Rows:
    """Delete what a person felt until then, and what was said of it; where that was."""
    where = {
        "for_brand": actor.brand_id,
        "of_customers": sorted(customer_ids),
        "until": until,
        "most": most,
    }
    felt, said = fetch(session, _FELT, **where), fetch(session, _SAID, **where)
    for model, rows in ((ReadingRow, felt), (CorrectionRow, said)):
        if rows:
            gone = [{"for_brand": actor.brand_id, "this": row.id} for row in rows]
            change(session, _DROP[model], *gone)
    return felt
