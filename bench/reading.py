"""Reading: what one message costs, and how many a second share the model's runs."""

import asyncio
import random
import resource
import time
from collections.abc import Callable, Sequence

from figures import Beside, Figure, percentile
from served import SHARE, apart
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from warmline.timeline import CustomerWords
from warmline.trust import SENSE, SERVE, clear
from warmline.understanding import Encoder, ModelReader, Words

_ONCE = int(300 * SHARE)
_MANY = int(3000 * SHARE)
_AT_ONCE = 64
_WORDS = (  # noqa: SIM905 a list of words reads best as words
    "the parcel bill room card heating order line visit money driver again since monday please "
    "why broken charged late never nobody came help my still waiting for and with your thanks"
).split()


def run() -> list[Figure]:
    """One thread for one message; two for many in the order they come; memory, with all loaded."""
    short, long, by_vader = apart(_alone)
    per_second, megabytes = apart(_together)
    return [
        Figure("reading_20_tokens_p50", short, "ms", at_most=8.0, beside=Beside("VADER", by_vader)),
        Figure("reading_60_tokens_p50", long, "ms", at_most=15.0, beside=Beside("VADER", by_vader)),
        Figure("reading_together", per_second, "messages/s", at_least=250.0),
        Figure("reading_memory", megabytes, "MB more", at_most=200.0),
    ]


def _alone() -> tuple[float, float, float]:
    """The encoder on one thread, message by message."""
    encoder = Encoder(threads=1)
    encoder.load()
    vader = SentimentIntensityAnalyzer()
    short, long = _texts(_ONCE, 18), _texts(_ONCE, 58)
    return (
        _median(lambda text: encoder.see([text]), short),
        _median(lambda text: encoder.see([text]), long),
        _median(vader.polarity_scores, short),
    )


def _together() -> tuple[float, float]:
    """Whole readings by the server's reader, 64 callers at once, 5 to 60 words each."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reader = ModelReader()
    reader.settle()
    choose = random.Random(5)  # noqa: S311
    texts = [_text(choose, choose.randrange(5, 60)) for _ in range(_MANY)]

    async def everything() -> float:
        started = time.perf_counter()
        waiting = iter(texts)

        async def caller() -> None:
            for text in waiting:
                words = CustomerWords(text)
                await reader.read(Words(clear(words, SERVE, ()), clear(words, SENSE, ())))

        await asyncio.gather(*(caller() for _ in range(_AT_ONCE)))
        return len(texts) / (time.perf_counter() - started)

    per_second = asyncio.run(everything())
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return per_second, (after - before) / 1024


def _texts(count: int, words: int) -> list[str]:
    choose = random.Random(words)  # noqa: S311
    return [_text(choose, words) for _ in range(count)]


def _text(choose: random.Random, words: int) -> str:
    return " ".join(choose.choice(_WORDS) for _ in range(words))


def _median(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Milliseconds of the middle one, after ten to warm up."""
    seconds = []
    for text in texts:
        started = time.perf_counter()
        work(text)
        seconds.append(time.perf_counter() - started)
    return percentile(seconds[10:], 0.5) * 1000
