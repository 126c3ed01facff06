"""A read compiled once answers as SQLAlchemy would, on both databases, also when things break."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import asyncpg
import pytest
from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from comptoir.kernel.db import Database, Json, UtcDateTime
from comptoir.kernel.postgresql import PostgresqlDatabase
from comptoir.kernel.prepared import PreparedMany, PreparedRead, joined

pytestmark = pytest.mark.anyio

metadata = MetaData()
visits = Table(
    "visits",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(40)),
    Column("at", UtcDateTime),
    Column("said", Json),
    Column("paid", Float),
)
v = visits.c
SINCE = (
    select(v.number, v.at, v.said)
    .where(v.at >= bindparam("since"), v.name == "Nora")
    .order_by(v.number)
)
NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
async def visited(db: Database) -> Database:
    """A database where Nora came every hour from noon on, and Mallory once."""

    def fill(connection: Connection) -> None:
        metadata.create_all(connection)
        rows = [
            {
                "number": hour,
                "name": "Nora",
                "at": NOON + timedelta(hours=hour),
                "said": ["é", hour],
            }
            for hour in range(4)
        ]
        connection.execute(visits.insert(), [*rows, {**rows[3], "number": 9, "name": "Mallory"}])

    await db.write(fill)
    return db


async def test_the_rows_are_those_of_the_statement_for_any_values(visited: Database) -> None:
    prepared = PreparedRead(SINCE)
    paris = timezone(timedelta(hours=1))
    for since in (NOON, NOON + timedelta(hours=2), datetime(2026, 1, 31, 14, tzinfo=paris)):
        rows = await visited.read(prepared.rows, since=since)
        asked = await visited.read(lambda c, since=since: c.execute(SINCE, {"since": since}).all())
        assert [tuple(row) for row in rows] == [tuple(row) for row in asked]
        assert rows, "there must be some rows for the comparison to mean anything"


async def test_a_transaction_sees_what_it_wrote_itself(visited: Database) -> None:
    counting = PreparedRead(select(func.count()).where(v.name == bindparam("name")))

    def come_and_count(connection: Connection) -> int:
        connection.execute(visits.insert().values(number=20, name="Nora", at=NOON, said=None))
        [(count,)] = counting.rows(connection, name="Nora")
        return int(count)

    assert await visited.write(come_and_count) == 5


async def test_rows_come_by_the_names_of_their_columns_and_fractions_as_they_were(
    visited: Database,
) -> None:
    paying = PreparedMany(
        update(visits)
        .where(v.number == bindparam("which"), v.name == "Nora")
        .values(paid=bindparam("price"))
    )
    bills = [{"which": 1, "price": 0.1}, {"which": 2, "price": 2.5}, {"which": 9, "price": 7.0}]
    await visited.write(paying.run, bills)
    prepared = PreparedRead(select(v.number, v.paid).order_by(v.number))
    rows = await visited.read(prepared.mappings)
    assert {row["number"]: row["paid"] for row in rows} == {
        **dict.fromkeys((0, 3, 9)),
        1: 0.1,
        2: 2.5,
    }, "the name is the statement's own: Mallory's visit stays unpaid"


async def test_texts_are_joined_in_the_order_of_the_rows_below(visited: Database) -> None:
    newest = select(v.name, v.number).order_by(v.number.desc()).limit(bindparam("limit")).subquery()
    prepared = PreparedRead(select(joined(newest.c.name)))
    assert [tuple(row) for row in await visited.read(prepared.rows, limit=2)] == [("Mallory,Nora",)]
    assert [tuple(row) for row in await visited.read(prepared.rows, limit=0)] == [(None,)]


async def test_what_the_database_refuses_is_the_error_that_callers_know(db: Database) -> None:
    nowhere = PreparedRead(select(Table("nowhere", MetaData(), Column("number", Integer)).c.number))
    with pytest.raises(DBAPIError):
        await db.read(nowhere.rows)
    assert list(await db.read(PreparedRead(select(func.count(1))).rows)) == [(1,)], (
        "it still answers"
    )


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_reading_connections_cut_while_idle_are_replaced_without_an_error(
    db: PostgresqlDatabase, postgresql_url: str
) -> None:
    one = PreparedRead(select(func.count(1)))
    await asyncio.gather(*(db.read(one.rows) for _ in range(8)))
    other = await asyncpg.connect(postgresql_url)
    cut = await other.fetch(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await other.close()
    assert len(cut) >= 4, "several must have been held for this test to mean anything"
    for _ in range(3):
        answers = await asyncio.gather(*(db.read(one.rows) for _ in range(8)))
        assert [tuple(rows[0]) for rows in answers] == [(1,)] * 8


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_read_that_is_given_up_leaves_a_connection_that_answers(
    db: PostgresqlDatabase, postgresql_url: str
) -> None:
    slow = PreparedRead(select(func.pg_sleep(bindparam("seconds", type_=Integer))))
    asked = asyncio.ensure_future(db.read(slow.rows, seconds=30))
    other = await asyncpg.connect(postgresql_url)
    async with asyncio.timeout(10):
        while not await other.fetchval(  # noqa: ASYNC110 - the server has no event to await
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
            " AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()"
        ):
            await asyncio.sleep(0.01)
    await other.close()
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    for _ in range(3):
        [(one,)] = await db.read(PreparedRead(select(func.count(1))).rows)
        assert one == 1
