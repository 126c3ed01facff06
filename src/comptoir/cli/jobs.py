"""`comptoir jobs`: what was given up, to be looked at, tried again or dropped."""

from argparse import Namespace
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection

from comptoir.cli.common import add_command, fail, ready_settings, with_database
from comptoir.kernel import jobs
from comptoir.kernel.clock import Clock, iso

MAXIMUM_LISTED = 1000
ALL = "all"


def register(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(commands, "jobs", "See, retry and drop the jobs that were given up.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    add_command(
        actions, "list", "List the jobs that were given up, the latest first, and why.", _list
    )
    for name, description, run in (
        ("retry", "Let jobs that were given up run again, with all their attempts.", _retry),
        ("drop", "Forget jobs that were given up, for good.", _drop),
    ):
        action = add_command(actions, name, description, run)
        action.add_argument(
            "ids",
            nargs="+",
            metavar="ID",
            help="an id that `comptoir jobs list` shows; or `all`",
        )


def _list(given: Namespace) -> int:
    rows = with_database(ready_settings(), lambda db: db.read(jobs.dead, MAXIMUM_LISTED))
    for row in rows:
        print(
            f"{row['id']:>6}  {row['kind']:<20}  wanted {iso(row['run_at'])},"
            f" given up {iso(row['ended_at'])} after {row['attempts']}:  {row['error']}"
        )
    print(f"{len(rows)} job{'s' if len(rows) != 1 else ''} given up")
    return 0


def _retry(given: Namespace) -> int:
    now = Clock().now()
    return _act(given.ids, lambda connection, ids: jobs.retry(connection, ids, now), "will run")


def _drop(given: Namespace) -> int:
    return _act(given.ids, jobs.drop, "dropped")


def _act(
    texts: list[str], act: Callable[[Connection, Collection[int] | None], int], done: str
) -> int:
    if texts != [ALL] and not all(text.isascii() and text.isdigit() for text in texts):
        return fail("a job is named by its number, or all of them by `all`.")
    ids = None if texts == [ALL] else [int(text) for text in texts if len(text) < 19]
    count = with_database(ready_settings(), lambda db: db.write(act, ids))
    if not count:
        return fail("no such job was given up.")
    print(f"{count} job{'s' if count != 1 else ''} {done}")
    return 0
