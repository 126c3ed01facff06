"""Requests to addresses that somebody gave us: webhooks, links.

Whoever gives an address chooses where this machine connects: never to itself or its neighbours. The
guard is where the socket is made, with the address it will be connected to: a name is resolved
once, and no spelling (decimal, octal, IPv4 in IPv6), redirect or second answer of a name server
comes past it. Every request has a deadline and a bound, and a host that keeps not answering is left
alone for a while.
"""

import asyncio
import socket
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

import aiohttp
from purgatory import AsyncCircuitBreakerFactory

CONNECT_S, DEADLINE_S = 5.0, 15.0
MAXIMUM_BODY_BYTES = 256 * 1024
MAXIMUM_HEADER_BYTES = 8 * 1024
MAXIMUM_URL_CHARS = 2000
CONNECTIONS, CONNECTIONS_A_HOST = 100, 4
"""More than all kinds of jobs together try at once: whoever hangs holds nobody else up."""
MAXIMUM_HOSTS = 1000
"""Whose breakers are remembered."""
FAILURES_BEFORE_REST, REST_S = 5, 30

_WEB_PORTS = {80, 443}
_FIRST_FREE_PORT = 1024
"""Below it live services that are not the web: mail, name servers."""

# What `is_global` of some supported Python calls public, and is not, or leads to what is not.
_NOT_PUBLIC = [
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # shared by a provider's customers, RFC 6598; metadata at one cloud
        "168.63.129.16/32",  # what every machine at one cloud trusts
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "::/96",  # IPv4 in IPv6, abandoned
        "64:ff9b:1::/48",  # local NAT64, RFC 8215
        "100::/64",
        "2001::/23",  # Teredo and other protocols' own
        "2001:db8::/32",
        "2002::/16",  # IPv4 in IPv6 (6to4)
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
]
_NAT64 = ip_network("64:ff9b::/96")

Why = Literal["forbidden", "unreachable", "slow", "cut", "garbled", "too_long", "resting"]
"""Why there is no answer. `forbidden`: an address that must not be connected to."""


class NoResponse(Exception):
    """A request that got no usable answer."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, of whatever status."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _ForbiddenError(OSError):
    """A socket that must not be made."""

    def __init__(self) -> None:
        # Always the same words: several of them are then raised as one.
        super().__init__("the address is none of the Internet's")


def is_public(text: str) -> bool:
    """Whether an address, in any of its spellings, is one of the Internet's."""
    address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address in _NAT64:
            address = IPv4Address(int(address) & 0xFFFFFFFF)
    return (
        address.is_global
        and not address.is_multicast
        and not any(address in network for network in _NOT_PUBLIC)
    )


