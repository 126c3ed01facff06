"""A real browser for the pages, and visits that notice what a customer would not report."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from random import randrange
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from colleague import Colleague, register
from customer import LISTEN
from policyholder import take_in
from served import served
from talker import Talker

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
"""One that beeps, and that every page may use."""
expect.set_options(timeout=10_000)  # a busy machine is no fault of the page
Visit = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=MICROPHONE)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def assurance_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the insurer of `assurance_url` keeps what it knows, and the mails it sent."""
    return tmp_path_factory.mktemp("assurance")


@pytest.fixture(scope="session")
def assurance_url(assurance_home: Path) -> Iterator[str]:
    """The address of the insurer, with demonstration data and a few more who are insured."""
    proxies = {"COMPTOIR_TRUSTED_PROXIES": "127.0.0.0/8"}
    with served("assurance", assurance_home, **proxies) as url:
        take_in(assurance_home)
        yield url


@pytest.fixture(scope="session")
async def talker() -> AsyncIterator[Talker]:
    """A model that says what a test wants."""
    talker = Talker()
    server = await talker.serve()
    yield talker
    talker.lets(1000)
    server.close()
    await server.wait_closed()


@pytest.fixture(scope="session")
def foyer_url(talker: Talker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the agents' service, whose model is the talker."""
    provider = {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": talker.url}
    proxies = {"COMPTOIR_TRUSTED_PROXIES": "127.0.0.0/8"}
    with served("foyer", tmp_path_factory.mktemp("foyer"), **provider, **proxies) as url:
        yield url


@pytest.fixture(scope="session")
def foyer_alone_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the agents' service without any model."""
    proxies = {"COMPTOIR_TRUSTED_PROXIES": "127.0.0.0/8"}
    with served("foyer", tmp_path_factory.mktemp("foyer-alone"), **proxies) as url:
        yield url


@pytest.fixture(scope="session")
def intranet_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an intranet with its demonstration data."""
    proxies = {"COMPTOIR_TRUSTED_PROXIES": "127.0.0.0/8"}
    with served("intranet", tmp_path_factory.mktemp("intranet"), **proxies) as url:
        yield url


@pytest.fixture
async def colleague() -> AsyncIterator[Callable[[str], Awaitable[Colleague]]]:
    """Somebody new at the agents' service of an address: `ada = await colleague(foyer_url)`."""
    made: list[Colleague] = []

    async def newcomer(url: str) -> Colleague:
        made.append(await register(url))
        return made[-1]

    yield newcomer
    for person in made:
        await person.http.aclose()


@pytest.fixture
async def visit(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Visit]:
    """Open a page at a place as a new visitor; at the end, none may have complained.

    Of the furniture shop, or of the service `at` an address; `begins` is a script to begin with.

    `forgive` names the console errors that the test itself provokes: a cut line, a refused token.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    async def visit(
        place: str = "",
        *,
        at: str | None = None,
        forgive: str | tuple[str, ...] = (),
        begins: str | None = None,
        **settings: Any,
    ) -> Page:
        at = at or request.getfixturevalue("meuble_url")
        # An address of its own, so that limits meet each visitor alone.
        comes_from = {"X-Forwarded-For": f"198.18.{len(contexts)}.{randrange(1, 255)}"}
        usual = {"locale": "fr-FR", "reduced_motion": "reduce", "extra_http_headers": comes_from}
        context = await browser.new_context(**{**usual, **settings})
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = await context.new_page()

        expected = (forgive,) if isinstance(forgive, str) else forgive

        def note(text: str) -> None:
            if not any(forgiven in text for forgiven in expected):
                complaints.append(text)

        page.on("console", lambda said: note(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: note(str(error)))
        await page.expose_function("noteViolation", note)
        await page.add_init_script(
            "addEventListener('securitypolicyviolation', (event) =>"
            " noteViolation(`CSP ${event.violatedDirective} ${event.blockedURI}`))"
        )
        await page.add_init_script(LISTEN)
        if begins:
            await context.add_init_script(begins)
        await page.goto(f"{at}/app/{place}")
        await page.locator("main").wait_for()
        return page

    yield visit
    for context in contexts:
        await context.close()
    assert complaints == []
