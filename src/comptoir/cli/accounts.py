"""`comptoir accounts`: people of a service, from the machine it runs on."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from comptoir.assurance import accounts as assurance
from comptoir.assurance import personal
from comptoir.cli.common import add_command, fail, ready_settings, with_database
from comptoir.foyer import accounts as foyer
from comptoir.foyer import erasure as foyer_erasure
from comptoir.intranet import accounts as intranet
from comptoir.intranet import erasure as intranet_erasure
from comptoir.kernel.bodies import invalid_body, problem_of
from comptoir.kernel.clock import Clock
from comptoir.kernel.mail import is_address
from comptoir.kernel.passwords import MAXIMUM_CHARS, MINIMUM_CHARS, Passwords
from comptoir.kernel.settings import Settings
from comptoir.meuble import accounts as meuble
from comptoir.meuble import erasure as meuble_erasure


def _erase_in_assurance(connection: Connection, _: Settings, id_: Any, now: datetime) -> None:
    account = assurance.find(connection, id_)
    if account is not None:
        personal.erase(connection, account, now)


def _erase_in_meuble(connection: Connection, settings: Settings, id_: Any, now: datetime) -> None:
    meuble_erasure.erase(connection, settings, id_, now)


def _erase_in_foyer(connection: Connection, _: Settings, id_: Any, now: datetime) -> None:
    foyer_erasure.erase(connection, id_, now)


def _erase_in_intranet(connection: Connection, _: Settings, id_: Any, now: datetime) -> None:
    intranet_erasure.erase(connection, id_, now)


SERVICES: dict[str, Any] = {
    "assurance": assurance,
    "foyer": foyer,
    "intranet": intranet,
    "meuble": meuble,
}
CONFIRMED = {"meuble": {"email_confirmed": True}}
"""What an account made here has beside what was said of it."""
ERASE = {
    "assurance": _erase_in_assurance,
    "foyer": _erase_in_foyer,
    "intranet": _erase_in_intranet,
    "meuble": _erase_in_meuble,
}
ROLES = tuple(dict.fromkeys(role for each in SERVICES.values() for role in each.ROLES))


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
        choices=ROLES,
        help="meuble: user (the default), a customer; sav, after-sales staff; admin, everything."
        " assurance: customer (the default); conseiller, an adviser."
        " foyer: user (the default); admin."
        " intranet: member (the default); staff, who write products; admin",
    )
    create.add_argument("--username", help="by default the e-mail's part before the @")
    create.add_argument("--trigramme", help="foyer: three letters, nobody else's")
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
    settings, service = ready_settings(), SERVICES[given.service]
    role = given.role or service.ROLES[0]
    if role not in service.ROLES:
        return fail(f"{given.service} has no role {role}: choose among {', '.join(service.ROLES)}.")
    if service is assurance:
        return _create_insured(given, role)
    try:
        registration = service.Registration(
            email=given.email,
            username=given.username or given.email.partition("@")[0],
            full_name=given.full_name,
            trigramme=given.trigramme,
            password=_password(given),
        )
    except ValidationError as error:
        return fail(problem_of(invalid_body(error), 400).message.en)
    except ValueError as error:
        return fail(str(error))
    passwords = Passwords()

    def create(connection: Connection) -> str:
        row = service.create(
            connection,
            registration,
            passwords.hash_now(registration.password),
            Clock().now(),
            role=role,
            **CONFIRMED.get(given.service, {}),
        )
        return str(row["id"])

    try:
        account_id = with_database(settings, lambda db: db.write(create))
    finally:
        passwords.close()
    print(f"{registration.email} ({role}) created: {account_id}")
    return 0


def _create_insured(given: Namespace, role: str) -> int:
    """An account without a password: its person signs in by a mailed code."""
    if not is_address(given.email):
        return fail("email: an e-mail address is expected, without accents before its @.")

    def create(connection: Connection) -> str | None:
        if assurance.find_by_name(connection, given.email):
            return None
        name = given.full_name or ""
        return assurance.create(connection, given.email, Clock().now(), role=role, name=name)

    account_id = with_database(ready_settings(), lambda db: db.write(create))
    if account_id is None:
        return fail("an account with this e-mail exists.")
    print(f"{given.email} ({role}) created: {account_id}")
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
        row = SERVICES[given.service].find_by_name(connection, given.email)
        if row is None:
            return False
        change(connection, row["id"], Clock().now())
        return True

    if not with_database(ready_settings(), lambda db: db.write(apply)):
        return fail(f"{given.service} has no account {given.email}.")
    print(f"{given.email} {done}")
    return 0


def _disable(given: Namespace) -> int:
    return _on_account(
        given, SERVICES[given.service].disable, "is disabled; its sign-ins have ended."
    )


def _delete(given: Namespace) -> int:
    settings = ready_settings()

    def erase(connection: Connection, account_id: Any, now: datetime) -> None:
        ERASE[given.service](connection, settings, account_id, now)

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

    def change(connection: Connection, account_id: Any, now: datetime) -> None:
        SERVICES[given.service].set_password(connection, account_id, hashed, now)

    return _on_account(given, change, "has a new password; its sign-ins have ended.")
