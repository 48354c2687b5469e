"""Finding answers: passages of what the brand has written, each with how well it fits.

A fit below `decisions.decide.LEAST_FIT` means “not sure”: nothing is quoted, a person is offered.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from warmline.assistant.brand_index import index_of
from warmline.assistant.index import Index
from warmline.assistant.meaning import Vectors
from warmline.decisions import AnswerOption, Passage
from warmline.foundation.actor import Actor


def find_answers(
    session: Session, actor: Actor, asked: str, language: str, *, about: Sequence[str] = ()
) -> list[AnswerOption]:
    """The best answers to `asked` by words, best first; `about` are articles its intent names."""
    return answers_in(index_of(session, actor), asked, language, about=about)


def answers_in(
    index: Index,
    asked: str,
    language: str,
    *,
    about: Sequence[str] = (),
    vectors: Vectors | None = None,
) -> list[AnswerOption]:
    """The same from an index at hand, also by meaning; with a model, outside any transaction."""
    found = index.search(asked, language, about=about, vectors=vectors)
    return [
        AnswerOption(
            Passage(
                article=each.article.id,
                title=each.article.title,
                version=each.article.version,
                language=each.article.language,
                text=each.paragraph,
            ),
            each.fit,
        )
        for each in found
    ]
