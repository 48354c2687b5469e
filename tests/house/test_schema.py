"""The migrations make exactly the tables that the models describe, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from warmline.foundation import schema
from warmline.foundation.settings import Settings
from warmline.foundation.tables import Table


def test_migrations_and_models_agree(settings: Settings) -> None:
    engine = schema.open_engine(settings)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(settings: Settings) -> None:
    assert schema.current(settings) == schema.newest()
    assert schema.upgrade(settings) == schema.newest()
