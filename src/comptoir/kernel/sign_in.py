"""What guards signing in to any service: known devices, and a lock that meets strangers alone.

Ten failed passwords lock a name for devices that never signed in to it, never for its owner's own;
names nobody has look the same. A device is known by a cookie that it was given, or by its address;
both are kept as digests.
"""

import asyncio
import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from fastapi import Request
from sqlalchemy import Column, Connection, Index, String, Table, delete, select
from starlette.responses import Response

from comptoir.kernel.db import Database, UtcDateTime, insert, metadata
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.limits import Limit, Limiter
from comptoir.kernel.passwords import Passwords

FAILED_PASSWORDS = Limit(10, 15 * 60)
LOCKED = Limit(1, 15 * 60)
COOKIE = "comptoir_device"
COOKIE_LIFETIME_S = 365 * 24 * 3600
_NAME_BYTES = 24
_NAME = re.compile(r"[A-Za-z0-9_-]{32}")

known_devices = Table(
    "known_devices",
    metadata,
    Column("service", String(20), primary_key=True),
    Column("account_id", String(36), primary_key=True),
    Column("device", String(64), primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False),
    Index(None, "seen_at"),
)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def address_mark(address: str) -> str:
    """What is kept of an address."""
    return _mark(f"address:{address}")


@dataclass(frozen=True, slots=True)
class Device:
    """Where a sign-in comes from: a browser that kept our cookie, or an address."""

    cookie: str
    """What the browser keeps: what it brought if we can have made that, else a new one."""
    marks: tuple[str, str]

    @classmethod
    def of(cls, request: Request, address: str) -> "Device":
        """The device behind a request."""
        cookie = request.cookies.get(COOKIE, "")
        if not _NAME.fullmatch(cookie):
            cookie = secrets.token_urlsafe(_NAME_BYTES)
        return cls(cookie, (address_mark(address), _mark(f"cookie:{cookie}")))

    def keep(self, response: Response, path: str, *, secure: bool) -> None:
        """Have the browser bring this cookie again to the sign-in route at `path`."""
        response.set_cookie(
            COOKIE,
            self.cookie,
            max_age=COOKIE_LIFETIME_S,
            path=path,
            httponly=True,
            samesite="strict",
            secure=secure,
        )


def known(connection: Connection, service: str, account_id: str, marks: Iterable[str]) -> bool:
    """Whether an account signed in from a device of one of these marks."""
    return (
        connection.execute(
            select(known_devices.c.device).where(
                known_devices.c.service == service,
                known_devices.c.account_id == account_id,
                known_devices.c.device.in_(list(marks)),
            )
        ).first()
        is not None
    )


def remember(
    connection: Connection, service: str, account_id: str, marks: Iterable[str], now: datetime
) -> None:
    """Know an account's device from now on."""
    keys = [known_devices.c.service, known_devices.c.account_id, known_devices.c.device]
    for mark in marks:
        connection.execute(
            insert(connection)(known_devices)
            .values(service=service, account_id=account_id, device=mark, seen_at=now)
            .on_conflict_do_update(index_elements=keys, set_={"seen_at": now})
        )


def seen(connection: Connection, service: str, account_id: str) -> list[datetime]:
    """When each device of an account signed in last, the latest first."""
    return list(
        connection.scalars(
            select(known_devices.c.seen_at)
            .where(known_devices.c.service == service, known_devices.c.account_id == account_id)
            .order_by(known_devices.c.seen_at.desc())
        )
    )


def forget_devices(connection: Connection, service: str, account_id: str) -> None:
    """Take every device of an account for a stranger's."""
    connection.execute(
        delete(known_devices).where(
            known_devices.c.service == service, known_devices.c.account_id == account_id
        )
    )


def forget_old_devices(connection: Connection, now: datetime) -> None:
    """Drop the devices whose cookie has expired."""
    oldest = now - timedelta(seconds=COOKIE_LIFETIME_S)
    connection.execute(delete(known_devices).where(known_devices.c.seen_at < oldest))


# ── Passwords ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the account that somebody names."""

    account_id: str
    password_hash: str


_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
"""Strangers who try one name wait for each other: guesses sent at once are counted one by one."""


def account_locked(retry_after_s: int) -> Problem:
    """Strangers tried too often: 403, for as long as the lock holds."""
    return Problem(
        403,
        "account_locked",
        Text(
            "Compte verrouillé : trop de tentatives. Réessayez dans 15 minutes.",
            "Account locked: too many attempts. Try again in 15 minutes.",
        ),
        headers={"Retry-After": str(retry_after_s)},
    )


class Guard:
    """Checks passwords for one service, which says how it refuses whoever tried too often."""

    def __init__(
        self,
        service: str,
        db: Database,
        limiter: Limiter,
        passwords: Passwords,
        refusal: Callable[[int], Problem] = account_locked,
    ) -> None:
        self._service = service
        self._db, self._limiter, self._passwords = db, limiter, passwords
        self._refusal = refusal

    async def matches(self, password: str, kept: Kept | None, name: str, device: Device) -> bool:
        """Whether `password` opens the account that `name` names.

        Raises the service's refusal where strangers tried too often. The lock is on strangers'
        devices, never on those the account signed in from before.
        """
        kept_hash = kept.password_hash if kept else None
        if kept is not None and await self._db.read(
            known, self._service, kept.account_id, device.marks
        ):
            return await self._passwords.matches(password, kept_hash)
        # One account may have several names, and one lock; nobody's is locked as somebody's.
        subject = f"account {kept.account_id}" if kept else f"name {name}"
        turn = _turns.setdefault(f"{self._service} {subject}", asyncio.Lock())
        async with turn:
            await self._refuse_if_locked(subject)
            matched = await self._passwords.matches(password, kept_hash)
            if not matched:
                await self._count_failure(subject)
        return matched

    async def _refuse_if_locked(self, subject: str) -> None:
        lock = await self._limiter.look(f"{self._service} locked {subject}", LOCKED)
        if not lock.allowed:
            raise self._refusal(lock.retry_after_s)

    async def _count_failure(self, subject: str) -> None:
        standing = await self._limiter.hit(f"{self._service} failed {subject}", FAILED_PASSWORDS)
        if standing.remaining == 0:
            await self._limiter.hit(f"{self._service} locked {subject}", LOCKED)
