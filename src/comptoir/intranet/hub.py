"""Who is connected here, and bringing them what was stored: by this process, or by another.

A hint says that a room has moved; whoever gets it reads the rows. A hint may be lost, so every
process looks by itself every second and a half. What a socket may read is asked when it joins, and
again when a message is brought: the room's `members_version` comes with it.
"""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import Coroutine, Iterable, Sequence
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

import structlog
from sqlalchemy import Connection as Database
from sqlalchemy import RowMapping, select

from comptoir.intranet import direct, frames, history, wire
from comptoir.intranet import rooms as room_rows
from comptoir.intranet.connection import Connection
from comptoir.intranet.frames import Said
from comptoir.intranet.live import Live, People
from comptoir.intranet.models import members, rooms
from comptoir.intranet.presence import Presence
from comptoir.intranet.sending import Stored
from comptoir.kernel import tokens
from comptoir.kernel.bus import MemoryBus
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.prepared import PreparedRead
from comptoir.kernel.sockets import Bucket
from comptoir.platform import Platform

ROOMS, SESSIONS, TYPING = "intranet.rooms", "intranet.sessions", "intranet.typing"
LOOK_EVERY_S = 1.5
"""So that what no hint told is brought within two seconds, on a busy machine too."""
SWEEP_EVERY_S = 30.0
READ_TOGETHER = 200
ASKED_TOGETHER = 500
CLOCKS_APART = timedelta(seconds=15)
"""How far the clocks of two processes may differ."""
SESSION_ENDED, TOKEN_EXPIRED = 4401, 4402
MEMBERS_SHOWN = 100
PEOPLE_KNOWN_S = 2.0
"""How long who is in a room, and who of them is here, is taken for true, unless it is told else."""
JOINS_A_SECOND, JOINS_AT_ONCE = 40, 1_000
"""Of one person, on all their sockets."""

log = structlog.get_logger()


Key = TypeVar("Key")


def _drop(index: dict[Key, set[Connection]], key: Key, connection: Connection) -> None:
    sockets = index.get(key)
    if sockets is not None:
        sockets.discard(connection)
        if not sockets:
            del index[key]


