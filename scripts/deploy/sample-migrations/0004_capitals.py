"""owners in capitals, which nobody can take back"""

from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("update tombola.ticket set owner = upper(owner)")


def downgrade() -> None:
    pass
