"""The customers' side of a conversation: the shop over HTTP, the insurer over a WebSocket."""

import asyncio
import contextlib
import ipaddress
import secrets
import socket
from collections.abc import AsyncIterator, Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

import aiohttp
import orjson

from comptoir.cli.evaluate.expectations import Answered

TURN_TIMEOUT_S = 60
MAXIMUM_ANSWER_BYTES = 1_000_000
REFUSED_FROM = 400


class UnreachableError(RuntimeError):
    """Nothing answers at an address."""


class RefusedError(RuntimeError):
    """A turn had no answer that could be compared; says what came instead."""


class Conversation(Protocol):
    """One conversation, of one or several sessions that do not know of each other."""

    async def say(self, session: str, turn: Mapping[str, Any]) -> Answered:
        """Say one turn in a session. Raises UnreachableError, RefusedError."""
        ...


class Addresses:
    """A loopback address for each conversation, so that limits meet each alone.

    They begin anywhere, so that one run does not meet what the one before has used up.
    """

    def __init__(self) -> None:
        self._next = secrets.randbelow(253 * 254 * 254)

    def take(self) -> str:
        """The next one."""
        at, self._next = self._next, (self._next + 1) % (253 * 254 * 254)
        high, low = divmod(at, 254 * 254)
        return f"127.{high + 2}.{low // 254 + 1}.{low % 254 + 1}"


@contextlib.asynccontextmanager
async def _visitor(url: str, addresses: Addresses) -> AsyncIterator[aiohttp.ClientSession]:
    """An HTTP client with an address of its own, where the server is on this machine."""
    connector = (
        aiohttp.TCPConnector(local_addr=(addresses.take(), 0), family=socket.AF_INET)
        if _is_loopback(urlsplit(url).hostname)
        else aiohttp.TCPConnector()
    )
    timeout = aiohttp.ClientTimeout(total=TURN_TIMEOUT_S)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as client:
        yield client


def _is_loopback(host: str | None) -> bool:
    """Whether it is this machine's IPv4: IPv6 has one loopback address only."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return address.version == 4 and address.is_loopback


class ShopConversation:
    """With the furniture shop, over `POST /api/chat`."""

    def __init__(self, client: aiohttp.ClientSession, base: str) -> None:
        self._client = client
        self._base = base
        self._name = f"evaluate-{secrets.token_hex(8)}"
        self._sessions: dict[str, str] = {}
        self._counts_tickets = True
        self._tickets_before: int | None = None

    async def say(self, session: str, turn: Mapping[str, Any]) -> Answered:
        """Say one turn in a session. Raises UnreachableError, RefusedError."""
        session_id = self._sessions.setdefault(session, f"{self._name}-{len(self._sessions)}")
        if self._tickets_before is None:
            self._tickets_before = await self._tickets()
        asked = {"message": turn["user"], "session_id": session_id}
        asked |= {key: turn[key] for key in ("order_number", "photos", "language") if key in turn}
        body = await self._ask("POST", "/api/chat", asked)
        before, self._tickets_before = self._tickets_before, await self._tickets()
        if before is None or self._tickets_before is None:
            return Answered(body, None)
        return Answered(body, self._tickets_before - before)

    async def _tickets(self) -> int | None:
        """How many tickets a caller without account is told of, once the shop tells at all."""
        if not self._counts_tickets:
            return None
        try:
            total = (await self._ask("GET", "/api/tickets?limit=1")).get("total")
        except RefusedError:
            total = None
        self._counts_tickets = isinstance(total, int)
        return total if isinstance(total, int) else None

    async def _ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        try:
            async with self._client.request(
                method, self._base + path, json=body, allow_redirects=False
            ) as answer:
                return _body(answer.status, await _bounded(answer.content))
        except aiohttp.ClientConnectorError as error:
            raise UnreachableError(self._base) from error
        except TimeoutError as error:
            raise RefusedError(f"no answer in {TURN_TIMEOUT_S} s") from error
        except aiohttp.ClientError as error:
            raise RefusedError(f"no answer ({type(error).__name__})") from error


class InsurerConversation:
    """With the insurer: a connection a session, a frame a turn."""

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self._client = client
        self._url = url
        self._sockets: dict[str, aiohttp.ClientWebSocketResponse] = {}

    async def say(self, session: str, turn: Mapping[str, Any]) -> Answered:
        """Say one turn in a session. Raises UnreachableError, RefusedError."""
        try:
            async with asyncio.timeout(TURN_TIMEOUT_S):
                connection = await self._connected(session)
                await connection.send_json({"type": "message", "content": turn["user"]})
                frame = await connection.receive()
        except aiohttp.WSServerHandshakeError as error:
            raise RefusedError(f"[{error.status}] no WebSocket there") from error
        except aiohttp.ClientConnectorError as error:
            raise UnreachableError(self._url) from error
        except TimeoutError as error:
            raise RefusedError(f"no answer in {TURN_TIMEOUT_S} s") from error
        except (aiohttp.ClientError, ConnectionError) as error:
            raise RefusedError(f"no answer ({type(error).__name__})") from error
        if frame.type is not aiohttp.WSMsgType.TEXT:
            raise RefusedError(f"no answer (frame {frame.type.name})")
        body = _body(200, frame.data.encode())
        if body.get("type") == "error":
            raise RefusedError(str(body.get("message") or body.get("code")))
        return Answered(body, None)

    async def _connected(self, session: str) -> aiohttp.ClientWebSocketResponse:
        if session not in self._sockets:
            self._sockets[session] = await self._client.ws_connect(
                self._url, max_msg_size=MAXIMUM_ANSWER_BYTES
            )
        return self._sockets[session]


async def _bounded(stream: aiohttp.StreamReader) -> bytes:
    read = bytearray()
    async for piece in stream.iter_any():
        read += piece
        if len(read) > MAXIMUM_ANSWER_BYTES:
            raise RefusedError(f"an answer longer than {MAXIMUM_ANSWER_BYTES} bytes")
    return bytes(read)


def _body(status: int, content: bytes) -> Mapping[str, Any]:
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError:
        body = None
    if status >= REFUSED_FROM:
        said = body.get("detail") if isinstance(body, dict) else None
        raise RefusedError(f"[{status}] {said or 'refused'}")
    if not isinstance(body, dict):
        raise RefusedError(f"[{status}] an answer that is no JSON object")
    return body


@contextlib.asynccontextmanager
async def with_shop(base: str, addresses: Addresses) -> AsyncIterator[Conversation]:
    """A conversation with the furniture shop at `base`."""
    async with _visitor(base, addresses) as client:
        yield ShopConversation(client, base)


@contextlib.asynccontextmanager
async def with_insurer(url: str, addresses: Addresses) -> AsyncIterator[Conversation]:
    """A conversation with the insurer whose WebSocket is at `url`; ends its connections."""
    async with _visitor(url, addresses) as client:
        yield InsurerConversation(client, url)
