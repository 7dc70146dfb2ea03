"""a price of each ticket"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket", sa.Column("price", sa.Integer), schema="tombola")


def downgrade() -> None:
    op.drop_column("ticket", "price", schema="tombola")
