"""The WebSocket at the root: what people send over it, and what they get.

Serves "Interactions WebSocket" of the document. A frame that cannot be done is answered by an error
frame, and the connection stays.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import structlog
from sqlalchemy import Connection as Database
from sqlalchemy import RowMapping
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from comptoir.intranet import access, direct, frames, history, rooms, wire
from comptoir.intranet.connection import Connection
from comptoir.intranet.hub import Hub
from comptoir.intranet.live import Live
from comptoir.intranet.sending import Draft, Outcome, Sender
from comptoir.kernel.bodies import json_response
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.errors import Problem, Text, TooMany
from comptoir.kernel.sockets import Bucket
from comptoir.kernel.web import SCOPE_SEND
from comptoir.platform import Platform

MAXIMUM_SOCKETS = 20_000
MAXIMUM_ROOMS_A_SOCKET = 1_000
MAXIMUM_IN_FLIGHT = 200
REPLAYED_TOGETHER = 200
PAUSE_S = 0.05
"""After a frame too many: whoever floods us is read no faster than this."""
DENIED_S = 5.0
SUBPROTOCOL = "bearer"

log = structlog.get_logger()

Frame = dict[str, Any]


# ── What a frame says ─────────────────────────────────────────────────────────────────────


def _missing(name: str) -> Problem:
    return wire.invalid(name, "champ obligatoire", "required field")


def _text(frame: Frame, name: str, maximum: int) -> str:
    """The text that a frame must have under this name. Raises Problem 422."""
    value = frame.get(name)
    if value is None:
        raise _missing(name)
    if not isinstance(value, str):
        raise wire.invalid(name, "texte attendu", "text expected")
    if len(value) > maximum:
        raise wire.invalid(name, f"trop long (au plus {maximum})", f"too long (at most {maximum})")
    if "\0" in value:
        raise wire.invalid(name, "caractère interdit", "forbidden character")
    if not value.strip():
        raise wire.invalid(name, "un texte est attendu", "text expected")
    return value


def _content(frame: Frame) -> str:
    return _text(frame, "content", wire.MAXIMUM_CONTENT_CHARS)


def _number(frame: Frame, name: str, lowest: int, highest: int) -> int:
    """The whole number that a frame must have under this name. Raises Problem 422."""
    value = frame.get(name)
    if value is None:
        raise _missing(name)
    if type(value) is not int:
        raise wire.invalid(name, "nombre entier attendu", "whole number expected")
    if not lowest <= value <= highest:
        raise wire.invalid(name, f"de {lowest} à {highest}", f"from {lowest} to {highest}")
    return value


def _optional(frame: Frame, name: str, lowest: int, highest: int) -> int | None:
    return None if frame.get(name) is None else _number(frame, name, lowest, highest)


def _room(frame: Frame) -> str:
    """The room a frame names, by name or number."""
    value = frame.get("room")
    if type(value) is int and value >= 0:
        return str(value)
    return _text(frame, "room", 200)


def _person(frame: Frame, name: str) -> int:
    return _number(frame, name, 1, 2**31 - 1)


def _limit(frame: Frame) -> int:
    limit = frame.get("limit", wire.HISTORY)
    if type(limit) is not int:
        raise wire.invalid("limit", "nombre entier attendu", "whole number expected")
    if limit < 1:
        raise wire.invalid("limit", "au moins 1", "at least 1")
    return min(limit, wire.MAXIMUM_LISTED)


def _file_ids(frame: Frame) -> list[int]:
    ids = frame.get("files") or []
    if not isinstance(ids, list) or len(ids) > wire.MAXIMUM_FILES_A_MESSAGE:
        most = wire.MAXIMUM_FILES_A_MESSAGE
        raise wire.invalid("files", f"au plus {most} fichiers", f"at most {most} files")
    if not all(type(each) is int and 0 < each < 2**31 for each in ids):
        raise wire.invalid("files", "numéros de fichiers attendus", "numbers of files expected")
    return ids


# ── One conversation with one socket ──────────────────────────────────────────────────────


class Session:
    """What one socket asks for, frame by frame."""

    __slots__ = (
        "_bucket",
        "_busy",
        "_connection",
        "_hub",
        "_in_flight",
        "_platform",
        "_room_ids",
        "_sender",
        "_settled",
        "_with_ids",
    )

    def __init__(
        self, platform: Platform, hub: Hub, sender: Sender, connection: Connection
    ) -> None:
        self._platform, self._hub, self._sender = platform, hub, sender
        self._connection = connection
        self._room_ids: dict[str, int] = {}
        """The rooms this socket named, so that each is looked up once."""
        self._with_ids: dict[int, int] = {}
        self._in_flight = 0
        self._settled: asyncio.Event | None = None
        self._bucket = Bucket(wire.FRAMES_A_SECOND, wire.FRAMES_AT_ONCE)
        self._busy = False
        """Whether a frame is being done; what comes meanwhile waits for its turn."""

    @property
    def _user_id(self) -> int:
        return self._connection.who.id

    async def handle(self, text: str | None) -> None:
        """Do what one frame asks for; answer an error frame where it cannot be done."""
        self._busy = True
        try:
            await self._do(text)
        finally:
            self._busy = False

    async def _do(self, text: str | None) -> None:
        if not self._bucket.take():
            self._connection.tell(frames.error(TooMany(1), self._connection.language))
            await asyncio.sleep(PAUSE_S)
            return
        frame: Frame = {}
        try:
            frame = self._parsed(text)
            kind = frame.get("type")
            if kind == "message":  # by far the most frequent
                await self._message(frame)
                return
            act = _ACTS.get(kind) if isinstance(kind, str) else None
            if act is None:
                raise wire.invalid("type", "type de trame inconnu", "unknown type of frame")
            await act(self, frame)
        except Problem as problem:
            self._connection.tell(frames.error(problem, self._connection.language, _about(frame)))

    @staticmethod
    def _parsed(text: str | None) -> Frame:
        if text is None:
            raise wire.invalid("type", "une trame de texte est attendue", "a text frame expected")
        try:
            frame = orjson.loads(text)
        except ValueError:
            raise Problem(
                422, "invalid_json", Text("JSON illisible.", "Unreadable JSON.")
            ) from None
        if not isinstance(frame, dict):
            raise wire.invalid("type", "objet JSON attendu", "JSON object expected")
        return frame

    # ── Sending ───────────────────────────────────────────────────────────────────────────

    def hear(self, text: bytes) -> bool:
        """Do at once what waits for nothing: a message for a room that this socket named before.

        Whether it was done; whatever else comes, or is wrong, is `handle`'s, in its turn.
        """
        if self._busy or self._in_flight >= MAXIMUM_IN_FLIGHT or self._connection.closed:
            return False
        try:
            frame = orjson.loads(text)
            if type(frame) is not dict or frame.get("type") != "message":
                return False
            room_id = self._room_ids.get(_room(frame))
            if room_id is None:
                return False
            draft = self._draft(frame, room_id, _content(frame))
            if not self._bucket.take():
                return False
            self._sender.put(draft)
        except (ValueError, Problem):
            return False
        self._in_flight += 1
        return True

    async def _message(self, frame: Frame) -> None:
        reference = _room(frame)
        content = _content(frame)
        room_id = self._room_ids.get(reference)
        if room_id is None:
            row = await self._platform.db.read(rooms.find, self._user_id, reference)
            room_id = self._remember(reference, row["id"])
        await self._send(frame, room_id, content)

    async def _dm(self, frame: Frame) -> None:
        other = _person(frame, "to")
        content = _content(frame)
        await self._send(frame, await self._conversation_with(other), content)

    async def _conversation_with(self, other: int) -> int:
        room_id = self._with_ids.get(other)
        if room_id is None:
            now = self._platform.clock.now()
            room_id = await self._platform.db.write(direct.open_between, self._user_id, other, now)
            if len(self._with_ids) < MAXIMUM_ROOMS_A_SOCKET:
                self._with_ids[other] = room_id
        return room_id

    async def _send(self, frame: Frame, room_id: int, content: str) -> None:
        draft = self._draft(frame, room_id, content)
        if self._in_flight >= MAXIMUM_IN_FLIGHT:
            await self._all_settled()
        self._sender.put(draft)
        self._in_flight += 1

    def _draft(self, frame: Frame, room_id: int, content: str) -> Draft:
        """What a frame sends. Raises Problem 422."""
        client_id = frame.get("client_id")
        if client_id is not None:
            if type(client_id) is int:
                client_id = str(client_id)
            else:
                client_id = _text(frame, "client_id", wire.MAXIMUM_CLIENT_ID_CHARS)
        reply_to = _optional(frame, "reply_to", 1, 2**53)
        file_ids = _file_ids(frame) if "files" in frame else ()
        who = self._connection.who
        return Draft(
            room_id, who.id, who.username, content, self._done, client_id, reply_to, file_ids
        )

    def _done(self, draft: Draft, outcome: Outcome) -> None:
        """Say what became of a message: it is durable, or why it is not."""
        self._in_flight -= 1
        if not self._in_flight and self._settled is not None:
            self._settled.set()
        if isinstance(outcome, Problem):
            about = {"client_id": draft.client_id, "frame": "message"}
            payload = frames.error(outcome, self._connection.language, about)
        else:
            said = outcome.said
            payload = frames.ack(draft.client_id, said.id, said.seq, said.place, draft.user_id)
        self._connection.tell(payload)

    async def _all_settled(self) -> None:
        """Wait until all that this socket sent is stored, or refused."""
        if self._in_flight:
            self._settled = asyncio.Event()
            await self._settled.wait()
            self._settled = None

    def _remember(self, reference: str, room_id: int) -> int:
        if len(self._room_ids) < MAXIMUM_ROOMS_A_SOCKET:
            self._room_ids[reference] = room_id
        return room_id

    # ── Following ─────────────────────────────────────────────────────────────────────────

    async def _join(self, frame: Frame) -> None:
        since = _optional(frame, "since", 0, 2**28 - 1)
        revision = _optional(frame, "revision", 0, 2**31 - 1)
        await self._all_settled()
        if not self._hub.joins_of(self._user_id).take():
            raise TooMany(1)
        if frame.get("room") is None and frame.get("with") is not None:
            other = _person(frame, "with")
            await self._conversation_with(other)
            row = await self._platform.db.read(direct.between, self._user_id, other)
            if row is None:
                raise wire.user_not_found()
            head: Frame = {"type": "joined", "with": other}
        else:
            reference = _room(frame)
            row = await self._platform.db.read(rooms.find, self._user_id, reference)
            row = await self._taken_in(row)
            self._remember(reference, row["id"])
            people = await self._hub.people_in(row)
            head = {"type": "joined", "room": row["name"], **people, "topic": row["topic"]}
        if len(self._connection.following) >= MAXIMUM_ROOMS_A_SOCKET:
            raise Problem(
                409,
                "too_many_rooms",
                Text("Trop de salons suivis à la fois.", "Too many rooms followed at once."),
            )
        live = self._hub.live_of(row)
        live.leave(self._connection)  # one that joins again begins again
        head |= {"room_id": row["id"], "read_seq": row["read_seq"]}
        if since is None:
            head |= {"seq": live.delivered, "revision": live.revision}
            self._connection.tell(frames.packed(head))
            live.follow(self._connection, live.delivered)
            return
        head |= {"seq": row["seq"], "revision": row["revision"]}
        self._connection.tell(frames.packed(head))
        await self._replay(live, min(since, row["seq"]), revision)

    async def _taken_in(self, row: RowMapping) -> RowMapping:
        """The room with the caller in it: joining a public one makes a member."""
        if row["read_seq"] is not None:
            return row

        def effect(connection: Database) -> RowMapping:
            rooms.find_by_id(connection, self._user_id, row["id"])
            rooms.add_member(connection, row["id"], self._user_id, self._platform.clock.now())
            return rooms.find_by_id(connection, self._user_id, row["id"])

        joined = await self._platform.db.write(effect)
        self._hub.members_changed(row["id"])
        return joined

    async def _replay(self, live: Live, seq: int, revision: int | None) -> None:
        """Send what was missed after `seq`, in order, then follow: no gap, and nothing twice.

        Reading may wait while live messages go by; what is decided without waiting is whether this
        socket has all of them.
        """
        connection = self._connection
        while True:
            missed = await self._platform.db.read(history.since, live.place, seq, REPLAYED_TOGETHER)
            for said in missed:
                connection.tell(frames.message(said))
                seq = said.seq
                if connection.waiting_bytes > 64 * 1024:
                    await connection.drained()
            if connection.closed:
                return
            live = self._hub.attached(live)
            if len(missed) < REPLAYED_TOGETHER and seq >= live.delivered:
                break
            await connection.drained()
        live.follow(connection, seq)
        if revision is not None and revision < live.revision:
            changed = await self._platform.db.read(
                history.changed_since, live.place, revision, REPLAYED_TOGETHER
            )
            for number, kind, changed_one in changed:
                if changed_one is not None and number <= live.revision:
                    connection.tell(frames.changed(kind, changed_one))

    async def _leave(self, frame: Frame) -> None:
        """Follow a room no more with this socket; one stays a member of it."""
        row = await self._platform.db.read(rooms.find, self._user_id, _room(frame))
        live = self._connection.following.get(row["id"])
        if live is not None:
            self._hub.unfollow(live, self._connection)
        self._connection.tell(
            frames.packed(
                {
                    "type": "left",
                    "room": row["name"],
                    "room_id": row["id"],
                    "user_id": self._user_id,
                }
            )
        )

    # ── Reading ───────────────────────────────────────────────────────────────────────────

    async def _room_history(self, frame: Frame) -> None:
        await self._all_settled()
        limit, before = _limit(frame), _optional(frame, "before", 1, 2**28 - 1)
        reference = _room(frame)

        def ask(connection: Database) -> bytes:
            row = rooms.find(connection, self._user_id, reference)
            said = history.last(connection, history.place_of(row), limit, before)
            bodies = [one.body() for one in said]
            return frames.packed({"type": "room_history", "room": row["name"], "messages": bodies})

        await self._connection.reply(await self._platform.db.read(ask))

    async def _dm_history(self, frame: Frame) -> None:
        await self._all_settled()
        limit, before = _limit(frame), _optional(frame, "before", 1, 2**28 - 1)
        other = _person(frame, "with")

        def ask(connection: Database) -> bytes:
            direct.require_somebody(connection, other)
            row = direct.between(connection, self._user_id, other)
            bodies = []
            if row is not None:
                said = history.last(connection, history.place_of(row), limit, before)
                bodies = [one.body() for one in said]
            return frames.packed({"type": "dm_history", "with": other, "messages": bodies})

        await self._connection.reply(await self._platform.db.read(ask))

    async def _read(self, frame: Frame) -> None:
        """Everything up to a `seq` was read."""
        seq = _optional(frame, "seq", 0, 2**28 - 1)
        other = _optional(frame, "with", 1, 2**31 - 1)
        reference = _room(frame) if other is None else ""

        def effect(connection: Database) -> Frame:
            row = (
                rooms.find(connection, self._user_id, reference)
                if other is None
                else direct.between(connection, self._user_id, other)
            )
            if row is None:
                raise wire.room_not_found()
            rooms.require_member(row)
            unread = rooms.mark_read(connection, row, self._user_id, seq)
            where = {"room": row["name"]} if other is None else {"with": other}
            return {"type": "read", **where, "seq": row["seq"] - unread, "unread": unread}

        payload = frames.packed(await self._platform.db.write(effect))
        for connection in self._hub.sockets_of(self._user_id):
            connection.tell(payload)  # one's other devices know it too

    # ── Being there ───────────────────────────────────────────────────────────────────────

    async def _typing(self, frame: Frame) -> None:
        is_typing = frame.get("is_typing")
        if type(is_typing) is not bool:
            raise wire.invalid("is_typing", "vrai ou faux attendu", "true or false expected")
        if frame.get("room") is None and frame.get("with") is not None:
            row = await self._platform.db.read(
                direct.between, self._user_id, _person(frame, "with")
            )
            if row is None:
                return  # nobody reads a conversation that has not begun
        else:
            row = await self._platform.db.read(rooms.find, self._user_id, _room(frame))
            rooms.require_member(row)
        self._hub.typing(row["id"], self._user_id, is_typing=is_typing)

    async def _ping(self, frame: Frame) -> None:
        self._connection.tell(frames.packed({"type": "pong"}))

    async def _auth(self, frame: Frame) -> None:
        """Go on with a newer token: this connection then lasts as long as that one."""
        who = await access.signed_in(self._platform, _text(frame, "token", 4096))
        if who is None or who.id != self._user_id:
            raise access.credentials_refused()
        self._hub.renew(self._connection, who.family_id)
        self._connection.who = who
        self._connection.tell(
            frames.packed({"type": "authenticated", "expires_at": who.expires_unix})
        )


_ACTS: dict[str, Callable[[Session, Frame], Awaitable[None]]] = {
    "join": Session._join,
    "leave": Session._leave,
    "dm": Session._dm,
    "room_history": Session._room_history,
    "dm_history": Session._dm_history,
    "read": Session._read,
    "typing": Session._typing,
    "ping": Session._ping,
    "auth": Session._auth,
}
FRAMES = ("message", *_ACTS)
"""What may be sent."""


def _about(frame: Frame) -> Frame:
    """What lets a client tell which of its frames an error is about."""
    about: Frame = {}
    kind, client_id = frame.get("type"), frame.get("client_id")
    if isinstance(kind, str) and kind in FRAMES:
        about["frame"] = kind
    if isinstance(client_id, str | int) and len(str(client_id)) <= wire.MAXIMUM_CLIENT_ID_CHARS:
        about["client_id"] = client_id
    return about


# ── The route ─────────────────────────────────────────────────────────────────────────────


def _token(headers: Headers, offered: list[str]) -> tuple[str | None, str | None]:
    """The token of a handshake, and the subprotocol to agree on; never taken from the address."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    agreed = SUBPROTOCOL if SUBPROTOCOL in offered else None
    if scheme.lower() == "bearer":
        return token.strip(), agreed
    if offered[:1] == [SUBPROTOCOL] and len(offered) > 1:
        return offered[1], agreed
    return None, agreed


