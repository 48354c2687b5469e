"""Ways on for a skill: what would be said and changed, before anybody has decided to do it."""

from dataclasses import dataclass, replace
from datetime import date

from warmline.assistant.said import Line
from warmline.assistant.tasks import Step, Task
from warmline.decisions import Act, SkillOption, Stage
from warmline.journeys import Skill
from warmline.trust import Proof
from warmline.understanding import Wish


@dataclass(frozen=True, slots=True)
class Heard:
    """What a turn brings for its tasks; `number` is the customer's, if it is proven here."""

    text: str
    language: str
    today: date
    wishes: tuple[Wish, ...]
    claimed_address: str | None
    number: str | None
    proof: Proof | None
    code_is_right: bool
    position: int


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """A one-time code to `address`; nothing is sent where no customer has that address."""

    address: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """`tasks` in their new states, the one it is about first; `settles` a code as right or not."""

    option: SkillOption
    tasks: tuple[Task, ...]
    lines: tuple[Line, ...] = ()
    choices: tuple[Line, ...] = ()
    sends: CodeToSend | None = None
    settles: bool | None = None

    def after(self, lines: tuple[Line, ...], tasks: tuple[Task, ...] = ()) -> "Way":
        """The same with lines said before it, and other tasks changed as well."""
        return replace(self, lines=(*lines, *self.lines), tasks=(*self.tasks, *tasks))


def way(skill: Skill, task: Task, act: Act, *lines: Line, stage: Stage = Stage.HEARD) -> Way:
    """A way that moves one task."""
    option = SkillOption(skill.id, act, skill.risk, stage, sureness=1.0)
    return Way(option, (task,), lines)


def ended(task: Task, step: Step) -> Task:
    """The task with nothing asked any more."""
    return replace(task, step=step, asks=None, choices=(), said=(), unclear=0)
