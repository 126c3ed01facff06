"""Webhooks: who wants to hear of what, where, and what became of each delivery.

For programs with a key of scope `webhooks`; each sees its own alone.
"""

import secrets
from base64 import b64encode
from datetime import timedelta
from typing import Annotated, Any, Literal
from uuid import uuid4

from fastapi import APIRouter, Query, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, delete, func, select, update
from starlette.responses import Response

from comptoir.assurance import events, wire
from comptoir.assurance.access import GuardedRoute, WebhookKeeper
from comptoir.assurance.delivering import SECRET_PREFIX
from comptoir.assurance.models import deliveries, webhooks
from comptoir.kernel.bodies import Body, answer_response, json_response, once_of
from comptoir.kernel.callers import Caller
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.kernel.outbound import MAXIMUM_URL_CHARS, NoResponse
from comptoir.platform import Platform

SECRET_BYTES = 32
CHANGE_OVER = timedelta(hours=24)
"""After a rotation the old secret signs too."""
MAXIMUM_WEBHOOKS = 50
MAXIMUM_LISTED = 100
Event = Literal["quotation.generated", "auth.success", "auth.failed", "error.occurred"]


class Wanted(Body):
    """Where to tell of what."""

    url: Annotated[str, Field(min_length=8, max_length=MAXIMUM_URL_CHARS)]
    events: Annotated[list[Event], Field(min_length=1, max_length=10)]


def new_secret() -> str:
    """A secret as the specification writes it."""
    return SECRET_PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _body(row: RowMapping) -> dict[str, Any]:
    return {
        "id": row["id"],
        "url": row["url"],
        "events": row["events"],
        "enabled": row["disabled_at"] is None,
        "created_at": iso(row["created_at"]),
    }


