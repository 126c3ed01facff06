"""API keys: made and ended from the machine the service runs on, while it runs."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from comptoir.cli.common import with_database
from comptoir.kernel import keys
from comptoir.kernel.settings import Settings


@pytest.fixture
def at(run, installation):
    """Run `comptoir keys …` on the installation that is being served."""

    def at_it(*arguments):
        return run("keys", *arguments, HOME=installation.home)

    return at_it


@pytest.fixture
def make(at):
    """Make a key; return it and its id."""

    def make_it(*arguments, service="meuble"):
        ran = at("create", service, *arguments)
        assert ran.code == 0, ran.err
        key, note = ran.out.splitlines()
        found = re.fullmatch(
            r"\(id ([0-9a-f-]{36}); this is the only time the key is shown\)", note
        )
        assert found
        return key, found[1]

    return make_it


def asks(installation, key, path="/api/handovers"):
    with installation.visitor(**{"X-API-Key": key}) as program:
        return program.get(path).status_code


def test_a_key_works_until_it_is_ended(at, make, installation):
    key, key_id = make("nightly export")
    assert asks(installation, key, "/api/chat/history") == 200
    ended = at("end", "meuble", key_id)
    assert (ended.code, ended.out) == (0, f"{key_id} no longer works.\n")
    assert asks(installation, key, "/api/chat/history") == 401
    again = at("end", "meuble", key_id)
    assert (again.code, again.err) == (1, f"comptoir: meuble has no active key {key_id}.\n")


def test_a_key_does_what_its_scope_says_and_no_more(make, installation):
    plain, _ = make("plain")
    staff, _ = make("counter", "--scope", "staff")
    assert asks(installation, plain) == 403
    assert asks(installation, staff) == 200


def test_a_key_of_another_service_opens_nothing_here(make, installation):
    key, _ = make("elsewhere", "--scope", "staff", service="foyer")
    assert asks(installation, key) == 401


def test_a_key_whose_days_are_over_no_longer_works(at, installation):
    key, now = keys.make(keys.PREFIXES["meuble"]), datetime.now(UTC)
    key_id = with_database(
        Settings.from_environment({"COMPTOIR_HOME": str(installation.home)}),
        lambda db: db.write(
            keys.keep, "meuble", "old", key, ["staff"], now, now - timedelta(seconds=1)
        ),
    )
    assert asks(installation, key) == 401
    assert re.search(rf"{key_id}  expired  staff +old", at("list", "meuble").out)


def test_a_key_may_hold_for_some_days(at, make, installation):
    key, key_id = make("a month", "--days", "30", "--scope", "staff")
    assert asks(installation, key) == 200
    (row,) = [
        row
        for row in with_database(
            Settings.from_environment({"COMPTOIR_HOME": str(installation.home)}),
            lambda db: db.read(keys.all_of, "meuble"),
        )
        if row["id"] == key_id
    ]
    left = row["expires_at"] - datetime.now(UTC)
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)


def test_the_list_shows_keys_by_name_and_never_their_secret(at, make, run):
    key, key_id = make("shown once", "--scope", "read", "--scope", "monitoring")
    _, ended_id = make("ended")
    at("end", "meuble", ended_id)
    out = at("list", "meuble").out
    assert re.search(rf"{key_id}  active +read,monitoring +shown once\n", out)
    assert re.search(rf"{ended_id}  ended +read,write +ended\n", out)
    assert key not in out
    assert keys.digest(key) not in out
    assert run("keys", "list", "intranet").out == "0 keys\n"


def test_a_key_is_kept_as_a_digest(make, installation):
    key, _ = make("secret")
    stored = b"".join(path.read_bytes() for path in installation.home.glob("comptoir.db*"))
    assert keys.digest(key).encode() in stored
    assert key.encode() not in stored


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["create", "meuble", "x", "--days", "0"], 1, "--days takes a whole number from 1 to 3650"),
        (["create", "meuble", "x", "--days", "3651"], 1, "--days takes a whole number"),
        (["create", "meuble", "x", "--days", "some"], 2, "--days"),
        (["create", "meuble", ""], 1, "1 to 100 characters"),
        (["create", "meuble", "x" * 101], 1, "1 to 100 characters"),
        (["create", "meuble", "x", "--scope", "everything"], 2, "staff"),
        (["create", "nowhere", "x"], 2, "intranet"),
        (["end", "meuble", "nothing"], 1, "meuble has no active key nothing."),
    ],
)
def test_a_key_that_cannot_be_is_refused_in_words(at, arguments, code, words):
    ran = at(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
