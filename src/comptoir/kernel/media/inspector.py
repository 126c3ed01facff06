"""Asks a child process what a file is. One warm child, replaced when it ends or has done enough.

A file that kills its child, or that takes it too long, is refused as `too_costly`; the next file
meets a new child.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comptoir.kernel import metrics
from comptoir.kernel.child import Child, Gone, Overwhelmed, Patience
from comptoir.kernel.errors import Text, Unavailable
from comptoir.kernel.media.kinds import KINDS, Kind
from comptoir.kernel.media.refusals import Refused

DEADLINE_S = 20.0
"""Of one file, by the clock; the child itself stops at its CPU time."""
FILES_A_CHILD = 200
IDLE_S = 120.0
MAXIMUM_WAITING = 40


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file is. Sizes and digest are of what is to be kept."""

    kind: Kind
    size_bytes: int
    sha256: str
    measures: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sound:
    """What can be heard in a file."""

    container: str
    codec: str
    duration_s: float
    """Of what was decoded, whatever the file says of itself."""


class Inspector:
    """The child, and who waits for it."""

    def __init__(self) -> None:
        self._child = Child("comptoir.kernel.media.child")

    @property
    def waiting(self) -> int:
        """How many files wait for the child, with the one it looks at."""
        return self._child.waiting

    @property
    def child_id(self) -> int | None:
        """The process id of the child that is there, if one is."""
        return self._child.process_id

    async def inspect(self, path: Path, clean: Path, allowed: Collection[str]) -> Finding:
        """Find out what the file at `path` is; an image is written anew to `clean`.

        `allowed` names the kinds that are taken. Raises Refused, or Unavailable when too many
        files wait.
        """
        found = await self._ask({"path": path, "clean": clean, "allowed": sorted(allowed)})
        return Finding(
            KINDS[found["kind"]], found["size_bytes"], found["sha256"], found["measures"]
        )

    async def listen(self, path: Path, clean: Path) -> Sound:
        """Decode what can be heard in the file at `path`, to `clean`: WAV, 16 kHz, one channel.

        Raises Refused, `too_large` for what lasts too long, or Unavailable.
        """
        return Sound(**await self._ask({"path": path, "clean": clean, "sound": True}))

    async def close(self) -> None:
        """End the child."""
        await self._child.close()

    async def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        order |= {name: str(order[name]) for name in ("path", "clean")}
        patience = Patience(DEADLINE_S, FILES_A_CHILD, IDLE_S, MAXIMUM_WAITING)
        started = self._child.started
        try:
            found = await self._child.ask(order, patience)
        except Overwhelmed:
            raise Unavailable(
                Text(
                    "Trop de fichiers sont en cours d'analyse. Réessayez dans un instant.",
                    "Too many files are being examined. Try again in a moment.",
                ),
                retry_after_s=5,
            ) from None
        except Gone:
            found = {"refused": "too_costly"}
        finally:
            if self._child.started > started:
                metrics.MEDIA_CHILDREN.add()
        metrics.FILES.add(found.get("refused", "taken"))
        if "refused" in found:
            raise Refused(found["refused"])
        return found
