"""A room as this process sees it: which sockets follow it, and up to where they have it."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from comptoir.intranet import frames
from comptoir.intranet.connection import Connection
from comptoir.intranet.frames import Place, Said
from comptoir.kernel.sockets import write_straight


class _Writes(NamedTuple):
    """How the sockets of a room are written to."""

    straight: Sequence[tuple[int, Connection]]
    """Past the transports, to those that took whatever they got: nothing is asked of them."""
    asked: Sequence[Connection]
    """The others, each of which is asked how much waits."""


def _writes_to(sockets: Iterable[Connection]) -> _Writes:
    straight = [(c.number, c) for c in sockets if c.is_free and c.number is not None]
    return _Writes(straight, [c for c in sockets if not c.is_free and not c.closed])


class People(NamedTuple):
    """Who is in a room, as somebody who joined it was told."""

    as_of: tuple[int, int]
    """The room's `members_version`, and how often it was told who came and went."""
    until_s: float
    told: dict[str, Any]


class Live:
    """The sockets that follow a room, and what they have of it."""

    __slots__ = (
        "_writes",
        "delivered",
        "late",
        "lock",
        "members_version",
        "people",
        "place",
        "revision",
        "sockets",
    )

    def __init__(self, place: Place, seq: int, revision: int, members_version: int) -> None:
        self.place = place
        self.delivered = seq
        """The `seq` up to which every socket here has the room."""
        self.revision = revision
        self.members_version = members_version
        self.sockets: dict[Connection, None] = {}
        self.late: dict[Connection, int] = {}
        """Sockets that have more than `delivered` already, and up to where."""
        self.lock = asyncio.Lock()
        self.people: People | None = None
        self._writes: _Writes | None = None

    def reckon(self) -> None:
        """Look again at who takes what is written, at the next frame."""
        self._writes = None

    def __len__(self) -> int:
        return len(self.sockets) + len(self.late)

    def follow(self, connection: Connection, seq: int) -> None:
        """Let a socket that has the room up to `seq`, at least `delivered`, follow it."""
        connection.following[self.place.room_id] = self
        if seq > self.delivered:
            self.late[connection] = seq
        else:
            self.sockets[connection] = None
        self.reckon()

    def leave(self, connection: Connection) -> None:
        """Let a socket follow no more."""
        connection.following.pop(self.place.room_id, None)
        self.sockets.pop(connection, None)
        self.late.pop(connection, None)
        self.reckon()

    def deliver(self, said: Sequence[Said]) -> None:
        """Send messages, the next ones in order, to every socket that follows."""
        payloads = [frames.message(one) for one in said]
        wire_frames = frames.framed(payloads)
        writes = self._writes
        if writes is None:
            writes = self._writes = _writes_to(self.sockets)
        for connection, rest in write_straight(writes.straight, wire_frames):
            connection.write(rest, payloads)
        for connection in writes.asked:
            connection.write(wire_frames, payloads)
        self.delivered = said[-1].seq
        if self.late:
            self._deliver_late(said, payloads)

    def _deliver_late(self, said: Sequence[Said], payloads: list[bytes]) -> None:
        for connection, seq in list(self.late.items()):
            new = [p for one, p in zip(said, payloads, strict=True) if one.seq > seq]
            if new:
                connection.write(frames.framed(new), new)
            if seq <= self.delivered:
                del self.late[connection]
                self.sockets[connection] = None
                self.reckon()

    def tell(self, payload: bytes, *, but: int | None = None) -> None:
        """Send one frame to everybody here, but to the sockets of one person."""
        wire_frames = frames.framed([payload])
        for connection in (*self.sockets, *self.late):
            if connection.who.id != but:
                connection.write(wire_frames, (payload,))
