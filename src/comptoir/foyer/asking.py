"""A question put to a chat: stored with the place of its answer in one transaction.

What is stored here is never lost, whatever becomes of the answer. A chat has one answer being
written at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from comptoir.brain import Turn
from comptoir.foyer import agents, branches, chats, memory, passages, wire
from comptoir.foyer.models import agents as agent_rows
from comptoir.foyer.models import chats as chat_rows
from comptoir.foyer.models import documents, messages
from comptoir.kernel.db import after_commit
from comptoir.kernel.errors import Problem, Text

ALIVE = timedelta(seconds=15)
"""How long a writer is taken to live after it last said so."""
HISTORY_TURNS, HISTORY_CHARS = 30, 24_000
TITLE_CHARS = 60

Publish = Callable[[str, Any], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks: new words at the end of a chat, or in the place of others."""

    chat_id: int
    user_id: int
    content: str = ""
    files: Sequence[int] = ()
    instead_of: int | None = None
    """A question of the same person, which this one stands beside."""
    again: int | None = None
    """An answer, which a new one stands beside; then there are no new words."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An answer to write, and what is needed for it."""

    chat_id: int
    message_id: int
    question: dict[str, Any]
    agent: RowMapping
    turns: Sequence[Turn]
    """What was said before, and the question last."""
    facts: Sequence[str]
    scopes: Sequence[str]
    """Where its documents are found."""
    user_id: int
    parts: dict[str, Any] = field(default_factory=dict)


def _in_progress() -> Problem:
    return Problem(
        409,
        "answer_in_progress",
        Text(
            "Une réponse est en cours dans cette conversation. Attendez-la ou arrêtez-la.",
            "An answer is being written in this chat. Wait for it or stop it.",
        ),
        headers={"Retry-After": "1"},
    )


def _agent_of(connection: Connection, chat: RowMapping) -> RowMapping:
    """The agent of a chat, if the chat's owner may still talk to it. Raises Problem 409."""
    found = (
        connection.execute(
            select(agent_rows).where(
                agent_rows.c.id == chat["agent_id"], agents.visible_to(chat["user_id"])
            )
        )
        .mappings()
        .one_or_none()
    )
    if found is None:
        raise Problem(
            409,
            "agent_unavailable",
            Text(
                "Cet agent a été supprimé ou n'est plus partagé.",
                "This agent was deleted or is no longer shared.",
            ),
        )
    return found


def _check_files(connection: Connection, chat_id: int, files: Sequence[int]) -> None:
    """Raises Problem 422 unless each is a document of this chat."""
    if not files:
        return
    known = set(
        connection.scalars(
            select(documents.c.id).where(
                documents.c.id.in_(files),
                documents.c.entity_type == "chat",
                documents.c.entity_id == chat_id,
                documents.c.state != "receiving",
            )
        )
    )
    if set(files) - known:
        raise Problem(
            422,
            "unknown_file",
            Text(
                "files : documents de cette conversation attendus.",
                "files: documents of this chat expected.",
            ),
        )


def _title(content: str) -> str:
    """The beginning of a first message, up to a word's end."""
    line = " ".join(content.split())
    if len(line) <= TITLE_CHARS:
        return line or chats.UNTITLED.fr
    return line[:TITLE_CHARS].rpartition(" ")[0].rstrip(" ,;:.!?") or line[:TITLE_CHARS]


def _hold(connection: Connection, chat_id: int, new_messages: int) -> RowMapping:
    """A chat's row, held until this transaction ends; it counts its new messages as whole."""
    return (
        connection.execute(
            update(chat_rows)
            .where(chat_rows.c.id == chat_id)
            .values(last_seq=chat_rows.c.last_seq + new_messages)
            .returning(chat_rows)
        )
        .mappings()
        .one()
    )


def _question(
    connection: Connection, asked: Asked, seq: int, parent_id: int | None, now: datetime
) -> RowMapping:
    return (
        connection.execute(
            messages.insert()
            .values(
                chat_id=asked.chat_id,
                parent_id=parent_id,
                seq=seq,
                user_id=asked.user_id,
                role="user",
                content=asked.content,
                state="done",
                files=list(asked.files),
                created_at=now,
            )
            .returning(messages)
        )
        .mappings()
        .one()
    )


