"""Mail about one's account: confirming an address, choosing a new password, a changed address.

Whoever asks gets the same answer in the same time, whether or not anybody has the address: only a
job is written, and it looks later. It also counts, so that nobody can flood a mailbox: strangers
and the devices that signed in to the account are counted apart, and cannot use up each other's
mails.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from fastapi import Request
from sqlalchemy import Connection, RowMapping, select

from comptoir.kernel import jobs
from comptoir.kernel.callers import caller_of, preferred_language
from comptoir.kernel.errors import Text
from comptoir.kernel.jobs import Job
from comptoir.kernel.limits import Limit, Standing
from comptoir.kernel.mail import Mail, enqueue_mail, is_address
from comptoir.kernel.sign_in import address_mark
from comptoir.kernel.sign_in import known as known_device
from comptoir.kernel.worker import Kind
from comptoir.meuble import mailed_words, wire
from comptoir.meuble.mailed_words import Purpose
from comptoir.meuble.models import accounts
from comptoir.platform import Platform

KIND = "meuble_account_mail"
PER_MAILBOX = Limit(3, 3600)
"""Mails of one purpose to one mailbox, for strangers together and for known devices together."""
CONFIRMATIONS_PER_ACCOUNT = Limit(5, 3600)
"""However many addresses it is given: nobody mails the world through us."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever a mail is written for, as their request shows them."""

    language: str
    """`fr` or `en`."""
    page_url: str
    """Where their page is; empty where only the request says so and may not be believed."""
    device: str
    """The mark of their address."""

    @classmethod
    def of(cls, request: Request) -> "Asker":
        """The asker behind a request."""
        settings = request.app.state.platform.settings
        base = settings.public_urls.get(wire.SERVICE, "")
        if not base and not settings.production:
            # In production a forged Host would send somebody's word to another site.
            base = str(request.base_url).rstrip("/")
        return cls(
            preferred_language(request.headers),
            f"{base}/app/" if base else "",
            address_mark(caller_of(request).address),
        )


def ask(connection: Connection, purpose: Purpose, email: str, asker: Asker, now: datetime) -> None:
    """Have a word mailed to `email`, if it is an account's and its mailbox has not had too many."""
    payload = {
        "id": uuid4().hex,
        "purpose": purpose,
        "email": email,
        "language": asker.language,
        "page_url": asker.page_url,
        "device": asker.device,
    }
    jobs.enqueue(connection, KIND, payload, run_at=now)


def _mailbox(purpose: Purpose, email: str, *, known: bool) -> str:
    digest = hashlib.sha256(email.encode()).hexdigest()
    return f"meuble mail {purpose} {digest} {'known' if known else 'strangers'}"


async def standing(
    platform: Platform, purpose: Purpose, account: RowMapping, asker: Asker
) -> Standing:
    """Whether a mail asked for now would be sent."""
    known = await platform.db.read(known_device, wire.SERVICE, account["id"], [asker.device])
    key = _mailbox(purpose, account["email"], known=known)
    return await platform.limiter.look(key, PER_MAILBOX)


# ── Sending ───────────────────────────────────────────────────────────────────────────────


def sending_of(platform: Platform) -> Kind:
    """The jobs that `ask` makes."""

    async def send(job: Job) -> None:
        asked = job.payload
        purpose: Purpose = asked["purpose"]
        account = await platform.db.read(_recipient, purpose, asked["email"])
        if account is None or not await _may_be_sent(platform, purpose, account, asked["device"]):
            return
        await platform.db.write(_send, job, account, platform.clock.now())

    return Kind(KIND, send)


def _recipient(connection: Connection, purpose: Purpose, email: str) -> RowMapping | None:
    """The account to write to; None when there is none, or nothing to write."""
    found = connection.execute(
        select(accounts).where(accounts.c.email == email, accounts.c.status == "active")
    )
    account = found.mappings().one_or_none()
    if account is None or not is_address(email):
        return None
    return None if purpose == "confirm" and account["email_confirmed"] else account


async def _may_be_sent(
    platform: Platform, purpose: Purpose, account: RowMapping, device: str
) -> bool:
    known = await platform.db.read(known_device, wire.SERVICE, account["id"], [device])
    limits = [(_mailbox(purpose, account["email"], known=known), PER_MAILBOX)]
    if purpose == "confirm":
        limits.append((f"meuble confirmations {account['id']}", CONFIRMATIONS_PER_ACCOUNT))
    return all([(await platform.limiter.hit(key, limit)).allowed for key, limit in limits])


