"""`comptoir accounts`: people of a service, from the machine it runs on."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from comptoir.cli.common import add_command, fail, ready_settings, with_database
from comptoir.kernel.clock import Clock
from comptoir.kernel.errors import Problem
from comptoir.kernel.passwords import MAXIMUM_CHARS, MINIMUM_CHARS, Passwords
from comptoir.meuble import accounts as meuble

SERVICES = {"meuble": meuble}


def register(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(commands, "accounts", "List and change the accounts of a service.", _list)
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")

    def add(name: str, description: str, run: Any) -> ArgumentParser:
        action = add_command(actions, name, description, run)
        action.add_argument("service", choices=sorted(SERVICES))
        if name != "list":
            action.add_argument("email")
        return action

    create = add("create", "Create an account; its e-mail counts as confirmed.", _create)
    create.add_argument("--role", choices=meuble.ROLES, default=meuble.ROLES[0])
    create.add_argument("--username", help="by default the e-mail's part before the @")
    create.add_argument("--full-name")
    reset = add("reset", "Set a new password and end every sign-in.", _reset)
    for each in (create, reset):
        each.add_argument(
            "--password-stdin", action="store_true", help="read the password's line from stdin"
        )
    add("list", "List the accounts.", _list)
    add("disable", "Refuse an account from now on and end its sign-ins.", _disable)
    add("delete", "Delete an account for good; its tickets keep their numbers.", _delete)


def _password(given: Namespace) -> str:
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise ValueError("the two passwords differ.")
    return first


def _create(given: Namespace) -> int:
    settings = ready_settings()
    try:
        registration = meuble.Registration(
            email=given.email,
            username=given.username or given.email.partition("@")[0],
            full_name=given.full_name,
            password=_password(given),
        )
    except ValidationError as error:
        fields = ", ".join(str(each["loc"][0]) for each in error.errors())
        return fail(f"not a valid {fields} (a password has 8 to 128 characters).")
    except ValueError as error:
        return fail(str(error))
    passwords = Passwords()

    def create(connection: Connection) -> str:
        row = meuble.create(
            connection,
            registration,
            passwords.hash_now(registration.password),
            Clock().now(),
            role=given.role,
            email_confirmed=True,
        )
        return str(row["id"])

    try:
        account_id = with_database(settings, lambda db: db.write(create))
    except Problem as problem:
        return fail(problem.message.en)
    finally:
        passwords.close()
    print(f"{registration.email} ({given.role}) created: {account_id}")
    return 0


def _list(given: Namespace) -> int:
    rows = with_database(ready_settings(), lambda db: db.read(meuble.everyone))
    for row in rows:
        print(f"{row['email']:<40} {row['username']:<20} {row['role']:<6} {row['status']}")
    print(f"{len(rows)} account{'s' if len(rows) != 1 else ''}")
    return 0


def _on_account(given: Namespace, change: Any, done: str) -> int:
    def apply(connection: Connection) -> bool:
        row = meuble.find_by_name(connection, given.email)
        if row is None:
            return False
        change(connection, row["id"], Clock().now())
        return True

    if not with_database(ready_settings(), lambda db: db.write(apply)):
        return fail(f"{given.service} has no account {given.email}.")
    print(f"{given.email} {done}")
    return 0


def _disable(given: Namespace) -> int:
    return _on_account(given, meuble.disable, "is disabled; its sign-ins have ended.")


def _delete(given: Namespace) -> int:
    return _on_account(given, meuble.remove, "is deleted.")


def _reset(given: Namespace) -> int:
    try:
        password = _password(given)
    except ValueError as error:
        return fail(str(error))
    if not MINIMUM_CHARS <= len(password) <= MAXIMUM_CHARS:
        return fail("a password has 8 to 128 characters.")
    passwords = Passwords()
    hashed = passwords.hash_now(password)
    passwords.close()

    def change(connection: Connection, account_id: str, now: Any) -> None:
        meuble.set_password(connection, account_id, hashed, now)

    return _on_account(given, change, "has a new password; its sign-ins have ended.")
