"""An insurer on either database."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from insured import Insurer, open_insurer


@pytest.fixture
async def open_an_insurer(
    database_url: str, tmp_path: Path
) -> AsyncIterator[Callable[..., object]]:
    """Open insurers over this test's database: `await open_an_insurer(production=True)`."""
    opened = []

    async def open_it(*, production: bool = False, **environ: str) -> Insurer:
        environ.setdefault("COMPTOIR_HOME", str(tmp_path))
        context = open_insurer(database_url, production=production, **environ)
        insurer = await context.__aenter__()
        opened.append(context)
        return insurer

    yield open_it
    for context in reversed(opened):
        await context.__aexit__(None, None, None)


@pytest.fixture
async def insurer(open_an_insurer: Callable[..., object]) -> Insurer:
    """An insurer in development, with its demonstration data."""
    return await open_an_insurer()
