"""The real servers the tests run against, each started by the tests and ended with them.

PostgreSQL and Redis come up on free loopback ports, one of each a pytest process; the machine's own
servers are never touched. Where a program is not installed its tests are skipped, the last line of
the run says so with the apt line that brings it, and with COMPTOIR_TEST_STRICT=1 the run fails.
No test reaches beyond loopback: a connection or a name look-up that tries is refused.

A pytest plugin: conftest.py names it in `pytest_plugins`.
"""

import ipaddress
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

READY_DEADLINE_S = 30
STOP_DEADLINE_S = 10
SERVICE_FIXTURES = {"postgresql", "postgresql_url", "redis_server", "redis_url", "chromium_path"}


# -- programs and processes ------------------------------------------------------------------------


def find_program(name: str, package: str, *folders: str) -> str:
    """Return the path of an installed program, also from folders (globs) that PATH leaves out.

    Skips the test, naming the Debian package, where it is not installed.
    """
    found = [shutil.which(name), *(shutil.which(name, path=folder) for folder in folders)]
    for path in filter(None, found):
        return path
    pytest.skip(f"{name} is not installed: apt-get install {package}")


def newest_folders(pattern: str) -> list[str]:
    """Return the folders an absolute glob matches, highest version number first."""
    folders = Path("/").glob(pattern.lstrip("/"))
    return sorted(map(str, folders), key=lambda path: [*map(int, re.findall(r"\d+", path))])[::-1]


def free_port() -> int:
    """Return a TCP port that nothing listens on at 127.0.0.1 at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def accepts_connections(port: int) -> bool:
    """Tell whether something listens on this port of 127.0.0.1."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def unprivileged(*options: str) -> list[str]:
    """Return the command prefix a server runs under: never as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return ["setpriv", *options]
    nobody = pwd.getpwnam("nobody")
    identity = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    return ["setpriv", *identity, *options]


@contextmanager
def server_folder() -> Iterator[Path]:
    """Give a private folder which the server's user owns and may enter, removed at the end."""
    # pytest's own temporary folders are closed to others, and TMPDIR may be.
    with tempfile.TemporaryDirectory(prefix="comptoir-", dir="/tmp") as name:
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(name, nobody.pw_uid, nobody.pw_gid)
        yield Path(name)


