"""The services on their ports: one process for development, one a service (or more) beyond.

All sockets are bound before anything starts, so that a busy port is one clear sentence and
nothing is half started. The first SIGTERM or SIGINT lets requests finish; a second one does not.
"""

import asyncio
import contextlib
import errno
import gc
import importlib
import os
import resource
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

import structlog
import uvicorn
import uvloop
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from comptoir.kernel.settings import SERVICES, Settings
from comptoir.platform import Platform, open_platform

HEADERS_TIMEOUT_S = 15
"""A connection that has not finished its request line and headers by then is closed."""
GRACEFUL_STOP_S = 10
RESTART_PAUSE_S = 1.0
MAXIMUM_HEADERS_BYTES = 128 * 1024
"""A request line and headers that are longer, and still unfinished, end their connection."""
BACKLOG = 2048
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
LOOPBACK = ("127.0.0.1", "::1")
MAXIMUM_FRAME_BYTES = {"assurance": 64 * 1024, "foyer": 1024 * 1024, "intranet": 64 * 1024}
"""Of the services that speak WebSocket too; a larger message closes its connection."""
HEARTBEAT_S, HEARTBEAT_DEADLINE_S = 20.0, 20.0
"""How often a silent socket is asked for a sign of life, and how long for it."""

log = structlog.get_logger()

Sockets = Mapping[str, list[socket.socket]]
"""The listening sockets of each service."""


class PortBusyError(RuntimeError):
    """An address that something else listens on already."""


# ── Sockets ───────────────────────────────────────────────────────────────────────────────


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


def bind(service: str, hosts: Sequence[str], port: int) -> list[socket.socket]:
    """Listen for `service` on each host; port 0 takes a free one, the same on all.

    Raises PortBusyError. A host this machine does not have (no IPv6) is left out.
    """
    listeners: list[socket.socket] = []
    for host in hosts:
        try:
            listeners.append(_bind(host, port))
        except OSError as error:
            if error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT} and (
                listeners or host != hosts[-1]
            ):
                continue
            for listener in listeners:
                listener.close()
            raise PortBusyError(_why_not(service, host, port, error)) from error
        port = listeners[0].getsockname()[1]
    return listeners


def _why_not(service: str, host: str, port: int, error: OSError) -> str:
    if error.errno in {errno.EADDRINUSE, errno.EACCES}:
        return (
            f"{service} cannot listen on {host} port {port}: {error.strerror}."
            f" Free the port, or move the service with --port {service}=PORT."
        )
    return f"{service} cannot listen on {host}: {error.strerror}. --host takes one of this machine."


# ── One process ───────────────────────────────────────────────────────────────────────────


class _Protocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol, which by itself waits for ever for a silent connection."""

    _waiting: asyncio.TimerHandle | None = None
    _unfinished_bytes = 0

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._unfinished_bytes += len(data) if self._waiting else 0
        if self._unfinished_bytes > MAXIMUM_HEADERS_BYTES:
            self.transport.close()

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(HEADERS_TIMEOUT_S, self.transport.close)

    def _stop_waiting(self) -> None:
        self._unfinished_bytes = 0
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


class _Server(uvicorn.Server):
    """A uvicorn server among others in one loop: signals are `run`'s affair."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answers.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _socket_protocol(service: str) -> Any:
    if service not in MAXIMUM_FRAME_BYTES:
        return "none"
    from comptoir.kernel.socket_server import SocketProtocol  # noqa: PLC0415 - loads websockets

    return SocketProtocol


def server_of(service: str, app: ASGIApp) -> _Server:
    return _Server(
        uvicorn.Config(
            app,
            http=_Protocol,
            ws=_socket_protocol(service),
            ws_max_size=MAXIMUM_FRAME_BYTES.get(service, 0),
            ws_per_message_deflate=False,  # twice the CPU, and 2.6 times the memory
            ws_ping_interval=HEARTBEAT_S,
            ws_ping_timeout=HEARTBEAT_DEADLINE_S,
            lifespan="off",
            access_log=False,
            log_config=None,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=GRACEFUL_STOP_S,
        )
    )


def create_app(service: str, platform: Platform) -> ASGIApp:
    """The ASGI app of one service."""
    make: Callable[[Platform], ASGIApp] = importlib.import_module(
        f"comptoir.{service}.app"
    ).create_app
    return make(platform)


@contextlib.asynccontextmanager
async def running(platform: Platform, sockets: Sockets) -> AsyncIterator[list[_Server]]:
    """Serve while the block runs; then let what is in flight finish."""
    servers = [server_of(service, create_app(service, platform)) for service in sockets]
    async with asyncio.TaskGroup() as tasks:
        for server, listeners in zip(servers, sockets.values(), strict=True):
            tasks.create_task(server.serve(sockets=listeners))
        for server in servers:
            await server.answers.wait()
        try:
            yield servers
        finally:
            for server in servers:
                server.should_exit = True


