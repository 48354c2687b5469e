"""References: what one file of a pack names in another one is there, and agrees with it."""

from collections.abc import Iterable, Iterator, Mapping

from warmline.journeys.calendars import overlaps
from warmline.journeys.faults import Loc, Trouble, nearest, no_such, twice, under
from warmline.journeys.intents import Intents, IntentText
from warmline.journeys.people import People
from warmline.journeys.risks import Risks
from warmline.journeys.service import Journeys
from warmline.journeys.situations import Situation, Situations
from warmline.journeys.skills import SkillSet


def troubles_of_people(people: People, intents: Intents) -> Iterator[Trouble]:
    calendars = [each.id for each in people.calendars]
    teams = [each.id for each in people.teams]
    yield from _ids("calendar", "calendars", calendars)
    yield from _ids("team", "teams", teams)
    names = (each.name for each in people.staff)
    yield from twice("staff member", ((("staff", i, "name"), name) for i, name in enumerate(names)))
    for place, calendar in enumerate(people.calendars):
        yield from under(("calendars", place, "hours"), overlaps(calendar.hours))
    for place, team in enumerate(people.teams):
        yield from _one("calendar", ("teams", place, "calendar"), team.calendar, calendars)
        if intents.intents:
            yield from _each("intent", ("teams", place, "skills"), team.skills, intents.intents)
    for place, person in enumerate(people.staff):
        yield from _one("team", ("staff", place, "team"), person.team, teams)
        yield from _one("calendar", ("staff", place, "calendar"), person.calendar, calendars)


def troubles_of_journeys(service: Journeys) -> Iterator[Trouble]:
    yield from _ids("journey", "journeys", [each.id for each in service.journeys])
    for place, journey in enumerate(service.journeys):
        stages = _ids("stage", "stages", [each.id for each in journey.stages])
        yield from under(("journeys", place), stages)
    yield from twice("moment", moments_of(service))


def moments_of(service: Journeys) -> Iterator[tuple[Loc, str]]:
    """All moments: where each id stands, and the id."""
    for i, journey in enumerate(service.journeys):
        for j, stage in enumerate(journey.stages):
            for k, moment in enumerate(stage.moments):
                yield ("journeys", i, "stages", j, "moments", k, "id"), moment.id


def troubles_of_words(skills: SkillSet, languages: Iterable[str]) -> Iterator[Trouble]:
    for name, words in skills.words.items():
        yield from strange_languages(("words", name), words, languages)


def troubles_of_intents(
    intents: Intents,
    skills: SkillSet,
    articles: set[str],
    service: Journeys,
    languages: Iterable[str],
) -> Iterator[Trouble]:
    risks = {each.id: each.risk for each in skills.skills}
    moments = [each for _, each in moments_of(service)]
    for name, intent in intents.intents.items():
        loc = ("intents", name)
        yield from _one("skill", (*loc, "skill"), intent.skill, risks)
        yield from _each("article", (*loc, "articles"), intent.articles, articles)
        yield from _one("moment", (*loc, "moment"), intent.moment, moments)
        yield from strange_languages((*loc, "examples"), intent.examples, languages)
        yield from under(loc, _too_low(intent, risks))


def troubles_of_situations(situations: Situations, languages: Iterable[str]) -> Iterator[Trouble]:
    yield from _ids("situation", "situations", [each.id for each in situations.situations])
    for place, each in enumerate(situations.situations):
        yield from under(("situations", place), _troubles_of_situation(each, languages))


def troubles_of_risks(risks: Risks, people: People) -> Iterator[Trouble]:
    yield from _ids("risk", "risks", [each.id for each in risks.risks])
    teams = [each.id for each in people.teams]
    for place, each in enumerate(risks.risks):
        yield from _one("team", ("risks", place, "who"), each.who, teams)


def troubles_of_article(
    owner: str | None, language: str, people: People, languages: Iterable[str]
) -> Iterator[Trouble]:
    if people.teams:
        yield from _one("team", ("owner",), owner, [each.id for each in people.teams])
    yield from strange_languages((), {language: ""}, languages)


def strange_languages(
    loc: Loc, by_language: Mapping[str, object], languages: Iterable[str]
) -> Iterator[Trouble]:
    known = list(languages)
    for each in by_language:
        if each not in known:
            there = nearest(each, known, kind="languages in pack.yaml")
            yield (*loc, each), f"“{each}” is not a language of this pack; {there}"


def _troubles_of_situation(situation: Situation, languages: Iterable[str]) -> Iterator[Trouble]:
    missing = [each for each in languages if each not in situation.text]
    if missing:
        yield ("text",), f"write this text also in {', '.join(missing)}."
    yield from strange_languages(("text",), situation.text, languages)
    if situation.ends_too_early():
        yield ("until",), "this ends before it begins; put “until” after “since”."


def _too_low(intent: IntentText, risks: Mapping[str, str]) -> Iterator[Trouble]:
    if intent.skill and risks.get(intent.skill) == "change" and intent.risk == "low":
        what = f"“{intent.skill}” changes something, so the risk is not low; write medium or high."
        yield ("risk",), what


def _ids(kind: str, key: str, ids: Iterable[str]) -> Iterable[Trouble]:
    return twice(kind, (((key, place, "id"), each) for place, each in enumerate(ids)))


def _one(kind: str, loc: Loc, name: str | None, known: Iterable[str]) -> Iterator[Trouble]:
    if name is not None and name not in (names := list(known)):
        yield loc, no_such(kind, name, names)


def _each(kind: str, loc: Loc, names: Iterable[str], known: Iterable[str]) -> Iterator[Trouble]:
    for place, name in enumerate(names):
        yield from _one(kind, (*loc, place), name, known)
