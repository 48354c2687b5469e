"""Finding options: what could be answered, done or told now, each with the words it would have.

Nothing here changes anything; the brand's systems are only looked at. No transaction is open.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from warmline.assistant.dialogue import Person
from warmline.assistant.phrases import plain
from warmline.assistant.service import Service
from warmline.assistant.situations import area_in, find_situation
from warmline.assistant.tasks import WAITS, Step, Task
from warmline.assistant.values import find_code
from warmline.assistant.ways import Heard, Way, ended
from warmline.assistant.wishes import THANKS
from warmline.decisions import (
    AnswerOption,
    FriendlyOption,
    Option,
    SituationOption,
    SkillOption,
)
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.sealing import Sealer
from warmline.journeys import Intent, Situation
from warmline.trust import Proof
from warmline.understanding import Wish

_LEAST_SURE = 0.4
_GREETING_WORDS = 4
_QUESTION = re.compile(
    r"^(?:how|what|when|where|why|who|which|can|could|do|does|is|are|will"
    r"|wie|was|wann|wo|warum|wer|welche|kann|konnte|gibt|ist"
    r"|como|que|cuando|donde|por que|quien|cual|puedo|hay"
    r"|comment|quoi|quand|ou|pourquoi|qui|quel|quelle|puis|est ce)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a turn has to find options for."""

    actor: Actor
    text: str
    earlier: tuple[str, ...]
    language: str
    wishes: tuple[Wish, ...]
    tasks: tuple[Task, ...]
    person: Person
    claimed_address: str | None
    number: str | None
    proof: Proof | None
    facts_left: int
    position: int


@dataclass(frozen=True, slots=True)
class Found:
    """The options, and for each skill and situation among them what it would say and change."""

    options: tuple[Option, ...]
    ways: Mapping[SkillOption, Way] = field(default_factory=dict)
    situations: Mapping[SituationOption, Situation] = field(default_factory=dict)
    is_question: bool = False
    answered: tuple[Task, ...] = ()
    """Tasks that a situation makes needless: what is known here need not be reported."""


NOTHING_FOUND = Found(())

FindAnswers = Callable[[str, str, Sequence[str]], Awaitable[list[AnswerOption]]]
"""Answers to a text in a language, with the articles that its intents name."""


async def find_options(
    asked: Asked, service: Service | None, sealer: Sealer, find_answers: FindAnswers
) -> Found:
    """Everything that could be done now."""
    wished = {wish.intent: wish for wish in asked.wishes if wish.confidence >= _LEAST_SURE}
    intents = service.intents if service is not None else {}
    options: list[Option] = list(await _answers(asked, wished, find_answers, intents))
    situations: dict[SituationOption, Situation] = {}
    ways: dict[SkillOption, Way] = {}
    if service is not None:
        if (situation := _situation(asked, wished, service)) is not None:
            option = SituationOption(situation.id)
            situations[option] = situation
            options.append(option)
        if service.dialogue is not None:
            found = await service.dialogue.ways(
                _heard(asked, service, sealer), asked.tasks, asked.person
            )
            ways = {way.option: way for way in found}
            options += ways
    options += _friendly(asked, wished)
    return Found(
        tuple(options),
        ways,
        situations,
        is_question=_is_question(asked.text),
        answered=_answered(asked, service) if situations else (),
    )


def _answered(asked: Asked, service: Service | None) -> tuple[Task, ...]:
    skills = service.skills if service is not None else {}
    return tuple(
        ended(task, Step.STOPPED)
        for task in asked.tasks
        if task.step in WAITS and skills[task.skill].check is not None
    )


def _friendly(asked: Asked, wished: Mapping[str, Wish]) -> list[FriendlyOption]:
    """Thanks are returned; a greeting only where nothing else was said."""
    if THANKS in wished:
        return [FriendlyOption("thanks")]
    is_all = len(asked.text.split()) <= _GREETING_WORDS
    return [FriendlyOption("greeting")] if "greeting" in wished and is_all else []


async def _answers(
    asked: Asked,
    wished: Mapping[str, Wish],
    find_answers: FindAnswers,
    intents: Mapping[str, Intent],
) -> list[AnswerOption]:
    """For the whole message, and for each of several wishes by itself."""
    surest_first = sorted(wished.values(), key=lambda wish: wish.confidence, reverse=True)
    doing = {task.skill for task in asked.tasks if task.step in WAITS}
    names = [wish.intent for wish in surest_first if wish.intent in intents]
    names += [name for name, each in intents.items() if each.skill in doing and name not in names]
    about = [article for name in names for article in intents[name].articles]
    found = await find_answers(asked.text, asked.language, about)
    if len(wished) > 1:
        for wish in wished.values():
            part = asked.text[wish.start : wish.end]
            named = intents[wish.intent].articles if wish.intent in intents else ()
            found += (await find_answers(part, asked.language, named))[:1]
    return found


def _heard(asked: Asked, service: Service, sealer: Sealer) -> Heard:
    code = find_code(asked.text)
    proof = asked.proof
    return Heard(
        text=asked.text,
        language=service.catalogue.language_for(asked.language),
        today=now().astimezone(ZoneInfo(service.pack.time_zone)).date(),
        wishes=asked.wishes,
        claimed_address=asked.claimed_address,
        number=asked.number,
        proof=proof,
        code_is_right=bool(code and proof and proof.is_met_by(sealer, asked.actor, code)),
        facts_left=asked.facts_left,
        position=asked.position,
    )


def _situation(asked: Asked, wished: Mapping[str, Wish], service: Service) -> Situation | None:
    pattern = service.pack.skills.area
    named = area_in([asked.text], pattern)
    skills = {name: service.intents[name].skill for name in wished if name in service.intents}
    return find_situation(
        service.pack,
        text="\n".join([*asked.earlier, asked.text]) if named else asked.text,
        area=named or area_in(asked.earlier, pattern),
        names_area=named is not None,
        wished=skills,
        at=now(),
    )


def _is_question(text: str) -> bool:
    return "?" in text or any(_QUESTION.search(plain(line)) for line in text.splitlines())