class Outbound:
    """One session for every such request. Whoever makes it closes it."""

    def __init__(self, *, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=CONNECTIONS,
                limit_per_host=CONNECTIONS_A_HOST,
                use_dns_cache=False,
                socket_factory=self._socket,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,  # a small body can hold a large one
            headers={"Accept-Encoding": "identity", "User-Agent": "comptoir"},
            max_line_size=MAXIMUM_HEADER_BYTES,
            max_field_size=MAXIMUM_HEADER_BYTES,
        )
        self._breakers: OrderedDict[str, AsyncCircuitBreakerFactory] = OrderedDict()

    async def close(self) -> None:
        """Close every connection."""
        await self._session.close()

    async def vet(self, url: str) -> None:
        """Raise NoResponse if `url` is none we would send to: `forbidden`, or `unreachable`.

        For whoever gives it to be told at once; each request looks again.
        """
        parts = self._parts(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            async with asyncio.timeout(CONNECT_S):
                found = await asyncio.get_running_loop().getaddrinfo(
                    parts.hostname, port, type=socket.SOCK_STREAM
                )
        except (OSError, UnicodeError):
            raise NoResponse("unreachable") from None
        if not all(self._may_connect(str(address[4][0]), port) for address in found):
            raise NoResponse("forbidden")

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        redirects: int = 0,
        deadline_s: float = DEADLINE_S,
        maximum_bytes: int = MAXIMUM_BODY_BYTES,
    ) -> Response:
        """The answer to one request, with a whole body of at most `maximum_bytes`.

        At most so many `redirects` are followed; without, an answer 3xx is an answer. Raises
        NoResponse.
        """
        parts = self._parts(url)
        async with self._watched(f"{parts.hostname}:{parts.port or parts.scheme}"):
            try:
                async with (
                    asyncio.timeout(deadline_s),
                    self._session.request(
                        method,
                        url,
                        headers=headers,
                        data=body,
                        allow_redirects=redirects > 0,
                        max_redirects=redirects + 1,  # it counts the one it refuses
                        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S),
                    ) as answer,
                ):
                    content = await _bounded(answer, maximum_bytes)
                    return Response(answer.status, answer.headers, content)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise NoResponse(_why(error)) from error

    # ── The guard ─────────────────────────────────────────────────────────────────────────

    @staticmethod
    def _parts(url: str) -> SplitResult:
        """The parts of a URL that could be sent to. Raises NoResponse."""
        try:
            parts = urlsplit(url)
            usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        except ValueError:
            raise NoResponse("forbidden") from None
        # A name and password in it would be sent to whoever is there.
        if not usable or "@" in parts.netloc or len(url) > MAXIMUM_URL_CHARS:
            raise NoResponse("forbidden")
        if not url.isprintable():
            raise NoResponse("forbidden")
        return parts

    def _may_connect(self, address: str, port: int) -> bool:
        if self._allow_loopback and ip_address(address.partition("%")[0]).is_loopback:
            return True
        return is_public(address) and (port in _WEB_PORTS or port >= _FIRST_FREE_PORT)

    def _socket(self, address: Any) -> socket.socket:
        """The socket of one connection: its address is already that of a machine."""
        family, kind, protocol, _, (host, port, *_) = address
        if not self._may_connect(host, port):
            raise _ForbiddenError
        return socket.socket(family, kind, protocol)

    # ── Hosts that do not answer ──────────────────────────────────────────────────────────

    @asynccontextmanager
    async def _watched(self, host: str) -> AsyncIterator[None]:
        """Count what fails; refuse at once while the host rests."""
        factory = self._breakers.pop(host, None) or AsyncCircuitBreakerFactory(
            default_threshold=FAILURES_BEFORE_REST,
            default_ttl=REST_S,
            exclude=[asyncio.CancelledError, (NoResponse, _is_answer)],
        )
        self._breakers[host] = factory
        if len(self._breakers) > MAXIMUM_HOSTS:
            self._breakers.popitem(last=False)
        breaker = await factory.get_breaker(host)
        opened_at = breaker.context.opened_at
        if opened_at is not None and time.time() <= opened_at + breaker.context.ttl:
            raise NoResponse("resting")
        async with breaker:
            yield


def _is_answer(error: BaseException) -> bool:
    """Whether the host is there, or is not to be asked: neither says that it is down."""
    return isinstance(error, NoResponse) and error.why in {"too_long", "garbled", "forbidden"}


async def _bounded(answer: aiohttp.ClientResponse, maximum_bytes: int) -> bytes:
    body = bytearray()
    async for piece in answer.content.iter_any():
        body += piece
        if len(body) > maximum_bytes:
            answer.close()
            raise NoResponse("too_long")
    return bytes(body)


def _why(error: BaseException) -> Why:
    if isinstance(error, aiohttp.ClientConnectorError):
        forbidden = isinstance(error.os_error, _ForbiddenError)
        return "forbidden" if forbidden else "unreachable"
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return "unreachable"
    if isinstance(error, TimeoutError):
        return "slow"
    if isinstance(error, aiohttp.InvalidURL | aiohttp.TooManyRedirects):
        return "forbidden"
    if isinstance(error, aiohttp.ClientResponseError | ValueError):
        return "garbled"
    return "cut"
