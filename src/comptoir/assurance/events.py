"""What happened, for the programs that want to hear of it: one delivery for each webhook.

An event is written in the transaction of what it tells, with the job that brings it; so it is told
if and only if it happened. Bodies are thin: who wants more asks for it, with a key of their own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

import orjson
from sqlalchemy import Connection, select

from comptoir.assurance.models import deliveries, webhooks
from comptoir.kernel import jobs
from comptoir.kernel.clock import iso

KIND = "assurance_webhook"


def emit(connection: Connection, event: str, data: Mapping[str, Any], now: datetime) -> None:
    """Have every webhook that asked for `event` told of it once this transaction is committed."""
    hooks = connection.execute(
        select(webhooks.c.id, webhooks.c.events).where(webhooks.c.disabled_at.is_(None))
    ).all()
    asked = [hook.id for hook in hooks if event in hook.events]
    if asked:
        event_id = f"msg_{uuid4().hex}"
        for webhook_id in asked:
            deliver(connection, webhook_id, event_id, event, data, now)


def deliver(
    connection: Connection,
    webhook_id: str,
    event_id: str,
    event: str,
    data: Mapping[str, Any],
    now: datetime,
) -> str:
    """Queue one event for one webhook; the delivery's id."""
    body = orjson.dumps({"type": event, "timestamp": iso(now), "data": dict(data)}).decode()
    delivery_id = str(uuid4())
    connection.execute(
        deliveries.insert().values(
            id=delivery_id,
            webhook_id=webhook_id,
            event_id=event_id,
            type=event,
            body=body,
            state="waiting",
            attempts=0,
            next_at=now,
            created_at=now,
        )
    )
    enqueue(connection, delivery_id, 0, now)
    return delivery_id


def enqueue(connection: Connection, delivery_id: str, attempt: int, at: datetime) -> None:
    """Have a delivery tried at `at`; `attempt` counts those before it."""
    jobs.enqueue(
        connection,
        KIND,
        {"delivery": delivery_id, "attempt": attempt},
        run_at=at,
        key=f"{delivery_id} {attempt}",
    )


def masked(email: str) -> str:
    """An address that tells its owner which it is, and nobody else."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}***@{domain}"
