"""Documents of agents and chats: taken, read and indexed in the background, given out, forgotten.

Serves Documents of the document. `processing` becomes `ready`, or `failed` and why. The bytes are
kept with the documents' names in the database; where they lie, nobody can guess.
"""

import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection, RowMapping, and_, func, or_, select, update
from starlette.responses import Response

from comptoir.brain.sight import Unseen
from comptoir.foyer import agents, chats, passages, scanned, wire
from comptoir.foyer.access import BadRequestRoute, GuardedRoute, Person, user_of
from comptoir.foyer.models import chats as chat_rows
from comptoir.foyer.models import documents
from comptoir.foyer.replies import Id, reply, reply_once
from comptoir.kernel import jobs, search
from comptoir.kernel.bodies import once_of
from comptoir.kernel.child import Overwhelmed
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.files import Files, new_token
from comptoir.kernel.idempotency import Answer, kept, once
from comptoir.kernel.jobs import Job
from comptoir.kernel.media.inspector import Finding
from comptoir.kernel.media.reader import Reader
from comptoir.kernel.media.refusals import Refused, Why
from comptoir.kernel.multipart import Policy, SentForm, extension_of, receive
from comptoir.kernel.ranges import PiecesResponse, asked_range
from comptoir.kernel.worker import Kind, Later
from comptoir.platform import Platform

FOLDER = "foyer-documents"
READING, DELETING = "foyer.read", "foyer.delete"
READING_DEADLINE_S = 600.0
RECEIVING_TAKES_AT_MOST = timedelta(hours=1)
KINDS_TAKEN = frozenset({"pdf", "docx", "txt", "png", "jpg"})
EntityType = Literal["agent", "chat"]

WHY_FAILED: dict[str, Text] = {
    "no_text": Text("aucun texte lisible", "no text that can be read"),
    "no_decoder": Text(
        "la lecture d'images (tesseract) n'est pas installée ici",
        "reading pictures (tesseract) is not installed here",
    ),
    "unseen": Text(
        "le modèle qui lit les images n'a pas répondu",
        "the model that reads pictures did not answer",
    ),
    "protected": Text("protégé par un mot de passe", "protected by a password"),
    "unreadable": Text("abîmé ou incomplet", "damaged or incomplete"),
    "too_large": Text("trop de pages ou de contenu", "too many pages, or too much in it"),
    "too_costly": Text("trop long à lire", "takes too long to read"),
    "unknown_type": Text("type non pris en charge", "type not supported"),
}


# ── What there is ─────────────────────────────────────────────────────────────────────────


def stored_name(row: RowMapping) -> str:
    """Under which its bytes are kept."""
    return f"{FOLDER}/{row['token']}.{row['kind']}"


def document_body(row: RowMapping) -> dict[str, Any]:
    """A document as the document shows it, and what became of it."""
    why = WHY_FAILED.get(row["why"]) if row["why"] else None
    return {
        "id": row["id"],
        "filename": row["filename"],
        "file_size": row["file_size"],
        "mime_type": row["mime_type"],
        "entity_type": row["entity_type"],
        "entity_id": row["entity_id"],
        "user_id": row["user_id"],
        "state": row["state"],
        "error": row["why"],
        "detail": why.fr if why else None,
        "pages": row["pages"],
        "passages": row["passages"],
        "pictures": row["pictures"],
        "note": note_on(row["pictures"]) if row["state"] == "ready" else None,
        "uploaded_at": iso(row["uploaded_at"]),
    }


def note_on(pictures: dict[str, Any] | None) -> str | None:
    """What is to be known of pages that are pictures, in words."""
    if not pictures:
        return None
    notes = []
    if pictures["read"]:
        notes.append(f"Lu sur une image : p. {scanned.in_words(pictures['read'])}.")
    by_why: dict[str, list[int]] = {}
    for each in pictures["unread"]:
        by_why.setdefault(each["why"], []).append(each["page"])
    for why, pages in by_why.items():
        words = WHY_FAILED.get(why, WHY_FAILED["unreadable"])
        notes.append(f"Non lu : p. {scanned.in_words(pages)} ({words.fr}).")
    return " ".join(notes)


def _of(entity_type: str, entity_id: int) -> Any:
    return and_(
        documents.c.entity_type == entity_type,
        documents.c.entity_id == entity_id,
        documents.c.state != "receiving",
    )


