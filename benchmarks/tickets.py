"""A ticket posted, beside a bare insert and beside a helpdesk's own API.

`POST /api/tickets` with the body of 2025, sixteen at once over sockets that are kept. Ours is the
server as it runs: door, log, limits in memory; each ticket with its number, history, job and
idempotency key in one transaction that is on the disk (FULL) before it is answered. The bare peer
validates the body, inserts one row, and commits it as durably. In turns in one run.

django-helpdesk is installed with its requirements into `build/helpdesk`, by itself, and served by
gunicorn with one worker and four threads, SQLite with `synchronous = FULL` too. As its guide says
it has its e-mail templates, and writes to whoever opened the ticket, into a dummy; its password
hash is the cheapest there is, for basic authentication is no ticket's cost.
"""

import asyncio
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from drills.server import ENVIRONMENT, Server, loopback, request

sys.path.append(str(Path(__file__).parents[1] / "tests"))

AT_ONCE, ROUNDS = 16, 5
TICKETS = {"ours": 480, "slow": 48}
"""In a round, by a server's pace."""
PER_ADDRESS = 50
"""A caller may post sixty tickets a minute, so there are several."""
HERE, BUILD = Path(__file__).parent, Path(__file__).parents[1] / "build" / "helpdesk"
HELPDESK = ("django-helpdesk==2.6.1", "djangorestframework", "gunicorn", "setuptools<81")

CLASSIFIED = {
    "customer_id": "CUST123",
    "product_sku": "CANAPÉ-OSLO-3P",
    "problem_category": "Defaut_revetement",
    "problem_severity": "moyen",
    "description": "Déchirure sur l'accoudoir gauche",
    "attachments": ["upload_123"],
}
DOCUMENTED = CLASSIFIED | {"problem_category": "défaut_fabrication"}
UNCLASSIFIED = {
    "order_number": "CMD-2025-30301",
    "problem_description": "Le canapé a un ressort cassé après 2 mois, l'assise s'affaisse",
}


@dataclass
class Candidate:
    """One of the servers compared, and what it is sent."""

    name: str
    process: psutil.Process
    port: int
    path: str
    body: dict[str, Any]
    keyed: bool = False
    pace: str = "ours"
    headers: str = ""
    cpu_us: list[float] = field(default_factory=list)


ADDRESSES = itertools.count(1)
KEYS = itertools.count(1)