async def _serve(
    settings: Settings, sockets: Sockets, ready: Callable[[], None], parent: int | None
) -> None:
    loop = asyncio.get_running_loop()
    # In this order, so that what the last requests enqueue is still known to whoever runs jobs.
    async with (
        open_platform(settings) as platform,
        platform.at_work(),
        running(platform, sockets) as servers,
    ):

        def stop() -> None:
            for server in servers:
                server.force_exit = platform.stopping.is_set()
            platform.stopping.set()

        def orphaned() -> None:
            loop.remove_reader(parent or 0)
            stop()

        loop.add_signal_handler(signal.SIGTERM, stop)
        if parent is None:
            loop.add_signal_handler(signal.SIGINT, stop)
        else:
            loop.add_reader(parent, orphaned)
        # What was made so far stays: the collector need not look through it again and again.
        gc.collect()
        gc.freeze()
        ready()
        await platform.stopping.wait()


def _allow_many_sockets() -> None:
    """Open as many files as the system lets this process; systems begin with 1,024."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # where "most" is none, a system has its own
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def run(
    settings: Settings, sockets: Sockets, ready: Callable[[], None], parent: int | None = None
) -> None:
    """Serve in this process until a signal; call `ready` once every service answers.

    `parent` is the reading end of a pipe that closes with the process that started this one:
    then SIGINT, which a terminal sends to both, is that one's to act on.
    """
    _allow_many_sockets()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, sockets, ready, parent))


async def _work(settings: Settings, ready: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    async with open_platform(settings) as platform:
        for service in SERVICES:
            create_app(service, platform)  # each says which jobs are its own
        async with platform.at_work():
            for number in STOP_SIGNALS:
                loop.add_signal_handler(number, platform.stopping.set)
            ready()
            await platform.stopping.wait()


def work(settings: Settings, ready: Callable[[], None]) -> None:
    """Run the jobs of every service in this process until a signal; call `ready` once it does."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_work(settings, ready))


# ── Many processes ────────────────────────────────────────────────────────────────────────


def bind_all(
    settings: Settings, services: Sequence[str], hosts: Sequence[str], ports: Mapping[str, int]
) -> dict[str, list[list[socket.socket]]]:
    """The sockets of each service's processes.

    The processes of a service share its port; foyer's, whose polling clients must keep to one
    process, take consecutive ports.
    """
    bound: dict[str, list[list[socket.socket]]] = {}
    try:
        for service in services:
            first = bind(service, hosts, ports[service])
            bound[service] = [first] * settings.workers
            port = first[0].getsockname()[1]
            for place in range(1, settings.workers if service == "foyer" else 1):
                bound[service][place] = bind(service, hosts, port + place)
    except PortBusyError:
        close_all(bound)
        raise
    return bound


def close_all(
    bound: Mapping[str, list[list[socket.socket]]], kept: Sequence[socket.socket] = ()
) -> None:
    """Stop listening, but on those that are kept."""
    for processes in bound.values():
        for listeners in processes:
            for listener in listeners:
                if listener not in kept:
                    listener.close()


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """Let no stop signal in between a fork and its entry among the children."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def _run_child(
    settings: Settings, service: str, listeners: list[socket.socket], parent: int
) -> NoReturn:
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
        run(settings, {service: listeners}, lambda: None, parent)
        code = 0
    except Exception as error:
        log.error("process_failed", service=service, exc_info=error)
    finally:
        os._exit(code)


def run_processes(
    settings: Settings, bound: Mapping[str, list[list[socket.socket]]], ready: Callable[[], None]
) -> None:
    """Serve each service in processes of its own; replace one that dies; stop them together.

    Should this process be killed, they stop too: they would hold its ports.
    """
    children: dict[int, tuple[str, list[socket.socket]]] = {}
    stopping = False
    parent, living = os.pipe()

    def start(service: str, listeners: list[socket.socket]) -> None:
        with _signals_held():
            if stopping:
                return
            child = os.fork()
            if child == 0:
                os.close(living)
                close_all(bound, kept=listeners)
                _run_child(settings, service, listeners, parent)
            children[child] = (service, listeners)

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True
        close_all(bound)  # while we listen, callers would wait for processes that take no more
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)

    for number in STOP_SIGNALS:
        signal.signal(number, stop)
    for service, processes in bound.items():
        for listeners in processes:
            start(service, listeners)
    ready()
    while children:
        child, status = os.wait()
        if child not in children:
            continue
        service, listeners = children.pop(child)
        if not stopping:
            log.error("process_died", service=service, status=status)
            time.sleep(RESTART_PAUSE_S)
            start(service, listeners)
    os.close(parent)
    os.close(living)
