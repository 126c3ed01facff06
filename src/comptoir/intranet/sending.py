"""Storing messages: those that wait together share one transaction, so one durable commit.

A message is stored before anybody sees it. Its `seq` is counted in its own transaction, which holds
the room's row, so a room has no gap and no two messages of one number. Whether the sender may write
there is asked in that transaction too. One that may not, or that was sent before, costs the others
nothing.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Connection, and_, bindparam, null, select, tuple_, update
from sqlalchemy.dialects import sqlite

from comptoir.intranet import history, wire
from comptoir.intranet.frames import Place, Said
from comptoir.intranet.models import (
    accounts,
    blocks,
    files,
    members,
    mentions,
    messages,
    rooms,
)
from comptoir.kernel.db import UtcDateTime
from comptoir.kernel.errors import Problem, Text, Unavailable
from comptoir.kernel.prepared import PreparedMany, PreparedRead
from comptoir.kernel.sqlite import driver_of
from comptoir.platform import Platform

TOGETHER = 256
MAXIMUM_WAITING = 20_000

log = structlog.get_logger()


@dataclass(slots=True)
class Stored:
    """A message that is durable."""

    said: Said
    members_version: int
    again: bool = False
    """It was sent before: nobody needs to see it twice."""


Outcome = Stored | Problem


@dataclass(slots=True, eq=False)
class Draft:
    """A message that somebody sends."""

    room_id: int
    user_id: int
    username: str
    content: str
    done: Callable[["Draft", Outcome], None]
    """Called in the event loop with what became of it."""
    client_id: str | None = None
    reply_to: int | None = None
    file_ids: Sequence[int] = ()
    client_key: bytes | None = field(init=False)
    """What it is found by when it is sent again."""

    def __post_init__(self) -> None:
        self.client_key = None if self.client_id is None else key_of(self.client_id)


def key_of(client_id: str) -> bytes:
    """What a message is found by when it is sent again: as short whatever its id.

    Two ids of one person that have the same key are as likely as two equal random UUIDs.
    """
    return blake2b(client_id.encode(), digest_size=16).digest()


# ── Statements of every message ───────────────────────────────────────────────────────────

_earlier = messages.alias()
_HERE = PreparedRead(
    select(
        rooms.c.id,
        rooms.c.kind,
        rooms.c.name,
        rooms.c.is_private,
        rooms.c.archived_at,
        rooms.c.seq,
        rooms.c.members_version,
        rooms.c.dm_low,
        rooms.c.dm_high,
        members.c.read_seq,
        _earlier.c.id,
        _earlier.c.sent_at,
    )
    .select_from(rooms)
    .outerjoin(
        members, and_(members.c.room_id == rooms.c.id, members.c.user_id == bindparam("person"))
    )
    .outerjoin(
        _earlier,
        and_(_earlier.c.user_id == bindparam("person"), _earlier.c.client_key == bindparam("key")),
    )
    .where(rooms.c.id == bindparam("room"))
)
"""A room, what somebody has read of it, and what a key of theirs stands for already."""
_EARLIER = PreparedRead(
    select(_earlier.c.id, _earlier.c.sent_at).where(
        _earlier.c.user_id == bindparam("person"), _earlier.c.client_key == bindparam("key")
    )
)
_MOVE_ROOM = PreparedMany(
    update(rooms)
    .where(rooms.c.id == bindparam("room"))
    .values(seq=bindparam("to_seq"), last_at=bindparam("at"))
)
_ADD_MESSAGE = PreparedMany(
    messages.insert().values(
        {
            name: bindparam(name)
            for name in (
                *("id", "user_id", "content", "sent_at", "reply_to", "file_ids", "client_key"),
            )
        }
    )
)
_MOVE_MARK = PreparedMany(
    update(members)
    .where(members.c.room_id == bindparam("room"), members.c.user_id == bindparam("person"))
    .values(read_seq=bindparam("to_seq"))
)


_FREE_KEY = PreparedMany(
    update(messages).where(messages.c.id == bindparam("number")).values(client_key=null())
)


class _Room(NamedTuple):
    """A room as `_HERE` reads it first."""

    id: int
    kind: str
    name: str | None
    is_private: bool
    archived_at: datetime | None
    seq: int
    members_version: int
    dm_low: int | None
    dm_high: int | None


# ── One transaction ───────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Batch:
    connection: Connection
    drafts: Sequence[Draft]
    now: datetime
    rooms: dict[int, _Room] = field(default_factory=dict)
    read: dict[tuple[int, int], int] = field(default_factory=dict)
    """What each sender has read of each room they are in."""
    newcomers: set[tuple[int, int]] = field(default_factory=set)
    next_seq: dict[int, int] = field(default_factory=dict)
    before: dict[tuple[int, bytes], int] = field(default_factory=dict)
    """Which message each client id stands for already."""
    outlived: list[int] = field(default_factory=list)
    """The messages whose client ids are anybody's again."""
    new: list[tuple[Draft, Said]] = field(default_factory=list)

    def run(self) -> list[Outcome]:
        self._look()
        outcomes = [self._store(draft) for draft in self.drafts]
        if self.new:
            self._write()
        return outcomes

    def _look(self) -> None:
        """Hold the rooms, in one order, and learn who is in them and what was sent before."""
        if self.connection.dialect.name == "sqlite":  # whoever writes holds everything
            self._look_one_by_one()
        else:
            self._look_together()
        self.next_seq = {room.id: room.seq for room in self.rooms.values()}

    def _look_one_by_one(self) -> None:
        """Without a way to the server, many small questions cost less than a few large ones."""
        for draft in self.drafts:
            room_id, person, key = draft.room_id, draft.user_id, draft.client_key
            if (room_id, person) in self.read:  # of many at once, nearly all
                if key is not None:
                    for number, sent_at in _EARLIER.rows(self.connection, person=person, key=key):
                        self._note_earlier(person, key, number, sent_at)
                continue
            for *room, read_seq, number, sent_at in _HERE.rows(
                self.connection, room=room_id, person=person, key=key
            ):
                self.rooms[room_id] = _Room(*room)
                if read_seq is not None:
                    self.read[room_id, person] = read_seq
                if number is not None and key is not None:
                    self._note_earlier(person, key, number, sent_at)

    def _note_earlier(self, person: int, key: bytes, number: int, sent_at: datetime) -> None:
        """A key stands for a message already, unless that one is too old for it."""
        if sent_at > self.now - wire.CLIENT_ID_LIFETIME:
            self.before[person, key] = number
        elif number not in self.outlived:
            self.outlived.append(number)

    def _look_together(self) -> None:
        room_ids = sorted({draft.room_id for draft in self.drafts})
        user_ids = sorted({draft.user_id for draft in self.drafts})
        columns = [rooms.c[name] for name in _Room._fields]
        rows = self.connection.execute(
            select(*columns).where(rooms.c.id.in_(room_ids)).order_by(rooms.c.id).with_for_update()
        )
        self.rooms = {row.id: _Room(*row) for row in rows}
        for room_id, user_id, read_seq in self.connection.execute(
            select(members.c.room_id, members.c.user_id, members.c.read_seq).where(
                members.c.room_id.in_(room_ids), members.c.user_id.in_(user_ids)
            )
        ):
            self.read[room_id, user_id] = read_seq
        pairs = [(d.user_id, d.client_key) for d in self.drafts if d.client_key is not None]
        if pairs:
            m = messages.c
            for user_id, key, number, sent_at in self.connection.execute(
                select(m.user_id, m.client_key, m.id, m.sent_at).where(
                    tuple_(m.user_id, m.client_key).in_(pairs)
                )
            ):
                self._note_earlier(user_id, key, number, sent_at)

    def _store(self, draft: Draft) -> Outcome:
        """What becomes of one; its row is written with the others'."""
        room = self.rooms.get(draft.room_id)
        try:
            if room is None:
                raise wire.room_not_found()
            self._require_may_write(draft, room)
            number = self.before.get((draft.user_id, draft.client_key or b""))
            if number is not None:
                return self._again(draft, number, room)
            reply_to = self._reply_to(draft)
            attached = self._attached(draft) if draft.file_ids else []
        except Problem as problem:
            return problem
        seq = self.next_seq[draft.room_id] = self.next_seq[draft.room_id] + 1
        said = Said(
            Place(room.id, room.name, room.dm_low, room.dm_high),
            seq,
            draft.user_id,
            draft.username,
            draft.content,
            self.now,
            reply_to,
            files=attached,
        )
        if draft.client_key is not None:
            self.before[draft.user_id, draft.client_key] = said.id
        self.new.append((draft, said))
        return Stored(said, room.members_version + self._joined(draft.room_id))

    def _joined(self, room_id: int) -> int:
        return sum(1 for each, _ in self.newcomers if each == room_id)

    def _require_may_write(self, draft: Draft, room: _Room) -> None:
        """Raise a Problem unless the sender may write here; a public room takes them in."""
        here = (draft.room_id, draft.user_id)
        if room.archived_at is not None:
            raise Problem(
                409,
                "room_archived",
                Text("Ce salon est archivé.", "This room is archived."),
            )
        if here not in self.read:
            if room.kind != "room" or room.is_private:
                raise wire.room_not_found()
            self.newcomers.add(here)
            self.read[here] = room.seq
        if room.kind == "dm":
            self._require_heard(draft, room)

    def _require_heard(self, draft: Draft, room: _Room) -> None:
        other = room.dm_high if room.dm_low == draft.user_id else room.dm_low
        if other == draft.user_id:
            return
        blocked = self.connection.execute(
            select(blocks.c.user_id).where(
                blocks.c.user_id == other, blocks.c.blocked_id == draft.user_id
            )
        ).first()
        if blocked is not None:
            raise Problem(
                403,
                "blocked",
                Text(
                    "Cette personne ne reçoit plus vos messages.",
                    "This person takes no more messages from you.",
                ),
            )

    def _again(self, draft: Draft, number: int, room: _Room) -> Outcome:
        room_id, seq = wire.place_of(number)
        if room_id != draft.room_id:
            raise Problem(
                409,
                "client_id_reused",
                Text("client_id a déjà servi ailleurs.", "client_id was already used elsewhere."),
            )
        said = Said(
            Place(room.id, room.name, room.dm_low, room.dm_high),
            seq,
            draft.user_id,
            draft.username,
            draft.content,
            self.now,
        )
        return Stored(said, room.members_version, again=True)

    def _reply_to(self, draft: Draft) -> int | None:
        """The number of the message that this answers. Raises Problem 404."""
        if draft.reply_to is None:
            return None
        number = draft.reply_to
        if not wire.is_message_id(number):
            number = wire.message_id(draft.room_id, number)
        room_id, seq = wire.place_of(number)
        if room_id != draft.room_id or not 0 < seq <= self.next_seq[draft.room_id]:
            raise wire.message_not_found()
        return number

    def _attached(self, draft: Draft) -> list[dict[str, Any]]:
        """The sender's own files, put into the room. Raises Problem 404."""
        wanted = list(dict.fromkeys(draft.file_ids))
        rows = self.connection.execute(
            select(files.c.id, files.c.room_id, files.c.owner_id).where(
                files.c.id.in_(wanted), files.c.stored
            )
        ).all()
        usable = {
            row.id
            for row in rows
            if row.room_id == draft.room_id
            or (row.room_id is None and row.owner_id == draft.user_id)
        }
        if usable != set(wanted):
            raise wire.file_not_found()
        self.connection.execute(
            update(files).where(files.c.id.in_(wanted)).values(room_id=draft.room_id)
        )
        return history.files_in(self.connection, wanted)

    def _write(self) -> None:
        if self.newcomers:
            self._take_in()
        used = {draft.room_id for draft, _ in self.new}
        connection, now = self.connection, self.now
        _FREE_KEY.run(connection, [{"number": number} for number in self.outlived])
        _MOVE_ROOM.run(
            connection, [{"room": each, "to_seq": self.next_seq[each], "at": now} for each in used]
        )
        _ADD_MESSAGE.run(
            connection,
            [
                {
                    "id": said.id,
                    "user_id": said.user_id,
                    "content": said.content,
                    "sent_at": said.sent_at,
                    "reply_to": said.reply_to,
                    "file_ids": list(dict.fromkeys(draft.file_ids)) or None,
                    "client_key": draft.client_key,
                }
                for draft, said in self.new
            ],
        )
        # Whoever writes has read what is there.
        reached: dict[tuple[int, int], int] = {}
        for draft, said in self.new:
            reached[draft.room_id, draft.user_id] = said.seq
        _MOVE_MARK.run(
            connection,
            [
                {"room": room_id, "person": person, "to_seq": seq}
                for (room_id, person), seq in sorted(reached.items())
            ],
        )
        self._mention()

    def _take_in(self) -> None:
        self.connection.execute(
            members.insert(),
            [
                {
                    "room_id": room_id,
                    "user_id": user_id,
                    "joined_at": self.now,
                    "read_seq": self.rooms[room_id].seq,
                }
                for room_id, user_id in sorted(self.newcomers)
            ],
        )
        self.connection.execute(
            update(rooms)
            .where(rooms.c.id == bindparam("room"))
            .values(members_version=bindparam("version")),
            [
                {
                    "room": room_id,
                    "version": self.rooms[room_id].members_version + self._joined(room_id),
                }
                for room_id in {each for each, _ in self.newcomers}
            ],
        )

    def _mention(self) -> None:
        """Note who is called in the new messages, of those who may read them."""
        called: defaultdict[str, list[Said]] = defaultdict(list)
        for _, said in self.new:
            for name in wire.mentioned(said.content):
                called[name].append(said)
        if not called:
            return
        people = self.connection.execute(
            select(accounts.c.id, accounts.c.username_folded, members.c.room_id)
            .join(members, members.c.user_id == accounts.c.id)
            .where(
                accounts.c.username_folded.in_(called),
                members.c.room_id.in_({said.place.room_id for _, said in self.new}),
            )
        )
        rows = [
            {"user_id": person, "message_id": said.id}
            for person, name, room_id in people
            for said in called[name]
            if said.place.room_id == room_id and said.user_id != person
        ]
        if rows:
            self.connection.execute(mentions.insert(), rows)


