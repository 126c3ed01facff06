"""One line of schema versions, the same on both databases, whoever upgrades first."""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from comptoir import migrations
from comptoir.intranet.sending import key_of
from comptoir.kernel.db import metadata
from comptoir.kernel.postgresql import postgresql_engine
from comptoir.kernel.settings import Settings
from comptoir.kernel.sqlite import sqlite_engine
from services import PostgreSQL

T = TypeVar("T")
AT_ONCE = """
import sys
from comptoir import migrations
from comptoir.kernel.settings import Settings
settings = Settings.from_environment()
print("ready", flush=True)
sys.stdin.readline()
migrations.upgrade(settings)
"""


def environment(url: str) -> dict[str, str]:
    if url.startswith("sqlite:///"):
        return {"COMPTOIR_HOME": str(Path(url.removeprefix("sqlite:///")).parent)}
    return {"COMPTOIR_DATABASE_URL": url}


def settings_over(url: str) -> Settings:
    return Settings.from_environment(environment(url))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a single table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/home/comptoir.db"
        return
    cluster: PostgreSQL = request.getfixturevalue("postgresql")
    name = cluster.create_database(template="template0")
    yield cluster.url(name)
    cluster.drop_database(name)


def on(url: str, fn: Callable[[Connection], T]) -> T:
    """Run `fn` in a transaction over `url`."""

    async def on_postgresql() -> T:
        engine = postgresql_engine(url)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(fn)
        finally:
            await engine.dispose()

    if not url.startswith("sqlite:///"):
        return asyncio.run(on_postgresql())
    engine = sqlite_engine(Path(url.removeprefix("sqlite:///")))
    try:
        with engine.begin() as connection:
            return fn(connection)
    finally:
        engine.dispose()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return list(compare_metadata(context, metadata))


def test_an_empty_database_is_brought_to_the_current_schema(empty_url: str) -> None:
    settings = settings_over(empty_url)
    assert not migrations.is_current(settings)

    migrations.upgrade(settings)

    assert migrations.is_current(settings)
    assert on(empty_url, tables) == {*metadata.tables, "alembic_version"}


def test_the_models_and_the_schema_are_the_same(empty_url: str) -> None:
    migrations.upgrade(settings_over(empty_url))

    assert on(empty_url, differences) == []


