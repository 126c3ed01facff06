"""Answers that a client may keep and ask about: the same bytes are sent once."""

import hashlib
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response


def tagged_response(request: Request, body: Any) -> Response:
    """A JSON answer with its ETag; 304 without a body for whoever has it already."""
    content = orjson.dumps(body)
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if _has(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type="application/json")


def _has(if_none_match: str, etag: str) -> bool:
    """Whether a client says that it has this answer. Proxies that compress make a tag weak."""
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in {etag, "*"} for tag in tags)
