"""Knowledge over the API: articles by version, published, quoted and withdrawn, and the gaps."""

import asyncio
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from warmline.assistant.gaps import gaps_of, masked, questions_of
from warmline.assistant.knowledge import articles_of, find_article, publish, withdraw
from warmline.foundation import pages
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.database import Database
from warmline.foundation.http import Access, Cursor, Limit
from warmline.foundation.sealing import Sealer
from warmline.journeys import Article


class ArticleIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]{1,100}$")
    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=35)
    version: int = Field(ge=1, le=2**31 - 1)
    title: str = Field(min_length=1, max_length=300)
    questions: list[str] = Field(default=[], max_length=50)
    body: str = Field(min_length=1, max_length=100_000)


class ArticleOut(ArticleIn):
    pass


class ArticlesOut(BaseModel):
    items: list[ArticleOut]
    next: None = None


class GapOut(BaseModel):
    """A message that nothing written answered; open the conversation to read it in full."""

    id: UUID
    conversation_id: UUID
    message_id: UUID
    language: str
    at: datetime
    question: str | None = Field(
        description="With personal data masked; null without the scope `conversations:read`."
    )


class GapsOut(BaseModel):
    items: list[GapOut]
    next: str | None


def routes(database: Database, sealer: Sealer, access: Access) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["knowledge"])
    _add_reading(router, database, access)
    _add_writing(router, database, access)
    _add_gaps(router, database, sealer, access)
    return router


def _add_reading(router: APIRouter, database: Database, access: Access) -> None:
    Reader = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_READ))]  # noqa: N806 - a type

    @router.get("/articles")
    async def get_articles(actor: Reader) -> ArticlesOut:
        """The current articles."""
        found = await database.read(lambda session: articles_of(session, actor))
        return ArticlesOut(items=[_show(each) for each in found])

    @router.get("/articles/{article_id}/{language}/{version}")
    async def get_article(
        article_id: str, language: str, version: int, actor: Reader
    ) -> ArticleOut:
        """The very version that was quoted, also when it has been replaced or withdrawn."""
        return _show(
            await database.read(
                lambda session: find_article(session, actor, article_id, language, version)
            )
        )


def _add_writing(router: APIRouter, database: Database, access: Access) -> None:
    Writer = Annotated[Actor, Depends(access.needs(Scope.KNOWLEDGE_WRITE))]  # noqa: N806 - a type

    @router.post("/articles", status_code=201)
    async def post_article(body: ArticleIn, actor: Writer) -> ArticleOut:
        """Publish a version; the one before is withdrawn and stays for citations."""
        article = Article(
            body.id, body.language, body.version, body.title, tuple(body.questions), body.body
        )
        await database.write(lambda session: publish(session, actor, article))
        return _show(article)

    @router.delete("/articles/{article_id}/{language}", status_code=204)
    async def delete_article(article_id: str, language: str, actor: Writer) -> None:
        """Offer an article no more in that language; quoted versions stay readable."""
        await database.write(lambda session: withdraw(session, actor, article_id, language))


def _add_gaps(router: APIRouter, database: Database, sealer: Sealer, access: Access) -> None:
    Lead = Annotated[Actor, Depends(access.needs(Scope.KNOWLEDGE_WRITE))]  # noqa: N806 - a type

    @router.get("/knowledge/gaps")
    async def get_gaps(
        actor: Lead, cursor: Cursor = None, limit: Limit = pages.DEFAULT_LIMIT
    ) -> GapsOut:
        """Messages that nothing written answered, newest first: what to write about next."""
        before = pages.read_cursor(cursor)
        found = await database.read(
            lambda session: gaps_of(session, actor, before=before, limit=limit + 1)
        )
        page = pages.cut(found, limit, lambda each: each.id)
        asked = await database.read(
            lambda session: questions_of(session, actor, sealer, page.items)
        )
        questions = await asyncio.to_thread(masked, asked)
        return GapsOut(
            items=[
                GapOut(
                    id=each.id,
                    conversation_id=each.conversation_id,
                    message_id=each.message_id,
                    language=each.language,
                    at=each.at,
                    question=questions.get(each.id),
                )
                for each in page.items
            ],
            next=page.next,
        )


def _show(article: Article) -> ArticleOut:
    return ArticleOut(
        id=article.id,
        language=article.language,
        version=article.version,
        title=article.title,
        questions=list(article.questions),
        body=article.body,
    )