def test_the_comparison_would_see_a_difference(empty_url: str) -> None:
    migrations.upgrade(settings_over(empty_url))

    def differ(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE api_keys DROP COLUMN ended_at"))

    on(empty_url, differ)

    assert [change[0] for change in on(empty_url, differences)] == ["add_column"]


def test_upgrading_again_changes_nothing(empty_url: str) -> None:
    settings = settings_over(empty_url)
    migrations.upgrade(settings)
    on(
        empty_url,
        lambda c: c.execute(text("INSERT INTO meuble_counters VALUES ('tickets', 42)")).rowcount,
    )

    migrations.upgrade(settings)

    kept = on(empty_url, lambda c: c.execute(text("SELECT value FROM meuble_counters")).scalar())
    assert kept == 42


def test_programs_that_upgrade_at_once_all_succeed(empty_url: str) -> None:
    settings = settings_over(empty_url)
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", AT_ONCE],
            env=environment(empty_url),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()

    complaints = [program.communicate(timeout=60)[1] for program in programs]

    assert [program.returncode for program in programs] == [0, 0, 0], complaints
    assert migrations.is_current(settings)
    assert on(empty_url, differences) == []


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(empty_url: str) -> None:
    # The last table the first version makes is already there, and is something else.
    on_home = settings_over(empty_url).home
    on_home.mkdir(parents=True, exist_ok=True)
    on(empty_url, lambda c: c.execute(text("CREATE TABLE meuble_ticket_actions (x int)")).rowcount)

    with pytest.raises(Exception, match="meuble_ticket_actions"):
        migrations.upgrade(settings_over(empty_url))

    assert on(empty_url, tables) <= {"meuble_ticket_actions", "alembic_version"}
    assert not migrations.is_current(settings_over(empty_url))


def test_a_home_without_a_database_is_not_current_and_stays_empty(tmp_path: Path) -> None:
    settings = settings_over(f"sqlite:///{tmp_path}/home/comptoir.db")

    assert not migrations.is_current(settings)
    assert not settings.home.exists()


def test_there_is_one_line_of_versions_and_its_end_is_the_head(tmp_path: Path) -> None:
    def scripts(connection: Connection) -> ScriptDirectory:
        return ScriptDirectory.from_config(migrations.config(connection))

    found = on(f"sqlite:///{tmp_path}/comptoir.db", scripts)

    assert found.get_heads() == [migrations.head()]
    assert len(found.get_bases()) == 1


def test_a_schema_of_another_version_is_not_current(empty_url: str) -> None:
    settings = settings_over(empty_url)
    migrations.upgrade(settings)
    on(
        empty_url,
        lambda c: c.execute(text("UPDATE alembic_version SET version_num = 'x'")).rowcount,
    )

    assert not migrations.is_current(settings)


def test_a_migration_may_take_as_long_as_it_takes(postgresql_url: str) -> None:
    def shown(connection: Connection) -> str | None:
        return connection.execute(text("SHOW lock_timeout")).scalar()

    assert on(postgresql_url, shown) == "5s", "requests do not wait for ever"
    assert migrations._run(settings_over(postgresql_url), shown) == "0"


def test_every_table_belongs_to_the_kernel_or_is_named_after_its_service() -> None:
    kernel = {"api_keys", "idempotency_keys", "jobs", "token_families"}
    kernel |= {"known_devices", "refresh_tokens"}
    services = ("meuble_", "assurance_", "foyer_", "intranet_")
    kernel |= {name for name in metadata.tables if name.startswith("search_")}

    assert [
        name for name in metadata.tables if name not in kernel and not name.startswith(services)
    ] == []


def test_going_back_to_the_beginning_leaves_nothing(empty_url: str) -> None:
    migrations.upgrade(settings_over(empty_url))

    def go_back(connection: Connection) -> None:
        command.downgrade(migrations.config(connection), "base")

    on(empty_url, go_back)

    assert on(empty_url, tables) == {"alembic_version"}


def revision_of(url: str, doc: str) -> Any:
    """The version of the schema that says this of itself; numbers change where two are merged."""
    revisions = on(
        url,
        lambda connection: list(
            ScriptDirectory.from_config(migrations.config(connection)).walk_revisions()
        ),
    )
    [found] = [each for each in revisions if each.doc == doc]
    return found


def to(revision: Any) -> Callable[[Connection], None]:
    def go(connection: Connection) -> None:
        config = migrations.config(connection)
        (command.downgrade if revision != "head" else command.upgrade)(config, str(revision))

    return go


def test_the_client_ids_of_messages_are_known_after_they_moved(empty_url: str) -> None:
    migrations.upgrade(settings_over(empty_url))
    moved = revision_of(empty_url, "one index of messages")
    at = "'2026-01-31 12:00:00'"

    def says(connection: Connection) -> None:
        for statement in (
            "INSERT INTO intranet_accounts (id, email, username, username_folded, password_hash,"
            f" role, status, created_at, updated_at) VALUES (7, 'z@x.y', 'zoe', 'zoe', 'x',"
            f" 'member', 'active', {at}, {at})",
            "INSERT INTO intranet_messages (id, user_id, content, sent_at)"
            f" VALUES (268435457, 7, 'hers', {at}), (268435458, 7, 'without', {at}),"
            f" (268435459, NULL, 'nobody''s any more', {at})",
            "INSERT INTO intranet_sent (user_id, client_id, message_id, sent_at)"
            f" VALUES (7, 'été-1', 268435457, {at}), (7, 'gone', 268435459, {at})",
        ):
            connection.execute(text(statement))

    def keys(connection: Connection) -> list[bytes | None]:
        found = connection.execute(text("SELECT client_key FROM intranet_messages ORDER BY id"))
        return [None if key is None else bytes(key) for (key,) in found]

    on(empty_url, to(moved.down_revision))
    on(empty_url, says)
    on(empty_url, to("head"))
    assert on(empty_url, keys) == [key_of("été-1"), None, None]
    on(empty_url, to(moved.down_revision))
    assert "intranet_sent" in on(empty_url, tables)
    on(empty_url, to("head"))
    assert on(empty_url, keys) == [None, None, None]


def test_the_devices_of_the_agents_people_stay_known_both_ways(empty_url: str) -> None:
    migrations.upgrade(settings_over(empty_url))
    moved = revision_of(empty_url, "agents know devices as others do")

    def comes(connection: Connection) -> None:
        connection.execute(
            text(
                "INSERT INTO foyer_users (id, email, trigramme, password_hash, is_active, is_admin,"
                " created_at, updated_at) VALUES (7, 'zoe@example.com', 'ZOE', 'x', true, false,"
                " '2026-01-31 12:00:00', '2026-01-31 12:00:00')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO foyer_known_devices (user_id, device, seen_at)"
                " VALUES (7, 'hers', '2026-01-31 12:00:00')"
            )
        )

    def known(connection: Connection) -> list[tuple[Any, ...]]:
        rows = connection.execute(text("SELECT service, account_id, device FROM known_devices"))
        return [tuple(row) for row in rows]

    on(empty_url, to(moved.down_revision))
    on(empty_url, comes)
    on(empty_url, to("head"))
    assert on(empty_url, known) == [("foyer", "7", "hers")]
    on(empty_url, to(moved.down_revision))
    assert on(empty_url, known) == []
    on(empty_url, to("head"))
    assert on(empty_url, known) == [("foyer", "7", "hers")]
