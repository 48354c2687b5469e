"""Accept: how long a message takes to be durable, while turns are taken as in production."""

import asyncio
import random

from commits import group_commit
from figures import Beside, Figure, percentile
from load import QUESTIONS, Answer, Client, must_be_good, open_loop
from served import SHARE, Served, apart, folder, serving
from turns import turns_taken

_PER_SECOND = 200
_COUNT = int(15 * SHARE * _PER_SECOND)
_SENDERS = 400
_MOST_TIMES_A_COMMIT = 3.0


def run() -> list[Figure]:
    """200 messages a second from 400 people, between two runs of bare group commits."""
    with folder() as data:
        before = apart(group_commit, data / "before.db", _COUNT, _PER_SECOND)
        with serving(data / "served") as served:
            answers, turns = asyncio.run(_accept(served))
        after = apart(group_commit, data / "after.db", _COUNT, _PER_SECOND)
    commits = min(before, after, key=lambda run: _ms(run, 99))  # a stalled disk sets no bar
    seconds = [each.seconds for each in answers]
    late = [each.sent - each.due for each in answers]
    p50, p99 = (Beside(f"SQLite group commit, p{n}", _ms(commits, n)) for n in (50, 99))
    return [
        Figure("accept_p50", _ms(seconds, 50), "ms", beside=p50),
        Figure(
            "accept_p99",
            _ms(seconds, 99),
            "ms",
            at_most=_MOST_TIMES_A_COMMIT * p99.value,
            beside=p99,
        ),
        Figure("accept_worst", max(seconds) * 1000, "ms"),
        Figure("accept_generator_late_p99", _ms(late, 99), "ms"),
        Figure("accept_turns_meanwhile", turns, "turns/s"),
    ]


async def _accept(served: Served) -> tuple[list[Answer], float]:
    """The answers, and how many turns a second were taken meanwhile."""
    client = served.client()
    await client.connect(64)
    choose = random.Random(8300)  # noqa: S311 - the same people in each run
    requests = [
        client.message(
            f"person-{choose.randrange(_SENDERS)}", str(number), choose.choice(QUESTIONS)
        )
        for number in range(_COUNT)
    ]
    must_be_good([await client.ask(_first(client, number)) for number in range(20)])
    before = await turns_taken(client)
    answers = await open_loop(
        lambda number, due: client.ask(requests[number], due), _COUNT, per_second=_PER_SECOND
    )
    turns = await turns_taken(client) - before
    must_be_good(answers)
    client.close()
    return answers, turns / (_COUNT / _PER_SECOND)


def _first(client: Client, number: int) -> bytes:
    return client.message(f"early-{number}", "1", QUESTIONS[0])


def _ms(seconds: list[float], percent: int) -> float:
    return percentile(seconds, percent / 100) * 1000
