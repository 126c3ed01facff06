"""Durable sends: messages that are acknowledged once they are on the disk, a second.

The PostgreSQL that the tests start flushes nothing to the disk: its figures are of the program.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from drills.server import ENVIRONMENT

from benchmarks.rooms import generator, intranet, measured

sys.path.append(str(Path(__file__).parents[1] / "tests"))

SENDERS, SECONDS = 200, 6.0


def _measure(name: str, **environ: str) -> None:
    # Nobody follows the room: what is measured is storing.
    with generator() as program, intranet(**environ) as (process, port, tokens):
        for per_s in (200, 2_000, 3_500):
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


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where it is installed."""
    from services import newest_folders, running_postgresql  # noqa: PLC0415

    _measure("SQLite")
    if not any(shutil.which("initdb", path=f) for f in newest_folders("/usr/lib/postgresql/*/bin")):
        return
    with running_postgresql() as cluster, tempfile.TemporaryDirectory() as home:
        url = cluster.url(cluster.create_database("sends", template="template0"))
        environ = {"COMPTOIR_DATABASE_URL": url, "COMPTOIR_HOME": home}
        command = [sys.executable, "-m", "comptoir", "migrate"]
        subprocess.run(command, env=ENVIRONMENT | environ, check=True, stdout=subprocess.DEVNULL)
        _measure("PostgreSQL, no flush", COMPTOIR_DATABASE_URL=url)
