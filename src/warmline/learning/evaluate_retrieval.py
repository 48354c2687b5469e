"""Retrieval: how well articles are found, and how well “not sure” is told from an answer.

The questions are by somebody who has not seen the search. It is measured by words alone, and with
the articles that recognised intents name, as in a turn. Plain BM25 runs beside; its threshold is
the one that suits it best on these very questions, so it is not wronged.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import yaml

from warmline.assistant import Vectors
from warmline.assistant.index import Index
from warmline.decisions.decide import LEAST_FIT
from warmline.foundation.errors import BadInput, NotFound
from warmline.journeys import Pack, load_pack
from warmline.learning.encoded import Encoded
from warmline.learning.measures import Sureness, bootstrap, ndcg, paired_bootstrap, sureness
from warmline.learning.plain_bm25 import PlainBm25
from warmline.understanding import teach

QUESTIONS: Final = "retrieval.yaml"
_PACK: Final = "telecom"
_PLAIN: Final = "plain_bm25"
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asked; `grades` by article: 2 answers it, 1 helps; none: nothing does."""

    text: str
    language: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one system made of one question: articles best first, whether it would answer."""

    question: Question
    ranked: tuple[str, ...]
    sure: float
    answers: bool = False

    @property
    def is_answerable(self) -> bool:
        return bool(self.question.grades)

    @property
    def gain(self) -> float:
        return ndcg(self.ranked, self.question.grades)

    @property
    def is_right(self) -> bool:
        return self.answers and self.ranked[0] in self.question.grades


Runs = Mapping[str, Sequence[Outcome]]


def evaluate(sets: Path) -> dict[str, Any]:
    """Figures over `retrieval.yaml` in `sets`, over all and by language."""
    questions = read_questions(sets / QUESTIONS)
    pack = load_pack(_PACK)
    index = Index(pack.articles)
    runs = {
        "by_words": _search(index, questions, lambda _: ()),
        "with_intents": _search(index, questions, _namer(pack)),
        "with_intents_and_meaning": _search(index, questions, _namer(pack), Encoded()),
        _PLAIN: _at_best_threshold(_plain(PlainBm25(pack.articles), questions)),
    }
    languages = sorted({each.language for each in questions})
    return {
        "evaluation": "retrieval",
        "articles": len(pack.articles),
        "least_fit": LEAST_FIT,
        **_compare(runs),
        "by_language": {
            language: _compare({name: _of(run, language) for name, run in runs.items()})
            for language in languages
        },
    }


def read_questions(file: Path) -> list[Question]:
    """The questions in `file`; raises `NotFound`, or `BadInput` if it is not of that form."""
    if not file.exists():
        message = f"Skipped: there is no {file}. Give its folder with --sets."
        raise NotFound(message)
    try:
        return [
            Question(each["text"], each["language"], _graded(each["articles"]))
            for each in yaml.safe_load(file.read_text(encoding="utf-8"))
        ]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError):
        message = f"{file} is not a list of {{text, language, articles: {{id: grade}}}}."
        raise BadInput(message) from None


def _graded(articles: Mapping[str, int]) -> dict[str, int]:
    return {article_id: int(grade) for article_id, grade in articles.items() if grade}


def _namer(pack: Pack) -> Callable[[str], Sequence[str]]:
    """The articles that the wishes of a text name."""
    reader = teach(pack.wordings(), asides=pack.asides())
    articles = {each.name: each.articles for each in pack.intents}
    return lambda text: [each for wish in reader.read(text) for each in articles[wish.intent]]


def _search(
    index: Index,
    questions: Sequence[Question],
    about: Callable[[str], Sequence[str]],
    vectors: Vectors | None = None,
) -> list[Outcome]:
    """By meaning where the question is in English, as turns do."""
    outcomes = []
    for each in questions:
        found = index.search(
            each.text,
            each.language,
            about=about(each.text),
            vectors=vectors if each.language == "en" else None,
            most=_MOST,
        )
        fit = found[0].fit if found else 0.0
        ids = tuple(one.article.id for one in found)
        outcomes.append(Outcome(each, ids, fit, answers=fit >= LEAST_FIT))
    return outcomes


def _plain(plain: PlainBm25, questions: Sequence[Question]) -> list[Outcome]:
    outcomes = []
    for each in questions:
        found = plain.rank(each.text, each.language)
        ids = tuple(article_id for article_id, _ in found)
        outcomes.append(Outcome(each, ids, found[0][1] if found else 0.0))
    return outcomes


def _at_best_threshold(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Decided by the threshold with the best F1 on these questions."""

    def decided(threshold: float) -> list[Outcome]:
        return [
            Outcome(each.question, each.ranked, each.sure, answers=each.sure >= threshold)
            for each in outcomes
        ]

    thresholds = {each.sure for each in outcomes if each.ranked}
    return max(map(decided, sorted(thresholds)), key=_f1, default=list(outcomes))


def _of(outcomes: Sequence[Outcome], language: str) -> list[Outcome]:
    return [each for each in outcomes if each.question.language == language]


def _compare(runs: Runs) -> dict[str, Any]:
    plain = runs[_PLAIN]
    return _rounded(
        {
            "questions": len(plain),
            "answerable": sum(each.is_answerable for each in plain),
            **{name: _figures(run) for name, run in runs.items()},
            "better_than_plain": {
                name: _better(run, plain) for name, run in runs.items() if name != _PLAIN
            },
        }
    )


def _better(ours: Sequence[Outcome], plain: Sequence[Outcome]) -> dict[str, Any]:
    gains = [[each.gain for each in run if each.is_answerable] for run in (ours, plain)]
    figures = {"f1": asdict(bootstrap(partial(_f1_difference, ours, plain), len(ours)))}
    if gains[0]:
        figures["ndcg_at_10"] = asdict(paired_bootstrap(*gains))
    return figures


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """`right` are answers from an article that does answer, `wrong` all other answers."""
    gains = [each.gain for each in outcomes if each.is_answerable]
    return {
        "ndcg_at_10": sum(gains) / (len(gains) or 1),
        **asdict(_sureness(outcomes)),
        "right": sum(each.is_right for each in outcomes),
        "wrong": sum(each.answers and not each.is_right for each in outcomes),
    }


def _sureness(outcomes: Sequence[Outcome]) -> Sureness:
    return sureness([each.answers for each in outcomes], [each.is_answerable for each in outcomes])


def _f1(outcomes: Sequence[Outcome]) -> float:
    return _sureness(outcomes).f1


def _f1_difference(
    ours: Sequence[Outcome], plain: Sequence[Outcome], places: Sequence[int]
) -> float:
    return _f1([ours[place] for place in places]) - _f1([plain[place] for place in places])


def _rounded(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _rounded(each)
        if isinstance(each, Mapping)
        else round(each, 4)
        if isinstance(each, float)
        else each
        for name, each in figures.items()
    }
