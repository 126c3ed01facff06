"""Production as it runs: PostgreSQL, Redis, and two processes behind one port."""

import contextlib
import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psutil
import pytest

from cast import CLAIRE, ORDER, SECRET
from comptoir import cli, demo
from comptoir.kernel import telemetry

DEADLINE_S = 30
PASSWORD = "a long password"
ZOE, MALLORY, SAM = "zoe@example.com", "mallory@example.com", "sam@example.com"
BROKEN = f"Le pied du canapé est cassé, commande {ORDER}, mon e-mail est {CLAIRE}"


@dataclass(frozen=True)
class Production:
    """What an operator has: settings, the command, and servers on free ports."""

    settings: dict[str, str]
    folder: Path

    def comptoir(self, *arguments: str, stdin: str = "", **settings: str) -> str:
        """Run a command in this process; its output, for it must succeed."""
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.redirect_stdout(io.StringIO()) as out,
        ):
            for name, value in {**self.settings, **settings}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            patch.setattr(telemetry, "configure", lambda **_: None)  # it is this process's own
            assert cli.main(arguments) == 0, out.getvalue()
        return out.getvalue()

    @contextlib.contextmanager
    def serving(self, *services: str) -> Iterator["Server"]:
        """A server in processes of its own, which is ended with the block if it still runs."""
        environ = {k: v for k, v in os.environ.items() if not k.startswith("COMPTOIR_")}
        with (self.folder / "server.log").open("a") as errors:
            process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "comptoir", "serve", *services),
                    *(f"--port={service}=0" for service in services),
                ],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=environ | self.settings,
                start_new_session=True,  # a terminal's Ctrl-C goes to all of a group
            )
        assert process.stdout
        with process, process.stdout:
            try:
                announced = "".join(iter(process.stdout.readline, "")) if process.poll() else ""
                while not announced.endswith("checks the rest.\n"):
                    line = process.stdout.readline()
                    assert line, f"it did not start: {(self.folder / 'server.log').read_text()}"
                    announced += line
                ports = re.findall(r"^ +\w+ +http://localhost:(\d+)$", announced, re.MULTILINE)
                yield Server(process, [int(port) for port in ports], announced)
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)


@dataclass(frozen=True)
class Server:
    """A running server and the processes behind its port."""

    process: subprocess.Popen[str]
    ports: list[int]
    """Where the services are, in the order they were named; meuble comes first."""
    announced: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    def workers(self) -> list[psutil.Process]:
        """The processes that serve, oldest first."""
        return sorted(psutil.Process(self.process.pid).children(), key=lambda each: each.pid)

    def listens(self) -> bool:
        """Whether any port is listened on. Without knocking: a crowd would keep it from closing."""
        return any(
            each.status == psutil.CONN_LISTEN and each.laddr.port in self.ports
            for each in psutil.net_connections("tcp")
        )

    @contextlib.contextmanager
    def on(self, worker: psutil.Process, **headers: str) -> Iterator[httpx2.Client]:
        """A visitor whose connection is `worker`'s: the others stand still while it is made."""
        others = [each for each in self.workers() if each.pid != worker.pid]
        with httpx2.Client(base_url=self.url, headers=headers, timeout=DEADLINE_S) as visitor:
            for each in others:
                each.suspend()
            try:
                answer = visitor.get("/health")
            finally:
                for each in others:
                    each.resume()
            address = answer.extensions["network_stream"].get_extra_info("client_addr")
            served = worker.net_connections("tcp")
            assert address[1] in {each.raddr.port for each in served if each.raddr}
            yield visitor

    @contextlib.contextmanager
    def visitor(self, email: str = "", **headers: str) -> Iterator[httpx2.Client]:
        """Somebody, signed in when they have an e-mail."""
        with httpx2.Client(base_url=self.url, headers=headers, timeout=DEADLINE_S) as visitor:
            if email:
                answer = visitor.post(
                    "/api/auth/login",
                    json={"email": email, "password": PASSWORD},
                    headers={"X-Forwarded-For": f"203.0.113.{len(email)}"},
                )
                assert answer.status_code == 200, answer.text
                visitor.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            yield visitor


@pytest.fixture(scope="module")
def production(postgresql, redis_server, tmp_path_factory):
    """A migrated database that has orders and people, but none with a published password."""
    folder = tmp_path_factory.mktemp("production")
    name = postgresql.create_database(template="template0")
    made = Production(
        {
            "COMPTOIR_ENV": "production",
            "COMPTOIR_HOME": str(folder / "home"),
            "COMPTOIR_SECRET": SECRET,
            "COMPTOIR_DATABASE_URL": postgresql.url(name),
            "COMPTOIR_REDIS_URL": redis_server.removesuffix("/0") + "/1",
            "COMPTOIR_WORKERS": "2",
            "COMPTOIR_TRUSTED_PROXIES": "127.0.0.0/8",
        },
        folder,
    )
    assert "current schema" in made.comptoir("migrate")
    made.comptoir("demo", COMPTOIR_ENV="development")
    for service, emails in demo.PEOPLE.items():
        for email in emails:
            made.comptoir("accounts", "delete", service, email)
    for email, role in ((ZOE, "user"), (MALLORY, "user"), (SAM, "sav")):
        arguments = ("accounts", "create", "meuble", email, "--role", role, "--password-stdin")
        made.comptoir(*arguments, stdin=f"{PASSWORD}\n")
    yield made
    postgresql.drop_database(name)
    log = (folder / "server.log").read_text()
    assert "process_failed" not in log
    assert "request_failed" not in log


