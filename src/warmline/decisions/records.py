"""Decisions as rows, each with its receipt, in the commit of the turn they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any, Final, assert_never
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from warmline.channels import Hint
from warmline.customers import CustomerId
from warmline.decisions.decide import Decision, Rule
from warmline.decisions.models import DecisionId, DecisionRow
from warmline.decisions.options import (
    AnswerOption,
    FriendlyOption,
    HandOver,
    Option,
    SayNotKnown,
    SituationOption,
    SkillOption,
    StayQuiet,
)
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, fetch
from warmline.timeline import ConversationId
from warmline.trust import SENSE, NewReceipt, Permit, Sense, Used, write_receipt

_LOOKED_AT: Final = 5
_LAST_RULES = (
    select(DecisionRow.rules)
    .where(
        DecisionRow.brand_id == bindparam("for_brand"),
        DecisionRow.conversation_id == bindparam("of_conversation"),
        DecisionRow.to_position > bindparam("after"),
    )
    .order_by(DecisionRow.to_position.desc(), DecisionRow.id.desc())
    .limit(_LOOKED_AT)
)


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    id: DecisionId
    from_position: int
    to_position: int
    chosen: dict[str, Any]
    alternatives: tuple[dict[str, Any], ...]
    rules: tuple[str, ...]
    purposes: tuple[str, ...]
    policy: str
    model: str
    receipt_id: UUID
    decided_at: datetime


def save_decision(
    session: Session,
    actor: Actor,
    decision: Decision,
    *,
    customer_id: CustomerId,
    conversation_id: ConversationId,
    positions: tuple[int, int],
    reading_ids: Sequence[UUID],
    model: str,
) -> DecisionId:
    """Save a decision about the messages at `positions` (first, last), and its receipt."""
    decision_id = DecisionId(new_id())
    receipt_id = write_receipt(
        session,
        actor,
        NewReceipt(
            customer_id=customer_id,
            conversation_id=conversation_id,
            decision_id=decision_id,
            purposes=decision.purposes,
            used=used_by(decision),
            rule=decision.rules[0],
            text_key=f"receipt-{decision.rules[0]}",
            text_values=_receipt_values(decision.chosen),
        ),
    )
    add(
        session,
        DecisionRow,
        {
            "brand_id": actor.brand_id,
            "id": decision_id,
            "conversation_id": conversation_id,
            "customer_id": customer_id,
            "from_position": positions[0],
            "to_position": positions[1],
            "chosen": {
                **describe(decision.chosen),
                "beside": [describe(each) for each in decision.beside],
                "hints": list(decision.hints),
            },
            "propensity": 1.0,
            "alternatives": [
                {**describe(option), "propensity": 0.0} for option in decision.alternatives
            ],
            "rules": list(decision.rules),
            "purposes": list(decision.purposes),
            "inputs": {"readings": [str(each) for each in reading_ids]},
            "policy": decision.policy,
            "model": model,
            "receipt_id": receipt_id,
            "decided_at": now(),
        },
    )
    data = {
        "decision_id": decision_id,
        "to_position": positions[1],
        "chosen": describe(decision.chosen)["kind"],
        "rules": list(decision.rules),
    }
    events.append(session, actor, "decision.made.v1", conversation_id, data)
    return decision_id


def decisions_of(
    session: Session,
    actor: Actor,
    conversation_id: ConversationId,
    *,
    felt: Permit[Sense] | None,
) -> list[DecisionRecord]:
    """The decisions of a conversation, in order; without a permit none shows what was felt."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = session.scalars(
        select(DecisionRow)
        .where(
            DecisionRow.brand_id == actor.brand_id,
            DecisionRow.conversation_id == conversation_id,
        )
        .order_by(DecisionRow.to_position, DecisionRow.id)
    )
    return [
        DecisionRecord(
            id=row.id,
            from_position=row.from_position,
            to_position=row.to_position,
            chosen=row.chosen if felt is not None else without_felt_hints(row.chosen, row.rules),
            alternatives=tuple(row.alternatives),
            rules=tuple(row.rules),
            purposes=tuple(row.purposes),
            policy=row.policy,
            model=row.model,
            receipt_id=row.receipt_id,
            decided_at=row.decided_at,
        )
        for row in rows
    ]


def misses_of(
    session: Session, actor: Actor, conversation_id: ConversationId, *, after: int
) -> int:
    """How many of the last decisions in a row, after a position, knew no answer."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(
        session,
        _LAST_RULES,
        for_brand=actor.brand_id,
        of_conversation=conversation_id,
        after=after,
    )
    return sum(1 for _ in takewhile(lambda row: Rule.NOT_KNOWN in row.rules, rows))


def without_felt_hints(chosen: dict[str, Any], rules: Sequence[str]) -> dict[str, Any]:
    """What was chosen, without the hint that a feeling may have left; danger leaves it too."""
    if Rule.CARE_PATH in rules or Hint.CALM not in chosen.get("hints", ()):
        return chosen
    return {**chosen, "hints": [each for each in chosen["hints"] if each != Hint.CALM]}


def used_by(decision: Decision) -> tuple[Used, ...]:
    """What data a decision looked at, in the order of `Used`."""
    used = {Used.MESSAGE, Used.EARLIER}
    if SENSE.name in decision.purposes:
        used.add(Used.FEELINGS)
    for option in (decision.chosen, *decision.beside):
        match option:
            case AnswerOption():
                used.add(Used.ARTICLES)
            case SkillOption():
                used.add(Used.SYSTEMS)
            case SituationOption():
                used.add(Used.AREA)
            case FriendlyOption() | HandOver() | SayNotKnown() | StayQuiet():
                pass
            case _:
                assert_never(option)
    return tuple(each for each in Used if each in used)


def describe(option: Option) -> dict[str, Any]:  # noqa: PLR0911 - one line an option
    """An option as ids and numbers, without its words."""
    match option:
        case AnswerOption(passage, fit):
            return {
                "kind": "answer",
                "article": passage.article,
                "version": passage.version,
                "language": passage.language,
                "fit": round(fit, 4),
            }
        case SkillOption(skill, act, risk, stage, sureness):
            return {
                "kind": "skill",
                "skill": skill,
                "act": act.value,
                "risk": risk,
                "stage": stage.value,
                "sureness": round(sureness, 4),
            }
        case SituationOption(situation):
            return {"kind": "situation", "situation": situation}
        case FriendlyOption(kind):
            return {"kind": "friendly", "to": kind}
        case HandOver(reason):
            return {"kind": "hand_over", "reason": reason.value}
        case SayNotKnown():
            return {"kind": "say_not_known"}
        case StayQuiet():
            return {"kind": "stay_quiet"}
        case _:
            assert_never(option)


def _receipt_values(option: Option) -> dict[str, Any]:
    match option:
        case AnswerOption(passage, _):
            return {"title": passage.title, "version": passage.version}
        case (
            SkillOption()
            | SituationOption()
            | FriendlyOption()
            | HandOver()
            | SayNotKnown()
            | StayQuiet()
        ):
            return {}
        case _:
            assert_never(option)
