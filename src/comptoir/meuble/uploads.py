"""Photos and films that customers send for a claim, and giving them out again.

Serves Upload of both documents: `files`, up to ten, or `file` with `description`. Of one request
all files are kept or none. An address cannot be guessed and is all it takes to read a file: the
documents' clients show it in a page, which sends no token.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from comptoir.kernel.bodies import answer_response, json_response, once_of
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, kept, once
from comptoir.kernel.media.inspector import Finding
from comptoir.kernel.media.kinds import KINDS
from comptoir.kernel.media.refusals import Refused, Why
from comptoir.kernel.multipart import Policy, SentFile, SentForm, extension_of, receive
from comptoir.kernel.ranges import PiecesResponse, asked_range
from comptoir.meuble import files, photos, wire
from comptoir.meuble.access import Anyone, GuardedRoute
from comptoir.platform import Platform

KINDS_TAKEN = frozenset(
    kind.name for kind in KINDS.values() if set(kind.extensions) & set(wire.ALLOWED_EXTENSIONS)
)
_CONTENT = {
    KINDS[name].media_type: {"schema": {"type": "string", "format": "binary"}}
    for name in sorted(KINDS_TAKEN)
}
CACHED_S = 24 * 3600
_FORMATS = ", ".join(wire.ALLOWED_EXTENSIONS)
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "maxItems": wire.MAXIMUM_FILES,
                        },
                        "file": {"type": "string", "format": "binary"},
                        "description": {
                            "type": "string",
                            "maxLength": wire.MAXIMUM_DESCRIPTION_CHARS,
                        },
                    },
                }
            }
        },
    }
}


# ── Refusing ──────────────────────────────────────────────────────────────────────────────

_REFUSED: dict[Why, tuple[str, Text]] = {
    "unknown_type": (
        "unsupported_file_type",
        Text(f"format non accepté ({_FORMATS})", f"format not accepted ({_FORMATS})"),
    ),
    "unreadable": (
        "unreadable_file",
        Text("abîmé ou incomplet, il ne s'ouvre pas", "damaged or incomplete, it does not open"),
    ),
    "too_large": (
        "image_too_large",
        Text("trop de pixels ou d'images", "too many pixels or frames"),
    ),
    "protected": ("unreadable_file", Text("protégé", "protected")),
    "too_costly": (
        "unreadable_file",
        Text("trop long à analyser", "takes too long to examine"),
    ),
}


def _refused(place: int, code: str, words: Text) -> Problem:
    """A file that is not taken, by its place: its name is its sender's, and not repeated."""
    return Problem(
        400, code, Text(f"Fichier n° {place} : {words.fr}.", f"File no. {place}: {words.en}.")
    )


def _check(place: int, name: str) -> None:
    if place > wire.MAXIMUM_FILES:
        raise Problem(
            400,
            "too_many_files",
            Text(
                f"Au plus {wire.MAXIMUM_FILES} fichiers à la fois.",
                f"At most {wire.MAXIMUM_FILES} files at once.",
            ),
        )
    if extension_of(name) not in wire.ALLOWED_EXTENSIONS:
        raise _refused(place, *_REFUSED["unknown_type"])


def _too_large(place: int) -> Problem:
    limit = wire.MAXIMUM_FILE_MB
    return _refused(place, "file_too_large", Text(f"plus de {limit} Mo", f"more than {limit} MB"))


POLICY = Policy(
    file_fields=frozenset({"files", "file"}),
    maximum_file_bytes=wire.MAXIMUM_FILE_MB * 2**20,
    check=_check,
    too_large=_too_large,
)


def _description(form: SentForm) -> str | None:
    """What the sender says of the files. Raises Problem 400."""
    text = form.fields.get("description", "")
    longest = wire.MAXIMUM_DESCRIPTION_CHARS
    if len(text) > longest:
        words = Text(
            f"description : trop long (au plus {longest}).",
            f"description: too long (at most {longest}).",
        )
    elif "\0" in text:
        words = Text(
            "description : caractère interdit dans un texte.",
            "description: forbidden character in a text.",
        )
    else:
        return text or None
    raise Problem(400, "invalid_request", words)


# ── Taking ────────────────────────────────────────────────────────────────────────────────


async def _inspected(platform: Platform, sent: Iterable[SentFile]) -> list[files.NewFile]:
    """Each file with what it really is. Raises Problem 400 for the first that is not taken."""
    found = []
    for place, file in enumerate(sent, start=1):
        try:
            finding = await platform.inspector.inspect(file.path, file.clean_path, KINDS_TAKEN)
        except Refused as refused:
            raise _refused(place, *_REFUSED[refused.why]) from None
        found.append(files.new_file(file.name, finding))
    return found


def _content(form: SentForm) -> bytes:
    """What makes a repeat the same request: a form's own separators differ each time."""
    return orjson.dumps(
        [[[file.name, file.digest] for file in form.files], form.fields.get("description")]
    )


def _verdict(finding: Finding, seen_hashes: Iterable[str]) -> photos.Verdict:
    if finding.kind.family == "image":
        return photos.assess(finding.measures, seen_hashes=seen_hashes)
    return photos.assess_film(finding.measures)


