"""What the benchmarks of rooms share: the generator, a server with people, the CPU of a process.

The load comes from a program in C that is compiled here (`cc`): a client in Python would be busy
before any of the servers.
"""

import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from drills.server import ENVIRONMENT, Server, request

HERE = Path(__file__).parent
EMAILS = [f"{name}@intranet.example" for name in ("admin", "alice", "bob")]


def cpu_s(process: psutil.Process) -> float:
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


@contextmanager
def generator() -> Iterator[Path]:
    """The compiled generator."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "fanout_load"
        source = HERE / "fanout_load.c"
        subprocess.run(["cc", "-O2", "-o", str(program), str(source)], check=True)
        yield program


@contextmanager
def intranet(**environ: str) -> Iterator[tuple[psutil.Process, int, Path]]:
    """A real server; its process, its port, and a file of tokens of three people."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        server = Server(Path(folder) / "home", ("intranet",), environ=environ)
        server.start()
        stack.callback(server.stop)
        assert server.process is not None
        port = server.ports["intranet"]
        tokens = []
        for email in EMAILS:
            body = {"email": email, "password": "comptoir-demo"}
            status, answer = request(port, "POST", "/login", body)
            assert status == 200, answer
            tokens.append(answer["access_token"])
        path = Path(folder) / "tokens"
        path.write_text("\n".join(tokens))
        yield psutil.Process(server.process.pid), port, path


@contextmanager
def peer(command: list[str], port: int) -> Iterator[psutil.Process]:
    """A server that somebody else might run."""
    process = subprocess.Popen(command, env=ENVIRONMENT)
    try:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def measured(
    program: Path,
    process: psutil.Process,
    port: int,
    tokens: Path | str,
    *,
    members: int,
    senders: int,
    per_s: int,
    seconds: float,
    room: str = "general",
) -> dict[str, Any]:
    """One run of the generator, with the CPU that the server took for it."""
    with subprocess.Popen(
        [
            str(program),
            *map(str, (port, members, senders, per_s, seconds, room, tokens)),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as load:
        assert load.stdin is not None
        assert load.stdout is not None
        assert load.stdout.readline() == "ready\n", "the generator could not connect"
        before_s = cpu_s(process)
        load.stdin.write("\n")
        load.stdin.flush()
        found: dict[str, Any] = json.loads(load.stdout.readline())
        found["cpu_s"] = cpu_s(process) - before_s
    return found
