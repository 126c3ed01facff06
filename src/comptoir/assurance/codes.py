"""Codes by mail: made for whoever asks about an account of ours, checked at most five times.

Whoever asks gets the same answer in the same time, whether or not anybody has the address: only a
job is written, and it looks later. A code belongs to the address that asked for it. Guesses from
any other are neither looked at nor counted, so that nobody can use up somebody else's tries.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, delete, select, update

from comptoir.assurance import accounts, wire
from comptoir.assurance.models import codes, known_addresses
from comptoir.kernel import jobs
from comptoir.kernel.db import insert
from comptoir.kernel.errors import Text
from comptoir.kernel.jobs import Job
from comptoir.kernel.mail import Mail, enqueue_mail, is_address
from comptoir.kernel.worker import Kind
from comptoir.platform import Platform

KIND = "assurance_code_mail"
KEPT = timedelta(hours=24)
"""How long an expired code is told from a wrong one."""
ADDRESS_KEPT = timedelta(days=365)

Outcome = Literal["right", "wrong", "expired"]

SUBJECT = Text("Votre code de connexion", "Your sign-in code")
TEXT = Text(
    "Bonjour,\n\nvotre code de connexion à {app} :\n\n{code}\n\nIl est valable 10 minutes et une"
    " seule fois, là où vous l'avez demandé. Ne le donnez à personne : nous ne le demandons jamais"
    " par téléphone.\n\nSi vous n'avez rien demandé, ignorez ce message.\n\n{app}",
    "Hello,\n\nyour sign-in code for {app}:\n\n{code}\n\nIt works once, for 10 minutes, where you"
    " asked for it. Give it to nobody: we never ask for it by telephone.\n\nIf you asked for"
    " nothing, ignore this message.\n\n{app}",
)


def mark_of(address: str) -> str:
    """What is kept of an address."""
    return hashlib.sha256(f"address:{address}".encode()).hexdigest()


def ask(connection: Connection, email: str, address: str, language: str, now: datetime) -> None:
    """Have a code mailed to `email` if it is an account's; the same work if it is not."""
    payload = {
        "id": uuid4().hex,
        "email": email,
        "asker": mark_of(address),
        "language": language,
    }
    jobs.enqueue(connection, KIND, payload, run_at=now)


def mailing(platform: Platform) -> Kind:
    """The jobs that `ask` makes."""

    async def send(job: Job) -> None:
        email, asker = job.payload["email"], job.payload["asker"]
        account = await platform.db.read(accounts.find_by_name, email)
        if account is None or account["status"] != "active" or not is_address(email):
            return
        if platform.settings.production:
            known = await platform.db.read(_is_known, account["id"], asker)
            mailbox = f"assurance codes {'known' if known else 'strange'} {account['id']}"
            if not (await platform.limiter.hit(mailbox, wire.CODE_MAILS)).allowed:
                return
        secret = platform.settings.secrets[0]
        await platform.db.write(_send, job, dict(account), secret, platform.clock.now())

    return Kind(KIND, send)


def _is_known(connection: Connection, account_id: str, mark: str) -> bool:
    found = connection.execute(
        select(known_addresses.c.mark).where(
            known_addresses.c.account_id == account_id, known_addresses.c.mark == mark
        )
    )
    return found.first() is not None


def _send(
    connection: Connection, job: Job, account: dict[str, Any], secret: str, now: datetime
) -> None:
    code = f"{secrets.randbelow(1_000_000):06}"
    language = job.payload["language"]
    mail = Mail(
        to=account["email"],
        to_name=account["full_name"] or "",
        from_name=wire.APP,
        subject=SUBJECT.in_language(language),
        text=TEXT.in_language(language).format(app=wire.APP, code=code),
    )
    # A job may be done twice: the first one's mail goes out, and the first one's code holds.
    if not enqueue_mail(connection, mail, now, key=job.payload["id"]):
        return
    values = {
        "id": uuid4().hex,
        "digest": _digest(secret, account["id"], code),
        "tries": 0,
        "used_at": None,
        "expires_at": now + wire.CODE_LIFETIME,
    }
    connection.execute(
        insert(connection)(codes)
        .values(account_id=account["id"], asker=job.payload["asker"], **values)
        .on_conflict_do_update(index_elements=["account_id", "asker"], set_=values)
    )


def _digest(secret: str, account_id: str, code: str) -> str:
    """What is kept of a code: six digits alone would be guessed from any plain digest."""
    return hmac.new(secret.encode(), f"{account_id} {code}".encode(), hashlib.sha256).hexdigest()


def check(
    connection: Connection, account_id: str, code: str, address: str, secret: str, now: datetime
) -> Outcome:
    """Use up one try of the code that `address` asked for; a right one works once."""
    row = connection.execute(
        update(codes)
        .where(
            codes.c.account_id == account_id,
            codes.c.asker == mark_of(address),
            codes.c.used_at.is_(None),
            codes.c.tries < wire.CODE_TRIES,
        )
        .values(tries=codes.c.tries + 1)
        .returning(codes.c.id, codes.c.digest, codes.c.expires_at)
    ).one_or_none()
    if row is None or not hmac.compare_digest(row.digest, _digest(secret, account_id, code)):
        return "wrong"
    connection.execute(update(codes).where(codes.c.id == row.id).values(used_at=now))
    if row.expires_at <= now:
        return "expired"
    _remember(connection, account_id, mark_of(address), now)
    return "right"


def _remember(connection: Connection, account_id: str, mark: str, now: datetime) -> None:
    connection.execute(
        insert(connection)(known_addresses)
        .values(account_id=account_id, mark=mark, seen_at=now)
        .on_conflict_do_update(index_elements=["account_id", "mark"], set_={"seen_at": now})
    )


def forget_old(connection: Connection, now: datetime) -> None:
    """Drop codes nobody can use any more, and addresses nobody signs in from."""
    connection.execute(delete(codes).where(codes.c.expires_at < now - KEPT))
    connection.execute(
        delete(known_addresses).where(known_addresses.c.seen_at < now - ADDRESS_KEPT)
    )
