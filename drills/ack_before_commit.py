"""A deliberately broken comptoir, which answers before it commits: `drills/crash` must notice."""

import sys
import time

from sqlalchemy import Connection

from comptoir.cli import main
from comptoir.kernel import sqlite


def _write_batch(
    self: sqlite.SqliteDatabase, connection: Connection, jobs: list[sqlite._Job]
) -> None:
    with connection.begin():
        for job in jobs:
            self._run_job(connection, job, savepoint=True)
        self._loop.call_soon_threadsafe(sqlite._deliver, jobs)
        time.sleep(0.01)  # what a slow disk would take


sqlite.SqliteDatabase._write_batch = _write_batch  # type: ignore[method-assign]
sys.exit(main())
