"""The office of the agents' service, on either database."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cast import SECRET
from comptoir.brain import Brain
from office import Office, open_office


@pytest.fixture
async def open_an_office(database_url: str, tmp_path: Path) -> AsyncIterator[Callable[..., object]]:
    """Open offices over this test's database: `await open_an_office(production=True, brain=…)`."""
    opened = []

    async def open_it(
        *, production: bool = False, brain: Brain | None = None, **environ: str
    ) -> Office:
        environ = {"COMPTOIR_HOME": str(tmp_path), **environ}
        context = open_office(database_url, production=production, brain=brain, **environ)
        office = await context.__aenter__()
        opened.append(context)
        return office

    yield open_it
    for context in reversed(opened):
        await context.__aexit__(None, None, None)


@pytest.fixture
async def office(open_an_office: Callable[..., object]) -> Office:
    """The service in development, with its demonstration data and no model."""
    return await open_an_office()


@contextmanager
def served_foyer(home: Path, **more: str) -> Iterator[str]:
    """The agents' service in a process of its own, in development."""
    command = shutil.which("comptoir", path=str(Path(sys.executable).parent))
    assert command, "the project is installed in the environment of its tests"
    process = subprocess.Popen(
        [command, "serve", "foyer", "--port", "foyer=0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "COMPTOIR_HOME": str(home), "COMPTOIR_SECRET": SECRET, **more},
    )
    assert process.stdout
    try:
        for line in process.stdout:
            found = re.search(r"foyer\s+http://localhost:(\d+)", line)
            if found:
                break
        else:
            raise RuntimeError("the server did not start")
        yield f"http://127.0.0.1:{found[1]}"
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.fixture
def fresh_foyer_url(tmp_path: Path) -> Iterator[str]:
    """The address of a server that nobody has used yet."""
    with served_foyer(tmp_path / "fresh") as url:
        yield url
