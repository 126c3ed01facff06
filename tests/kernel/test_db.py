"""The one door to the database: what is acknowledged is kept, what fails undoes only itself."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Column, Connection, MetaData, Table, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.util import await_only
from structlog.testing import capture_logs

from comptoir.kernel import db as kernel_db
from comptoir.kernel import sqlite
from comptoir.kernel.db import Database, UtcDateTime, after_commit, ping
from comptoir.kernel.errors import Unavailable
from comptoir.kernel.postgresql import PostgresqlDatabase
from comptoir.kernel.sqlite import SqliteDatabase, open_sqlite

pytestmark = pytest.mark.anyio

Book = Any
"""The `Guestbook` of conftest."""


class Held:
    """A write that holds SQLite's writer until told to let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.may_end = threading.Event()

    def __call__(self, connection: Connection) -> None:
        self.begun.set()
        assert self.may_end.wait(10), "the test let go too late"


async def held_writer(db: SqliteDatabase) -> tuple[Held, "asyncio.Future[None]"]:
    """Make the writer thread busy; whatever is written meanwhile is one batch."""
    held = Held()
    task = asyncio.ensure_future(db.write(held))
    assert await asyncio.to_thread(held.begun.wait, 10)
    return held, task


async def started(*writes: Any) -> "list[asyncio.Future[Any]]":
    """Begin writes in this order, each as far as waiting for its answer."""
    tasks = [asyncio.ensure_future(write) for write in writes]
    for _ in range(3):
        await asyncio.sleep(0)
    return tasks


# ── Both databases ────────────────────────────────────────────────────────────────────────


async def test_what_was_written_is_read_back(db: Database, guestbook: Book) -> None:
    assert await db.write(guestbook.write, "Claire") == "Claire"
    assert await db.read(guestbook.names) == ["Claire"]


async def test_a_write_that_fails_leaves_nothing_and_raises_what_it_raised(
    db: Database, guestbook: Book
) -> None:
    def half(connection: Connection) -> None:
        guestbook.write(connection, "Claire")
        raise LookupError("changed my mind")

    with pytest.raises(LookupError, match="changed my mind"):
        await db.write(half)

    assert await db.read(guestbook.names) == []


async def test_a_failing_write_undoes_only_itself_among_others(
    db: Database, guestbook: Book
) -> None:
    names = ["Ada", "Claire", "Claire", "Mallory", "Sam"]

    answers = await asyncio.gather(
        *(db.write(guestbook.write, name) for name in names), return_exceptions=True
    )

    refused = [answer for answer in answers if isinstance(answer, IntegrityError)]
    assert len(refused) == 1
    assert await db.read(guestbook.names) == ["Ada", "Claire", "Mallory", "Sam"]


async def test_an_announcement_follows_the_commit(db: Database, guestbook: Book) -> None:
    heard: list[str] = []

    def announced(connection: Connection) -> None:
        after_commit(connection, heard.append, "a guest came")
        guestbook.write(connection, "Claire")
        assert heard == []

    await db.write(announced)

    assert heard == ["a guest came"]


async def test_nothing_is_announced_of_a_write_that_failed(db: Database, guestbook: Book) -> None:
    heard: list[str] = []
    await db.write(guestbook.write, "Claire")

    def announced(connection: Connection) -> None:
        after_commit(connection, heard.append, "a guest came")
        guestbook.write(connection, "Claire")

    answers = await asyncio.gather(
        db.write(announced), db.write(guestbook.write, "Sam"), return_exceptions=True
    )

    assert isinstance(answers[0], IntegrityError)
    assert heard == []


async def test_an_announcement_that_fails_neither_loses_the_others_nor_the_answers(
    db: Database, guestbook: Book
) -> None:
    heard: list[str] = []

    def fail() -> None:
        raise LookupError("nobody listens")

    def announced(connection: Connection, name: str) -> str:
        after_commit(connection, fail)
        after_commit(connection, heard.append, name)
        return str(guestbook.write(connection, name))

    with capture_logs() as logs:
        async with asyncio.timeout(10):
            names = await asyncio.gather(
                *(db.write(announced, name) for name in ("Ada", "Claire", "Sam"))
            )

    assert names == ["Ada", "Claire", "Sam"]
    assert sorted(heard) == names
    assert [log["event"] for log in logs] == ["announcement_failed"] * 3


