"""The same POST twice is one: a repeat gets the first answer, and nothing happens again."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Connection, func, select, text

from comptoir.kernel import idempotency
from comptoir.kernel.db import Database
from comptoir.kernel.errors import Problem
from comptoir.kernel.idempotency import Answer, Once, checked_key, fingerprint, kept, once
from comptoir.kernel.postgresql import PostgresqlDatabase

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
REQUEST = Once("account:claire", "meuble POST /api/tickets", "key-1", fingerprint(b"{}"), NOON)
Book = Any


@pytest.fixture
def ticket(guestbook: Book) -> Callable[[Connection], Answer]:
    """An effect that a second time could not miss: it writes a guest with a new name."""

    def make(connection: Connection) -> Answer:
        number = len(guestbook.names(connection)) + 1
        guestbook.write(connection, f"guest {number}")
        return Answer(201, {"number": number, "mot": "créé"})

    return make


async def rows(db: Database) -> int:
    def count(connection: Connection) -> int:
        return connection.execute(select(func.count()).select_from(idempotency.keys)).scalar_one()

    return await db.read(count)


async def test_a_repeat_gets_the_first_answer_and_does_nothing(
    db: Database, ticket: Any, guestbook: Book
) -> None:
    first = await db.write(once, REQUEST, ticket)
    repeat = await db.write(once, REQUEST, ticket)

    assert (first.status, first.body, first.replayed) == (201, {"number": 1, "mot": "créé"}, False)
    assert repeat == replace(first, replayed=True)
    assert await db.read(guestbook.names) == ["guest 1"]


async def test_without_a_key_each_request_takes_effect(
    db: Database, ticket: Any, guestbook: Book
) -> None:
    for _ in range(2):
        await db.write(once, None, ticket)

    assert await db.read(guestbook.names) == ["guest 1", "guest 2"]
    assert await rows(db) == 0


async def test_twins_sent_at_once_take_effect_once(
    db: Database, ticket: Any, guestbook: Book
) -> None:
    answers = await asyncio.gather(*(db.write(once, REQUEST, ticket) for _ in range(8)))

    assert [answer.body["number"] for answer in answers] == [1] * 8
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * 7
    assert await db.read(guestbook.names) == ["guest 1"]


@pytest.mark.parametrize(
    "other",
    [
        {"caller": "account:mallory"},
        {"route": "meuble POST /api/claims"},
        {"key": "key-2"},
    ],
)
async def test_a_key_is_its_caller_s_on_its_route(
    db: Database, ticket: Any, guestbook: Book, other: dict[str, str]
) -> None:
    await db.write(once, REQUEST, ticket)

    answer = await db.write(once, replace(REQUEST, **other), ticket)

    assert (answer.body["number"], answer.replayed) == (2, False)


async def test_another_body_under_the_same_key_is_refused(
    db: Database, ticket: Any, guestbook: Book
) -> None:
    await db.write(once, REQUEST, ticket)
    other = replace(REQUEST, fingerprint=fingerprint(b'{"a": 1}'))

    with pytest.raises(Problem) as refused:
        await db.write(once, other, ticket)
    with pytest.raises(Problem):
        await db.read(kept, other)

    assert (refused.value.status, refused.value.code) == (409, "idempotency_key_reused")
    assert await db.read(guestbook.names) == ["guest 1"]


async def test_a_secret_is_shown_once_and_never_kept(db: Database, guestbook: Book) -> None:
    def make_key(connection: Connection) -> Answer:
        guestbook.write(connection, "key")
        return Answer(201, {"key": "hunter2"}, secret=True)

    first = await db.write(once, REQUEST, make_key)
    with pytest.raises(Problem) as refused:
        await db.write(once, REQUEST, make_key)

    def whole_table(connection: Connection) -> str:
        return str(connection.execute(select(idempotency.keys)).all())

    assert first.body == {"key": "hunter2"}
    assert (refused.value.status, refused.value.code) == (409, "already_done")
    assert "hunter2" not in await db.read(whole_table)


async def test_a_day_later_the_key_is_new_again(db: Database, ticket: Any, guestbook: Book) -> None:
    await db.write(once, REQUEST, ticket)
    almost = replace(REQUEST, now=NOON + timedelta(hours=23, minutes=59))
    a_day_later = replace(REQUEST, now=NOON + timedelta(hours=24))

    assert (await db.write(once, almost, ticket)).replayed
    assert await db.read(kept, a_day_later) is None
    assert not (await db.write(once, a_day_later, ticket)).replayed
    assert await db.read(guestbook.names) == ["guest 1", "guest 2"]


async def test_housekeeping_forgets_what_nobody_may_repeat(db: Database, ticket: Any) -> None:
    await db.write(once, REQUEST, ticket)
    await db.write(once, replace(REQUEST, key="key-2", now=NOON + timedelta(hours=1)), ticket)

    await db.write(idempotency.forget_old, NOON + timedelta(hours=24))

    assert await rows(db) == 1


async def test_an_effect_that_fails_leaves_its_key_free(
    db: Database, ticket: Any, guestbook: Book
) -> None:
    def fail(connection: Connection) -> Answer:
        guestbook.write(connection, "Mallory")
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(once, REQUEST, fail)

    assert await rows(db) == 0
    assert await db.read(guestbook.names) == []
    assert not (await db.write(once, REQUEST, ticket)).replayed


async def test_what_fails_after_the_effect_takes_the_key_with_it(
    db: Database, ticket: Any, guestbook: Book
) -> None:
    def later(connection: Connection) -> None:
        once(connection, REQUEST, ticket)
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(later)

    assert (await rows(db), await db.read(guestbook.names)) == (0, [])


async def test_key_and_effect_become_visible_together(
    db: Database, ticket: Any, guestbook: Book
) -> None:
    def look(connection: Connection) -> tuple[int, int]:
        keys = select(func.count()).select_from(idempotency.keys).scalar_subquery()
        guests = text("(SELECT count(*) FROM guests)")
        row = connection.execute(select(keys, guests)).one()
        return row[0], row[1]

    seen = set()
    writing = asyncio.ensure_future(db.write(once, REQUEST, ticket))
    while not writing.done():
        seen.add(await db.read(look))
        await asyncio.sleep(0)
    await writing
    seen.add(await db.read(look))

    assert seen <= {(0, 0), (1, 1)}


async def test_what_was_answered_can_be_looked_up_without_writing(
    db: Database, ticket: Any
) -> None:
    assert await db.read(kept, REQUEST) is None
    assert await db.read(kept, None) is None

    await db.write(once, REQUEST, ticket)

    assert await db.read(kept, REQUEST) == Answer(201, {"number": 1, "mot": "créé"}, replayed=True)


async def test_a_repeat_of_a_request_that_takes_too_long_is_told_to_come_back(
    postgresql_db: PostgresqlDatabase, postgresql_url: str, ticket: Any, guestbook: Book
) -> None:
    other = await asyncpg.connect(postgresql_url)
    first_in_flight = other.transaction()
    await first_in_flight.start()
    await other.execute(
        "INSERT INTO idempotency_keys (caller, route, key, fingerprint, created_at)"
        " VALUES ($1, $2, $3, $4, $5)",
        *(REQUEST.caller, REQUEST.route, REQUEST.key, REQUEST.fingerprint, REQUEST.now),
    )

    def hurried(connection: Connection) -> Answer:
        connection.execute(text("SET LOCAL lock_timeout = '10ms'"))
        return once(connection, REQUEST, ticket)

    with pytest.raises(Problem) as refused:
        await postgresql_db.write(hurried)

    assert (refused.value.status, refused.value.code) == (409, "request_in_flight")
    assert refused.value.headers == {"Retry-After": "1"}
    await first_in_flight.rollback()
    await other.close()
    assert not (await postgresql_db.write(once, REQUEST, ticket)).replayed
    assert await postgresql_db.read(guestbook.names) == ["guest 1"]


@pytest.mark.parametrize("key", ["k", "k" * 255, "clé d'été", "💺" * 255])
async def test_a_key_of_1_to_255_printable_characters_is_taken(
    db: Database, ticket: Any, key: str
) -> None:
    await db.write(once, replace(REQUEST, key=checked_key(key)), ticket)


@pytest.mark.parametrize("key", ["", "k" * 256, "a\x00b", "a\nb", "a\x7f"])
def test_another_key_is_refused(key: str) -> None:
    with pytest.raises(Problem) as refused:
        checked_key(key)

    assert refused.value.status == 400
    assert "Idempotency-Key" in refused.value.message.fr
