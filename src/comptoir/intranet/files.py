"""Files people put here: private to whoever sent them, unless put in a room.

A row is written before its bytes are, and counts only once they are durable: whatever dies in
between, `forget_expired` takes both away. Files are given out as files: never as a page or script.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, and_, delete, exists, or_, select, update
from starlette.responses import Response

from comptoir.intranet import rooms, wire
from comptoir.intranet.access import GuardedRoute, Person, is_admin, user_id
from comptoir.intranet.listing import Asked, listed_response
from comptoir.intranet.models import files, members, resources
from comptoir.intranet.models import rooms as room_rows
from comptoir.kernel import jobs
from comptoir.kernel.bodies import (
    answer_response,
    asked_in,
    documented,
    json_response,
    once_of,
)
from comptoir.kernel.callers import Caller
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.files import Files, new_token
from comptoir.kernel.idempotency import Answer, kept, once
from comptoir.kernel.jobs import Job
from comptoir.kernel.matching import having
from comptoir.kernel.multipart import Policy, SentFile, SentForm, extension_of, receive
from comptoir.kernel.ranges import PiecesResponse, asked_range
from comptoir.kernel.worker import Kind as JobKind
from comptoir.platform import Platform

FOLDER = "intranet-files"
STORING_TAKES_AT_MOST = timedelta(minutes=5)
"""Longer than any request may last."""
DELETING = "intranet_delete_files"
DELETED_TOGETHER = 20
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_OTHERWISE = "application/octet-stream"
_IMAGE_BEGINNINGS = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}
"""An image is shown in the page where its first bytes are an image's; all else is downloaded."""


def file_body(row: RowMapping) -> dict[str, Any]:
    """A file as its readers see it."""
    return {
        "id": row["id"],
        "name": row["name"],
        "size_bytes": row["size_bytes"],
        "media_type": row["media_type"],
        "owner_id": row["owner_id"],
        "room_id": row["room_id"],
        "created_at": wire.instant(row["created_at"]),
        "url": f"/files/{row['id']}",
    }


# ── Who may read what ─────────────────────────────────────────────────────────────────────


def _readable_by(person: int) -> Any:
    """The files somebody may read: their own, those of their rooms, those of a resource."""
    in_room = exists().where(members.c.room_id == files.c.room_id, members.c.user_id == person)
    public = exists().where(
        room_rows.c.id == files.c.room_id,
        room_rows.c.kind == "room",
        room_rows.c.is_private.is_(False),
    )
    return and_(
        files.c.stored,
        or_(files.c.owner_id == person, files.c.of_resource, in_room, public),
    )


def find(connection: Connection, person: int, number: int) -> RowMapping:
    """The file of this number, if it is there for somebody. Raises Problem 404."""
    if not 0 < number < 2**31:
        raise wire.file_not_found()
    row = (
        connection.execute(select(files).where(files.c.id == number, _readable_by(person)))
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise wire.file_not_found()
    return row


# ── Taking ────────────────────────────────────────────────────────────────────────────────


def _check(place: int, name: str) -> None:
    if place > 1:
        raise wire.invalid("file", "un seul fichier à la fois", "one file at a time")
    if not name:
        raise wire.invalid("file", "un nom est attendu", "a name is expected")


def _too_large(place: int) -> Problem:
    most = wire.MAXIMUM_FILE_MB
    return Problem(
        413,
        "payload_too_large",
        Text(f"Le fichier dépasse {most} Mo.", f"The file is larger than {most} MB."),
    )


POLICY = Policy(
    file_fields=frozenset({"file"}),
    maximum_file_bytes=wire.MAXIMUM_FILE_MB * 2**20,
    check=_check,
    too_large=_too_large,
)
FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "room": {"type": "string", "maxLength": 200},
                    },
                }
            }
        },
    }
}


def _media_type(name: str, beginning: bytes) -> str:
    """What a file is given out as; what only calls itself an image is no image."""
    media_type = MEDIA_TYPES.get(extension_of(name), _OTHERWISE)
    expected = _IMAGE_BEGINNINGS.get(media_type)
    return media_type if expected is None or beginning.startswith(expected) else _OTHERWISE


