"""A question put to a chat: stored with the place of its answer in one transaction.

What is stored here is never lost, whatever becomes of the answer. A chat has one answer being
written at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    bindparam,
    exists,
    func,
    literal,
    select,
    update,
)

from comptoir.brain import Turn
from comptoir.foyer import agents, branches, chats, memory, passages, wire
from comptoir.foyer.models import agents as agent_rows
from comptoir.foyer.models import chats as chat_rows
from comptoir.foyer.models import documents, messages
from comptoir.kernel.db import after_commit
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.prepared import PreparedRead, PreparedWrite

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


class Agent(NamedTuple):
    """What an agent's answer depends on."""

    id: int
    owner_id: int
    prompt_is_public: bool
    system_prompt: str
    learn_from_interaction: bool
    documents_only: bool
    model: str
    temperature: float
    has_documents: bool
    chat_has_documents: bool
    """Whether the chat that it answers in has some of its own."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An answer to write, and what is needed for it."""

    chat_id: int
    message_id: int
    question: dict[str, Any]
    agent: Agent
    turns: Sequence[Turn]
    """What was said before, and the question last."""
    facts: Sequence[str]
    scopes: Sequence[str]
    """Where its documents are found, if it has any."""
    user_id: int


# ── Statements of every question ──────────────────────────────────────────────────────────


class _Held(NamedTuple):
    """A chat as `_HOLD` gives it."""

    owner_id: int
    agent_id: int
    last_seq: int
    titled: bool
    leaf_id: int | None
    writing_id: int | None


def _has_documents(entity_type: str, entity_id: str) -> Any:
    return exists(
        select(documents.c.id).where(
            documents.c.entity_type == literal(entity_type),
            documents.c.entity_id == bindparam(entity_id),
            documents.c.state == "ready",
        )
    )


_HOLD = PreparedWrite(
    lambda _: (
        update(chat_rows)
        .where(chat_rows.c.id == bindparam("chat"), chats.taken_part_in_by(bindparam("person")))
        .values(last_seq=chat_rows.c.last_seq + bindparam("more"))
        .returning(
            chat_rows.c.user_id,
            chat_rows.c.agent_id,
            chat_rows.c.last_seq,
            chat_rows.c.titled,
            chat_rows.c.leaf_id,
            chat_rows.c.writing_id,
        )
    ),
    *("chat", "person", "more"),
)
_AGENT = PreparedRead(
    select(
        agent_rows.c.id,
        agent_rows.c.owner_id,
        agent_rows.c.prompt_is_public,
        agent_rows.c.system_prompt,
        agent_rows.c.learn_from_interaction,
        agent_rows.c.documents_only,
        agent_rows.c.model,
        agent_rows.c.temperature,
        _has_documents("agent", "agent").label("has_documents"),
        _has_documents("chat", "chat").label("chat_has_documents"),
    ).where(agent_rows.c.id == bindparam("agent"), agents.visible_to(bindparam("owner")))
)
_QUESTION = ("chat_id", "parent_id", "seq", "user_id", "role", "content", "state", "files")
_ADD_QUESTION = PreparedWrite(
    lambda _: messages.insert().returning(messages.c.id), *_QUESTION, "created_at"
)
_ADD_ANSWER = PreparedWrite(
    lambda _: messages.insert().returning(messages.c.id),
    *("chat_id", "parent_id", "role", "content", "state", "alive_until", "created_at"),
)
_SHOW = PreparedWrite(
    lambda _: (
        update(chat_rows)
        .where(chat_rows.c.id == bindparam("chat"))
        .values(
            leaf_id=bindparam("answer"),
            writing_id=bindparam("answer"),
            last_message_at=bindparam("at"),
            title=func.coalesce(bindparam("new_title"), chat_rows.c.title),
        )
    ),
    *("chat", "answer", "at", "new_title"),
)


def _branch() -> Select[Any]:
    """A message and what it follows, from the last to the first, as far as a model is told."""
    last = (
        select(messages.c.id, messages.c.parent_id, literal(1).label("place"))
        .where(messages.c.id == bindparam("leaf"), messages.c.chat_id == bindparam("chat"))
        .cte("branch", recursive=True)
    )
    earlier = messages.alias("earlier")
    branch = last.union_all(
        select(earlier.c.id, earlier.c.parent_id, last.c.place + 1)
        .join(last, earlier.c.id == last.c.parent_id)
        .where(last.c.place < HISTORY_TURNS)
    )
    return (
        select(messages.c.role, messages.c.content)
        .join(branch, branch.c.id == messages.c.id)
        .order_by(branch.c.place)
    )


_BRANCH = PreparedRead(_branch())


# ── Asking ────────────────────────────────────────────────────────────────────────────────


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


def _agent_of(connection: Connection, held: "_Held", chat_id: int) -> Agent:
    """The agent of a chat, if the chat's owner may still talk to it. Raises Problem 409."""
    rows = _AGENT.rows(connection, agent=held.agent_id, owner=held.owner_id, chat=chat_id)
    if not rows:
        raise Problem(
            409,
            "agent_unavailable",
            Text(
                "Cet agent a été supprimé ou n'est plus partagé.",
                "This agent was deleted or is no longer shared.",
            ),
        )
    return Agent(*rows[0])


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


def _hold(connection: Connection, asked: Asked) -> _Held:
    """A chat that the asker takes part in, held until this transaction ends. Raises Problem 404.

    It counts its new message as whole.
    """
    new_messages = 0 if asked.again else 1
    held = _HOLD.first(
        connection, {"chat": asked.chat_id, "person": asked.user_id, "more": new_messages}
    )
    if held is None:
        raise wire.no_chat()
    return _Held(*held)


