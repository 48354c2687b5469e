import math
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.understanding import Look, Trajectory, trajectory_of

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def looks(
    *values: float, doubt: float = 0.2, apart: timedelta = timedelta(minutes=2)
) -> list[Look]:
    return [Look(value, doubt, START + place * apart) for place, value in enumerate(values)]


def course(*values: float, doubt: float = 0.2) -> Trajectory:
    found = trajectory_of(looks(*values, doubt=doubt))
    assert found is not None
    return found


def test_nothing_read_is_no_trajectory() -> None:
    assert trajectory_of([]) is None


def test_one_look_is_believed_in_part_and_leaves_doubt() -> None:
    level = course(-0.8).levels[0]
    assert -0.8 < level.mean < -0.4
    assert 0 < level.doubt < 0.5


def test_an_unsure_look_moves_the_level_less_than_a_sure_one() -> None:
    assert (
        course(0.5, -0.9, doubt=0.1).levels[-1].mean < course(0.5, -0.9, doubt=0.6).levels[-1].mean
    )


def test_more_of_the_same_makes_it_surer() -> None:
    levels = course(-0.5, -0.5, -0.5, -0.5).levels
    assert levels[-1].doubt < levels[0].doubt
    assert levels[-1].mean == pytest.approx(-0.5, abs=0.08)


def test_hindsight_knows_what_came_later() -> None:
    found = course(0.0, 0.0, -0.9, -0.9)
    assert found.hindsight[1].mean < found.levels[1].mean
    assert found.hindsight[-1] == found.levels[-1]
    assert all(
        late.doubt <= early.doubt + 1e-9
        for late, early in zip(found.hindsight, found.levels, strict=True)
    )


def test_where_it_broke_is_the_first_look_that_stayed_bad() -> None:
    assert course(0.3, 0.2, 0.3, -0.6, -0.7, -0.8).broke_at == 3


@pytest.mark.parametrize(
    "values", [(0.3, 0.2, 0.3), (-0.5, -0.5, -0.5), (-0.8, -0.2, 0.4), (0.9, 0.4)]
)
def test_what_did_not_get_worse_did_not_break(values: tuple[float, ...]) -> None:
    assert course(*values).broke_at is None


def test_the_forecast_is_worse_the_worse_it_goes() -> None:
    good, plain, bad = course(0.5, 0.6, 0.7), course(0.0, 0.0, 0.0), course(0.1, -0.5, -0.9)
    assert good.ends_badly < plain.ends_badly < bad.ends_badly
    assert bad.ends.mean < bad.levels[-1].mean
    assert bad.ends.doubt > bad.levels[-1].doubt


def test_a_week_later_half_is_forgotten_and_little_is_sure() -> None:
    then = looks(-0.9, -0.9, -0.9)
    soon = trajectory_of([*then, Look(0.0, 5.0, then[-1].at + timedelta(minutes=5))])
    later = trajectory_of([*then, Look(0.0, 5.0, then[-1].at + timedelta(days=7))])
    assert soon is not None
    assert later is not None
    assert later.levels[-1].mean == pytest.approx(0.5 * soon.levels[-1].mean, abs=0.05)
    assert later.levels[-1].doubt > soon.levels[-1].doubt


def test_the_filter_is_nearer_the_truth_than_the_last_message() -> None:
    chance = random.Random(4)  # noqa: S311
    ours, last = 0.0, 0.0
    for _ in range(200):
        level, seen, truth = 0.0, [], []
        for _ in range(8):
            level = max(-1.0, min(1.0, level + chance.gauss(0, 0.2)))
            truth.append(level)
            seen.append(level + chance.gauss(0, 0.4))
        levels = course(*seen, doubt=0.4).levels
        ours += sum((each.mean - true) ** 2 for each, true in zip(levels, truth, strict=True))
        last += sum((each - true) ** 2 for each, true in zip(seen, truth, strict=True))
    assert ours < 0.6 * last


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(0, 1)), min_size=1, max_size=30))
def test_any_course_gives_numbers_within_bounds(values: list[tuple[float, float]]) -> None:
    given_looks = [
        Look(value, doubt, START + timedelta(hours=place))
        for place, (value, doubt) in enumerate(values)
    ]
    found = trajectory_of(given_looks)
    assert found is not None
    assert len(found.levels) == len(found.hindsight) == len(values)
    assert all(math.isfinite(each.mean) and each.doubt >= 0 for each in found.hindsight)
    assert 0 <= found.ends_badly <= 1
    assert -1 <= found.ends.mean <= 1
