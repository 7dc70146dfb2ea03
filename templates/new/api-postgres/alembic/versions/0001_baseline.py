"""The table of notices.

Revision ID: 0001
Revises:
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring the database to this revision."""
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("body", sa.String(length=2000), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        schema="sample_ext",
    )
    op.create_index(
        op.f("ix_sample_ext_notices_created_at"),
        "notices",
        ["created_at"],
        unique=False,
        schema="sample_ext",
    )


def downgrade() -> None:
    """Take back what this revision did."""
    op.drop_index(
        op.f("ix_sample_ext_notices_created_at"),
        table_name="notices",
        schema="sample_ext",
    )
    op.drop_table("notices", schema="sample_ext")
