"""Carrying out a decision: its words and changes. Nothing has happened until the commit."""

from dataclasses import dataclass, replace
from typing import assert_never

from warmline.assistant.options import Found
from warmline.assistant.said import Line, Wording
from warmline.assistant.tasks import WAITS, Task
from warmline.assistant.ways import CodeToSend, FactsTried, Way
from warmline.decisions import (
    AnswerOption,
    Decision,
    FriendlyOption,
    HandOver,
    Option,
    Rule,
    SayNotKnown,
    SituationOption,
    SkillOption,
    StayQuiet,
)
from warmline.timeline import Reason, SourceRef


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant says; the sources are what it quotes."""

    text: str
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision comes to: a reply or none, tasks in new states, a code that goes out.

    `settles` is whether a code that came in was right; None if none was tried. `proves` are the
    facts that were tried for a proof.
    """

    reply: Reply | None
    tasks: tuple[Task, ...] = ()
    sends: CodeToSend | None = None
    settles: bool | None = None
    proves: FactsTried | None = None


def carry_out(decision: Decision, found: Found, wording: Wording) -> Outcome:
    """The outcome of a decision."""
    if isinstance(decision.chosen, StayQuiet):
        return Outcome(None)
    said = [*decision.beside, decision.chosen]
    ways = [found.ways[each] for each in said if isinstance(each, SkillOption)]
    parts = [_say(each, decision, found, wording) for each in said]
    sources = tuple(_source(each) for each in said if isinstance(each, AnswerOption))
    text = "\n\n".join(part for part in parts if part)
    is_known_here = any(isinstance(each, SituationOption) for each in said)
    tasks = {task.id: task for task in found.answered} if is_known_here else {}
    tasks |= {task.id: task for way in ways for task in with_choices(way, wording)}
    return Outcome(
        reply=Reply(text, sources) if text else None,
        tasks=tuple(tasks.values()),
        sends=next((way.sends for way in ways if way.sends is not None), None),
        settles=next((way.settles for way in ways if way.settles is not None), None),
        proves=next((way.proves for way in ways if way.proves is not None), None),
    )


def say_way(way: Way, wording: Wording) -> str:
    """The lines of a skill, one below the other, then what there is to choose from."""
    choices = [f"• {wording.say(each)}" for each in way.choices]
    return "\n".join(filter(None, [*map(wording.say, way.lines), *choices]))


def _say(  # noqa: PLR0911 - one line an option
    option: Option, decision: Decision, found: Found, wording: Wording
) -> str:
    match option:
        case AnswerOption():
            return _quote(option, wording)
        case SituationOption():
            texts = found.situations[option].text
            return texts.get(wording.language) or texts[min(texts, key=lambda each: each != "en")]
        case SkillOption():
            return say_way(found.ways[option], wording)
        case FriendlyOption(kind):
            return wording.say(Line(f"reply-{kind}"))
        case HandOver(Reason.CARE_PATH):
            return wording.say(Line("reply-care_path"))
        case HandOver():
            has_words = any(isinstance(each, SkillOption) for each in decision.beside)
            return "" if has_words else wording.say(Line("reply-person_coming"))
        case SayNotKnown():
            is_withdrawal = Rule.WITHDREW in decision.rules
            return wording.say(Line("reply-withdrew" if is_withdrawal else "reply-not_known"))
        case StayQuiet():
            return ""
        case _:
            assert_never(option)


def _quote(option: AnswerOption, wording: Wording) -> str:
    passage = option.passage
    source = wording.say(Line("reply-source", {"title": passage.title, "version": passage.version}))
    is_other = passage.language != wording.language
    note = f"{wording.say(Line('reply-other_language'))}\n\n" if is_other else ""
    return f"{note}{passage.text}\n\n{source}"


def _source(option: AnswerOption) -> SourceRef:
    return SourceRef(option.passage.article, option.passage.title, option.passage.version)


def with_choices(way: Way, wording: Wording) -> list[Task]:
    """The tasks, the one that waits for the customer with what can be chosen as they read it."""
    choices = tuple(map(wording.say, way.choices))
    return [
        replace(task, choices=(choices or task.choices) if task.step in WAITS else ())
        for task in way.tasks
    ]