def check_entity(
    connection: Connection, entity_type: EntityType, entity_id: int, user_id: int
) -> None:
    """Raises Problem 403, 404 unless somebody may add to it: their agent, or a chat of theirs."""
    if entity_type == "agent":
        agents.owned(connection, entity_id, user_id)
    else:
        chats.find(connection, entity_id, user_id)


def find(connection: Connection, document_id: int, user_id: int) -> RowMapping:
    """A document somebody may read: of their own agent, or of a chat they take part in."""
    row = (
        connection.execute(
            select(documents).where(documents.c.id == document_id, documents.c.state != "receiving")
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise wire.no_document()
    try:
        check_entity(connection, row["entity_type"], row["entity_id"], user_id)
    except Problem:
        raise wire.no_document() from None
    return row


def _listed(
    connection: Connection, entity_type: EntityType, entity_id: int, user_id: int
) -> list[RowMapping]:
    check_entity(connection, entity_type, entity_id, user_id)
    newest_first = (
        select(documents).where(_of(entity_type, entity_id)).order_by(documents.c.id.desc())
    )
    return list(connection.execute(newest_first).mappings())


# ── Taking ────────────────────────────────────────────────────────────────────────────────


def _refused(code: str, words: Text, status: int = 400) -> Problem:
    return Problem(status, code, words)


_FORMATS = ", ".join(wire.ALLOWED_EXTENSIONS)
_UNSUPPORTED = Text(
    f"Type de fichier non supporté ({_FORMATS}).", f"File type not supported ({_FORMATS})."
)


def _check(place: int, name: str) -> None:
    if place > 1:
        raise _refused("too_many_files", Text("Un fichier à la fois.", "One file at a time."))
    if extension_of(name) not in wire.ALLOWED_EXTENSIONS:
        raise _refused("unsupported_file_type", _UNSUPPORTED)


def _too_large(_: int) -> Problem:
    words = Text(
        f"Fichier trop volumineux (au plus {wire.MAXIMUM_FILE_MB} Mo).",
        f"File too large (at most {wire.MAXIMUM_FILE_MB} MB).",
    )
    return _refused("payload_too_large", words, 413)


POLICY = Policy(
    file_fields=frozenset({"file"}),
    maximum_file_bytes=wire.MAXIMUM_FILE_MB * 2**20,
    check=_check,
    too_large=_too_large,
)


def _entity(form: SentForm) -> tuple[EntityType, int]:
    """What the document is for. Raises Problem 400."""
    kind, number = form.fields.get("entity_type", ""), form.fields.get("entity_id", "").strip()
    if kind not in {"agent", "chat"}:
        raise _refused(
            "invalid_request",
            Text("entity_type : « agent » ou « chat » attendu.", "entity_type: agent or chat."),
        )
    valid = number.isascii() and number.isdigit() and len(number) < 11
    if not valid or not 1 <= int(number) <= wire.MAXIMUM_ID:
        raise _refused(
            "invalid_request",
            Text("entity_id : nombre entier attendu.", "entity_id: whole number expected."),
        )
    return ("agent" if kind == "agent" else "chat"), int(number)


def _mime_type(name: str, finding: Finding) -> str:
    return "text/markdown" if extension_of(name) == "md" else finding.kind.media_type


def _expect(
    connection: Connection,
    entity: tuple[EntityType, int],
    user_id: int,
    name: str,
    finding: Finding,
    now: datetime,
) -> RowMapping:
    """Note a document that is about to be stored. Raises Problem 403, 404, 409."""
    check_entity(connection, *entity, user_id)
    count = connection.scalar(select(func.count()).select_from(documents).where(_of(*entity)))
    if (count or 0) >= wire.MAXIMUM_DOCUMENTS:
        most = wire.MAXIMUM_DOCUMENTS
        raise Problem(
            409,
            "too_many_documents",
            Text(f"Au plus {most} documents.", f"At most {most} documents."),
        )
    return (
        connection.execute(
            documents.insert()
            .values(
                token=new_token(),
                user_id=user_id,
                entity_type=entity[0],
                entity_id=entity[1],
                filename=name,
                kind=finding.kind.name,
                mime_type=_mime_type(name, finding),
                file_size=finding.size_bytes,
                sha256=finding.sha256,
                state="receiving",
                pages=0,
                passages=0,
                reading=1,
                uploaded_at=now,
            )
            .returning(documents)
        )
        .mappings()
        .one()
    )


def _read_later(connection: Connection, row: RowMapping, reading: int, now: datetime) -> RowMapping:
    """Have a document read in the background."""
    jobs.enqueue(
        connection,
        READING,
        {"document_id": row["id"], "reading": reading},
        run_at=now,
        key=f"{row['id']} {reading}",
    )
    return (
        connection.execute(
            update(documents)
            .where(documents.c.id == row["id"])
            .values(state="processing", why=None, pictures=None, reading=reading)
            .returning(documents)
        )
        .mappings()
        .one()
    )


router = APIRouter(route_class=GuardedRoute, tags=["Documents"])
upload_router = APIRouter(route_class=BadRequestRoute, tags=["Documents"])
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "entity_type", "entity_id"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "entity_type": {"type": "string", "enum": ["agent", "chat"]},
                        "entity_id": {"type": "integer"},
                    },
                }
            }
        },
    }
}


