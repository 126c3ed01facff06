"""Chats: whose they are, who takes part, which branch they show.

Serves Conversations of the document. Whoever takes no part in a chat does not find it.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, func, or_, select, update
from starlette.responses import Response

from comptoir.foyer import accounts, agents, branches, wire
from comptoir.foyer.access import GuardedRoute, Person, user_of
from comptoir.foyer.accounts import Trigramme
from comptoir.foyer.models import agents as agent_rows
from comptoir.foyer.models import chat_members, chats, messages, users
from comptoir.foyer.replies import Id, Offset, at, page_size, reply, reply_once
from comptoir.kernel.bodies import Body, once_of
from comptoir.kernel.clock import iso
from comptoir.kernel.db import after_commit, insert
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.platform import Platform

UNTITLED = Text("Nouvelle discussion", "New chat")
Title = Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_TITLE_CHARS, pattern=r"\S")]
Number = Annotated[int, Field(ge=1, le=wire.MAXIMUM_ID)]


class NewChat(Body):
    """A new chat."""

    agent_id: Number
    title: Title | None = None


class Titled(Body):
    """Another title."""

    title: Title


class Member(Body):
    """Whom to let in."""

    trigramme: Trigramme


class AtMessage(Body):
    """A message of the chat."""

    message_id: Number


def topic(chat_id: int) -> str:
    """The topic of hints that something in a chat changed."""
    return f"foyer chat {chat_id}"


# ── Reading ───────────────────────────────────────────────────────────────────────────────

_with_agent = select(chats, agent_rows.c.name.label("agent_name"), agent_rows.c.avatar_url).join(
    agent_rows, agent_rows.c.id == chats.c.agent_id
)


def taken_part_in_by(user_id: Any) -> Any:
    """Which chats somebody has: their own, and those they were let into."""
    shared = select(chat_members.c.chat_id).where(chat_members.c.user_id == user_id)
    return or_(chats.c.user_id == user_id, chats.c.id.in_(shared))


def find(connection: Connection, chat_id: int, user_id: int) -> RowMapping:
    """A chat that somebody takes part in. Raises Problem 404."""
    found = (
        connection.execute(_with_agent.where(chats.c.id == chat_id, taken_part_in_by(user_id)))
        .mappings()
        .one_or_none()
    )
    if found is None:
        raise wire.no_chat()
    return found


def owned(connection: Connection, chat_id: int, user_id: int) -> RowMapping:
    """One's own chat. Raises Problem 404, or 403 for one that one only takes part in."""
    found = find(connection, chat_id, user_id)
    if found["user_id"] != user_id:
        raise wire.forbidden()
    return found


def message(connection: Connection, message_id: int, user_id: int) -> RowMapping:
    """A message of a chat that somebody takes part in. Raises Problem 404."""
    found = (
        connection.execute(
            select(messages)
            .join(chats, chats.c.id == messages.c.chat_id)
            .where(messages.c.id == message_id, taken_part_in_by(user_id))
        )
        .mappings()
        .one_or_none()
    )
    if found is None:
        raise wire.no_message()
    return found


def _page(
    connection: Connection, user_id: int, limit: int, offset: int
) -> tuple[list[RowMapping], int]:
    which = taken_part_in_by(user_id)
    latest = func.coalesce(chats.c.last_message_at, chats.c.created_at)
    rows = connection.execute(
        _with_agent.where(which)
        .order_by(latest.desc(), chats.c.id.desc())
        .limit(limit)
        .offset(offset)
    ).mappings()
    total = connection.scalar(select(func.count()).select_from(chats).where(which))
    return list(rows), total or 0


