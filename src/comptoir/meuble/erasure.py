"""Erasing an account: what was known of a person goes, and their claims keep only their numbers.

Orders stay: they are the shop's books, and were never the account's.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, delete, select
from starlette.responses import Response

from comptoir.kernel import idempotency, mail, tokens
from comptoir.kernel.bodies import Body, json_response
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.passwords import MAXIMUM_CHARS
from comptoir.kernel.settings import Settings
from comptoir.kernel.sign_in import Device, forget_devices
from comptoir.meuble import (
    accounts,
    claims,
    conversations,
    files,
    history,
    popularity,
    sign_in,
    wire,
)
from comptoir.meuble.access import GuardedRoute, Person
from comptoir.meuble.models import accounts as account_rows
from comptoir.platform import Platform

REGISTERING = f"{wire.SERVICE} POST /api/auth/register"


def erase(connection: Connection, settings: Settings, account_id: str, now: datetime) -> None:
    """Forget a person: account, sign-ins, devices, conversations, files and who cast their votes.

    Their claims stay without them. The bytes of files go within the hour.
    """
    secrets, caller = settings.secrets, f"account:{account_id}"
    email = accounts.get(connection, account_id)["email"]
    chain = history.chain(secrets)
    numbers = claims.forget_person(connection, chain, account_id, now)
    for number in conversations.unsigned_claims_of(connection, caller):
        claims.forget(connection, chain, number, now)
        numbers.append(number)
    files.expire_attached(connection, numbers, now)
    files.expire_all_of(connection, caller, now)
    popularity.forget_voter(connection, secrets, caller)
    idempotency.forget_caller(connection, wire.SERVICE, caller)
    # Whoever registers is an address still; the answer names the account.
    idempotency.forget_answer(connection, REGISTERING, "id", account_id)
    mail.forget_recipient(connection, wire.APP, email)
    tokens.forget_families(connection, wire.SERVICE, account_id)
    conversations.forget_all_of(connection, caller)
    forget_devices(connection, wire.SERVICE, account_id)
    # Mailed words go with the row.
    connection.execute(delete(account_rows).where(account_rows.c.id == account_id))


def _held(connection: Connection, account_id: str) -> bool:
    """Hold an account that is about to go; False if it went. Raises Problem 409 for the last admin.

    Every administrator's row is held with it, in one order, so that two who leave at once do not
    both see the other.
    """
    is_admin = (account_rows.c.role == "admin") & (account_rows.c.status == "active")
    held = connection.execute(
        select(account_rows.c.id, is_admin.label("is_admin"))
        .where(is_admin | (account_rows.c.id == account_id))
        .order_by(account_rows.c.id)
        .with_for_update()
    ).all()
    if account_id not in [row.id for row in held]:
        return False
    if [row.id for row in held if row.is_admin] == [account_id]:
        raise Problem(
            409,
            "last_admin",
            Text(
                "Vous êtes seul à administrer la boutique : nommez d'abord quelqu'un d'autre.",
                "Nobody else administers the shop: appoint somebody first.",
            ),
        )
    return True


class Farewell(Body):
    """The caller's password: a token that was left lying about erases nobody."""

    password: Annotated[str, Field(max_length=MAXIMUM_CHARS)]


router = APIRouter(route_class=GuardedRoute, tags=["Authentication"])


@router.delete("/api/auth/me")
async def erase_me(request: Request, body: Farewell, caller: Person) -> Response:
    """Erase one's own account, for good."""
    platform: Platform = request.app.state.platform
    account_id = str(caller.account_id)
    account = await platform.db.read(accounts.find, account_id)
    device = Device.of(request, caller.address)
    name = account["email"] if account else account_id
    if not await sign_in.password_matches(platform, body.password, account, name, device):
        raise Problem(403, "wrong_password", Text("Mot de passe incorrect.", "Incorrect password."))

    def effect(connection: Connection) -> None:
        if _held(connection, account_id):
            erase(connection, platform.settings, account_id, platform.clock.now())

    await platform.db.write(effect)
    return json_response({"success": True, "message": "Account erased"})
