"""Everything about oneself, as a zip: account, sign-ins, rooms, messages, files."""

from collections.abc import AsyncGenerator, Callable
from typing import Any

import orjson
from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping, or_, select
from starlette.responses import Response

from comptoir.intranet import accounts, direct, files, wire
from comptoir.intranet.access import GuardedRoute, Person, user_id
from comptoir.intranet.models import edits, members, mentions, messages, reactions, resources, rooms
from comptoir.intranet.models import files as file_rows
from comptoir.kernel import idempotency, sign_in, tokens
from comptoir.kernel.ranges import PiecesResponse
from comptoir.kernel.zips import Entry, zipped
from comptoir.platform import Platform

ROWS_TOGETHER = 500


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


async def _whole(content: bytes) -> AsyncGenerator[bytes, None]:
    yield content


def _page(name: str, value: Any) -> Entry:
    return Entry(name, _whole(_json(value)))


def _sign_ins(connection: Connection, account_id: int) -> dict[str, Any]:
    own = str(account_id)
    return {
        "sign_ins": [
            {
                "began_at": wire.instant(row["created_at"]),
                "ended_at": wire.maybe(row["ended_at"]),
                "until": wire.instant(row["expires_at"]),
            }
            for row in tokens.families_of(connection, wire.SERVICE, own)
        ],
        "devices": [
            {"seen_at": wire.instant(at)} for at in sign_in.seen(connection, wire.SERVICE, own)
        ],
        "requests": [
            {
                "request": row["route"].removeprefix(f"{wire.SERVICE} "),
                "at": wire.instant(row["created_at"]),
                "status": row["status"],
            }
            for row in idempotency.made_by(connection, wire.SERVICE, f"account:{own}")
        ],
    }


def _rooms(connection: Connection, account_id: int) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(rooms, members.c.joined_at, members.c.read_seq)
        .join(members, members.c.room_id == rooms.c.id)
        .where(members.c.user_id == account_id)
        .order_by(rooms.c.id)
    ).mappings()
    return [
        {
            "room_id": row["id"],
            "room": row["name"],
            "with": _other(row, account_id) if row["kind"] == "dm" else None,
            "joined_at": wire.instant(row["joined_at"]),
            "read_up_to": row["read_seq"],
        }
        for row in rows
    ]


def _other(row: RowMapping, account_id: int) -> int:
    return int(row["dm_high"] if row["dm_low"] == account_id else row["dm_low"])


def _said(connection: Connection, account_id: int, after: int) -> list[dict[str, Any]]:
    """What somebody said, with what it said before it was changed."""
    rows = connection.execute(
        select(messages)
        .where(messages.c.user_id == account_id, messages.c.id > after)
        .order_by(messages.c.id)
        .limit(ROWS_TOGETHER)
    ).all()
    kept: dict[int, list[dict[str, Any]]] = {}
    for edit in connection.execute(
        select(edits)
        .where(edits.c.message_id.in_([row.id for row in rows]))
        .order_by(edits.c.message_id, edits.c.number)
    ):
        before = {"content": edit.content, "replaced_at": wire.instant(edit.replaced_at)}
        kept.setdefault(edit.message_id, []).append(before)
    return [
        {
            "id": row.id,
            "room_id": wire.place_of(row.id)[0],
            "seq": wire.place_of(row.id)[1],
            "content": row.content,
            "sent_at": wire.instant(row.sent_at),
            "edited_at": wire.maybe(row.edited_at),
            "deleted_at": wire.maybe(row.deleted_at),
            "files": row.file_ids or [],
            "before": kept.get(row.id, []),
        }
        for row in rows
    ]


async def _pages(head: str, page: Callable[[int], Any]) -> AsyncGenerator[bytes, None]:
    """A JSON object of one list, a page of rows at a time."""
    yield f'{{"{head}": ['.encode()
    after, separator = 0, b"\n"
    while True:
        rows = await page(after)
        for row in rows:
            yield separator + _json(row).rstrip()
            separator = b",\n"
        if len(rows) < ROWS_TOGETHER:
            break
        after = rows[-1]["id"]
    yield b"\n]}\n"


def _reacted(connection: Connection, account_id: int) -> dict[str, Any]:
    given = connection.execute(
        select(reactions).where(reactions.c.user_id == account_id).order_by(reactions.c.message_id)
    )
    called = connection.scalars(
        select(mentions.c.message_id).where(mentions.c.user_id == account_id)
    )
    return {
        "reactions": [
            {
                "message_id": row.message_id,
                "emoji": row.emoji,
                "at": wire.instant(row.reacted_at),
            }
            for row in given
        ],
        "mentioned_in": sorted(called),
        "blocked": sorted(direct.blocked_by(connection, account_id)),
    }


def _owned(connection: Connection, account_id: int) -> list[RowMapping]:
    return list(
        connection.execute(
            select(file_rows)
            .where(file_rows.c.owner_id == account_id, file_rows.c.stored)
            .order_by(file_rows.c.id)
        ).mappings()
    )


def _looked_after(connection: Connection, account_id: int) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(resources.c.id, resources.c.title)
        .where(or_(resources.c.owner_id == account_id))
        .order_by(resources.c.id)
    )
    return [{"id": row.id, "title": row.title} for row in rows]


async def entries_of(platform: Platform, account: RowMapping) -> AsyncGenerator[Entry, None]:
    """The files of a person's archive, each made when its turn comes."""
    read, own = platform.db.read, account["id"]
    yield _page("account.json", accounts.person_body(account))
    yield _page("sign_ins.json", await read(_sign_ins, own))
    yield _page("rooms.json", {"rooms": await read(_rooms, own)})
    yield Entry("messages.json", _pages("messages", lambda after: read(_said, own, after)))
    yield _page("reactions.json", await read(_reacted, own))
    yield _page("resources.json", {"resources": await read(_looked_after, own)})
    owned = await read(_owned, own)
    yield _page("files.json", {"files": [files.file_body(row) for row in owned]})
    for row in owned:
        try:
            stored = files.stored_name(row["token"])
            pieces = await platform.files.open(stored, 0, row["size_bytes"])
        except FileNotFoundError:
            continue
        name = row["name"].replace("/", "_")
        yield Entry(f"files/{row['id']}-{name}", pieces, compressed=False)


router = APIRouter(route_class=GuardedRoute, tags=["People"])


@router.get("/me/export")
async def export_me(request: Request, caller: Person) -> Response:
    """Everything about the caller, as a zip."""
    platform: Platform = request.app.state.platform
    account = await accounts.own_account(platform, user_id(caller))
    now = platform.clock.now()
    headers = {
        "Content-Disposition": f'attachment; filename="intranet-{now:%Y-%m-%d}.zip"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return PiecesResponse(
        zipped(entries_of(platform, account), now), 200, headers, "application/zip"
    )
