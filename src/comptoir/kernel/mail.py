"""Mail to people: enqueued with what it is about, sent by SMTP or written to a folder.

`enqueue_mail` puts a message into the outbox, in the caller's transaction. COMPTOIR_SMTP_URL says
which server takes it; without one each message is a `.eml` file under `$COMPTOIR_HOME/mail/`. A
message that is tried again is the same to the byte, its Message-ID included, so that a server or a
reader that gets it twice can tell.
"""

import asyncio
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, Protocol
from uuid import uuid4

from sqlalchemy import Connection, delete

from comptoir.kernel import jobs, metrics
from comptoir.kernel.breakers import Breaker
from comptoir.kernel.home import write_private
from comptoir.kernel.jobs import Job
from comptoir.kernel.settings import Settings
from comptoir.kernel.worker import Hopeless, Kind, Later

KIND = "mail"
MAXIMUM_TEXT_CHARS, MAXIMUM_SUBJECT_CHARS, MAXIMUM_NAME_CHARS = 50_000, 200, 100
DEADLINE_S = 40.0
"""For the whole way of one message to the server."""
NOBODY = "comptoir@localhost"
"""Who a message in the folder is from."""

_ADDRESS = re.compile(r'[^\s@<>()\[\]\\,;:"\x00-\x1f\x7f]{1,64}@[^\s@<>()\[\]\\,;:"_]{1,255}')
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to one person, in plain text: paragraphs end with an empty line."""

    to: str
    subject: str
    text: str
    to_name: str = ""
    from_name: str = ""
    """Who writes, as the reader sees it; the address is the installation's."""
    reply_to: str = ""


def is_address(text: str) -> bool:
    """Whether `text` is one e-mail address that mail can be sent to, and nothing else.

    A domain with accents is one (it has a spelling in ASCII, RFC 5891); a mailbox with accents is
    none, for not every server would take it (SMTPUTF8, RFC 6531).
    """
    return _ADDRESS.fullmatch(text) is not None and _in_ascii(text) is not None


def has_accented_mailbox(text: str) -> bool:
    """Whether `text` would be an address but for the letters before its @."""
    local, _, domain = text.rpartition("@")
    return not local.isascii() and is_address(f"x@{domain}")


