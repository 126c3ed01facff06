"""The command as a person runs it: in this process where that is equal, and one real server."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from cast import SECRET
from comptoir import cli
from comptoir.kernel import telemetry

PASSWORD = "comptoir-demo"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Ran]:
    """Run `comptoir` with arguments, standard input and settings: `run("demo", HOME=…)`.

    Nothing of the environment's own settings is left; the home is a folder of this test.
    """

    def run_it(*arguments: str, stdin: str = "", **settings: object) -> Ran:
        with monkeypatch.context() as patch:
            for name in list(os.environ):
                if name.startswith("COMPTOIR_"):
                    patch.delenv(name)
            for name, value in {"HOME": tmp_path / "home", **settings}.items():
                patch.setenv(f"COMPTOIR_{name}", str(value))
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            # Its streams are this test's alone; the logs of this process outlive it.
            patch.setattr(telemetry, "configure", lambda **_: None)
            try:
                code = cli.main(arguments)
            except SystemExit as exit_:  # argparse's own way to end
                code = int(exit_.code or 0)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run_it


@dataclass(frozen=True)
class Installation:
    """A running `comptoir serve` with demonstration data, and what it announced."""

    home: Path
    announcement: str
    urls: dict[str, str]

    @contextmanager
    def visitor(
        self, email: str = "", password: str = PASSWORD, **headers: str
    ) -> Iterator[httpx2.Client]:
        """Somebody at the furniture shop, signed in when they have an e-mail."""
        with httpx2.Client(base_url=self.urls["meuble"], headers=headers) as visitor:
            if email:
                answer = self.signs_in(visitor, email, password)
                assert answer.status_code == 200, answer.text
                visitor.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            yield visitor

    @staticmethod
    def signs_in(visitor: httpx2.Client, email: str, password: str) -> httpx2.Response:
        """Each name from an address of its own, so that no test uses up another's limit."""
        address = f"127.9.{sum(email.encode()) % 250}.{len(email)}"
        return visitor.post(
            "/api/auth/login",
            json={"email": email, "password": password},
            headers={"X-Forwarded-For": address},
        )


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One server for every test of the command: all four services, on free ports."""
    home = tmp_path_factory.mktemp("installation") / "home"
    log = home.parent / "server.log"
    ports = [f"--port={name}=0" for name in ("meuble", "assurance", "foyer", "intranet")]
    environ = {k: v for k, v in os.environ.items() if not k.startswith("COMPTOIR_")}
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "comptoir", "serve", *ports],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environ
            | {
                "COMPTOIR_HOME": str(home),
                "COMPTOIR_SECRET": SECRET,
                "COMPTOIR_TRUSTED_PROXIES": "127.0.0.0/8",
            },
        )
    assert process.stdout
    with process, process.stdout:
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if line.startswith("Ctrl-C"):
                    break
            else:
                raise RuntimeError(f"the server did not start:\n{log.read_text()}")
            announcement = "".join(lines)
            urls = dict(re.findall(r"^ +(\w+) +(http://\S+)$", announcement, re.MULTILINE))
            yield Installation(home, announcement, urls)
        finally:
            process.terminate()
            code = process.wait(20)
    assert code == 0
    assert "request_failed" not in log.read_text()
