"""The customer's own page: ways in, sessions, restrictions, contests, and who looked.

Revision: 0004, after 0003.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from warmline.foundation.tables import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_ways_in()
    _add_rights()
    op.create_table(
        "trust_seen_by",
        *_ids("brand_id", "id", "customer_id"),
        *_of(sa.Text(), "who_kind"),
        *_ids("who_id"),
        *_of(sa.Text(), "purpose", "what", "hour"),
        *_of(Moment(), "seen_at"),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_seen_by"),
        sa.UniqueConstraint(
            "brand_id",
            "customer_id",
            "who_id",
            "hour",
            name="uq_trust_seen_by_customer_id_who_id_hour",
        ),
    )


def _add_ways_in() -> None:
    op.create_table(
        "trust_pass",
        *_ids("brand_id", "id"),
        *_of(sa.Text(), "kind"),
        *_ids("customer_id"),
        sa.Column("contact_point_id", sa.Uuid(), nullable=True),
        *_of(sa.LargeBinary(), "address_digest", "network_digest", "digest"),
        *_of(sa.Integer(), "tries"),
        *_of(Moment(), "made_at", "expires_at"),
        sa.Column("used_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_pass"),
    )
    for name in ("address_digest", "network_digest"):
        columns = ["brand_id", name, "made_at"]
        op.create_index(f"ix_trust_pass_{name}_made_at", "trust_pass", columns)
    op.create_index("ix_trust_pass_digest", "trust_pass", ["digest"])
    op.create_table(
        "trust_own_session",
        *_ids("brand_id", "id", "customer_id", "contact_point_id"),
        *_of(sa.Text(), "how"),
        *_of(sa.LargeBinary(), "digest"),
        *_of(Moment(), "started_at", "ends_at"),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_own_session"),
        sa.UniqueConstraint("digest", name="uq_trust_own_session_digest"),
    )
    columns = ["brand_id", "customer_id"]
    op.create_index("ix_trust_own_session_customer_id", "trust_own_session", columns)


def _add_rights() -> None:
    op.create_table(
        "trust_restriction",
        *_ids("brand_id", "id", "customer_id"),
        *_of(Moment(), "placed_at"),
        sa.Column("lifted_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_restriction"),
    )
    columns = ["brand_id", "customer_id"]
    op.create_index("ix_trust_restriction_customer_id", "trust_restriction", columns)
    op.create_table(
        "trust_contest",
        *_ids("brand_id", "id", "customer_id", "key_id", "receipt_id", "conversation_id"),
        *_of(sa.LargeBinary(), "sealed"),
        *_of(Moment(), "asked_at", "due_at"),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("sealed_answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_contest"),
        sa.UniqueConstraint("brand_id", "receipt_id", name="uq_trust_contest_receipt_id"),
    )
    for name in ("customer_id", "conversation_id"):
        op.create_index(f"ix_trust_contest_{name}", "trust_contest", ["brand_id", name])
    columns = ["brand_id", "settled_at", "due_at"]
    op.create_index("ix_trust_contest_settled_at_due_at", "trust_contest", columns)


def _ids(*names: str) -> "list[sa.Column[Any]]":
    return _of(sa.Uuid(), *names)


def _of(type_: Any, *names: str) -> "list[sa.Column[Any]]":  # noqa: ANN401 - any type
    return [sa.Column(name, type_, nullable=False) for name in names]
