"""A deliberately broken comptoir, which decodes in its own process and believes every header.

`drills/uploads` must notice.
"""

import asyncio
import sys
from collections.abc import Collection
from pathlib import Path

from comptoir.cli import main
from comptoir.kernel.media import child, images
from comptoir.kernel.media.inspector import Finding, Inspector
from comptoir.kernel.media.kinds import KINDS

images.MAXIMUM_PIXELS = images.MAXIMUM_FRAME_PIXELS = 500_000_000


async def _inspect(_: Inspector, path: Path, clean: Path, allowed: Collection[str]) -> Finding:
    found = await asyncio.to_thread(child.inspect, path, clean, sorted(allowed))
    return Finding(KINDS[found["kind"]], found["size_bytes"], found["sha256"], found["measures"])


Inspector.inspect = _inspect  # type: ignore[method-assign]
sys.exit(main())
