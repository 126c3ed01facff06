"""Requests to addresses that somebody gave: nowhere they must not go, and never for long."""

import asyncio
import contextlib
import re
import socket
from collections.abc import AsyncIterator, Callable

import pytest

from comptoir.assurance.delivering import AT_ONCE
from comptoir.kernel import outbound
from comptoir.kernel.outbound import NoResponse, Outbound, is_public
from services import free_port

pytestmark = pytest.mark.anyio

PUBLIC = "93.184.215.14"


class Host:
    """A web server on loopback whose path says how it behaves; it counts who connects."""

    def __init__(self) -> None:
        self.connections = 0
        self.requests: list[bytes] = []
        self.port = 0
        self._visits: list[asyncio.Task[None]] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{path}"

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator["Host"]:
        """Listen on a free port while the block runs."""
        server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for visit in self._visits:
                visit.cancel()
            await asyncio.gather(*self._visits, return_exceptions=True)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._visits.append(asyncio.create_task(self._serve(reader, writer)))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(OSError, asyncio.IncompleteReadError), contextlib.closing(writer):
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            body = await reader.readexactly(int(length[1])) if length else b""
            self.requests.append(head + body)
            path = head.split()[1].decode().strip("/")
            await self._answer(path, writer)
            await writer.drain()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        def say(status: str, body: bytes = b"", *headers: str) -> None:
            lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
            writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode() + body)

        if path.isdigit():
            say(f"{path} So", b"said")
        elif path == "hang":
            await asyncio.sleep(30)
        elif path == "drip":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(1000):
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.05)
        elif path == "endless":
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                writer.write(b"x" * 65536)
                await writer.drain()
        elif path == "cut":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
        elif path == "garbage":
            writer.write(b"\x00\x01\x02 nonsense\r\n\r\n")
        elif path == "headers":
            writer.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n")
        elif path == "bomb":
            say("200 OK", b"\x1f\x8b compressed", "Content-Encoding: gzip")
        elif path.startswith("to/"):
            say("302 Found", b"", f"Location: {path.removeprefix('to/')}")
        elif path == "again":
            say("302 Found", b"", "Location: /again")


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    async with Host().serving() as here:
        yield here


@pytest.fixture
async def development() -> AsyncIterator[Outbound]:
    """Loopback is allowed."""
    opened = Outbound(allow_loopback=True)
    yield opened
    await opened.close()


@pytest.fixture
async def production() -> AsyncIterator[Outbound]:
    opened = Outbound(allow_loopback=False)
    yield opened
    await opened.close()


@pytest.fixture
def names(monkeypatch) -> Callable[..., None]:
    """Say what names resolve to, one answer a look-up, the last for ever after."""
    answers: dict[str, list[str]] = {}

    def look_up(name, port, *_, **__):
        if name in answers:
            found = answers[name]
            texts = (found.pop(0) if len(found) > 1 else found[0]).split()
        else:
            # As the C library reads numbers, and Python spells names for it.
            plain = name.encode("idna").decode()
            texts = [plain if ":" in plain else socket.inet_ntoa(socket.inet_aton(plain))]
        return [
            (
                socket.AF_INET6 if ":" in text else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (text, port, 0, 0) if ":" in text else (text, port),
            )
            for text in texts
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    def resolve(name: str, *texts: str) -> None:
        answers[name] = list(texts)

    return resolve


# ── Where it must not go ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
     "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "100.127.255.255",
     "192.0.0.192", "192.0.2.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "239.1.1.1",
     "240.0.0.1", "255.255.255.255", "168.63.129.16", "192.88.99.1",
     "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
     "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2001::1",
     "2001:db8::1", "fe80::1", "fe80::1%lo", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
     "3fff::1"],
)  # fmt: skip
async def test_it_is_no_address_of_the_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", PUBLIC, "172.32.0.1", "100.63.255.255", "100.128.0.1", "2606:4700::1111",
     "2a00:1450:4007::1", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)  # fmt: skip
async def test_it_is_an_address_of_the_internet(address: str) -> None:
    assert is_public(address)


HERE = [
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001"),
    *("127.0.0.1.", "localhost", "localhost.", "LOCALHOST", "0", "0.0.0.0"),
    *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::]"),
    *("rebound.example", "both.example", "①②⑦.⓪.⓪.①"),
]


