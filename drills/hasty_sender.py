"""A comptoir that tries deliveries again within seconds, and takes over a dead one's: for drills.

`--break` as the first argument makes it a broken one: a delivery is written as done before it is
sent, and a receiver that hangs may take every place there is.
"""

import sys
from typing import Any

from comptoir.assurance import delivering
from comptoir.cli import main
from comptoir.kernel import worker
from comptoir.kernel.jobs import Job
from comptoir.kernel.outbound import Response
from comptoir.platform import Platform

worker.LEASE_S, worker.HOLD_EVERY_S = 2.0, 0.7
delivering.SCHEDULE_S = (0, 2, 5, *[15] * 200)  # type: ignore[assignment]
delivering.LONGEST_WAIT_S = 5

_attempt = delivering._attempt


async def settle_first(platform: Platform, job: Job, found: Any) -> None:
    """Send what is already written as delivered: what dies on its way is lost."""
    done = Response(204, {}, b"")
    now = platform.clock.now()
    await platform.db.write(delivering._settle, job, found["id"], done, None, now)
    await _attempt(platform, job, found)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "--break":
        delivering._attempt = settle_first
        delivering.AT_ONCE_EACH = delivering.AT_ONCE
        arguments = arguments[1:]
    sys.exit(main(arguments))