def _beside(connection: Connection, message_id: int, chat_id: int, role: str) -> RowMapping:
    """A message of this chat that another is to stand beside. Raises Problem 404, 409."""
    row = (
        connection.execute(
            select(messages).where(messages.c.id == message_id, messages.c.chat_id == chat_id)
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise wire.no_message()
    if row["role"] != role:
        words = Text("Ce message n'est pas de ce genre.", "This message is not of that kind.")
        raise Problem(409, "other_role", words)
    return row


def ask(
    connection: Connection,
    asked: Asked,
    now: datetime,
    is_written_here: Callable[[int, datetime | None], bool],
    publish: Publish,
) -> Assignment:
    """Store a question and the place of its answer.

    Raises Problem 404; 409 while another answer is being written, or without an agent; 422.
    """
    chat = chats.find(connection, asked.chat_id, asked.user_id)
    agent = _agent_of(connection, chat)
    _check_files(connection, asked.chat_id, asked.files)
    held = _hold(connection, asked.chat_id, 0 if asked.again else 1)
    seq = held["last_seq"]
    if held["writing_id"] is not None:
        seq += _make_way(connection, held["writing_id"], asked.chat_id, now, is_written_here)
    if asked.again is not None:
        answer = _beside(connection, asked.again, asked.chat_id, "assistant")
        [question] = branches.with_words(connection, [answer["parent_id"]])
    else:
        parent_id = held["leaf_id"]
        if asked.instead_of is not None:
            before = _beside(connection, asked.instead_of, asked.chat_id, "user")
            if before["user_id"] != asked.user_id:
                raise wire.forbidden()
            parent_id = before["parent_id"]
        question = _question(connection, asked, seq, parent_id, now)
    message_id = connection.scalar(
        messages.insert()
        .values(
            chat_id=asked.chat_id,
            parent_id=question["id"],
            role="assistant",
            content="",
            state="writing",
            alive_until=now + ALIVE,
            created_at=now,
        )
        .returning(messages.c.id)
    )
    title = (
        {} if held["titled"] or question["parent_id"] else {"title": _title(question["content"])}
    )
    connection.execute(
        update(chat_rows)
        .where(chat_rows.c.id == asked.chat_id)
        .values(leaf_id=message_id, writing_id=message_id, last_message_at=now, **title)
    )
    facts: list[str] = []
    if agent["learn_from_interaction"] and not memory.is_shared(connection, asked.chat_id):
        facts = [row["content"] for row in memory.known(connection, agent["id"], asked.user_id)]
        if asked.again is None:
            memory.learn(connection, agent["id"], asked.user_id, question["id"], asked.content, now)
    after_commit(connection, publish, chats.topic(asked.chat_id), {"writing": message_id})
    return Assignment(
        asked.chat_id,
        message_id or 0,
        branches.message_body(question),
        agent,
        [*_history(connection, asked.chat_id, question), Turn("user", question["content"])],
        facts,
        [
            passages.scope("chat", asked.chat_id),
            passages.scope("agent", agent["id"]),
        ],
        asked.user_id,
    )


def _make_way(
    connection: Connection,
    writing_id: int,
    chat_id: int,
    now: datetime,
    is_written_here: Callable[[int, datetime | None], bool],
) -> int:
    """Mark an answer whose writer is gone; how many messages became whole. Raises Problem 409."""
    alive_until = connection.scalar(
        select(messages.c.alive_until).where(messages.c.id == writing_id)
    )
    if is_written_here(writing_id, alive_until):
        raise _in_progress()
    return 1 if interrupt(connection, chat_id, writing_id, now) else 0


def _history(connection: Connection, chat_id: int, question: RowMapping) -> list[Turn]:
    """What was said before a question on its branch, as far as it is told to a model."""
    if question["parent_id"] is None:
        return []
    path = branches.Tree(connection, chat_id).path(question["parent_id"])
    turns: list[Turn] = []
    room_chars = HISTORY_CHARS
    for row in reversed(branches.with_words(connection, path[-HISTORY_TURNS:])):
        room_chars -= len(row["content"])
        if room_chars < 0:
            break
        if row["content"]:
            turns.append(Turn(row["role"], row["content"]))
    return turns[::-1]


# ── Ending ────────────────────────────────────────────────────────────────────────────────


def end(
    connection: Connection,
    chat_id: int,
    message_id: int,
    values: dict[str, Any],
    now: datetime,
    publish: Publish | None = None,
) -> bool:
    """Make an answer whole, as number `seq` of its chat; False where it was already."""
    seq = connection.scalar(
        update(chat_rows)
        .where(chat_rows.c.id == chat_id, chat_rows.c.writing_id == message_id)
        .values(last_seq=chat_rows.c.last_seq + 1, writing_id=None, last_message_at=now)
        .returning(chat_rows.c.last_seq)
    )
    if seq is None:
        return False
    connection.execute(
        update(messages)
        .where(messages.c.id == message_id, messages.c.state == "writing")
        .values(**values, seq=seq, alive_until=None)
    )
    if publish is not None:
        after_commit(connection, publish, chats.topic(chat_id), {"seq": seq, "ended": message_id})
    return True


def interrupt(
    connection: Connection,
    chat_id: int,
    message_id: int,
    now: datetime,
    publish: Publish | None = None,
) -> bool:
    """Mark an answer whose writer is gone: what was stored of it stands."""
    return end(connection, chat_id, message_id, {"state": "interrupted"}, now, publish)
