"""A comptoir that also does the jobs of `drills/jobs`, and takes over a dead one's within seconds.

`--break` as the first argument makes it a broken one, which marks a job as done before it runs.
"""

import asyncio
import random
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text
from starlette.types import ASGIApp

from comptoir import serve
from comptoir.cli import main
from comptoir.kernel import jobs, worker
from comptoir.kernel.jobs import Job
from comptoir.kernel.worker import Kind, Later
from comptoir.platform import Platform

KIND = "drill"
LONGEST_S = 0.1
FAILING = 0.1

worker.LEASE_S, worker.HOLD_EVERY_S, worker.FIRST_PAUSE_S = 3.0, 1.0, 0.2

_create_app, _claim = serve.create_app, jobs.claim


def note(connection: Connection, number: int) -> None:
    """Write that the job ran, each time; and its effect, which is the same the second time."""
    connection.execute(text("INSERT INTO drill_runs VALUES (:number)"), {"number": number})
    connection.execute(
        text("INSERT INTO drill_effects VALUES (:number) ON CONFLICT DO NOTHING"),
        {"number": number},
    )


def create_app(service: str, platform: Platform) -> ASGIApp:
    """The service's app; with the first one, what does the drill's jobs."""

    async def run(job: Job) -> None:
        await asyncio.sleep(random.uniform(0, LONGEST_S))
        if random.random() < FAILING:
            raise Later("as it happens", after_s=0.2)
        await platform.db.write(note, job.payload["number"])

    if service == "meuble":
        platform.worker.handles(Kind(KIND, run))
    return _create_app(service, platform)


def claim_as_done(
    connection: Connection, wanted: Mapping[str, int], held: Any, now: datetime, until: datetime
) -> list[Job]:
    """Claim jobs and forget them: what dies with this process is lost."""
    claimed = _claim(connection, wanted, held, now, until)
    for job in claimed:
        jobs.finish(connection, job, now)
    return claimed


if __name__ == "__main__":
    arguments = sys.argv[1:]
    serve.create_app = create_app
    if arguments[0] == "--break":
        jobs.claim = claim_as_done
        arguments = arguments[1:]
    sys.exit(main(arguments))
