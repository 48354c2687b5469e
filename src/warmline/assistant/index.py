"""Index: all current articles of a brand in memory, searched by words and, with a model, meaning.

It is immutable and needs no database, so both databases give the same answers. The message's
language comes first; others are searched when nothing in it answers. An article that exists in
the message's language is given in that language, whichever version was found.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from warmline.assistant.fit import (
    NOTHING_HELD,
    bonus,
    leaning,
    leaning_foreign,
    leaning_named_abroad,
    squeeze,
)
from warmline.assistant.meaning import (
    Vectors,
    fuse,
    is_placed,
    likeness,
    likeness_of_paragraphs,
    prepare,
)
from warmline.assistant.shelf import Shelf, Shelved, shelve
from warmline.assistant.vocabulary import Asked
from warmline.decisions.decide import LEAST_FIT
from warmline.journeys import Article

_MOST: Final = 3

_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article, the paragraph of it to quote, and how well that fits, from 0 to 1."""

    article: Article
    paragraph: str
    fit: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The version of an article that was found, and the sum that makes its fit."""

    shelved: Shelved
    leaning: float


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked, as each language's shelf reads it: once."""

    text: str
    language: str
    about: tuple[str, ...]
    _readings: dict[str, Asked] = field(default_factory=dict)

    def on(self, shelf: Shelf) -> Asked:
        if shelf.language not in self._readings:
            is_own = shelf.language == _base(self.language)
            self._readings[shelf.language] = (
                shelf.read(self.text) if is_own else shelf.read_foreign(self.text, self.language)
            )
        return self._readings[shelf.language]


class Index:
    """Made of the current articles; what `before` has made ready of them is used again."""

    def __init__(self, articles: Iterable[Article], before: "Index | None" = None) -> None:
        known = before.by_key if before else {}
        self.by_key: Mapping[_Key, Shelved] = {
            (each.id, each.language, each.version): known.get(
                (each.id, each.language, each.version)
            )
            or shelve(each)
            for each in articles
        }
        by_language: defaultdict[str, list[Shelved]] = defaultdict(list)
        self._versions: defaultdict[str, dict[str, Shelved]] = defaultdict(dict)
        for (article_id, language, _), each in sorted(self.by_key.items()):
            by_language[_base(language)].append(each)
            self._versions[article_id][language] = each
        self._shelves = {language: Shelf(language, each) for language, each in by_language.items()}

    def search(
        self,
        asked: str,
        language: str,
        *,
        about: Sequence[str] = (),
        vectors: Vectors | None = None,
        most: int = _MOST,
    ) -> list[Ranked]:
        """The best articles for `asked`, best first; `about` are ids that the intent names."""
        known = tuple(each for each in about if each in self._versions)
        question = _Question(asked, language, known)
        candidates = self._by_words(question)
        fits = {article_id: squeeze(each.leaning) for article_id, each in candidates.items()}
        if vectors is not None:
            everything = {self._given(each, language): each for each in self._versions}
            for shelved, cosine in likeness(vectors, asked, list(everything)).items():
                article_id = everything[shelved]
                candidates.setdefault(article_id, _Candidate(shelved, NOTHING_HELD))
                fits[article_id] = fuse(fits.get(article_id, 0.0), cosine)
        best = sorted(fits, key=lambda article_id: (-fits[article_id], article_id))[:most]
        return [
            self._ranked(question, candidates[each].shelved, fits[each], vectors) for each in best
        ]

    def prepare(self, vectors: Vectors) -> None:
        """Place all articles by their meaning, so that no question has to wait for it."""
        prepare(vectors, list(self.by_key.values()))

    def is_prepared(self, vectors: Vectors) -> bool:
        """Whether all, but a few that are new, are placed; until then words alone are quicker."""
        return is_placed(vectors, list(self.by_key.values()))

    def _by_words(self, question: _Question) -> dict[str, _Candidate]:
        """Candidates by article id: of the message's language, then of others if need be."""
        language, about = question.language, question.about
        here = self._shelves.get(_base(language))
        found: dict[str, _Candidate] = {}
        if here is not None:
            for match in here.matches(question.on(here)):
                _keep(found, match.shelved, leaning(match), about)
        abroad = [each for each in about if not self._is_in(each, language)]
        for each in about:
            _keep(found, self._given(each, language), NOTHING_HELD, about)
        if not abroad and any(squeeze(each.leaning) >= LEAST_FIT for each in found.values()):
            return found
        for shelf in self._shelves.values():
            if shelf is not here:
                for match in shelf.matches(question.on(shelf)):
                    _keep(found, match.shelved, leaning_foreign(match), about)
        for each in abroad:
            _keep(found, self._given(each, language), leaning_named_abroad(each, about), ())
        return found

    def _is_in(self, article_id: str, language: str) -> bool:
        return any(_base(each) == _base(language) for each in self._versions[article_id])

    def _given(self, article_id: str, language: str, found: Shelved | None = None) -> Shelved:
        """The version in `language`, or in its base, or the one found, or the first."""
        versions = self._versions[article_id]
        if language in versions:
            return versions[language]
        akin = [each for name, each in versions.items() if _base(name) == _base(language)]
        return akin[0] if akin else found or next(iter(versions.values()))

    def _ranked(
        self, question: _Question, found: Shelved, fit: float, vectors: Vectors | None
    ) -> Ranked:
        given = self._given(found.article.id, question.language, found)
        scores = self._scores(question, given)
        if not any(scores) and len(found.paragraphs) == len(given.paragraphs):
            scores = self._scores(question, found)  # translations keep their paragraphs
        if vectors is not None:
            alike = likeness_of_paragraphs(vectors, question.text, given)
            scores = [sum(pair) for pair in zip(scores, alike, strict=True)]
        place = max(range(len(scores)), key=scores.__getitem__)
        return Ranked(given.article, given.paragraphs[place][0], fit)

    def _scores(self, question: _Question, shelved: Shelved) -> list[float]:
        """How much of the question each paragraph of an article holds."""
        shelf = self._shelves[_base(shelved.article.language)]
        return shelf.paragraphs(shelved, question.on(shelf))


def _keep(
    found: dict[str, _Candidate], shelved: Shelved, leaning_: float, about: Sequence[str]
) -> None:
    """Keep what speaks most for an article."""
    article_id = shelved.article.id
    leaning_ += bonus(article_id, about)
    if article_id not in found or found[article_id].leaning < leaning_:
        found[article_id] = _Candidate(shelved, leaning_)


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0]
