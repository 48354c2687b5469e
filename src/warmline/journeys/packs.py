"""Packs: an industry's know-how as files that an expert writes without Python.

A pack is read as a whole or not at all; a fault names the file, the line and what to do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from warmline.foundation.errors import BadInput
from warmline.journeys import references
from warmline.journeys.articles import Article, read_article
from warmline.journeys.calendars import Calendar
from warmline.journeys.faults import PackFault, Trouble, nearest
from warmline.journeys.intents import Intent, Intents
from warmline.journeys.people import People, StaffMember, Team
from warmline.journeys.placeholders import troubles_of_skills
from warmline.journeys.risks import Risk, Risks
from warmline.journeys.service import Journey, Journeys
from warmline.journeys.shapes import Currency, FileShape, Language, Text, TimeZone, fit
from warmline.journeys.situations import Situation, Situations
from warmline.journeys.skills import NO_SKILLS, SkillSet
from warmline.journeys.texts import FOLDER as TEXTS
from warmline.journeys.texts import Texts, read_texts, refuse_unlike, without_text
from warmline.journeys.voice import Voice
from warmline.journeys.written import Written, read_yaml

FOLDER = Path(__file__).parent.parent / "packs"


class About(FileShape):
    file: ClassVar[str] = "pack.yaml"

    brand: Text
    time_zone: TimeZone
    language: Language
    languages: tuple[Language, ...] = ()
    currency: Currency = "EUR"

    def all_languages(self) -> tuple[str, ...]:
        return self.languages or (self.language,)


FILES: tuple[type[FileShape], ...] = (
    About,
    People,
    Journeys,
    SkillSet,
    Intents,
    Situations,
    Risks,
    Voice,
)
"""The files of a pack, beside its articles and texts."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read and checked; `texts` is the folder of what its skills say."""

    name: str
    brand: str
    time_zone: str
    language: str
    languages: tuple[str, ...]
    currency: str
    articles: tuple[Article, ...]
    intents: tuple[Intent, ...]
    skills: SkillSet
    journeys: tuple[Journey, ...]
    calendars: tuple[Calendar, ...]
    teams: tuple[Team, ...]
    staff: tuple[StaffMember, ...]
    situations: tuple[Situation, ...]
    risks: tuple[Risk, ...]
    voice: Voice
    texts: Path | None

    def wordings(self) -> dict[str, dict[str, list[str]]]:
        """How each intent is put, by language.

        Its examples, its title, and the titles and questions of the articles that serve no
        other intent.
        """
        served = Counter(article for intent in self.intents for article in intent.articles)
        found: dict[str, dict[str, list[str]]] = {}
        for intent in self.intents:
            texts = {language: list(each) for language, each in intent.examples.items()}
            texts.setdefault(self.language, []).append(intent.title)
            for article in self.articles:
                if article.id in intent.articles and served[article.id] == 1:
                    texts.setdefault(article.language, []).extend(
                        (article.title, *article.questions)
                    )
            found[intent.name] = texts
        return found

    def asides(self) -> frozenset[str]:
        """The intents that are said beside a wish."""
        return frozenset(intent.name for intent in self.intents if intent.is_aside)


def pack_names() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/pack.yaml"))


def load_pack(name: str) -> Pack:
    """Read and check a shipped pack, or the one in a folder of one's own.

    Raises `PackFault`, or `BadInput` for a name that is none.
    """
    if (Path(name) / About.file).exists():
        return read_pack(Path(name))
    if name not in pack_names():
        message = f"There is no pack “{name}”; the packs are {', '.join(pack_names())}."
        raise BadInput(message)
    return read_pack(FOLDER / name)


def read_pack(folder: Path) -> Pack:
    """Read and check the pack in `folder`; raises `PackFault`."""
    files = _read_files(folder)
    _check(files)
    about, people = files.about.says, files.people.says
    return Pack(
        name=folder.resolve().name,
        brand=about.brand,
        time_zone=about.time_zone,
        language=about.language,
        languages=about.all_languages(),
        currency=about.currency,
        articles=tuple(article for _, article in files.articles),
        intents=files.intents.says.named(),
        skills=files.skills.says,
        journeys=files.journeys.says.journeys,
        calendars=people.calendars,
        teams=people.teams,
        staff=people.staff,
        situations=files.situations.says.situations,
        risks=files.risks.says.risks,
        voice=files.voice.says,
        texts=folder / TEXTS if files.texts else None,
    )


