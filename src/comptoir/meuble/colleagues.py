"""Who of after-sales a ticket can be given to: a name and an id, for staff's eyes."""

from typing import Any, Final

from fastapi import APIRouter, Request
from sqlalchemy import Connection, func, select
from starlette.responses import Response

from comptoir.kernel.bodies import json_response
from comptoir.meuble.access import GuardedRoute, Staff
from comptoir.meuble.models import accounts
from comptoir.platform import Platform

MAXIMUM_LISTED: Final = 200
_NAME = func.coalesce(func.nullif(accounts.c.full_name, ""), accounts.c.username).label("name")


def named(connection: Connection, account_id: str | None) -> dict[str, Any] | None:
    """An account as staff read it, `{"id", "name"}`; None for nobody."""
    wanted = select(accounts.c.id, _NAME).where(accounts.c.id == account_id)
    row = connection.execute(wanted).one_or_none()
    return {"id": row.id, "name": row.name} if row else None


def at_work(connection: Connection) -> list[dict[str, Any]]:
    """Everybody of after-sales whose account is active, by name."""
    rows = connection.execute(
        select(accounts.c.id, _NAME)
        .where(accounts.c.role.in_(("sav", "admin")), accounts.c.status == "active")
        .order_by(_NAME, accounts.c.id)
        .limit(MAXIMUM_LISTED)
    )
    return [{"id": row.id, "name": row.name} for row in rows]


router = APIRouter(route_class=GuardedRoute, tags=["SAV"])


@router.get("/api/sav/staff")
async def list_staff(request: Request, caller: Staff) -> Response:
    """Whom a ticket can be given to."""
    platform: Platform = request.app.state.platform
    return json_response({"success": True, "staff": await platform.db.read(at_work)})
