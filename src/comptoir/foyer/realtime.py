"""The socket at `/ws/socket.io`: who is in which chat, who types, what was said.

Serves WebSocket Events of the document. What is sent is read from the rows: the bus says that
there is something to read, and each process looks by itself every LOOK_EVERY_S. Whoever was away
joins with `since`, the `seq` of the last message they have, and is sent what came after it.
"""

import asyncio
import contextlib
import time
from typing import Any
from urllib.parse import parse_qs

import structlog
from fastapi import FastAPI
from sqlalchemy import Connection, RowMapping, select
from starlette.types import Receive, Scope, Send

import socketio  # type: ignore[import-untyped]
from comptoir.foyer import branches, chats, sessions, wire
from comptoir.foyer.access import caller_by_token, user_of
from comptoir.foyer.fanout import Client, Packet, write_to_all
from comptoir.foyer.models import chat_members, messages
from comptoir.foyer.models import chats as chat_rows
from comptoir.kernel.bus import Hint
from comptoir.kernel.callers import client_address
from comptoir.kernel.errors import Problem
from comptoir.platform import Platform

PATH = "/ws/socket.io"
LOOK_EVERY_S = 2.0
TOGETHER = 200
"""Messages that are read at once."""
MAXIMUM_MISSED = 1000
"""Messages that are sent to whoever was away; whoever missed more reads the chat."""
MAXIMUM_SOCKETS_A_PERSON = 20
MAXIMUM_JOINED = 50
EVENTS_A_SECOND, EVENTS_AT_ONCE = 20.0, 100.0
MAXIMUM_EVENT_BYTES = 16 * 1024
PING_EVERY_S, PING_TIMEOUT_S = 25, 20
MAXIMUM_NAMELESS_S = 10.0
"""How long a connection may be nobody's: before its CONNECT, and after its DISCONNECT."""

log = structlog.get_logger()


class Visitor:
    """A connected socket and whose it is."""

    def __init__(self, sid: str, eio_sid: str, user_id: int, session: str, client: Client) -> None:
        self.sid, self.eio_sid = sid, eio_sid
        self.user_id = user_id
        self.session = session
        self.client = client
        self.joined: set[int] = set()
        self._room, self._at_s = EVENTS_AT_ONCE, time.monotonic()

    def may_send(self) -> bool:
        """Whether one more event is within what a socket may send."""
        now_s = time.monotonic()
        self._room = min(EVENTS_AT_ONCE, self._room + (now_s - self._at_s) * EVENTS_A_SECOND)
        self._at_s = now_s
        if self._room < 1:
            return False
        self._room -= 1
        return True


class Room:
    """A chat that sockets of this process have joined."""

    def __init__(self, chat_id: int, seq: int) -> None:
        self.chat_id = chat_id
        self.seq = seq
        """The last message that was sent to everybody here."""
        self.writing_id: int | None = None
        """The last answer that everybody here was told is being written."""
        self.inside: dict[str, Visitor] = {}
        self.listening: asyncio.Task[None] | None = None
        self.turn = asyncio.Lock()
        """Messages leave in order: one reading after the other."""


