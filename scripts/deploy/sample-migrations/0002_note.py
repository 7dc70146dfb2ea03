"""a note on each ticket"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket", sa.Column("note", sa.String(200)), schema="tombola")


def downgrade() -> None:
    op.drop_column("ticket", "note", schema="tombola")
