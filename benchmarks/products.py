"""Fifty products of the catalogue, as served, beside a bare route and beside an ORM.

`GET /api/products/?limit=50` over sockets that are kept, sixteen at once. Ours is the server as it
runs: its door, its log, limits in memory, a bearer token that is verified and looked up, ETag. The
peers answer the same products from the same database and do nothing else. In turns in one run, on
SQLite, then on PostgreSQL where it is installed; PostgreSQL's own CPU is reported beside.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from drills.server import ENVIRONMENT, Server, loopback, request

sys.path.append(str(Path(__file__).parents[1] / "tests"))

PATH = "/api/products/?limit=50"
AT_ONCE, REQUESTS, ROUNDS, WARMING = 16, 800, 6, 200
DRIVER = "aiosqlite==0.22.1"
HERE = Path(__file__).parent
PEOPLE = 12
"""A caller may ask 600 times a minute, so there are several."""


@dataclass
class Candidate:
    """One of the servers compared, and the headers its callers send."""

    name: str
    process: psutil.Process
    port: int
    callers: list[str]

    def __post_init__(self) -> None:
        self.cpu_us: list[float] = []
        self.database_us: list[float] = []


async def _ask(port: int, callers: list[str], requests: int) -> int:
    """Ask so many times, sixteen at once, the callers in turns; the bytes of one answer."""
    left = iter(range(requests))
    sizes: set[int] = set()

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in left:
            head = f"GET {PATH} HTTP/1.1\r\nHost: shop\r\n{callers[number % len(callers)]}\r\n"
            writer.write(head.encode())
            answer = await reader.readuntil(b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 200"), answer
            length = int(answer.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            body = json.loads(await reader.readexactly(length))
            assert (len(body["products"]), body["total"]) == (50, 180)
            sizes.add(length)
        writer.close()

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return max(sizes)


def _cpu_s(process: psutil.Process) -> float:
    """User and system time of all threads, finer than the kernel's ticks."""
    with suppress(OSError):
        return (
            sum(
                int((task / "schedstat").read_text().split()[0])
                for task in Path(f"/proc/{process.pid}/task").iterdir()
            )
            / 1e9
        )
    used = process.cpu_times()
    return used.user + used.system


def _measure(candidates: list[Candidate], database: psutil.Process | None) -> None:
    for candidate in candidates:
        asyncio.run(_ask(candidate.port, candidate.callers, WARMING))
    for turn in range(ROUNDS):
        for candidate in candidates[turn % 3 :] + candidates[: turn % 3]:
            before, database_before = _cpu_s(candidate.process), _cpu_s_of_each(database)
            asyncio.run(_ask(candidate.port, candidate.callers, REQUESTS))
            candidate.cpu_us.append((_cpu_s(candidate.process) - before) / REQUESTS * 1e6)
            used_s = sum(
                used - database_before[pid]
                for pid, used in _cpu_s_of_each(database).items()
                if pid in database_before
            )
            candidate.database_us.append(used_s / REQUESTS * 1e6)


def _cpu_s_of_each(server: psutil.Process | None) -> dict[int, float]:
    """Of each process of a server: a backend stays while it is asked, others come and go."""
    used = {}
    for process in (server, *server.children(recursive=True)) if server else ():
        with suppress(psutil.NoSuchProcess):
            used[process.pid] = _cpu_s(process)
    return used


def _report(name: str, candidates: list[Candidate], bytes_: int) -> None:
    ours = candidates[0]
    print(f"{name}, {bytes_} bytes an answer, {ROUNDS} rounds of {REQUESTS}:")
    for each in candidates:
        ratio = median(a / b for a, b in zip(ours.cpu_us, each.cpu_us, strict=True))
        spread = f"{min(each.cpu_us):.0f}–{max(each.cpu_us):.0f}"
        beside = f", PostgreSQL {median(each.database_us):.0f}" if any(each.database_us) else ""
        print(
            f"  {each.name:<42} {median(each.cpu_us):6.0f} µs of CPU ({spread}){beside};"
            f" ours is {ratio:.2f} of it"
        )


@contextmanager
def _peer(script: str, database: str, packages: str) -> Iterator[tuple[psutil.Process, int]]:
    from services import free_port  # noqa: PLC0415

    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(HERE / script), str(port), database],
        env=ENVIRONMENT | {"PYTHONPATH": packages},
    )
    try:
        for _ in range(200):
            with suppress(OSError):
                request(port, "GET", PATH)
                break
            time.sleep(0.05)
        yield psutil.Process(process.pid), port
    finally:
        process.terminate()
        process.wait(20)


def _tokens(port: int) -> list[str]:
    headers = []
    for number in range(PEOPLE):
        person = {"email": f"p{number}@example.com", "username": f"p{number}", "password": "x" * 12}
        request(port, "POST", "/api/auth/register", person, loopback(number))
        status, answer = request(port, "POST", "/api/auth/login", person, loopback(number))
        assert status == 200, answer
        headers.append(f"Authorization: Bearer {answer['access_token']}\r\n")
    return headers


def _compare(
    name: str, folder: Path, environ: dict[str, str], bare: str, orm: str, database: int | None
) -> None:
    packages = str(folder / "packages")
    server = Server(folder / "home", environ=environ)
    subprocess.run(
        [sys.executable, "-m", "comptoir", "migrate"],
        env=ENVIRONMENT | {"COMPTOIR_HOME": str(server.home), **environ},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with ExitStack() as opened:
        server.start()
        opened.callback(server.stop)
        assert server.process is not None
        port = server.ports["meuble"]
        bare_process, bare_port = opened.enter_context(_peer("products_bare.py", bare, packages))
        orm_process, orm_port = opened.enter_context(_peer("products_orm.py", orm, packages))
        candidates = [
            Candidate("comptoir", psutil.Process(server.process.pid), port, _tokens(port)),
            Candidate("bare FastAPI route, raw driver, orjson", bare_process, bare_port, [""]),
            Candidate("FastAPI, asynchronous ORM, response_model", orm_process, orm_port, [""]),
        ]
        _measure(candidates, psutil.Process(database) if database else None)
        size = asyncio.run(_ask(port, candidates[0].callers, 1))
        _report(name, candidates, size)


def main() -> None:
    """Print the figures."""
    from services import running_postgresql  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        packages = folder / "packages"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--target", packages, DRIVER], check=True
        )
        file = folder / "home" / "comptoir.db"
        _compare("SQLite", folder, {}, str(file), f"sqlite+aiosqlite:///{file}", None)
    with tempfile.TemporaryDirectory() as path, running_postgresql() as cluster:
        url = cluster.url(cluster.create_database("bench"))
        found = [
            p for p in psutil.process_iter(["cmdline"]) if f"port={cluster.port}" in str(p.info)
        ]
        main_process = min(p.pid for p in found if p.name().startswith("postgres"))
        orm = url.replace("postgresql:", "postgresql+asyncpg:")
        folder = Path(path)
        _compare("PostgreSQL", folder, {"COMPTOIR_DATABASE_URL": url}, url, orm, main_process)
