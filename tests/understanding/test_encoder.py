import asyncio
import threading
import time
from collections.abc import Sequence

import numpy as np
import pytest

from warmline.understanding.batching import Batching
from warmline.understanding.encoder import FLAGS, WIDTH, Encoder, Seen

ENCODER = Encoder()


def test_each_text_is_seen_nearly_the_same_alone_and_in_company() -> None:
    texts = ["no power since noon", "thanks", "what does the larger tariff cost for two people?"]
    together = ENCODER.see(texts)
    for text, seen in zip(texts, together, strict=True):
        alone = ENCODER.see([text])[0]
        assert int(seen.valence.argmax()) == int(alone.valence.argmax())
        assert np.allclose(seen.valence, alone.valence, atol=1.0)  # scales of int8 are of a run
        assert float(seen.meaning() @ alone.meaning()) > 0.98
        assert seen.spans == alone.spans


def test_shapes_are_as_they_are_said() -> None:
    seen = ENCODER.see(["hello there"])[0]
    assert (seen.emotions.shape, seen.valence.shape) == ((28,), (5,))
    assert (seen.urgency.shape, seen.flags.shape) == ((3,), (len(FLAGS),))
    assert seen.vectors.shape == (2, WIDTH)
    assert seen.moved.shape == (2,)
    assert [("hello there")[start:end] for start, end in seen.spans] == ["hello", "there"]


def test_padding_does_not_make_a_furious_message_neutral() -> None:
    furious = "This is the worst service I have ever had, I am furious!"
    long = "and then " * 60
    alone = ENCODER.see([furious])[0]
    beside = ENCODER.see([furious, long])[0]
    assert int(alone.valence.argmax()) == int(beside.valence.argmax()) <= 1


def test_a_meaning_is_of_length_one_and_near_what_means_the_same() -> None:
    power, outage, pizza = ENCODER.meanings(
        ["the electricity is off", "we have a power cut", "a pizza with mushrooms"]
    )
    assert np.linalg.norm(power) == pytest.approx(1, abs=1e-3)
    assert float(power @ outage) > float(power @ pizza) + 0.2


def test_the_meaning_of_a_part_is_of_that_part() -> None:
    text = "cancel my order, and why is my bill so high?"
    seen = ENCODER.see([text])[0]
    bill = ENCODER.meanings(["why is my bill so high?"])[0]
    part, other = seen.meaning(16), seen.meaning(0, 15)
    assert float(part @ bill) > float(other @ bill)
    assert not seen.meaning(3, 4).any()


@pytest.mark.parametrize(
    "text", ["", "\0", "\ud83d", "😡", "\u200f", "a" * 100_000, "word " * 20_000]
)
def test_whatever_the_text_it_is_seen(text: str) -> None:
    seen = ENCODER.see([text])[0]
    assert np.isfinite(seen.valence).all()
    assert len(seen.spans) <= 6 * 160


def test_what_a_long_mail_says_once_counts() -> None:
    filler = "Here is the history of my contract and its many pages. " * 30
    danger = "There are sparks coming from the meter and smoke in the hallway!"
    plain, told = ENCODER.see([filler, f"{filler}{danger}"])
    place = FLAGS.index("danger")
    assert told.flags[place] > plain.flags[place] + 2


def test_none_is_none() -> None:
    assert ENCODER.see([]) == []
    assert ENCODER.meanings([]).shape == (0, WIDTH)


class SlowEncoder(Encoder):
    """Takes its time, counts its runs, and never runs twice at once."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[int] = []
        self._alone = threading.Lock()

    def see(self, texts: Sequence[str]) -> list[Seen]:
        assert self._alone.acquire(blocking=False)
        try:
            self.runs.append(len(texts))
            time.sleep(0.02)
            if "bad" in texts:
                message = "cannot be read"
                raise ValueError(message)
            return super().see(texts)
        finally:
            self._alone.release()


def test_messages_that_come_together_share_runs_and_each_gets_its_own() -> None:
    encoder = SlowEncoder()
    texts = ["thanks a lot"] + [f"where is parcel number {each}" for each in range(79)]

    async def everybody() -> list[Seen]:
        batching = Batching(encoder)
        return list(await asyncio.gather(*(batching.see(text) for text in texts)))

    seen = asyncio.run(everybody())
    assert len(encoder.runs) <= 4
    assert sum(encoder.runs) == len(texts)
    assert [each.spans[-1][1] for each in seen] == [len(text) for text in texts]


def test_more_than_the_line_holds_wait_and_are_all_answered() -> None:
    async def everybody() -> int:
        batching = Batching(ENCODER)
        return len(await asyncio.gather(*(batching.see("hi") for _ in range(600))))

    assert asyncio.run(everybody()) == 600


def test_an_error_reaches_whoever_was_in_the_run_and_the_next_are_read() -> None:
    async def one_after_the_other() -> Seen:
        batching = Batching(SlowEncoder())
        with pytest.raises(ValueError, match="cannot be read"):
            await batching.see("bad")
        return await batching.see("good")

    assert asyncio.run(one_after_the_other()).spans


def test_who_gives_up_does_not_hold_up_the_others() -> None:
    async def with_one_gone() -> Seen:
        batching = Batching(SlowEncoder())
        first = asyncio.create_task(batching.see("first"))
        gone = asyncio.create_task(batching.see("gone"))
        last = asyncio.create_task(batching.see("last"))
        await asyncio.sleep(0.005)
        gone.cancel()
        await first
        return await last

    assert asyncio.run(with_one_gone()).spans