def store(connection: Connection, drafts: Sequence[Draft], now: datetime) -> list[Outcome]:
    """Store what may be stored of `drafts`, in their order; what became of each."""
    if len(drafts) == 1 and connection.dialect.name == "sqlite":
        stored = _stored_alone(connection, drafts[0], now)
        if stored is not None:
            return [stored]
    return _Batch(connection, drafts, now).run()


# ── A message alone ───────────────────────────────────────────────────────────────────────

_ALONE_MOVE_ROOM = """
UPDATE intranet_rooms SET seq = seq + 1, last_at = ?1
WHERE id = ?2 AND kind = 'room' AND archived_at IS NULL
AND EXISTS (SELECT 1 FROM intranet_members WHERE room_id = ?2 AND user_id = ?3)
AND NOT EXISTS (SELECT 1 FROM intranet_messages WHERE user_id = ?3 AND client_key = ?4)
RETURNING name, seq, members_version"""
_ALONE_ADD = """
INSERT INTO intranet_messages (id, user_id, content, sent_at, client_key) VALUES (?, ?, ?, ?, ?)"""
_ALONE_MOVE_MARK = """
UPDATE intranet_members SET read_seq = ? WHERE room_id = ? AND user_id = ?"""
_as_sqlite_keeps: Any = (
    UtcDateTime().dialect_impl(sqlite.dialect()).bind_processor(sqlite.dialect())
)


