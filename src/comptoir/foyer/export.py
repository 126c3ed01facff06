"""Everything the service knows of a person, for that person: a zip of readable files.

It is made while it is sent: one chat, or one piece of a document, at a time.
"""

from collections.abc import AsyncGenerator
from typing import Any

import orjson
from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping, select
from starlette.responses import Response

from comptoir.foyer import accounts, agents, branches, chats, documents, sessions, wire
from comptoir.foyer.access import GuardedRoute, Person, user_of
from comptoir.foyer.models import agents as agent_rows
from comptoir.foyer.models import chats as chat_rows
from comptoir.foyer.models import facts, messages
from comptoir.foyer.replies import at
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Text
from comptoir.kernel.ranges import PiecesResponse
from comptoir.kernel.zips import Entry, zipped
from comptoir.platform import Platform

README = Text(
    """Vos données chez {app}, le {day}

account.json     votre compte
sessions.json    vos connexions en cours
agents.json      vos agents
chats/           vos conversations, toutes leurs branches
elsewhere.json   ce que vous avez écrit dans les conversations d'autres personnes
memory.json      ce que des agents retiennent de vous
documents/       les documents que vous avez envoyés
documents.json   ce que nous savons de chacun

Les fichiers .json se lisent dans tout éditeur de texte. Les heures sont en temps universel (UTC).
Votre mot de passe n'est conservé que sous une forme illisible, qui n'est pas jointe.
""",
    """Your data at {app}, {day}

account.json     your account
sessions.json    your present sessions
agents.json      your agents
chats/           your chats, with all their branches
elsewhere.json   what you wrote in other people's chats
memory.json      what agents keep of you
documents/       the documents you sent
documents.json   what we know of each

Any text editor reads the .json files. Times are UTC.
Your password is kept only in an unreadable form, which is not included.
""",
)


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


async def _whole(content: bytes) -> AsyncGenerator[bytes, None]:
    yield content


def _page(name: str, value: Any) -> Entry:
    return Entry(name, _whole(_json(value)))


def _agents(connection: Connection, user_id: int) -> list[dict[str, Any]]:
    own = select(agent_rows).where(
        agent_rows.c.owner_id == user_id, agent_rows.c.deleted_at.is_(None)
    )
    return [
        {name: row[name] for name in ("id", *agents.SETTINGS, "version")}
        for row in connection.execute(own.order_by(agent_rows.c.id)).mappings()
    ]


def _chat_ids(connection: Connection, user_id: int) -> list[int]:
    own = select(chat_rows.c.id).where(chat_rows.c.user_id == user_id).order_by(chat_rows.c.id)
    return list(connection.scalars(own))


def _chat(connection: Connection, chat_id: int, user_id: int) -> dict[str, Any]:
    chat = chats.find(connection, chat_id, user_id)
    said = select(messages).where(messages.c.chat_id == chat_id).order_by(messages.c.id)
    rows = connection.execute(said).mappings()
    return {**chats.chat_body(chat), "messages": [branches.message_body(row) for row in rows]}


def _elsewhere(connection: Connection, user_id: int) -> list[dict[str, Any]]:
    said = (
        select(messages)
        .join(chat_rows, chat_rows.c.id == messages.c.chat_id)
        .where(messages.c.user_id == user_id, chat_rows.c.user_id != user_id)
        .order_by(messages.c.id)
    )
    return [branches.message_body(row) for row in connection.execute(said).mappings()]


def _facts(connection: Connection, user_id: int) -> list[dict[str, Any]]:
    kept = select(facts).where(facts.c.user_id == user_id).order_by(facts.c.id)
    return [
        {
            "agent_id": row["agent_id"],
            "kind": row["kind"],
            "content": row["content"],
            "created_at": at(row["created_at"]),
        }
        for row in connection.execute(kept).mappings()
    ]


def _sent(connection: Connection, user_id: int) -> list[RowMapping]:
    return [
        row
        for row in documents.of_person(connection, user_id)
        if row["user_id"] == user_id and row["state"] != "receiving"
    ]


async def entries_of(
    platform: Platform, user_id: int, language: str
) -> AsyncGenerator[Entry, None]:
    """The files of a person's archive, each made when its turn comes."""
    db, now = platform.db, platform.clock.now()
    readme = README.in_language(language).format(app=wire.APP, day=f"{now:%Y-%m-%d}")
    yield Entry("LISEZMOI.txt" if language == "fr" else "README.txt", _whole(readme.encode()))
    account = await db.read(accounts.get, user_id)
    yield _page("account.json", accounts.account_body(account))
    living = await db.read(sessions.living, user_id, now)
    yield _page("sessions.json", [sessions.session_body(row) for row in living])
    yield _page("agents.json", await db.read(_agents, user_id))
    for chat_id in await db.read(_chat_ids, user_id):
        yield _page(f"chats/{chat_id}.json", await db.read(_chat, chat_id, user_id))
    yield _page("elsewhere.json", await db.read(_elsewhere, user_id))
    yield _page("memory.json", await db.read(_facts, user_id))
    sent = await db.read(_sent, user_id)
    yield _page("documents.json", [documents.document_body(row) for row in sent])
    for row in sent:
        try:
            pieces = await platform.files.open(documents.stored_name(row), 0, row["file_size"])
        except FileNotFoundError:
            continue
        yield Entry(f"documents/{row['id']}.{row['kind']}", pieces, compressed=False)


router = APIRouter(route_class=GuardedRoute, tags=["Authentification"])


@router.get("/api/auth/me/export", response_class=Response)
async def export_me(request: Request, caller: Person) -> Response:
    """Everything about the caller, as a zip."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()
    entries = entries_of(platform, user_of(caller), preferred_language(request.headers))
    name = f"foyer-{iso(now)[:10]}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return PiecesResponse(zipped(entries, now), 200, headers, "application/zip")