@upload_router.post("/api/documents/upload", status_code=201, openapi_extra=_FORM)
async def upload(request: Request, caller: Person) -> Response:
    """Keep a document for an agent or a chat, and have it read."""
    platform: Platform = request.app.state.platform
    async with await receive(request, platform.settings.incoming_folder, POLICY) as form:
        entity = _entity(form)
        if not form.files:
            raise _refused("no_file", Text("file : champ obligatoire.", "file: required field."))
        [sent] = form.files
        content = orjson.dumps([*entity, sent.name, sent.digest])
        once_request = await once_of(request, wire.SERVICE, content)
        answered = await platform.db.read(kept, once_request)
        if answered is not None:
            return reply_once(request, answered)
        await platform.db.read(check_entity, *entity, user_of(caller))
        try:
            finding = await platform.inspector.inspect(sent.path, sent.clean_path, KINDS_TAKEN)
        except Refused as refused:
            raise _why_refused(refused.why) from None
        row = await platform.db.write(
            _expect, entity, user_of(caller), sent.name, finding, platform.clock.now()
        )
        image = finding.kind.family == "image"
        source = sent.clean_path if image else sent.path
        await platform.files.put(stored_name(row), source, finding.kind.media_type)

    def effect(connection: Connection) -> Answer:
        return Answer(201, document_body(_read_later(connection, row, 1, platform.clock.now())))

    return reply_once(request, await platform.db.write(once, once_request, effect))


def _why_refused(why: Why) -> Problem:
    if why == "unknown_type":
        return _refused("unsupported_file_type", _UNSUPPORTED)
    words = WHY_FAILED.get(why, WHY_FAILED["unreadable"])
    return _refused(
        "unreadable_file", Text(f"Fichier refusé : {words.fr}.", f"File refused: {words.en}.")
    )


@router.get("/api/documents")
async def list_documents(
    request: Request,
    caller: Person,
    entity_type: Annotated[EntityType, Query()],
    entity_id: Annotated[int, Query(ge=1, le=wire.MAXIMUM_ID)],
) -> Response:
    """The documents of one's own agent, or of a chat, newest first."""
    platform: Platform = request.app.state.platform
    rows = await platform.db.read(_listed, entity_type, entity_id, user_of(caller))
    listed = [document_body(row) for row in rows]
    return reply(request, {"documents": listed, "total": len(listed)})


@router.get("/api/documents/{document_id}/state")
async def state(request: Request, document_id: Id, caller: Person) -> Response:
    """What became of a document."""
    platform: Platform = request.app.state.platform
    return reply(request, document_body(await platform.db.read(find, document_id, user_of(caller))))


def _headers(row: RowMapping) -> dict[str, str]:
    """What keeps a file a file: not a page, not a script, not in anybody else's cache."""
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(row['filename'], safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "ETag": f'"{row["sha256"]}"',
    }


