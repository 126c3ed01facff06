"""Who sends a request, from which address, and in which language they read errors."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from comptoir.kernel import keys
from comptoir.kernel.db import Database
from comptoir.kernel.keys import ApiKey
from comptoir.kernel.settings import Settings

SCOPE_KEY = "comptoir.caller"
ADMIN_KEY = ApiKey("admin", "admin", frozenset(keys.SCOPES))
"""The key of the settings, which is in no table."""
Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sent a request: an API key, else an account, else an address."""

    address: str
    account_id: str | None = None
    role: str | None = None
    family_id: str | None = None
    key: ApiKey | None = None
    refused: bool = False
    """Credentials were sent and do not hold."""

    @property
    def name(self) -> str:
        """What limits, idempotency and conversations know this caller by."""
        if self.key is not None:
            return f"key:{self.key.id}"
        if self.account_id is not None:
            return f"account:{self.account_id}"
        return f"address:{self.address}"

    @property
    def anonymous(self) -> bool:
        """Whether nothing but an address is known."""
        return self.key is None and self.account_id is None


def caller_of(request: Request) -> Caller:
    """Whoever sent this request, as its guarded route found out."""
    caller: Caller = request.scope[SCOPE_KEY]
    return caller


async def caller_by_key(
    db: Database, settings: Settings, service: str, address: str, text: str, now: datetime
) -> Caller:
    """Whoever sends the API key `text`; a refused caller where it does not hold."""
    admin_key = settings.usable_admin_key
    if admin_key and secrets.compare_digest(text.encode(), admin_key.encode()):
        return Caller(address, role="admin", key=ADMIN_KEY)
    if not keys.well_formed(text):
        return Caller(address, refused=True)
    key = await db.read(keys.find, service, text, now)
    return Caller(address, key=key, refused=key is None)


def client_address(scope: Scope, settings: Settings) -> str:
    """The caller's address; behind a trusted proxy, the nearest one it does not vouch for.

    An IPv6 caller is its /64: whoever has one address there has them all.
    """
    client = scope.get("client")
    address = _parsed(client[0]) if client else None
    if settings.trusted_proxies:
        # A proxy may append to the caller's own line, or add one of its own after it.
        forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
            if not _is_trusted(address, settings):
                break
            address = _parsed(hop)
    return _name(address)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Address | None:
    """The address written in `text`, perhaps with a port; None when there is none."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _name(address: Address | None) -> str:
    if address is None:
        return "unknown"
    if address.version == 4 or address.is_loopback:
        return str(address)
    return str(ip_network((address, 64), strict=False))


def _is_trusted(address: Address | None, settings: Settings) -> bool:
    # An address of the other version is in no network.
    return address is not None and any(address in each for each in settings.trusted_proxies)


def preferred_language(headers: Headers) -> str:
    """`fr` or `en`, as Accept-Language prefers; French by default."""
    return _preferred(headers.get("accept-language", ""))


@lru_cache(maxsize=1024)
def _preferred(accepted: str) -> str:
    best, best_quality = "fr", 0.0
    for part in accepted[:200].split(","):
        name, _, parameters = part.strip().partition(";")
        language = name.strip().lower()[:2]
        quality_text = parameters.strip().removeprefix("q=") or "1"
        try:
            quality = float(quality_text)
        except ValueError:
            continue
        if language in {"fr", "en"} and quality > best_quality:
            best, best_quality = language, quality
    return best
