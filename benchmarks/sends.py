"""Durable sends: messages that are acknowledged once they are on the disk, a second.

SQLite flushes a batch by one fdatasync; PostgreSQL runs with fsync and synchronous_commit on. Then
both again with 5 ms more a commit, as on a slower disk: SQLite's server is started with a library
before the C library's that waits in fdatasync; PostgreSQL waits by its own `commit_delay`.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drills.server import ENVIRONMENT

from benchmarks.rooms import HERE, generator, intranet, measured

sys.path.append(str(Path(__file__).parents[1] / "tests"))

SENDERS, SECONDS = 200, 6.0
OFFERED_A_SECOND = (200, 2_000, 3_500)
SLOWER_US = 5_000
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def _measure(name: str, **environ: str) -> None:
    # Nobody follows the room: what is measured is storing.
    with generator() as program, intranet(**environ) as (process, port, tokens):
        for per_s in OFFERED_A_SECOND:
            found = measured(
                program,
                process,
                port,
                tokens,
                members=SENDERS,
                senders=SENDERS,
                per_s=per_s,
                seconds=SECONDS,
                room="!afterworks",
            )
            print(
                f"  {name}, {per_s} a second offered: {found['acks'] / found['seconds']:.0f} acks"
                f" a second of {found['sent']} sent, p50 {found['a50_us'] / 1000:.1f},"
                f" p99 {found['a99_us'] / 1000:.1f} ms,"
                f" {found['cpu_s'] / max(found['acks'], 1) * 1e6:.0f} µs of CPU each",
                flush=True,
            )


@contextmanager
def _slow_disk() -> Iterator[dict[str, str]]:
    """The environment of a program whose flushes take longer."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "slow_sync.so"
        source = HERE / "slow_sync.c"
        command = ["cc", "-O2", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"]
        subprocess.run(command, check=True)
        yield {"LD_PRELOAD": str(library), "SLOW_SYNC_US": str(SLOWER_US)}


def _measure_postgresql(name: str, **settings: str) -> None:
    from services import running_postgresql  # noqa: PLC0415

    with running_postgresql(**DURABLE, **settings) as cluster, tempfile.TemporaryDirectory() as home:
        url = cluster.url(cluster.create_database("sends", template="template0"))
        environ = {"COMPTOIR_DATABASE_URL": url, "COMPTOIR_HOME": home}
        command = [sys.executable, "-m", "comptoir", "migrate"]
        subprocess.run(command, env=ENVIRONMENT | environ, check=True, stdout=subprocess.DEVNULL)
        _measure(name, COMPTOIR_DATABASE_URL=url)


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where it is installed."""
    from services import newest_folders  # noqa: PLC0415

    _measure("SQLite")
    with _slow_disk() as environ:
        _measure("SQLite, 5 ms more a commit", **environ)
    if not any(shutil.which("initdb", path=f) for f in newest_folders("/usr/lib/postgresql/*/bin")):
        return
    _measure_postgresql("PostgreSQL")
    _measure_postgresql(
        "PostgreSQL, 5 ms more a commit", commit_delay=str(SLOWER_US), commit_siblings="0"
    )
