"""What every test may ask for: a shop with demonstration data on either database, and its clock."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from cast import SECRET, Shop, migrated, open_shop
from comptoir import demo
from comptoir.brain import Brain
from comptoir.kernel.clock import Clock
from comptoir.platform import open_database
from upstream import Upstream

pytest_plugins = ["services"]

for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "MISTRAL_API_KEY", "CLOUDINARY_URL"):
    os.environ.pop(name, None)  # no test may ask whom whoever runs it pays

hypothesis_settings.register_profile("comptoir", deadline=None)
hypothesis_settings.load_profile("comptoir")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def fill_template() -> Callable[[str], None]:
    """Every test's database begins with the current schema and the demonstration data."""

    def fill(url: str) -> None:
        settings = migrated(url)

        async def load() -> None:
            db = open_database(settings)
            passwords = Shop.cheap_passwords()
            try:
                await demo.load_if_empty(db, passwords, Clock())
            finally:  # a thread that is left would keep a failed run from ending
                passwords.close()
                await db.close()

        asyncio.run(load())

    return fill


OpenShop = Callable[..., "asyncio.Future[Shop]"]


@pytest.fixture
async def open_a_shop(database_url: str, tmp_path: Path) -> AsyncIterator[Callable[..., object]]:
    """Open shops over this test's database: `await open_a_shop(production=True, brain=…)`."""
    opened = []

    async def open_it(*, production: bool = False, brain: Brain | None = None) -> Shop:
        home = str(tmp_path)  # of files; with SQLite, of the database too
        context = open_shop(database_url, production=production, brain=brain, COMPTOIR_HOME=home)
        shop = await context.__aenter__()
        opened.append(context)
        return shop

    yield open_it
    for context in reversed(opened):
        await context.__aexit__(None, None, None)


@pytest.fixture
async def shop(open_a_shop: Callable[..., object]) -> Shop:
    """A furniture shop in development, with its demonstration data."""
    return await open_a_shop()


@pytest.fixture
async def open_shop_in_production(open_a_shop: Callable[..., object]) -> Shop:
    """The same shop in production."""
    return await open_a_shop(production=True)


@pytest.fixture(scope="session")
def meuble_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of `meuble_url` keeps what it knows, and the mails it sent."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def meuble_url(meuble_home: Path) -> Iterator[str]:
    """The address of a real server in a process of its own, with demonstration data."""
    # Each visitor comes from an address of its own, so that limits meet each alone.
    proxies = {"COMPTOIR_TRUSTED_PROXIES": "127.0.0.0/8"}
    with served_meuble(meuble_home, proxies) as url:
        yield url


@pytest.fixture
def fresh_meuble_url(tmp_path: Path) -> Iterator[str]:
    """The address of a server that nobody has used yet."""
    with served_meuble(tmp_path / "fresh", {}) as url:
        yield url


@contextmanager
def served_meuble(home: Path, more: Mapping[str, str]) -> Iterator[str]:
    """A furniture shop in a process of its own, in development, with nothing else configured."""
    command = shutil.which("comptoir", path=str(Path(sys.executable).parent))
    assert command, "the project is installed in the environment of its tests"
    process = subprocess.Popen(
        [command, "serve", "meuble", "--port", "meuble=0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "COMPTOIR_HOME": str(home), "COMPTOIR_SECRET": SECRET, **more},
    )
    assert process.stdout
    try:
        for line in process.stdout:
            found = re.search(r"meuble\s+http://localhost:(\d+)", line)
            if found:
                break
        else:
            raise RuntimeError("the server did not start")
        # What it prints later must not fill the pipe: there is nothing more than the rest of this.
        yield f"http://127.0.0.1:{found[1]}"
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.fixture
def hearing_url(tmp_path: Path, upstream: Upstream) -> Iterator[str]:
    """The address of a server whose provider turns speech into text."""
    provider = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": upstream.url("audible")}
    with served_meuble(tmp_path / "hearing", provider) as url:
        yield url


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    """A model provider that behaves as its address says."""
    with Upstream() as server:
        yield server