class Hub:
    """The sockets of this process."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._process = uuid4().hex
        self._live: dict[int, Live] = {}
        self._newest_room = 0
        self._sockets: set[Connection] = set()
        self._of_user: defaultdict[int, set[Connection]] = defaultdict(set)
        self._of_family: defaultdict[str, set[Connection]] = defaultdict(set)
        self._joins: dict[int, Bucket] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._watching: list[asyncio.Task[None]] = []
        self._behind: set[int] = set()
        self.presence = Presence(platform, self._process, self)

    @property
    def connected(self) -> int:
        """How many sockets there are in this process."""
        return len(self._sockets)

    def sockets_of(self, user_id: int) -> set[Connection]:
        """The sockets of one person in this process."""
        return self._of_user.get(user_id, set())

    # ── Coming and going ──────────────────────────────────────────────────────────────────

    async def connect(self, connection: Connection) -> None:
        """Let a socket be reached: directly at once, by a room once it joins."""
        self._start()
        user_id = connection.who.id
        self._sockets.add(connection)
        self._of_family[connection.who.family_id].add(connection)
        self._of_user[user_id].add(connection)
        for row in await self._platform.db.read(direct.conversations_of, user_id):
            live = self.live_of(row)
            if not connection.closed:
                live.follow(connection, live.delivered)
        await self.presence.came(user_id)

    async def disconnect(self, connection: Connection) -> None:
        """Forget a socket that has gone."""
        for live in list(connection.following.values()):
            self.unfollow(live, connection)
        self._sockets.discard(connection)
        _drop(self._of_user, connection.who.id, connection)
        _drop(self._of_family, connection.who.family_id, connection)
        await connection.end()
        if connection.who.id not in self._of_user:
            self.presence.went(connection.who.id)

    def joins_of(self, user_id: int) -> Bucket:
        """How many rooms more somebody may join now, on whichever of their sockets."""
        bucket = self._joins.get(user_id)
        if bucket is None:
            bucket = self._joins[user_id] = Bucket(JOINS_A_SECOND, JOINS_AT_ONCE)
        return bucket

    async def people_in(self, row: RowMapping) -> dict[str, Any]:
        """Who is in a room, as a socket that joins it is told.

        After a cut a thousand ask of one room: what one was told is told the next one too, while
        nobody came or went.
        """
        live = self._live.get(row["id"])
        known = live.people if live is not None else None
        as_of = (row["members_version"], self.presence.told)
        now_s = time.monotonic()
        if known is None or known.as_of != as_of or now_s > known.until_s:
            found = await self._platform.db.read(_people, row["id"], self._platform.clock.now())
            known = People(as_of, now_s + PEOPLE_KNOWN_S, found)
            if live is not None:
                live.people = known
        return known.told

    def live_of(self, row: RowMapping) -> Live:
        """A room as this process sees it, from now on."""
        live = self._live.get(row["id"])
        if live is None:
            live = self._live[row["id"]] = Live(
                history.place_of(row), row["seq"], row["revision"], row["members_version"]
            )
        elif live.members_version != row["members_version"]:
            # One of the two has not seen who came or went.
            live.members_version = -1
            self.catch_up(row["id"])
        return live

    def followed(self, room_id: int) -> Live | None:
        """A room as this process sees it, if anybody here follows it."""
        return self._live.get(room_id)

    def attached(self, live: Live) -> Live:
        """The room that is brought to now; `live` again where nobody followed it meanwhile."""
        return self._live.setdefault(live.place.room_id, live)

    def unfollow(self, live: Live, connection: Connection) -> None:
        """Let a socket follow a room no more; a room that nobody follows is forgotten."""
        live.leave(connection)
        if not len(live) and self._live.get(live.place.room_id) is live:
            del self._live[live.place.room_id]

    def renew(self, connection: Connection, family_id: str) -> None:
        """A socket showed the token of another sign-in."""
        _drop(self._of_family, connection.who.family_id, connection)
        self._of_family[family_id].add(connection)

    # ── What was stored ───────────────────────────────────────────────────────────────────

    def published(self, stored: Sequence[Stored]) -> None:
        """Bring what this process stored, in order, to whoever follows; hint the others."""
        by_room: dict[int, list[Stored]] = {}
        for one in stored:
            by_room.setdefault(one.said.place.room_id, []).append(one)
        for room_id, some in by_room.items():
            self._bring(room_id, some)
        moved = [[room_id, some[0].said.place.low, some[0].said.place.high]
                 for room_id, some in by_room.items()]  # fmt: skip
        for start in range(0, len(moved), 100):
            self._hint(ROOMS, moved[start : start + 100])

    def _bring(self, room_id: int, stored: list[Stored]) -> None:
        place = stored[0].said.place
        live = self._live.get(room_id)
        if live is None:
            if place.low is None or not self._follow_directly(stored[0]):
                return
            live = self._live[room_id]
        is_next = live.delivered + 1 == stored[0].said.seq and not live.lock.locked()
        if not is_next or live.members_version != stored[-1].members_version:
            self.catch_up(room_id)
        else:
            live.deliver([one.said for one in stored])

    def _follow_directly(self, first: Stored) -> bool:
        """Let the sockets of two people follow their conversation, which has just begun."""
        place = first.said.place
        here = {c for user in {place.low, place.high} for c in self.sockets_of(user or 0)}
        if not here:
            return False
        live = Live(place, first.said.seq - 1, 0, first.members_version)
        self._live[place.room_id] = live
        for connection in here:
            live.follow(connection, live.delivered)
        return True

    def room_changed(self, room_id: int) -> None:
        """Something in a room changed, here: bring it, and hint the others."""
        self.catch_up(room_id)
        self._hint(ROOMS, [[room_id, None, None]])

    def members_changed(self, room_id: int) -> None:
        """Somebody came into a room, or left it."""
        self.room_changed(room_id)

    def _hint(self, topic: str, data: Any) -> None:
        if type(self._platform.bus) is MemoryBus:
            return  # it reaches this process alone, which knows already
        self._platform.bus.publish(topic, {"from": self._process, "data": data})

    # ── Catching up ───────────────────────────────────────────────────────────────────────

    def catch_up(self, room_id: int) -> None:
        """Bring what the rows have and the sockets have not, soon."""
        if room_id in self._behind or room_id not in self._live:
            return
        self._behind.add(room_id)
        self._spawn(self._catch_up(room_id))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _catch_up(self, room_id: int) -> None:
        live = self._live.get(room_id)
        if live is None:
            self._behind.discard(room_id)
            return
        async with live.lock:
            # From here on whatever moves the room asks for another look.
            self._behind.discard(room_id)
            try:
                while await self._bring_rows(live):
                    pass
            except Problem:
                return  # the database rests; the next look finds it all

    async def _bring_rows(self, live: Live) -> bool:
        """Bring some of what is new in a room; whether there may be more."""
        news = await self._platform.db.read(_news, live)
        if news is None:  # the room has gone
            for connection in (*live.sockets, *live.late):
                self.unfollow(live, connection)
            return False
        row, people, said, changed = news
        if people is not None:
            self._remove_strangers(live, people)
            live.members_version = row["members_version"]
        new = [one for one in said if one.seq > live.delivered]
        if new:
            live.deliver(new)
        for revision, kind, one in changed:
            if revision > live.revision:
                live.revision = revision
                self._tell_change(live, row, kind, one)
        return len(said) == READ_TOGETHER or len(changed) == READ_TOGETHER

    def _remove_strangers(self, live: Live, people: set[int]) -> None:
        for connection in (*live.sockets, *live.late):
            if connection.who.id not in people:
                self.unfollow(live, connection)
                connection.tell(
                    frames.packed(
                        {
                            "type": "left",
                            "room": live.place.name,
                            "room_id": live.place.room_id,
                            "user_id": connection.who.id,
                        }
                    )
                )

    def _tell_change(self, live: Live, row: RowMapping, kind: str, said: Said | None) -> None:
        if said is not None:
            live.tell(frames.changed(kind, said))
        elif kind == "room":
            live.place = history.place_of(row)
            live.tell(
                frames.packed(
                    {
                        "type": "room",
                        "room": row["name"],
                        "room_id": row["id"],
                        "topic": row["topic"],
                        "archived": row["archived_at"] is not None,
                    }
                )
            )

    # ── Typing ────────────────────────────────────────────────────────────────────────────

    def typing(self, room_id: int, user_id: int, *, is_typing: bool) -> None:
        """Tell the others in a room that somebody writes, or stopped."""
        self._tell_typing(room_id, user_id, is_typing=is_typing)
        self._hint(TYPING, [room_id, user_id, is_typing])

    def _tell_typing(self, room_id: int, user_id: int, *, is_typing: bool) -> None:
        live = self._live.get(room_id)
        if live is None:
            return
        place = live.place
        where = {"room": place.name} if place.low is None else {"with": user_id}
        frame = {"type": "typing", **where, "user_id": user_id, "is_typing": is_typing}
        live.tell(frames.packed(frame), but=user_id)

    # ── Sign-ins that end ─────────────────────────────────────────────────────────────────

    def sessions_ended(self) -> None:
        """Some sign-in ended, here: cut its sockets, and hint the others."""
        self._hint(SESSIONS, None)
        if self._sockets:
            self._spawn(self._cut_ended())

    async def _cut_ended(self) -> None:
        since = self._platform.clock.now() - CLOCKS_APART
        with contextlib.suppress(Problem):
            ended = await self._platform.db.read(tokens.ended_since, wire.SERVICE, since)
            await self._cut(ended)

    async def cut_person(self, user_id: int) -> None:
        """Somebody was erased: nothing is left that would tell their sockets to go."""
        for connection in list(self.sockets_of(user_id)):
            await connection.close(SESSION_ENDED, "erased")

    async def _cut(self, families: Iterable[str]) -> None:
        gone = [c for family in families for c in self._of_family.get(family, ())]
        await asyncio.gather(*(c.close(SESSION_ENDED, "signed out") for c in gone))

    async def _sweep(self) -> None:
        """Cut the sockets of sign-ins of which nothing is left: those of people who were erased.

        And forget what those who left have joined.
        """
        for user_id in [each for each in self._joins if each not in self._of_user]:
            del self._joins[user_id]
        families = list(self._of_family)
        for start in range(0, len(families), ASKED_TOGETHER):
            asked = families[start : start + ASKED_TOGETHER]
            living = await self._platform.db.read(_living, asked, self._platform.clock.now())
            await self._cut(family for family in asked if family not in living)
            await asyncio.sleep(0)

    def _expire(self) -> None:
        now_unix = self._platform.clock.now().timestamp()
        for connection in [c for c in self._sockets if c.who.expires_unix <= now_unix]:
            connection.tell(frames.error(expired(), connection.language))
            self._spawn(connection.close(TOKEN_EXPIRED, "token expired"))

    # ── Looking by ourselves ──────────────────────────────────────────────────────────────

    def _start(self) -> None:
        if not self._watching:
            self._watching = [
                asyncio.create_task(self._listen()),
                asyncio.create_task(self._look_again_and_again()),
            ]

    async def close(self) -> None:
        """Stop looking; whoever is connected is the server's to close."""
        for task in [*self._watching, *self._tasks]:
            task.cancel()
        await asyncio.gather(*self._watching, *self._tasks, return_exceptions=True)
        self._watching = []
        await self.presence.close()

    async def _listen(self) -> None:
        topics = (ROOMS, SESSIONS, TYPING, self.presence.TOPIC)
        with self._platform.bus.subscribe(*topics) as hints:
            async for hint in hints:
                if hint.missed:
                    self._spawn(self._look())
                elif hint.data["from"] != self._process:
                    self._heed(hint.topic, hint.data["data"])

    def _heed(self, topic: str, data: Any) -> None:
        if topic == ROOMS:
            for room_id, low, high in data:
                if room_id in self._live:
                    self.catch_up(room_id)
                elif low is not None and (self.sockets_of(low) or self.sockets_of(high)):
                    self._spawn(self._look_for_conversations())
        elif topic == SESSIONS:
            self._spawn(self._cut_ended())
        elif topic == TYPING:
            room_id, user_id, is_typing = data
            self._tell_typing(room_id, user_id, is_typing=is_typing)
        else:
            user_id, status = data
            self.presence.tell(user_id, status)

    async def _look_again_and_again(self) -> None:
        swept_s = time.monotonic()
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self._look()
                if time.monotonic() - swept_s > SWEEP_EVERY_S:
                    swept_s = time.monotonic()
                    await self._sweep()
                    await self.presence.renew()
            except Problem as problem:
                log.warning("intranet_not_looked", why=problem.code)
            except Exception as error:
                log.error("intranet_look_failed", exc_info=error)

    async def _look(self) -> None:
        """Find what no hint told."""
        self._expire()
        await self._cut_ended()
        await self.presence.look()
        ids = list(self._live)
        for start in range(0, len(ids), ASKED_TOGETHER):
            asked = ids[start : start + ASKED_TOGETHER]
            for row in await self._platform.db.read(_standings, asked):
                live = self._live.get(row.id)
                if live is not None and (row.seq, row.revision, row.members_version) != (
                    live.delivered,
                    live.revision,
                    live.members_version,
                ):
                    self.catch_up(row.id)
            await asyncio.sleep(0)
        await self._look_for_conversations()

    async def _look_for_conversations(self) -> None:
        """Let sockets follow conversations that others began with their people."""
        newest = await self._platform.db.read(_newest)
        if newest <= self._newest_room:
            return
        rows = await self._platform.db.read(_conversations_after, self._newest_room)
        for row in rows:
            self._newest_room = max(self._newest_room, row["id"])
            here = {c for user in {row["dm_low"], row["dm_high"]} for c in self.sockets_of(user)}
            if not here or row["id"] in self._live:
                continue
            live = self._live[row["id"]] = Live(history.place_of(row), 0, 0, row["members_version"])
            for connection in here:
                live.follow(connection, 0)
            self.catch_up(row["id"])

    async def note_newest(self) -> None:
        """From which room on a conversation is new to this process."""
        if not self._newest_room:
            self._newest_room = await self._platform.db.read(_newest)


