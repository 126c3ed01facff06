"""The office of the agents' service, on either database."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from agents_office import Office, open_office
from comptoir.brain import Brain
from served import served


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


@pytest.fixture
def fresh_foyer_url(tmp_path: Path) -> Iterator[str]:
    """The address of a server that nobody has used yet."""
    with served("foyer", tmp_path / "fresh") as url:
        yield url