def stored_name(token: str) -> str:
    """What the store knows a file by."""
    return f"{FOLDER}/{token}.bin"


async def keep(
    platform: Platform, sent: SentFile, owner: int, room_id: int | None
) -> tuple[int, str]:
    """Keep the bytes of a file that was sent; its number, once `count_as_stored` said so."""
    token = new_token()
    beginning = b""
    with open(sent.path, "rb") as file:  # noqa: ASYNC230 - sixteen bytes that were just written
        beginning = file.read(16)
    media_type = _media_type(sent.name, beginning)
    now = platform.clock.now()

    def expect(connection: Connection) -> int:
        return int(
            connection.execute(
                files.insert()
                .values(
                    token=token,
                    owner_id=owner,
                    name=sent.name,
                    media_type=media_type,
                    size_bytes=sent.size_bytes,
                    sha256=sent.digest,
                    room_id=room_id,
                    of_resource=False,
                    stored=False,
                    created_at=now,
                    expires_at=now + STORING_TAKES_AT_MOST,
                )
                .returning(files.c.id)
            ).scalar_one()
        )

    number = await platform.db.write(expect)
    await platform.files.put(stored_name(token), sent.path, media_type.partition(";")[0])
    return number, token


def count_as_stored(connection: Connection, number: int, **more: Any) -> RowMapping:
    """Let a file be found from now on: its bytes are durable."""
    return (
        connection.execute(
            update(files)
            .where(files.c.id == number)
            .values(stored=True, expires_at=None, **more)
            .returning(files)
        )
        .mappings()
        .one()
    )


def content_of(form: SentForm) -> bytes:
    """What makes a repeat the same request: a form's own separators differ each time."""
    named = [[file.name, file.digest] for file in form.files]
    return orjson.dumps([named, sorted(form.fields.items())])


def the_file(form: SentForm) -> SentFile:
    """The one file of a form. Raises Problem 422 without one."""
    if not form.files:
        raise wire.invalid("file", "champ obligatoire", "required field")
    return form.files[0]


class AskedFiles(Asked):
    """Which files to list."""

    q: Annotated[str, Field(max_length=200)] = ""
    room: Annotated[str | None, Field(max_length=200)] = None


def _listed(connection: Connection, person: int, asked: AskedFiles) -> list[dict[str, Any]]:
    statement = select(files).where(_readable_by(person)).order_by(files.c.id.desc())
    if asked.room is not None:
        row = rooms.find(connection, person, asked.room)
        statement = statement.where(files.c.room_id == row["id"])
    if asked.q.strip():
        statement = statement.where(having(asked.q, files.c.name))
    found = connection.execute(statement.limit(asked.clamped).offset(asked.offset)).mappings()
    return [file_body(row) for row in found]


router = APIRouter(route_class=GuardedRoute, tags=["Files"])


@router.get("/files", openapi_extra=documented(AskedFiles))
async def list_files(request: Request, caller: Person) -> Response:
    """The files one may read, newest first."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, AskedFiles)
    return listed_response(await platform.db.read(_listed, user_id(caller), asked))


@router.post("/files", status_code=201, openapi_extra=FORM)
async def send_file(request: Request, caller: Person) -> Response:
    """Keep a file for oneself, or put it in a `room` one is in."""
    platform: Platform = request.app.state.platform
    async with await receive(request, platform.settings.incoming_folder, POLICY) as form:
        sent = the_file(form)
        room_id = None
        if form.fields.get("room"):

            def ask(connection: Connection) -> int:
                row = rooms.find(connection, user_id(caller), form.fields["room"][:200])
                rooms.require_member(row)
                return int(row["id"])

            if "\0" in form.fields["room"]:
                raise wire.room_not_found()
            room_id = await platform.db.read(ask)
        once_request = await once_of(request, wire.SERVICE, content_of(form))
        answered = await platform.db.read(kept, once_request)
        if answered is not None:
            return answer_response(answered)
        number, _ = await keep(platform, sent, user_id(caller), room_id)

    def effect(connection: Connection) -> Answer:
        return Answer(201, file_body(count_as_stored(connection, number)))

    return answer_response(await platform.db.write(once, once_request, effect))


def _headers(row: RowMapping) -> dict[str, str]:
    """What keeps a file a file: not a page, not a script, not in anybody else's cache."""
    disposition = "inline" if row["media_type"] in _IMAGE_BEGINNINGS else "attachment"
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(row['name'], safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "ETag": f'"{row["sha256"]}"',
        "X-Content-Type-Options": "nosniff",
    }


