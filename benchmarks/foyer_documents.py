"""Documents: what indexing and finding cost, and what an index holds in memory.

1,500 passages of French prose are read, cut and indexed through the job that does it, on SQLite;
then questions are put to 1,500 and to 20,000 passages. CPU is this process's, user and system; the
memory is what the process holds more after 20,000 passages were indexed and asked.
"""

import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psutil
import uvloop
from sqlalchemy import Connection, select

from comptoir import demo, migrations
from comptoir.foyer import documents, passages
from comptoir.foyer.models import agents
from comptoir.foyer.models import documents as document_rows
from comptoir.kernel.clock import Clock
from comptoir.kernel.passwords import Passwords
from comptoir.kernel.settings import Settings
from comptoir.platform import Platform, open_platform

PASSAGES, MANY, QUESTIONS = 1_500, 20_000, 200
SYLLABLES = [consonant + vowel for consonant in "bdlmrt" for vowel in "aeiou"]


def _words(count: int) -> list[str]:
    chooser = random.Random(7)
    return ["".join(chooser.choices(SYLLABLES, k=chooser.randint(2, 5))) for _ in range(count)]


def _pages(count: int, seed: int) -> list[str]:
    """Pages of one passage each: a few common words, and many rare ones, as prose has them."""
    chooser, words = random.Random(seed), _words(20_000)
    weights = [1 / (rank + 1) for rank in range(len(words))]
    return [
        ". ".join(" ".join(chooser.choices(words, weights, k=12)).capitalize() for _ in range(8))
        for _ in range(count)
    ]


def put_document(connection: Connection, number: int, filename: str) -> Any:
    """The row of a document whose bytes are not needed."""
    agent_id = connection.scalar(select(agents.c.id))
    return (
        connection.execute(
            document_rows.insert()
            .values(
                token=f"{number:032}",
                user_id=1,
                entity_type="agent",
                entity_id=agent_id,
                filename=filename,
                kind="txt",
                mime_type="text/plain",
                file_size=1,
                sha256="0" * 64,
                state="processing",
                pages=0,
                passages=0,
                reading=1,
                uploaded_at=Clock().now(),
            )
            .returning(document_rows)
        )
        .mappings()
        .one()
    )


async def _index(platform: Platform, number: int, count: int) -> tuple[float, float]:
    row = await platform.db.write(put_document, number, f"{number}.txt")
    pages = _pages(count, number)
    began, cpu = time.monotonic(), time.process_time()
    await documents.index(platform, row, pages)
    return time.monotonic() - began, time.process_time() - cpu


async def _ask(platform: Platform) -> list[float]:
    scope = passages.scope("agent", 1)
    costs = []
    for page in _pages(QUESTIONS, 99):
        question = " ".join(page.split()[:8])
        cpu = time.process_time()
        found = await platform.db.read(passages.find, [scope], question)
        costs.append((time.process_time() - cpu) * 1000)
        assert found
    return costs


@asynccontextmanager
async def open_agent(settings: Settings) -> AsyncIterator[Platform]:
    """A platform with the demonstration's agents, of which the first is used."""
    async with open_platform(settings) as platform:
        passwords = Passwords(memory_kib=8, passes=1)
        await demo.load_if_empty(platform.db, passwords, Clock())
        passwords.close()
        yield platform


async def _measure(settings: Settings) -> None:
    async with open_agent(settings) as platform:
        took_s, cpu_s = await _index(platform, 1, PASSAGES)
        print(f"{PASSAGES} passages indexed in {took_s:.1f} s, {cpu_s:.1f} s of CPU")
        costs = await _ask(platform)
        print(f"found among {PASSAGES}: p50 {median(costs):.1f} ms of CPU")
        before = psutil.Process().memory_info().rss
        for number in range(2, 2 + MANY // PASSAGES):
            await _index(platform, number, PASSAGES)
        costs = await _ask(platform)
        more = (psutil.Process().memory_info().rss - before) / 2**20
        print(f"found among {MANY}: p50 {median(costs):.1f} ms of CPU; {more:.0f} MB more")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"COMPTOIR_HOME": str(Path(folder) / "home")})
        migrations.upgrade(settings)
        uvloop.run(_measure(settings))
