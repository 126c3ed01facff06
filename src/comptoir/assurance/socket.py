"""The conversation at `/ws`: one frame a message, an error frame for a bad one.

Nothing is sent unasked at connect. An adviser's words come as they are written, as frames of type
`staff`, and that the assistant is back as one of type `released`; whoever was away finds both in
the history. A caller that does not read is closed: one
frame, and what the server writes ahead, is all that ever waits for it.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import orjson
import structlog
from fastapi import APIRouter, WebSocket
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import RowMapping
from starlette.exceptions import HTTPException
from starlette.websockets import WebSocketDisconnect, WebSocketState

from comptoir.assurance import access, conversations, handovers, turns, wire
from comptoir.assurance.access import authentication_required, refused
from comptoir.assurance.lines import Lines
from comptoir.kernel.bodies import Body, invalid_body, json_response, problem_of
from comptoir.kernel.callers import Caller, preferred_language
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text, TooMany
from comptoir.kernel.sockets import Bucket, hang_up
from comptoir.kernel.web import SCOPE_SEND
from comptoir.platform import Platform

SEND_DEADLINE_S = 10.0
TURN_DEADLINE_S = 30.0
PAUSE_S = 1.0
"""Nothing more is read so long from whoever sends frames faster than they may."""
LOOK_EVERY_S = 5.0
"""For an adviser's words whose hint was lost on the way."""

_AROUND_A_MESSAGE_BYTES = 100

log = structlog.get_logger()


class MessageFrame(Body):
    """Words to the assistant."""

    type: Literal["message"]
    content: Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_MESSAGE_CHARS)]
    session_id: Annotated[str, Field(max_length=64)] | None = None


class AuthFrame(Body):
    """A token that signs the connection in."""

    type: Literal["auth"]
    token: Annotated[str, Field(min_length=1, max_length=4096)]


class HistoryFrame(Body):
    """What was said in a conversation, asked for again."""

    type: Literal["history"]
    session_id: Annotated[str, Field(min_length=1, max_length=64)]


FRAMES: dict[str, type[BaseModel]] = {
    "message": MessageFrame,
    "auth": AuthFrame,
    "history": HistoryFrame,
}
router = APIRouter()


class Line:
    """One connection."""

    def __init__(self, socket: WebSocket, caller: Caller, lines: Lines) -> None:
        self._socket = socket
        self._lines = lines
        self._held = contextlib.ExitStack()
        self._platform: Platform = socket.app.state.platform
        self._language = preferred_language(socket.headers)
        self._anonymous = Caller(caller.address)
        self._caller = caller
        self._token = _bearer(socket)
        self._session_id: str | None = None
        self._seen = 0
        self._sending = asyncio.Lock()
        self._listening: asyncio.Task[None] | None = None

    async def serve(self) -> None:
        """Answer frame by frame until the caller leaves."""
        bucket = Bucket(wire.FRAMES_A_SECOND, wire.FRAMES_AT_ONCE)
        try:
            while True:
                message = await self._socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                if bucket.take():
                    await self._send(await self._answer(message.get("text")))
                else:
                    flood = TooMany(1)
                    await self._send(self._error(flood, flood))
                    await asyncio.sleep(PAUSE_S)
        except (WebSocketDisconnect, TimeoutError, RuntimeError):
            return
        finally:
            self._held.close()
            if self._listening is not None:
                self._listening.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await self._listening

    async def _send(self, frame: dict[str, Any]) -> None:
        """Send one frame. Raises TimeoutError, and closes, where the other side does not read."""
        try:
            async with asyncio.timeout(SEND_DEADLINE_S), self._sending:
                await self._socket.send_text(orjson.dumps(frame).decode())
        except TimeoutError:
            hang_up(self._socket.scope[SCOPE_SEND])
            raise

    async def _answer(self, text: str | None) -> dict[str, Any]:
        try:
            async with asyncio.timeout(TURN_DEADLINE_S):
                return await self._do(_parsed(text))
        except TimeoutError as error:
            return self._error(Problem(504, "gateway_timeout", _SLOW), error)
        except Exception as error:
            return self._error(problem_of(error, wire.INVALID_STATUS), error)

    def _error(self, problem: Problem, error: Exception) -> dict[str, Any]:
        if problem.status >= 500 and not isinstance(error, Problem):
            log.error("frame_failed", service=wire.SERVICE, exc_info=error)
        body = wire.render(problem, self._language, "")
        body["details"].pop("request_id")
        return {"type": "error", **body, "response": body["message"]}

    async def _do(self, frame: BaseModel) -> dict[str, Any]:
        if isinstance(frame, AuthFrame):
            return await self._auth(frame.token)
        await self._count()
        caller = await self._still_signed_in()
        if isinstance(frame, HistoryFrame):
            return await self._history(caller, frame.session_id)
        assert isinstance(frame, MessageFrame)  # noqa: S101 - the last of FRAMES
        session_id = frame.session_id or self._session_id
        answer = await turns.take(self._platform, caller, session_id, frame.content)
        await self._follow(str(answer["session_id"]))
        return answer

    async def _count(self) -> None:
        key = f"{wire.SERVICE} chat {self._caller.name}"
        standing = await self._platform.limiter.hit(key, wire.CHAT)
        if not standing.allowed:
            raise TooMany(standing.retry_after_s)

    async def _still_signed_in(self) -> Caller:
        """Whoever the token is still good for. Raises Problem 401 when it has ended."""
        if self._token is None:
            return self._caller
        caller = await access.caller_by_token(self._platform, self._caller.address, self._token)
        if caller.refused:
            self._token, self._caller = None, self._anonymous
            raise authentication_required()
        return caller

    async def _auth(self, token: str) -> dict[str, Any]:
        key = f"{wire.SERVICE} socket auth {self._anonymous.name}"
        standing = await self._platform.limiter.hit(key, wire.OTHER)
        if not standing.allowed:
            raise TooMany(standing.retry_after_s)
        caller = await access.caller_by_token(self._platform, self._caller.address, token)
        if caller.refused:
            raise refused()
        self._hold_account(caller)
        self._caller, self._token = caller, token
        return {
            "type": "auth",
            "response": "Vous êtes connecté." if self._language == "fr" else "You are signed in.",
            "data": {"role": caller.role},
        }

    def _hold_account(self, caller: Caller) -> None:
        """Count as a socket of whoever signs in. Raises Problem 429 where they have too many."""
        with contextlib.ExitStack() as held:
            if caller.account_id is not None and caller.account_id != self._caller.account_id:
                held.enter_context(self._lines.of_account(caller.account_id))
                self._held.close()
                self._held = held.pop_all()

    async def _history(self, caller: Caller, session_id: str) -> dict[str, Any]:
        now = self._platform.clock.now()
        row = await self._platform.db.read(conversations.find, session_id, caller.account_id, now)
        if row is None:
            raise wire.not_found()
        rows = await self._platform.db.read(conversations.shown, session_id)
        handover = await self._platform.db.read(handovers.open_one, session_id)
        await self._follow(session_id)
        return {
            "type": "history",
            "session_id": session_id,
            "handed_over": handover is not None and handover["bot_back_at"] is None,
            "messages": _that_fit(rows),
            "response": "",
        }

    # ── An adviser's words ────────────────────────────────────────────────────────────────

    async def _follow(self, session_id: str) -> None:
        """Hear what advisers write in this conversation from now on."""
        rows = await self._platform.db.read(conversations.shown, session_id, self._seen)
        if self._session_id == session_id:
            return
        self._session_id = session_id
        self._seen = rows[-1]["seq"] if rows else 0
        if self._listening is not None:
            self._listening.cancel()
        self._listening = asyncio.create_task(self._listen(session_id))

    async def _listen(self, session_id: str) -> None:
        with self._platform.bus.subscribe(handovers.topic_of(session_id)) as hints:
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY_S):
                        await anext(hints)
                try:
                    await self._tell(session_id)
                except Problem:
                    continue  # the database rests; the next look finds it
                except (WebSocketDisconnect, TimeoutError, RuntimeError):
                    return

    async def _tell(self, session_id: str) -> None:
        rows = await self._platform.db.read(conversations.shown, session_id, self._seen)
        for row in rows:
            self._seen = row["seq"]
            frame_type = _UNASKED.get(row["role"])
            if frame_type and self._socket.client_state is WebSocketState.CONNECTED:
                await self._send(
                    {
                        "type": frame_type,
                        "response": row["content"],
                        "intent": "parler_humain",
                        "session_id": session_id,
                        "data": {"timestamp": iso(row["created_at"])},
                    }
                )