@pytest.mark.parametrize("spelling", HERE)
async def test_no_spelling_of_this_machine_is_connected_to(
    production, host, names, spelling
) -> None:
    for name in ("localhost", "localhost.", "LOCALHOST", "127.0.0.1."):
        names(name, "127.0.0.1")
    names("rebound.example", "127.0.0.1")
    names("both.example", "127.0.0.1 ::1")

    with pytest.raises(NoResponse) as refused:
        await production.request("GET", host.url("200", spelling))
    assert refused.value.why == "forbidden"
    with pytest.raises(NoResponse, match="forbidden"):
        await production.vet(host.url("200", spelling))
    assert host.connections == 0


async def test_a_name_that_changes_its_mind_after_it_was_vetted(production, host, names) -> None:
    names("fickle.example", PUBLIC, "127.0.0.1")
    url = host.url("200", "fickle.example")

    await production.vet(url)
    with pytest.raises(NoResponse, match="forbidden"):
        await production.request("POST", url)
    assert host.connections == 0


async def test_a_name_with_one_address_too_many_is_not_vetted(production, names) -> None:
    names("mixed.example", f"{PUBLIC} 10.0.0.1")
    with pytest.raises(NoResponse, match="forbidden"):
        await production.vet("https://mixed.example/hook")


@pytest.mark.parametrize("port", [22, 25, 53, 110, 465, 587, 993])
async def test_a_port_that_is_not_the_web_s_is_not_connected_to(production, names, port) -> None:
    names("mail.example", PUBLIC)
    url = f"http://mail.example:{port}/"
    for ask in (production.vet(url), production.request("POST", url)):
        with pytest.raises(NoResponse, match="forbidden"):
            await ask


@pytest.mark.parametrize("port", ["", ":80", ":443", ":8443"])
async def test_what_may_be_asked_is_vetted(production, names, port) -> None:
    names("hooks.example", PUBLIC)
    await production.vet(f"https://hooks.example{port}/in?x=1")


@pytest.mark.parametrize(
    "url",
    ["", "hooks.example", "ftp://hooks.example/", "file:///etc/passwd", "gopher://127.0.0.1:70/_x",
     "http://", "http:///x", "http://user:pass@hooks.example/", "http://a@hooks.example",
     "http://hooks.example:99999/", "http://hooks.example:0/", "http://hooks.example:x/",
     "http://[::1", "http://hooks.example/\r\nHost: x", "http://hooks.example/" + "x" * 2000,
     "http://hooks.example\\@127.0.0.1/"],
)  # fmt: skip
async def test_what_is_no_web_address_is_refused(development, names, url) -> None:
    for ask in (development.vet(url), development.request("GET", url)):
        with pytest.raises(NoResponse, match="forbidden"):
            await ask