@contextmanager
def running(
    command: list[str], folder: Path, is_ready: Callable[[], bool], stop: signal.Signals
) -> Iterator[None]:
    """Run a server until the block ends; the kernel stops it should this process be killed.

    Raises RuntimeError with the server's own words if it is not ready in 30 s.
    """
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*unprivileged(f"--pdeathsig={stop.name}"), *command],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + READY_DEADLINE_S
        while not is_ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.02)
        yield
    finally:
        process.send_signal(stop)
        try:
            process.wait(STOP_DEADLINE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# -- PostgreSQL ------------------------------------------------------------------------------------


class PostgreSQL:
    """A running cluster: makes, copies and drops databases."""

    TEMPLATE = "comptoir_template"

    def __init__(self, programs: Path, port: int) -> None:
        self._programs = programs
        self._server = ["--host=127.0.0.1", f"--port={port}", "--username=postgres"]
        self.port = port

    def _run(self, program: str, *arguments: str) -> int:
        command = [str(self._programs / program), *self._server, *arguments]
        return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode

    def is_ready(self) -> bool:
        """Tell whether the cluster accepts connections."""
        return self._run("pg_isready", "--quiet") == 0

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of a database of this cluster."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str = "", template: str = TEMPLATE) -> str:
        """Copy the template, which nothing may be connected to, and return the copy's name."""
        name = name or f"test_{secrets.token_hex(6)}"
        if self._run("createdb", f"--template={template}", "--strategy=file_copy", name):
            raise RuntimeError(f"createdb refused to copy {template}")
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database, cutting whoever is still connected to it."""
        self._run("dropdb", "--force", "--if-exists", name)


@pytest.fixture(scope="session")
def fill_template() -> Callable[[str], None]:
    """Return what fills the template each test's database is copied from, given its URL.

    Nothing here; a conftest overrides it, for instance to migrate, and leaves no connection open.
    """
    return lambda url: None


@contextmanager
def running_postgresql(**other_settings: str) -> Iterator[PostgreSQL]:
    """Run a cluster until the block ends, with an empty template. Nothing in it is durable.

    `other_settings` replace the tests' own: benchmarks flush to the disk.
    """
    folders = newest_folders("/usr/lib/postgresql/*/bin")
    programs = Path(find_program("initdb", "postgresql", *folders)).resolve().parent
    with server_folder() as folder:
        data = folder / "data"
        subprocess.run(
            [*unprivileged(), programs / "initdb", "--no-sync", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--username=postgres", f"--pgdata={data}"],
            cwd=folder, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        cluster = PostgreSQL(programs, free_port())
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(cluster.port),
            "unix_socket_directories": "",
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "shared_buffers": "32MB",
            **other_settings,
        }
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = [str(programs / "postgres"), "-D", str(data), *options]
        with running(command, folder, cluster.is_ready, signal.SIGINT):
            cluster.create_database(PostgreSQL.TEMPLATE, template="template0")
            yield cluster


@pytest.fixture(scope="session")
def postgresql(fill_template: Callable[[str], None]) -> Iterator[PostgreSQL]:
    """Run a cluster for this pytest process, its template filled."""
    with running_postgresql() as cluster:
        fill_template(cluster.url(PostgreSQL.TEMPLATE))
        yield cluster


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    """Give the URL of a PostgreSQL database of this test's own."""
    name = postgresql.create_database()
    yield postgresql.url(name)
    postgresql.drop_database(name)


# -- SQLite, and both ------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sqlite_template(
    fill_template: Callable[[str], None], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return the SQLite file each test's database is copied from."""
    path = tmp_path_factory.mktemp("sqlite") / "comptoir.db"
    fill_template(f"sqlite:///{path}")
    path.touch()  # where nothing filled it
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Give the URL of an SQLite database of this test's own."""
    path = shutil.copy(sqlite_template, tmp_path / "comptoir.db")
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of a database of this test's own; the test runs on SQLite and on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


# -- Redis, Chromium -------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    """Run a Redis that keeps nothing on disk and return its URL."""
    program = find_program("redis-server", "redis-server")
    port = free_port()
    command = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    with (
        server_folder() as folder,
        running(command, folder, lambda: accepts_connections(port), signal.SIGTERM),
    ):
        yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """Give the URL of a Redis that holds nothing."""
    with redis.Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the path of a Chromium for Playwright's `executable_path`."""
    # `make test-deps` puts one beside the tools where apt has none (Ubuntu).
    browsers = Path(sys.prefix, "browsers").glob("chromium-*/chrome-linux*/chrome")
    for path in [*filter(None, map(shutil.which, ("chromium", "google-chrome"))), *browsers]:
        return str(path)
    pytest.skip("chromium is not installed: apt-get install chromium")


@pytest.fixture(scope="session")
def tesseract() -> str:
    """Return the path of a tesseract, which the service then finds by itself."""
    return find_program("tesseract", "tesseract-ocr tesseract-ocr-fra")


# -- no network ------------------------------------------------------------------------------------


class NetworkForbiddenError(Exception):
    """A test tried to reach beyond loopback."""


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address stays on this machine."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Tell whether a host is written as an address, which takes no look-up."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse, as an audit hook, a connection or datagram to elsewhere and the look-up of a name."""
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        # A Unix socket's address is a path; an Internet one begins with its host.
        if isinstance(address, tuple) and not is_loopback(str(address[0])):
            raise NetworkForbiddenError(f"{event} to {address}: tests stay on this machine")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0]
        if isinstance(host, bytes):
            host = host.decode()
        if host and not is_loopback(str(host)) and not is_address(str(host)):
            raise NetworkForbiddenError(f"look-up of {host}: tests stay on this machine")


# -- pytest hooks ----------------------------------------------------------------------------------


def is_controller(config: pytest.Config) -> bool:
    """Tell whether this is the process that reports, not one of xdist's workers."""
    return not hasattr(config, "workerinput")


def skip_reasons(config: pytest.Config) -> list[str]:
    """Return why each skipped test was."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return [report.longrepr[2].removeprefix("Skipped: ") for report in skipped]


def pytest_configure() -> None:
    """Close the network for as long as this process lives: an audit hook can't be taken back."""
    sys.addaudithook(refuse_network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `services` what asks for a server, so that no test has to say it twice."""
    for item in items:
        if SERVICE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.services)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a strict run in which a test was skipped."""
    strict = os.environ.get("COMPTOIR_TEST_STRICT") == "1"
    if strict and session.exitstatus == pytest.ExitCode.OK and skip_reasons(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say last of all what was not run on this machine and what would bring it."""
    if not is_controller(config) or config.option.collectonly:
        return
    reasons = skip_reasons(config)
    if not reasons:
        print("Nothing was skipped.")
        return
    packages = sorted({name for r in reasons for name in re.findall(r"apt-get install (\S+)", r)})
    if packages:
        want = f"for want of {', '.join(packages)}: apt-get install {' '.join(packages)}"
    else:
        want = "for the reasons above"
    print(f"Not run here ({len(reasons)}), {want}")