def _question(
    connection: Connection, asked: Asked, seq: int, parent_id: int | None, now: datetime
) -> branches.Row:
    row = {
        "chat_id": asked.chat_id,
        "parent_id": parent_id,
        "seq": seq,
        "user_id": asked.user_id,
        "role": "user",
        "content": asked.content,
        "state": "done",
        "files": list(asked.files),
        "created_at": now,
    }
    [message_id] = _ADD_QUESTION.first(connection, row)
    return {**row, "id": message_id}


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
    held = _hold(connection, asked)
    agent = _agent_of(connection, held, asked.chat_id)
    _check_files(connection, asked.chat_id, asked.files)
    seq = held.last_seq
    if held.writing_id is not None:
        seq += _make_way(connection, held.writing_id, asked.chat_id, now, is_written_here)
    question: branches.Row
    if asked.again is not None:
        answer = _beside(connection, asked.again, asked.chat_id, "assistant")
        [question] = branches.with_words(connection, [answer["parent_id"]])
    else:
        parent_id = held.leaf_id
        if asked.instead_of is not None:
            before = _beside(connection, asked.instead_of, asked.chat_id, "user")
            if before["user_id"] != asked.user_id:
                raise wire.forbidden()
            parent_id = before["parent_id"]
        question = _question(connection, asked, seq, parent_id, now)
    [message_id] = _ADD_ANSWER.first(
        connection,
        {
            "chat_id": asked.chat_id,
            "parent_id": question["id"],
            "role": "assistant",
            "content": "",
            "state": "writing",
            "alive_until": now + ALIVE,
            "created_at": now,
        },
    )
    untitled = not held.titled and not question["parent_id"]
    title = _title(question["content"]) if untitled else None
    _SHOW.first(
        connection, {"chat": asked.chat_id, "answer": message_id, "at": now, "new_title": title}
    )
    facts: list[str] = []
    if agent.learn_from_interaction and not memory.is_shared(connection, asked.chat_id):
        facts = [row["content"] for row in memory.known(connection, agent.id, asked.user_id)]
        if asked.again is None:
            memory.learn(connection, agent.id, asked.user_id, question["id"], asked.content, now)
    after_commit(connection, publish, chats.topic(asked.chat_id), {"writing": message_id})
    scopes = []
    if agent.chat_has_documents:
        scopes.append(passages.scope("chat", asked.chat_id))
    if agent.has_documents:
        scopes.append(passages.scope("agent", agent.id))
    return Assignment(
        asked.chat_id,
        message_id,
        branches.message_body(question),
        agent,
        [*_history(connection, question), Turn("user", question["content"])],
        facts,
        scopes,
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


def _history(connection: Connection, question: branches.Row) -> list[Turn]:
    """What was said before a question on its branch, as far as it is told to a model."""
    if question["parent_id"] is None:
        return []
    turns: list[Turn] = []
    room_chars = HISTORY_CHARS
    before = {"leaf": question["parent_id"], "chat": question["chat_id"]}
    for role, content in _BRANCH.rows(connection, **before):
        room_chars -= len(content)
        if room_chars < 0:
            break
        if content:
            turns.append(Turn(role, content))
    return turns[::-1]


# ── Ending ────────────────────────────────────────────────────────────────────────────────

_NUMBER = PreparedWrite(
    lambda _: (
        update(chat_rows)
        .where(chat_rows.c.id == bindparam("chat"), chat_rows.c.writing_id == bindparam("answer"))
        .values(last_seq=chat_rows.c.last_seq + 1, writing_id=None, last_message_at=bindparam("at"))
        .returning(chat_rows.c.last_seq)
    ),
    *("chat", "answer", "at"),
)
_WHOLE = ("content", "state", "llm_model", "citations", "usage")
_END = PreparedWrite(
    lambda _: (
        update(messages)
        .where(messages.c.id == bindparam("answer"), messages.c.state == "writing")
        .values(
            {name: bindparam(name, type_=messages.c[name].type) for name in ("seq", *_WHOLE)}
            | {"alive_until": None}
        )
    ),
    *("answer", "seq"),
    *_WHOLE,
)


def end(
    connection: Connection,
    chat_id: int,
    message_id: int,
    values: dict[str, Any],
    now: datetime,
    publish: Publish | None = None,
) -> bool:
    """Make an answer whole, as number `seq` of its chat; False where it was already."""
    seq = _number(connection, chat_id, message_id, now, publish)
    if seq is None:
        return False
    unsaid: dict[str, Any] = {"llm_model": None, "usage": None, "citations": []}
    _END.first(connection, {**unsaid, **values, "answer": message_id, "seq": seq})
    return True


def interrupt(
    connection: Connection,
    chat_id: int,
    message_id: int,
    now: datetime,
    publish: Publish | None = None,
) -> bool:
    """Mark an answer whose writer is gone: what was stored of it stands."""
    seq = _number(connection, chat_id, message_id, now, publish)
    if seq is None:
        return False
    connection.execute(
        update(messages)
        .where(messages.c.id == message_id, messages.c.state == "writing")
        .values(state="interrupted", seq=seq, alive_until=None)
    )
    return True


def _number(
    connection: Connection, chat_id: int, message_id: int, now: datetime, publish: Publish | None
) -> int | None:
    """The number of an answer that becomes whole; None for one that was already."""
    numbered = _NUMBER.first(connection, {"chat": chat_id, "answer": message_id, "at": now})
    if numbered is None:
        return None
    seq = int(numbered[0])
    if publish is not None:
        after_commit(connection, publish, chats.topic(chat_id), {"seq": seq, "ended": message_id})
    return seq
