"""Bringing events to webhooks: signed, on schedule, one bad receiver never in another's way.

Signatures are those of the Standard Webhooks specification. Each attempt is a job of its own, made
by the one before it in the transaction that writes how that one ended; so whatever is killed when,
each event is brought at least once, always under the same id.
"""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select, update

from comptoir.assurance import events
from comptoir.assurance.models import deliveries, webhooks
from comptoir.kernel.jobs import Job
from comptoir.kernel.outbound import NoResponse, Response
from comptoir.kernel.worker import Kind, Later
from comptoir.platform import Platform

SCHEDULE_S = (0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Before each attempt, counted from the one before it; all in all three days."""
JITTER = 0.1
LONGEST_WAIT_S = 86_400
DEADLINE_S = 15.0
AT_ONCE, AT_ONCE_EACH, WAITING_EACH = 64, 4, 8
SLOW_S, BUSY_S = 2.0, 2.0
"""One of so many on their way took longer than this: the next is for later, not in others' way."""
TURNS_A_SECOND, SLOW_TURNS_A_SECOND = 200, 20
"""How many of one webhook come back for a place, and when it is slow."""
KEPT = timedelta(days=30)
SECRET_PREFIX = "whsec_"  # noqa: S105 - how the specification begins every secret


def sign(secret: str, event_id: str, at: datetime, body: str) -> str:
    """The `webhook-signature` of one secret."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = f"{event_id}.{int(at.timestamp())}.{body}".encode()
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def headers_of(hook: RowMapping, event_id: str, body: str, now: datetime) -> dict[str, str]:
    """The headers of one delivery; while a secret is changed, both of them sign."""
    secrets = [hook["secret"]]
    if hook["previous_secret"] and hook["previous_until"] > now:
        secrets.append(hook["previous_secret"])
    return {
        "Content-Type": "application/json",
        "webhook-id": event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(sign(secret, event_id, now, body) for secret in secrets),
    }


class Lane:
    """What is on its way to one webhook: a few at a time, and a slow one waits for itself."""

    def __init__(self) -> None:
        self._began_s: dict[int, float] = {}
        self._freed = asyncio.Event()
        self._waiting = 0
        self._turn_s = 0.0

    @asynccontextmanager
    async def place(self, job_id: int) -> AsyncIterator[None]:
        """A place among those on their way. Raises Later where none will soon be free."""
        while len(self._began_s) >= AT_ONCE_EACH:
            patience_s = min(self._began_s.values()) + SLOW_S - _now_s()
            if patience_s <= 0:
                raise self._later(SLOW_TURNS_A_SECOND)
            if self._waiting >= WAITING_EACH:
                raise self._later(TURNS_A_SECOND)
            await self._wait(patience_s)
        self._began_s[job_id] = _now_s()
        try:
            yield
        finally:
            del self._began_s[job_id]
            self._freed.set()

    async def _wait(self, patience_s: float) -> None:
        self._freed.clear()
        self._waiting += 1
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience_s):
                    await self._freed.wait()
        finally:
            self._waiting -= 1

    def _later(self, turns_a_second: int) -> Later:
        """Each has a turn of its own: thousands that came back at once would be in others' way."""
        again_s = BUSY_S if turns_a_second == SLOW_TURNS_A_SECOND else 0.0
        self._turn_s = max(_now_s() + again_s, self._turn_s + 1 / turns_a_second)
        return Later("the receiver has others on their way", self._turn_s - _now_s())


def _now_s() -> float:
    return asyncio.get_running_loop().time()


def sending(platform: Platform) -> Kind:
    """The jobs that `events.emit` makes."""
    lanes: defaultdict[str, Lane] = defaultdict(Lane)

    async def send(job: Job) -> None:
        found = await platform.db.read(_find, job.payload["delivery"])
        if found is None or found["state"] not in {"waiting", "failing"}:
            return
        async with lanes[found["webhook_id"]].place(job.id):
            # Another one may have heard meanwhile that the receiver is gone.
            found = await platform.db.read(_find, job.payload["delivery"])
            if found is not None:
                await _attempt(platform, job, found)

    # An attempt ends well in any case; only a receiver that is busy puts its job off.
    return Kind(events.KIND, send, at_once=AT_ONCE, deadline_s=DEADLINE_S + 10, tries=100_000)


def _find(connection: Connection, delivery_id: str) -> RowMapping | None:
    return (
        connection.execute(
            select(
                deliveries,
                webhooks.c.url,
                webhooks.c.secret,
                webhooks.c.previous_secret,
                webhooks.c.previous_until,
            )
            .join(webhooks, webhooks.c.id == deliveries.c.webhook_id)
            .where(deliveries.c.id == delivery_id, webhooks.c.disabled_at.is_(None))
        )
        .mappings()
        .one_or_none()
    )


async def _attempt(platform: Platform, job: Job, found: RowMapping) -> None:
    now = platform.clock.now()
    answer: Response | None = None
    why: str | None = None
    try:
        answer = await platform.outbound.request(
            "POST",
            found["url"],
            headers=headers_of(found, found["event_id"], found["body"], now),
            body=found["body"].encode(),
            deadline_s=DEADLINE_S,
            maximum_bytes=16 * 1024,
        )
    except NoResponse as error:
        if error.why == "too_long":
            why = "the answer is too long"
        elif error.why == "resting":
            raise Later("the host rests", BUSY_S) from None
        else:
            why = error.why
    await platform.db.write(_settle, job, found["id"], answer, why, platform.clock.now())


def _settle(
    connection: Connection,
    job: Job,
    delivery_id: str,
    answer: Response | None,
    why: str | None,
    now: datetime,
) -> None:
    """Write how an attempt ended, and the job of the next one if there is to be one."""
    attempt = int(job.payload["attempt"]) + 1
    status = answer.status if answer else None
    values: dict[str, Any] = {"attempts": attempt, "status": status, "error": why, "next_at": None}
    if status is not None and 200 <= status < 300:
        values |= {"state": "delivered", "ended_at": now}
    elif status == 410:
        values |= {"state": "cancelled", "ended_at": now, "error": "410: disabled"}
        _disable(connection, delivery_id, now)
    elif attempt >= len(SCHEDULE_S):
        values |= {"state": "failed", "ended_at": now}
    else:
        again_at = now + timedelta(seconds=_wait_s(attempt, answer, now))
        values |= {"state": "failing", "next_at": again_at}
        events.enqueue(connection, delivery_id, attempt, again_at)
    connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))


