"""People, from the machine the service runs on, while it runs."""

import re

import pytest

from comptoir.cli.common import with_database
from comptoir.kernel.settings import Settings
from comptoir.meuble import accounts

ORDER = "CMD-2025-30301"
LONG = "a long password"


@pytest.fixture
def at(run, installation):
    """Run `comptoir accounts …` on the installation that is being served."""

    def at_it(*arguments, **more):
        return run("accounts", *arguments, HOME=installation.home, **more)

    return at_it


@pytest.fixture
def made(at, request):
    """An account of this test's own: its e-mail."""
    email = f"{request.node.originalname[:40]}@example.com"
    ran = at("create", "meuble", email, "--password-stdin", stdin=f"{LONG}\n")
    assert ran.code == 0, ran.err
    return email


def test_an_account_that_was_made_signs_in_with_its_role(at, installation):
    ran = at(
        *("create", "meuble", "Zoe@Example.com", "--role", "sav", "--full-name", "Zoé"),
        *("--username", "zoe", "--password-stdin"),
        stdin=f"{LONG}\n",
    )
    assert ran.code == 0
    assert re.fullmatch(r"zoe@example\.com \(sav\) created: [0-9a-f-]{36}\n", ran.out)
    with installation.visitor("zoe@example.com", LONG) as zoe:
        me = zoe.get("/api/auth/me").json()
        assert zoe.get("/api/handovers").status_code == 200, "staff read what waits for them"
    assert (me["email"], me["username"], me["role"]) == ("zoe@example.com", "zoe", "sav")
    assert me["full_name"] == "Zoé"
    assert LONG not in ran.out


def test_without_more_an_account_is_a_customer_named_by_its_email(made, installation):
    with installation.visitor(made, LONG) as person:
        me = person.get("/api/auth/me").json()
    assert (me["role"], me["username"]) == ("user", made.partition("@")[0])


def test_its_email_counts_as_confirmed(made, installation):
    row = with_database(
        Settings.from_environment({"COMPTOIR_HOME": str(installation.home)}),
        lambda db: db.read(accounts.find_by_name, made),
    )
    assert row["email_confirmed"] is True