def _file_body(
    platform: Platform, request: Request, file: files.NewFile, analysis: dict[str, Any]
) -> dict[str, Any]:
    base = platform.settings.public_urls.get(wire.SERVICE) or str(request.base_url).rstrip("/")
    return {
        "original_name": file.original_name,
        "saved_name": f"{files.FOLDER}/{file.token}",
        "url": platform.files.url(file.name) or f"{base}/{file.name}",
        "size": file.finding.size_bytes,
        "type": file.finding.kind.name,
        "storage": platform.files.storage,
        "file_id": f"upload_{file.token}",
        "file_type": file.finding.kind.media_type,
        "analysis": analysis,
    }


def _answer_body(platform: Platform, request: Request, new: list[files.NewFile]) -> dict[str, Any]:
    """Both documents' answers in one: v1's fields are the first file's."""
    language = preferred_language(request.headers)
    hashes: list[str] = []
    bodies = []
    for file in new:
        verdict = _verdict(file.finding, hashes)
        if "hash" in file.finding.measures:
            hashes.append(file.finding.measures["hash"])
        bodies.append(_file_body(platform, request, file, verdict.body(language)))
    first = bodies[0]
    return {
        "success": True,
        "files": bodies,
        "count": len(bodies),
        "file_url": first["url"],
        "file_id": first["file_id"],
        "file_type": first["file_type"],
        "size_bytes": first["size"],
    }


router = APIRouter(route_class=GuardedRoute, tags=["Upload"])


@router.post("/api/upload", openapi_extra=_FORM)
async def upload(request: Request, caller: Anyone) -> Response:
    """Keep up to ten photos and films, of which each is looked at first."""
    platform: Platform = request.app.state.platform
    async with await receive(request, platform.settings.incoming_folder, POLICY) as form:
        if not form.files:
            raise Problem(
                400,
                "no_files",
                Text("files : aucun fichier reçu.", "files: no file received."),
            )
        description = _description(form)
        once_request = await once_of(request, wire.SERVICE, _content(form))
        answered = await platform.db.read(kept, once_request)
        if answered is not None:
            return answer_response(answered)
        new = await _inspected(platform, form.files)
        await platform.db.write(files.expect, new, caller.name, description, platform.clock.now())
        for sent, file in zip(form.files, new, strict=True):
            is_image = file.finding.kind.family == "image"
            source = sent.clean_path if is_image else sent.path
            await platform.files.put(file.name, source, file.finding.kind.media_type)

    def effect(connection: Connection) -> Answer:
        files.count_as_stored(connection, [file.token for file in new], platform.clock.now())
        return Answer(200, _answer_body(platform, request, new))

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/api/upload/health")
async def health(request: Request) -> Response:
    """What may be sent, and where it is kept."""
    platform: Platform = request.app.state.platform
    return json_response(
        {
            "success": True,
            "storage": platform.files.storage,
            "configured": True,
            "max_file_size_mb": wire.MAXIMUM_FILE_MB,
            "max_files_per_request": wire.MAXIMUM_FILES,
            "allowed_extensions": list(wire.ALLOWED_EXTENSIONS),
        }
    )


# ── Giving out ────────────────────────────────────────────────────────────────────────────


def _not_found() -> Problem:
    return Problem(404, "file_not_found", Text("Fichier introuvable.", "File not found."))


def _headers(row: RowMapping) -> dict[str, str]:
    """What keeps a file a file: not a page, not a script, not in anybody else's cache."""
    kind = KINDS[row["kind"]]
    disposition = "inline" if kind.family == "image" else "attachment"
    name = quote(row["original_name"].rpartition(".")[0] or "fichier", safe="")
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": f"private, max-age={CACHED_S}, immutable",
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{name}.{kind.name}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "ETag": f'"{row["sha256"]}"',
        "X-Content-Type-Options": "nosniff",
    }


@router.get(
    f"/{files.FOLDER}/{{name}}",
    response_class=Response,
    responses={
        200: {"description": "The file", "content": _CONTENT},
        206: {"description": "The part that `Range` asks for", "content": _CONTENT},
        304: {"description": "It is as `If-None-Match` knows it"},
        416: {
            "description": "`Range` asks for a part that it does not have",
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
    },
)
async def read(request: Request, name: str) -> Response:
    """A file, or the part of it that `Range` asks for."""
    platform: Platform = request.app.state.platform
    token = files.token_in(f"{files.FOLDER}/{name}")
    row = await platform.db.read(files.find, token, platform.clock.now()) if token else None
    if token is None or row is None or name != f"{token}.{row['kind']}":
        raise _not_found()
    headers = _headers(row)
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    size = row["size_bytes"]
    same = request.headers.get("if-range", headers["ETag"]) == headers["ETag"]
    asked = asked_range(request.headers.get("range"), size) if same else None
    start, stop = asked or (0, size)
    try:
        kind = KINDS[row["kind"]]
        pieces = await platform.files.open(files.stored_name(token, kind), start, stop)
    except FileNotFoundError:
        raise _not_found() from None
    headers["Content-Length"] = str(stop - start)
    if asked:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return PiecesResponse(pieces, 206 if asked else 200, headers, kind.media_type)