def _stored_alone(connection: Connection, draft: Draft, now: datetime) -> Stored | None:
    """A plain message of somebody who is in the room and sends it for the first time.

    None where it is anything else: nothing is written then. What most messages are, in a
    transaction of its own, is nearly all Python: by three statements of the driver it is a third.
    """
    if draft.reply_to is not None or draft.file_ids or "@" in draft.content:
        return None
    execute = driver_of(connection).execute
    room_id, person, key = draft.room_id, draft.user_id, draft.client_key
    at = _as_sqlite_keeps(now)
    moved = execute(_ALONE_MOVE_ROOM, (at, room_id, person, key)).fetchall()
    if not moved:
        return None
    [(name, seq, members_version)] = moved
    number = wire.message_id(room_id, seq)
    execute(_ALONE_ADD, (number, person, draft.content, at, key))
    execute(_ALONE_MOVE_MARK, (seq, room_id, person))
    said = Said(Place(room_id, name), seq, person, draft.username, draft.content, now)
    return Stored(said, members_version)


# ── Those that wait ───────────────────────────────────────────────────────────────────────


class Sender:
    """Takes drafts, stores those that wait together, and says what became of them."""

    def __init__(self, platform: Platform, published: Callable[[Sequence[Stored]], None]) -> None:
        self._platform = platform
        self._published = published
        self._waiting: deque[Draft] = deque()
        self._alone: deque[Draft] = deque()
        """Those of a transaction that failed, to be stored one by one."""
        self._storing = False
        self._closing = False
        self._idle: asyncio.Event | None = None

    def put(self, draft: Draft) -> None:
        """Have a draft stored. Raises Unavailable where too many wait."""
        if self._closing or len(self._waiting) >= MAXIMUM_WAITING:
            raise Unavailable(
                Text(
                    "Trop de messages en attente. Réessayez dans un instant.",
                    "Too many messages are waiting. Try again in a moment.",
                )
            )
        self._waiting.append(draft)
        if not self._storing:
            # At once: whoever comes during its commit is in the next one together.
            self._store_next()

    async def send(self, draft: Draft) -> Stored:
        """Have a draft stored, and wait for it. Raises the Problem that kept it from being."""
        stored: asyncio.Future[Stored] = asyncio.get_running_loop().create_future()

        def done(_: Draft, outcome: Outcome) -> None:
            if stored.done():
                return
            if isinstance(outcome, Problem):
                stored.set_exception(outcome)
            else:
                stored.set_result(outcome)

        draft.done = done
        self.put(draft)
        return await stored

    async def close(self) -> None:
        """Store what waits, then take no more."""
        self._closing = True
        if self._storing:
            self._idle = asyncio.Event()
            await self._idle.wait()

    def _store_next(self) -> None:
        """Give the database some of what waits, if anything does."""
        if self._alone:
            batch = [self._alone.popleft()]
        else:
            waiting = self._waiting
            batch = [waiting.popleft() for _ in range(min(TOGETHER, len(waiting)))]
        self._storing = bool(batch)
        if batch:
            db, now = self._platform.db, self._platform.clock.now()
            db.write_then(partial(self._came_out, batch), store, batch, now)
        elif self._idle is not None:
            self._idle.set()

    def _came_out(
        self, batch: list[Draft], outcomes: list[Outcome] | None, error: BaseException | None
    ) -> None:
        """A transaction is over; say what became of each draft, and go on."""
        if outcomes is not None:
            self._tell(batch, outcomes)
        elif isinstance(error, Problem):
            self._tell(batch, [error] * len(batch))
        elif len(batch) > 1:
            # One of them cannot be stored: it must not take the others with it.
            self._alone.extend(batch)
        else:
            log.error("message_not_stored", exc_info=error)
            words = Text("Le message n'a pas été enregistré.", "The message was not stored.")
            self._tell(batch, [Problem(500, "internal_error", words)])
        self._store_next()

    def _tell(self, batch: list[Draft], outcomes: list[Outcome]) -> None:
        """Tell the senders, then everybody else."""
        new = []
        for draft, outcome in zip(batch, outcomes, strict=True):
            try:
                draft.done(draft, outcome)
            except Exception as error:  # the others' are stored all the same
                log.error("sender_not_told", exc_info=error)
            if isinstance(outcome, Stored) and not outcome.again:
                new.append(outcome)
        if new:
            try:
                self._published(new)
            except Exception as error:  # whoever follows finds it at the next look
                log.error("message_not_brought", exc_info=error)