def make_debts(connection: Connection) -> None:
    """A table whose foreign key is looked at only by the commit."""
    connection.execute(
        text(
            "CREATE TABLE debts (guest varchar REFERENCES guests (name)"
            " DEFERRABLE INITIALLY DEFERRED)"
        )
    )


def owe(connection: Connection) -> None:
    connection.execute(text("INSERT INTO debts VALUES ('nobody')"))


async def test_a_commit_that_fails_leaves_nothing_behind(db: Database, guestbook: Book) -> None:
    await db.write(make_debts)

    def broken_only_at_commit(connection: Connection) -> None:
        guestbook.write(connection, "Mallory")
        owe(connection)

    with pytest.raises(IntegrityError):
        await db.write(broken_only_at_commit)

    assert await db.read(guestbook.names) == []
    assert await db.write(guestbook.write, "Ada") == "Ada", "the next write is not held up"
    assert await db.read(guestbook.names) == ["Ada"]


async def test_sixty_read_modify_writes_at_once_lose_none(db: Database) -> None:
    def make(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE tally (value integer NOT NULL)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))

    def count(connection: Connection) -> int:
        return int(
            connection.execute(
                text("UPDATE tally SET value = value + 1 RETURNING value")
            ).scalar_one()
        )

    await db.write(make)

    given = await asyncio.gather(*(db.write(count) for _ in range(60)))

    assert sorted(given) == list(range(1, 61))


async def test_an_instant_comes_back_in_utc_whatever_zone_it_was_given_in(db: Database) -> None:
    paris = timezone(timedelta(hours=2))
    noon = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=paris)
    visits = Table("visits", MetaData(), Column("at", UtcDateTime))

    def round_trip(connection: Connection) -> datetime | None:
        visits.create(connection)
        connection.execute(insert(visits).values(at=noon))
        return connection.execute(select(visits.c.at)).scalar_one()

    found = await db.write(round_trip)

    assert found == noon
    assert found is not None
    assert found.tzinfo is UTC


async def test_an_instant_without_a_zone_is_refused(db: Database) -> None:
    visits = Table("visits", MetaData(), Column("at", UtcDateTime))

    def write_naive(connection: Connection) -> None:
        visits.create(connection)
        connection.execute(insert(visits).values(at=datetime(2026, 7, 1)))  # noqa: DTZ001

    with pytest.raises(StatementError, match="time zone"):
        await db.write(write_naive)


async def test_json_comes_back_as_it_went_accents_and_all(db: Database) -> None:
    kept = {"problème": "pied cassé", "photos": [], "prix": 12.5, "vu": None}
    pages = Table("pages", MetaData(), Column("body", kernel_db.Json))

    def round_trip(connection: Connection) -> Any:
        pages.create(connection)
        connection.execute(insert(pages).values(body=kept))
        return connection.execute(select(pages.c.body)).scalar_one()

    assert await db.write(round_trip) == kept


async def test_an_error_of_the_database_does_not_quote_what_people_wrote(
    db: Database, guestbook: Book
) -> None:
    await db.write(guestbook.write, "Claire Secret")

    with pytest.raises(IntegrityError) as raised:
        await db.write(guestbook.write, "Claire Secret")

    # PostgreSQL's own DETAIL names the key; what SQLAlchemy adds may not name the parameters.
    assert "[SQL parameters hidden" in str(raised.value)


async def test_closing_twice_is_harmless(db: Database) -> None:
    await db.close()
    await db.close()


# ── SQLite ────────────────────────────────────────────────────────────────────────────────


def test_every_connection_keeps_the_promises_of_durability(tmp_path: Path) -> None:
    writer = open_sqlite(tmp_path / "a.db")
    reader = open_sqlite(tmp_path / "a.db", read_only=True)

    def pragma(connection: sqlite3.Connection, name: str) -> Any:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma(writer, "journal_mode") == pragma(reader, "journal_mode") == "wal"
    assert pragma(writer, "synchronous") == 2
    assert pragma(writer, "foreign_keys") == pragma(reader, "foreign_keys") == 1
    assert pragma(reader, "busy_timeout") == 0
    writer.close()
    reader.close()


def test_a_path_with_strange_characters_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "été ?mode=memory#1.db"

    open_sqlite(path).close()

    assert path.exists()


async def test_a_reader_cannot_write(sqlite_db: SqliteDatabase, guestbook: Book) -> None:
    with pytest.raises(Exception, match="readonly"):
        await sqlite_db.read(guestbook.write, "Mallory")

    assert await sqlite_db.read(guestbook.names) == []