@pytest.fixture(scope="module")
def server(production):
    """One server for the tests that leave it running."""
    with production.serving("meuble") as running:
        yield running
        running.process.terminate()
        assert running.process.wait(DEADLINE_S) == 0


def until(condition, what):
    """Ask again until it is so; each question takes its own time."""
    deadline_s = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < deadline_s, f"never: {what}"


# ── Running ───────────────────────────────────────────────────────────────────────────────


def test_a_service_runs_in_as_many_processes_as_asked_for(server):
    first, second = server.workers()
    for worker in (first, second):
        with server.on(worker) as visitor:
            assert visitor.get("/health").json()["status"] == "healthy"


def test_it_is_ready_with_its_database_and_redis(server):
    for worker in server.workers():
        with server.on(worker) as visitor:
            answer = visitor.get("/ready")
            assert (answer.status_code, answer.json()["status"]) == (200, "ready")
            assert answer.json()["checks"]["database"]["healthy"] is True
            assert answer.json()["checks"]["cache"]["type"] == "redis"
            assert answer.json()["checks"]["cache"]["healthy"] is True


def test_the_figures_of_both_processes_are_one(server, production):
    key = production.comptoir("keys", "create", "meuble", "prometheus", "--scope", "monitoring")
    headers = {"Authorization": f"Bearer {key.splitlines()[0]}"}
    counted = re.compile(r'^comptoir_requests_total\{.*route="/app".*\} (\d+)', re.MULTILINE)

    def pages(visitor):
        found = counted.search(visitor.get("/metrics", headers=headers).text)
        return float(found[1]) if found else 0

    first, second = server.workers()
    with server.on(first) as here, server.on(second) as there:
        before = pages(here)
        for visitor in (here, there, there):
            visitor.get("/app")
        until(lambda: pages(here) == before + 3, "the first one knows what the second counted")
        until(lambda: pages(there) == before + 3, "and the other way round")


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/docs/"])
def test_the_interactive_documentation_is_not_there(server, path):
    with server.visitor() as anybody:
        answer = anybody.get(path)
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


def test_nothing_secret_is_announced_or_written(server, production):
    assert SECRET not in server.announced
    assert "admin.key" not in server.announced
    assert "comptoir-demo" not in server.announced
    assert not (production.folder / "home" / "admin.key").exists()
    assert not (production.folder / "home" / "secret").exists()


def test_a_conversation_over_both_processes_ends_in_one_claim(server):
    first, second = server.workers()
    with server.on(first) as here, server.on(second) as there:
        session = here.post("/api/chat", json={"message": "Bonjour"}).json()["session_id"]

        def says(visitor, message):
            body = {"session_id": session, "message": message}
            return visitor.post("/api/chat", json=body).json()

        assert says(there, "Mon canapé a un problème")["requires_validation"] is False
        assert says(here, f"C'est la commande {ORDER}")["requires_validation"] is False
        recap = says(there, "Le ressort est cassé")
        assert recap["requires_validation"] is True
        with ThreadPoolExecutor(8) as at_once:
            answers = list(at_once.map(says, [here, there] * 4, ["Oui"] * 8))
        tickets = [answer["ticket_id"] for answer in answers if answer["ticket_id"]]
        assert len(tickets) == 1
        history = here.get(f"/api/chat/history?session_id={session}&limit=100").json()
    assert history["total"] == 2 * (4 + 8)


def test_a_limit_is_counted_over_both_processes_exactly(server):
    first, second = server.workers()
    address = {"X-Forwarded-For": "198.51.100.7"}
    with server.on(first, **address) as here, server.on(second, **address) as there:

        def says(visitor):
            return visitor.post("/api/chat", json={"message": "Bonjour"})

        with ThreadPoolExecutor(8) as at_once:
            answers = list(at_once.map(says, [here, there] * 20))
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(200), statuses.count(429)) == (30, 10)
    left = sorted(int(a.headers["X-RateLimit-Remaining"]) for a in answers if a.status_code == 200)
    assert left == list(range(30)), "no place was given twice"
    assert all(int(a.headers["Retry-After"]) >= 1 for a in answers if a.status_code == 429)


