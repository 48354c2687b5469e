"""Forgetting: what a feeling left in a decision goes with the feeling."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import TableClause, bindparam, select, update
from sqlalchemy.orm import Session

from warmline.decisions.models import DecisionRow
from warmline.decisions.records import without_felt_hints
from warmline.foundation.actor import Actor
from warmline.foundation.statements import change, fetch
from warmline.timeline import ConversationId

_TABLE = cast("TableClause", DecisionRow.__table__)
_AT = select(DecisionRow.id, DecisionRow.chosen, DecisionRow.rules).where(
    DecisionRow.brand_id == bindparam("for_brand"),
    DecisionRow.conversation_id == bindparam("of_conversation"),
    DecisionRow.to_position == bindparam("at_position"),
)
_PUT = (
    update(_TABLE)
    .where(_TABLE.c.brand_id == bindparam("for_brand"), _TABLE.c.id == bindparam("this"))
    .values(chosen=bindparam("chosen"))
)


def forget_hints(
    session: Session, actor: Actor, places: Iterable[tuple[ConversationId, int]]
) -> None:
    """Take the hint of a feeling out of the decisions at these places."""
    for conversation_id, position in places:
        rows = fetch(
            session,
            _AT,
            for_brand=actor.brand_id,
            of_conversation=conversation_id,
            at_position=position,
        )
        for row in rows:
            chosen = without_felt_hints(row.chosen, row.rules)
            if chosen != row.chosen:
                key = {"for_brand": actor.brand_id, "this": row.id}
                change(session, _PUT, {**key, "chosen": chosen})
