"""one index of messages"""

from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

from comptoir.kernel.db import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_messages = sa.table(
    "intranet_messages",
    sa.column("id", sa.BigInteger),
    sa.column("user_id", sa.Integer),
    sa.column("client_key", sa.LargeBinary),
)
_sent = sa.table(
    "intranet_sent",
    sa.column("user_id", sa.Integer),
    sa.column("client_id", sa.String),
    sa.column("message_id", sa.BigInteger),
)
_TOGETHER = 1_000


def upgrade() -> None:
    # ALTER TABLE adds it in place: rows of years need not be written again.
    op.add_column("intranet_messages", sa.Column("client_key", sa.LargeBinary(16), nullable=True))
    connection = op.get_bind()
    keep = (
        sa.update(_messages)
        .where(
            _messages.c.id == sa.bindparam("number"), _messages.c.user_id == sa.bindparam("person")
        )
        .values(client_key=sa.bindparam("key"))
    )
    found = connection.execute(sa.select(_sent))
    while some := found.fetchmany(_TOGETHER):
        connection.execute(
            keep,
            [
                {
                    "number": row.message_id,
                    "person": row.user_id,
                    "key": blake2b(row.client_id.encode(), digest_size=16).digest(),
                }
                for row in some
            ],
        )
    op.drop_table("intranet_sent")
    op.drop_index("ix_intranet_messages_user_id", "intranet_messages")
    op.create_index(
        "ix_intranet_messages_user_id_client_key",
        "intranet_messages",
        ["user_id", "client_key"],
        unique=True,
    )


def downgrade() -> None:
    # A key does not tell the id it was made of: what was sent before is not known again.
    op.create_table(
        "intranet_sent",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column(
            "message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["intranet_accounts.id"],
            name=op.f("fk_intranet_sent_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "client_id", name=op.f("pk_intranet_sent")),
    )
    op.create_index("ix_intranet_sent_sent_at", "intranet_sent", ["sent_at"])
    op.drop_index("ix_intranet_messages_user_id_client_key", "intranet_messages")
    op.create_index("ix_intranet_messages_user_id", "intranet_messages", ["user_id"])
    op.drop_column("intranet_messages", "client_key")
