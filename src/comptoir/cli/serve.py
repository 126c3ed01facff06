"""`comptoir serve`: start the services, and say where they are and what is not configured."""

import contextlib
from argparse import Namespace
from typing import Any

from comptoir import demo
from comptoir.brain import providers
from comptoir.cli.common import (
    UnusableError,
    add_command,
    fail,
    ready_settings,
    with_database,
)
from comptoir.kernel import mail
from comptoir.kernel.clock import Clock
from comptoir.kernel.db import Database
from comptoir.kernel.home import claimed
from comptoir.kernel.passwords import Passwords
from comptoir.kernel.settings import (
    DEFAULT_PORTS,
    SERVICES,
    SettingError,
    Settings,
    refusals,
)
from comptoir.serve import LOOPBACK, PortBusyError, bind_all, close_all, run, run_processes


def register(commands: Any) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "serve",
        "Start the services. Without names, all four at their documented ports.",
        command,
    )
    parser.add_argument(
        "services",
        nargs="*",
        metavar="SERVICE",
        help="some of " + ", ".join(f"{name} ({port})" for name, port in DEFAULT_PORTS.items()),
    )
    parser.add_argument(
        "--port",
        action="append",
        default=[],
        metavar="SERVICE=PORT",
        help="move a service to another port; may be repeated",
    )
    parser.add_argument(
        "--host", help="address to listen on; by default this machine alone (127.0.0.1 and ::1)"
    )


def _ports(settings: Settings, given: list[str]) -> dict[str, int]:
    ports = dict(settings.ports)
    for text in given:
        service, _, port = text.partition("=")
        if service not in ports:
            raise SettingError(f"--port {text}: expected SERVICE=PORT, as in meuble=18000.")
        if not port.isascii() or not port.isdigit() or int(port) > 65535:
            raise SettingError(f"--port {text}: a port is a whole number from 0 to 65535.")
        ports[service] = int(port)
    return ports


def _demonstration(settings: Settings) -> bool:
    """Fill an empty development installation; whether demonstration accounts exist."""

    async def prepare(db: Database) -> bool:
        if settings.demo and not settings.production:
            passwords = Passwords()
            await demo.load_if_empty(db, passwords, Clock())
            passwords.close()
        return await db.read(demo.accounts_exist)

    return with_database(settings, prepare)


def _models(settings: Settings) -> list[str]:
    """The model providers in the order in which they are asked, or that there is none."""
    configured = providers.configured(settings)
    return [
        f"{provider.name} ({', '.join(model.name for model in provider.models) or 'as it lists'})"
        for provider in configured.usable
    ]


def _not_configured(settings: Settings) -> list[str]:
    notes = []
    if not settings.database_url:
        notes.append(
            f"database: SQLite, {settings.sqlite_path} (one process;"
            " COMPTOIR_DATABASE_URL=postgresql://… for several)"
        )
    if not settings.redis_url:
        notes.append("limits: counted in this process (COMPTOIR_REDIS_URL shares the counters)")
    if not settings.s3_url and not settings.cloudinary_url:
        notes.append(
            f"files: the folder {settings.files_folder}"
            " (COMPTOIR_S3_URL or CLOUDINARY_URL keep them elsewhere)"
        )
    if not settings.smtp_url:
        notes.append(
            f"mail: sent to nobody, written to {settings.home / 'mail'}"
            " (COMPTOIR_SMTP_URL=smtp://… sends it)"
        )
    configured = providers.configured(settings)
    notes += [
        f"model provider {provider.name}: {provider.key_variable} is not set; it is not asked"
        for provider in configured.all
        if not provider.usable
    ]
    if not configured.usable:
        notes.append("model: none; the embedded engine answers, without key or network")
    return notes


def _announce(settings: Settings, addresses: dict[str, str], *, with_demo: bool) -> None:
    lines = ["", "comptoir is running", ""]
    lines += [f"  {service:<10} {address}" for service, address in addresses.items()]
    example = f"{next(iter(addresses.values()))}/app/"
    lines += ["", f"  each has its pages, at /app/, where a browser is sent: {example}"]
    if with_demo:
        lines += ["", f"demonstration accounts (password {demo.PASSWORD}):"]
        lines += [f"  {service:<10} {', '.join(who)}" for service, who in demo.PEOPLE.items()]
    if not settings.production:
        lines += ["", f"administrator's API key: {settings.home / 'admin.key'}"]
    models = _models(settings)
    if models:
        lines += ["", f"models: {', '.join(models)}; the embedded engine after them"]
    missing = _not_configured(settings)
    if missing:
        lines += ["", "not configured, and what stands in:", *(f"  {note}" for note in missing)]
    lines += ["", "Ctrl-C stops it. `comptoir doctor` checks the rest.", ""]
    print("\n".join(lines), flush=True)


def _refuse_strangers(settings: Settings, host: str | None) -> None:
    """Nobody but this machine may reach accounts whose password is published."""
    emails = ", ".join(email for who in demo.PEOPLE.values() for email in who)
    mend = (
        f"whose password is published: {emails}. Delete them with `comptoir accounts delete`, or"
        " use another COMPTOIR_HOME with COMPTOIR_DEMO=0."
    )
    if settings.production:
        raise UnusableError(f"refusing to start: the demonstration accounts exist, {mend}")
    if host not in {None, "localhost", *LOOPBACK}:
        raise UnusableError(f"--host {host} would open the demonstration accounts, {mend}")


def _claim_home(settings: Settings, stack: contextlib.ExitStack) -> None:
    try:
        stack.enter_context(claimed(settings.home))
    except OSError as error:
        raise UnusableError(
            f"{settings.home} cannot be used ({error.strerror}):"
            " COMPTOIR_HOME must be a folder that this user may write to."
        ) from error


def command(given: Namespace) -> int:
    """Serve until a signal."""
    services = list(dict.fromkeys(given.services)) or list(SERVICES)
    unknown = [name for name in services if name not in SERVICES]
    if unknown:
        raise SettingError(
            f"no service is called {unknown[0]}: choose among {', '.join(SERVICES)}."
        )
    settings = Settings.from_environment()
    reasons = refusals(settings)
    if reasons:
        raise SettingError("refusing to start:\n" + "\n".join(f"  - {each}" for each in reasons))
    # What cannot be used is told before anything starts.
    providers.configured(settings)
    mail.mailer(settings)
    ports = _ports(settings, given.port)
    hosts = (given.host,) if given.host else LOOPBACK
    with contextlib.ExitStack() as stack:
        if not settings.database_url:
            _claim_home(settings, stack)
        try:
            bound = bind_all(settings, services, hosts, ports)
        except PortBusyError as error:
            return fail(str(error))
        stack.callback(close_all, bound)
        ready_settings()
        with_demo = _demonstration(settings)
        if with_demo:
            _refuse_strangers(settings, given.host)
        settings.secrets, settings.usable_admin_key  # noqa: B018 - made now, not at a first request
        host = f"[{given.host}]" if ":" in (given.host or "") else given.host or "localhost"
        addresses = {
            service: f"http://{host}:{processes[0][0].getsockname()[1]}"
            for service, processes in bound.items()
        }

        def ready() -> None:
            _announce(settings, addresses, with_demo=with_demo)

        if settings.production and settings.database_url:
            run_processes(settings, bound, ready)
        else:
            run(settings, {service: processes[0] for service, processes in bound.items()}, ready)
    return 0
