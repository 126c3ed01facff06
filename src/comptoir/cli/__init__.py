"""The command `comptoir`: one file a subcommand, each with its own help."""

import argparse
import os
import sys
from collections.abc import Sequence

from comptoir import __version__
from comptoir.cli import (
    accounts,
    chat,
    demo,
    doctor,
    evaluate,
    imports,
    jobs,
    keys,
    migrate,
    serve,
    tariff,
    work,
)
from comptoir.cli.common import UnusableError, fail, show_help
from comptoir.kernel import telemetry
from comptoir.kernel.errors import Problem
from comptoir.kernel.home import HomeBusyError
from comptoir.kernel.settings import SettingError, unknown_among

COMMANDS = (
    serve,
    work,
    chat,
    accounts,
    keys,
    jobs,
    migrate,
    demo,
    imports,
    evaluate,
    tariff,
    doctor,
)


def parser() -> argparse.ArgumentParser:
    """The command line: every command, action and option, each with its help."""
    top = argparse.ArgumentParser(
        prog="comptoir",
        description="Four services on one ground: meuble, assurance, foyer, intranet.",
        epilog="Start with `comptoir serve`; `comptoir COMMAND --help` says more of each."
        " What may be configured: docs/settings.md.",
    )
    top.set_defaults(run=show_help(top))
    top.add_argument("--version", action="version", version=f"comptoir {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.register(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 failed, 2 asked for wrongly."""
    given = parser().parse_args(arguments)
    # Before anything can fail: structlog's own way shows the values of a crash's variables.
    telemetry.configure(production=os.environ.get("COMPTOIR_ENV", "").strip() == "production")
    for sentence in unknown_among(os.environ):
        print(f"warning: {sentence}", file=sys.stderr)
    try:
        code: int = given.run(given)
    except SettingError as error:
        fail(str(error))
        return 2
    except (HomeBusyError, UnusableError) as error:
        return fail(str(error))
    except Problem as problem:
        return fail(problem.message.en)
    except KeyboardInterrupt:
        return 130
    return code