async def test_one_job_of_a_batch_that_raises_undoes_only_its_own_savepoint(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    def half(connection: Connection) -> None:
        guestbook.write(connection, "Mallory")
        raise LookupError

    held, first = await held_writer(sqlite_db)
    before, failing, after = await started(
        sqlite_db.write(guestbook.write, "Claire"),
        sqlite_db.write(half),
        sqlite_db.write(guestbook.write, "Sam"),
    )
    held.may_end.set()
    await first

    assert await before == "Claire"
    with pytest.raises(LookupError):
        await failing
    assert await after == "Sam"
    assert await sqlite_db.read(guestbook.names) == ["Claire", "Sam"]


async def test_a_batch_is_answered_only_after_its_commit(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    held, first = await held_writer(sqlite_db)
    last = Held()
    early, late = await started(sqlite_db.write(guestbook.write, "Claire"), sqlite_db.write(last))
    held.may_end.set()
    await first
    assert await asyncio.to_thread(last.begun.wait, 10)

    # Claire's job has run, and the one after it in her batch has begun.
    assert not early.done()
    assert await sqlite_db.read(guestbook.names) == []

    last.may_end.set()
    await late
    assert await early == "Claire"


async def test_a_commit_that_fails_is_an_error_for_all_who_waited_for_it(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    heard: list[str] = []

    def announced(connection: Connection) -> None:
        after_commit(connection, heard.append, "Claire")
        guestbook.write(connection, "Claire")

    await sqlite_db.write(make_debts)
    held, first = await held_writer(sqlite_db)
    waiting = await started(
        sqlite_db.write(announced),
        sqlite_db.write(owe),
        sqlite_db.write(guestbook.write, "Sam"),
    )
    held.may_end.set()
    await first

    answers = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(answer) for answer in answers] == [IntegrityError] * 3
    assert heard == []
    assert await sqlite_db.read(guestbook.names) == []
    assert await sqlite_db.write(guestbook.write, "Ada") == "Ada", "the writer goes on"


async def test_a_cancelled_write_that_had_not_begun_is_skipped(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    held, first = await held_writer(sqlite_db)
    (gone, stays) = await started(
        sqlite_db.write(guestbook.write, "Mallory"), sqlite_db.write(guestbook.write, "Claire")
    )
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    held.may_end.set()
    await asyncio.gather(first, stays)

    assert await sqlite_db.read(guestbook.names) == ["Claire"]


async def test_a_write_cancelled_while_its_batch_runs_is_skipped_too(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    held, first = await held_writer(sqlite_db)
    second = Held()
    _, gone, stays = await started(
        sqlite_db.write(second),
        sqlite_db.write(guestbook.write, "Mallory"),
        sqlite_db.write(guestbook.write, "Claire"),
    )
    held.may_end.set()
    assert await asyncio.to_thread(second.begun.wait, 10)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    second.may_end.set()
    await asyncio.gather(first, stays)

    assert await sqlite_db.read(guestbook.names) == ["Claire"]


async def test_a_full_queue_is_a_polite_refusal(sqlite_db: SqliteDatabase, guestbook: Book) -> None:
    held, first = await held_writer(sqlite_db)
    waiting = await started(*(sqlite_db.write(ping) for _ in range(sqlite.MAXIMUM_WAITING_WRITES)))

    with pytest.raises(Unavailable) as refused:
        await sqlite_db.write(guestbook.write, "Mallory")

    assert refused.value.status == 503
    assert int(refused.value.headers["Retry-After"]) >= 1
    held.may_end.set()
    await asyncio.gather(first, *waiting)
    assert await sqlite_db.write(guestbook.write, "Claire") == "Claire"


async def test_closing_writes_what_was_accepted_and_refuses_the_rest(
    sqlite_db: SqliteDatabase, sqlite_url: str, guestbook: Book
) -> None:
    held, first = await held_writer(sqlite_db)
    names = [f"guest {number:03}" for number in range(3 * sqlite.MAXIMUM_BATCH)]
    waiting = await started(*(sqlite_db.write(guestbook.write, name) for name in names))
    (closing,) = await started(sqlite_db.close())

    with pytest.raises(Unavailable):
        await sqlite_db.write(guestbook.write, "too late")
    held.may_end.set()
    await asyncio.gather(first, closing)

    assert all(task.done() for task in waiting), "each was answered before close returned"
    assert await asyncio.gather(*waiting) == names
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        found = [name for (name,) in connection.execute("SELECT name FROM guests ORDER BY name")]
    connection.close()
    assert found == names


async def test_a_reader_does_not_wait_for_the_writer(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    await sqlite_db.write(guestbook.write, "Claire")
    held, first = await held_writer(sqlite_db)

    assert await sqlite_db.read(guestbook.names) == ["Claire"]

    held.may_end.set()
    await first


async def test_a_database_kept_locked_by_another_program_is_busy_not_broken(
    sqlite_url: str, guestbook: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "WRITER_BUSY_TIMEOUT_MS", 20)
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    db = SqliteDatabase(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Unavailable):
        await db.write(ping)

    other.execute("ROLLBACK")
    other.close()
    await db.write(ping)
    await db.close()


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────


async def test_a_connection_cut_while_idle_is_replaced_without_an_error(
    postgresql_db: PostgresqlDatabase, postgresql_url: str, guestbook: Book
) -> None:
    await asyncio.gather(*(postgresql_db.read(guestbook.names) for _ in range(3)))
    other = await asyncpg.connect(postgresql_url)
    cut = await other.fetch(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await other.close()
    assert cut, "some connections must have been open for this test to mean anything"

    assert await postgresql_db.write(guestbook.write, "Claire") == "Claire"
    assert await postgresql_db.read(guestbook.names) == ["Claire"]


async def test_a_database_that_does_not_answer_is_unavailable(
    free_tcp_port: int, guestbook: Book
) -> None:
    db = PostgresqlDatabase(f"postgresql://postgres@127.0.0.1:{free_tcp_port}/nothing")

    for attempt in (db.read, db.write):
        with pytest.raises(Unavailable):
            await attempt(ping)
    await db.close()


async def test_two_writes_that_block_each_other_both_succeed_and_announce_once(
    postgresql_db: PostgresqlDatabase, guestbook: Book
) -> None:
    for name in ("Ada", "Claire"):
        await postgresql_db.write(guestbook.write, name)
    both_hold_one = asyncio.Barrier(2)
    attempts: list[str] = []
    heard: list[str] = []

    def touch(connection: Connection, name: str) -> None:
        connection.execute(
            text("UPDATE guests SET came_at = now() WHERE name = :name"), {"name": name}
        )

    def touch_both(connection: Connection, mine: str, other: str) -> None:
        attempts.append(mine)
        after_commit(connection, heard.append, mine)
        connection.execute(text("SET LOCAL deadlock_timeout = '10ms'"))
        touch(connection, mine)
        if attempts.count(mine) == 1:
            await_only(both_hold_one.wait())
        touch(connection, other)

    async with asyncio.timeout(30):
        await asyncio.gather(
            postgresql_db.write(touch_both, "Ada", "Claire"),
            postgresql_db.write(touch_both, "Claire", "Ada"),
        )

    # More often, where whoever begins again is faster than whoever was waiting for the row.
    assert len(attempts) >= 3, "one of the two must have had to begin again"
    assert sorted(heard) == ["Ada", "Claire"]


async def test_a_row_held_too_long_by_another_is_busy_not_broken(
    postgresql_db: PostgresqlDatabase, postgresql_url: str, guestbook: Book
) -> None:
    await postgresql_db.write(guestbook.write, "Claire")
    other = await asyncpg.connect(postgresql_url)
    transaction = other.transaction()
    await transaction.start()
    await other.execute("UPDATE guests SET came_at = now()")

    def hurried(connection: Connection) -> None:
        connection.execute(text("SET LOCAL lock_timeout = '10ms'"))
        connection.execute(text("DELETE FROM guests"))

    with pytest.raises(Unavailable):
        await postgresql_db.write(hurried)

    await transaction.rollback()
    await other.close()


@pytest.mark.parametrize("mode", ["disable", "prefer"])
async def test_the_usual_sslmode_of_a_url_is_understood(postgresql_url: str, mode: str) -> None:
    db = PostgresqlDatabase(f"{postgresql_url}?sslmode={mode}")
    await db.read(ping)
    await db.close()


def test_a_connection_says_its_name_and_waits_for_no_lock_for_ever(
    postgresql_url: str, shown: Callable[[str, str], str]
) -> None:
    assert shown(postgresql_url, "application_name") == "comptoir"
    assert shown(postgresql_url, "lock_timeout") == "5s"


@pytest.fixture
def shown() -> Callable[[str, str], str]:
    """What PostgreSQL shows for a setting, on a connection of ours."""

    def show(url: str, name: str) -> str:
        async def ask() -> str:
            db = PostgresqlDatabase(url)
            value = await db.read(lambda c: str(c.execute(text(f"SHOW {name}")).scalar_one()))
            await db.close()
            return value

        return asyncio.run(ask())

    return show


# ── Writes that nobody waits for ──────────────────────────────────────────────────────────


class Told:
    """What `write_then` was called back with."""

    def __init__(self) -> None:
        self.came: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def __call__(self, result: Any, error: BaseException | None) -> None:
        self.came.set_result((result, error))


async def test_whoever_does_not_wait_is_told_once_it_is_written(
    db: Database, guestbook: Book
) -> None:
    told = Told()
    db.write_then(told, guestbook.write, "ada")
    assert not told.came.done(), "it is called later, whatever happens"
    result, error = await asyncio.wait_for(told.came, 10)
    assert error is None
    assert result is not None
    assert "ada" in await db.read(guestbook.names)


async def test_whoever_does_not_wait_is_told_why_nothing_was_written(
    db: Database, guestbook: Book
) -> None:
    def fail(connection: Connection) -> None:
        guestbook.write(connection, "bob")
        raise RuntimeError("on second thoughts")

    told = Told()
    db.write_then(told, fail)
    result, error = await asyncio.wait_for(told.came, 10)
    assert result is None
    assert isinstance(error, RuntimeError)
    assert "bob" not in await db.read(guestbook.names)


async def test_whoever_comes_too_late_is_told_later_too(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    await sqlite_db.close()
    told = Told()
    sqlite_db.write_then(told, guestbook.write, "ada")
    assert not told.came.done()
    _, error = await asyncio.wait_for(told.came, 10)
    assert isinstance(error, Unavailable)


async def test_a_short_write_waits_for_the_disk_and_nothing_else(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    """It runs where it was asked for while the thread is idle, and is told once it is durable."""
    ran_in: list[str] = []

    def note(connection: Connection) -> None:
        ran_in.append(threading.current_thread().name)
        guestbook.write(connection, f"guest {len(ran_in)}")

    told = Told()
    sqlite_db.write_then(told, note)
    assert ran_in == [threading.current_thread().name]
    assert not told.came.done()
    assert await asyncio.wait_for(told.came, 10) == (None, None)
    held, first = await held_writer(sqlite_db)
    later = Told()
    sqlite_db.write_then(later, note)
    assert len(ran_in) == 1, "somebody else's transaction is no place for it"
    held.may_end.set()
    await first
    assert await asyncio.wait_for(later.came, 10) == (None, None)
    assert ran_in[1] == "sqlite-writer"
    assert await sqlite_db.read(guestbook.names) == ["guest 1", "guest 2"]


async def test_what_is_written_behind_a_short_write_comes_after_it(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    told, failing = Told(), Told()

    def fail(connection: Connection) -> None:
        guestbook.write(connection, "bob")
        raise RuntimeError("on second thoughts")

    sqlite_db.write_then(failing, fail)
    sqlite_db.write_then(told, guestbook.write, "ada")
    await sqlite_db.write(guestbook.write, "carl")
    assert told.came.done()
    assert isinstance((await failing.came)[1], RuntimeError)
    assert await sqlite_db.read(guestbook.names) == ["ada", "carl"]


async def test_a_short_write_leaves_waiting_for_another_program_to_the_thread(
    sqlite_db: SqliteDatabase, sqlite_url: str, guestbook: Book
) -> None:
    other = sqlite3.connect(Path(sqlite_url.removeprefix("sqlite:///")), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told = Told()
    began = asyncio.get_running_loop().time()
    sqlite_db.write_then(told, guestbook.write, "ada")
    assert asyncio.get_running_loop().time() - began < sqlite.WRITER_BUSY_TIMEOUT_MS / 1000 / 3
    assert not told.came.done()
    other.execute("ROLLBACK")
    other.close()
    assert (await asyncio.wait_for(told.came, 10))[1] is None
    assert await sqlite_db.read(guestbook.names) == ["ada"]


async def test_a_short_write_whose_commit_fails_is_told_so(
    sqlite_db: SqliteDatabase, guestbook: Book
) -> None:
    await sqlite_db.write(make_debts)
    told = Told()
    sqlite_db.write_then(told, owe)
    _, error = await asyncio.wait_for(told.came, 10)
    assert isinstance(error, IntegrityError)
    assert await sqlite_db.write(guestbook.write, "Ada") == "Ada", "the writer goes on"
