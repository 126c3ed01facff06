"""A deliberately broken comptoir, which trusts hints alone: `drills/outages` must notice."""

import asyncio
import sys

from comptoir.cli import main
from comptoir.intranet import hub


async def _look_again_and_again(self: hub.Hub) -> None:
    await asyncio.Event().wait()


hub.Hub._look_again_and_again = _look_again_and_again  # type: ignore[method-assign]
sys.exit(main())
