"""`comptoir keys`: API keys, for programs that do not sign in."""

from argparse import Namespace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping

from comptoir.cli.common import add_command, fail, ready_settings, with_database
from comptoir.kernel import keys
from comptoir.kernel.clock import Clock
from comptoir.kernel.settings import SERVICES


def register(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(commands, "keys", "Make, list and end the API keys of a service.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    create = add_command(
        actions, "create", "Make a key and print it, once. It is sent as X-API-Key.", _create
    )
    create.add_argument("service", choices=SERVICES, help="which service it opens")
    create.add_argument("name", help="what the key is for, to know it again in the list")
    create.add_argument(
        "--scope",
        action="append",
        choices=keys.SCOPES,
        help="what it may do; may be repeated; by default read and write",
    )
    create.add_argument("--days", type=int, help="how many days it holds; by default for ever")
    listing = add_command(actions, "list", "List the keys, without their secret.", _list)
    listing.add_argument("service", choices=SERVICES, help="whose keys")
    end = add_command(actions, "end", "Make a key stop working.", _end)
    end.add_argument("service", choices=SERVICES, help="whose key")
    end.add_argument("key_id", metavar="KEY_ID", help="the id that `comptoir keys list` shows")


def _create(given: Namespace) -> int:
    if given.days is not None and not 1 <= given.days <= keys.MAXIMUM_LIFETIME_DAYS:
        return fail(f"--days takes a whole number from 1 to {keys.MAXIMUM_LIFETIME_DAYS}.")
    if not 1 <= len(given.name) <= keys.MAXIMUM_NAME_CHARS:
        return fail(f"the name of a key has 1 to {keys.MAXIMUM_NAME_CHARS} characters.")
    now = Clock().now()
    key = keys.make(keys.PREFIXES[given.service])
    key_id = with_database(
        ready_settings(),
        lambda db: db.write(
            keys.keep,
            given.service,
            given.name,
            key,
            given.scope or ["read", "write"],
            now,
            now + timedelta(days=given.days) if given.days else None,
        ),
    )
    print(f"{key}\n(id {key_id}; this is the only time the key is shown)")
    return 0


def _list(given: Namespace) -> int:
    rows = with_database(ready_settings(), lambda db: db.read(keys.all_of, given.service))
    now = Clock().now()
    for row in rows:
        print(f"{row['id']}  {_state(row, now):<7}  {','.join(row['scopes']):<24}  {row['name']}")
    print(f"{len(rows)} key{'s' if len(rows) != 1 else ''}")
    return 0


def _state(row: RowMapping, now: datetime) -> str:
    if row["ended_at"]:
        return "ended"
    return "expired" if row["expires_at"] and row["expires_at"] <= now else "active"


def _end(given: Namespace) -> int:
    ended = with_database(
        ready_settings(),
        lambda db: db.write(keys.end, given.service, given.key_id, Clock().now()),
    )
    if not ended:
        return fail(f"{given.service} has no active key {given.key_id}.")
    print(f"{given.key_id} no longer works.")
    return 0
