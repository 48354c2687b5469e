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

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
context.run_migrations()
