"""Known: the facts we hold and where each is from, and who of us has looked at them."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from warmline import assistant, customers, trust
from warmline.channels import Hint
from warmline.customers import ContactPoint
from warmline.flow.own.ground import OwnGround
from warmline.flow.own.shapes import KnownView, SeenView
from warmline.foundation.actor import Kind
from warmline.foundation.clock import now
from warmline.trust import PassKind

_LOOKED_BACK = timedelta(days=30)
_LONGEST = 200
_NOT_SHOWN = frozenset({"result"})
_HINTS = {hint.preference: hint for hint in Hint}


def known_of(session: Session, ground: OwnGround) -> list[KnownView]:
    """Addresses, what they like, and what was told or looked up in conversations of theirs."""
    return [
        *_addresses(session, ground),
        *_preferences(session, ground),
        *_told(session, ground),
    ]


def _addresses(session: Session, ground: OwnGround) -> Iterator[KnownView]:
    points = customers.contact_points_of(
        session, ground.reader, ground.chat.sealer, ground.visit.customer_id
    )
    for point in points:
        mine = point.id == ground.visit.contact_point_id
        if mine or (ground.visit.how is not PassKind.VISITOR and _is_proven(point)):
            yield KnownView(
                label=ground.say(f"own-kind-{point.kind}"),
                value="" if point.kind == "visitor" else point.value,
                source=ground.say("own-from-proven" if point.proven_at else "own-from-you"),
                at=point.proven_at,
            )


def _is_proven(point: ContactPoint) -> bool:
    return point.proven_at is not None or point.kind == "account"


def _preferences(session: Session, ground: OwnGround) -> Iterator[KnownView]:
    for name, value, customer_id, at in customers.preferences_by(
        session, ground.reader, ground.chat.sealer, list(ground.owned)
    ):
        if not ground.owns(customer_id, at):
            continue
        hint = _HINTS.get(name)
        if hint is None:
            yield KnownView(label=name, value=value, source=ground.say("own-from-you"), at=at)
        elif value == "on":
            label = ground.say(f"own-hint-{hint}")
            yield KnownView(label=label, value="", source=ground.say("own-from-you"), at=at)


def _told(session: Session, ground: OwnGround) -> Iterator[KnownView]:
    """Inputs of tasks; what our systems answered there is under `profile` and the like."""
    seen: set[tuple[str, str]] = set()
    for talk in ground.talks:
        if not talk.is_whole:
            continue
        tasks = assistant.tasks_of(session, ground.reader, ground.chat.sealer, talk.conversation.id)
        for task in reversed(tasks):
            for name, given in task.values.items():
                for label, value in _values(name, given):
                    if name in _NOT_SHOWN or (label, value) in seen:
                        continue
                    seen.add((label, value))
                    source = "own-from-systems" if isinstance(given, dict) else "own-from-chat"
                    yield KnownView(
                        label=label, value=value, source=ground.say(source), at=task.changed_at
                    )


def _values(name: str, given: object) -> Iterator[tuple[str, str]]:
    if isinstance(given, dict):
        for key, value in given.items():
            if isinstance(value, str | int | float) and value != "":
                yield str(key).replace("_", " "), str(value)[:_LONGEST]
    elif isinstance(given, str | int | float) and given != "":
        yield name.replace("_", " "), str(given)[:_LONGEST]


def name_of(session: Session, ground: OwnGround) -> str | None:
    """The given name our systems gave in a conversation that was proven and is theirs."""
    for talk in ground.talks:
        if not talk.is_whole:
            continue
        for task in reversed(
            assistant.tasks_of(session, ground.reader, ground.chat.sealer, talk.conversation.id)
        ):
            profile = task.values.get("profile")
            if isinstance(profile, dict) and (words := str(profile.get("name") or "").split()):
                return words[0][:40]
    return None


def seen_of(session: Session, ground: OwnGround) -> list[SeenView]:
    """Who of us has looked in the last weeks, as the brand has chosen to name them."""
    looks = trust.looks_at(session, ground.reader, list(ground.owned), since=now() - _LOOKED_BACK)
    return [
        SeenView(
            who=_who(ground, each),
            what=ground.say(f"own-saw-{each.what}"),
            at=each.seen_at,
            is_person=each.who_kind == Kind.AGENT,
        )
        for each in looks
    ]


def _who(ground: OwnGround, look: trust.Look) -> str:
    member = ground.members.get(look.who_id)
    if member is None:
        return ground.say("own-who-system")
    if ground.settings.staff_shown == "role":
        return ground.say("own-who-person")
    return ground.say("own-who-name", name=member.first_name)
