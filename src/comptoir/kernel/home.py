"""The folder of embedded state: generated secrets, and the lock that keeps it to one program."""

import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class HomeBusyError(RuntimeError):
    """Another running program holds this folder's SQLite database."""


def write_private(path: Path, content: str) -> None:
    """Create `path` readable by its owner alone; whoever comes second keeps the first's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Its name is no process id: two containers that share the folder have the same ones.
    descriptor, partial = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(partial)


def generated_secret(home: Path) -> str:
    """The signing secret of this folder, made at the first call."""
    path = home / "secret"
    if not path.exists():
        write_private(path, secrets.token_hex(32) + "\n")
    return path.read_text().strip()


def generated_admin_key(home: Path) -> str:
    """The administrator's API key of this folder, made at the first call."""
    path = home / "admin.key"
    if not path.exists():
        write_private(path, f"comptoir_admin_{secrets.token_urlsafe(32)}\n")
    return path.read_text().strip()


@contextmanager
def claimed(home: Path) -> Iterator[None]:
    """Hold `home` for this program. Raises HomeBusyError when another one has it.

    An advisory lock, which the system releases however the program ends.
    """
    home.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(home / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HomeBusyError(f"Another comptoir is already using {home}.") from error
        yield
    finally:
        os.close(descriptor)
