"""Inferred: what was worked out from their words, where from, and what else it could be.

Feelings only while the customer allows sensing, and never as a fact about them.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from warmline import timeline, trust, understanding
from warmline.flow.own.ground import OwnGround, Talk
from warmline.flow.own.shapes import ChoiceView, HeldView, InferredView, PointView
from warmline.timeline import Stretch
from warmline.trust import SENSE, Use
from warmline.workspace.desk.feeling import Felt, how_of
from warmline.workspace.desk.steps import step_of
from warmline.workspace.view import ReadingView, readings_shown

_BACK_TO = 8


def inferred_of(session: Session, ground: OwnGround) -> list[InferredView]:
    """What we think, conversation by conversation, the newest first."""
    felt_by = trust.find_permit(SENSE, Use.ACCESS, ground.everyone, ground.answers)
    found: list[InferredView] = []
    for talk in ground.talks:
        if not talk.is_whole:
            continue
        readings = readings_shown(session, ground.reader, talk.conversation.id, felt_by=felt_by)
        if not readings:
            continue
        stretches = timeline.stretches_of(session, ground.reader, talk.conversation.id)
        if felt_by is not None:
            found.extend(_feeling(ground, talk, readings, stretches))
        found.extend(_needs(ground, talk, readings))
    return found


def _feeling(
    ground: OwnGround, talk: Talk, readings: Sequence[ReadingView], stretches: Sequence[Stretch]
) -> Iterator[InferredView]:
    felt = [_felt(each) for each in readings]
    if all(each.feelings is None and each.corrected_to is None for each in felt):
        return

    def say(key: str, **values: Any) -> str:  # noqa: ANN401 - any value of a text
        return ground.say(f"own-{key}", **values)

    how = how_of(felt, talk.messages, say, may_sense=True)
    if how is None:
        return
    yield InferredView(
        message_id=readings[-1].message_id,
        field="feeling",
        title=ground.say("own-inferred-feeling"),
        text=how.sentence,
        used_for=ground.say("own-used-feeling"),
        at=talk.conversation.started_at,
        is_corrected=how.state == "corrected",
        points=[PointView(**each.model_dump()) for each in how.points],
        held=[HeldView(from_position=each.from_position, holder=each.holder) for each in stretches],
        choices=_choices(ground, "own-feeling", [*understanding.FEELINGS, _CANNOT_TELL]),
    )


_CANNOT_TELL = understanding.CANNOT_TELL


def _felt(reading: ReadingView) -> Felt:
    said = next((each for each in reading.corrections if each.field == "feeling"), None)
    return Felt(
        message_id=reading.message_id,
        position=reading.position,
        feelings=reading.feelings,
        confidence=reading.confidence,
        abstained=reading.abstained,
        corrected_to=said.value if said is not None else None,
    )


def _needs(
    ground: OwnGround, talk: Talk, readings: Sequence[ReadingView]
) -> Iterator[InferredView]:
    """The latest wish we are sure of, and how soon it must be."""
    shown = {each.id for each in talk.messages}
    recent = [each for each in readings[-_BACK_TO:] if each.message_id in shown]
    wish = next((each for each in reversed(recent) if _title(ground, each) is not None), None)
    if wish is not None:
        yield _need(ground, talk, wish, "intent", str(_title(ground, wish)), [_CANNOT_TELL])
    if recent:
        step = list(understanding.URGENCIES)[step_of(recent[-1].urgency)]
        text = ground.say(f"own-urgency-{step}")
        yield _need(ground, talk, recent[-1], "urgency", text, list(understanding.URGENCIES))


def _title(ground: OwnGround, reading: ReadingView) -> str | None:
    corrected = any(each.field == "intent" for each in reading.corrections)
    if reading.intent is None:
        return ground.say("own-intent-not_known") if corrected else None
    sure = corrected or reading.intent_confidence >= understanding.SURE
    intent = ground.intents.get(reading.intent)
    return intent.title if sure and intent is not None and not intent.is_aside else None


def _need(
    ground: OwnGround,
    talk: Talk,
    reading: ReadingView,
    field: Any,  # noqa: ANN401 - one of the names of `InferredView.field`
    text: str,
    choices: Sequence[str],
) -> InferredView:
    return InferredView(
        message_id=reading.message_id,
        field=field,
        title=ground.say(f"own-inferred-{field}"),
        text=text,
        used_for=ground.say(f"own-used-{field}"),
        at=talk.conversation.started_at,
        is_corrected=any(each.field == field for each in reading.corrections),
        points=[],
        held=[],
        choices=_choices(ground, f"own-{field}", choices),
    )


def _choices(ground: OwnGround, prefix: str, values: Sequence[str]) -> list[ChoiceView]:
    return [ChoiceView(value=each, label=ground.say(f"{prefix}-{each}")) for each in values]
