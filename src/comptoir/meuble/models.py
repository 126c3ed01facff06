"""The tables of the furniture shop. Money is in whole cents; instants are UTC."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from comptoir.kernel.db import Json, UtcDateTime, metadata

Row = Mapping[str, Any] | RowMapping
"""A row that was read, or is about to be written."""

accounts = Table(
    "meuble_accounts",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("email_confirmed", Boolean, nullable=False),
    Column("username", String(50), nullable=False),
    Column("username_folded", String(50), nullable=False, unique=True),
    Column("full_name", String(200)),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("status", String(10), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

mailed_words = Table(
    "meuble_mailed_words",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("purpose", String(10), nullable=False),
    Column(
        "account_id",
        ForeignKey("meuble_accounts.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    # Where it was sent: it proves nothing of an address the account has had since.
    Column("email", String(254), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

products = Table(
    "meuble_products",
    metadata,
    Column("sku", String(40), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("category", String(30), nullable=False),
    Column("type", String(30), nullable=False),
    Column("price_cents", Integer, nullable=False),
    Column("stock", Integer, nullable=False),
    Column("description", Text, nullable=False),
    Column("details", Json, nullable=False),
    Column("number", Integer),
    Column("listed", Text),
    Column("updated_at", UtcDateTime),
    Index(None, "number", unique=True),
    Index(None, "category", "number"),
)

orders = Table(
    "meuble_orders",
    metadata,
    Column("order_number", String(14), primary_key=True),
    Column("email", String(254), nullable=False),
    Column("status", String(20), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("customer_tier", String(20), nullable=False),
    Column("purchase_date", Date, nullable=False),
    Column("delivery_date", Date),
    Column("expected_delivery_date", Date),
    Index(None, "email"),
)

order_lines = Table(
    "meuble_order_lines",
    metadata,
    Column("order_number", ForeignKey("meuble_orders.order_number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sku", ForeignKey("meuble_products.sku"), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("unit_price_cents", Integer, nullable=False),
    Column("color", String(40)),
    Column("used", Boolean, nullable=False),
)

conversations = Table(
    "meuble_conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("owner", String(80), nullable=False),
    Column("session_id", String(64), nullable=False),
    Column("state", Json, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    UniqueConstraint("owner", "session_id"),
    Index(None, "expires_at"),
)

messages = Table(
    "meuble_messages",
    metadata,
    Column(
        "conversation_id",
        ForeignKey("meuble_conversations.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("seq", Integer, primary_key=True),
    Column("role", String(10), nullable=False),
    Column("content", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

handovers = Table(
    "meuble_handovers",
    metadata,
    Column("id", String(36), primary_key=True),
    Column(
        "conversation_id",
        ForeignKey("meuble_conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("summary", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("waiting_since", UtcDateTime),
    Column("bot_back_at", UtcDateTime),
    Column("taken_by", String(36)),
    Column("ended_at", UtcDateTime, index=True),
)

counters = Table(
    "meuble_counters",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", Integer, nullable=False),
)

tickets = Table(
    "meuble_tickets",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("account_id", ForeignKey("meuble_accounts.id", ondelete="SET NULL"), index=True),
    Column("conversation_id", ForeignKey("meuble_conversations.id", ondelete="SET NULL")),
    Column("status", String(30), nullable=False),
    Column("order_number", String(14)),
    Column("product_sku", String(40)),
    Column("product_name", String(120)),
    Column("problem_description", Text, nullable=False),
    Column("problem_category", String(30), nullable=False),
    Column("problem_severity", String(10), nullable=False),
    Column("problem_confidence", Float, nullable=False),
    Column("danger", Boolean, nullable=False),
    Column("priority", String(2), nullable=False),
    Column("computed_priority", String(2), nullable=False),
    Column("priority_score", Integer, nullable=False),
    Column("priority_factors", Json, nullable=False),
    Column("warranty", Json, nullable=False),
    Column("claimed", Json, nullable=False),
    # What the caller said of themselves and of the purchase, as said: it decides nothing.
    Column("said", Json, nullable=False, server_default="{}"),
    Column("photos", Json, nullable=False),
    Column("language", String(2), nullable=False, server_default="fr"),
    Column("auto_resolved", Boolean, nullable=False, server_default=false()),
    Column("resolution_type", String(30)),
    Column("assigned_to", ForeignKey("meuble_accounts.id", ondelete="SET NULL"), index=True),
    Column("merged_into", ForeignKey("meuble_tickets.number")),
    Column("sla_response_deadline", UtcDateTime, nullable=False),
    # While the claim waits for its customer: the deadline as it stood when it began to wait.
    Column("sla_intervention_deadline", UtcDateTime, nullable=False),
    Column("waiting_since", UtcDateTime),
    Column("responded_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("escalated_at", UtcDateTime),
    # Since when words of the customer wait for somebody to read them.
    Column("customer_replied_at", UtcDateTime),
    Column("rating", Integer),
    Column("rating_comment", Text),
    Column("rated_at", UtcDateTime),
    Column("erased_at", UtcDateTime),
    # The history's end, so that a line cut off there is missed too.
    Column("history_length", Integer, nullable=False, server_default="0"),
    Column("history_head", String(64)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index(None, "status", "created_at"),
    Index(None, "computed_priority"),
    Index(None, "problem_category"),
    Index(None, "order_number"),
    Index(None, "created_at"),
)

ticket_actions = Table(
    "meuble_ticket_actions",
    metadata,
    Column("ticket_number", ForeignKey("meuble_tickets.number"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(20), nullable=False),
    Column("action_type", String(40), nullable=False),
    Column("description", Text, nullable=False),
    Column("metadata", Json, nullable=False),
    # For staff alone.
    Column("internal", Boolean, nullable=False, server_default=false()),
    # Personal fields, each {"salt", "value"}; an erasure takes them. The chain covers digests.
    Column("personal", Json),
    Column("personal_digests", Json, nullable=False, server_default="{}"),
    Column("digest", String(64)),
)

evidence = Table(
    "meuble_evidence",
    metadata,
    Column("ticket_number", ForeignKey("meuble_tickets.number"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("evidence_type", String(10), nullable=False),
    Column("url", String(2048)),
    # The file of ours that it is; None for a link elsewhere, which nobody fetches.
    Column("file_token", String(32)),
    Column("verified", Boolean, nullable=False),
    Column("quality", String(10), nullable=False),
    Column("quality_score", Float, nullable=False),
    # What photos.Verdict found, in measures and not in words: words depend on the reader.
    Column("analysis", Json, nullable=False),
    Column("description", Text),
    Column("metadata", Json, nullable=False),
    Column("added_by", String(20), nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

withdrawals = Table(
    "meuble_withdrawals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("subject", String(60), nullable=False, unique=True),
    Column("order_number", String(14), nullable=False, index=True),
    Column("conversation_id", ForeignKey("meuble_conversations.id", ondelete="SET NULL")),
    Column("account_id", ForeignKey("meuble_accounts.id", ondelete="SET NULL"), index=True),
    Column("claimed", Boolean, nullable=False),
    Column("words", Text, nullable=False),
    Column("until", Date),
    Column("standing", String(20), nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
)

files = Table(
    "meuble_files",
    metadata,
    Column("token", String(32), primary_key=True),
    Column("owner", String(80), nullable=False, index=True),
    Column("original_name", String(255), nullable=False),
    Column("kind", String(5), nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("description", Text),
    Column("measures", Json, nullable=False),
    Column("stored", Boolean, nullable=False),
    Column("attached_to", ForeignKey("meuble_tickets.number"), index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, index=True),
)

faq_questions = Table(
    "meuble_faq_questions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("lang", String(2), nullable=False),
    Column("category_id", String(20), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("keywords", Json, nullable=False),
    Column("also", Json, nullable=False),
    Column("views", Integer, nullable=False),
    Column("helpful_count", Integer, nullable=False),
    Column("not_helpful_count", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index(None, "lang"),
)

faq_votes = Table(
    "meuble_faq_votes",
    metadata,
    Column(
        "number", ForeignKey("meuble_faq_questions.number", ondelete="CASCADE"), primary_key=True
    ),
    Column("voter", String(32), primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("voted_at", UtcDateTime, nullable=False),
)
