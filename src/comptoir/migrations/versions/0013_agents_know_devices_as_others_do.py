"""agents know devices as others do"""

import sqlalchemy as sa
from alembic import op

from comptoir.kernel.db import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "INSERT INTO known_devices (service, account_id, device, seen_at)"
        " SELECT 'foyer', CAST(user_id AS VARCHAR(36)), device, seen_at FROM foyer_known_devices"
    )
    op.drop_table("foyer_known_devices")


def downgrade() -> None:
    op.create_table(
        "foyer_known_devices",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["foyer_users.id"],
            name=op.f("fk_foyer_known_devices_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "device", name=op.f("pk_foyer_known_devices")),
    )
    op.execute(
        "INSERT INTO foyer_known_devices (user_id, device, seen_at)"
        " SELECT CAST(account_id AS INTEGER), device, seen_at FROM known_devices"
        " WHERE service = 'foyer'"
    )
    op.execute("DELETE FROM known_devices WHERE service = 'foyer'")
