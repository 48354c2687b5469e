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
    facts_left: int
    position: int

    @classmethod
    def nothing(cls, number: str, language: str, today: date) -> "Heard":
        """Nothing new, of a customer who has proven their number."""
        return cls(
            text="",
            language=language,
            today=today,
            wishes=(),
            claimed_address=None,
            number=number,
            proof=None,
            code_is_right=False,
            facts_left=0,
            position=0,
        )


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """A one-time code to `address`; nothing is sent where no customer has that address."""

    address: str
    number: str | None


@dataclass(frozen=True, slots=True)
class FactsTried:
    """Facts that were told of `who`; `number` is the customer that has them, None if nobody."""

    who: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """`tasks` in their new states, the one it is about first.

    It `settles` a code as right or not, or `proves` by facts.
    """

    option: SkillOption
    tasks: tuple[Task, ...]
    lines: tuple[Line, ...] = ()
    choices: tuple[Line, ...] = ()
    sends: CodeToSend | None = None
    settles: bool | None = None
    proves: FactsTried | None = None

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
