"""Erasure: who asked, how far it is and its certificate; subscribers, and what they are told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from warmline.foundation.tables import Moment

revision = "0003"
down_revision = "0002"

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "trust_erasure",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("requested_by_kind", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=True),
        sa.Column("requested_at", Moment(), nullable=False),
        sa.Column("due_by", Moment(), nullable=False),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("erased", _JSON, nullable=False),
        sa.Column("certificate", _JSON, nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_erasure"),
    )
    op.create_index("ix_trust_erasure_state", "trust_erasure", ["brand_id", "state"])
    op.create_table(
        "trust_erased_customer",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("erasure_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "customer_id", name="pk_trust_erased_customer"),
    )
    op.create_index(
        "ix_trust_erased_customer_erasure_id",
        "trust_erased_customer",
        ["brand_id", "erasure_id"],
    )
    op.create_table(
        "trust_subscriber",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("removed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_subscriber"),
    )
    op.create_table(
        "trust_delivery",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subscriber_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("data", _JSON, nullable=False),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_fault", sa.Text(), nullable=True),
        sa.Column("delivered_at", Moment(), nullable=True),
        sa.Column("given_up_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_delivery"),
    )
    op.create_index(
        "ix_trust_delivery_subscriber_id_id", "trust_delivery", ["brand_id", "subscriber_id", "id"]
    )
    # An erasure finds these by the customer, whoever else there is.
    for table in ("decisions_decision", "assistant_task", "workspace_note", "channels_mail"):
        op.create_index(f"ix_{table}_customer_id", table, ["brand_id", "customer_id"])
    op.create_index("ix_trust_proof_customer_id", "trust_proof", ["brand_id", "customer_id"])
    op.create_index("ix_timeline_seen_customer_id", "timeline_seen", ["brand_id", "customer_id"])
    op.create_index(
        "ix_assistant_gap_conversation_id", "assistant_gap", ["brand_id", "conversation_id"]
    )
