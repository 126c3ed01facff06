"""A room as this process sees it: which sockets follow it, and up to where they have it."""

import asyncio
from collections.abc import Sequence

from comptoir.intranet import frames
from comptoir.intranet.connection import Connection
from comptoir.intranet.frames import Place, Said


class Live:
    """The sockets that follow a room, and what they have of it."""

    __slots__ = ("delivered", "late", "lock", "members_version", "place", "revision", "sockets")

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

    def __len__(self) -> int:
        return len(self.sockets) + len(self.late)

    def follow(self, connection: Connection, seq: int) -> None:
        """Let a socket that has the room up to `seq`, at least `delivered`, follow it."""
        connection.following[self.place.room_id] = self
        if seq > self.delivered:
            self.late[connection] = seq
        else:
            self.sockets[connection] = None

    def leave(self, connection: Connection) -> None:
        """Let a socket follow no more."""
        connection.following.pop(self.place.room_id, None)
        self.sockets.pop(connection, None)
        self.late.pop(connection, None)

    def deliver(self, said: Sequence[Said]) -> None:
        """Send messages, the next ones in order, to every socket that follows."""
        payloads = [frames.message(one) for one in said]
        wire_frames = frames.framed(payloads)
        for connection in self.sockets:
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

    def tell(self, payload: bytes, *, but: int | None = None) -> None:
        """Send one frame to everybody here, but to the sockets of one person."""
        wire_frames = frames.framed([payload])
        for connection in (*self.sockets, *self.late):
            if connection.who.id != but:
                connection.write(wire_frames, (payload,))
