"""The tables of the agents' service. Instants are UTC; a number is never given twice."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
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

from comptoir.kernel.db import Json, UtcDateTime, metadata


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(table: str, name: str, *, optional: bool = False, **more: Any) -> Column[int]:
    gone = "SET NULL" if optional else "CASCADE"
    return Column(name, ForeignKey(f"{table}.id", ondelete=gone), nullable=optional, **more)


users = Table(
    "foyer_users",
    metadata,
    _id(),
    Column("email", String(254), nullable=False, unique=True),
    Column("trigramme", String(3), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("is_admin", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

sessions = Table(
    "foyer_sessions",
    metadata,
    # The family of its token, which says whether it lives.
    Column("id", String(36), primary_key=True),
    _of("foyer_users", "user_id", index=True),
    Column("user_agent", String(300), nullable=False),
    Column("ip_address", String(60), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

agents = Table(
    "foyer_agents",
    metadata,
    _id(),
    _of("foyer_users", "owner_id", optional=True, index=True),
    Column("name", String(100), nullable=False),
    Column("system_prompt", Text, nullable=False),
    Column("learn_from_interaction", Boolean, nullable=False),
    Column("is_public", Boolean, nullable=False),
    # Whether others see its system prompt, in production.
    Column("prompt_is_public", Boolean, nullable=False),
    Column("documents_only", Boolean, nullable=False),
    Column("model", String(100), nullable=False),
    Column("temperature", Float, nullable=False),
    Column("avatar_url", String(2048)),
    Column("version", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    # Its name stays, for the chats that were held with it.
    Column("deleted_at", UtcDateTime),
    Index(None, "is_public", "id"),
    sqlite_autoincrement=True,
)

agent_versions = Table(
    "foyer_agent_versions",
    metadata,
    Column("agent_id", ForeignKey("foyer_agents.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("settings", Json, nullable=False),
    Column("restored_from", Integer),
    Column("created_at", UtcDateTime, nullable=False),
)

chats = Table(
    "foyer_chats",
    metadata,
    _id(),
    _of("foyer_users", "user_id", index=True),
    Column("agent_id", ForeignKey("foyer_agents.id"), nullable=False, index=True),
    Column("title", String(200), nullable=False),
    # Whether a person chose the title; if not, the first message does.
    Column("titled", Boolean, nullable=False),
    # Counts the messages that are whole: a member who saw number 7 asks for what came after.
    Column("last_seq", Integer, nullable=False),
    # The end of the branch that is shown.
    Column("leaf_id", Integer),
    # The answer that is being written, of which there is one at a time.
    Column("writing_id", Integer),
    Column("forked_from", Integer),
    Column("last_message_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Index(None, "user_id", "last_message_at"),
    sqlite_autoincrement=True,
)

chat_members = Table(
    "foyer_chat_members",
    metadata,
    Column("chat_id", ForeignKey("foyer_chats.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("foyer_users.id", ondelete="CASCADE"), primary_key=True),
    Column("added_at", UtcDateTime, nullable=False),
    Index(None, "user_id"),
)

messages = Table(
    "foyer_messages",
    metadata,
    _id(),
    _of("foyer_chats", "chat_id"),
    # What it follows: two messages that follow the same one begin two branches.
    Column("parent_id", Integer),
    # None while it is being written.
    Column("seq", Integer),
    _of("foyer_users", "user_id", optional=True, index=True),
    Column("role", String(10), nullable=False),
    Column("content", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("llm_model", String(100)),
    Column("files", Json, nullable=False, server_default="[]"),
    Column("citations", Json, nullable=False, server_default="[]"),
    Column("usage", Json),
    # While it is being written: until when its writer is taken to live.
    Column("alive_until", UtcDateTime),
    Column("stop_asked", Boolean, nullable=False, server_default=false()),
    Column("indexed", Boolean, nullable=False, server_default=false()),
    Column("created_at", UtcDateTime, nullable=False),
    Index(None, "chat_id", "id"),
    Index(None, "chat_id", "seq"),
    Index(None, "alive_until"),
    sqlite_autoincrement=True,
)

documents = Table(
    "foyer_documents",
    metadata,
    _id(),
    Column("token", String(32), nullable=False, unique=True),
    _of("foyer_users", "user_id", index=True),
    Column("entity_type", String(5), nullable=False),
    Column("entity_id", Integer, nullable=False),
    Column("filename", String(200), nullable=False),
    Column("kind", String(5), nullable=False),
    Column("mime_type", String(100), nullable=False),
    Column("file_size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    # `receiving` until its bytes are durable, then `processing`, `ready` or `failed`.
    Column("state", String(10), nullable=False),
    Column("why", String(40)),
    Column("pages", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    # Of a PDF: which pages were read on their pictures, and which could not be and why.
    Column("pictures", Json),
    # What was done of it: a reading that was begun anew makes an older one stop.
    Column("reading", Integer, nullable=False),
    Column("uploaded_at", UtcDateTime, nullable=False),
    Index(None, "entity_type", "entity_id"),
    Index(None, "state", "uploaded_at"),
    sqlite_autoincrement=True,
)

passages = Table(
    "foyer_passages",
    metadata,
    _id(),
    _of("foyer_documents", "document_id"),
    Column("page", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    # A piece of the page, letter for letter.
    Column("content", Text, nullable=False),
    # What it is about (`kernel.search.meanings`); none of passages kept before there were any.
    Column("meaning", LargeBinary),
    UniqueConstraint("document_id", "position"),
    sqlite_autoincrement=True,
)

facts = Table(
    "foyer_facts",
    metadata,
    _id(),
    _of("foyer_agents", "agent_id"),
    _of("foyer_users", "user_id", index=True),
    Column("kind", String(10), nullable=False),
    Column("content", String(500), nullable=False),
    # What tells it from others that say the same.
    Column("folded", String(500), nullable=False),
    Column("message_id", Integer),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("agent_id", "user_id", "folded"),
    sqlite_autoincrement=True,
)
