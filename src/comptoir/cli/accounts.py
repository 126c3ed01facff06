"""`comptoir accounts`: people of a service, from the machine it runs on."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, RowMapping

from comptoir.assurance import accounts as assurance
from comptoir.assurance import personal
from comptoir.cli.common import add_command, fail, ready_settings, with_database
from comptoir.kernel.bodies import invalid_body, problem_of
from comptoir.kernel.clock import Clock
from comptoir.kernel.mail import is_address
from comptoir.kernel.passwords import MAXIMUM_CHARS, MINIMUM_CHARS, Passwords
from comptoir.meuble import accounts as meuble
from comptoir.meuble import erasure

SERVICES: dict[str, Any] = {"meuble": meuble, "assurance": assurance}


def register(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(commands, "accounts", "List and change the accounts of a service.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION")

    def add(name: str, description: str, run: Any) -> ArgumentParser:
        action = add_command(actions, name, description, run)
        action.add_argument("service", choices=sorted(SERVICES), help="whose accounts")
        if name != "list":
            action.add_argument("email", help="the e-mail address the person signs in with")
        return action

    create = add("create", "Create an account; its e-mail counts as confirmed.", _create)
    create.add_argument(
        "--role",
        choices=[*meuble.ROLES, *assurance.ROLES],
        help="meuble: user (a customer, the default), sav (after-sales staff), admin (everything);"
        " assurance: customer (the default), conseiller (an adviser)",
    )
    create.add_argument("--username", help="by default the e-mail's part before the @")
    create.add_argument("--full-name", help="shown to staff")
    add("list", "List the accounts, with username, role and status.", _list)
    reset = add("reset", "Set a new password and end every sign-in.", _reset)
    add("disable", "Refuse an account from now on and end its sign-ins.", _disable)
    add("delete", "Delete an account for good; its tickets keep their numbers.", _delete)
    for each in (create, reset):
        each.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from standard input, one line, instead of asking for it",
        )


def _password(given: Namespace) -> str:
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise ValueError("no terminal to ask for a password: give it with --password-stdin.")
    first = getpass.getpass(f"Password ({MINIMUM_CHARS} to {MAXIMUM_CHARS} characters): ")
    if getpass.getpass("Again: ") != first:
        raise ValueError("the two passwords differ.")
    return first


def _create(given: Namespace) -> int:
    settings = ready_settings()
    service = SERVICES[given.service]
    given.role = given.role or service.ROLES[0]
    if given.role not in service.ROLES:
        return fail(f"{given.service} has the roles {', '.join(service.ROLES)}.")
    if service is assurance:
        return _create_insured(given)
    try:
        registration = meuble.Registration(
            email=given.email,
            username=given.username or given.email.partition("@")[0],
            full_name=given.full_name,
            password=_password(given),
        )
    except ValidationError as error:
        return fail(problem_of(invalid_body(error), 400).message.en)
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
    finally:
        passwords.close()
    print(f"{registration.email} ({given.role}) created: {account_id}")
    return 0


def _create_insured(given: Namespace) -> int:
    """An account without a password: its person signs in by a mailed code."""
    if not is_address(given.email):
        return fail("email: an e-mail address is expected.")

    def create(connection: Connection) -> str | None:
        if assurance.find_by_email(connection, given.email):
            return None
        name = given.full_name or ""
        return assurance.create(connection, given.email, Clock().now(), role=given.role, name=name)

    account_id = with_database(ready_settings(), lambda db: db.write(create))
    if account_id is None:
        return fail("an account with this e-mail exists.")
    print(f"{given.email} ({given.role}) created: {account_id}")
    return 0


def _list(given: Namespace) -> int:
    rows = with_database(ready_settings(), lambda db: db.read(SERVICES[given.service].everyone))
    for row in rows:
        name = row.get("username") or row.get("full_name") or ""
        print(f"{row['email']:<40} {name:<20} {row['role']:<6} {row['status']}")
    print(f"{len(rows)} account{'s' if len(rows) != 1 else ''}")
    return 0


def _on_account(given: Namespace, change: Any, done: str) -> int:
    def apply(connection: Connection) -> bool:
        of_meuble = given.service == "meuble"
        find = meuble.find_by_name if of_meuble else assurance.find_by_email
        row = find(connection, given.email)
        if row is None:
            return False
        change(connection, row, Clock().now())
        return True

    if not with_database(ready_settings(), lambda db: db.write(apply)):
        return fail(f"{given.service} has no account {given.email}.")
    print(f"{given.email} {done}")
    return 0


def _disable(given: Namespace) -> int:
    def disable(connection: Connection, row: RowMapping, now: datetime) -> None:
        SERVICES[given.service].disable(connection, row["id"], now)

    return _on_account(given, disable, "is disabled; its sign-ins have ended.")


def _delete(given: Namespace) -> int:
    settings = ready_settings()

    def erase(connection: Connection, row: RowMapping, now: datetime) -> None:
        if given.service == "assurance":
            personal.erase(connection, row, now)
        else:
            erasure.erase(connection, settings, row["id"], now)

    return _on_account(given, erase, "is deleted.")


def _reset(given: Namespace) -> int:
    if given.service == "assurance":
        return fail("assurance has no passwords: its people sign in by a mailed code.")
    try:
        password = _password(given)
    except ValueError as error:
        return fail(str(error))
    if not MINIMUM_CHARS <= len(password) <= MAXIMUM_CHARS:
        return fail(f"a password has {MINIMUM_CHARS} to {MAXIMUM_CHARS} characters.")
    passwords = Passwords()
    hashed = passwords.hash_now(password)
    passwords.close()

    def change(connection: Connection, row: RowMapping, now: datetime) -> None:
        meuble.set_password(connection, row["id"], hashed, now)

    return _on_account(given, change, "has a new password; its sign-ins have ended.")
