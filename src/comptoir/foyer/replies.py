"""Answers as the document shows them: bare, or with `?envelope=1` as its envelope."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import Path, Query, Request
from starlette.responses import Response

from comptoir.foyer import wire
from comptoir.kernel.bodies import json_response
from comptoir.kernel.clock import iso
from comptoir.kernel.idempotency import Answer


def reply(
    request: Request, body: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A success."""
    if request.scope["query_string"] and request.query_params.get("envelope") == "1":
        body = {"data": body, "status": "success"}
    return json_response(body, status, headers)


def reply_once(request: Request, answer: Answer) -> Response:
    """A success that may have been given before."""
    headers = {"Idempotency-Replayed": "true"} if answer.replayed else None
    return reply(request, answer.body, answer.status, headers)


def at(instant: datetime | None) -> str | None:
    """An instant as the document writes it, or nothing."""
    return iso(instant) if instant else None


async def page_size(limit: Annotated[int, Query(ge=1)] = wire.DEFAULT_PAGE) -> int:
    """How many a list shows; more than it can is as many as it can."""
    return min(limit, wire.MAXIMUM_PAGE)


Id = Annotated[int, Path(ge=1, le=wire.MAXIMUM_ID)]
Offset = Annotated[int, Query(ge=0, le=wire.MAXIMUM_ID)]
