"""A second factor for staff, with recovery codes.

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

from warmline.foundation.tables import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trust_factor",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("confirmed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "staff_id", name="pk_trust_factor"),
    )
    op.create_table(
        "trust_recovery",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "staff_id", "digest", name="pk_trust_recovery"),
    )
