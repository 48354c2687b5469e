"""Kill: a thousand messages come in while processes are killed, on SQLite and on PostgreSQL.

    python bench/kill.py [--messages 1000] [--kills 20] [--on sqlite|postgresql]

One line per database; every fault is printed, and any fault makes the exit code 1.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.killing import Installation, Outcome, faults_of, run
from support.postgresql import PostgreSQL

from warmline.foundation.settings import Settings

KINDS = ("sqlite", "postgresql")


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill processes while messages come in.")
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=20, help="while messages are posted")
    parser.add_argument("--on", choices=KINDS, help="one database; both, if left out")
    given = parser.parse_args()
    kinds = KINDS if given.on is None else (given.on,)
    return max([_measure(kind, given.messages, given.kills) for kind in kinds])


def _measure(kind: str, messages: int, kills: int) -> int:
    with _settings(kind) as settings, Installation(settings) as installation:
        outcome = run(installation, messages=messages, kills=kills, kills_in_turns=kills // 4)
    faults = faults_of(outcome.accepted, outcome.conversations)
    breaches = Counter(fault.breach.value for fault in faults)
    sys.stdout.write(f"{kind}: {_line(outcome, breaches)}\n")
    for sentence in (*outcome.faults, *(fault.sentence for fault in faults)):
        sys.stdout.write(f"  {sentence}\n")
    return 1 if outcome.faults or faults else 0


def _line(outcome: Outcome, breaches: Counter[str]) -> str:
    counts = ", ".join(f"{number} {what}" for what, number in sorted(outcome.counts.items()))
    return (
        f"{len(outcome.accepted)} messages accepted in {len(outcome.conversations)} conversations, "
        f"{outcome.kills_while_posting} kills while posting "
        f"({outcome.kills_in_requests} with a post in flight, "
        f"{outcome.kills_before_answers} aimed between a commit and its answer) "
        f"and {outcome.kills_in_turns} with all posted and turns to take; "
        f"{breaches['lost']} lost, {breaches['doubled']} doubled, "
        f"{breaches['unanswered']} unanswered, {breaches['disordered']} disordered; "
        f"{outcome.seconds_to_last_answer:.1f} s from the last start to the last answer, "
        f"{outcome.seconds_of_slowest_answer:.1f} s for the slowest "
        f"(posts: {counts}; turns broken off: {outcome.turns_broken_off})"
    )


@contextmanager
def _settings(kind: str) -> Iterator[Settings]:
    """A data folder, and on PostgreSQL a server that writes to the disk as it does in earnest."""
    with tempfile.TemporaryDirectory(prefix="kill-") as name:  # short: a socket is in it
        folder = Path(name)
        if kind == "sqlite":
            yield Settings(data=folder / "data")
            return
        folder.chmod(0o755)  # PostgreSQL may run as another user
        server = PostgreSQL(folder / "server")
        server.start()
        server.stop()
        _sync_to_disk(folder / "server" / "data" / "postgresql.conf")
        server.start()
        try:
            yield Settings(data=folder / "data", database_url=server.url())
        finally:
            server.stop("immediate")


def _sync_to_disk(file: Path) -> None:
    """The suite's server does not sync; here that is half of what is measured."""
    lines = file.read_text().splitlines(keepends=True)
    kept = [each for each in lines if not each.startswith(("fsync", "full_page_writes"))]
    assert len(kept) == len(lines) - 2, "the suite's settings have changed"  # noqa: S101 - the premise
    file.write_text("".join(kept))


if __name__ == "__main__":
    sys.exit(main())
