"""A mail server for tests and drills: real SMTP, over TLS too, that keeps what it gets."""

import asyncio
import socket
import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "shop@mail.example", "p@ss w/rd"


def certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1, with its key, in one file; it vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail for tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


class MailServer:
    """Takes mail on a free port of 127.0.0.1, in a thread of its own.

    `answers` replaces what it says: `{"RCPT": "550 no such mailbox"}`. What waits in `stalls`
    (`DATA`, `QUIT`, …) is never answered.
    """

    def __init__(
        self,
        *,
        tls: str = "never",
        certificate: Path | None = None,
        answers: dict[str, str] | None = None,
        stalls: tuple[str, ...] = (),
        wants_password: bool = False,
        port: int | None = None,
    ) -> None:
        self.received: list[tuple[Envelope, bytes]] = []
        self.signed_in: list[bytes] = []
        self.answers, self.stalls = answers or {}, stalls
        context = None
        if certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
        options: dict[str, Any] = {"ssl_context": context if tls == "always" else None}
        if tls == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        if wants_password:
            encrypted_later = tls == "starttls"
            options |= {"authenticator": self._authenticate, "auth_required": encrypted_later}
            options |= {"auth_require_tls": encrypted_later}
        # Port 0 would not do: aiosmtpd knocks at the port it was given.
        self._controller = Controller(
            self, hostname="127.0.0.1", port=port or _free_port(), **options
        )

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._controller.port)

    def messages(self) -> list[EmailMessage]:
        """What it took, parsed. No property: aiosmtpd reads those of its handler at each visit."""
        return [
            message_from_bytes(content, policy=policy.default)  # type: ignore[misc]
            for _, content in self.received
        ]

    def __enter__(self) -> "MailServer":
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._controller.stop()

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.signed_in.append(given.login)
        holds = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=holds, handled=False)

    async def _said(self, verb: str) -> str | None:
        if verb in self.stalls:
            await asyncio.Event().wait()
        return self.answers.get(verb)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = await self._said("RCPT")
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = await self._said("MAIL")
        if refusal:
            return refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        refusal = await self._said("DATA")
        if refusal:
            return refusal
        self.received.append((envelope, bytes(envelope.content or b"")))
        return "250 OK"

    async def handle_QUIT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await self._said("QUIT")
        return "221 Bye"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