F = TypeVar("F", bound=FileShape)


@dataclass(frozen=True, slots=True)
class _Read(Generic[F]):
    """A file that was read: where each thing stands in it, and what it says."""

    written: Written
    says: F


@dataclass(frozen=True, slots=True)
class _Files:
    about: _Read[About]
    articles: tuple[tuple[Written, Article], ...]
    people: _Read[People]
    journeys: _Read[Journeys]
    skills: _Read[SkillSet]
    intents: _Read[Intents]
    situations: _Read[Situations]
    risks: _Read[Risks]
    voice: _Read[Voice]
    texts: dict[str, Texts]


def _read_files(folder: Path) -> _Files:
    about = _read(folder, About)
    _refuse_strange_files(folder)
    articles = tuple(read_article(path) for path in sorted(folder.glob("articles/*/*.md")))
    if not articles:
        what = "write at least one article, such as articles/en/opening-hours.md."
        raise PackFault(folder / "articles", 1, what)
    return _Files(
        about=about,
        articles=articles,
        people=_read(folder, People, absent=People()),
        journeys=_read(folder, Journeys, absent=Journeys()),
        skills=_read(folder, SkillSet, absent=NO_SKILLS),
        intents=_read(folder, Intents, absent=Intents()),
        situations=_read(folder, Situations, absent=Situations()),
        risks=_read(folder, Risks, absent=Risks()),
        voice=_read(folder, Voice, absent=Voice()),
        texts=read_texts(folder),
    )


def _read(folder: Path, shape: type[F], *, absent: F | None = None) -> _Read[F]:
    file = folder / shape.file
    if absent is not None and not file.exists():
        return _Read(Written(file, None), absent)
    written = read_yaml(file)
    return _Read(written, fit(written, shape))


def _refuse_strange_files(folder: Path) -> None:
    known = [each.file for each in FILES]
    for file in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if file.name not in known:
            there = nearest(file.name, known, kind="files")
            raise PackFault(file, 1, f"a pack has no file of this name; {there}")


def _check(files: _Files) -> None:
    """Raise the first fault that only shows between things; files in the order of `_Files`."""
    languages = files.about.says.all_languages()
    people, skills, intents = files.people.says, files.skills.says, files.intents.says
    journeys, articles = files.journeys.says, {article.id for _, article in files.articles}
    files.about.written.refuse(_troubles_of_languages(files.about.says))
    for written, article in files.articles:
        written.refuse(
            references.troubles_of_article(article.owner, article.language, people, languages)
        )
    files.people.written.refuse(references.troubles_of_people(people, intents))
    files.journeys.written.refuse(references.troubles_of_journeys(journeys))
    files.skills.written.refuse(
        [
            *troubles_of_skills(skills),
            *references.troubles_of_words(skills, languages),
            *without_text(skills, files.texts),
        ]
    )
    files.intents.written.refuse(
        references.troubles_of_intents(intents, skills, articles, journeys, languages)
    )
    files.situations.written.refuse(
        references.troubles_of_situations(files.situations.says, languages)
    )
    files.risks.written.refuse(references.troubles_of_risks(files.risks.says, people))
    files.voice.written.refuse(
        references.strange_languages(("pronoun",), files.voice.says.pronoun, languages)
    )
    for language, texts in files.texts.items():
        Written(texts.file, None).refuse(
            references.strange_languages((), {language: ""}, languages)
        )
    if skills.skills:
        _refuse_untranslated(files.texts, languages)
    refuse_unlike(files.texts, languages[0])


def _refuse_untranslated(texts: Mapping[str, Texts], languages: Sequence[str]) -> None:
    """Raise the first of `languages` in which the skills have nothing to say."""
    missing = next((each for each in languages if each not in texts), None)
    if texts and missing is not None:
        model = next(iter(texts.values())).file
        what = f"this file is missing; translate {model.name} into “{missing}” here."
        raise PackFault(model.with_name(f"{missing}.ftl"), 1, what)


def _troubles_of_languages(about: About) -> Iterator[Trouble]:
    if about.language not in about.all_languages():
        yield ("languages",), f"write “{about.language}”, the brand's first language, here too."
