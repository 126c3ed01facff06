"""API keys of the furniture shop: for administrators to make, list and end.

Serves `POST /api/auth/api-keys` of the 2025 document. A key works wherever a bearer token does.
Only whoever may do everything makes keys, so nobody gives away a right that they lack.
"""

from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, Field
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from comptoir.kernel import keys
from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.meuble import wire
from comptoir.meuble.access import Admin, GuardedRoute
from comptoir.platform import Platform

MAXIMUM_LISTED, MAXIMUM_OFFSET = 100, 1_000_000

Scope = Literal["read", "write", "staff", "monitoring", "webhooks", "admin"]


def _named(given: str) -> str:
    if not given.strip() or not given.isprintable():
        raise ValueError(Text("un nom lisible est attendu", "a readable name is expected"))
    return given.strip()


Name = Annotated[
    str, Field(min_length=1, max_length=keys.MAXIMUM_NAME_CHARS), AfterValidator(_named)
]
Lifetime = Annotated[int, Field(strict=True, ge=1, le=keys.MAXIMUM_LIFETIME_DAYS)]
Scopes = Annotated[list[Scope], Field(min_length=1, max_length=len(keys.SCOPES))]


def _usual_scopes() -> list[Scope]:
    return ["read", "write"]


class NewKey(Body):
    """A key to be made."""

    name: Name
    expires_in_days: Lifetime | None = None
    """Without it the key holds until it is ended."""
    scopes: Scopes = Field(default_factory=_usual_scopes)


def _key_body(row: RowMapping) -> dict[str, Any]:
    return {
        "key_id": row["id"],
        "name": row["name"],
        "scopes": row["scopes"],
        "created_at": iso(row["created_at"]),
        "expires_at": iso(row["expires_at"]) if row["expires_at"] else None,
        "ended_at": iso(row["ended_at"]) if row["ended_at"] else None,
    }


router = APIRouter(route_class=GuardedRoute, tags=["Authentication"])


@router.post("/api/auth/api-keys", status_code=201)
async def make_key(request: Request, body: NewKey, caller: Admin) -> Response:
    """Make a key and show it, this once."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)
    now = platform.clock.now()
    expires_at = now + timedelta(days=body.expires_in_days) if body.expires_in_days else None
    scopes = sorted(set(body.scopes), key=keys.SCOPES.index)

    def effect(connection: Connection) -> Answer:
        key = keys.make(keys.PREFIXES[wire.SERVICE])
        key_id = keys.keep(connection, wire.SERVICE, body.name, key, scopes, now, expires_at)
        answer = {
            "success": True,
            "api_key": key,
            "key_id": key_id,
            "name": body.name,
            "scopes": scopes,
            "created_at": iso(now),
            "expires_at": iso(expires_at) if expires_at else None,
        }
        return Answer(201, answer, secret=True)

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/api/auth/api-keys")
async def list_keys(
    request: Request,
    caller: Admin,
    limit: Annotated[int, Query(ge=1)] = MAXIMUM_LISTED,
    offset: Annotated[int, Query(ge=0, le=MAXIMUM_OFFSET)] = 0,
) -> Response:
    """The keys of this service, newest first; none shows its secret."""
    platform: Platform = request.app.state.platform
    limit = min(limit, MAXIMUM_LISTED)
    rows, total = await platform.db.read(keys.listed, wire.SERVICE, limit, offset)
    return json_response(
        {
            "success": True,
            "api_keys": [_key_body(row) for row in rows],
            "total": total,
            "limit": limit,
            "offset": offset,
        }
    )


@router.delete("/api/auth/api-keys/{key_id}")
async def end_key(request: Request, key_id: str, caller: Admin) -> Response:
    """Make a key stop working at once."""
    platform: Platform = request.app.state.platform
    if not await platform.db.write(keys.end, wire.SERVICE, key_id, platform.clock.now()):
        raise Problem(
            404,
            "api_key_not_found",
            Text("Aucune clé active de cet identifiant.", "There is no active key of this id."),
        )
    return json_response({"success": True, "message": "API key ended", "key_id": key_id})
