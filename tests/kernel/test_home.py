"""The folder of embedded state: private files, one program at a time."""

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from comptoir.kernel.home import (
    HomeBusyError,
    claimed,
    generated_admin_key,
    generated_secret,
)

CLAIMER = """
import sys
from pathlib import Path
from comptoir.kernel.home import claimed
with claimed(Path(sys.argv[1])):
    print("claimed", flush=True)
    sys.stdin.read()
"""
MAKER = """
import sys
from pathlib import Path
from comptoir.kernel.home import generated_secret
sys.stdin.readline()
print(generated_secret(Path(sys.argv[1])))
"""


def program(code: str, home: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("make", "name"), [(generated_secret, "secret"), (generated_admin_key, "admin.key")]
)
def test_a_generated_secret_is_its_owner_s_alone(make: object, name: str, tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"

    made = make(home)  # type: ignore[operator]

    assert (home / name).read_text().strip() == made
    assert stat.S_IMODE((home / name).stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == [name], "no partial file is left"


def test_each_home_has_a_secret_of_its_own(tmp_path: Path) -> None:
    assert generated_secret(tmp_path / "a") != generated_secret(tmp_path / "b")


def test_programs_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    makers = [program(MAKER, tmp_path) for _ in range(4)]

    with ThreadPoolExecutor(len(makers)) as threads:
        made = {out for out, _ in threads.map(lambda each: each.communicate("go\n"), makers)}

    assert len(made) == 1
    assert made.pop().strip() == generated_secret(tmp_path)


def test_threads_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(generated_secret, [tmp_path] * 32))

    assert len(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_home_is_held_by_one_program_until_it_ends(tmp_path: Path) -> None:
    with program(CLAIMER, tmp_path) as first:
        assert first.stdout
        assert first.stdout.readline() == "claimed\n"

        with pytest.raises(HomeBusyError, match=str(tmp_path)), claimed(tmp_path):
            pass

        first.kill()
        first.wait()
        with claimed(tmp_path):
            pass


def test_a_home_is_free_again_after_its_program_finished(tmp_path: Path) -> None:
    for _ in range(2):
        with claimed(tmp_path):
            pass
