"""The tables of the intranet. Money is in whole cents; instants are UTC.

A direct conversation is a room of kind `dm`, so that history, unread counts and fan-out are written
once. `seq` counts a room's messages without a gap, `revision` what was changed in them afterwards,
`members_version` its comings and goings: whoever compares the three with what it knows has missed
nothing.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from comptoir.intranet import wire
from comptoir.kernel.db import Json, UtcDateTime, metadata

_BIG = BigInteger().with_variant(Integer, "sqlite")

accounts = Table(
    "intranet_accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("username", String(50), nullable=False),
    Column("username_folded", String(100), nullable=False, unique=True),
    Column("full_name", String(200)),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("status", String(10), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,  # the number of somebody who was erased is nobody else's
)


def _account(name: str, *, index: bool = False) -> "Column[int]":
    return Column(name, ForeignKey("intranet_accounts.id", ondelete="SET NULL"), index=index)


rooms = Table(
    "intranet_rooms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(4), nullable=False),
    Column("name", String(wire.MAXIMUM_ROOM_NAME_CHARS)),
    Column("name_folded", String(4 * wire.MAXIMUM_ROOM_NAME_CHARS), unique=True),
    Column("is_private", Boolean, nullable=False),
    Column("topic", String(wire.MAXIMUM_TOPIC_CHARS), nullable=False),
    _account("created_by", index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("archived_at", UtcDateTime),
    Column("seq", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("members_version", Integer, nullable=False),
    Column("last_at", UtcDateTime),
    # Of a direct conversation, the two people, the lower number first; the same twice is a notepad.
    Column("dm_low", Integer),
    Column("dm_high", Integer),
    UniqueConstraint("dm_low", "dm_high"),
    Index(None, "dm_high"),
    sqlite_autoincrement=True,
)

members = Table(
    "intranet_members",
    metadata,
    Column("room_id", ForeignKey("intranet_rooms.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "user_id",
        ForeignKey("intranet_accounts.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("joined_at", UtcDateTime, nullable=False),
    # The high-water mark: everything up to it was read.
    Column("read_seq", Integer, nullable=False),
)

messages = Table(
    "intranet_messages",
    metadata,
    Column("id", _BIG, primary_key=True, autoincrement=False),
    _account("user_id"),
    Column("content", Text, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("reply_to", _BIG),
    Column("file_ids", Json),
    Column("edited_at", UtcDateTime),
    Column("deleted_at", UtcDateTime),
    # What makes a message sent again harmless: `sending.key_of` its `client_id`.
    Column("client_key", LargeBinary(16)),
    Index(None, "user_id", "client_key", unique=True),
)
"""`id` says the room and the `seq`: `wire.message_id`.

Its one index finds what somebody said, and what they sent under an id of their own.
"""

changes = Table(
    "intranet_changes",
    metadata,
    Column("room_id", ForeignKey("intranet_rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("message_id", _BIG, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False, index=True),
)
"""What was changed in a room, for whoever looks later; forgotten after a while."""

mentions = Table(
    "intranet_mentions",
    metadata,
    Column("user_id", ForeignKey("intranet_accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", _BIG, primary_key=True, autoincrement=False),
)

reactions = Table(
    "intranet_reactions",
    metadata,
    Column("message_id", _BIG, primary_key=True, autoincrement=False),
    Column("emoji", String(wire.MAXIMUM_EMOJI_CHARS), primary_key=True),
    Column(
        "user_id",
        ForeignKey("intranet_accounts.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("reacted_at", UtcDateTime, nullable=False),
)

edits = Table(
    "intranet_edits",
    metadata,
    Column("message_id", _BIG, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False),
    _account("replaced_by"),
    Column("replaced_at", UtcDateTime, nullable=False),
)
"""What a message said before it was changed or deleted; for its author and administrators."""

blocks = Table(
    "intranet_blocks",
    metadata,
    Column("user_id", ForeignKey("intranet_accounts.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "blocked_id",
        ForeignKey("intranet_accounts.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("blocked_at", UtcDateTime, nullable=False),
)

presence = Table(
    "intranet_presence",
    metadata,
    Column("user_id", ForeignKey("intranet_accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("process", String(32), primary_key=True),
    Column("until", UtcDateTime, nullable=False, index=True),
)
"""Who is connected to which process, as a lease: a process that dies renews nothing."""

search_marks = Table(
    "intranet_search_marks",
    metadata,
    Column("room_id", ForeignKey("intranet_rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, nullable=False),
)
"""Up to where a room's messages are in the search index."""

products = Table(
    "intranet_products",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("description", Text, nullable=False),
    Column("price_cents", Integer, nullable=False),
    Column("stock", Integer, nullable=False),
    _account("created_by", index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

files = Table(
    "intranet_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", String(32), nullable=False, unique=True),
    _account("owner_id", index=True),
    Column("name", String(255), nullable=False),
    Column("media_type", String(80), nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("room_id", ForeignKey("intranet_rooms.id", ondelete="SET NULL"), index=True),
    # It belongs to the resource below, which everybody reads.
    Column("of_resource", Boolean, nullable=False, server_default=false()),
    Column("stored", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # When whoever sent it died on the way.
    Column("expires_at", UtcDateTime, index=True),
    sqlite_autoincrement=True,
)

resources = Table(
    "intranet_resources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String(200), nullable=False),
    Column("url", String(2048)),
    Column("file_id", ForeignKey("intranet_files.id", ondelete="SET NULL"), index=True),
    _account("owner_id", index=True),
    Column("review_on", Date),
    Column("successor_id", ForeignKey("intranet_resources.id", ondelete="SET NULL"), index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
