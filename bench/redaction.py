"""Redaction: what it costs to find personal data in one message, beside Presidio's patterns."""

import random
import time
from collections.abc import Callable, Sequence

from figures import Beside, Figure, percentile
from served import SHARE, apart

from warmline.learning.evaluate_redaction import presidio
from warmline.trust import find_personal

_MANY = int(2000 * SHARE)
_PIECES = (
    "the parcel never came and I am still waiting for an answer since Monday",
    "my name is Ida Turner and I live at 12 High Street, Leeds",
    "please call me on 07911 123456 or write to ida@home.example",
    "die Rechnung ist falsch, ich bin Annika Sommer aus der Lindenallee 12",
    "order 12345678 from 12.03.2024, card 4111 1111 1111 1111",
)


def run() -> list[Figure]:
    """One thread, messages of one to four sentences, after ten to warm up."""
    ours, theirs = apart(_measure)
    beside = Beside("Presidio's patterns", percentile(theirs, 0.5))
    slowest = Beside("Presidio's patterns", percentile(theirs, 0.99))
    return [
        Figure("redaction_p50", percentile(ours, 0.5), "ms", at_most=5.0, beside=beside),
        Figure("redaction_p99", percentile(ours, 0.99), "ms", at_most=5.0, beside=slowest),
    ]


def _measure() -> tuple[list[float], list[float]]:
    choose = random.Random(7)  # noqa: S311
    texts = [". ".join(choose.choices(_PIECES, k=choose.randint(1, 4))) for _ in range(_MANY)]
    return _times(find_personal, texts), _times(presidio(), texts)


def _times(find: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Milliseconds of each."""
    spent = []
    for text in texts:
        started = time.perf_counter()
        find(text)
        spent.append((time.perf_counter() - started) * 1000)
    return spent[10:]
