"""the shop knows devices as others do"""

import sqlalchemy as sa
from alembic import op

from comptoir.kernel.db import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "INSERT INTO known_devices (service, account_id, device, seen_at)"
        " SELECT 'meuble', account_id, device, seen_at FROM meuble_known_devices"
    )
    op.drop_table("meuble_known_devices")


def downgrade() -> None:
    op.create_table(
        "meuble_known_devices",
        sa.Column("account_id", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["meuble_accounts.id"],
            name=op.f("fk_meuble_known_devices_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "device", name=op.f("pk_meuble_known_devices")),
    )
    op.execute(
        "INSERT INTO meuble_known_devices (account_id, device, seen_at)"
        " SELECT account_id, device, seen_at FROM known_devices WHERE service = 'meuble'"
    )
    op.execute("DELETE FROM known_devices WHERE service = 'meuble'")