class Realtime:
    """The sockets of this process."""

    def __init__(self, platform: Platform, app: FastAPI) -> None:
        self._platform = platform
        self.app = app
        self.sio = socketio.AsyncServer(
            async_mode="asgi",
            cors_allowed_origins=[],  # the door knows who may call
            max_http_buffer_size=MAXIMUM_EVENT_BYTES,
            ping_interval=PING_EVERY_S,
            ping_timeout=PING_TIMEOUT_S,
        )
        self._asgi = socketio.ASGIApp(self.sio, socketio_path=PATH)
        self._visitors: dict[str, Visitor] = {}
        self._by_eio_sid: dict[str, Visitor] = {}
        self._upgrading: dict[str, Send] = {}
        self._nameless: dict[str, float] = {}
        """Connections that have not said whose they are, and since when."""
        self._rooms: dict[int, Room] = {}
        self._requests: set[asyncio.Task[Any]] = set()
        self._looking: asyncio.Task[None] | None = None
        self._watching: list[asyncio.Task[None]] = []
        for event in (self.connect, self.disconnect, self.join_chat, self.leave_chat, self.typing):
            self.sio.on(event.__name__, event)

    @property
    def routes(self) -> Any:
        """Those of the app that answers everything else."""
        return self.app.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the socket's path; leave everything else to the app."""
        path = scope.get("path", "")
        if path != PATH and not path.startswith(f"{PATH}/"):
            await self.app(scope, receive, send)
            return
        self._begin()
        scope["route"] = _ROUTE
        if scope["type"] == "websocket":
            self._remember_send(scope, send)
        request = asyncio.current_task()
        if request is not None:
            self._requests.add(request)
        try:
            await self._asgi(scope, receive, send)
        except asyncio.CancelledError:
            if not self._platform.stopping.is_set():
                raise
        finally:
            if request is not None:
                self._requests.discard(request)

    def _begin(self) -> None:
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_again())
            self._watching = [
                asyncio.create_task(self._end_with_platform()),
                asyncio.create_task(self._hear_of_ended_sessions()),
            ]

    def _remember_send(self, scope: Scope, send: Send) -> None:
        """Of a socket that upgrades: its WebSocket comes after its connection was made."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        [eio_sid] = query.get("sid", [""])[:1] or [""]
        visitor = self._by_eio_sid.get(eio_sid)
        if visitor is not None:
            visitor.client.upgrades(send)
        elif eio_sid and eio_sid in self.sio.eio.sockets:
            self._upgrading[eio_sid] = send

    # ── Coming and going ──────────────────────────────────────────────────────────────────

    async def connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Let in whoever has a token that holds."""
        token = auth.get("token") if isinstance(auth, dict) else None
        scope: Scope = environ["asgi.scope"]
        address = client_address(scope, self._platform.settings)
        if not isinstance(token, str) or not token.isascii() or len(token) > 4096:
            raise _refusal("Jeton requis.")
        try:
            caller = await caller_by_token(self._platform, address, token)
        except Problem:
            raise _refusal("Service momentanément indisponible.") from None
        if caller.account_id is None:
            raise _refusal("Jeton invalide ou expiré.")
        user_id = user_of(caller)
        mine = sum(each.user_id == user_id for each in self._visitors.values())
        if mine >= MAXIMUM_SOCKETS_A_PERSON:
            raise _refusal("Trop de connexions ouvertes.")
        eio_sid = self.sio.manager.eio_sid_from_sid(sid, "/")
        send = self._upgrading.pop(eio_sid, None)
        if send is None and scope["type"] == "websocket":
            send = environ["asgi.send"]
        socket = self.sio.eio.sockets.get(eio_sid)
        if socket is None:
            raise _refusal("Connexion fermée.")
        client = Client(socket, send)
        visitor = Visitor(sid, eio_sid, user_id, str(caller.family_id), client)
        self._visitors[sid] = self._by_eio_sid[eio_sid] = visitor

    async def disconnect(self, sid: str, reason: Any = None) -> None:
        """Forget a socket that is gone."""
        visitor = self._visitors.pop(sid, None)
        if visitor is None:
            return
        self._by_eio_sid.pop(visitor.eio_sid, None)
        for chat_id in list(visitor.joined):
            self._leave(visitor, chat_id)

    # ── What clients send ─────────────────────────────────────────────────────────────────

    def _asked(self, sid: str, data: Any) -> tuple[Visitor, int] | None:
        """Who asks about which chat; None for what is not within bounds or makes no sense."""
        visitor = self._visitors.get(sid)
        if visitor is None or not visitor.may_send() or not isinstance(data, dict):
            return None
        chat_id = data.get("chat_id")
        if isinstance(chat_id, str) and chat_id.isascii() and chat_id.isdigit():
            chat_id = int(chat_id[:11])
        if type(chat_id) is not int or not 1 <= chat_id <= wire.MAXIMUM_ID:
            return None
        return visitor, chat_id

    async def join_chat(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Send a chat's messages from now on, and those since `since`."""
        asked = self._asked(sid, data)
        if asked is None:
            return _error("chat_id attendu.")
        visitor, chat_id = asked
        since = data.get("since")
        if type(since) is not int or not 0 <= since <= wire.MAXIMUM_ID:
            since = None
        if len(visitor.joined) >= MAXIMUM_JOINED and chat_id not in visitor.joined:
            return _error("Trop de conversations rejointes.")
        try:
            chat = await self._platform.db.read(chats.find, chat_id, visitor.user_id)
            seq: int = chat["last_seq"]
            if since is not None and since < seq:
                seq = await self._send_missed(visitor, chat_id, since)
            room = await self._caught_up(visitor, chat_id, seq)
        except Problem as problem:
            return _error(problem.message.fr)
        if sid not in self._visitors:  # it left meanwhile
            self._close_if_empty(room)
            return _error("Connexion fermée.")
        room.inside[sid] = visitor
        visitor.joined.add(chat_id)
        room.writing_id = None  # an answer may have begun meanwhile: the next look says so
        return {"status": "success", "chat_id": chat_id, "last_seq": room.seq}

    async def _send_missed(self, visitor: Visitor, chat_id: int, since: int) -> int:
        """Send what came after `since`; the number of the last message that was sent."""
        first = since
        while since - first < MAXIMUM_MISSED:
            rows = await self._platform.db.read(_after, chat_id, since)
            for row in rows:
                visitor.client.write(Packet("new_message", branches.message_body(row)))
                # Months away may be megabytes, and nobody is cut off for coming back.
                await visitor.client.room()
                since = row["seq"]
            if len(rows) < TOGETHER:
                break
        return since

    async def _caught_up(self, visitor: Visitor, chat_id: int, seq: int) -> Room:
        """The room of a chat, where it is no further than this visitor."""
        room = self._rooms.get(chat_id)
        while room is not None and seq < room.seq:
            seq = await self._send_missed(visitor, chat_id, seq)
            room = self._rooms.get(chat_id)
        if room is None:
            room = self._rooms[chat_id] = Room(chat_id, seq)
            room.listening = asyncio.create_task(self._listen(room))
        return room

    async def leave_chat(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Send a chat's messages no more."""
        asked = self._asked(sid, data)
        if asked is None:
            return _error("chat_id attendu.")
        self._leave(*asked)
        return {"status": "success", "chat_id": asked[1]}

    def _leave(self, visitor: Visitor, chat_id: int) -> None:
        visitor.joined.discard(chat_id)
        room = self._rooms.get(chat_id)
        if room is not None:
            room.inside.pop(visitor.sid, None)
            self._close_if_empty(room)

    def _close_if_empty(self, room: Room) -> None:
        if not room.inside and self._rooms.get(room.chat_id) is room:
            del self._rooms[room.chat_id]
            if room.listening is not None:
                room.listening.cancel()

    async def typing(self, sid: str, data: Any = None) -> None:
        """Tell the others in a chat that somebody types, or no longer."""
        asked = self._asked(sid, data)
        if asked is None or asked[1] not in asked[0].joined:
            return
        visitor, chat_id = asked
        typing = {"user": visitor.user_id, "is_typing": data.get("is_typing") is True, "sid": sid}
        self._platform.bus.publish(chats.topic(chat_id), {"typing": typing})

    # ── What the rows say ─────────────────────────────────────────────────────────────────

    async def _listen(self, room: Room) -> None:
        with self._platform.bus.subscribe(chats.topic(room.chat_id)) as hints:
            async for hint in hints:
                try:
                    await self._hear(room, hint)
                except Problem as problem:
                    log.warning("room_not_read", why=problem.code)
                except Exception as error:  # whatever it is, the next hint must be heard
                    log.error("room_not_read", exc_info=error)

    async def _hear(self, room: Room, hint: Hint) -> None:
        data = hint.data if isinstance(hint.data, dict) else {}
        if "typing" in data:
            self._tell_typing(room, data["typing"])
        elif "left" in data or "deleted" in data:
            await self._let_out(room)
        else:
            await self._tell_new(room)
            if "writing" in data:
                await self._tell_writing(room, data["writing"])

    def _tell_typing(self, room: Room, typing: dict[str, Any]) -> None:
        body = {
            "chat_id": room.chat_id,
            "user_id": typing["user"],
            "is_typing": typing["is_typing"],
        }
        others = [v.client for sid, v in room.inside.items() if sid != typing["sid"]]
        write_to_all(others, Packet("user_typing", body))

    async def _tell_new(self, room: Room) -> None:
        """Send what is whole and was not sent yet, in order, to those who still take part."""
        async with room.turn:
            while True:
                rows = await self._platform.db.read(_after, room.chat_id, room.seq)
                if not rows:
                    return
                await self._let_out(room)
                for row in rows:
                    if row["seq"] > room.seq:
                        room.seq = row["seq"]
                        packet = Packet("new_message", branches.message_body(row))
                        write_to_all([v.client for v in room.inside.values()], packet)
                if len(rows) < TOGETHER:
                    return

    async def _tell_writing(self, room: Room, message_id: int) -> None:
        """Say once that an answer is being written: of one asked for again nothing else tells."""
        if room.writing_id == message_id:
            return
        room.writing_id = message_id
        await self._let_out(room)
        packet = Packet("answering", {"chat_id": room.chat_id, "message_id": message_id})
        write_to_all([v.client for v in room.inside.values()], packet)

    async def _let_out(self, room: Room) -> None:
        """Send nothing more to whoever no longer takes part."""
        taking_part = await self._platform.db.read(_taking_part, room.chat_id)
        for visitor in list(room.inside.values()):
            if visitor.user_id not in taking_part:
                self._leave(visitor, room.chat_id)

    async def _look_again(self) -> None:
        """Look by ourselves, for what no hint told: new messages, and sessions that ended."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                if self._rooms:
                    latest = await self._platform.db.read(_latest, list(self._rooms))
                    for chat_id, room in list(self._rooms.items()):
                        await self._catch_up(room, latest.get(chat_id))
                await self._end_sessions()
                await self._end_nameless()
            except Problem as problem:
                log.warning("rooms_not_read", why=problem.code)
            except Exception as error:  # whatever it is, the next look must come
                log.error("rooms_not_read", exc_info=error)

    async def _catch_up(self, room: Room, latest: tuple[int, int | None] | None) -> None:
        """Tell what the rows of a chat say and no hint did; None where it is no more."""
        if latest is None:
            await self._let_out(room)
            return
        seq, writing_id = latest
        if seq != room.seq:
            await self._tell_new(room)
        if writing_id is not None:
            await self._tell_writing(room, writing_id)

    async def _hear_of_ended_sessions(self) -> None:
        with self._platform.bus.subscribe(sessions.ENDED) as hints:
            async for _ in hints:
                with contextlib.suppress(Problem):
                    await self._end_sessions()

    async def _end_sessions(self) -> None:
        """Close the sockets whose session ended."""
        held = {visitor.session for visitor in self._visitors.values()}
        if not held:
            return
        now = self._platform.clock.now()
        ended = await self._platform.db.read(sessions.ended_among, sorted(held), now)
        for visitor in list(self._visitors.values()):
            if visitor.session in ended:
                await self.sio.disconnect(visitor.sid)

    async def _end_nameless(self) -> None:
        """Close the connections that never say whose they are, or no longer are anybody's."""
        now_s = time.monotonic()
        open_now = self.sio.eio.sockets
        self._nameless = {
            eio_sid: self._nameless.get(eio_sid, now_s)
            for eio_sid in open_now
            if eio_sid not in self._by_eio_sid
        }
        for eio_sid in [sid for sid in self._upgrading if sid not in open_now]:
            del self._upgrading[eio_sid]
        for eio_sid, since_s in self._nameless.items():
            if now_s - since_s >= MAXIMUM_NAMELESS_S:
                socket = open_now.pop(eio_sid, None)
                if socket is not None:
                    await socket.close(wait=False)
                    socket.queue.put_nowait(None)  # lets its writer, or its poll, end at once

    # ── Ending ────────────────────────────────────────────────────────────────────────────

    async def _end_with_platform(self) -> None:
        """Requests that wait for something to send would keep the server from ending."""
        await self._platform.stopping.wait()
        for request in list(self._requests):
            request.cancel()

    async def close(self) -> None:
        """End what runs for the sockets."""
        tasks = [task for task in (self._looking, *self._watching) if task is not None]
        tasks += [room.listening for room in self._rooms.values() if room.listening is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        service = self.sio.eio.service_task_handle
        if service is not None:
            service.cancel()
            await asyncio.gather(service, return_exceptions=True)


class _Route:
    """What the log and the figures call the socket's requests."""

    path_format = PATH


_ROUTE = _Route()


def _refusal(words: str) -> Exception:
    refusal: Exception = socketio.exceptions.ConnectionRefusedError(words)
    return refusal


def _error(words: str) -> dict[str, Any]:
    return {"status": "error", "detail": words}


def _after(connection: Connection, chat_id: int, seq: int) -> list[RowMapping]:
    return list(
        connection.execute(
            select(messages)
            .where(messages.c.chat_id == chat_id, messages.c.seq > seq)
            .order_by(messages.c.seq)
            .limit(TOGETHER)
        ).mappings()
    )


def _taking_part(connection: Connection, chat_id: int) -> set[int]:
    owner = connection.scalars(select(chat_rows.c.user_id).where(chat_rows.c.id == chat_id))
    others = connection.scalars(
        select(chat_members.c.user_id).where(chat_members.c.chat_id == chat_id)
    )
    return {*owner, *others}


def _latest(connection: Connection, chat_ids: list[int]) -> dict[int, tuple[int, int | None]]:
    """Of each chat its last message's number, and the answer that is being written."""
    rows = connection.execute(
        select(chat_rows.c.id, chat_rows.c.last_seq, chat_rows.c.writing_id).where(
            chat_rows.c.id.in_(chat_ids)
        )
    )
    return {row.id: (row.last_seq, row.writing_id) for row in rows}
