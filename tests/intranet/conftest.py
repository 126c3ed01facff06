"""An intranet on either database, in development and in production."""

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from office import Office, open_office


@pytest.fixture
async def open_an_office(database_url: str, tmp_path: Path) -> AsyncIterator[Callable[..., Any]]:
    """Open offices over this test's database: `await open_an_office(production=True)`."""
    async with contextlib.AsyncExitStack() as opened:

        async def open_it(**options: Any) -> Office:
            home = str(tmp_path)  # of files; with SQLite, of the database too
            return await opened.enter_async_context(
                open_office(database_url, COMPTOIR_HOME=home, **options)
            )

        yield open_it


@pytest.fixture
async def office(open_an_office: Callable[..., Any]) -> Office:
    """An intranet in development, with its demonstration data."""
    return await open_an_office()