@pytest.mark.parametrize(
    ("arguments", "password", "sentence"),
    [
        (["new@example.com"], "seven77", "password: too short (at least 8)."),
        (["new@example.com"], "", "password: too short (at least 8)."),
        (["new@example.com"], "x" * 129, "password: too long (at most 128)."),
        (["nobody"], LONG, "email: e-mail address expected."),
        (["new@example.com", "--username", "a@b"], LONG, "username: a name without @ is expected."),
        (["client@meuble.example"], LONG, "This e-mail address already has an account."),
        (["CLIENT@meuble.example"], LONG, "This e-mail address already has an account."),
        (["new@example.com", "--username", "Client"], LONG, "This username is already taken."),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_a_sentence(at, arguments, password, sentence):
    ran = at("create", "meuble", *arguments, "--password-stdin", stdin=f"{password}\n")
    assert (ran.code, ran.out, ran.err) == (1, "", f"comptoir: {sentence}\n")


@pytest.mark.parametrize("action", ["create", "reset"])
def test_without_a_terminal_a_password_is_not_asked_for(at, action):
    ran = at(action, "meuble", "client@meuble.example")
    assert (ran.code, ran.out) == (1, "")
    assert "--password-stdin" in ran.err


@pytest.mark.parametrize("action", ["create", "list", "disable", "reset", "delete"])
def test_a_service_without_accounts_is_asked_for_wrongly(at, action):
    assert at(action, "nowhere", "client@meuble.example").code == 2


def test_the_list_shows_everyone_with_role_and_status(at, made):
    at("disable", "meuble", made)
    ran = at("list", "meuble")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["admin@meuble.example", "admin", "admin", "active"] in rows
    assert [made, made.partition("@")[0], "user", "inactive"] in rows
    assert rows[-1] == [str(len(rows) - 1), "accounts"]
    assert rows[:-1] == sorted(rows[:-1])


def test_the_list_of_an_empty_installation_is_empty(run):
    assert run("accounts", "list", "meuble").out == "0 accounts\n"


def test_a_disabled_accounts_token_dies_at_once(at, made, installation):
    with installation.visitor(made, LONG) as person:
        assert person.get("/api/auth/me").status_code == 200
        ran = at("disable", "meuble", made)
        assert (ran.code, ran.out) == (0, f"{made} is disabled; its sign-ins have ended.\n")
        assert person.get("/api/auth/me").status_code == 401
        assert installation.signs_in(person, made, LONG).status_code == 403


def test_a_new_password_ends_what_the_old_one_opened(at, made, installation):
    with installation.visitor(made, LONG) as person:
        ran = at("reset", "meuble", made, "--password-stdin", stdin="another password\n")
        assert (ran.code, ran.out) == (0, f"{made} has a new password; its sign-ins have ended.\n")
        assert person.get("/api/auth/me").status_code == 401
        assert installation.signs_in(person, made, LONG).status_code == 401
        assert installation.signs_in(person, made, "another password").status_code == 200


def test_a_new_password_that_is_too_short_changes_nothing(at, made, installation):
    ran = at("reset", "meuble", made, "--password-stdin", stdin="short\n")
    assert (ran.code, ran.err) == (1, "comptoir: a password has 8 to 128 characters.\n")
    with installation.visitor(made, LONG) as person:
        assert person.get("/api/auth/me").status_code == 200


def test_a_deleted_accounts_claims_keep_their_numbers(at, made, installation):
    with installation.visitor(made, LONG) as person:
        person.post("/api/chat", json={"message": f"Le pied du canapé est cassé, {ORDER}"})
        message = {"session_id": "a", "message": f"Le pied du canapé est cassé, {ORDER}"}
        person.post("/api/chat", json=message)
        answer = person.post("/api/chat", json={"session_id": "a", "message": "Oui"})
        ticket = answer.json()["ticket_id"]
        assert ticket, "a claim was made, or this test means nothing"

        ran = at("delete", "meuble", made)
        assert (ran.code, ran.out) == (0, f"{made} is deleted.\n")
        assert person.get("/api/auth/me").status_code == 401
        assert installation.signs_in(person, made, LONG).status_code == 401
        with installation.visitor() as anybody:
            kept = anybody.get(f"/api/tickets/{ticket}").json()
        assert kept["ticket"]["ticket_id"] == ticket
        assert kept["ticket"]["problem_category"] == "Defaut_structural"
        assert kept["ticket"]["order_number"] is None, "whose order it was is forgotten"
    assert at("delete", "meuble", made).code == 1


@pytest.mark.parametrize("action", ["disable", "reset", "delete"])
def test_somebody_unknown_is_said_to_be_unknown(at, action):
    more = ("--password-stdin",) if action == "reset" else ()
    ran = at(action, "meuble", "nobody@example.com", *more, stdin=f"{LONG}\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "comptoir: meuble has no account nobody@example.com.\n"


def test_the_agents_people_are_made_listed_and_deleted_by_their_e_mail(run):
    arguments = ("accounts", "create", "foyer", "Zoe@Example.com", "--role", "admin")
    secret = ("--password-stdin",)
    refused = run(*arguments, *secret, stdin="a long password\n")
    assert (refused.code, "trigramme" in refused.err) == (1, True)
    made = run(*arguments, "--trigramme", "zoe", *secret, stdin="a long password\n")
    assert made.code == 0, made.err
    assert re.search(r"zoe@example.com +ZOE +admin +active", run("accounts", "list", "foyer").out)
    wrong = run("accounts", "create", "foyer", "b@example.com", "--role", "sav", *secret)
    assert "foyer has no role sav" in wrong.err
    assert run("accounts", "disable", "foyer", "zoe@example.com").code == 0
    assert "inactive" in run("accounts", "list", "foyer").out
    assert run("accounts", "delete", "foyer", "zoe@example.com").code == 0
    assert "0 accounts" in run("accounts", "list", "foyer").out
