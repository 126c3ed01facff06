"""What the kernel's tests share: an open database of either kind, with a table of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, MetaData, String, Table, select

from comptoir.kernel.db import Database, UtcDateTime
from comptoir.kernel.postgresql import PostgresqlDatabase
from comptoir.kernel.sqlite import SqliteDatabase

guest_metadata = MetaData()
guests = Table(
    "guests",
    guest_metadata,
    Column("name", String(40), primary_key=True),
    Column("came_at", UtcDateTime),
)


def open_database(url: str) -> Database:
    """The database of `url`, as a program would open it."""
    if url.startswith("sqlite:///"):
        return SqliteDatabase(Path(url.removeprefix("sqlite:///")))
    return PostgresqlDatabase(url)


class Guestbook:
    """Plain functions over a connection, as the services write theirs."""

    @staticmethod
    def write(connection: Connection, name: str) -> str:
        connection.execute(guests.insert().values(name=name))
        return name

    @staticmethod
    def names(connection: Connection) -> list[str]:
        return list(connection.scalars(select(guests.c.name).order_by(guests.c.name)))


@pytest.fixture
def guestbook() -> type[Guestbook]:
    return Guestbook


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """An open database with an empty guestbook."""
    database = open_database(database_url)
    await database.write(guest_metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
async def sqlite_db(sqlite_url: str) -> AsyncIterator[SqliteDatabase]:
    """The embedded database alone, with an empty guestbook."""
    database = SqliteDatabase(Path(sqlite_url.removeprefix("sqlite:///")))
    await database.write(guest_metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
async def postgresql_db(postgresql_url: str) -> AsyncIterator[PostgresqlDatabase]:
    """The shared database alone, with an empty guestbook."""
    database = PostgresqlDatabase(postgresql_url)
    await database.write(guest_metadata.create_all)
    yield database
    await database.close()
