"""A service in a process of its own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from cast import SECRET


def served_foyer(home: Path, **more: str) -> AbstractContextManager[str]:
    """The agents' service in a process of its own, in development."""
    return served("foyer", home, **more)


@contextmanager
def served(service: str, home: Path, **more: str) -> Iterator[str]:
    """One service in a process of its own, in development."""
    command = shutil.which("comptoir", path=str(Path(sys.executable).parent))
    assert command, "the project is installed in the environment of its tests"
    process = subprocess.Popen(
        [command, "serve", service, "--port", f"{service}=0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "COMPTOIR_HOME": str(home), "COMPTOIR_SECRET": SECRET, **more},
    )
    assert process.stdout
    try:
        for line in process.stdout:
            found = re.search(rf"{service}\s+http://localhost:(\d+)", line)
            if found:
                break
        else:
            raise RuntimeError("the server did not start")
        yield f"http://127.0.0.1:{found[1]}"
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
