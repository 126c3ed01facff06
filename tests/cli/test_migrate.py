"""Bringing a database to the program's schema, from the command line."""

import sqlite3

import pytest

from services import free_port


@pytest.fixture
def empty_postgresql(postgresql):
    """A PostgreSQL database in which nothing was ever made."""
    name = postgresql.create_database(template="template0")
    yield postgresql.url(name)
    postgresql.drop_database(name)


def test_it_makes_the_embedded_database_and_is_harmless_again(run, tmp_path):
    first, second = run("migrate"), run("migrate")
    assert (first.code, first.err) == (0, "")
    assert first.out == f"{tmp_path}/home/comptoir.db has the current schema.\n"
    assert second == first


def test_postgresql_is_used_only_once_it_was_migrated(run, empty_postgresql):
    refused = run("accounts", "list", "meuble", DATABASE_URL=empty_postgresql)
    assert refused.code == 1
    assert "run `comptoir migrate`" in refused.err
    for _ in range(2):
        ran = run("migrate", DATABASE_URL=empty_postgresql)
        assert (ran.code, ran.out) == (0, "PostgreSQL has the current schema.\n")
    assert run("accounts", "list", "meuble", DATABASE_URL=empty_postgresql).out == "0 accounts\n"


def test_a_newer_schema_is_left_alone(run, tmp_path):
    run("migrate")
    with sqlite3.connect(tmp_path / "home" / "comptoir.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    ran = run("migrate")
    assert (ran.code, ran.out) == (1, "")
    assert "a newer comptoir" in ran.err


def test_a_postgresql_that_is_not_there_is_said_to_be_so_without_its_password(run):
    url = f"postgresql://comptoir:a-password@127.0.0.1:{free_port()}/comptoir"
    for command in (("migrate",), ("accounts", "list", "meuble"), ("demo",)):
        ran = run(*command, DATABASE_URL=url)
        assert (ran.code, ran.out) == (1, "")
        (sentence,) = ran.err.splitlines()
        assert sentence.startswith("comptoir: PostgreSQL cannot be opened (ConnectionRefusedError)")
        assert "a-password" not in sentence


def test_a_home_that_cannot_be_made_is_said_to_be_so(run):
    ran = run("migrate", HOME="/proc/nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert "COMPTOIR_HOME must be a folder that this user may write to" in ran.err
