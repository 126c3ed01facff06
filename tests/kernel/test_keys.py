"""API keys: shown once, kept as a digest, told from a typing slip without asking the database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from comptoir.kernel import keys
from comptoir.kernel.db import Database
from comptoir.kernel.settings import SERVICES

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def test_every_service_has_its_own_prefix() -> None:
    assert set(keys.PREFIXES) == set(SERVICES)
    assert len(set(keys.PREFIXES.values())) == len(SERVICES)


def test_a_new_key_is_well_formed_and_unlike_any_other() -> None:
    made = [keys.make("mdf") for _ in range(50)]

    assert all(key.startswith("mdf_live_") for key in made)
    assert all(keys.well_formed(key) for key in made)
    assert len(set(made)) == 50


KEY = keys.make("mdf")


@given(st.integers(0, len(KEY) - 1), st.characters(exclude_categories=("Cs",)))
def test_a_single_wrong_character_is_noticed(place: int, wrong: str) -> None:
    slip = KEY[:place] + wrong + KEY[place + 1 :]

    assert keys.well_formed(slip) == (slip == KEY)


@pytest.mark.parametrize("length", range(len(KEY)))
def test_a_key_that_was_cut_off_is_noticed(length: int) -> None:
    assert not keys.well_formed(KEY[:length])


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_may_be_asked_about(sent: str) -> None:
    assert not keys.well_formed(sent)


@pytest.fixture
def key() -> str:
    return keys.make("mdf")


@pytest.mark.anyio
async def test_a_key_opens_its_service_with_its_scopes(db: Database, key: str) -> None:
    key_id = await db.write(keys.keep, "meuble", "stock sync", key, ["read", "write"], NOON)

    assert await db.read(keys.find, "meuble", key, NOON) == keys.ApiKey(
        key_id, "stock sync", frozenset({"read", "write"})
    )
    assert await db.read(keys.find, "intranet", key, NOON) is None
    assert await db.read(keys.find, "meuble", keys.make("mdf"), NOON) is None


@pytest.mark.anyio
async def test_a_key_of_every_service_opens_each(db: Database, key: str) -> None:
    await db.write(keys.keep, keys.EVERY_SERVICE, "operator", key, ["admin"], NOON)

    for service in SERVICES:
        assert await db.read(keys.find, service, key, NOON) is not None


@pytest.mark.anyio
async def test_nothing_kept_lets_anyone_make_the_key_again(db: Database, key: str) -> None:
    await db.write(keys.keep, "meuble", "stock sync", key, ["read"], NOON)

    def whole_table(connection: Connection) -> str:
        return str(connection.execute(select(keys.api_keys)).all())

    kept = await db.read(whole_table)
    assert key not in kept
    assert key.removeprefix("mdf_live_")[:16] not in kept


@pytest.mark.anyio
async def test_a_key_ends_at_its_time(db: Database, key: str) -> None:
    end = NOON + timedelta(days=30)
    await db.write(keys.keep, "meuble", "trial", key, ["read"], NOON, end)

    assert await db.read(keys.find, "meuble", key, end - timedelta(seconds=1)) is not None
    assert await db.read(keys.find, "meuble", key, end) is None


@pytest.mark.anyio
async def test_a_key_that_was_ended_opens_nothing_and_ends_once(db: Database, key: str) -> None:
    key_id = await db.write(keys.keep, "meuble", "stock sync", key, ["read"], NOON)

    assert not await db.write(keys.end, "intranet", key_id, NOON), "not the intranet's to end"
    assert await db.read(keys.find, "meuble", key, NOON) is not None
    assert await db.write(keys.end, "meuble", key_id, NOON)
    assert await db.read(keys.find, "meuble", key, NOON) is None
    assert not await db.write(keys.end, "meuble", key_id, NOON)


@pytest.mark.anyio
async def test_a_service_lists_its_own_keys_newest_first(db: Database) -> None:
    for place, (service, name) in enumerate(
        [("meuble", "old"), ("intranet", "other"), ("meuble", "new")]
    ):
        made_at = NOON + timedelta(hours=place)
        await db.write(keys.keep, service, name, keys.make("mdf"), ["read"], made_at)

    listed = await db.read(keys.all_of, "meuble")

    assert [row["name"] for row in listed] == ["new", "old"]
