"""Who is here: a lease for each person and process, so that a crash leaves nobody online for ever.

Somebody who comes back within a few seconds never left. Where a room is larger than
MAXIMUM_TOLD nobody in it is told who comes and goes: a thousand people who come at once would be a
million frames; `GET /users` and the room's members say it.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection as Database
from sqlalchemy import bindparam, delete, func, select, update

from comptoir.intranet import frames
from comptoir.intranet.connection import Connection
from comptoir.intranet.models import members, presence
from comptoir.kernel.db import insert
from comptoir.kernel.errors import Problem
from comptoir.kernel.prepared import PreparedRead
from comptoir.platform import Platform

if TYPE_CHECKING:
    from comptoir.intranet.hub import Hub

LEASE = timedelta(seconds=90)
GRACE_S = 3.0
TOLD_TOGETHER_S = 0.1
MAXIMUM_TOLD = 300


def _take_lease(connection: Database, user_id: int, process: str, now: datetime) -> bool:
    """Hold a lease; whether nobody held one for this person."""
    here = connection.execute(
        select(presence.c.process).where(presence.c.user_id == user_id, presence.c.until > now)
    ).first()
    connection.execute(
        insert(connection)(presence)
        .values(user_id=user_id, process=process, until=now + LEASE)
        .on_conflict_do_update(
            index_elements=[presence.c.user_id, presence.c.process],
            set_={"until": now + LEASE},
        )
    )
    return here is None


def _end_lease(connection: Database, user_id: int, process: str, now: datetime) -> bool:
    """Give a lease back; whether nobody holds one for this person any more."""
    connection.execute(
        delete(presence).where(presence.c.user_id == user_id, presence.c.process == process)
    )
    here = connection.execute(
        select(presence.c.process).where(presence.c.user_id == user_id, presence.c.until > now)
    ).first()
    return here is None


def _renew(connection: Database, process: str, now: datetime) -> None:
    connection.execute(
        update(presence).where(presence.c.process == process).values(until=now + LEASE)
    )


_OVER = PreparedRead(
    select(presence.c.user_id).where(presence.c.until <= bindparam("now")).limit(1)
)


def _any_over(connection: Database, now: datetime) -> bool:
    return bool(_OVER.rows(connection, now=now))


def _take_over(connection: Database, now: datetime) -> list[int]:
    """Drop the leases that are over; who is not here any more by that."""
    gone = set(
        connection.scalars(
            delete(presence).where(presence.c.until <= now).returning(presence.c.user_id)
        )
    )
    still = set(connection.scalars(select(presence.c.user_id).where(presence.c.user_id.in_(gone))))
    return sorted(gone - still)


_OTHERS = members.alias()
_SMALL_ROOMS = PreparedRead(
    select(members.c.room_id).where(
        members.c.user_id == bindparam("person"),
        select(func.count())
        .select_from(_OTHERS)
        .where(_OTHERS.c.room_id == members.c.room_id)
        .correlate(members)
        .scalar_subquery()
        <= MAXIMUM_TOLD,
    )
)


def _rooms_of(connection: Database, user_id: int) -> list[int]:
    """The rooms of somebody that are small enough for all in them to be told."""
    return [room_id for (room_id,) in _SMALL_ROOMS.rows(connection, person=user_id)]


class Presence:
    """Who of this process's people is here, for them and for other processes."""

    TOPIC = "intranet.presence"

    def __init__(self, platform: Platform, process: str, hub: "Hub") -> None:
        self._platform = platform
        self._process = process
        self._hub = hub
        self._leaving: dict[int, asyncio.Task[None]] = {}
        self._held: set[int] = set()
        self._news: dict[int, str] = {}
        """Who came or went, and is not told yet."""
        self.told = 0
        """How often it was told; what was read before may be old."""

    async def came(self, user_id: int) -> None:
        """Somebody has a socket here."""
        leaving = self._leaving.pop(user_id, None)
        if leaving is not None:
            leaving.cancel()
        if user_id in self._held:
            return
        self._held.add(user_id)
        with contextlib.suppress(Problem):
            now = self._platform.clock.now()
            if await self._platform.db.write(_take_lease, user_id, self._process, now):
                self._announce(user_id, "online")

    def went(self, user_id: int) -> None:
        """Somebody has no socket here any more."""
        if user_id in self._held and user_id not in self._leaving:
            self._leaving[user_id] = asyncio.get_running_loop().create_task(self._leave(user_id))

    async def _leave(self, user_id: int) -> None:
        await asyncio.sleep(GRACE_S)
        self._leaving.pop(user_id, None)
        self._held.discard(user_id)
        with contextlib.suppress(Problem):
            now = self._platform.clock.now()
            if await self._platform.db.write(_end_lease, user_id, self._process, now):
                self._announce(user_id, "offline")

    def _announce(self, user_id: int, status: str) -> None:
        self.tell(user_id, status)
        data: Any = {"from": self._process, "data": [user_id, status]}
        self._platform.bus.publish(self.TOPIC, data)

    def tell(self, user_id: int, status: str) -> None:
        """Tell whoever shares a room with somebody, of those who are connected here, soon.

        Where many come at once, as after a cut, what each is told of them is written together.
        """
        if not self._news:
            self._hub._spawn(self._tell_soon())
        self._news[user_id] = status

    async def _tell_soon(self) -> None:
        await asyncio.sleep(TOLD_TOGETHER_S)
        news, self._news = self._news, {}
        self.told += 1
        told: defaultdict[Connection, list[bytes]] = defaultdict(list)
        for user_id, status in news.items():
            payload = frames.packed({"type": "presence", "user_id": user_id, "status": status})
            with contextlib.suppress(Problem):
                for connection in await self._around(user_id):
                    told[connection].append(payload)
        for connection, payloads in told.items():
            connection.write(frames.framed(payloads), payloads)

    async def _around(self, user_id: int) -> Iterable[Connection]:
        """The sockets here, each once, of those who share a room with somebody."""
        lives = [
            live
            for room_id in await self._platform.db.read(_rooms_of, user_id)
            if (live := self._hub.followed(room_id)) is not None
        ]
        found = {connection: None for live in lives for connection in (*live.sockets, *live.late)}
        return [connection for connection in found if connection.who.id != user_id]

    async def renew(self) -> None:
        """Hold what is held for longer."""
        if self._held:
            await self._platform.db.write(_renew, self._process, self._platform.clock.now())

    async def look(self) -> None:
        """Find who is gone with their process."""
        now = self._platform.clock.now()
        if await self._platform.db.read(_any_over, now):
            for user_id in await self._platform.db.write(_take_over, now):
                self._announce(user_id, "offline")

    async def close(self) -> None:
        """Give every lease back."""
        leaving = list(self._leaving.values())
        for task in leaving:
            task.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        if self._held:
            held = presence.c.process == self._process

            def end(connection: Database) -> None:
                connection.execute(delete(presence).where(held))

            with contextlib.suppress(Problem):
                await self._platform.db.write(end)
