"""A mail server that takes our messages, as COMPTOIR_SMTP_URL says: RFC 5321.

To another machine only over TLS, unless told otherwise, and a password never without it.
"""

import contextlib
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import aiosmtplib

from comptoir.kernel.mail import is_address, on_the_wire
from comptoir.kernel.settings import SettingError
from comptoir.kernel.worker import Hopeless, Later

STEP_TIMEOUT_S = 10.0
"""For each exchange with the server."""
GOODBYE_S = 2.0


@dataclass(frozen=True)
class SmtpServer:
    """A server that takes mail, as COMPTOIR_SMTP_URL says."""

    host: str
    port: int
    tls: str
    """`always` from the first byte, by `starttls`, or `never`."""
    user: str
    password: str
    sender: str

    @classmethod
    def from_url(cls, url: str) -> "SmtpServer":
        """`smtp[s]://user:password@host:port?from=ADDRESS`. Raises SettingError."""
        try:
            parts = urlsplit(url)
            port, host = parts.port, parts.hostname or ""
            more = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        except ValueError as error:
            raise _setting_error("is no address of a server") from error
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        sender = more.pop("from", user)
        starttls = more.pop("starttls", "never" if _is_here(host) else "always")
        if not host or parts.path.strip("/") or more or parts.scheme not in {"smtp", "smtps"}:
            raise _setting_error("must be smtp[s]://user:password@host:port?from=ADDRESS")
        if not is_address(sender) or not sender.isascii():
            raise _setting_error("must say whom mail is from: ?from=contact@shop.example")
        if starttls not in {"always", "never"}:
            raise _setting_error("takes starttls=always or starttls=never")
        tls = "always" if parts.scheme == "smtps" else {"always": "starttls"}.get(starttls, "never")
        if password and tls == "never" and not _is_here(host):
            raise _setting_error("would send its password unencrypted")
        usual_port = 465 if tls == "always" else 587 if user else 25
        return cls(host, port or usual_port, tls, user, password, sender)

    async def take(self, payload: Mapping[str, Any], message: bytes) -> str:
        """Hand the message to the server."""
        async with self._connected() as client:
            await client.sendmail(self.sender, [on_the_wire(payload["to"])], message)
        return "sent"

    async def refusal(self) -> str:
        """Why the server would take no message of ours, in words; empty if it would."""
        try:
            async with self._connected():
                return ""
        except (Later, Hopeless) as error:
            return str(error)

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[aiosmtplib.SMTP]:
        """A conversation with the server, signed in. Raises Later and Hopeless for what it says."""
        client = aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user or None,
            password=self.password or None,
            local_hostname=socket.gethostname(),  # by itself it would look its own name up
            timeout=STEP_TIMEOUT_S,
            use_tls=self.tls == "always",
            start_tls=self.tls == "starttls",
            tls_context=None if self.tls == "never" else _tls(),
        )
        try:
            await client.connect()
            yield client
        except aiosmtplib.SMTPRecipientsRefused as error:
            (refused,) = error.recipients
            raise _refusal(refused.code, refused.message) from error
        except aiosmtplib.SMTPDataError as error:
            raise _refusal(error.code, error.message) from error
        except aiosmtplib.SMTPResponseException as error:
            raise Later(f"the mail server says {error.code} {error.message}") from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise Later(f"the mail server: {type(error).__name__}") from error
        finally:
            # It has the message, or not: how it takes the goodbye changes nothing of that.
            with contextlib.suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
                await client.quit(timeout=GOODBYE_S)
            client.close()


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _setting_error(why: str) -> SettingError:
    return SettingError(f"COMPTOIR_SMTP_URL {why}.")


def _refusal(code: int, words: str) -> Exception:
    """RFC 5321, 4.2.1: 4xx may pass, 5xx will not."""
    why = f"the mail server says {code} {words}"
    return Hopeless(why) if code >= 500 else Later(why)


@cache
def _tls() -> ssl.SSLContext:
    """What a server's certificate is checked against; reading all authorities takes a while."""
    return ssl.create_default_context()
