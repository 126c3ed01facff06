"""Deployment facts: where things are, which secrets sign, what may call us.

What a document promises (a limit, a length, a lifetime) is not a setting: it stands in the
service's `wire.py`. Every name here is described in docs/settings.md (a test keeps it so).
"""

import difflib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

SERVICES = ("meuble", "assurance", "foyer", "intranet")
DEFAULT_PORTS = {"meuble": 8000, "assurance": 8005, "foyer": 8061, "intranet": 9001}
MINIMUM_SECRET_CHARS = 32
MAXIMUM_WORKERS = 64
MAXIMUM_RETENTION_DAYS = 36_500


class Setting(NamedTuple):
    """One environment variable: its name without the prefix, its default, what it is for."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("ENV", "development", "`development` or `production`"),
    Setting("HOME", "./var", "folder of all embedded state: database, files, secrets"),
    Setting("DATABASE_URL", "", "`postgresql://…`; empty: SQLite in COMPTOIR_HOME"),
    Setting("REDIS_URL", "", "`redis://…`, shared counters; empty: counted in this process"),
    Setting(
        "S3_URL", "", "`https://KEY:SECRET@host/bucket?region=…`; empty: files in COMPTOIR_HOME"
    ),
    Setting(
        "SMTP_URL", "", "`smtp://…`, the server that takes mail; empty: files in COMPTOIR_HOME"
    ),
    Setting("SECRET", "", "signing secrets, comma-separated: the first signs, all verify"),
    Setting("ADMIN_KEY", "", "an API key with every scope on every service"),
    Setting("CORS_ORIGINS", "", "browser origins allowed, comma-separated"),
    Setting("TRUSTED_PROXIES", "", "addresses or networks whose X-Forwarded-For is believed"),
    Setting("WORKERS", "1", "processes a service; above 1 needs PostgreSQL and Redis"),
    Setting("PROVIDERS", "", "a TOML file of model providers; empty: the embedded engine"),
    Setting("RETENTION_DAYS", "0", "days until what nobody touched is forgotten; `0`: for ever"),
    Setting("WHISPER_FOLDER", "", "folder of a Whisper model's weights; empty: providers listen"),
    Setting("DEMO", "1", "`0` starts development without demonstration data"),
    *(
        Setting(f"{service.upper()}_PORT", str(port), f"port of {service}")
        for service, port in DEFAULT_PORTS.items()
    ),
    Setting("FOYER_DOMAINS", "", "e-mail domains that may register with the agents in production"),
    Setting("PUBLIC_URL_MEUBLE", "", "where people reach meuble; empty: as each request says"),
)
PREFIX = "COMPTOIR_"
_BEGINNINGS = {
    "DATABASE_URL": ("postgresql://", "postgres://"),
    "REDIS_URL": ("redis://", "rediss://"),
    "SMTP_URL": ("smtp://", "smtps://"),
}


class SettingError(ValueError):
    """A setting that cannot be used, said in words for whoever starts the program."""


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _whole_number(name: str, text: str, lowest: int, highest: int) -> int:
    if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
        raise SettingError(f"{PREFIX}{name} must be a whole number from {lowest} to {highest}.")
    return int(text)


def _check_addresses(value: Callable[[str], str], environ: Mapping[str, str]) -> None:
    """Raises SettingError for an address that cannot be one. It may hold a secret: not quoted."""
    for name, beginnings in _BEGINNINGS.items():
        if value(name) and not value(name).startswith(beginnings):
            raise SettingError(f"{PREFIX}{name} must begin with {' or '.join(beginnings)}.")
    cloudinary_url = environ.get("CLOUDINARY_URL", "").strip()
    for name, url, schemes, needs_path in (
        (f"{PREFIX}S3_URL", value("S3_URL"), {"http", "https"}, True),
        (f"{PREFIX}PUBLIC_URL_MEUBLE", value("PUBLIC_URL_MEUBLE"), {"http", "https"}, False),
        ("CLOUDINARY_URL", cloudinary_url, {"cloudinary"}, False),
    ):
        try:
            parts = urlsplit(url)
            usable = parts.scheme in schemes and parts.hostname and parts.port != 0
        except ValueError:  # a host as `[`, a port as `x`
            parts, usable = urlsplit(""), False
        if url and not (usable and (parts.path.strip("/") or not needs_path)):
            raise SettingError(f"{name} is not of the form docs/settings.md shows.")
    if cloudinary_url and not urlsplit(cloudinary_url).password:
        raise SettingError("CLOUDINARY_URL must be cloudinary://KEY:SECRET@cloud.")


@dataclass(frozen=True)
class Settings:
    """The settings as given, each read once and checked."""

    environment: str
    home: Path
    database_url: str
    """Empty for the SQLite file of `home`."""
    redis_url: str
    given_secrets: tuple[str, ...]
    admin_key: str
    cors_origins: tuple[str, ...]
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    workers: int
    demo: bool
    ports: Mapping[str, int]
    smtp_url: str = field(default="", repr=False)
    """Empty for a folder of `.eml` files in `home`."""
    s3_url: str = field(default="", repr=False)
    """Empty for Cloudinary, or the folder of `home`."""
    public_urls: Mapping[str, str] = field(default_factory=dict)
    """Of the services whose address was given, without a final slash."""
    retention_days: int = 0
    """After how many days untouched personal data is forgotten; 0 is never."""
    foyer_domains: frozenset[str] = frozenset()
    """The e-mail domains whose people may register with foyer in production."""
    providers_file: Path | None = None
    whisper_folder: Path | None = None
    """Of the weights that transcription on this machine takes."""
    given: frozenset[str] = frozenset()
    """The names of the COMPTOIR_* variables that say something."""
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Every other variable: the providers' keys are in those that their file names."""

    @property
    def production(self) -> bool:
        """Whether people other than their developer depend on this installation."""
        return self.environment == "production"

    @property
    def sqlite_path(self) -> Path:
        """Where the embedded database lives."""
        return self.home / "comptoir.db"

    @property
    def files_folder(self) -> Path:
        """Where files are kept when no other store is named."""
        return self.home / "files"

    @property
    def incoming_folder(self) -> Path:
        """Where a file is while it arrives and is looked at: beside its folder, on one disk."""
        return self.home / "incoming"

    @property
    def cloudinary_url(self) -> str:
        """The variable by which Cloudinary's own tools know an account."""
        return self.environ.get("CLOUDINARY_URL", "").strip()

    @cached_property
    def secrets(self) -> tuple[str, ...]:
        """The signing secrets; in development one is made and kept in `home`."""
        if self.given_secrets:
            return self.given_secrets
        # Imported here: `kernel.home` writes files, and reading settings must not.
        from comptoir.kernel.home import generated_secret  # noqa: PLC0415

        return (generated_secret(self.home),)

    @cached_property
    def usable_admin_key(self) -> str:
        """The key with every scope; in development one is made and kept in `home`."""
        if self.admin_key:
            too_short = len(self.admin_key) < MINIMUM_SECRET_CHARS
            return "" if self.production and too_short else self.admin_key
        if self.production:
            return ""
        from comptoir.kernel.home import generated_admin_key  # noqa: PLC0415

        return generated_admin_key(self.home)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings. Raises SettingError naming the variable that is wrong."""
        environ = os.environ if environ is None else environ

        def value(name: str) -> str:
            default = next(setting.default for setting in SETTINGS if setting.name == name)
            return environ.get(PREFIX + name, "").strip() or default

        environment = value("ENV")
        if environment not in {"development", "production"}:
            raise SettingError(f"{PREFIX}ENV must be development or production.")
        _check_addresses(value, environ)
        try:
            proxies = tuple(ip_network(part) for part in _split(value("TRUSTED_PROXIES")))
        except ValueError as error:
            raise SettingError(f"{PREFIX}TRUSTED_PROXIES: {error}.") from error
        return cls(
            environment=environment,
            home=Path(value("HOME")).expanduser().resolve(),
            database_url=value("DATABASE_URL").replace("postgres://", "postgresql://", 1),
            redis_url=value("REDIS_URL"),
            smtp_url=value("SMTP_URL"),
            s3_url=value("S3_URL"),
            given_secrets=_split(value("SECRET")),
            admin_key=value("ADMIN_KEY"),
            cors_origins=_split(value("CORS_ORIGINS")),
            trusted_proxies=proxies,
            workers=_whole_number("WORKERS", value("WORKERS"), 1, MAXIMUM_WORKERS),
            retention_days=_whole_number(
                "RETENTION_DAYS", value("RETENTION_DAYS"), 0, MAXIMUM_RETENTION_DAYS
            ),
            demo=_whole_number("DEMO", value("DEMO"), 0, 1) == 1,
            ports={
                service: _whole_number(
                    f"{service.upper()}_PORT", value(f"{service.upper()}_PORT"), 0, 65535
                )
                for service in SERVICES
            },
            public_urls={
                service: value(f"PUBLIC_URL_{service.upper()}").rstrip("/")
                for service in ("meuble",)
                if value(f"PUBLIC_URL_{service.upper()}")
            },
            foyer_domains=frozenset(map(str.lower, _split(value("FOYER_DOMAINS")))),
            providers_file=Path(value("PROVIDERS")).expanduser() if value("PROVIDERS") else None,
            whisper_folder=(
                Path(value("WHISPER_FOLDER")).expanduser().resolve()
                if value("WHISPER_FOLDER")
                else None
            ),
            given=frozenset(
                name for name, text in environ.items() if name.startswith(PREFIX) and text.strip()
            ),
            environ={name: text for name, text in environ.items() if not name.startswith(PREFIX)},
        )


def _words(name: str) -> str:
    """The words of a name in one order: whoever mistakes a name may mistake theirs."""
    return "_".join(sorted(name.split("_")))


def unknown_among(names: Iterable[str]) -> list[str]:
    """A sentence for each COMPTOIR_* variable that nothing reads, with the nearest known one."""
    known = {_words(PREFIX + setting.name): PREFIX + setting.name for setting in SETTINGS}
    sentences = []
    for name in sorted(names):
        # COMPTOIR_TEST_* steer the test suite, which shares the environment.
        if (
            name.startswith(PREFIX)
            and name not in known.values()
            and not name.startswith("COMPTOIR_TEST_")
        ):
            near = difflib.get_close_matches(_words(name), known, n=1, cutoff=0.6)
            hint = f" Did you mean {known[near[0]]}?" if near else ""
            sentences.append(f"{name} is not a setting of comptoir.{hint}")
    return sentences


def refusals(settings: Settings) -> list[str]:
    """Why production must not start with these settings: a sentence each, all at once."""
    reasons = []
    if settings.workers > 1 and not (settings.database_url and settings.redis_url):
        reasons.append(
            "COMPTOIR_WORKERS above 1 needs COMPTOIR_DATABASE_URL and COMPTOIR_REDIS_URL:"
            " several processes cannot share the SQLite file nor count limits apart."
        )
    if not settings.production:
        return reasons
    if not settings.given_secrets:
        reasons.append(
            f"COMPTOIR_SECRET is missing: give at least {MINIMUM_SECRET_CHARS} random characters"
            " (openssl rand -hex 32)."
        )
    if any(len(secret) < MINIMUM_SECRET_CHARS for secret in settings.given_secrets):
        reasons.append(f"COMPTOIR_SECRET is too short: {MINIMUM_SECRET_CHARS} characters each.")
    if any("*" in origin for origin in settings.cors_origins):
        reasons.append("COMPTOIR_CORS_ORIGINS holds `*`: name the origins of your own pages.")
    if any(network.prefixlen == 0 for network in settings.trusted_proxies):
        reasons.append(
            "COMPTOIR_TRUSTED_PROXIES trusts every address: anyone could choose their own."
        )
    return reasons
