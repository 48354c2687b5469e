from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from warmline.understanding.encoder import Floats
from warmline.understanding.meanings import Meanings, learn_meanings, meanings_of

EXAMPLES = [("north", 0), ("north by a bit", 0), ("east", 1), ("east by a bit", 1)]
POINTS = {
    "north": (1.0, 0.0),
    "north by a bit": (0.98, 0.2),
    "east": (0.0, 1.0),
    "east by a bit": (0.2, 0.98),
}


def point(x: float, y: float) -> Floats:
    return np.array((x, y), np.float32)


class Compass:
    """Places texts on a plane, and counts how many it was asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, texts: Sequence[str]) -> Floats:
        self.asked += len(texts)
        return np.array([POINTS[text] for text in texts], np.float32)


def test_what_is_near_the_examples_of_an_intent_is_that_intent() -> None:
    learnt = meanings_of(EXAMPLES, 2, Compass(), None)
    assert learnt.chances(point(0.9, 0.1)).argmax() == 0
    assert learnt.chances(point(0.1, 0.9)).argmax() == 1
    assert learnt.chances(point(0.5, 0.5)).sum() == pytest.approx(1)


def test_nearness_tells_what_is_like_no_example() -> None:
    learnt = meanings_of(EXAMPLES, 2, Compass(), None)
    assert learnt.nearness(point(1, 0)) == pytest.approx(1)
    assert learnt.nearness(point(-1, 0)) <= 0


def test_the_same_examples_give_the_same_weights() -> None:
    rows = np.random.default_rng(1).normal(size=(40, 6)).astype(np.float32)
    intents = [place % 4 for place in range(40)]
    one, other = learn_meanings(rows, intents, 4), learn_meanings(rows, intents, 4)
    assert np.array_equal(one.weights, other.weights)


def test_what_was_learnt_is_kept_by_the_hash_of_the_examples(tmp_path: Path) -> None:
    compass = Compass()
    first = meanings_of(EXAMPLES, 2, compass, tmp_path)
    again = meanings_of(EXAMPLES, 2, compass, tmp_path)
    assert compass.asked == 4
    assert np.allclose(first.weights, again.weights)
    meanings_of([*EXAMPLES, ("north", 1)], 2, compass, tmp_path)
    assert compass.asked == 9


def test_a_broken_file_is_learnt_anew(tmp_path: Path) -> None:
    meanings_of(EXAMPLES, 2, Compass(), tmp_path)
    (kept,) = tmp_path.glob("*.npz")
    for broken in (b"", b"no archive", kept.read_bytes()[:200]):
        kept.write_bytes(broken)
        compass = Compass()
        assert isinstance(meanings_of(EXAMPLES, 2, compass, tmp_path), Meanings)
        assert compass.asked == 4
