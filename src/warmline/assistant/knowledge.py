"""Knowledge: articles published by version, found by the database's full text.

The database finds candidates; how well one fits is reckoned here, so that SQLite and
PostgreSQL give the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import TextualSelect, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from warmline.assistant.models import ArticleRow, TermRow
from warmline.assistant.terms import terms_of
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict, NotFound
from warmline.foundation.ids import new_id
from warmline.journeys import Article

_CANDIDATES = 20
_MOST_TERMS = 40


class VersionExists(Conflict):
    code = "version_exists"

    def __init__(self, article: str, version: int) -> None:
        super().__init__(f"“{article}” has a version {version} already; publish a higher one.")


@dataclass(frozen=True, slots=True)
class Candidate:
    article: Article
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, what might answer it, and in how many of how many articles each term is."""

    asked: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    articles_with: dict[str, int]
    articles: int


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
    session.execute(
        insert(ArticleRow),
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
    rows = session.scalars(
        select(ArticleRow).from_statement(_ranked(session)),
        {
            "brand_id": actor.brand_id.hex if _is_sqlite(session) else actor.brand_id,
            "language": language,
            "limit": _CANDIDATES,
            "query": (" OR " if _is_sqlite(session) else " | ").join(
                f'"{term}"' if _is_sqlite(session) else f"'{term}'" for term in terms
            ),
        },
    ).all()
    counts = session.execute(
        select(TermRow.term, TermRow.articles).where(
            TermRow.brand_id == actor.brand_id,
            TermRow.language == language,
            TermRow.term.in_(terms),
        )
    ).all()
    return Search(
        asked=terms,
        candidates=tuple(Candidate(_as_article(row), frozenset(row.terms.split())) for row in rows),
        articles_with={row.term: row.articles for row in counts},
        articles=_count(session, actor, language),
    )


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _ranked(session: Session) -> TextualSelect:
    columns = ", ".join(f"article.{column.name}" for column in ArticleRow.__table__.columns)
    where = (
        "article.brand_id = :brand_id AND article.language = :language "
        "AND article.withdrawn_at IS NULL"
    )
    if _is_sqlite(session):
        statement = (
            f"SELECT {columns} FROM assistant_article_search AS search "  # noqa: S608 - our columns
            "JOIN assistant_article AS article ON article.rowid = search.rowid "
            f"WHERE search.terms MATCH :query AND {where} ORDER BY search.rank LIMIT :limit"
        )
    else:
        statement = (
            f"SELECT {columns} FROM assistant_article AS article, to_tsquery('simple', :query) AS asked "  # noqa: S608, E501 - our columns
            f"WHERE to_tsvector('simple', article.terms) @@ asked AND {where} "
            "ORDER BY ts_rank(to_tsvector('simple', article.terms), asked) DESC LIMIT :limit"
        )
    return text(statement).columns(*ArticleRow.__table__.columns)


def _count(session: Session, actor: Actor, language: str) -> int:
    return (
        session.scalar(
            select(func.count()).where(
                ArticleRow.brand_id == actor.brand_id,
                ArticleRow.language == language,
                ArticleRow.withdrawn_at.is_(None),
            )
        )
        or 0
    )


def _count_terms(session: Session, actor: Actor, language: str) -> None:
    counts: dict[str, int] = {}
    for terms in _all_terms(session, actor, language):
        for term in terms.split():
            counts[term] = counts.get(term, 0) + 1
    session.execute(
        delete(TermRow).where(TermRow.brand_id == actor.brand_id, TermRow.language == language)
    )
    rows = [
        {"brand_id": actor.brand_id, "language": language, "term": term, "articles": articles}
        for term, articles in counts.items()
    ]
    if rows:
        session.execute(insert(TermRow), rows)


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
