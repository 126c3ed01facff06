"""Where conversations are kept, and whose they are.

A `session_id` names a conversation of its caller: somebody else's same id is another one. An
anonymous caller is its address, unless it brings an id that the server made: such an id cannot be
guessed, so holding it is being that caller, from any address. Whoever signs in takes it along.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, select, update

from comptoir.brain import Turn
from comptoir.kernel.callers import Caller
from comptoir.kernel.db import insert
from comptoir.meuble import wire
from comptoir.meuble.dialogue import State
from comptoir.meuble.models import conversations, messages, tickets

CONTEXT_TURNS = 10
_MADE_HERE = re.compile(r"s_[A-Za-z0-9_-]{32}")


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is kept."""

    id: str
    session_id: str
    state: State
    last_seq: int


def new_session_id() -> str:
    """An id that cannot be guessed."""
    return f"s_{secrets.token_urlsafe(24)}"


def _owners(caller: Caller, session_id: str) -> tuple[str, ...]:
    """Under which names this caller may have the conversation, its own first."""
    if _MADE_HERE.fullmatch(session_id):
        return caller.name, f"session:{session_id}"
    return (caller.name,)


def find(
    connection: Connection, caller: Caller, session_id: str, now: datetime, *, lock: bool = False
) -> RowMapping | None:
    """The caller's conversation of this id, unless it has expired."""
    statement = select(conversations).where(
        conversations.c.owner.in_(_owners(caller, session_id)),
        conversations.c.session_id == session_id,
    )
    rows = connection.execute(statement.with_for_update() if lock else statement).mappings().all()
    own = sorted(rows, key=lambda row: row["owner"] != caller.name)
    return next((r for r in own if r["expires_at"] is None or r["expires_at"] > now), None)


def open_(
    connection: Connection, caller: Caller, session_id: str, *, made_here: bool, now: datetime
) -> Conversation:
    """The caller's conversation, made if need be, held until the transaction ends."""
    row = find(connection, caller, session_id, now, lock=True)
    if row is None:
        owner = f"session:{session_id}" if made_here and caller.anonymous else caller.name
        forget(connection, owner, session_id)
        connection.execute(
            insert(connection)(conversations)
            .values(
                id=str(uuid4()),
                owner=owner,
                session_id=session_id,
                state=State().as_json(),
                last_seq=0,
                created_at=now,
                updated_at=now,
                expires_at=_expiry(caller, now),
            )
            .on_conflict_do_nothing(index_elements=["owner", "session_id"])
        )
        row = (
            connection.execute(
                select(conversations)
                .where(conversations.c.owner == owner, conversations.c.session_id == session_id)
                .with_for_update()
            )
            .mappings()
            .one()
        )
    elif row["owner"] != caller.name and not caller.anonymous:
        connection.execute(
            update(conversations)
            .where(conversations.c.id == row["id"])
            .values(owner=caller.name, expires_at=None)
        )
    return Conversation(row["id"], session_id, State.from_json(row["state"]), row["last_seq"])


def _expiry(caller: Caller, now: datetime) -> datetime | None:
    return now + wire.ANONYMOUS_CONVERSATION_LIFETIME if caller.anonymous else None


def add(
    connection: Connection,
    conversation: Conversation,
    caller: Caller | None,
    said: list[tuple[str, str]],
    now: datetime,
) -> None:
    """Store what was said, as (role, content), and what is remembered from now on."""
    connection.execute(
        messages.insert(),
        [
            {
                "conversation_id": conversation.id,
                "seq": conversation.last_seq + place,
                "role": role,
                "content": content,
                "created_at": now,
            }
            for place, (role, content) in enumerate(said, start=1)
        ],
    )
    values: dict[str, Any] = {
        "state": conversation.state.as_json(),
        "last_seq": conversation.last_seq + len(said),
        "updated_at": now,
    }
    if caller is not None:
        values["expires_at"] = _expiry(caller, now)
    connection.execute(
        update(conversations).where(conversations.c.id == conversation.id).values(**values)
    )


def context(
    connection: Connection, caller: Caller, session_id: str, now: datetime
) -> tuple[State, list[Turn]]:
    """What is remembered, and the last turns, oldest first: what a brain may read."""
    row = find(connection, caller, session_id, now)
    if row is None:
        return State(), []
    last = connection.execute(
        select(messages.c.role, messages.c.content)
        .where(messages.c.conversation_id == row["id"])
        .order_by(messages.c.seq.desc())
        .limit(CONTEXT_TURNS)
    )
    return State.from_json(row["state"]), [Turn(m.role, m.content) for m in reversed(last.all())]


def history(
    connection: Connection,
    caller: Caller,
    session_id: str | None,
    limit: int,
    offset: int,
    now: datetime,
) -> tuple[list[RowMapping], int]:
    """The caller's own messages, newest first, and how many there are in all."""
    owners = _owners(caller, session_id) if session_id else (caller.name,)
    own: list[ColumnElement[bool]] = [
        conversations.c.owner.in_(owners),
        (conversations.c.expires_at.is_(None)) | (conversations.c.expires_at > now),
    ]
    if session_id:
        own.append(conversations.c.session_id == session_id)
    joined = messages.join(conversations, conversations.c.id == messages.c.conversation_id)
    total = connection.execute(select(func.count()).select_from(joined).where(*own)).scalar_one()
    rows = connection.execute(
        select(
            conversations.c.session_id, messages.c.role, messages.c.content, messages.c.created_at
        )
        .select_from(joined)
        .where(*own)
        .order_by(messages.c.created_at.desc(), conversations.c.id, messages.c.seq.desc())
        .limit(limit)
        .offset(offset)
    )
    return list(rows.mappings()), total


def forget(connection: Connection, owner: str, session_id: str) -> bool:
    """Delete a conversation and its messages; its tickets stay."""
    row = connection.execute(
        delete(conversations)
        .where(conversations.c.owner == owner, conversations.c.session_id == session_id)
        .returning(conversations.c.id)
    ).one_or_none()
    return row is not None


def owned(connection: Connection, owner: str, after: str, limit: int) -> list[RowMapping]:
    """Somebody's conversations by their id, those that come after the id `after`."""
    return list(
        connection.execute(
            select(conversations)
            .where(conversations.c.owner == owner, conversations.c.id > after)
            .order_by(conversations.c.id)
            .limit(limit)
        ).mappings()
    )


def messages_after(
    connection: Connection, conversation_id: str, after: int, limit: int
) -> list[RowMapping]:
    """The messages of a conversation that follow number `after`, oldest first."""
    return list(
        connection.execute(
            select(messages)
            .where(messages.c.conversation_id == conversation_id, messages.c.seq > after)
            .order_by(messages.c.seq)
            .limit(limit)
        ).mappings()
    )


def forget_all_of(connection: Connection, owner: str) -> None:
    """Delete everything somebody said and was told; the claims stay."""
    connection.execute(delete(conversations).where(conversations.c.owner == owner))


def unsigned_claims_of(connection: Connection, owner: str) -> list[int]:
    """The claims that somebody made in a conversation of theirs before they signed in to it."""
    return list(
        connection.scalars(
            select(tickets.c.number)
            .join(conversations, conversations.c.id == tickets.c.conversation_id)
            .where(conversations.c.owner == owner, tickets.c.account_id.is_(None))
            .order_by(tickets.c.number)
        )
    )


def forget_expired(connection: Connection, now: datetime) -> None:
    """Delete the anonymous conversations whose day is over."""
    connection.execute(delete(conversations).where(conversations.c.expires_at <= now))