async def given_out(request: Request, row: RowMapping) -> Response:
    """The file of this row, or the part of it that `Range` asks for."""
    platform: Platform = request.app.state.platform
    headers = _headers(row)
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    size = row["size_bytes"]
    same = request.headers.get("if-range", headers["ETag"]) == headers["ETag"]
    asked = asked_range(request.headers.get("range"), size) if same else None
    start, stop = asked or (0, size)
    try:
        pieces = await platform.files.open(stored_name(row["token"]), start, stop)
    except FileNotFoundError:
        raise wire.file_not_found() from None
    headers["Content-Length"] = str(stop - start)
    if asked:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return PiecesResponse(pieces, 206 if asked else 200, headers, row["media_type"])


BYTES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {_OTHERWISE: {"schema": {"type": "string", "format": "binary"}}},
    },
    206: {
        "description": "The part that `Range` asks for",
        "content": {_OTHERWISE: {"schema": {"type": "string", "format": "binary"}}},
    },
    304: {"description": "It is as `If-None-Match` knows it"},
    416: {
        "description": "`Range` asks for a part that it does not have",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
}


@router.get("/files/{file_id}", response_class=Response, responses=BYTES)
async def download(request: Request, file_id: int, caller: Person) -> Response:
    """A file, or the part of it that `Range` asks for."""
    platform: Platform = request.app.state.platform
    return await given_out(request, await platform.db.read(find, user_id(caller), file_id))


def delete_rows(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    """Forget files, and have their bytes deleted."""
    tokens = list(
        connection.scalars(delete(files).where(files.c.id.in_(ids)).returning(files.c.token))
    )
    for first in range(0, len(tokens), DELETED_TOGETHER):
        names = [stored_name(token) for token in tokens[first : first + DELETED_TOGETHER]]
        jobs.enqueue(connection, DELETING, {"names": names}, run_at=now)


def _require_deleter(row: RowMapping, caller: Caller) -> None:
    if row["owner_id"] != user_id(caller) and not is_admin(caller):
        raise wire.forbidden()


@router.delete("/files/{file_id}")
async def delete_file(request: Request, file_id: int, caller: Person) -> Response:
    """Delete one's own file; an administrator those they may read."""
    platform: Platform = request.app.state.platform

    def effect(connection: Connection) -> None:
        row = find(connection, user_id(caller), file_id)
        _require_deleter(row, caller)
        used = connection.execute(select(resources.c.id).where(resources.c.file_id == file_id))
        if used.first() is not None:
            raise Problem(
                409,
                "file_of_resource",
                Text("Ce fichier est celui d'une ressource.", "This file is a resource's."),
            )
        delete_rows(connection, [file_id], platform.clock.now())

    await platform.db.write(effect)
    return json_response({"status": "deleted"})


# ── Housekeeping ──────────────────────────────────────────────────────────────────────────


def forget_expired(connection: Connection, now: datetime) -> None:
    """Forget the files whose sender died on the way."""
    over = list(connection.scalars(select(files.c.id).where(files.c.expires_at <= now)))
    if over:
        delete_rows(connection, over, now)


def deletion_from(store: Files) -> JobKind:
    """The jobs that delete the bytes of forgotten files; what is gone already is no matter."""

    async def delete_each(job: Job) -> None:
        for name in job.payload["names"]:
            await store.delete(name)

    return JobKind(DELETING, delete_each)
