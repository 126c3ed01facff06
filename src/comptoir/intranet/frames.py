"""What is sent over the socket: each kind of frame, as bytes, and as JSON of the HTTP routes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from comptoir.intranet import wire
from comptoir.kernel.errors import Problem
from comptoir.kernel.sockets import text_frame


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands: a room by its name, or the two people of a direct conversation."""

    room_id: int
    name: str | None
    low: int | None = None
    high: int | None = None

    def other_than(self, user_id: int | None) -> int | None:
        """Whom somebody of this direct conversation talks to; oneself in one's notepad."""
        if user_id is None:  # somebody who was erased
            return None
        return self.high if user_id == self.low else self.low


@dataclass(slots=True)
class Said:
    """A message, as everybody sees it."""

    place: Place
    seq: int
    user_id: int | None
    username: str | None
    content: str
    sent_at: datetime
    reply_to: int | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    files: Sequence[dict[str, Any]] = ()
    reactions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> int:
        """Its number, of all rooms."""
        return wire.message_id(self.place.room_id, self.seq)

    def body(self) -> dict[str, Any]:
        """It as an object of JSON."""
        place = self.place
        where: dict[str, Any] = (
            {
                "room": place.name,
                "room_id": place.room_id,
                "from_user": self.user_id,
                "username": self.username,
            }
            if place.low is None
            else {
                "from_user": self.user_id,
                "to_user": place.other_than(self.user_id),
                "username": self.username,
            }
        )
        body: dict[str, Any] = {
            "id": self.id,
            "seq": self.seq,
            **where,
            "content": self.content,
            "timestamp": wire.instant(self.sent_at),
        }
        if self.reply_to is not None:
            body["reply_to"] = self.reply_to
        if self.files:
            body["files"] = list(self.files)
        if self.edited_at is not None:
            body["edited_at"] = wire.instant(self.edited_at)
        if self.deleted:
            body["deleted"] = True
        if self.reactions:
            body["reactions"] = self.reactions
        return body


def packed(frame: dict[str, Any]) -> bytes:
    """A frame as its JSON."""
    return orjson.dumps(frame)


def message(said: Said) -> bytes:
    """A message as it comes live, or again after a reconnection."""
    kind = "message" if said.place.low is None else "dm"
    return packed({"type": kind, **said.body()})


CHANGES = ("edited", "deleted", "reactions")


def changed(kind: str, said: Said) -> bytes:
    """A message that was edited or deleted, or that has other reactions, as it is now."""
    body = said.body()
    body.setdefault("reactions", [])
    return packed({"type": kind, **body})


def ack(client_id: str | None, said_id: int, seq: int, place: Place, user_id: int) -> bytes:
    """A message is stored."""
    frame: dict[str, Any] = {"type": "ack", "client_id": client_id, "id": said_id, "seq": seq}
    if place.low is None:
        frame["room"] = place.name
    else:
        frame["to"] = place.other_than(user_id)
    return packed(frame)


def error(problem: Problem, language: str, about: dict[str, Any] | None = None) -> bytes:
    """Why what was asked for was not done; the connection stays."""
    frame: dict[str, Any] = {
        "type": "error",
        "code": problem.code,
        "message": problem.message.in_language(language),
        **problem.details,
    }
    if about:
        frame |= about
    return packed(frame)


def framed(payloads: Iterable[bytes]) -> bytes:
    """Several messages for the wire, each in a frame of its own."""
    return b"".join(map(text_frame, payloads))