def _wait_s(attempt: int, answer: Response | None, now: datetime) -> float:
    """How long until the next attempt: as scheduled, or as the receiver asks, if that is later."""
    scheduled = SCHEDULE_S[attempt] * random.uniform(1 - JITTER, 1 + JITTER)
    asked = _retry_after_s(answer.headers.get("Retry-After", ""), now) if answer else 0.0
    return min(LONGEST_WAIT_S, max(scheduled, asked))


def _retry_after_s(text: str, now: datetime) -> float:
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, (at - now).total_seconds()) if at.tzinfo else 0.0


def _disable(connection: Connection, delivery_id: str, now: datetime) -> None:
    """The receiver is gone for good (410): nothing more is sent there."""
    webhook_id = connection.execute(
        select(deliveries.c.webhook_id).where(deliveries.c.id == delivery_id)
    ).scalar_one()
    connection.execute(update(webhooks).where(webhooks.c.id == webhook_id).values(disabled_at=now))
    connection.execute(
        update(deliveries)
        .where(
            deliveries.c.webhook_id == webhook_id,
            deliveries.c.state.in_(("waiting", "failing")),
        )
        .values(state="cancelled", next_at=None, ended_at=now)
    )


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop the log of deliveries after a month."""
    connection.execute(
        delete(deliveries).where(
            deliveries.c.created_at < now - KEPT, deliveries.c.ended_at.is_not(None)
        )
    )
