"""The program on its ports: it starts whole or not at all, and stops without losing anything."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from cast import settings_for
from comptoir import serve
from comptoir.brain import Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.kernel import socket_server
from comptoir.platform import Platform, open_platform

SECRET = "a secret for the tests of more than thirty-two characters"
ADDRESS = re.compile(r"(\w+) +http://localhost:(\d+)$")
DEADLINE_S = 60


class Program:
    """`python -m comptoir serve …` in a process of its own."""

    def __init__(self, *arguments: str, home: Path, **environ: str) -> None:
        settings = {f"COMPTOIR_{name}": value for name, value in environ.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "comptoir", "serve", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"COMPTOIR_HOME": str(home), "COMPTOIR_DEMO": "0"} | settings,
        )

    def ports(self) -> dict[str, int]:
        """Where each service answers, as the program says once they do."""
        assert self.process.stdout
        found: dict[str, int] = {}
        for line in self.process.stdout:
            if line.startswith("Ctrl-C"):
                return found
            address = ADDRESS.search(line.strip())
            if address:
                found[address[1]] = int(address[2])
        raise AssertionError(f"it did not start: {self.process.communicate()[1]}")

    def ended(self) -> tuple[int, str, str]:
        """Its exit code and all it wrote, once it has ended by itself."""
        out, err = self.process.communicate(timeout=DEADLINE_S)
        return self.process.returncode, out, err


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start programs on one home; none outlives its test."""
    with ExitStack() as stack:

        def begin(*arguments: str, **environ: str) -> Program:
            program = Program(*arguments, home=tmp_path / "home", **environ)
            stack.enter_context(program.process)
            stack.callback(program.process.kill)
            return program

        yield begin


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


