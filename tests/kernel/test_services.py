"""The ground the other tests stand on: fresh servers, a closed network, no silent skip."""

import asyncio
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
import redis

import services


def run_sql(url: str, *statements: str) -> list[object]:
    """Run statements on PostgreSQL and return the first column of the last one's rows."""

    async def run() -> list[object]:
        connection = await asyncpg.connect(url)
        try:
            for statement in statements[:-1]:
                await connection.execute(statement)
            return [row[0] for row in await connection.fetch(statements[-1])]
        finally:
            await connection.close()

    return asyncio.run(run())


def run_pytest(folder: Path, test: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one test file in a pytest of its own that has the services plugin and nothing else."""
    (folder / "test_it.py").write_text(test)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "services", "-p", "no:cacheprovider", "test_it.py"],
        cwd=folder,
        env=os.environ
        | {"PYTHONPATH": str(Path(services.__file__).parent), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(run: subprocess.CompletedProcess[str]) -> str:
    return run.stdout.splitlines()[-1]


NEEDS_REDIS = "def test_it(redis_url): pass"
NOWHERE = {"PATH": "/nonexistent"}
WITHOUT_REDIS = "Not run here (1), for want of redis-server: apt-get install redis-server"


def test_each_test_has_a_postgresql_database_of_its_own(
    postgresql: services.PostgreSQL, postgresql_url: str
) -> None:
    run_sql(postgresql_url, "CREATE TABLE guests (name text)", "SELECT 1")

    other = postgresql.url(postgresql.create_database())

    assert run_sql(other, "SELECT to_regclass('guests')") == [None]


def test_a_postgresql_database_begins_as_a_copy_of_its_template(
    postgresql: services.PostgreSQL,
) -> None:
    template = postgresql.create_database()
    run_sql(postgresql.url(template), "CREATE TABLE guests AS SELECT 'Ada' AS name", "SELECT 1")

    copy = postgresql.create_database(template=template)

    assert run_sql(postgresql.url(copy), "SELECT name FROM guests") == ["Ada"]


def test_a_dropped_postgresql_database_is_gone_even_while_someone_is_connected(
    postgresql: services.PostgreSQL, postgresql_url: str
) -> None:
    name = postgresql.create_database()

    async def drop_under_a_connection() -> None:
        connection = await asyncpg.connect(postgresql.url(name))
        postgresql.drop_database(name)
        connection.terminate()

    asyncio.run(drop_under_a_connection())

    names = run_sql(postgresql_url, "SELECT datname FROM pg_database")
    assert name not in names


def test_postgresql_compares_text_the_same_on_every_machine(postgresql_url: str) -> None:
    assert run_sql(postgresql_url, "SHOW server_encoding") == ["UTF8"]
    assert run_sql(postgresql_url, "SELECT 'Z' < 'a'") == [True]


def test_both_databases_are_named_by_an_url_sqlalchemy_reads(database_url: str) -> None:
    scheme, _, place = database_url.partition("://")

    if scheme == "sqlite":
        with sqlite3.connect(place.removeprefix("/")) as connection:
            assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() is not None
        connection.close()
    else:
        assert run_sql(database_url, "SELECT 1") == [1]


@pytest.mark.parametrize("visit", ["first", "second"])
def test_redis_holds_nothing_when_a_test_begins(redis_url: str, visit: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set(visit, "left behind")


def test_chromium_is_a_program_that_can_be_run(chromium_path: str) -> None:
    assert os.access(chromium_path, os.X_OK)


def test_a_connection_beyond_loopback_is_refused() -> None:
    with (
        socket.socket() as caller,
        pytest.raises(services.NetworkForbiddenError, match=r"192\.0\.2\.1"),
    ):
        caller.connect(("192.0.2.1", 80))


def test_a_datagram_beyond_loopback_is_refused() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
        pytest.raises(services.NetworkForbiddenError),
    ):
        sender.sendto(b"hello", ("192.0.2.1", 9))


def test_the_look_up_of_a_name_is_refused() -> None:
    with pytest.raises(services.NetworkForbiddenError, match=r"shop\.example"):
        socket.getaddrinfo("shop.example", 443)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_loopback_stays_open(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        socket.create_connection((host, port), timeout=5).close()


def test_a_missing_program_skips_and_the_last_line_gives_the_apt_line(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, NEEDS_REDIS, **NOWHERE, COMPTOIR_TEST_STRICT="0")

    assert run.returncode == 0
    assert last_line(run) == WITHOUT_REDIS


def test_a_strict_run_fails_on_a_skip(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, NEEDS_REDIS, **NOWHERE, COMPTOIR_TEST_STRICT="1")

    assert run.returncode == 1


def test_a_strict_run_fails_on_a_skip_in_a_parallel_worker(tmp_path: Path) -> None:
    two_workers = {"PYTEST_ADDOPTS": "-p xdist -n 2"}

    run = run_pytest(tmp_path, NEEDS_REDIS, **NOWHERE, **two_workers, COMPTOIR_TEST_STRICT="1")

    assert run.returncode == 1
    assert last_line(run) == WITHOUT_REDIS


def test_a_run_that_skips_nothing_says_so(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, "def test_it(): pass", COMPTOIR_TEST_STRICT="1")

    assert run.returncode == 0
    assert last_line(run) == "Nothing was skipped."


def test_a_test_that_asks_for_a_server_is_marked_services(tmp_path: Path) -> None:
    test = "def test_a(redis_url): pass\ndef test_b(database_url): pass\ndef test_c(): pass"

    run = run_pytest(tmp_path, test, PYTEST_ADDOPTS="--collect-only -q -m services")

    assert "test_a" in run.stdout
    assert "test_b[postgresql]" in run.stdout
    assert "test_b[sqlite]" not in run.stdout
    assert "test_c" not in run.stdout
