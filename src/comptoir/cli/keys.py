"""`comptoir keys`: API keys, for programs that do not sign in."""

from argparse import Namespace
from datetime import timedelta
from typing import Any

from comptoir.cli.common import add_command, fail, ready_settings, with_database
from comptoir.kernel import keys
from comptoir.kernel.clock import Clock
from comptoir.kernel.settings import SERVICES


def register(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(commands, "keys", "Make, list and end the API keys of a service.", _list)
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    create = add_command(
        actions, "create", "Make a key and print it, once. It is sent as X-API-Key.", _create
    )
    create.add_argument("service", choices=SERVICES)
    create.add_argument("name", help="what the key is for")
    create.add_argument(
        "--scope",
        action="append",
        choices=keys.SCOPES,
        help="may be repeated; by default read and write",
    )
    create.add_argument("--days", type=int, help="how long it holds; by default for ever")
    listing = add_command(actions, "list", "List the keys, without their secret.", _list)
    listing.add_argument("service", choices=SERVICES)
    end = add_command(actions, "end", "Make a key stop working.", _end)
    end.add_argument("service", choices=SERVICES)
    end.add_argument("key_id")


def _create(given: Namespace) -> int:
    if given.days is not None and not 1 <= given.days <= 3650:
        return fail("--days takes a whole number from 1 to 3650.")
    now = Clock().now()
    key = keys.make(keys.PREFIXES[given.service])
    key_id = with_database(
        ready_settings(),
        lambda db: db.write(
            keys.keep,
            given.service,
            given.name[:100],
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
    for row in rows:
        state = "ended" if row["ended_at"] else "active"
        print(f"{row['id']}  {state:<6}  {','.join(row['scopes']):<24}  {row['name']}")
    print(f"{len(rows)} key{'s' if len(rows) != 1 else ''}")
    return 0


def _end(given: Namespace) -> int:
    ended = with_database(
        ready_settings(),
        lambda db: db.write(keys.end, given.service, given.key_id, Clock().now()),
    )
    if not ended:
        return fail(f"{given.service} has no active key {given.key_id}.")
    print(f"{given.key_id} no longer works.")
    return 0
