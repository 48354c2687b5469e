import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from warmline.foundation.clock import Clock
from warmline.foundation.ids import new_id


def test_ids_are_version_7_and_sort_by_the_time_they_were_made() -> None:
    before = time.time_ns() // 1_000_000
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(made)
    assert {each.version for each in made} == {7}
    assert {each.variant for each in made} == {"specified in RFC 4122"}
    assert before <= made[0].int >> 80 <= before + 1000


def test_ids_made_in_many_threads_are_all_different() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: new_id(), range(20_000)))
    assert len(set(made)) == len(made)


def test_the_clock_goes_on_when_the_wall_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = datetime(2026, 11, 23, 12, tzinfo=UTC)
    monkeypatch.setattr(Clock, "_wall", staticmethod(lambda: wall))
    clock = Clock()
    first = clock.now()
    wall = wall - timedelta(hours=1)
    later = [clock.now() for _ in range(100)]
    assert all(earlier <= after for earlier, after in zip([first, *later], later, strict=False))
    assert later[-1] - first < timedelta(seconds=5)


def test_the_clock_follows_the_wall_clock_forwards(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = datetime(2026, 11, 23, 12, tzinfo=UTC)
    monkeypatch.setattr(Clock, "_wall", staticmethod(lambda: wall))
    clock = Clock()
    wall = wall + timedelta(hours=3)
    assert clock.now() == wall