@router.get("/api/documents/{document_id}", response_class=Response)
async def download(request: Request, document_id: Id, caller: Person) -> Response:
    """A document's bytes, or the part of them that `Range` names."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(find, document_id, user_of(caller))
    headers = _headers(row)
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    size = row["file_size"]
    asked = asked_range(request.headers.get("range"), size)
    start, stop = asked or (0, size)
    try:
        pieces = await platform.files.open(stored_name(row), start, stop)
    except FileNotFoundError:
        raise wire.no_document() from None
    headers["Content-Length"] = str(stop - start)
    if asked:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return PiecesResponse(pieces, 206 if asked else 200, headers, row["mime_type"])


@router.post("/api/documents/{document_id}/reindex", status_code=202)
async def reindex(request: Request, document_id: Id, caller: Person) -> Response:
    """Read a document anew."""
    platform: Platform = request.app.state.platform

    def again(connection: Connection) -> RowMapping:
        row = find(connection, document_id, user_of(caller))
        return _read_later(connection, row, row["reading"] + 1, platform.clock.now())

    return reply(request, document_body(await platform.db.write(again)), 202)


@router.delete("/api/documents/{document_id}")
async def delete(request: Request, document_id: Id, caller: Person) -> Response:
    """Forget a document: its words at once, its bytes soon. Of a chat, its sender or its owner."""
    platform: Platform = request.app.state.platform

    def remove(connection: Connection) -> None:
        row = find(connection, document_id, user_of(caller))
        if row["entity_type"] == "chat" and row["user_id"] != user_of(caller):
            chats.owned(connection, row["entity_id"], user_of(caller))
        forget(connection, [row], platform.clock.now())

    await platform.db.write(remove)
    return reply(request, {"message": "Document supprimé"})


# ── Forgetting ────────────────────────────────────────────────────────────────────────────


def forget(connection: Connection, rows: Sequence[RowMapping], now: datetime) -> None:
    """Forget documents with their passages, and have their bytes deleted."""
    for row in rows:
        where = passages.scope(row["entity_type"], row["entity_id"])
        passages.remove(connection, row["id"], where)
    connection.execute(documents.delete().where(documents.c.id.in_([row["id"] for row in rows])))
    names = [stored_name(row) for row in rows]
    if names:
        jobs.enqueue(connection, DELETING, {"names": names}, run_at=now)


def forget_all_of(
    connection: Connection, entity_type: EntityType, entity_id: int, now: datetime
) -> None:
    """Forget every document of an agent or a chat, with their index."""
    where = and_(documents.c.entity_type == entity_type, documents.c.entity_id == entity_id)
    rows = connection.execute(documents.delete().where(where).returning(documents)).mappings().all()
    search.clear(connection, passages.scope(entity_type, entity_id))
    if rows:
        names = [stored_name(row) for row in rows]
        jobs.enqueue(connection, DELETING, {"names": names}, run_at=now)


def forget_unreceived(connection: Connection, now: datetime) -> None:
    """Forget the documents whose bytes never came to be durable."""
    rows = (
        connection.execute(
            documents.delete()
            .where(
                documents.c.state == "receiving",
                documents.c.uploaded_at < now - RECEIVING_TAKES_AT_MOST,
            )
            .returning(documents)
        )
        .mappings()
        .all()
    )
    if rows:
        names = [stored_name(row) for row in rows]
        jobs.enqueue(connection, DELETING, {"names": names}, run_at=now)


def deletion_from(store: Files) -> Kind:
    """The jobs that delete the bytes of forgotten documents; what is gone already is no matter."""

    async def delete_each(job: Job) -> None:
        for name in job.payload["names"]:
            await store.delete(name)

    return Kind(DELETING, delete_each)


# ── Reading ───────────────────────────────────────────────────────────────────────────────


def _to_read(connection: Connection, document_id: int, reading: int) -> RowMapping | None:
    return (
        connection.execute(
            select(documents).where(
                documents.c.id == document_id,
                documents.c.reading == reading,
                documents.c.state == "processing",
            )
        )
        .mappings()
        .one_or_none()
    )


def _begin(connection: Connection, row: RowMapping) -> bool:
    """Forget what an earlier reading found; False when the document is gone."""
    held = connection.execute(
        update(documents)
        .where(documents.c.id == row["id"], documents.c.reading == row["reading"])
        .values(passages=0)
        .returning(documents.c.id)
    ).one_or_none()
    if held is not None:
        where = passages.scope(row["entity_type"], row["entity_id"])
        passages.remove(connection, row["id"], where)
    return held is not None


def _go_on(
    connection: Connection, row: RowMapping, new: Sequence[tuple[int, passages.Piece]]
) -> bool:
    """Keep some passages; False when the document is gone, or is being read anew."""
    held = connection.execute(
        update(documents)
        .where(
            documents.c.id == row["id"],
            documents.c.reading == row["reading"],
            documents.c.state == "processing",
        )
        .values(passages=documents.c.passages + len(new))
        .returning(documents.c.id)
    ).one_or_none()
    if held is None:
        return False
    where = passages.scope(row["entity_type"], row["entity_id"])
    passages.put(connection, row["id"], where, row["filename"], new)
    return True


def _end(
    connection: Connection,
    row: RowMapping,
    state: str,
    why: str | None,
    pages: int,
    pictures: dict[str, Any] | None = None,
) -> None:
    connection.execute(
        update(documents)
        .where(documents.c.id == row["id"], documents.c.reading == row["reading"])
        .values(state=state, why=why, pages=pages, pictures=pictures)
    )


def reading_of(platform: Platform, reader: Reader) -> Kind:
    """The jobs that read documents and index what they say. Done again, they begin anew."""

    async def fetched(row: RowMapping, folder: Path) -> Path:
        path = folder / f"{row['token']}.{row['kind']}"
        pieces = await platform.files.open(stored_name(row), 0, row["file_size"])
        with path.open("wb") as file:
            async for piece in pieces:
                file.write(piece)
        return path

    async def read(job: Job) -> None:
        row = await platform.db.read(_to_read, job.payload["document_id"], job.payload["reading"])
        if row is None:
            return
        try:
            with tempfile.TemporaryDirectory(prefix="comptoir-reading-") as folder:
                path = await fetched(row, Path(folder))
                pages = await _pages(platform, reader, path, row)
                looks = scanned.Looks()
                if row["kind"] == "pdf":
                    looks = await scanned.look(platform, reader, path, pages)
        except Refused as refused:
            await platform.db.write(_end, row, "failed", refused.why, 0)
            return
        except Unseen:
            await platform.db.write(_end, row, "failed", "unseen", 0)
            return
        except FileNotFoundError:
            await platform.db.write(_end, row, "failed", "unreadable", 0)
            return
        except Overwhelmed:
            raise Later("too many documents wait to be read", after_s=5) from None
        await index(platform, row, pages, looks)

    return Kind(READING, read, at_once=4, deadline_s=READING_DEADLINE_S, tries=5)


async def _pages(platform: Platform, reader: Reader, path: Path, row: RowMapping) -> list[str]:
    """What is written on each page; of a picture, as tesseract or else a model reads it.

    Raises Refused, Overwhelmed, or Unseen where no model answered.
    """
    try:
        return await reader.pages(path, row["kind"])
    except Refused as refused:
        if refused.why != "no_decoder" or not platform.sight.sees_by:
            raise
    return [await platform.sight.read(path, row["mime_type"])]


async def index(
    platform: Platform, row: RowMapping, pages: Sequence[str], looks: scanned.Looks | None = None
) -> None:
    """Cut pages into passages and let them be found, a bounded number in a transaction."""
    looks = looks or scanned.Looks()
    new, why = list(enumerate(passages.cut(pages))), looks.why_nothing(pages)
    if why or not new:
        await platform.db.write(_end, row, "failed", why or "no_text", len(pages), looks.body())
        return
    if not await platform.db.write(_begin, row):
        return
    for start in range(0, len(new), passages.TOGETHER):
        if not await platform.db.write(_go_on, row, new[start : start + passages.TOGETHER]):
            return
    await platform.db.write(_end, row, "ready", None, len(pages), looks.body())


def of_person(connection: Connection, user_id: int) -> list[RowMapping]:
    """The documents that somebody sent, or that are in their chats."""
    own_chats = select(chat_rows.c.id).where(chat_rows.c.user_id == user_id)
    in_chats = and_(documents.c.entity_type == "chat", documents.c.entity_id.in_(own_chats))
    return list(
        connection.execute(
            select(documents)
            .where(or_(documents.c.user_id == user_id, in_chats))
            .order_by(documents.c.id)
        ).mappings()
    )
