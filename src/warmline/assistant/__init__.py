"""The machine answers: knowledge, options, wording."""

from warmline.assistant.act import Reply, carry_out
from warmline.assistant.find import find_options
from warmline.assistant.knowledge import articles_of, find_article, publish

__all__ = [
    "Reply",
    "articles_of",
    "carry_out",
    "find_article",
    "find_options",
    "publish",
]