def members(connection: Connection, chat: RowMapping) -> list[dict[str, Any]]:
    """Who takes part: the owner, then the others as they came."""
    rows = connection.execute(
        select(users.c.id, users.c.trigramme, chat_members.c.added_at)
        .join(chat_members, chat_members.c.user_id == users.c.id)
        .where(chat_members.c.chat_id == chat["id"])
        .order_by(chat_members.c.added_at, users.c.id)
    ).all()
    owner = accounts.find(connection, chat["user_id"])
    listed = [
        {
            "user_id": chat["user_id"],
            "trigramme": owner["trigramme"] if owner else "",
            "role": "owner",
            "added_at": iso(chat["created_at"]),
        }
    ]
    return listed + [
        {"user_id": id_, "trigramme": trigramme, "role": "member", "added_at": iso(added_at)}
        for id_, trigramme, added_at in rows
    ]


def chat_body(row: RowMapping) -> dict[str, Any]:
    """A chat as the document's list shows it."""
    return {
        "id": row["id"],
        "title": row["title"],
        "user_id": row["user_id"],
        "agent_id": row["agent_id"],
        "agent": {
            "id": row["agent_id"],
            "name": row["agent_name"],
            "avatar_url": row["avatar_url"],
        },
        "last_message_at": at(row["last_message_at"]),
        "last_seq": row["last_seq"],
        "leaf_id": row["leaf_id"],
        "writing_id": row["writing_id"],
        "forked_from": row["forked_from"],
        "created_at": iso(row["created_at"]),
    }


# ── Changing ──────────────────────────────────────────────────────────────────────────────


def create(connection: Connection, new: NewChat, user_id: int, now: datetime) -> RowMapping:
    """Begin a chat with an agent one may talk to. Raises Problem 404."""
    agents.find(connection, new.agent_id, user_id)
    values = {"title": new.title or UNTITLED.fr, "titled": new.title is not None}
    chat_id = connection.scalar(
        chats.insert()
        .values(**values, agent_id=new.agent_id, user_id=user_id, last_seq=0, created_at=now)
        .returning(chats.c.id)
    )
    return find(connection, chat_id or 0, user_id)


def rename(connection: Connection, chat_id: int, user_id: int, title: str) -> RowMapping:
    """Give one's own chat another title."""
    owned(connection, chat_id, user_id)
    connection.execute(
        update(chats).where(chats.c.id == chat_id).values(title=title.strip(), titled=True)
    )
    return find(connection, chat_id, user_id)


def let_in(
    connection: Connection, chat_id: int, user_id: int, who: str, now: datetime
) -> RowMapping:
    """Let somebody take part in one's own chat. Raises Problem 404, 409."""
    chat = owned(connection, chat_id, user_id)
    newcomer = accounts.find_by_trigramme(connection, who)
    if newcomer is None:
        raise wire.not_found("user", "Personne n'a ce trigramme.", "Nobody has this trigramme.")
    if newcomer["id"] == chat["user_id"]:
        raise Problem(
            409, "owner", Text("Cette conversation est la sienne.", "This chat is their own.")
        )
    # Held until the end: nobody counts between two others.
    connection.execute(update(chats).where(chats.c.id == chat_id).values(user_id=user_id))
    of_chat = chat_members.c.chat_id == chat_id
    count = connection.scalar(select(func.count()).select_from(chat_members).where(of_chat)) or 0
    if count >= wire.MAXIMUM_MEMBERS:
        raise Problem(
            409,
            "too_many_members",
            Text(
                f"Au plus {wire.MAXIMUM_MEMBERS} participants.",
                f"At most {wire.MAXIMUM_MEMBERS} members.",
            ),
        )
    connection.execute(
        insert(connection)(chat_members)
        .values(chat_id=chat_id, user_id=newcomer["id"], added_at=now)
        .on_conflict_do_nothing()
    )
    return newcomer


def let_go(connection: Connection, chat_id: int, user_id: int, who: int) -> None:
    """Take somebody out of one's own chat, or oneself out of another's. Raises Problem 403, 404."""
    chat = find(connection, chat_id, user_id)
    if user_id not in {chat["user_id"], who}:
        raise wire.forbidden()
    gone = connection.execute(
        chat_members.delete()
        .where(chat_members.c.chat_id == chat_id, chat_members.c.user_id == who)
        .returning(chat_members.c.user_id)
    ).one_or_none()
    if gone is None:
        raise wire.not_found("member", "Participant introuvable.", "Member not found.")


