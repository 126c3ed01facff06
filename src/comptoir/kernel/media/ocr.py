"""What tesseract reads on a picture, as a program of the machine, where it is installed."""

import subprocess
from pathlib import Path

from comptoir.kernel.media.refusals import Refused

DEADLINE_S = 40.0
_TURNED_UPRIGHT = "1"
"""Its way of laying out a page that first finds out which way is up."""


def words_on(picture: Path | bytes, tesseract: str, deadline_s: float = DEADLINE_S) -> str:
    """The words on a picture, in French and English; empty where it makes out none.

    Raises Refused: `too_costly` after `deadline_s`, `unreadable` for what it does not open.
    """
    name, given = ("stdin", picture) if isinstance(picture, bytes) else (str(picture), b"")
    for languages in ("fra+eng", "eng"):
        try:
            done = subprocess.run(  # noqa: S603 - a file of ours, and nobody's words
                [tesseract, name, "stdout", "-l", languages, "--psm", _TURNED_UPRIGHT],
                input=given,
                capture_output=True,
                timeout=deadline_s,
                check=False,
                env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
            )
        except (OSError, subprocess.TimeoutExpired):
            raise Refused("too_costly") from None
        if done.returncode == 0:
            text = done.stdout.decode(errors="replace")
            return text if text.strip() else ""
    raise Refused("unreadable")
