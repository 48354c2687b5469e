"""Latency: from the end of the quiet window to the answer on an open stream, seen from outside.

The quiet window of an answer ends so long after the last message that it answers was accepted
(its 2xx was here), and at the latest so long after the first. The answer is there when the
change with it arrives on the conversation's stream of server-sent events.
"""

import asyncio
import json
import random
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from figures import Beside, Figure, percentile
from load import QUESTIONS, Answer, Client, must_be_good, open_loop
from served import SHARE, Served, folder, serving

_PER_SECOND = 20
_COUNT = int(30 * SHARE * _PER_SECOND)
_ROUNDS = 4
_CONVERSATIONS = 50
_QUIET_SECONDS = 1.2
_QUIET_LIMIT_SECONDS = 4.0
_SETTLED_SECONDS = _QUIET_LIMIT_SECONDS + 2.0
_P50_MS = 60.0
_P99_MS = 250.0


def run() -> list[Figure]:
    """Some rounds, each with new people, since a round alone has few answers."""
    seconds: list[float] = []
    with folder() as data:
        with serving(data) as served:
            for number in range(_ROUNDS):
                seconds += asyncio.run(_round(served, number))
        of_server = _of_server(served)
    p50, p99 = (
        Beside(f"due to commit, by the server's own events, p{n}", _ms(of_server, n))
        for n in (50, 99)
    )
    return [
        Figure("answer_p50", _ms(seconds, 50), "ms", at_most=_P50_MS, beside=p50),
        Figure("answer_p99", _ms(seconds, 99), "ms", at_most=_P99_MS, beside=p99),
        Figure("answer_worst", max(seconds) * 1000, "ms"),
        Figure("answer_samples", len(seconds), "answers"),
    ]


@dataclass(slots=True)
class _Conversation:
    """What was accepted and answered in one conversation, as heard on its stream."""

    accepted: dict[str, float] = field(default_factory=dict)
    positions: dict[int, str] = field(default_factory=dict)
    answered: dict[tuple[int, int], float] = field(default_factory=dict)

    def hear(self, event: str, data: Any, moment: float) -> None:  # noqa: ANN401 - JSON
        for message in data["messages"]:
            if message["author"] == "customer":
                self.positions[message["position"]] = message["id"]
        decisions = (
            data["decisions"]
            if event == "state"
            else (data["rest"] or {"decisions": []})["decisions"]
        )
        for each in decisions:
            self.answered.setdefault((each["from_position"], each["to_position"]), moment)

    def seconds(self) -> list[float]:
        """For each answer to messages of this round: seconds from the end of its quiet window."""
        found = []
        for (first, last), moment in self.answered.items():
            ids = [self.positions.get(number, "") for number in range(first, last + 1)]
            accepted = [self.accepted[each] for each in ids if each in self.accepted]
            if accepted:
                end = min(max(accepted) + _QUIET_SECONDS, min(accepted) + _QUIET_LIMIT_SECONDS)
                found.append(moment - end)
        return found


async def _round(served: Served, number: int) -> list[float]:
    client = served.client()
    await client.connect(16)
    names = [f"person-{number}-{each}" for each in range(_CONVERSATIONS)]
    ids = [await _begin(client, name) for name in names]
    await asyncio.sleep(_SETTLED_SECONDS)
    conversations = [_Conversation() for _ in ids]
    streams = [
        await client.follow(f"/api/v1/conversations/{each}/stream", conversation.hear)
        for each, conversation in zip(ids, conversations, strict=True)
    ]
    choose = random.Random(number)  # noqa: S311 - the same course in each run

    async def send(count: int, due: float) -> Answer:
        who = choose.randrange(_CONVERSATIONS)
        text = choose.choice(QUESTIONS)
        answer = await client.ask(client.message(names[who], f"more-{count}", text), due)
        message_id = json.loads(answer.body).get("message_id", "")
        conversations[who].accepted[message_id] = answer.at
        return answer

    must_be_good(await open_loop(send, _COUNT, per_second=_PER_SECOND))
    await asyncio.sleep(_SETTLED_SECONDS)
    for stream in streams:
        stream.close()
    client.close()
    return [each for conversation in conversations for each in conversation.seconds()]


async def _begin(client: Client, name: str) -> str:
    answer = await client.ask(client.message(name, "first", QUESTIONS[0]))
    must_be_good([answer])
    conversation_id: str = json.loads(answer.body)["conversation_id"]
    return conversation_id


def _of_server(served: Served) -> list[float]:
    """What the server noted for each turn after a conversation's first: due to commit."""
    connection = sqlite3.connect(served.data / "warmline.db")
    rows = connection.execute("SELECT data FROM foundation_event WHERE type = 'turn.taken.v1'")
    turns = [json.loads(data) for (data,) in rows]
    connection.close()
    return [each["seconds"] for each in turns if each["position"] > 1]


def _ms(seconds: list[float], percent: int) -> float:
    return percentile(seconds, percent / 100) * 1000
