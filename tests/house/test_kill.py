"""An accepted message is never lost and no turn is answered twice, whatever is killed.

The full form, with a thousand messages and PostgreSQL syncing to the disk, is `bench/kill.py`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from support.databases import Databases
from support.killing import Accepted, Installation, Outcome, Planned, View, check, run

from warmline import timeline, trust
from warmline.app import DEMO_BRAND
from warmline.foundation import schema
from warmline.foundation.brands import find_brand
from warmline.foundation.sealing import Sealer
from warmline.timeline import Author, ConversationId, NewMessage
from warmline.timeline.models import MessageRow

MESSAGES = 120
KILLS = 6


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nothing_is_lost_or_answered_twice_while_processes_are_killed(
    kind: str, databases: Databases, tmp_path: Path
) -> None:
    with (
        databases.fresh(kind, tmp_path / "data") as settings,
        Installation(settings) as installation,
    ):
        outcome = run(installation, messages=MESSAGES, kills=KILLS, kills_in_turns=1)
    assert outcome.faults == []
    assert check(outcome.accepted, outcome.conversations) == []
    assert len(outcome.accepted) == MESSAGES
    assert outcome.kills_while_posting >= KILLS
    assert outcome.kills_in_requests > 0
    assert outcome.kills_in_turns > 0
    assert _chosen(outcome.conversations) <= {"answer", "say_not_known", "skill"}


# The check itself: what it is for must not pass it.


@pytest.fixture
def installation(databases: Databases, tmp_path: Path) -> Iterator[Installation]:
    with (
        databases.fresh("sqlite", tmp_path / "data") as settings,
        Installation(settings) as running,
    ):
        yield running


def test_the_check_names_a_message_that_is_gone_from_the_database(
    installation: Installation,
) -> None:
    outcome = _quiet_run(installation)
    lost = outcome.accepted[0]

    def plant(session: Session) -> None:
        session.execute(delete(MessageRow).where(MessageRow.id == UUID(lost.message_id)))

    name = f"Message {lost.message_id} ({lost.planned.external_id})"
    assert _check_with(plant, installation, outcome) == [f"{name} was accepted and is not there."]


def test_the_check_names_a_reply_that_is_doubled_in_the_database(
    installation: Installation,
) -> None:
    outcome = _quiet_run(installation)
    view = outcome.conversations[0]

    def plant(session: Session) -> None:
        _copy_a_reply(session, installation, ConversationId(UUID(view["id"])))

    turns = len(view["decisions"])
    sentence = f"{view['id']} has {turns + 1} replies to {turns} turns."
    assert _check_with(plant, installation, outcome) == [sentence]


def _quiet_run(installation: Installation) -> Outcome:
    outcome = run(installation, messages=12, kills=0, kills_in_turns=0)
    assert outcome.faults == []
    assert check(outcome.accepted, outcome.conversations) == []
    return outcome


def _check_with(
    plant: Callable[[Session], None], installation: Installation, outcome: Outcome
) -> list[str]:
    engine = schema.open_engine(installation.settings)
    with Session(engine) as session, session.begin():
        plant(session)
    engine.dispose()
    return check(outcome.accepted, installation.conversations(outcome.accepted))


def _copy_a_reply(
    session: Session, installation: Installation, conversation_id: ConversationId
) -> None:
    """With an id and a position of its own, and sealed anew, since words are bound to their row."""
    brand = find_brand(session, DEMO_BRAND)
    assert brand is not None
    actor, sealer = trust.assistant_of(brand.id), Sealer(installation.settings.data / "keys")
    said = timeline.messages_of(session, actor, sealer, conversation_id)
    reply = next(each for each in said if each.author is Author.ASSISTANT and not each.is_notice)
    copy = timeline.append(
        session,
        actor,
        sealer,
        timeline.lock(session, actor, conversation_id),
        NewMessage(
            leg_id=reply.leg_id,
            customer_id=reply.customer_id,
            key_id=reply.key_id,
            author=reply.author,
            text=reply.text,
            sources=reply.sources,
        ),
    )
    assert session.scalar(select(MessageRow.answers_to).where(MessageRow.id == copy)) is None


def _said(id_: str, position: int, text: str = "") -> dict[str, Any]:
    author = "assistant" if id_.startswith("r") else "customer"
    return {"id": id_, "position": position, "author": author, "text": text or f"text {id_}"}


def _turn(first: int, last: int, kind: str = "answer") -> dict[str, Any]:
    return {"from_position": first, "to_position": last, "chosen": {"kind": kind}}


# Two messages of one burst in one turn (position 3 is a notice), the third in its own.
M1, M2, R1, M3, R2 = map(_said, ("m1", "m2", "r1", "m3", "r2"), (1, 2, 4, 5, 6))
TURNS = [_turn(1, 2), _turn(5, 5)]
ACCEPTED = [
    Accepted(Planned(f"e{n}", "burst@example.com", f"text m{n}"), f"m{n}", "c", "customer")
    for n in (1, 2, 3)
]


@pytest.mark.parametrize(
    ("messages", "turns", "sentences"),
    [
        ([M1, M2, R1, M3, R2], TURNS, []),
        ([M1, M2, R1, M3], [_turn(1, 2), _turn(5, 5, "stay_quiet")], []),
        ([M1, R1, M3, R2], TURNS, ["Message m2 (e2) was accepted and is not there."]),
        (
            [M1, M2, _said("m9", 3, "text m2"), R1, M3, R2],
            [_turn(1, 3), _turn(5, 5)],
            ["Message m2 (e2) is there 2 times."],
        ),
        (
            [M1, M2, _said("m9", 3), R1, M3, R2],
            [_turn(1, 3), _turn(5, 5)],
            ["Message m9 is there and was never accepted."],
        ),
        ([M1, M2, R1, M3], TURNS, ["Message m3 of c is not answered."]),
        (
            [M1, M2, R1, M3, R2],
            [_turn(1, 2)],
            ["Message m3 of c is not answered.", "c has 2 replies to 1 turns."],
        ),
        ([M1, M2, M3, R2], TURNS, ["c has 1 replies to 2 turns."]),
        (
            [M1, M2, R1, M3, R2],
            [_turn(1, 2), _turn(2, 5)],
            ["Turns (1, 2) and (2, 5) of c overlap."],
        ),
        ([M1, M2, R1, M3, R2, _said("r3", 7)], TURNS, ["c has 3 replies to 2 turns."]),
        ([M2, M1, R1, M3, R2], TURNS, ["Positions 2 and 1 of c do not increase."]),
    ],
)
def test_the_check_names_each_breach(
    messages: list[View], turns: list[View], sentences: list[str]
) -> None:
    assert check(ACCEPTED, [{"id": "c", "messages": messages, "decisions": turns}]) == sentences


def _chosen(conversations: list[View]) -> set[str]:
    return {each["chosen"]["kind"] for view in conversations for each in view["decisions"]}
