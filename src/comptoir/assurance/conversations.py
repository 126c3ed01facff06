"""Where conversations are kept, and who may go on with one.

A `session_id` is made here and cannot be guessed: holding it is the right to go on. One that a
signed-in person began, or that was signed in to, is that person's as well as long as the sign-in
holds, and nobody else's.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, delete, select, update

from comptoir.assurance import wire
from comptoir.assurance.models import conversations, messages
from comptoir.brain import Turn
from comptoir.kernel import tokens

RELEASED = "released"
"""The role of the words that tell a customer that the assistant is back; it is the assistant's."""
CONTEXT_TURNS = 10
MAXIMUM_SHOWN = 200


def begin(connection: Connection, account_id: str | None, now: datetime) -> str:
    """A new conversation; its id."""
    session_id = secrets.token_urlsafe(32)
    connection.execute(
        conversations.insert().values(
            session_id=session_id,
            account_id=account_id,
            state={},
            last_seq=0,
            created_at=now,
            updated_at=now,
        )
    )
    return session_id


def find(
    connection: Connection,
    session_id: str,
    account_id: str | None,
    now: datetime,
    *,
    lock: bool = False,
) -> RowMapping | None:
    """The conversation, if this caller may go on with it."""
    statement = select(conversations).where(conversations.c.session_id == session_id)
    row = connection.execute(statement.with_for_update() if lock else statement).mappings().first()
    if row is None:
        return None
    owner = row["account_id"]
    if owner is None or owner == account_id:
        return row
    family = row["state"].get("family_id")
    alive = family and tokens.family_lives(connection, wire.SERVICE, family, now)
    return row if alive and account_id is None else None


def exists(connection: Connection, session_id: str) -> bool:
    """Whether anybody has this conversation: its id says nothing of whom."""
    statement = select(conversations.c.session_id).where(conversations.c.session_id == session_id)
    return connection.execute(statement).first() is not None


def add(
    connection: Connection,
    session_id: str,
    state: dict[str, Any],
    said: Sequence[tuple[str, str]],
    now: datetime,
    account_id: str | None = None,
) -> int:
    """Keep what was said and the new state; the number of the last message."""
    values: dict[str, Any] = {
        "state": state,
        "last_seq": conversations.c.last_seq + len(said),
        "updated_at": now,
    }
    if account_id is not None:
        values["account_id"] = account_id
    last: int = connection.execute(
        update(conversations)
        .where(conversations.c.session_id == session_id)
        .values(**values)
        .returning(conversations.c.last_seq)
    ).scalar_one()
    connection.execute(
        messages.insert(),
        [
            {
                "session_id": session_id,
                "seq": last - len(said) + number,
                "role": role,
                "content": content,
                "created_at": now,
            }
            for number, (role, content) in enumerate(said, 1)
        ],
    )
    return last


def speaker(role: str) -> Literal["user", "assistant", "staff"]:
    """Who said what is kept under this role."""
    return "user" if role == "user" else "staff" if role == "staff" else "assistant"


def context(connection: Connection, session_id: str) -> list[Turn]:
    """The latest turns, oldest first."""
    rows = connection.execute(
        select(messages.c.role, messages.c.content)
        .where(messages.c.session_id == session_id)
        .order_by(messages.c.seq.desc())
        .limit(CONTEXT_TURNS)
    ).all()
    return [Turn(speaker(row.role), row.content) for row in reversed(rows)]


def shown(connection: Connection, session_id: str, after_seq: int = 0) -> list[RowMapping]:
    """The latest messages after one, oldest first."""
    rows = connection.execute(
        select(messages)
        .where(messages.c.session_id == session_id, messages.c.seq > after_seq)
        .order_by(messages.c.seq.desc())
        .limit(MAXIMUM_SHOWN)
    ).mappings()
    return list(rows)[::-1]


def forget_expired(connection: Connection, now: datetime) -> None:
    """Drop what nobody signed in to, a day after its last word."""
    old = now - wire.ANONYMOUS_CONVERSATION_LIFETIME
    connection.execute(
        delete(conversations).where(
            conversations.c.account_id.is_(None), conversations.c.updated_at < old
        )
    )
