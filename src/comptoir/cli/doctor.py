"""`comptoir doctor`: what is configured, reachable, missing, and how to mend it."""

import asyncio
import json
import os
import shutil
import socket
import tempfile
import urllib.request
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from importlib.util import find_spec
from typing import Any

from comptoir import demo, migrations
from comptoir.brain import providers
from comptoir.brain.answer import NoAnswer
from comptoir.cli.common import (
    add_command,
    missing_drivers,
    ready_settings,
    why_unusable,
    with_database,
)
from comptoir.kernel import jobs, mail
from comptoir.kernel.clock import Clock, iso
from comptoir.kernel.files import open_files
from comptoir.kernel.limits import open_limiter
from comptoir.kernel.settings import SettingError, Settings, refusals, unknown_among
from comptoir.meuble import history

LOW_DISK_MB = 500
LATE = timedelta(minutes=10)
CONNECT_TIMEOUT_S = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend` says what to do about it."""

    mark: str
    """`ok`, `note` (works, could be more) or `FAIL`."""
    what: str
    mend: str = ""


def register(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "doctor",
        "Check this installation. Exit code 1 when something is broken.",
        command,
    )
    parser.add_argument(
        "--verify-history",
        action="store_true",
        help="look for edits in the histories of claims instead; exit code 1 when there are any",
    )
    parser.add_argument(
        "--until",
        type=_instant,
        metavar="INSTANT",
        help="with --verify-history: the digest of all histories as they were then",
    )


def _instant(text: str) -> datetime:
    """An instant of ISO 8601 with its zone. Raises ValueError."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone, as 2026-01-31T10:00:00Z has")
    return at


def _settings(settings: Settings) -> Iterator[Finding]:
    yield Finding("ok", f"environment: {settings.environment}")
    for sentence in unknown_among(os.environ):
        yield Finding("FAIL", sentence, "Correct or unset it; see docs/settings.md.")
    for reason in refusals(settings):
        yield Finding("FAIL", reason, "`comptoir serve` refuses to start until this is mended.")
    for name in missing_drivers(settings):
        yield Finding("FAIL", f"{name} is not installed", "pip install 'comptoir[production]'")


def _home(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    if not home.exists():
        yield Finding("note", f"{home} does not exist yet", "The first `comptoir serve` makes it.")
        return
    try:
        # A trial, for rights alone do not tell: the file system may be read-only.
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        yield Finding(
            "FAIL",
            f"{home} cannot be written ({error.strerror})",
            "COMPTOIR_HOME must be a folder that this user may write to.",
        )
        return
    free_mb = shutil.disk_usage(home).free // 2**20
    if free_mb < LOW_DISK_MB:
        yield Finding("FAIL", f"{home}: {free_mb} MB free", "Free some space: writes will fail.")
    else:
        yield Finding("ok", f"{home}: writable, {free_mb} MB free")


def _database(settings: Settings) -> Iterator[Finding]:
    if "asyncpg" in missing_drivers(settings):
        return
    name = "PostgreSQL" if settings.database_url else "SQLite"
    if not settings.database_url and not settings.sqlite_path.exists():
        yield Finding("note", "SQLite: no database yet", "The first `comptoir serve` makes it.")
        return
    try:
        current = migrations.is_current(settings)
    except Exception as error:
        yield Finding("FAIL", *why_unusable(settings, error))
        return
    if not current:
        mark, mend = (
            ("FAIL", "comptoir migrate")
            if settings.database_url
            else ("note", "The next `comptoir serve` brings it there, or `comptoir migrate`.")
        )
        yield Finding(mark, f"{name}: the schema is not this program's", mend)
        return
    yield Finding("ok", f"{name}: reachable, schema current")
    if with_database(settings, lambda db: db.read(demo.accounts_exist)):
        mark = "FAIL" if settings.production else "note"
        yield Finding(
            mark,
            "demonstration accounts exist, with a published password",
            "`comptoir accounts delete` each before anyone else can reach this: "
            + "; ".join(f"{service} {', '.join(who)}" for service, who in demo.PEOPLE.items()),
        )
    yield from _jobs(settings)


def _jobs(settings: Settings) -> Iterator[Finding]:
    late = Clock().now() - LATE
    counts = with_database(settings, lambda db: db.read(jobs.counts))
    kinds = with_database(settings, lambda db: db.read(jobs.overdue, late))
    if kinds:
        yield Finding(
            "note",
            f"jobs: {', '.join(kinds)} should have begun {LATE.seconds // 60} minutes ago",
            "`comptoir serve` runs jobs; with PostgreSQL, `comptoir work` runs more at once.",
        )
    if counts["dead"]:
        yield Finding(
            "note",
            f"jobs: {counts['dead']} given up",
            "`comptoir jobs list` says why; `comptoir jobs retry` and `drop` end them.",
        )
    waiting = f"jobs: {counts['waiting']} waiting, {counts['running']} running"
    yield Finding("ok", waiting + ("" if counts["dead"] else ", none given up"))


def _mail(settings: Settings) -> Iterator[Finding]:
    try:
        way_out = mail.mailer(settings)
    except SettingError as error:
        yield Finding("FAIL", str(error), "See docs/settings.md.")
        return
    if isinstance(way_out, mail.Folder):
        yield Finding(
            "note",
            f"mail: sent to nobody, written to {way_out.path}",
            "COMPTOIR_SMTP_URL names the server that sends it.",
        )
        return
    refused = asyncio.run(way_out.refusal())
    if refused:
        mend = "Check COMPTOIR_SMTP_URL. Until then mail waits in the outbox, and is not lost."
        yield Finding("FAIL", f"mail: {refused}", mend)
        return
    yield Finding("ok", f"mail: a server takes it, from {way_out.sender}")


def _redis(settings: Settings) -> Iterator[Finding]:
    if not settings.redis_url:
        yield Finding(
            "note",
            "Redis: not configured; limits are counted in each process",
            "COMPTOIR_REDIS_URL=redis://… shares them.",
        )
        return

    if "redis" in missing_drivers(settings):
        return

    async def probe() -> dict[str, Any]:
        limiter = open_limiter(settings.redis_url)
        found = await limiter.probe()
        await limiter.close()
        return found

    found = asyncio.run(probe())
    if found["healthy"]:
        yield Finding("ok", f"Redis: answers in {found['response_time_ms']} ms")
    else:
        yield Finding(
            "FAIL",
            f"Redis: unreachable ({found['error']})",
            "Check COMPTOIR_REDIS_URL. Until then limits are counted in each process.",
        )


def _files(settings: Settings) -> Iterator[Finding]:
    if find_spec("av") is None:
        yield Finding(
            "note",
            "films: only their headers are read",
            "pip install 'comptoir[media]' decodes their first picture too.",
        )
    if not settings.s3_url and not settings.cloudinary_url and not settings.home.exists():
        return

    async def probe() -> tuple[str, str | None]:
        files = open_files(settings)
        why = await files.probe()
        await files.close()
        return files.storage, why

    storage, why = asyncio.run(probe())
    where, mend = {
        "local": (str(settings.files_folder), "This user must be able to write to it."),
        "s3": ("the bucket of COMPTOIR_S3_URL", "Check its address, key and rights."),
        "cloudinary": ("Cloudinary", "Check CLOUDINARY_URL."),
    }[storage]
    if why is None:
        yield Finding("ok", f"files: {where}")
    else:
        yield Finding("FAIL", f"files: {where} cannot be used ({why})", mend)


def _ports(settings: Settings) -> Iterator[Finding]:
    for service, port in settings.ports.items():
        with socket.socket() as probe:
            probe.settimeout(CONNECT_TIMEOUT_S)
            taken = probe.connect_ex(("127.0.0.1", port)) == 0
        if not taken:
            yield Finding("ok", f"port {port} ({service}): free")
        elif _answers(port):
            yield Finding("ok", f"port {port} ({service}): a service runs there")
        else:
            yield Finding(
                "note",
                f"port {port} ({service}): another program listens there",
                f"Move the service: COMPTOIR_{service.upper()}_PORT, or --port {service}=PORT.",
            )


def _answers(port: int) -> bool:
    """Whether a service of ours listens on this port."""
    url = f"http://127.0.0.1:{port}/health"
    try:
        with urllib.request.urlopen(url, timeout=CONNECT_TIMEOUT_S) as answer:
            health = json.load(answer)
    except (OSError, HTTPException, ValueError):
        return False
    return isinstance(health, dict) and "uptime_seconds" in health


def _models(settings: Settings) -> Iterator[Finding]:
    try:
        configured = providers.configured(settings)
    except SettingError as error:
        yield Finding("FAIL", str(error), "See docs/providers.md.")
        return
    if not configured.all:
        yield Finding(
            "note",
            "model: none; the embedded engine answers, without key or network",
            "OPENAI_API_KEY, OPENAI_BASE_URL, MISTRAL_API_KEY or COMPTOIR_PROVIDERS adds one.",
        )
    for provider in configured.all:
        yield _provider(provider)


def _provider(provider: providers.Provider) -> Finding:
    name, variable = f"model provider {provider.name}", provider.key_variable
    if not provider.usable:
        return Finding("FAIL", f"{name}: no key", f"Set {variable}, or remove the provider.")
    try:
        listed = asyncio.run(_listed(provider))
    except NoAnswer as error:
        return _silent(provider, name, error)
    unknown = [m.name for m in provider.models if m.sent_as not in listed]
    if unknown:
        return Finding(
            "note",
            f"{name}: reachable, but does not list {', '.join(unknown)}",
            "Check `sent_as` in COMPTOIR_PROVIDERS, unless it is an alias of the provider's.",
        )
    return Finding("ok", f"{name}: reachable, {len(listed)} models")


async def _listed(provider: providers.Provider) -> list[str]:
    from comptoir.brain.openai import ChatApi, open_session  # noqa: PLC0415 - loads aiohttp

    async with open_session() as session:
        return await ChatApi(provider, session).listed()


def _silent(provider: providers.Provider, name: str, error: NoAnswer) -> Finding:
    if error.why == "refused":
        return Finding("note", f"{name}: reachable, does not say which models it has")
    if error.why == "unauthorised":
        mend = f"Check {provider.key_variable}." if provider.key_variable else "It wants a key."
        return Finding("FAIL", f"{name}: refuses the key", mend)
    return Finding(
        "FAIL",
        f"{name}: does not answer at {provider.base_url} ({error.why})",
        "Check its address, and that it runs. Until then the next one, or the embedded engine,"
        " answers.",
    )


CHECKS = (_settings, _home, _database, _redis, _files, _mail, _ports, _models)


IN_FLIGHT = timedelta(minutes=1)
"""How long a claim's entry may take from its instant until it is committed."""


def _verify_history(settings: Settings, until: datetime | None) -> int:
    """Print every edit of a claim's history, and one digest over all of them to keep elsewhere."""
    chain = history.chain(settings.secrets)
    until = until or Clock().now().replace(microsecond=0) - IN_FLIGHT
    found = with_database(settings, lambda db: db.read(history.verify, chain, until))
    for fault in found.faults:
        print(f"FAIL  {fault}")
    for note in found.notes:
        print(f"note  {note}")
    print(f"{found.tickets} claims, {found.entries} entries: {len(found.faults)} edits found.")
    print(f"Digest of all histories as of {iso(until)}: {found.heads}")
    print("Keep it elsewhere: the same instant must give it again (--until). What histories cannot")
    print("prove by themselves is in docs/history.md.")
    return 1 if found.faults else 0


def command(given: Namespace) -> int:
    """Print every finding."""
    if given.verify_history:
        return _verify_history(ready_settings(), given.until)
    settings = Settings.from_environment()
    broken = 0
    for check in CHECKS:
        for finding in check(settings):
            broken += finding.mark == "FAIL"
            print(f"{finding.mark:<5} {finding.what}")
            if finding.mend:
                print(f"      → {finding.mend}")
    print("Everything that is configured works." if not broken else f"{broken} to mend.")
    return 1 if broken else 0
