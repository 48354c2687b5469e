"""Trust: answers with their evidence, the chain that seals them, legal holds, figures of many."""

import os
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from warmline.foundation.tables import Moment, Table
from warmline.trust.digests import digest_of
from warmline.trust.models import AnswerRow, ReceiptRow

revision = "0002"
down_revision = "0001"

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("trust_answer", sa.Column("language", sa.Text(), nullable=True))
    op.add_column("trust_answer", _filled("evidence", _JSON, "{}"))
    op.add_column("trust_answer", _filled("salt", sa.LargeBinary(), ""))
    op.add_column("trust_answer", _filled("digest", sa.LargeBinary(), ""))
    op.add_column("trust_answer", sa.Column("batch_id", sa.Uuid(), nullable=True))
    op.create_index("ix_trust_answer_batch_id_id", "trust_answer", ["brand_id", "batch_id", "id"])
    op.add_column("trust_receipt", _filled("rule", sa.Text(), ""))
    op.add_column("trust_receipt", _filled("used", _JSON, "[]"))
    for model in (AnswerRow, ReceiptRow):
        _digest_anew(model)

    op.create_table(
        "trust_batch",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_batch"),
        sa.UniqueConstraint("brand_id", "number", name="uq_trust_batch_number"),
    )
    op.create_table(
        "trust_erased",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("erased_at", Moment(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_erased"),
    )
    op.create_index("ix_trust_erased_batch_id_id", "trust_erased", ["brand_id", "batch_id", "id"])
    op.create_table(
        "trust_hold",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("placed_at", Moment(), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=True),
        sa.Column("lifted_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_hold"),
    )
    op.create_index("ix_trust_hold_customer_id", "trust_hold", ["brand_id", "customer_id"])

    op.create_index(
        "ix_understanding_reading_customer_id",
        "understanding_reading",
        ["brand_id", "customer_id"],
    )
    op.create_index(
        "ix_understanding_correction_customer_id",
        "understanding_correction",
        ["brand_id", "customer_id"],
    )
    op.create_table(
        "understanding_feeling_day",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("intent", sa.Text(), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=True),
        sa.Column("readings", sa.Integer(), nullable=True),
        sa.Column("valence", sa.Double(), nullable=True),
        sa.Column("low_share", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "day", "intent", name="pk_understanding_feeling_day"),
    )


def _filled(name: str, type_: Any, value: str) -> "sa.Column[Any]":  # noqa: ANN401 - any type
    """A column that rows of before get a value for."""
    return sa.Column(name, type_, nullable=False, server_default=value)


def _digest_anew(model: type[Table]) -> None:
    """What was written before has no rule, no evidence; it is sealed as it is now."""
    connection, table = op.get_bind(), model.__table__
    for row in connection.execute(sa.select(table)).mappings().all():
        salt = os.urandom(16)
        connection.execute(
            sa.update(table)
            .where(table.c.brand_id == row["brand_id"], table.c.id == row["id"])
            .values(salt=salt, digest=digest_of(model, row, salt))
        )
