"""Tables of `assistant`. An article's key is id, language and version; a version never changes."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from warmline.foundation.brands import BrandId
from warmline.foundation.tables import Table


class ArticleRow(Table):
    """`terms` are what the full-text index of the database searches (see the migration)."""

    __tablename__ = "assistant_article"
    __table_args__ = (Index(None, "brand_id", "language", "withdrawn_at"),)

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    questions: Mapped[list[str]]
    body: Mapped[str]
    terms: Mapped[str]
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class TermRow(Table):
    """In how many current articles of a language a term stands: rare words weigh more."""

    __tablename__ = "assistant_term"

    brand_id: Mapped[BrandId] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(primary_key=True)
    articles: Mapped[int]