class Visit:
    """One connection, spoken by hand."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._socket = socket.create_connection((host, port), timeout=DEADLINE_S)

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def sends(self, text: str) -> None:
        self._socket.sendall(text.encode())

    def reads_to(self, end: str) -> str:
        """What comes until `end`, or until the other side closes."""
        got = b""
        while not end or not got.endswith(end.encode()):
            piece = self._socket.recv(1)
            if not piece:
                break
            got += piece
        return got.decode()


def health(port: int, host: str = "127.0.0.1") -> str:
    with Visit(port, host) as visit:
        visit.sends("GET /health HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
        return visit.reads_to("")


# ── Starting ──────────────────────────────────────────────────────────────────────────────

SOMEWHERE = [f"--port={service}=0" for service in ("meuble", "assurance", "foyer", "intranet")]


def test_without_names_all_four_services_answer_on_both_loopbacks(
    start: Callable[..., Program],
) -> None:
    program = start(*SOMEWHERE)
    ports = program.ports()

    assert set(ports) == {"meuble", "assurance", "foyer", "intranet"}
    for port in ports.values():
        assert health(port).startswith("HTTP/1.1 200")
    if socket.has_ipv6:
        assert health(ports["meuble"], "::1").startswith("HTTP/1.1 200")
    program.process.send_signal(signal.SIGTERM)
    code, _, err = program.ended()
    assert (code, err) == (0, "")


def test_named_services_alone_are_started(start: Callable[..., Program]) -> None:
    program = start("foyer", "meuble", "foyer", *SOMEWHERE)

    assert set(program.ports()) == {"foyer", "meuble"}


def test_an_answer_does_not_say_what_serves_it(start: Callable[..., Program]) -> None:
    answer = health(start("foyer", *SOMEWHERE).ports()["foyer"])

    assert "\r\nserver:" not in answer.lower()
    assert "uvicorn" not in answer.lower()


def test_the_answer_to_head_has_no_body(start: Callable[..., Program]) -> None:
    with Visit(start("foyer", *SOMEWHERE).ports()["foyer"]) as visit:
        visit.sends("HEAD /health HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
        answer = visit.reads_to("")

    assert answer.startswith("HTTP/1.1 200")
    assert answer.endswith("\r\n\r\n")


def test_a_busy_port_is_one_clear_sentence_and_nothing_is_half_started(
    start: Callable[..., Program], busy_port: int, tmp_path: Path
) -> None:
    program = start("meuble", "foyer", "--port=meuble=0", f"--port=foyer={busy_port}")

    code, out, err = program.ended()

    assert code in {1, 2}
    assert out == "", "nothing was announced"
    (sentence,) = err.splitlines()
    assert "foyer" in sentence
    assert str(busy_port) in sentence
    assert "Address already in use" in sentence
    assert not (tmp_path / "home" / "comptoir.db").exists()


def test_a_second_program_on_the_same_home_refuses(start: Callable[..., Program]) -> None:
    first = start("foyer", *SOMEWHERE)
    port = first.ports()["foyer"]

    code, out, err = start("intranet", *SOMEWHERE).ended()

    assert code in {1, 2}
    assert out == ""
    assert re.fullmatch(r"comptoir: Another comptoir is already using .*/home\.\n", err)
    assert health(port).startswith("HTTP/1.1 200"), "the first is not disturbed"


def test_a_home_left_by_a_killed_program_serves_the_next(start: Callable[..., Program]) -> None:
    first = start("foyer", *SOMEWHERE)
    first.ports()
    first.process.kill()
    first.process.wait()

    assert health(start("foyer", *SOMEWHERE).ports()["foyer"]).startswith("HTTP/1.1 200")


def test_production_names_every_unsafe_setting_and_does_not_start(
    start: Callable[..., Program], tmp_path: Path
) -> None:
    program = start(
        *SOMEWHERE, ENV="production", CORS_ORIGINS="*", TRUSTED_PROXIES="::/0", WORKERS="2"
    )

    code, out, err = program.ended()

    assert code in {1, 2}
    assert out == ""
    for name in ("SECRET", "CORS_ORIGINS", "TRUSTED_PROXIES", "WORKERS"):
        assert f"- COMPTOIR_{name}" in err
    assert not (tmp_path / "home").exists()


def test_production_starts_with_a_secret_and_makes_neither_key_nor_people(
    start: Callable[..., Program], tmp_path: Path
) -> None:
    program = start("meuble", *SOMEWHERE, ENV="production", SECRET=SECRET, DEMO="1")
    ports = program.ports()

    assert health(ports["meuble"]).startswith("HTTP/1.1 200")
    assert {path.name for path in (tmp_path / "home").iterdir()} <= {
        *("comptoir.db", "comptoir.db-wal", "comptoir.db-shm", "serve.lock")
    }


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"SECERT": "x"}, "COMPTOIR_SECERT is not a setting of comptoir. Did you mean COMPTOIR_SE"),
        ({"WORKERS": "many"}, "COMPTOIR_WORKERS must be a whole number"),
        ({"ENV": "staging"}, "COMPTOIR_ENV must be development or production"),
    ],
)
def test_a_setting_that_is_none_or_makes_no_sense_is_named(
    start: Callable[..., Program], busy_port: int, environ: dict[str, str], words: str
) -> None:
    code, _, err = start("foyer", f"--port=foyer={busy_port}", **environ).ended()

    assert code in {1, 2}
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["nowhere"], ["--port=foyer=much"], ["--port=nowhere=1"]])
def test_what_is_asked_wrongly_is_said_in_a_sentence(
    start: Callable[..., Program], arguments: list[str]
) -> None:
    code, out, err = start(*arguments).ended()

    assert code in {1, 2}
    assert (out, len(err.splitlines())) == ("", 1)


# ── Stopping ──────────────────────────────────────────────────────────────────────────────

HALF_A_REQUEST = (
    "POST /api/auth/login HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
    "Content-Length: 44\r\nExpect: 100-continue\r\n\r\n"
)
OTHER_HALF = '{"email": "nobody@example.com", "password":1}'[:44]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_lets_a_request_in_flight_finish(
    start: Callable[..., Program], number: signal.Signals
) -> None:
    program = start("meuble", *SOMEWHERE)
    port = program.ports()["meuble"]
    with Visit(port) as visit:
        visit.sends(HALF_A_REQUEST)
        assert "100 Continue" in visit.reads_to("\r\n\r\n"), "the service awaits the body"

        program.process.send_signal(number)
        wait_until_it_takes_no_more(port)
        visit.sends(OTHER_HALF)
        answer = visit.reads_to("")

    assert answer.startswith("HTTP/1.1 400"), "the service's own answer to this body"
    code, _, err = program.ended()
    assert code == 0
    assert "Traceback" not in err


def test_a_second_signal_does_not_wait_for_the_request(start: Callable[..., Program]) -> None:
    program = start("meuble", *SOMEWHERE)
    port = program.ports()["meuble"]
    with Visit(port) as visit:
        visit.sends(HALF_A_REQUEST)
        assert "100 Continue" in visit.reads_to("\r\n\r\n")

        program.process.send_signal(signal.SIGTERM)
        wait_until_it_takes_no_more(port)
        program.process.send_signal(signal.SIGTERM)
        code, _, _ = program.ended()

    assert code == 0


def wait_until_it_takes_no_more(port: int) -> None:
    """Return once nothing listens on `port`, which is how a program shows that it is stopping."""
    deadline_s = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline_s:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionError:
            return
    raise AssertionError("it goes on listening")


# ── Sockets ───────────────────────────────────────────────────────────────────────────────


def test_a_free_port_is_the_same_on_every_address() -> None:
    listeners = serve.bind("foyer", serve.LOOPBACK, 0)

    assert len({listener.getsockname()[1] for listener in listeners}) == 1
    for listener in listeners:
        listener.close()


def test_a_port_busy_on_one_address_lets_go_of_the_others() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(serve.PortBusyError, match=f"foyer cannot listen on ::1 port {port}"):
            serve.bind("foyer", serve.LOOPBACK, port)

        with socket.create_server(("127.0.0.1", port)):
            pass


def test_an_address_this_machine_does_not_have_is_said_to_be_so() -> None:
    with pytest.raises(serve.PortBusyError, match=r"192\.0\.2\.1"):
        serve.bind("foyer", ["192.0.2.1"], 0)


# ── Silent connections ────────────────────────────────────────────────────────────────────


@pytest.fixture
async def platform(sqlite_url: str) -> AsyncIterator[Platform]:
    brain = ScriptedBrain(lambda text: Reading("unclear", 0.0))
    async with open_platform(settings_for(sqlite_url), brain=brain) as opened:
        yield opened


@pytest.mark.anyio
@pytest.mark.parametrize(
    "sent", [b"", b"GET", b"GET /health HTTP/1.1\r\n", b"GET /health HTTP/1.1\r\nHost: t\r\nX-A: "]
)
async def test_a_connection_that_does_not_finish_its_headers_is_closed(
    platform: Platform, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(serve, "HEADERS_TIMEOUT_S", 0.05)
    listeners = serve.bind("foyer", ["127.0.0.1"], 0)
    async with serve.running(platform, {"foyer": listeners}), asyncio.timeout(DEADLINE_S):
        reader, writer = await asyncio.open_connection(*listeners[0].getsockname())
        writer.write(sent)

        assert await reader.read() == b""

        writer.close()


@pytest.mark.anyio
async def test_a_drop_now_and_then_does_not_keep_a_connection_open(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "HEADERS_TIMEOUT_S", 0.2)
    listeners = serve.bind("foyer", ["127.0.0.1"], 0)
    async with serve.running(platform, {"foyer": listeners}), asyncio.timeout(DEADLINE_S):
        reader, writer = await asyncio.open_connection(*listeners[0].getsockname())
        writer.write(b"GET /health HTTP/1.1\r\nHost: t\r\n")
        closed = asyncio.ensure_future(reader.read())
        while not closed.done():
            writer.write(b"X-A: b\r\n")
            await asyncio.wait([closed], timeout=0.02)

        assert b"200" not in await closed
        writer.close()


@pytest.mark.anyio
async def test_a_client_that_reads_nothing_is_cut_off_and_one_that_reads_slowly_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serve, "UNREAD_TIMEOUT_S", 0.2)
    body = b"x" * 16 * 2**20
    left = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": b""})  # once the rest was read, or never
        if scope["path"] == "/idle":
            left.set()

    listeners = serve.bind("foyer", ["127.0.0.1"], 0)
    server = serve.server_of("foyer", app)
    serving = asyncio.create_task(server.serve(sockets=listeners))
    await server.answers.wait()
    async with asyncio.timeout(DEADLINE_S):
        slow, slow_writer = await asyncio.open_connection(*listeners[0].getsockname())
        slow_writer.write(b"GET /slow HTTP/1.1\r\nHost: t\r\n\r\n")
        had = 0
        while had < len(body):
            had += len(await slow.read(2**19))
            await asyncio.sleep(0.02)  # 16 MB take it three times as long as nothing may
        slow_writer.close()
        with socket.create_connection(listeners[0].getsockname()) as idle:
            idle.sendall(b"GET /idle HTTP/1.1\r\nHost: t\r\n\r\n")
            await left.wait()
    server.should_exit = True
    await serving


@pytest.mark.anyio
async def test_a_second_request_on_a_connection_has_the_same_time_as_the_first(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "HEADERS_TIMEOUT_S", 0.2)
    listeners = serve.bind("foyer", ["127.0.0.1"], 0)
    async with serve.running(platform, {"foyer": listeners}), asyncio.timeout(DEADLINE_S):
        reader, writer = await asyncio.open_connection(*listeners[0].getsockname())
        for _ in range(2):
            writer.write(b"GET /health HTTP/1.1\r\nHost: t\r\n\r\n")
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            length = re.search(rb"content-length: (\d+)", head.lower())
            assert length
            await reader.readexactly(int(length[1]))
        writer.write(b"GET /hea")

        assert await reader.read() == b"", "a partial second one is closed too"

        writer.close()


# ── Sockets that are never read ───────────────────────────────────────────────────────────


async def _deaf_socket(port: int) -> asyncio.StreamWriter:
    """A WebSocket to the insurer whose far side reads its handshake, and nothing more."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(
        b"GET /ws HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    return writer


