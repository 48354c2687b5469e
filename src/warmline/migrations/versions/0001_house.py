"""The ground: every table that the first conversation needs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from warmline.foundation.tables import Moment

revision = "0001"
down_revision = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "assistant_article",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("questions", _JSON, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint(
            "brand_id", "id", "language", "version", name="pk_assistant_article"
        ),
    )
    op.create_index(
        "ix_assistant_article_published_at_withdrawn_at",
        "assistant_article",
        ["brand_id", "published_at", "withdrawn_at"],
    )

    op.create_table(
        "assistant_gap",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_assistant_gap"),
    )
    op.create_table(
        "customers_customer",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_customers_customer"),
    )
    op.create_table(
        "customers_join",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("absorbed_id", sa.Uuid(), nullable=False),
        sa.Column("canonical_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("joined_at", Moment(), nullable=False),
        sa.Column("split_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_customers_join"),
    )
    op.create_index("ix_customers_join_absorbed_id", "customers_join", ["brand_id", "absorbed_id"])
    op.create_index(
        "ix_customers_join_canonical_id", "customers_join", ["brand_id", "canonical_id"]
    )
    op.create_index(
        "uq_customers_join_open",
        "customers_join",
        ["brand_id", "absorbed_id"],
        unique=True,
        sqlite_where=sa.text("split_at IS NULL"),
        postgresql_where=sa.text("split_at IS NULL"),
    )

    op.create_table(
        "customers_preference",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "customer_id", "name", name="pk_customers_preference"),
    )
    op.create_table(
        "decisions_decision",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("from_position", sa.Integer(), nullable=False),
        sa.Column("to_position", sa.Integer(), nullable=False),
        sa.Column("chosen", _JSON, nullable=False),
        sa.Column("propensity", sa.Double(), nullable=False),
        sa.Column("alternatives", _JSON, nullable=False),
        sa.Column("rules", _JSON, nullable=False),
        sa.Column("purposes", _JSON, nullable=False),
        sa.Column("inputs", _JSON, nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_decisions_decision"),
    )
    op.create_index(
        "ix_decisions_decision_conversation_id_to_position",
        "decisions_decision",
        ["brand_id", "conversation_id", "to_position"],
    )

    op.create_table(
        "foundation_brand",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_foundation_brand"),
        sa.UniqueConstraint("slug", name="uq_foundation_brand_slug"),
    )
    op.create_table(
        "foundation_cursor",
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subscriber", name="pk_foundation_cursor"),
    )
    op.create_table(
        "foundation_due",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("waiting_since", Moment(), nullable=False),
        sa.Column("is_appointment", sa.Boolean(), nullable=False),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("parked_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "kind", "subject", name="pk_foundation_due"),
    )
    op.create_index(
        "ix_foundation_due_kind_parked_at_due_at", "foundation_due", ["kind", "parked_at", "due_at"]
    )

    op.create_table(
        "foundation_event",
        sa.Column("sequence", _SEQUENCE, sa.Identity(always=False), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("data", _JSON, nullable=False),
        sa.Column("trace_id", sa.Text(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name="pk_foundation_event"),
        sa.UniqueConstraint("id", name="uq_foundation_event_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_foundation_event_sequence", "foundation_event", ["brand_id", "sequence"])
    op.create_index(
        "ix_foundation_event_subject_sequence",
        "foundation_event",
        ["brand_id", "subject", "sequence"],
    )

    _add_skills()
    _add_desk()
    op.create_table(
        "timeline_conversation",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("last_position", sa.Integer(), nullable=False),
        sa.Column("answered_position", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_timeline_conversation"),
    )
    op.create_index(
        "ix_timeline_conversation_customer_id_last_at",
        "timeline_conversation",
        ["brand_id", "customer_id", "last_at"],
    )

    op.create_table(
        "timeline_seen",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("sender_digest", sa.LargeBinary(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("body_digest", sa.LargeBinary(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint(
            "brand_id",
            "channel",
            "account",
            "sender_digest",
            "external_id",
            name="pk_timeline_seen",
        ),
    )
    op.create_index("ix_timeline_seen_seen_at", "timeline_seen", ["brand_id", "seen_at"])

    op.create_table(
        "trust_answer",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("given_at", Moment(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("wording_version", sa.Integer(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_answer"),
    )
    op.create_index(
        "ix_trust_answer_customer_id_purpose",
        "trust_answer",
        ["brand_id", "customer_id", "purpose"],
    )

    op.create_table(
        "trust_key",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("scopes", _JSON, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_key"),
        sa.UniqueConstraint("digest", name="uq_trust_key_digest"),
    )
    op.create_table(
        "trust_receipt",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("purposes", _JSON, nullable=False),
        sa.Column("text_key", sa.Text(), nullable=False),
        sa.Column("text_values", _JSON, nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_receipt"),
    )
    op.create_index("ix_trust_receipt_batch_id_id", "trust_receipt", ["brand_id", "batch_id", "id"])
    op.create_index(
        "ix_trust_receipt_customer_id_id", "trust_receipt", ["brand_id", "customer_id", "id"]
    )

    op.create_table(
        "trust_session",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_session"),
        sa.UniqueConstraint("digest", name="uq_trust_session_digest"),
    )
    op.create_index("ix_trust_session_staff_id", "trust_session", ["brand_id", "staff_id"])

    op.create_table(
        "trust_staff",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("disabled_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_staff"),
        sa.UniqueConstraint("brand_id", "email", name="uq_trust_staff_email"),
    )
    op.create_table(
        "understanding_reading",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("found", _JSON, nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("abstained", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_understanding_reading"),
    )
    op.create_index(
        "ix_understanding_reading_conversation_id_position",
        "understanding_reading",
        ["brand_id", "conversation_id", "position"],
    )
    op.create_index("ix_understanding_reading_expires_at", "understanding_reading", ["expires_at"])

    op.create_table(
        "customers_contact_point",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "proof", sa.Enum("claimed", "proven", name="proof", native_enum=False), nullable=False
        ),
        sa.Column("proven_at", Moment(), nullable=True),
        sa.Column("proven_by", sa.Text(), nullable=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "customer_id"],
            ["customers_customer.brand_id", "customers_customer.id"],
            name="fk_customers_contact_point_customers_customer",
        ),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_customers_contact_point"),
        sa.UniqueConstraint(
            "brand_id", "kind", "digest", name="uq_customers_contact_point_kind_digest"
        ),
    )
    op.create_index(
        "ix_customers_contact_point_customer_id",
        "customers_contact_point",
        ["brand_id", "customer_id"],
    )

    op.create_table(
        "timeline_leg",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("contact_point_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id", "conversation_id"],
            ["timeline_conversation.brand_id", "timeline_conversation.id"],
            name="fk_timeline_leg_timeline_conversation",
        ),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_timeline_leg"),
        sa.UniqueConstraint(
            "brand_id",
            "conversation_id",
            "channel",
            "account",
            "contact_point_id",
            name="uq_timeline_leg_place",
        ),
    )
    op.create_index(
        "ix_timeline_leg_contact_point_id", "timeline_leg", ["brand_id", "contact_point_id"]
    )

    op.create_table(
        "timeline_message",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("leg_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("is_notice", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sources", _JSON, nullable=False),
        sa.Column("answers_to", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_rank", sa.Integer(), nullable=False),
        sa.Column("status_at", Moment(), nullable=False),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.CheckConstraint("position > 0", name="ck_timeline_message_position"),
        sa.ForeignKeyConstraint(
            ["brand_id", "conversation_id"],
            ["timeline_conversation.brand_id", "timeline_conversation.id"],
            name="fk_timeline_message_timeline_conversation",
        ),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_timeline_message"),
        sa.UniqueConstraint(
            "brand_id",
            "conversation_id",
            "answers_to",
            name="uq_timeline_message_conversation_id_answers_to",
        ),
        sa.UniqueConstraint(
            "brand_id",
            "conversation_id",
            "position",
            name="uq_timeline_message_conversation_id_position",
        ),
    )
    op.create_index(
        "ix_timeline_message_customer_id_id", "timeline_message", ["brand_id", "customer_id", "id"]
    )

    op.create_table(
        "timeline_stretch",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("from_position", sa.Integer(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("promised_at", Moment(), nullable=True),
        sa.Column("first_promised_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "holder <> 'person' OR agent_id IS NOT NULL", name="ck_timeline_stretch_person_is_known"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id", "conversation_id"],
            ["timeline_conversation.brand_id", "timeline_conversation.id"],
            name="fk_timeline_stretch_timeline_conversation",
        ),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_timeline_stretch"),
    )
    op.create_index(
        "ix_timeline_stretch_agent_id_ended_at",
        "timeline_stretch",
        ["brand_id", "agent_id", "ended_at"],
    )
    op.create_index(
        "ix_timeline_stretch_conversation_id", "timeline_stretch", ["brand_id", "conversation_id"]
    )
    op.create_index(
        "ix_timeline_stretch_open_holder",
        "timeline_stretch",
        ["brand_id", "holder", "id"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "ix_timeline_stretch_waited",
        "timeline_stretch",
        ["brand_id", "ended_at"],
        sqlite_where=sa.text("holder = 'waiting' AND ended_by = 'taken'"),
        postgresql_where=sa.text("holder = 'waiting' AND ended_by = 'taken'"),
    )
    op.create_index(
        "uq_timeline_stretch_open",
        "timeline_stretch",
        ["brand_id", "conversation_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _add_skills() -> None:
    """What skills need: tasks, proofs of who somebody is, and mail that carries codes."""
    op.create_table(
        "channels_mail",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("address_digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_channels_mail"),
    )
    op.create_index(
        "ix_channels_mail_address_digest_id", "channels_mail", ["brand_id", "address_digest", "id"]
    )

    op.create_table(
        "trust_proof",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("address_digest", sa.LargeBinary(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("proven_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_trust_proof"),
    )
    op.create_index(
        "ix_trust_proof_conversation_id_sent_at",
        "trust_proof",
        ["brand_id", "conversation_id", "sent_at"],
    )
    op.create_index(
        "ix_trust_proof_address_digest_sent_at",
        "trust_proof",
        ["brand_id", "address_digest", "sent_at"],
    )

    op.create_table(
        "assistant_task",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("skill", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_assistant_task"),
    )
    op.create_index(
        "ix_assistant_task_conversation_id", "assistant_task", ["brand_id", "conversation_id"]
    )


def _add_desk() -> None:
    """What the desk needs: notes, what is put aside, what was asked before, corrections."""
    op.create_table(
        "understanding_correction",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("corrected_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_understanding_correction"),
    )
    op.create_index(
        "ix_understanding_correction_conversation_id_id",
        "understanding_correction",
        ["brand_id", "conversation_id", "id"],
    )
    op.create_index(
        "ix_understanding_correction_expires_at", "understanding_correction", ["expires_at"]
    )

    op.create_table(
        "workspace_note",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("after_position", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "id", name="pk_workspace_note"),
    )
    op.create_index(
        "ix_workspace_note_conversation_id_id",
        "workspace_note",
        ["brand_id", "conversation_id", "id"],
    )
    op.create_table(
        "workspace_snooze",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("snoozed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "conversation_id", name="pk_workspace_snooze"),
    )
    op.create_table(
        "workspace_asked",
        sa.Column("brand_id", sa.Uuid(), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body_digest", sa.LargeBinary(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id", "agent_id", "key", name="pk_workspace_asked"),
    )
    op.create_index("ix_workspace_asked_asked_at", "workspace_asked", ["brand_id", "asked_at"])
