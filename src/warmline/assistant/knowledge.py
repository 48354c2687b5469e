"""Knowledge: articles published by version, found by the database's full text.

The database finds candidates; how well one fits is reckoned here, so that SQLite and
PostgreSQL give the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import (
    BindParameter,
    TableClause,
    TextualSelect,
    Uuid,
    bindparam,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from warmline.assistant.models import ArticleRow, TermRow
from warmline.assistant.terms import terms_of
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict, NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, fetch
from warmline.journeys import Article

_CANDIDATES = 20
_MOST_TERMS = 40
_ALL = ""  # stands in every article


class VersionExists(Conflict):
    code = "version_exists"

    def __init__(self, article: str, version: int) -> None:
        super().__init__(f"“{article}” has a version {version} already; publish a higher one.")


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, what might answer it, and in how many of how many articles each term is."""

    asked: tuple[str, ...]
    candidates: tuple[Article, ...]
    articles_with: dict[str, int]
    articles: int


_FOUND = [
    column
    for column in cast("TableClause", ArticleRow.__table__).columns
    if column.name in {"id", "language", "version", "title", "questions", "body"}
]
_CURRENT = (
    "article.brand_id = :brand_id AND article.language = :language AND article.withdrawn_at IS NULL"
)


def _ranked(statement: str) -> TextualSelect:
    columns = ", ".join(f"article.{column.name}" for column in _FOUND)
    return (
        text(statement.format(columns=columns, current=_CURRENT))
        .bindparams(bindparam("brand_id", type_=Uuid()))
        .columns(*_FOUND)
    )


_RANKED_SQLITE = _ranked(
    "SELECT {columns} FROM assistant_article_search AS search "
    "JOIN assistant_article AS article ON article.rowid = search.rowid "
    "WHERE search.terms MATCH :query AND {current} ORDER BY search.rank LIMIT :limit"
)
_RANKED_POSTGRESQL = _ranked(
    "SELECT {columns} FROM assistant_article AS article, to_tsquery('simple', :query) AS asked "
    "WHERE to_tsvector('simple', article.terms) @@ asked AND {current} "
    "ORDER BY ts_rank(to_tsvector('simple', article.terms), asked) DESC LIMIT :limit"
)


_OF_TERMS: BindParameter[str] = bindparam("of_terms", expanding=True)
_TERMS = select(TermRow.term, TermRow.articles).where(
    TermRow.brand_id == bindparam("for_brand"),
    TermRow.language == bindparam("in_language"),
    TermRow.term.in_(_OF_TERMS),
)


def publish(session: Session, actor: Actor, article: Article) -> None:
    """Publish a version; earlier ones of that language are withdrawn, and stay for citations."""
    actor.demand(Scope.KNOWLEDGE_WRITE)
    key = (actor.brand_id, article.id, article.language, article.version)
    if session.get(ArticleRow, key) is not None:
        raise VersionExists(article.id, article.version)
    time = now()
    session.execute(
        update(ArticleRow)
        .where(
            ArticleRow.brand_id == actor.brand_id,
            ArticleRow.id == article.id,
            ArticleRow.language == article.language,
            ArticleRow.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=time)
    )
    words = "\n".join([article.title, *article.questions, article.body])
    add(
        session,
        ArticleRow,
        {
            "brand_id": actor.brand_id,
            "id": article.id,
            "language": article.language,
            "version": article.version,
            "title": article.title,
            "questions": list(article.questions),
            "body": article.body,
            "terms": " ".join(dict.fromkeys(terms_of(words, article.language))),
            "published_at": time,
        },
    )
    _count_terms(session, actor, article.language)
    data = {"article": article.id, "language": article.language, "version": article.version}
    events.append(session, actor, "article.published.v1", new_id(), data)


def find_article(
    session: Session, actor: Actor, article_id: str, language: str, version: int
) -> Article:
    """The very version that was quoted; raises `NotFound`."""
    row = session.get(ArticleRow, (actor.brand_id, article_id, language, version))
    if row is None:
        message = "There is no such version of that article."
        raise NotFound(message)
    return _as_article(row)


def articles_of(session: Session, actor: Actor) -> list[Article]:
    """The current articles of the brand."""
    rows = session.scalars(
        select(ArticleRow)
        .where(ArticleRow.brand_id == actor.brand_id, ArticleRow.withdrawn_at.is_(None))
        .order_by(ArticleRow.id, ArticleRow.language)
    )
    return [_as_article(row) for row in rows]


def search(session: Session, actor: Actor, asked: str, language: str) -> Search:
    """Current articles in `language` that share words with what was asked, best ranks first."""
    terms = tuple(dict.fromkeys(terms_of(asked, language)))[:_MOST_TERMS]
    if not terms:
        return Search((), (), {}, 0)
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    quote, either = ('"', " OR ") if on_sqlite else ("'", " | ")
    rows = session.connection().execute(
        _RANKED_SQLITE if on_sqlite else _RANKED_POSTGRESQL,
        {
            "brand_id": actor.brand_id,
            "language": language,
            "limit": _CANDIDATES,
            "query": either.join(f"{quote}{term}{quote}" for term in terms),
        },
    )
    rows_of_terms = fetch(
        session,
        _TERMS,
        for_brand=actor.brand_id,
        in_language=language,
        of_terms=[*terms, _ALL],
    )
    articles_with = {row.term: row.articles for row in rows_of_terms}
    return Search(
        asked=terms,
        candidates=tuple(
            Article(row.id, row.language, row.version, row.title, tuple(row.questions), row.body)
            for row in rows
        ),
        articles=articles_with.pop(_ALL, 0),
        articles_with=articles_with,
    )


def _count_terms(session: Session, actor: Actor, language: str) -> None:
    counts: dict[str, int] = {_ALL: 0}
    for terms in _all_terms(session, actor, language):
        counts[_ALL] += 1
        for term in terms.split():
            counts[term] = counts.get(term, 0) + 1
    session.execute(
        delete(TermRow).where(TermRow.brand_id == actor.brand_id, TermRow.language == language)
    )
    rows = [
        {"brand_id": actor.brand_id, "language": language, "term": term, "articles": articles}
        for term, articles in counts.items()
    ]
    add(session, TermRow, *rows)


def _all_terms(session: Session, actor: Actor, language: str) -> Sequence[str]:
    return session.scalars(
        select(ArticleRow.terms).where(
            ArticleRow.brand_id == actor.brand_id,
            ArticleRow.language == language,
            ArticleRow.withdrawn_at.is_(None),
        )
    ).all()


def _as_article(row: ArticleRow) -> Article:
    return Article(row.id, row.language, row.version, row.title, tuple(row.questions), row.body)
