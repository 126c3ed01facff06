"""Answers that a client may keep and ask about: the same bytes are sent once."""

import hashlib
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response


def tagged_response(request: Request, body: Any) -> Response:
    """A JSON answer with its ETag; 304 without a body for whoever has it already."""
    content = orjson.dumps(body)
    return content_response(request, content, digest(content))


def digest(content: bytes) -> str:
    """A tag that other content does not have."""
    return hashlib.sha256(content).hexdigest()[:20]


def content_response(request: Request, content: bytes, tag: str) -> Response:
    """JSON that is written already, named by `tag`: quotes apart, ASCII that no header minds."""
    etag = f'"{tag}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    given = request.headers.get("if-none-match")
    if given is not None and _has(given, etag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type="application/json")


def _has(if_none_match: str, etag: str) -> bool:
    """Whether a client says that it has this answer. Proxies that compress make a tag weak."""
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in {etag, "*"} for tag in tags)
