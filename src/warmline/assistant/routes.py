"""Knowledge over the API: articles by version, published and quoted."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from warmline.assistant.knowledge import articles_of, find_article, publish
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.database import Database
from warmline.foundation.http import Access
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


def routes(database: Database, access: Access) -> APIRouter:
    router = APIRouter(prefix="/api/v1/articles", tags=["knowledge"])
    Reader = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_READ))]  # noqa: N806 - a type

    @router.get("")
    async def get_articles(actor: Reader) -> ArticlesOut:
        """The current articles."""
        found = await database.read(lambda session: articles_of(session, actor))
        return ArticlesOut(items=[_show(each) for each in found])

    @router.get("/{article_id}/{language}/{version}")
    async def get_article(
        article_id: str, language: str, version: int, actor: Reader
    ) -> ArticleOut:
        """The very version that was quoted, also when it has been replaced."""
        return _show(
            await database.read(
                lambda session: find_article(session, actor, article_id, language, version)
            )
        )

    @router.post("", status_code=201)
    async def post_article(
        body: ArticleIn, actor: Annotated[Actor, Depends(access.needs(Scope.KNOWLEDGE_WRITE))]
    ) -> ArticleOut:
        """Publish a version; the one before is withdrawn and stays for citations."""
        article = Article(
            body.id, body.language, body.version, body.title, tuple(body.questions), body.body
        )
        await database.write(lambda session: publish(session, actor, article))
        return _show(article)

    return router


def _show(article: Article) -> ArticleOut:
    return ArticleOut(
        id=article.id,
        language=article.language,
        version=article.version,
        title=article.title,
        questions=list(article.questions),
        body=article.body,
    )