def _in_ascii(address: str) -> str | None:
    """`address` with its domain in ASCII; None for one that cannot be written so."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return None


def enqueue_mail(
    connection: Connection, mail: Mail, now: datetime, *, key: str | None = None
) -> bool:
    """Send `mail` once this transaction is committed; False if the one of this key was before.

    Names and the subject are made one line. Raises ValueError for what is no address, and for a
    text above MAXIMUM_TEXT_CHARS.
    """
    for address in filter(None, (mail.to, mail.reply_to)):
        if not is_address(address):
            raise ValueError("this is no e-mail address")
    if not mail.to or len(mail.text) > MAXIMUM_TEXT_CHARS:
        raise ValueError(f"a mail has a recipient, and a text of {MAXIMUM_TEXT_CHARS} characters")
    payload = {
        "id": uuid4().hex,
        "at": now.isoformat(),
        "to": mail.to,
        "to_name": _one_line(mail.to_name, MAXIMUM_NAME_CHARS),
        "from_name": _one_line(mail.from_name, MAXIMUM_NAME_CHARS),
        "reply_to": mail.reply_to,
        "subject": _one_line(mail.subject, MAXIMUM_SUBJECT_CHARS),
        "text": "".join(
            c if c.isprintable() or c in "\n\t\u200c\u200d" else " " for c in mail.text
        ),
    }
    return jobs.enqueue(connection, KIND, payload, run_at=now, key=key)


def forget_recipient(connection: Connection, from_name: str, address: str) -> None:
    """Drop what `from_name` wrote to `address` and waits or was given up.

    What is on its way arrives.
    """
    connection.execute(
        delete(jobs.jobs).where(
            jobs.jobs.c.kind == KIND,
            jobs.jobs.c.state.in_(("waiting", "dead")),
            jobs.jobs.c.payload["to"].as_string() == address,
            jobs.jobs.c.payload["from_name"].as_string() == from_name,
        )
    )


def _one_line(text: str, maximum_chars: int) -> str:
    """`text` without line breaks, controls and what turns the direction of reading."""
    kept = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(kept.split())[:maximum_chars]


# ── The message ───────────────────────────────────────────────────────────────────────────


def message_of(payload: Mapping[str, Any], sender: str) -> bytes:
    """The whole message, the same whenever it is made again."""
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = f"<{payload['id']}@{sender.rpartition('@')[2]}>"
    message["Date"] = datetime.fromisoformat(payload["at"])
    message["From"] = Address(payload["from_name"], addr_spec=sender)
    message["To"] = Address(payload["to_name"], addr_spec=on_the_wire(payload["to"]))
    if payload["reply_to"]:
        message["Reply-To"] = Address(addr_spec=on_the_wire(payload["reply_to"]))
    message["Subject"] = payload["subject"]
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office note comes back
    message.set_content(payload["text"], cte="quoted-printable")
    message.add_alternative(as_html(payload["text"]), subtype="html", cte="quoted-printable")
    message.set_boundary(payload["id"])
    return message.as_bytes()


def on_the_wire(address: str) -> str:
    """`address` with its domain in ASCII. Raises Hopeless for one that cannot be written so."""
    written = _in_ascii(address)
    if written is None:
        raise Hopeless("the address cannot be written in ASCII")
    return written


def as_html(text: str) -> str:
    """The same words for programs that show HTML: paragraphs, line breaks, links; all escaped."""
    paragraphs = [_linked(part).replace("\n", "<br>\n") for part in re.split(r"\n{2,}", text)]
    body = "\n".join(f"<p>{part}</p>" for part in paragraphs if part.strip())
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8"></head>'
        f'<body style="font-family: sans-serif; line-height: 1.5">\n{body}\n</body></html>\n'
    )


def _linked(text: str) -> str:
    pieces, end = [], 0
    for link in _LINK.finditer(text):
        address = html.escape(link[0])
        pieces += [html.escape(text[end : link.start()]), f'<a href="{address}">{address}</a>']
        end = link.end()
    return "".join([*pieces, html.escape(text[end:])])


# ── The way out ───────────────────────────────────────────────────────────────────────────


class Mailer(Protocol):
    """Takes messages away."""

    @property
    def sender(self) -> str:
        """The address they are from."""
        ...

    async def take(self, payload: Mapping[str, Any], message: bytes) -> str:
        """Take `message` over; how (`sent`, `written`). Raises Later or Hopeless."""
        ...

    async def refusal(self) -> str:
        """Why no message would be taken, in words; empty if one would."""
        ...


class Folder:
    """Writes each message to a file of its own, which its owner alone can read."""

    sender = NOBODY

    def __init__(self, settings: Settings) -> None:
        self.path = settings.home / "mail"

    async def take(self, payload: Mapping[str, Any], message: bytes) -> str:
        """Write the file, once."""
        name = f"{datetime.fromisoformat(payload['at']):%Y%m%dT%H%M%SZ}-{payload['id']}.eml"
        try:
            await asyncio.to_thread(write_private, self.path / name, message.decode("ascii"))
        except OSError as error:
            raise Later(f"{self.path} cannot be written ({error.strerror})") from error
        return "written"

    async def refusal(self) -> str:
        """A folder takes everything that fits on its disk."""
        return ""


def mailer(settings: Settings) -> Mailer:
    """Where mail goes, as the settings say. Raises SettingError."""
    if not settings.smtp_url:
        return Folder(settings)
    # Imported here: an installation without a mail server need not load its client.
    from comptoir.kernel.smtp import SmtpServer  # noqa: PLC0415

    return SmtpServer.from_url(settings.smtp_url)


def mail_breaker() -> Breaker:
    """What counts mails; no rest, for each is a job with its own pauses."""
    return Breaker("smtp", rest_s=0)


def mail_jobs(settings: Settings, breaker: Breaker | None = None) -> Kind:
    """The jobs that `enqueue_mail` makes; `breaker` counts what became of them.

    Raises SettingError.
    """
    way_out = mailer(settings)
    breaker = breaker or mail_breaker()

    async def send(job: Job) -> None:
        try:
            with breaker.watching(Later):  # a refusal is an answer
                how = await way_out.take(job.payload, message_of(job.payload, way_out.sender))
        except Hopeless:
            metrics.MAILS.add("refused")
            raise
        except Later:
            metrics.MAILS.add("failed")
            raise
        metrics.MAILS.add(how)

    return Kind(KIND, send, deadline_s=DEADLINE_S)