def _own(connection: Connection, webhook_id: str, caller: Caller) -> RowMapping:
    """One of the caller's webhooks. Raises Problem 404."""
    row = (
        connection.execute(
            select(webhooks).where(webhooks.c.id == webhook_id, webhooks.c.owner == caller.name)
        )
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise wire.not_found()
    return row


def _delivery_body(row: RowMapping) -> dict[str, Any]:
    return {
        "id": row["id"],
        "event_id": row["event_id"],
        "type": row["type"],
        "state": row["state"],
        "attempts": row["attempts"],
        "status": row["status"],
        "error": row["error"],
        "next_at": iso(row["next_at"]) if row["next_at"] else None,
        "created_at": iso(row["created_at"]),
        "ended_at": iso(row["ended_at"]) if row["ended_at"] else None,
    }


async def _vet(platform: Platform, url: str) -> None:
    try:
        await platform.outbound.vet(url)
    except NoResponse as error:
        text = {
            "forbidden": Text(
                "url : une adresse https publique est attendue.",
                "url: a public https address is expected.",
            )
        }.get(error.why, Text("url : cette adresse est introuvable.", "url: no such address."))
        raise Problem(400, "invalid_request", text) from None


router = APIRouter(route_class=GuardedRoute, tags=["Webhooks"])


@router.post("/api/webhooks", status_code=201)
async def create(request: Request, body: Wanted, caller: WebhookKeeper) -> Response:
    """Have events told to an address; the secret is shown this once."""
    platform: Platform = request.app.state.platform
    await _vet(platform, body.url)
    once_request = await once_of(request, wire.SERVICE)
    now = platform.clock.now()

    def effect(connection: Connection) -> Answer:
        own = select(func.count()).where(webhooks.c.owner == caller.name)
        if connection.execute(own).scalar_one() >= MAXIMUM_WEBHOOKS:
            raise Problem(
                409,
                "conflict",
                Text(
                    f"Au plus {MAXIMUM_WEBHOOKS} webhooks.", f"At most {MAXIMUM_WEBHOOKS} webhooks."
                ),
            )
        values = {
            "id": str(uuid4()),
            "owner": caller.name,
            "url": body.url,
            "events": list(dict.fromkeys(body.events)),
            "secret": new_secret(),
            "created_at": now,
        }
        connection.execute(webhooks.insert().values(**values))
        shown = {name: values[name] for name in ("id", "url", "events", "secret")}
        return Answer(201, {**shown, "created_at": iso(now)}, secret=True)

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/api/webhooks")
async def show(request: Request, caller: WebhookKeeper) -> Response:
    """One's webhooks, newest first, without their secrets."""
    platform: Platform = request.app.state.platform
    statement = select(webhooks).where(webhooks.c.owner == caller.name)
    ordered = statement.order_by(webhooks.c.created_at.desc(), webhooks.c.id)

    def read(connection: Connection) -> list[dict[str, Any]]:
        return [_body(row) for row in connection.execute(ordered).mappings()]

    found = await platform.db.read(read)
    return json_response({"success": True, "webhooks": found, "total": len(found)})


@router.delete("/api/webhooks/{webhook_id}", status_code=200)
async def remove(request: Request, webhook_id: str, caller: WebhookKeeper) -> Response:
    """Stop telling; what waits is dropped."""
    platform: Platform = request.app.state.platform

    def drop(connection: Connection) -> None:
        _own(connection, webhook_id, caller)
        connection.execute(delete(webhooks).where(webhooks.c.id == webhook_id))

    await platform.db.write(drop)
    return json_response({"success": True})


@router.post("/api/webhooks/{webhook_id}/rotate", status_code=200)
async def rotate(request: Request, webhook_id: str, caller: WebhookKeeper) -> Response:
    """Another secret, shown this once; the old one signs too for a day."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()
    secret = new_secret()

    def change(connection: Connection) -> None:
        row = _own(connection, webhook_id, caller)
        connection.execute(
            update(webhooks)
            .where(webhooks.c.id == webhook_id)
            .values(secret=secret, previous_secret=row["secret"], previous_until=now + CHANGE_OVER)
        )

    await platform.db.write(change)
    return json_response(
        {"id": webhook_id, "secret": secret, "previous_until": iso(now + CHANGE_OVER)}
    )


@router.post("/api/webhooks/{webhook_id}/test", status_code=200)
async def test(request: Request, webhook_id: str, caller: WebhookKeeper) -> Response:
    """Send an event that says it is a trial; this also enables a webhook that was disabled."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()

    def send(connection: Connection) -> str:
        row = _own(connection, webhook_id, caller)
        connection.execute(
            update(webhooks).where(webhooks.c.id == webhook_id).values(disabled_at=None)
        )
        event_id = f"msg_{uuid4().hex}"
        return events.deliver(
            connection, webhook_id, event_id, row["events"][0], {"test": True}, now
        )

    delivery_id = await platform.db.write(send)
    return json_response({"success": True, "delivery_id": delivery_id})


@router.get("/api/webhooks/{webhook_id}/deliveries")
async def log_of(
    request: Request,
    webhook_id: str,
    caller: WebhookKeeper,
    limit: Annotated[int, Query(ge=1)] = MAXIMUM_LISTED,
) -> Response:
    """The latest deliveries, newest first."""
    platform: Platform = request.app.state.platform

    def read(connection: Connection) -> list[dict[str, Any]]:
        _own(connection, webhook_id, caller)
        statement = select(deliveries).where(deliveries.c.webhook_id == webhook_id)
        ordered = statement.order_by(deliveries.c.created_at.desc(), deliveries.c.id)
        rows = connection.execute(ordered.limit(min(limit, MAXIMUM_LISTED))).mappings()
        return [_delivery_body(row) for row in rows]

    return json_response({"success": True, "deliveries": await platform.db.read(read)})


@router.post("/api/webhooks/{webhook_id}/deliveries/{delivery_id}/replay", status_code=200)
async def replay(
    request: Request, webhook_id: str, delivery_id: str, caller: WebhookKeeper
) -> Response:
    """Send one again, under the same event id, as a delivery of its own."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()

    def again(connection: Connection) -> str:
        _own(connection, webhook_id, caller)
        row = connection.execute(
            select(deliveries).where(
                deliveries.c.id == delivery_id, deliveries.c.webhook_id == webhook_id
            )
        ).one_or_none()
        if row is None:
            raise wire.not_found()
        new_id = str(uuid4())
        connection.execute(
            deliveries.insert().values(
                id=new_id,
                webhook_id=webhook_id,
                event_id=row.event_id,
                type=row.type,
                body=row.body,
                state="waiting",
                attempts=0,
                next_at=now,
                created_at=now,
            )
        )
        events.enqueue(connection, new_id, 0, now)
        return new_id

    new_id = await platform.db.write(again)
    return json_response({"success": True, "delivery_id": new_id})
