"""Told: decisions with their receipts, what each purpose really gave, and what was said."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy.orm import Session

from warmline import decisions, trust, workspace
from warmline.channels import Hint
from warmline.decisions import Rule
from warmline.flow.own.ground import OwnGround, Talk
from warmline.flow.own.shapes import (
    ContestView,
    PersonView,
    PurposeView,
    ReceiptView,
    SaidView,
    TalkView,
)
from warmline.foundation.clock import now
from warmline.timeline import Holder
from warmline.trust import PURPOSES, SENSE, Contest, Use

_MOST_RECEIPTS = 100
_ANSWERS = frozenset({Rule.ANSWERED, Rule.SITUATION, Rule.SKILL_TOLD})
_SOONER = frozenset({Rule.GOES_WORSE})
_GAVE_OF = {"serve": ("answers", "done", "person"), "sense": ("calm", "sooner")}


def receipts_shown(session: Session, ground: OwnGround) -> list[ReceiptView]:
    """What was decided about them, the newest first, each with its question if it has one."""
    questioned = {
        each.receipt_id: each
        for each in trust.contests_of(
            session, ground.reader, ground.chat.sealer, list(ground.owned)
        )
    }
    found = trust.receipts_of_customers(
        session,
        ground.reader,
        ground.catalogue,
        list(ground.owned),
        language=ground.language,
        most=_MOST_RECEIPTS,
    )
    return [
        ReceiptView(
            id=each.id,
            number=trust.number_of(each.id),
            text=each.text,
            because=each.because,
            at=each.written_at,
            conversation_id=each.conversation_id,
            contest=_contest(ground, questioned.get(each.id)),
        )
        for each in found
        if ground.owns(each.customer_id, each.written_at)
    ]


def _contest(ground: OwnGround, found: Contest | None) -> ContestView | None:
    if found is None:
        return None
    outcome = ground.say(f"own-outcome-{found.outcome}") if found.outcome else None
    return ContestView(
        words=found.words,
        due_at=found.due_at,
        is_late=found.settled_at is None and found.due_at < now(),
        settled_at=found.settled_at,
        outcome=outcome,
        answer=found.answer,
    )


def purposes_shown(session: Session, ground: OwnGround) -> list[PurposeView]:
    """Every use, what it gives, and what it really gave; while restricted, as they had it."""
    own = [each for each in ground.answers if each.source != trust.RESTRICTION]
    gave = _gave(session, ground)
    shown = []
    for purpose in PURPOSES:
        said = trust.wording_of(purpose, ground.catalogue, ground.language)
        shown.append(
            PurposeView(
                name=purpose.name,
                title=said.title,
                what=said.what,
                gives=said.gives,
                basis=said.basis,
                kept=said.kept,
                granted=trust.is_allowed(purpose, own),
                can_be_refused=purpose.can_be_refused,
                gave=[
                    ground.say(f"own-gave-{what}", count=gave[what])
                    for what in _GAVE_OF.get(purpose.name, ())
                    if gave[what]
                ],
            )
        )
    return shown


def _gave(session: Session, ground: OwnGround) -> Counter[str]:
    """Counts of what happened to them; nothing is estimated."""
    felt = trust.find_permit(SENSE, Use.ACCESS, ground.everyone, ground.answers)
    counts: Counter[str] = Counter()
    for talk in ground.talks:
        if not talk.is_whole:
            continue
        for each in decisions.decisions_of(session, ground.reader, talk.conversation.id, felt=felt):
            rules = set(each.rules)
            counts["answers"] += bool(rules & _ANSWERS)
            counts["done"] += Rule.SKILL_DONE in rules
            counts["person"] += each.chosen.get("kind") == "hand_over"
            if felt is not None:
                counts["calm"] += Hint.CALM in each.chosen.get("hints", ())
                counts["sooner"] += bool(rules & _SOONER)
    return counts


def talks_shown(ground: OwnGround) -> list[TalkView]:
    """What was said, in their words and ours."""
    return [_talk(ground, each) for each in ground.talks if each.messages or each.is_whole]


def _talk(ground: OwnGround, talk: Talk) -> TalkView:
    conversation = talk.conversation
    first = next((each.text for each in talk.messages if each.author == "customer"), "")
    return TalkView(
        id=conversation.id,
        at=talk.messages[0].recorded_at if talk.messages else conversation.started_at,
        title=_short(first),
        holder=conversation.holder,
        holder_text=ground.say(f"holder-{conversation.stretch.reason}"),
        messages=[
            SaidView(
                id=each.id,
                author=each.author.value,
                name=ground.members[each.agent_id].first_name
                if each.agent_id is not None and each.agent_id in ground.members
                else None,
                text=each.text,
                at=each.recorded_at,
            )
            for each in talk.messages
        ],
        has_earlier=talk.has_earlier,
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79].rstrip() + "…"  # noqa: PLR2004 - one line


def person_shown(session: Session, ground: OwnGround) -> PersonView:
    """Whether somebody is coming or here, or how long it usually takes."""
    service = ground.chat.service(ground.reader.brand_id)
    pack = service.pack if service is not None else None
    people = workspace.people_now(session, ground.reader, pack)
    usual = PersonView(
        state="free",
        here=people.here,
        back_at=people.back_at,
        usual_minutes=people.usual_minutes,
    )
    held = _held(ground.talks)
    if held is None:
        return usual
    conversation = held.conversation
    if conversation.holder is Holder.PERSON:
        agent = ground.members.get(conversation.stretch.agent_id or ground.visit.id)
        name = agent.first_name if agent is not None else None
        return usual.model_copy(update={"state": "person", "name": name})
    wait = workspace.wait_of(session, ground.reader, conversation.id, people)
    told = {"state": "waiting"} | (
        {
            "position": wait.position,
            "promised_at": wait.promised_at,
            "is_late": wait.is_late,
        }
        if wait is not None
        else {}
    )
    return usual.model_copy(update=told)


def _held(talks: Sequence[Talk]) -> Talk | None:
    """The newest conversation of theirs that people have to do with."""
    by_people = {Holder.WAITING, Holder.PERSON}
    mine = [each for each in talks if each.is_whole and each.conversation.holder in by_people]
    return mine[0] if mine else None
