"""Skills: whether conversations with scripted customers end in the state that they should.

The end state is compared whole with what the task's own actions make of a fresh copy. An effect is
wrong if a record is left in a state that no part of those actions leaves it in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Protocol

State = Mapping[str, Any]


class World(Protocol):
    """A brand's systems over a data set, with what each of its tasks expects."""

    state: dict[str, Any]

    def fresh(self) -> None: ...
    def after(self, actions: Iterable[dict[str, Any]]) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Ending:
    """How a conversation ended; `steps` are its tasks' last ones, `with_person` that one comes."""

    task: str
    reached: bool
    wrong: tuple[str, ...]
    open_records: tuple[str, ...]
    with_person: bool
    says_so: bool
    steps: tuple[str, ...]
    last_words: str
    messages: int


def judge(
    world: World,
    actions: Sequence[dict[str, Any]],
    *,
    task: str,
    with_person: bool,
    steps: Sequence[str],
    texts: Sequence[str],
    messages: int,
) -> Ending:
    """The ending of a conversation that has left the world as it is."""
    expected = records_of(world.after(actions))
    actual = records_of(world.state)
    differing = tuple(name for name in expected if actual.get(name) != expected[name])
    wrong: tuple[str, ...] = ()
    if differing:
        parts = [records_of(world.after(some)) for some in _parts_of(actions)]
        wrong = tuple(
            name for name in differing if all(actual[name] != part[name] for part in parts)
        )
    last = texts[-1] if texts else ""
    return Ending(
        task=task,
        reached=not differing,
        wrong=wrong,
        open_records=differing,
        with_person=with_person,
        says_so=with_person and bool(last.strip()),
        steps=tuple(steps),
        last_words=last,
        messages=messages,
    )


def records_of(state: State) -> dict[str, Any]:
    """Every record of a state by table and id."""
    return {
        f"{table} {key}": record
        for table, records in state.items()
        for key, record in (records.items() if isinstance(records, Mapping) else [("", records)])
    }


def figures(endings: Sequence[Ending]) -> dict[str, Any]:
    """The figures of one world, and each miss with what is known of its cause."""
    missed = [each for each in endings if not each.reached]
    with_person = [each for each in missed if each.says_so]
    return {
        "tasks": len(endings),
        "reached_end_state": len(endings) - len(missed),
        "share": round((len(endings) - len(missed)) / (len(endings) or 1), 4),
        "wrong_effects": sum(len(each.wrong) for each in endings),
        "ended_with_person": len(with_person),
        "neither": len(missed) - len(with_person),
        "misses": [_miss(each) for each in missed],
    }


def _miss(ending: Ending) -> dict[str, Any]:
    return {
        "task": ending.task,
        "open": list(ending.open_records),
        "wrong": list(ending.wrong),
        "with_person": ending.says_so,
        "skills": list(ending.steps),
        "last_words": ending.last_words,
    }


def _parts_of(actions: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], ...]]:
    """Every choice of some of the actions, in their order: what a task half done may have done."""
    for many in range(len(actions) + 1):
        yield from combinations(actions, many)
