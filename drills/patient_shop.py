"""A comptoir whose limits see an hour pass between any two requests.

`--break` as the first argument makes it a broken one, which stumbles over the names of tickets.
"""

import itertools
import sys
from typing import NoReturn

from comptoir import platform
from comptoir.cli import main
from comptoir.kernel.limits import Limiter, MemoryLimiter
from comptoir.meuble import wire


def open_limiter(_redis_url: str) -> Limiter:
    """A limiter with a clock of its own."""
    return MemoryLimiter(itertools.count(step=3600).__next__)


def stumble(name: str) -> NoReturn:
    """What a broken shop does with the name of a ticket."""
    raise ValueError(name)


platform.open_limiter = open_limiter
if sys.argv[1:2] == ["--break"]:
    del sys.argv[1]
    wire.ticket_number = stumble
sys.exit(main())