def choose_branch(
    connection: Connection, chat_id: int, user_id: int, message_id: int
) -> RowMapping:
    """Show the newest branch through a message."""
    find(connection, chat_id, user_id)
    tree = branches.Tree(connection, chat_id)
    if message_id not in tree:
        raise wire.no_message()
    leaf_id = tree.newest_leaf(message_id)
    connection.execute(update(chats).where(chats.c.id == chat_id).values(leaf_id=leaf_id))
    return find(connection, chat_id, user_id)


_COPIED = ("role", "content", "llm_model", "citations", "usage", "created_at", "user_id", "state")


def fork(
    connection: Connection, chat_id: int, user_id: int, message_id: int, now: datetime
) -> RowMapping:
    """A chat of one's own that begins as another did, up to a message. Raises Problem 404."""
    chat = find(connection, chat_id, user_id)
    agents.find(connection, chat["agent_id"], user_id)
    tree = branches.Tree(connection, chat_id)
    if message_id not in tree:
        raise wire.no_message()
    rows = branches.with_words(connection, tree.path(message_id))
    if rows[-1]["seq"] is None:
        raise Problem(
            409,
            "answer_in_progress",
            Text("Cette réponse est en cours.", "This answer is being written."),
        )
    new = create(connection, NewChat(agent_id=chat["agent_id"], title=chat["title"]), user_id, now)
    parent_id = None
    for seq, row in enumerate(rows, start=1):
        parent_id = connection.scalar(
            messages.insert()
            .values(
                **{name: row[name] for name in _COPIED},
                chat_id=new["id"],
                parent_id=parent_id,
                seq=seq,
            )
            .returning(messages.c.id)
        )
    connection.execute(
        update(chats)
        .where(chats.c.id == new["id"])
        .values(
            leaf_id=parent_id,
            last_seq=len(rows),
            forked_from=chat_id,
            last_message_at=rows[-1]["created_at"],
        )
    )
    return find(connection, new["id"], user_id)


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Conversations"])


@router.get("/api/chats")
async def list_chats(
    request: Request,
    caller: Person,
    limit: Annotated[int, Depends(page_size)],
    offset: Offset = 0,
) -> Response:
    """The chats one takes part in, the latest first."""
    platform: Platform = request.app.state.platform
    rows, total = await platform.db.read(_page, user_of(caller), limit, offset)
    listed = [chat_body(row) for row in rows]
    return reply(request, {"chats": listed, "total": total, "limit": limit, "offset": offset})


@router.post("/api/chats", status_code=201)
async def make(request: Request, new: NewChat, caller: Person) -> Response:
    """Begin a chat."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        row = create(connection, new, user_of(caller), platform.clock.now())
        return Answer(201, chat_body(row))

    return reply_once(request, await platform.db.write(once, once_request, effect))


@router.get("/api/chats/{chat_id}")
async def read(
    request: Request,
    chat_id: Id,
    caller: Person,
    limit: Annotated[int, Query(ge=1)] = branches.MAXIMUM_SHOWN,
    before: Annotated[int | None, Query(ge=1, le=wire.MAXIMUM_ID)] = None,
) -> Response:
    """A chat with the messages of the branch it shows."""
    platform: Platform = request.app.state.platform
    most = min(limit, branches.MAXIMUM_SHOWN)

    def found(connection: Connection) -> dict[str, Any]:
        row = find(connection, chat_id, user_of(caller))
        return {
            **chat_body(row),
            "messages": branches.shown(connection, chat_id, row["leaf_id"], before, most),
            "members": members(connection, row),
        }

    return reply(request, await platform.db.read(found))


@router.put("/api/chats/{chat_id}")
async def put(request: Request, chat_id: Id, body: Titled, caller: Person) -> Response:
    """Give one's own chat another title."""
    platform: Platform = request.app.state.platform
    row = await platform.db.write(rename, chat_id, user_of(caller), body.title)
    return reply(request, chat_body(row))


