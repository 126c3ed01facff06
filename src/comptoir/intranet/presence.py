"""Who is here: a lease for each person and process, so that a crash leaves nobody online for ever.

Somebody who comes back within a few seconds never left. Where a room is larger than
MAXIMUM_TOLD nobody in it is told who comes and goes: a thousand people who come at once would be a
million frames; `GET /users` and the room's members say it.
"""

import asyncio
import contextlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection as Database
from sqlalchemy import bindparam, delete, func, select, update

from comptoir.intranet import frames
from comptoir.intranet.models import members, presence
from comptoir.kernel.db import insert
from comptoir.kernel.errors import Problem
from comptoir.kernel.prepared import PreparedRead
from comptoir.platform import Platform

if TYPE_CHECKING:
    from comptoir.intranet.hub import Hub

LEASE = timedelta(seconds=90)
GRACE_S = 3.0
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


def _rooms_of(connection: Database, user_id: int) -> list[int]:
    """The rooms of somebody that are small enough for all in them to be told."""
    others = members.alias()
    small = (
        select(func.count())
        .select_from(others)
        .where(others.c.room_id == members.c.room_id)
        .correlate(members)
        .scalar_subquery()
    )
    return list(
        connection.scalars(
            select(members.c.room_id).where(members.c.user_id == user_id, small <= MAXIMUM_TOLD)
        )
    )


class Presence:
    """Who of this process's people is here, for them and for other processes."""

    TOPIC = "intranet.presence"

    def __init__(self, platform: Platform, process: str, hub: "Hub") -> None:
        self._platform = platform
        self._process = process
        self._hub = hub
        self._leaving: dict[int, asyncio.Task[None]] = {}
        self._held: set[int] = set()

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
        """Tell whoever shares a room with somebody, of those who are connected here."""
        self._hub._spawn(self._tell(user_id, status))

    async def _tell(self, user_id: int, status: str) -> None:
        with contextlib.suppress(Problem):
            payload = frames.packed({"type": "presence", "user_id": user_id, "status": status})
            wire_frames = frames.framed([payload])
            told = set()
            for room_id in await self._platform.db.read(_rooms_of, user_id):
                live = self._hub._live.get(room_id)
                for connection in (*live.sockets, *live.late) if live is not None else ():
                    if connection.who.id != user_id and connection not in told:
                        told.add(connection)
                        connection.write(wire_frames, (payload,))

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