def test_a_process_that_dies_is_replaced_and_nobody_is_turned_away(server):
    dead, alive = server.workers()
    dead.kill()

    def replaced():
        with server.visitor() as anybody:
            assert anybody.get("/health").status_code == 200
        there = {worker.pid for worker in server.workers()}  # looked at once: it may end meanwhile
        return len(there) == 2 and dead.pid not in there

    until(replaced, "a new process")
    (new,) = [worker for worker in server.workers() if worker.pid != alive.pid]
    # Until it listens to its loop nothing is accepted by it; `on` waits for its answer.
    with server.on(new) as visitor:
        assert visitor.get("/ready").status_code == 200


# ── Ending ────────────────────────────────────────────────────────────────────────────────


def stop(process, how):
    """End a server as an operator, a terminal, or a disaster does."""
    if how == "SIGTERM":
        process.send_signal(signal.SIGTERM)
    elif how == "Ctrl-C":
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.kill()


@pytest.mark.parametrize(("how", "code"), [("SIGTERM", 0), ("Ctrl-C", 0), ("SIGKILL", -9)])
def test_all_processes_end_together_and_a_request_in_flight_is_answered(production, how, code):
    with production.serving("meuble", "assurance") as server:
        workers = server.workers()
        assert len(workers) == 4
        body = b'{"message": "Bonjour"}'
        with server.visitor() as anybody:
            until(lambda: anybody.get("/health").status_code == 200, "an answer")
        with socket.create_connection(("127.0.0.1", server.ports[0]), DEADLINE_S) as visit:
            visit.sendall(
                b"POST /api/chat HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n" % len(body)
            )
            assert visit.recv(100).startswith(b"HTTP/1.1 100"), "the service awaits the body"
            stop(server.process, how)
            until(lambda: not server.listens(), "nothing listens any more")
            visit.sendall(body)
            assert visit.recv(100_000).startswith(b"HTTP/1.1 200")
        assert server.process.wait(DEADLINE_S) == code
        gone, alive = psutil.wait_procs(workers, DEADLINE_S)
        assert (len(gone), alive) == (4, [])


def test_a_stop_while_a_process_is_being_replaced_ends_it_all(production):
    with production.serving("meuble") as server:
        dead, other = server.workers()
        dead.kill()
        until(lambda: dead.pid not in {w.pid for w in server.workers()}, "its death is noticed")
        server.process.terminate()
        assert server.process.wait(DEADLINE_S) == 0
        assert not other.is_running()
        assert not server.listens()


# ── Whose ticket it is ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def claim(server):
    """A claim of Zoe's: its names, and the word that opens it."""
    with server.visitor(ZOE) as zoe:
        zoe.post("/api/chat", json={"session_id": "mine", "message": BROKEN})
        made = zoe.post("/api/chat", json={"session_id": "mine", "message": "Oui"}).json()
    assert made["ticket_id"], "a claim was made, or these tests mean nothing"
    return made


@pytest.fixture(scope="module")
def keys(production):
    """API keys by their scope."""
    return {
        scope: production.comptoir("keys", "create", "meuble", scope, "--scope", scope).split()[0]
        for scope in ("staff", "read")
    }


PATHS = ("/api/tickets/{}", "/api/sav/ticket/{}", "/api/sav/ticket/{}/history")


def names(claim):
    """Both names of the claim."""
    number = int(claim["ticket_id"].removeprefix("SAV-MDF-"))
    return claim["ticket_id"], f"TKT-{claim['claim']['created_at'][:4]}-{number:06}"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["zoe", "token", "staff account", "staff key"])
def test_a_ticket_is_read_by_its_account_its_token_and_staff(server, claim, keys, path, who):
    email = {"zoe": ZOE, "staff account": SAM}.get(who, "")
    headers = {
        "token": {"X-Ticket-Token": claim["ticket_access_token"]},
        "staff key": {"X-API-Key": keys["staff"]},
    }.get(who, {})
    with server.visitor(email, **headers) as reader:
        for name in names(claim):
            answer = reader.get(path.format(name))
            assert (answer.status_code, answer.json()["success"]) == (200, True)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["nobody", "mallory", "another token", "another key"])
def test_to_anybody_else_a_ticket_is_one_that_does_not_exist(server, claim, keys, path, who):
    headers = {
        "another token": {"X-Ticket-Token": "0" * len(claim["ticket_access_token"])},
        "another key": {"X-API-Key": keys["read"]},
    }.get(who, {})
    with server.visitor(MALLORY if who == "mallory" else "", **headers) as stranger:
        missing = stranger.get(path.format("SAV-MDF-99999"))
        for name in names(claim):
            answer = stranger.get(path.format(name))
            assert answer.status_code == 404
            assert without_id(answer.json()) == without_id(missing.json())


def without_id(body):
    """An error's body, but for what differs from request to request."""
    return {name: value for name, value in body.items() if name != "request_id"}
