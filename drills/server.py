"""A real server for drills and benchmarks: a process of its own, on a free port, with its home."""

import http.client
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

START_LIMIT_S = 30
READINESS = {"meuble", "intranet"}
"""The services that tell whether they are ready."""
# As an installation runs: what is compiled once stays compiled; and no provider is asked.
LEFT_OUT = {
    "PYTHONDONTWRITEBYTECODE",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "MISTRAL_API_KEY",
    "CLOUDINARY_URL",
}
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in LEFT_OUT}
ADDRESS_LINE = re.compile(r"^\s+(\w+)\s+http://localhost:(\d+)$")


class Server:
    """`comptoir serve` over `home`. `command` replaces the program, to run a broken one."""

    def __init__(
        self,
        home: Path,
        services: tuple[str, ...] = ("meuble",),
        command: tuple[str, ...] = (),
        environ: dict[str, str] | None = None,
    ) -> None:
        self.home = home
        self._services = services
        self._command = command or (sys.executable, "-m", "comptoir")
        self._environ = environ or {}
        self.ports: dict[str, int] = {}
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> float:
        """Start it; return the seconds until every service was announced and answers."""
        began = time.monotonic()
        ports = [f"{service}={self.ports.get(service, 0)}" for service in self._services]
        arguments = [part for port in ports for part in ("--port", port)]
        self.process = subprocess.Popen(
            [*self._command, "serve", *self._services, *arguments],
            stdout=subprocess.PIPE,
            stderr=(self.home.parent / "server.log").open("ab"),
            text=True,
            env=ENVIRONMENT | {"COMPTOIR_HOME": str(self.home), **self._environ},
        )
        assert self.process.stdout is not None
        while True:
            line = self.process.stdout.readline()
            if not line:
                said = (self.home.parent / "server.log").read_text(errors="replace")
                raise RuntimeError(f"the server did not start:\n{said[-2000:]}")
            found = ADDRESS_LINE.match(line.rstrip())
            if found:
                self.ports[found[1]] = int(found[2])
            if line.startswith("Ctrl-C"):
                break
        for service, port in self.ports.items():
            self._until_it_answers(service, port, began + START_LIMIT_S)
        return time.monotonic() - began

    @staticmethod
    def _until_it_answers(service: str, port: int, deadline: float) -> None:
        while True:
            try:
                status, _ = request(port, "GET", "/ready" if service in READINESS else "/health")
                if status == 200:
                    return
            except OSError:
                pass
            if time.monotonic() > deadline:
                raise RuntimeError(f"{service} does not answer")
            time.sleep(0.01)

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """As an operator would; return the exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(30)


def request(
    port: int,
    method: str,
    path: str,
    body: Any = None,
    source: str = "127.0.0.1",
    headers: dict[str, str] | None = None,
    timeout_s: float = 10,
) -> tuple[int, Any]:
    """One request from the loopback address `source`; its status and JSON. Raises OSError."""
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=timeout_s, source_address=(source, 0)
    )
    try:
        content = None if body is None else json.dumps(body)
        connection.request(
            method, path, content, {"Content-Type": "application/json", **(headers or {})}
        )
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()


def loopback(number: int) -> str:
    """The address of customer `number`: each has its own limits."""
    return f"127.{1 + number // 62500 % 250}.{1 + number // 250 % 250}.{1 + number % 250}"
