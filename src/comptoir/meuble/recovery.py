"""Proving that a mailbox is one's own: confirming an e-mail, and choosing a forgotten password.

Neither document has these routes; an e-mail that nobody confirmed opens no order.
"""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from comptoir.kernel.bodies import Body, json_response
from comptoir.kernel.callers import caller_of, preferred_language
from comptoir.kernel.errors import Problem, Text, TooMany
from comptoir.kernel.sign_in import address_mark, remember
from comptoir.meuble import account_mail, accounts, mailed_words, wire
from comptoir.meuble.access import GuardedRoute, Person
from comptoir.meuble.account_mail import Asker
from comptoir.platform import Platform

Word = Annotated[str, Field(min_length=1, max_length=mailed_words.MAXIMUM_CHARS)]
SENT = Text(
    "Si cette adresse a un compte, un message lui est envoyé.",
    "If this address has an account, a message is on its way to it.",
)
CONFIRMATION_SENT = Text("Un message vous est envoyé.", "A message is on its way to you.")
CONFIRMED_BEFORE = Text("Votre adresse est déjà confirmée.", "Your address is confirmed already.")
CONFIRMED = Text("Votre adresse est confirmée.", "Your address is confirmed.")
PASSWORD_SET = Text(
    "Votre mot de passe est changé. Connectez-vous.", "Your password is changed. Sign in."
)


class Forgotten(Body):
    """Whose password was forgotten."""

    email: accounts.Email


class NewPassword(Body):
    """A word from a mail, and the password to be."""

    token: Word
    password: accounts.Password


class Confirmation(Body):
    """A word from a mail."""

    token: Word


def _no_such_word() -> Problem:
    return Problem(
        400,
        "invalid_token",
        Text(
            "Ce lien a déjà servi ou n'est plus valable. Demandez-en un autre.",
            "This link was used before or does not hold any more. Ask for another one.",
        ),
    )


def _said(request: Request, words: Text, status: int = 200, **more: object) -> Response:
    message = words.in_language(preferred_language(request.headers))
    return json_response({"success": True, "message": message, **more}, status)


router = APIRouter(route_class=GuardedRoute, tags=["Authentication"])


@router.post("/api/auth/password/forgot", status_code=202)
async def forgot_password(request: Request, body: Forgotten) -> Response:
    """Mail a link for choosing a new password; never says whether the address is known."""
    platform: Platform = request.app.state.platform
    await platform.db.write(
        account_mail.ask, "reset", body.email, Asker.of(request), platform.clock.now()
    )
    return _said(request, SENT, 202)


@router.post("/api/auth/password/reset")
async def reset_password(request: Request, body: NewPassword) -> Response:
    """Choose a new password with a mailed word, which also confirms the address."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()
    if await platform.db.read(mailed_words.account_of, "reset", body.token, now) is None:
        raise _no_such_word()
    password_hash = await platform.passwords.hash(body.password)
    device = address_mark(caller_of(request).address)

    def reset(connection: Connection) -> RowMapping | None:
        account = mailed_words.take(connection, "reset", body.token, now)
        if account is not None:
            accounts.set_password(connection, account["id"], password_hash, now)
            accounts.confirm_email(connection, account["id"], now)
            mailed_words.forget_all_of(connection, account["id"])
            # Whoever reads the mailbox is no stranger, even while strangers are locked out.
            remember(connection, wire.SERVICE, account["id"], [device], now)
        return account

    if await platform.db.write(reset) is None:
        raise _no_such_word()
    return _said(request, PASSWORD_SET)


@router.post("/api/auth/email/send", status_code=202)
async def send_confirmation(request: Request, caller: Person) -> Response:
    """Mail the caller another link for confirming their address."""
    platform: Platform = request.app.state.platform
    account = await platform.db.read(accounts.get, str(caller.account_id))
    if account["email_confirmed"]:
        return _said(request, CONFIRMED_BEFORE, 202, email_confirmed=True)
    asker = Asker.of(request)
    mailbox = await account_mail.standing(platform, "confirm", account, asker)
    if not mailbox.allowed:
        raise TooMany(mailbox.retry_after_s)
    await platform.db.write(
        account_mail.ask, "confirm", account["email"], asker, platform.clock.now()
    )
    return _said(request, CONFIRMATION_SENT, 202, email_confirmed=False)


@router.post("/api/auth/email/confirm")
async def confirm(request: Request, body: Confirmation) -> Response:
    """Confirm an address with the word that was mailed to it."""
    platform: Platform = request.app.state.platform
    now = platform.clock.now()

    def confirmed(connection: Connection) -> RowMapping | None:
        account = mailed_words.take(connection, "confirm", body.token, now)
        if account is not None:
            accounts.confirm_email(connection, account["id"], now)
        return account

    if await platform.db.write(confirmed) is None:
        raise _no_such_word()
    return _said(request, CONFIRMED, email_confirmed=True)
