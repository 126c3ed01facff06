"""A room of a million messages through the routes: a page beside a room of a hundred's, and search.

Rows and index are put straight into the database, on SQLite; what is measured is asked of a server
over HTTP. `BENCH_MESSAGES=1000000` for the whole room; 50,000 without.
"""

import http.client
import itertools
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from urllib.parse import quote

import psutil
import uvloop
from drills.server import Server, request
from sqlalchemy import Connection, insert, select

from benchmarks.rooms import EMAILS, cpu_s
from benchmarks.search import messages, slip_each, word_of
from comptoir import demo, migrations
from comptoir.intranet import message_search, models, wire
from comptoir.kernel import search
from comptoir.kernel.clock import Clock
from comptoir.kernel.passwords import Passwords
from comptoir.kernel.settings import Settings
from comptoir.kernel.sqlite import sqlite_engine
from comptoir.platform import open_platform

MESSAGES = int(os.environ.get("BENCH_MESSAGES", "50000"))
SHORT = 100
BATCH = 5_000
ROUNDS, PAGES, QUESTIONS = 11, 25, 100
LONG_NAME, SHORT_NAME = "longue-salle", "petite-salle"


async def _populate(settings: Settings) -> None:
    async with open_platform(settings) as platform:
        passwords = Passwords(memory_kib=8, passes=1)
        await demo.load_if_empty(platform.db, passwords, Clock())
        passwords.close()


def _room(connection: Connection, name: str, seq: int) -> int:
    """A room with everybody in it."""
    now = Clock().now()
    room_id: int = connection.execute(
        insert(models.rooms)
        .values(
            kind="room", name=name, name_folded=name, is_private=False, topic="",
            created_at=now, seq=seq, revision=0, members_version=1, last_at=now,
        )
        .returning(models.rooms.c.id)
    ).scalar_one()  # fmt: skip
    people = connection.scalars(select(models.accounts.c.id)).all()
    connection.execute(
        insert(models.members),
        [{"room_id": room_id, "user_id": each, "joined_at": now, "read_seq": 0} for each in people],
    )
    connection.execute(insert(models.search_marks).values(room_id=room_id, seq=seq))
    return room_id


def _fill(connection: Connection, room_id: int, count: int) -> None:
    """Messages of three people, each in the index."""
    now, seqs = Clock().now(), itertools.count(1)
    index, said = message_search.scope(room_id), messages(count)
    while batch := list(itertools.islice(said, BATCH)):
        rows = [
            {
                "id": wire.message_id(room_id, seq := next(seqs)),
                "user_id": 1 + seq % 3,
                "content": one.text,
                "sent_at": now,
            }
            for one in batch
        ]
        connection.execute(insert(models.messages), rows)
        documents = [search.Document(row["id"], str(row["content"])) for row in rows]
        search.put(connection, index, documents)
        connection.commit()
        sys.stderr.write(f"\r{rows[-1]['id'] % 2**28:,} ")


class _Asking:
    """Three people who ask a server in turns: each may only so often."""

    def __init__(self, process: psutil.Process, port: int) -> None:
        self._process, self._tokens = process, itertools.cycle(self._signed_in(port))
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    @staticmethod
    def _signed_in(port: int) -> Iterator[str]:
        for email in EMAILS:
            body = {"email": email, "password": demo.PASSWORD}
            status, answer = request(port, "POST", "/login", body)
            assert status == 200, answer
            yield answer["access_token"]

    def cpu_ms(self, path: str) -> float:
        """What one request takes of the server's CPU."""
        before_s = cpu_s(self._process)
        self._http.request("GET", path, headers={"Authorization": f"Bearer {next(self._tokens)}"})
        answer = self._http.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return (cpu_s(self._process) - before_s) * 1000

    def close(self) -> None:
        self._http.close()


def _pages(asking: _Asking, name: str) -> float:
    return sum(asking.cpu_ms(f"/chat/rooms/{name}/messages") for _ in range(PAGES)) / PAGES


def _print_pages(asking: _Asking) -> None:
    costs = [(_pages(asking, LONG_NAME), _pages(asking, SHORT_NAME)) for _ in range(ROUNDS)][1:]
    before = f"/chat/rooms/{LONG_NAME}/messages?before={MESSAGES // 2}"
    older = sum(asking.cpu_ms(before) for _ in range(PAGES)) / PAGES
    print(
        f"  the last 50 of {MESSAGES:,}: {median(a for a, _ in costs):.2f} ms of CPU, of {SHORT}:"
        f" {median(b for _, b in costs):.2f}; ratio {median(a / b for a, b in costs):.2f}"
        f" ({min(a / b for a, b in costs):.2f}–{max(a / b for a, b in costs):.2f});"
        f" 50 from the middle {older:.2f} ms",
        flush=True,
    )


def _print_search(asking: _Asking) -> None:
    hand = random.Random(4)
    questions: dict[str, Callable[[], str]] = {
        "the commonest word": lambda: word_of(0),
        "two of the ten commonest": lambda: " ".join(map(word_of, hand.sample(range(10), 2))),
        "a common and a rare word": lambda: (
            f"{word_of(hand.randrange(10))} {word_of(hand.randrange(10**4))}"
        ),
        "eight of the hundred commonest": lambda: " ".join(
            map(word_of, hand.sample(range(100), 8))
        ),
        "a rare word": lambda: word_of(hand.randrange(1_000, 10_000)),
        "a mistyped word": lambda: slip_each(word_of(hand.randrange(500, 5_000)), hand),
    }
    for what, ask in questions.items():
        costs = sorted(
            asking.cpu_ms(f"/chat/search?room={LONG_NAME}&q={quote(ask())}")
            for _ in range(QUESTIONS)
        )
        print(
            f"  searched for {what}: p50 {costs[QUESTIONS // 2]:.1f},"
            f" p99 {costs[int(QUESTIONS * 0.99) - 1]:.1f}, most {costs[-1]:.1f} ms of CPU",
            flush=True,
        )


def main() -> None:
    """Build the rooms, measure and print."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder) / "home"
        settings = Settings.from_environment({"COMPTOIR_HOME": str(home)})
        migrations.upgrade(settings)
        uvloop.run(_populate(settings))
        engine, used_s = sqlite_engine(settings.sqlite_path), time.process_time()
        with engine.connect() as connection:
            for name, count in ((SHORT_NAME, SHORT), (LONG_NAME, MESSAGES)):
                _fill(connection, _room(connection, name, count), count)
        engine.dispose()
        size_mb = settings.sqlite_path.stat().st_size / 2**20
        print(f"\n  built in {time.process_time() - used_s:.0f} s of CPU, {size_mb:.0f} MB")
        server = Server(home, ("intranet",))
        server.start()
        stack.callback(server.stop)
        assert server.process is not None
        process = psutil.Process(server.process.pid)
        asking = stack.enter_context(closing(_Asking(process, server.ports["intranet"])))
        _print_pages(asking)
        _print_search(asking)
