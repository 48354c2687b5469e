"""Measures: known values, and a bootstrap that tells a difference from luck."""

import random

import pytest

from warmline.learning.measures import ndcg, paired_bootstrap, sureness


def test_the_best_order_is_worth_1_and_none_0() -> None:
    grades = {"a": 2, "b": 1}
    assert ndcg(["a", "b", "c"], grades) == 1.0
    assert ndcg(["c", "d"], grades) == 0.0
    assert ndcg([], grades) == 0.0
    assert 0 < ndcg(["b", "a"], grades) < 1
    assert ndcg(["a", "c"], grades) == pytest.approx(3 / (3 + 1 / 1.58496), abs=1e-4)


def test_only_the_first_ten_count() -> None:
    others = [str(each) for each in range(10)]
    assert ndcg([*others, "a"], {"a": 2}) == 0.0
    assert ndcg([*others[:9], "a"], {"a": 2}) > 0.0


def test_sureness_is_the_f1_of_deciding_to_answer() -> None:
    found = sureness([True, True, False, False], [True, False, True, False])
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)
    assert sureness([False], [False]).f1 == 0.0
    assert sureness([True, False], [True, False]).f1 == 1.0


def test_a_real_difference_is_told_from_luck() -> None:
    chance = random.Random(1)  # noqa: S311 - not for secrets
    plain = [chance.random() for _ in range(100)]
    better = paired_bootstrap([each + 0.1 for each in plain], plain, resamples=500)
    assert (better.share_not_better, better.low > 0) == (0.0, True)
    assert better.mean == pytest.approx(0.1)
    same = paired_bootstrap([chance.random() for _ in plain], plain, resamples=500)
    assert same.low < 0 < same.high


def test_the_same_questions_give_the_same_interval() -> None:
    ours, plain = [0.1, 0.9, 0.5, 0.4], [0.2, 0.5, 0.5, 0.1]
    assert paired_bootstrap(ours, plain, resamples=50) == paired_bootstrap(
        ours, plain, resamples=50
    )