class _Watched(socket_server.SocketProtocol):
    """One that says when it is lost, and how much waited in it."""

    lost: asyncio.Event
    most_waiting_bytes = 0

    def handle_ping(self) -> None:
        waiting = self.transport.get_write_buffer_size()
        _Watched.most_waiting_bytes = max(_Watched.most_waiting_bytes, waiting)
        super().handle_ping()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.lost.set()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> type[_Watched]:
    monkeypatch.setattr(socket_server, "SocketProtocol", _Watched)
    _Watched.lost, _Watched.most_waiting_bytes = asyncio.Event(), 0
    return _Watched


@pytest.mark.anyio
async def test_a_socket_that_pings_and_never_reads_is_lost_at_its_bound(
    platform: Platform, watched: type[_Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_server, "CONTROLS_AT_ONCE", 10**9)
    listeners = serve.bind("assurance", ["127.0.0.1"], 0)
    async with serve.running(platform, {"assurance": listeners}), asyncio.timeout(DEADLINE_S):
        deaf = await _deaf_socket(listeners[0].getsockname()[1])
        pings = (bytes((0x89, 0x80 | 125, 0, 0, 0, 0)) + b"x" * 125) * 500
        while not watched.lost.is_set():
            deaf.write(pings)
            await asyncio.sleep(0)
        deaf.transport.abort()

    assert 0 < watched.most_waiting_bytes <= socket_server.MAXIMUM_UNREAD_BYTES


@pytest.mark.anyio
async def test_a_socket_that_pings_without_end_is_lost(
    platform: Platform, watched: type[_Watched]
) -> None:
    listeners = serve.bind("assurance", ["127.0.0.1"], 0)
    async with serve.running(platform, {"assurance": listeners}), asyncio.timeout(DEADLINE_S):
        deaf = await _deaf_socket(listeners[0].getsockname()[1])
        deaf.write(bytes((0x89, 0x80, 0, 0, 0, 0)) * (socket_server.CONTROLS_AT_ONCE - 50))
        await asyncio.sleep(0.05)
        assert not watched.lost.is_set(), "so many are nobody's attack"
        deaf.write(bytes((0x89, 0x80, 0, 0, 0, 0)) * 100)
        await watched.lost.wait()
        deaf.transport.abort()


@pytest.mark.anyio
async def test_a_socket_with_unread_answers_and_no_sign_of_life_is_lost(
    platform: Platform, watched: type[_Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "HEARTBEAT_S", 0.2)
    monkeypatch.setattr(serve, "HEARTBEAT_DEADLINE_S", 0.2)
    made: list[_Watched] = []
    shake = watched.handle_connect
    monkeypatch.setattr(
        watched, "handle_connect", lambda self, e: (made.append(self), shake(self, e))
    )
    listeners = serve.bind("assurance", ["127.0.0.1"], 0)
    async with serve.running(platform, {"assurance": listeners}), asyncio.timeout(DEADLINE_S):
        deaf = await _deaf_socket(listeners[0].getsockname()[1])
        while not made[0].transport.get_write_buffer_size():
            made[0].transport.write(b"x" * 65_536)  # until the far side's own buffer is full
        await watched.lost.wait()
        deaf.transport.abort()
