"""The command `comptoir`: one file a subcommand, each with its own help."""

import argparse
import os
import sys
from collections.abc import Sequence

from comptoir import __version__
from comptoir.cli import accounts, chat, demo, doctor, keys, migrate, serve
from comptoir.kernel.home import HomeBusyError
from comptoir.kernel.settings import SettingError, unknown_names

COMMANDS = (serve, chat, accounts, keys, migrate, demo, doctor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 failed, 2 asked for wrongly."""
    parser = argparse.ArgumentParser(
        prog="comptoir",
        description="Four services on one ground: meuble, assurance, foyer, intranet.",
        epilog="Start with `comptoir serve`. What may be configured: docs/settings.md.",
    )
    parser.add_argument("--version", action="version", version=f"comptoir {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.register(commands)
    given = parser.parse_args(arguments)
    for sentence in unknown_names(os.environ):
        print(f"warning: {sentence}", file=sys.stderr)
    try:
        code: int = given.run(given)
    except (SettingError, HomeBusyError) as error:
        print(f"comptoir: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code