_UNASKED = {"staff": "staff", conversations.RELEASED: "released"}
"""What is told as it is written, by its role: the type of its frame."""
_SLOW = Text("La réponse a pris trop de temps. Réessayez.", "The answer took too long. Try again.")


def _that_fit(rows: Sequence[RowMapping]) -> list[dict[str, Any]]:
    """The latest messages that one frame takes, oldest first."""
    fit: list[dict[str, Any]] = []
    size_bytes = 0
    for row in reversed(rows):
        size_bytes += len(row["content"].encode()) + _AROUND_A_MESSAGE_BYTES
        if size_bytes > wire.MAXIMUM_HISTORY_BYTES:
            break
        at = iso(row["created_at"])
        role = conversations.speaker(row["role"])
        fit.append({"role": role, "content": row["content"], "timestamp": at})
    return fit[::-1]


def _bearer(socket: WebSocket) -> str | None:
    if "x-api-key" in socket.headers:
        return None
    scheme, _, token = socket.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme else None


def _parsed(text: str | None) -> BaseModel:
    """A frame as what it is. Raises HTTPException 400, or RequestValidationError."""
    try:
        found = orjson.loads(text or "")
    except orjson.JSONDecodeError:
        raise HTTPException(400) from None
    model = (
        FRAMES.get(found.get("type", ""))
        if isinstance(found, dict) and isinstance(found.get("type"), str)
        else None
    )
    if model is None:
        raise HTTPException(400)
    try:
        return model.model_validate(found)
    except ValidationError as error:
        raise invalid_body(error) from None


@router.websocket("/ws")
async def talk(socket: WebSocket) -> None:
    """The conversation with the assistant."""
    caller = await access.identify(socket)
    lines: Lines = socket.app.state.lines
    may = caller.key is None or caller.key.scopes & {"write", "staff", "admin"}
    try:
        if caller.refused:
            raise refused()
        if not may:
            raise Problem(403, "forbidden", wire.FORBIDDEN)
        with contextlib.ExitStack() as held:
            held.enter_context(lines.one_more(caller))
            if caller.account_id is not None:
                held.enter_context(lines.of_account(caller.account_id))
            await socket.accept()
            await Line(socket, caller, lines).serve()
    except Problem as problem:
        await _deny(socket, problem)


async def _deny(socket: WebSocket, problem: Problem) -> None:
    """Answer a handshake with an HTTP error; a server that cannot just closes."""
    if "websocket.http.response" not in socket.scope.get("extensions", {}):
        await socket.close(1008)
        return
    body = wire.render(problem, preferred_language(socket.headers), "")
    await socket.send_denial_response(json_response(body, problem.status, problem.headers))