@router.post("/api/chats/{chat_id}/branch")
async def branch(request: Request, chat_id: Id, body: AtMessage, caller: Person) -> Response:
    """Show the newest branch through a message."""
    platform: Platform = request.app.state.platform
    row = await platform.db.write(choose_branch, chat_id, user_of(caller), body.message_id)
    return reply(request, chat_body(row))


@router.post("/api/chats/{chat_id}/fork", status_code=201)
async def make_fork(request: Request, chat_id: Id, body: AtMessage, caller: Person) -> Response:
    """Go on from a message in a chat of one's own."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        now = platform.clock.now()
        return Answer(
            201, chat_body(fork(connection, chat_id, user_of(caller), body.message_id, now))
        )

    return reply_once(request, await platform.db.write(once, once_request, effect))


@router.get("/api/chats/{chat_id}/members")
async def list_members(request: Request, chat_id: Id, caller: Person) -> Response:
    """Who takes part in a chat."""
    platform: Platform = request.app.state.platform

    def found(connection: Connection) -> list[dict[str, Any]]:
        return members(connection, find(connection, chat_id, user_of(caller)))

    return reply(request, {"members": await platform.db.read(found)})


@router.post("/api/chats/{chat_id}/members", status_code=201)
async def add_member(request: Request, chat_id: Id, body: Member, caller: Person) -> Response:
    """Let somebody take part in one's own chat."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()
    row = await platform.db.write(let_in, chat_id, user_of(caller), body.trigramme, now)
    added = {"user_id": row["id"], "trigramme": row["trigramme"], "role": "member"}
    return reply(request, {**added, "chat_id": chat_id, "added_at": iso(now)}, 201)


@router.delete("/api/chats/{chat_id}/members/{user_id}")
async def remove_member(request: Request, chat_id: Id, user_id: Id, caller: Person) -> Response:
    """Take somebody out of one's own chat, or oneself out of another's."""
    platform: Platform = request.app.state.platform

    def remove(connection: Connection) -> None:
        let_go(connection, chat_id, user_of(caller), user_id)
        after_commit(connection, platform.bus.publish, topic(chat_id), {"left": user_id})

    await platform.db.write(remove)
    return reply(request, {"message": "Participant retiré"})


# ── Taking away ───────────────────────────────────────────────────────────────────────────


def _markdown(chat: dict[str, Any], said: list[dict[str, Any]]) -> str:
    parts = [f"# {chat['title']}", f"*{chat['agent']['name']} · {chat['created_at']}*"]
    for each in said:
        who = chat["agent"]["name"] if each["role"] == "assistant" else "Vous"
        parts.append(f"## {who} · {each['created_at']}\n\n{each['content']}")
        parts += [
            f"> [{cited['number']}] {cited['filename']}, p. {cited['page']} : {cited['quote']}"
            for cited in each.get("citations", ())
        ]
    return "\n\n".join(parts) + "\n"


@router.get("/api/chats/{chat_id}/export")
async def export(
    request: Request,
    chat_id: Id,
    caller: Person,
    format: Annotated[str, Query(pattern="^(markdown|json)$")] = "markdown",  # noqa: A002
) -> Response:
    """The branch a chat shows, as a file: Markdown or JSON."""
    platform: Platform = request.app.state.platform

    def found(connection: Connection) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        row = find(connection, chat_id, user_of(caller))
        tree = branches.Tree(connection, chat_id)
        rows = branches.with_words(connection, tree.path(row["leaf_id"]))
        return chat_body(row), [branches.message_body(each) for each in rows]

    chat, said = await platform.db.read(found)
    ending = "md" if format == "markdown" else "json"
    headers = {"Content-Disposition": f'attachment; filename="chat-{chat_id}.{ending}"'}
    if format == "json":
        return reply(request, {**chat, "messages": said}, headers=headers)
    return Response(_markdown(chat, said), headers=headers, media_type="text/markdown")
