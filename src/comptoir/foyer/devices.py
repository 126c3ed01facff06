"""Which devices an account signed in from: its own are never locked out, nor taken for strangers'.

A device is known by a cookie that it was given, or by its address; both are kept as digests.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request
from sqlalchemy import Connection, delete, select

from comptoir.foyer.models import known_devices
from comptoir.kernel.db import insert

COOKIE = "comptoir_foyer_device"
COOKIE_LIFETIME_S = 365 * 24 * 3600
_NAME_BYTES = 24
_NAME = re.compile(r"[A-Za-z0-9_-]{32}")


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


def address_mark(address: str) -> str:
    """What is kept of an address."""
    return _mark(f"address:{address}")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def known(connection: Connection, user_id: int, marks: Iterable[str]) -> bool:
    """Whether an account signed in from a device of one of these marks."""
    return (
        connection.execute(
            select(known_devices.c.device).where(
                known_devices.c.user_id == user_id, known_devices.c.device.in_(list(marks))
            )
        ).first()
        is not None
    )


def remember(connection: Connection, user_id: int, marks: Iterable[str], now: datetime) -> None:
    """Know an account's device from now on."""
    for mark in marks:
        statement = insert(connection)(known_devices).values(
            user_id=user_id, device=mark, seen_at=now
        )
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=[known_devices.c.user_id, known_devices.c.device],
                set_={"seen_at": now},
            )
        )


def forget_all_of(connection: Connection, user_id: int) -> None:
    """Take every device of an account for a stranger's."""
    connection.execute(delete(known_devices).where(known_devices.c.user_id == user_id))


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop the devices whose cookie has expired."""
    oldest = now - timedelta(seconds=COOKIE_LIFETIME_S)
    connection.execute(delete(known_devices).where(known_devices.c.seen_at < oldest))
