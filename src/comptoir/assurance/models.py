"""The tables of the car insurer. Money is in whole cents; instants are UTC."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from comptoir.kernel.db import Json, UtcDateTime, metadata

accounts = Table(
    "assurance_accounts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("full_name", String(200)),
    Column("role", String(12), nullable=False),
    Column("status", String(10), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

codes = Table(
    "assurance_codes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column(
        "account_id",
        ForeignKey("assurance_accounts.id", ondelete="CASCADE"),
        nullable=False,
    ),
    # The mark of the address that asked: nobody else's guesses are looked at.
    Column("asker", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_at", UtcDateTime),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
    UniqueConstraint("account_id", "asker"),
)

known_addresses = Table(
    "assurance_known_addresses",
    metadata,
    Column("account_id", ForeignKey("assurance_accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("mark", String(64), primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
)

contracts = Table(
    "assurance_contracts",
    metadata,
    Column("number", String(20), primary_key=True),
    Column(
        "account_id",
        ForeignKey("assurance_accounts.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("status", String(12), nullable=False),
    Column("formula", String(14), nullable=False),
    Column("vehicle", String(120), nullable=False),
    Column("registration", String(12), nullable=False),
    Column("premium_cents", Integer, nullable=False),
    Column("crm_hundredths", Integer, nullable=False),
    Column("deductible_eur", Integer, nullable=False),
    Column("begins_on", Date, nullable=False),
    Column("renews_on", Date, nullable=False),
)

quotes = Table(
    "assurance_quotes",
    metadata,
    Column("id", String(32), primary_key=True),
    # Whoever was signed in: then the quote is theirs alone.
    Column("account_id", ForeignKey("assurance_accounts.id", ondelete="CASCADE"), index=True),
    Column("tariff_version", String(30), nullable=False),
    # What was said, and what was understood of it.
    Column("inputs", Json, nullable=False),
    Column("answer", Json, nullable=False),
    Column("premium_cents", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("valid_until", Date, nullable=False, index=True),
)

conversations = Table(
    "assurance_conversations",
    metadata,
    # Unguessable: whoever has it may go on.
    Column("session_id", String(43), primary_key=True),
    Column("account_id", ForeignKey("assurance_accounts.id", ondelete="CASCADE"), index=True),
    Column("state", Json, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False, index=True),
)

messages = Table(
    "assurance_messages",
    metadata,
    Column(
        "session_id",
        ForeignKey("assurance_conversations.session_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("seq", Integer, primary_key=True),
    Column("role", String(10), nullable=False),
    Column("content", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

claims = Table(
    "assurance_claims",
    metadata,
    Column("number", String(20), primary_key=True),
    Column(
        "account_id",
        ForeignKey("assurance_accounts.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("contract_number", ForeignKey("assurance_contracts.number", ondelete="SET NULL")),
    Column("kind", String(20), nullable=False),
    # As said: a day, a place, what happened.
    Column("happened", String(120), nullable=False),
    Column("place", String(200), nullable=False),
    Column("circumstances", Text, nullable=False),
    Column("injured", Boolean),  # None: nobody asked, which is no "no"
    Column("at_fault", Boolean),
    Column("status", String(12), nullable=False),
    Column("paid_cents", Integer),
    Column("created_at", UtcDateTime, nullable=False),
)

counters = Table(
    "assurance_counters",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", Integer, nullable=False),
)

handovers = Table(
    "assurance_handovers",
    metadata,
    Column("id", String(36), primary_key=True),
    Column(
        "session_id",
        ForeignKey("assurance_conversations.session_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("summary", Text, nullable=False),
    Column("summary_en", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("waiting_since", UtcDateTime),
    Column("bot_back_at", UtcDateTime),
    Column("taken_by", String(36)),
    Column("ended_at", UtcDateTime, index=True),
)

withdrawals = Table(
    "assurance_withdrawals",
    metadata,
    Column("number", String(20), primary_key=True),
    Column("session_id", ForeignKey("assurance_conversations.session_id", ondelete="SET NULL")),
    Column("account_id", ForeignKey("assurance_accounts.id", ondelete="CASCADE"), index=True),
    Column("contract_number", String(20)),
    Column("words", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
)

webhooks = Table(
    "assurance_webhooks",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("owner", String(80), nullable=False, index=True),
    Column("url", String(2000), nullable=False),
    Column("events", Json, nullable=False),
    Column("secret", String(80), nullable=False),
    # Signs too until `previous_until`, so that a receiver can change over.
    Column("previous_secret", String(80)),
    Column("previous_until", UtcDateTime),
    Column("disabled_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
)

deliveries = Table(
    "assurance_deliveries",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("webhook_id", ForeignKey("assurance_webhooks.id", ondelete="CASCADE"), nullable=False),
    # The same however often it is sent: receivers tell repeats by it.
    Column("event_id", String(40), nullable=False),
    Column("type", String(30), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("status", Integer),
    Column("error", String(200)),
    Column("next_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("ended_at", UtcDateTime),
    Index(None, "webhook_id", "created_at"),
)
