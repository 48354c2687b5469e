"""Alembic's environment: it runs on the connection it is handed, in that transaction."""

from alembic import context

from warmline.assistant import models as assistant_models  # noqa: F401 - each adds its tables
from warmline.customers import models as customers_models  # noqa: F401
from warmline.decisions import models as decisions_models  # noqa: F401
from warmline.foundation import brands, due, events  # noqa: F401
from warmline.foundation.tables import Table
from warmline.timeline import models as timeline_models  # noqa: F401
from warmline.trust import models as trust_models  # noqa: F401
from warmline.understanding import models as understanding_models  # noqa: F401


def include_name(name: str | None, kind: str, parents: dict[str, str | None]) -> bool:  # noqa: ARG001 - Alembic's signature
    """The full-text index is made by hand: leave its tables and index out of comparisons."""
    return not (name or "").startswith(("assistant_article_search", "ix_assistant_article_terms"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    include_name=include_name,
)
context.run_migrations()