async def test_an_unknown_name_is_unreachable(production, monkeypatch) -> None:
    def look_up(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    for ask in (
        production.vet("https://no.example/"),
        production.request("GET", "https://no.example/"),
    ):
        with pytest.raises(NoResponse, match="unreachable"):
            await ask


async def test_a_redirect_leads_nowhere_it_must_not(host) -> None:
    # Allowed here alone, so that the redirect itself is reached.
    class OnlyOne(Outbound):
        def _may_connect(self, address: str, port: int) -> bool:
            return port == host.port

    only = OnlyOne(allow_loopback=False)
    async with Host().serving() as other:
        with pytest.raises(NoResponse, match="forbidden"):
            await only.request("GET", host.url(f"to/{other.url('200')}"), redirects=5)
    await only.close()
    assert len(host.requests) == 1, "the redirect was reached"
    assert other.connections == 0


# ── What comes back ───────────────────────────────────────────────────────────────────────


async def test_development_may_ask_this_machine(development, host) -> None:
    await development.vet(host.url("200"))
    answer = await development.request(
        "POST", host.url("200"), body=b'{"a":1}', headers={"Webhook-Id": "msg_1"}
    )
    assert (answer.status, answer.body) == (200, b"said")
    (request,) = host.requests
    assert request.startswith(b"POST /200 HTTP/1.1\r\n")
    assert b"Webhook-Id: msg_1\r\n" in request
    assert b"Accept-Encoding: identity" in request
    assert request.endswith(b'\r\n\r\n{"a":1}')


async def test_development_may_ask_no_neighbour(development) -> None:
    with pytest.raises(NoResponse, match="forbidden"):
        await development.request("GET", "http://169.254.169.254/latest/meta-data/")


@pytest.mark.parametrize("status", [201, 302, 404, 410, 500])
async def test_any_status_is_an_answer(development, host, status) -> None:
    assert (await development.request("GET", host.url(str(status)))).status == status


async def test_a_redirect_is_an_answer_unless_asked_for(development, host) -> None:
    url = host.url("to//200")
    answer = await development.request("GET", url)
    assert (answer.status, answer.headers["location"]) == (302, "/200")
    assert (await development.request("GET", url, redirects=1)).body == b"said"


async def test_redirects_end(development, host) -> None:
    with pytest.raises(NoResponse, match="forbidden"):
        await development.request("GET", host.url("again"), redirects=3)
    assert len(host.requests) == 4


async def test_a_compressed_body_stays_as_it_came(development, host) -> None:
    assert (await development.request("GET", host.url("bomb"))).body == b"\x1f\x8b compressed"


@pytest.mark.parametrize(
    ("path", "why"),
    [("hang", "slow"), ("drip", "slow"), ("endless", "too_long"), ("cut", "cut"),
     ("garbage", "garbled"), ("headers", "garbled"), ("silence", "cut")],
)  # fmt: skip
async def test_a_bad_answer_ends_and_says_how(development, host, path, why) -> None:
    async with asyncio.timeout(10):
        with pytest.raises(NoResponse) as failed:
            await development.request("GET", host.url(path), deadline_s=0.5)
    assert failed.value.why == why


async def test_who_is_not_there_is_unreachable(development) -> None:
    with pytest.raises(NoResponse, match="unreachable"):
        await development.request("GET", f"http://127.0.0.1:{free_port()}/")


async def test_hosts_that_hang_hold_up_no_other(development) -> None:
    """As many as the webhooks try at once, four of each."""
    async with contextlib.AsyncExitStack() as stack:
        hanging = [
            await stack.enter_async_context(Host().serving())
            for _ in range(AT_ONCE // outbound.CONNECTIONS_A_HOST)
        ]
        waiting = [
            asyncio.create_task(development.request("GET", one.url("hang")))
            for one in hanging
            for _ in range(outbound.CONNECTIONS_A_HOST)
        ]
        try:
            async with asyncio.timeout(10):
                while sum(len(one.requests) for one in hanging) < len(waiting):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
                other = await stack.enter_async_context(Host().serving())
                assert (await development.request("GET", other.url("200"))).status == 200
            assert not any(one.done() for one in waiting), "they hang while the other is answered"
        finally:
            for one in waiting:
                one.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)


# ── Who keeps not answering ───────────────────────────────────────────────────────────────


async def test_a_host_that_keeps_not_answering_rests_and_no_other(development, host) -> None:
    for _ in range(outbound.FAILURES_BEFORE_REST):
        with pytest.raises(NoResponse, match="cut"):
            await development.request("GET", host.url("cut"))
    asked = len(host.requests)
    with pytest.raises(NoResponse, match="resting"):
        await development.request("GET", host.url("200"))
    assert len(host.requests) == asked
    with pytest.raises(NoResponse, match="unreachable"):
        await development.request("GET", f"http://127.0.0.1:{free_port()}/")


async def test_a_rested_host_is_asked_again(development, host, monkeypatch) -> None:
    monkeypatch.setattr(outbound, "REST_S", 0.05)
    for _ in range(outbound.FAILURES_BEFORE_REST):
        with pytest.raises(NoResponse, match="cut"):
            await development.request("GET", host.url("cut"))
    async with asyncio.timeout(10):
        while True:
            with contextlib.suppress(NoResponse):
                answer = await development.request("GET", host.url("200"))
                break
            await asyncio.sleep(0.01)
    assert answer.status == 200


@pytest.mark.parametrize("path", ["500", "endless", "garbage"])
async def test_a_host_that_answers_badly_does_not_rest(development, host, path) -> None:
    for _ in range(outbound.FAILURES_BEFORE_REST + 2):
        with contextlib.suppress(NoResponse):
            await development.request("GET", host.url(path))
    assert (await development.request("GET", host.url("200"))).status == 200


async def test_so_many_hosts_are_remembered(development, monkeypatch) -> None:
    monkeypatch.setattr(outbound, "MAXIMUM_HOSTS", 3)
    for _ in range(5):
        with pytest.raises(NoResponse, match="unreachable"):
            await development.request("GET", f"http://127.0.0.1:{free_port()}/")
    assert len(development._breakers) == 3