def expired() -> Problem:
    """The token of an open socket has come to its end."""
    return Problem(
        401,
        "token_expired",
        Text("Votre session a expiré. Reconnectez-vous.", "Your session expired. Sign in again."),
    )


# ── Reading ───────────────────────────────────────────────────────────────────────────────

News = tuple[RowMapping, set[int] | None, list[Said], list[tuple[int, str, Said | None]]]


def _news(connection: Database, live: Live) -> News | None:
    """What a room has that `live` has not; who is in it only where that changed."""
    row = history.room_row(connection, live.place.room_id)
    if row is None:
        return None
    place = history.place_of(row)
    people = None
    if row["members_version"] != live.members_version:
        people = set(
            connection.scalars(select(members.c.user_id).where(members.c.room_id == row["id"]))
        )
    said = (
        history.since(connection, place, live.delivered, READ_TOGETHER)
        if row["seq"] > live.delivered
        else []
    )
    changed = (
        history.changed_since(connection, place, live.revision, READ_TOGETHER)
        if row["revision"] > live.revision
        else []
    )
    return row, people, said, changed


def _people(connection: Database, room_id: int, now: Any) -> dict[str, Any]:
    return {
        "members": room_rows.people_in(connection, room_id, now, MEMBERS_SHOWN),
        "member_count": room_rows.count_members(connection, room_id),
    }


def _standings(connection: Database, room_ids: list[int]) -> Sequence[Any]:
    return connection.execute(
        select(rooms.c.id, rooms.c.seq, rooms.c.revision, rooms.c.members_version).where(
            rooms.c.id.in_(room_ids)
        )
    ).all()


def _conversations_after(connection: Database, room_id: int) -> list[RowMapping]:
    return list(
        connection.execute(
            select(rooms)
            .where(rooms.c.id > room_id, rooms.c.kind == "dm")
            .order_by(rooms.c.id)
            .limit(1_000)
        ).mappings()
    )


_NEWEST = PreparedRead(select(rooms.c.id).order_by(rooms.c.id.desc()).limit(1))


def _newest(connection: Database) -> int:
    return int((_NEWEST.rows(connection) or [(0,)])[0][0])


def _living(connection: Database, families: list[str], now: Any) -> set[str]:
    """Which of these sign-ins have neither ended nor run out."""
    f = tokens.families.c
    return set(
        connection.scalars(
            select(f.id).where(f.id.in_(families), f.ended_at.is_(None), f.expires_at > now)
        )
    )