class Socket:
    """The ASGI app of the WebSocket."""

    def __init__(self, platform: Platform, hub: Hub, sender: Sender) -> None:
        self._platform, self._hub, self._sender = platform, hub, sender

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket until it goes."""
        await receive()  # websocket.connect
        headers = Headers(scope=scope)
        language = preferred_language(headers)
        token, agreed = _token(headers, scope.get("subprotocols", []))
        try:
            if self._hub.connected >= MAXIMUM_SOCKETS:
                raise TooMany(5)
            if token is None:
                raise access.authentication_required()
            who = await access.signed_in(self._platform, token)
            if who is None:
                raise access.credentials_refused()
        except Problem as problem:
            response = json_response(
                wire.render(problem, language, ""), problem.status, problem.headers
            )
            await _deny(scope, receive, send, response)
            return
        await send({"type": "websocket.accept", "subprotocol": agreed})
        connection = Connection(who, language, send, scope.get(SCOPE_SEND, send))
        try:
            await self._hub.note_newest()
            await self._hub.connect(connection)
            await self._converse(connection, receive)
        except asyncio.CancelledError:
            if not connection.closed:  # it is the server that stops
                raise
        except Problem as problem:  # the database rests
            connection.tell(frames.error(problem, language))
            await connection.close(1013, problem.code)
        finally:
            await asyncio.shield(self._hub.disconnect(connection))

    async def _converse(self, connection: Connection, receive: Receive) -> None:
        session = Session(self._platform, self._hub, self._sender, connection)
        connection.hear = session.hear
        while not connection.closed:
            event = await receive()
            if event["type"] != "websocket.receive":
                return
            try:
                await session.handle(event.get("text"))
            except Exception as error:
                log.error("frame_failed", service=wire.SERVICE, exc_info=error)
                connection.tell(frames.error(_crash(), connection.language))


def _crash() -> Problem:
    return Problem(
        500,
        "internal_error",
        Text(
            "Une erreur est survenue de notre côté. Elle est enregistrée.",
            "Something went wrong on our side. It has been recorded.",
        ),
    )


async def _deny(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """Answer a handshake with an HTTP error; a server that cannot just closes."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    await send(
        {
            "type": "websocket.http.response.start",
            "status": response.status_code,
            "headers": response.raw_headers,
        }
    )
    await send({"type": "websocket.http.response.body", "body": response.body})
    # The server takes an app that ends before its connection for a broken one, and logs it.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(DENIED_S):
            await receive()
            await receive()