async def _post(candidate: Candidate, tickets: int) -> None:
    """Post so many tickets, sixteen at once, each sender from new addresses of its own."""
    content = json.dumps(candidate.body).encode()
    left = iter(range(tickets))

    async def sender() -> None:
        writer = None
        for number, _ in enumerate(left):
            if number % PER_ADDRESS == 0:
                if writer is not None:
                    writer.close()
                source = (loopback(next(ADDRESSES)), 0)
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", candidate.port, local_addr=source
                )
            key = f"Idempotency-Key: bench-{next(KEYS)}\r\n" if candidate.keyed else ""
            head = (
                f"POST {candidate.path} HTTP/1.1\r\nHost: localhost\r\n{candidate.headers}{key}"
                f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
            )
            assert writer is not None
            writer.write(head.encode() + content)
            answer = await reader.readuntil(b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 201"), answer
            length = int(answer.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            await reader.readexactly(length)
        if writer is not None:
            writer.close()

    await asyncio.gather(*(sender() for _ in range(AT_ONCE)))


def _cpu_s(process: psutil.Process) -> float:
    """User and system time of a process, its threads and children, finer than ticks."""
    total = 0.0
    for each in (process, *process.children(recursive=True)):
        with suppress(OSError):
            for task in Path(f"/proc/{each.pid}/task").iterdir():
                total += int((task / "schedstat").read_text().split()[0]) / 1e9
    return total


def _measure(candidates: list[Candidate]) -> None:
    for candidate in candidates:
        asyncio.run(_post(candidate, TICKETS[candidate.pace] // 4))
    for turn in range(ROUNDS):
        first = turn % len(candidates)
        for candidate in candidates[first:] + candidates[:first]:
            tickets = TICKETS[candidate.pace]
            before = _cpu_s(candidate.process)
            asyncio.run(_post(candidate, tickets))
            candidate.cpu_us.append((_cpu_s(candidate.process) - before) / tickets * 1e6)


def _report(candidates: list[Candidate]) -> None:
    ours = candidates[0]
    print(f"{ROUNDS} rounds, {AT_ONCE} at once, every commit FULL:")
    for each in candidates:
        ratio = median(a / b for a, b in zip(ours.cpu_us, each.cpu_us, strict=True))
        spread = f"{min(each.cpu_us):.0f}–{max(each.cpu_us):.0f}"
        print(
            f"  {each.name:<62} {median(each.cpu_us):6.0f} µs of CPU a ticket ({spread});"
            f" the first is {ratio:.2f} of it"
        )


@contextmanager
def _served(command: list[str], port: int, **more: Any) -> Iterator[psutil.Process]:
    process = subprocess.Popen(command, **more)
    try:
        for _ in range(400):
            with suppress(OSError, ValueError):
                request(port, "GET", "/")
                break
            time.sleep(0.05)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


# ── django-helpdesk ───────────────────────────────────────────────────────────────────────

SETTINGS = """
import os
SECRET_KEY = "only for measuring"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench_urls"
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.sites", "django.contrib.humanize", "django.contrib.messages",
    "django.contrib.admin", "rest_framework", "helpdesk",
]
MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]},
}]
DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["BENCH_DATABASE"],
    "CONN_MAX_AGE": None,
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"},
}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SITE_ID = 1
USE_TZ = True
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
HELPDESK_ACTIVATE_API_ENDPOINT = True
HELPDESK_TEAMS_MODE_ENABLED = False
HELPDESK_TEAMS_MODEL = "auth.Group"
HELPDESK_TEAMS_MIGRATION_DEPENDENCIES = [("auth", "0001_initial")]
HELPDESK_KB_TEAM_GETTER = lambda item: None
"""
URLS = """
from django.contrib import admin
from django.urls import include, path
urlpatterns = [
    path("admin/", admin.site.urls), path("", include("helpdesk.urls", namespace="helpdesk")),
]
"""
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("loaddata", "emailtemplate.json", verbosity=0)
from django.contrib.auth.models import User
from helpdesk.models import Queue
User.objects.create_superuser("bench", "bench@example.com", "bench")
Queue.objects.create(title="SAV", slug="sav", allow_public_submission=True)
"""


@contextmanager
def _helpdesk(folder: Path) -> Iterator[tuple[psutil.Process, int]]:
    from services import free_port  # noqa: PLC0415

    python = BUILD / "bin" / "python"
    if not (BUILD / "bin" / "gunicorn").exists():
        venv.create(BUILD, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *HELPDESK], check=True)
    (folder / "bench_settings.py").write_text(SETTINGS)
    (folder / "bench_urls.py").write_text(URLS)
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench_settings",
        "BENCH_DATABASE": str(folder / "helpdesk.db"),
        "PYTHONPATH": str(folder),
    }
    subprocess.run([python, "-c", PREPARE], check=True, env=environ, cwd=folder)
    port = free_port()
    command = [
        *(str(BUILD / "bin" / "gunicorn"), "--workers=1", "--threads=4", "--log-level=error"),
        *(f"--bind=127.0.0.1:{port}", "django.core.wsgi:get_wsgi_application()"),
    ]
    with _served(command, port, env=environ, cwd=folder) as process:
        yield process, port


def main() -> None:
    """Print the figures."""
    from services import free_port  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as path, ExitStack() as opened:
        folder = Path(path)
        server = Server(folder / "home")
        server.start()
        opened.callback(server.stop)
        assert server.process is not None
        ours, port = psutil.Process(server.process.pid), server.ports["meuble"]
        bare_port = free_port()
        command = [sys.executable, str(HERE / "tickets_bare.py"), str(bare_port)]
        bare = opened.enter_context(
            _served([*command, str(folder / "bare.db")], bare_port, env=ENVIRONMENT)
        )
        helpdesk, helpdesk_port = opened.enter_context(_helpdesk(folder))
        told = {
            "queue": 1,
            "title": "Déchirure",
            "description": CLASSIFIED["description"],
            "priority": 3,
            "submitter_email": "client@example.com",
        }
        candidates = [
            Candidate(
                "category and severity given, key", ours, port, "/api/tickets", CLASSIFIED, True
            ),
            Candidate("bare FastAPI, insert, commit", bare, bare_port, "/api/tickets", CLASSIFIED),
            Candidate("the same without a key", ours, port, "/api/tickets", CLASSIFIED),
            Candidate(
                "the 2025 document's own body, key", ours, port, "/api/tickets", DOCUMENTED, True
            ),
            Candidate(
                "2026: an order, a text to classify, key",
                ours,
                port,
                "/api/tickets",
                UNCLASSIFIED,
                True,
            ),
            Candidate(
                "django-helpdesk 2.6.1, its API",
                helpdesk,
                helpdesk_port,
                "/api/tickets/",
                told,
                pace="slow",
                headers="Authorization: Basic YmVuY2g6YmVuY2g=\r\n",
            ),
        ]
        _measure(candidates)
        _report(candidates)