def _send(connection: Connection, job: Job, account: RowMapping, now: datetime) -> None:
    purpose: Purpose = job.payload["purpose"]
    word = mailed_words.new_word()
    mail = word_mail(purpose, account["email"], word, job.payload)
    # A job may be done twice: the first one's mail goes out, and the first one's word holds.
    if enqueue_mail(connection, mail, now, key=job.payload["id"]):
        mailed_words.keep(connection, purpose, word, account, now)


# ── Words ─────────────────────────────────────────────────────────────────────────────────
# Nothing that an account says of itself stands in a mail to an address nobody has confirmed.

_SUBJECTS: dict[Purpose, Text] = {
    "confirm": Text("Confirmez votre adresse e-mail", "Confirm your e-mail address"),
    "reset": Text("Choisissez un nouveau mot de passe", "Choose a new password"),
}
_TEXTS: dict[Purpose, Text] = {
    "confirm": Text(
        "Bonjour,\n\nun compte {app} a été ouvert avec cette adresse, ou l'a prise. Pour confirmer"
        " qu'elle est à vous, {how} dans les 24 heures :\n\n{word}\n\nSi ce n'est pas vous,"
        " ignorez ce message : sans confirmation, ce compte ne voit aucune de vos commandes."
        "\n\n{app}",
        "Hello,\n\nan account at {app} was opened with this address, or took it. To confirm that it"
        " is yours, {how} within 24 hours:\n\n{word}\n\nIf this was not you, ignore this message:"
        " without confirmation that account sees none of your orders.\n\n{app}",
    ),
    "reset": Text(
        "Bonjour,\n\nquelqu'un, sans doute vous, a demandé un nouveau mot de passe pour votre"
        " compte {app}. Pour le choisir, {how} dans l'heure ; cela ne sert qu'une fois et vous"
        " déconnecte partout :\n\n{word}\n\nSi vous n'avez rien demandé, ignorez ce message :"
        " rien ne change.\n\n{app}",
        "Hello,\n\nsomebody, probably you, asked for a new password for your account at {app}. To"
        " choose it, {how} within the hour; this works once and signs you out everywhere:"
        "\n\n{word}\n\nIf you asked for nothing, ignore this message: nothing changes."
        "\n\n{app}",
    ),
}
_BY_LINK = Text("ouvrez ce lien", "open this link")
_BY_CODE = Text("saisissez ce code sur notre site", "enter this code on our site")


def word_mail(purpose: Purpose, email: str, word: str, asked: dict[str, Any]) -> Mail:
    """The mail that brings a word, as a link where we know our own address, else as a code.

    The word stands in the link's fragment, which no browser sends and no server logs.
    """
    language, page_url = asked["language"], asked["page_url"]
    how = (_BY_LINK if page_url else _BY_CODE).in_language(language)
    brought = f"{page_url}#{purpose}={word}" if page_url else word
    return Mail(
        to=email,
        from_name=wire.APP,
        subject=_SUBJECTS[purpose].in_language(language),
        text=_TEXTS[purpose].in_language(language).format(app=wire.APP, how=how, word=brought),
    )


_CHANGED_SUBJECT = Text("Votre adresse e-mail a changé", "Your e-mail address was changed")
_CHANGED_TEXT = Text(
    "Bonjour,\n\nvotre compte {app} utilise maintenant une autre adresse e-mail. Si ce n'est pas"
    " vous qui l'avez changée, écrivez-nous sans attendre.\n\n{app}",
    "Hello,\n\nyour account at {app} now uses another e-mail address. If you did not change it,"
    " write to us at once.\n\n{app}",
)


def tell_of_change(connection: Connection, email: str, asker: Asker, now: datetime) -> None:
    """Tell the confirmed address an account had that it has another one now."""
    if not is_address(email):
        return
    mail = Mail(
        to=email,
        from_name=wire.APP,
        subject=_CHANGED_SUBJECT.in_language(asker.language),
        text=_CHANGED_TEXT.in_language(asker.language).format(app=wire.APP),
    )
    enqueue_mail(connection, mail, now)
