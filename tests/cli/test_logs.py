"""What a command logs when something in it crashes: where, and no value of anybody's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys

import structlog

from comptoir import cli
from comptoir.cli import doctor


def crash(given):
    password = "secret-4711"
    try:
        raise LookupError(f"nobody has {password}")
    except LookupError as error:
        structlog.get_logger().error("listener_failed", exc_info=error)
    return 0


doctor.command = crash
sys.exit(cli.main(["doctor"]))
"""


@pytest.mark.parametrize("environment", ["development", "production"])
def test_a_crash_is_logged_with_its_place_and_without_any_value(
    environment: str, tmp_path: Path
) -> None:
    environ = {**os.environ, "COMPTOIR_ENV": environment, "COMPTOIR_HOME": str(tmp_path)}

    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, check=True
    )

    assert "listener_failed" in ran.stderr
    assert " crash" in ran.stderr, "its frames"
    assert "LookupError" in ran.stderr
    assert "4711" not in ran.stderr + ran.stdout
    assert ran.stdout == "", "what a program reads there is not a log"
