"""A PostgreSQL and a Redis that drills kill, freeze and start again, on ports that stay."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from services import (
    PostgreSQL,
    accepts_connections,
    find_program,
    free_port,
    newest_folders,
    server_folder,
    unprivileged,
)

READY_DEADLINE_S = 60


class _Mortal:
    """A server that is started, killed, and started again over what it kept."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self._folder, self._command = folder, command
        self._process: subprocess.Popen[bytes] | None = None

    def is_ready(self) -> bool:
        """Whether it answers."""
        raise NotImplementedError

    def start(self) -> float:
        """Start it; the seconds until it answered. Raises RuntimeError if it never does."""
        began_s = time.monotonic()
        while not self._begin():
            # What was killed leaves children, which must see that before another may begin.
            if time.monotonic() - began_s > READY_DEADLINE_S:
                log = (self._folder / "server.log").read_text(errors="replace")
                raise RuntimeError(f"{self._command[0]} did not start:\n{log[-2000:]}")
            time.sleep(0.1)
        return time.monotonic() - began_s

    def _begin(self) -> bool:
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*unprivileged("--pdeathsig=SIGKILL"), *self._command],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        while self._process.poll() is None:
            if self.is_ready():
                return True
            time.sleep(0.02)
        return False

    def signal(self, number: signal.Signals) -> None:
        """Freeze it (SIGSTOP), or let it go on (SIGCONT)."""
        assert self._process is not None
        self._process.send_signal(number)

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class Cluster(_Mortal):
    """A PostgreSQL as it is installed: what it acknowledges is on the disk."""

    def __init__(self, folder: Path) -> None:
        found = find_program("initdb", "postgresql", *newest_folders("/usr/lib/postgresql/*/bin"))
        programs = Path(found).resolve().parent
        self.port = free_port()
        data = folder / "data"
        subprocess.run(
            [*unprivileged(), programs / "initdb", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--username=postgres", f"--pgdata={data}"],
            cwd=folder, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        super().__init__(
            folder,
            [
                str(programs / "postgres"),
                "-D",
                str(data),
                f"--port={self.port}",
                "--listen_addresses=127.0.0.1",
                "--unix_socket_directories=",
            ],
        )
        self._server = PostgreSQL(programs, self.port)

    @property
    def url(self) -> str:
        """Of its one database."""
        return self._server.url("postgres")

    def is_ready(self) -> bool:
        """Whether it takes connections."""
        return self._server.is_ready()


class Hints(_Mortal):
    """A Redis that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        program = find_program("redis-server", "redis-server")
        super().__init__(
            folder, [program, "--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]
        )

    @property
    def url(self) -> str:
        """Of its one database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def is_ready(self) -> bool:
        """Whether it takes connections."""
        return accepts_connections(self.port)

    def cut_subscriptions(self) -> int:
        """Cut everybody who listens; how many there were."""
        with redis.Redis.from_url(self.url) as client:
            return int(client.client_kill_filter(_type="pubsub"))


@contextmanager
def mortal_servers() -> Iterator[tuple[Cluster, Hints]]:
    """One of each, started; killed at the end."""
    with server_folder() as kept, server_folder() as said:
        cluster, hints = Cluster(kept), Hints(said)
        try:
            cluster.start()
            hints.start()
            yield cluster, hints
        finally:
            hints.signal(signal.SIGCONT)
            cluster.kill()
            hints.kill()
