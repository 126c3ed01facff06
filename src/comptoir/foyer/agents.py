"""Agents: what they are told to be, who may talk to them, and what they were before.

Serves Agents IA of the document. Each change makes a version, and any version can be restored.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import Field, model_validator
from sqlalchemy import Connection, RowMapping, and_, func, or_, select, update
from starlette.responses import Response

from comptoir.foyer import wire
from comptoir.foyer.access import Anyone, BadRequestRoute, Person, user_of
from comptoir.foyer.models import agent_versions, agents, users
from comptoir.foyer.replies import Id, Offset, page_size, reply, reply_once
from comptoir.kernel.bodies import Body, once_of
from comptoir.kernel.callers import Caller
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.platform import Platform

DEFAULT_MODEL = "mistral-small"
KEPT_VERSIONS = 100

Name = Annotated[str, Field(min_length=1, max_length=wire.MAXIMUM_NAME_CHARS, pattern=r"\S")]
Prompt = Annotated[str, Field(max_length=wire.MAXIMUM_PROMPT_CHARS)]
ModelName = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\w.:/@+-]+$")]
Temperature = Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)]
Avatar = Annotated[str, Field(max_length=2048, pattern=r"^(/([^/\s]\S*)?|https?://\S+)$")]


class NewAgent(Body):
    """A new agent."""

    name: Name
    system_prompt: Prompt
    learn_from_interaction: bool = False
    is_public: bool = False
    prompt_is_public: bool = False
    documents_only: bool = False
    model: ModelName = DEFAULT_MODEL
    temperature: Temperature = 0.7
    avatar_url: Avatar | None = None


class AgentChanges(Body):
    """What changes of an agent; what is left out stays."""

    name: Name | None = None
    system_prompt: Prompt | None = None
    learn_from_interaction: bool | None = None
    is_public: bool | None = None
    prompt_is_public: bool | None = None
    documents_only: bool | None = None
    model: ModelName | None = None
    temperature: Temperature | None = None
    avatar_url: Avatar | None = None

    @model_validator(mode="after")
    def _not_emptied(self) -> "AgentChanges":
        for name in self.model_fields_set - {"avatar_url"}:
            if getattr(self, name) is None:
                raise ValueError(Text(f"{name} : valeur attendue", f"{name}: value expected"))
        return self


SETTINGS = tuple(NewAgent.model_fields)
"""What a version keeps."""


# ── Reading ───────────────────────────────────────────────────────────────────────────────

_with_owner = select(agents, users.c.trigramme.label("owner_trigramme")).outerjoin(
    users, users.c.id == agents.c.owner_id
)


def visible_to(user_id: Any) -> Any:
    """The agents that somebody may read and talk to: public ones, and their own."""
    seen = (
        agents.c.is_public
        if user_id is None
        else or_(agents.c.is_public, agents.c.owner_id == user_id)
    )
    return and_(seen, agents.c.deleted_at.is_(None))


def find(connection: Connection, agent_id: int, user_id: int | None) -> RowMapping:
    """An agent that somebody may see. Raises Problem 404."""
    found = (
        connection.execute(_with_owner.where(agents.c.id == agent_id, visible_to(user_id)))
        .mappings()
        .one_or_none()
    )
    if found is None:
        raise wire.no_agent()
    return found


def owns(connection: Connection, agent_id: int, user_id: int) -> bool:
    """Whether an agent is somebody's own."""
    own = select(agents.c.id).where(
        agents.c.id == agent_id, agents.c.owner_id == user_id, agents.c.deleted_at.is_(None)
    )
    return connection.execute(own).first() is not None


def owned(connection: Connection, agent_id: int, user_id: int) -> RowMapping:
    """One's own agent. Raises Problem 403 for somebody else's public one, else 404."""
    found = find(connection, agent_id, user_id)
    if found["owner_id"] != user_id:
        raise wire.forbidden()
    return found


def agent_body(row: RowMapping, reader: int | None, *, production: bool) -> dict[str, Any]:
    """An agent as the document shows it; in production its prompt is its owner's to publish."""
    hidden = production and reader != row["owner_id"] and not row["prompt_is_public"]
    return {
        "id": row["id"],
        "name": row["name"],
        "system_prompt": "" if hidden else row["system_prompt"],
        "learn_from_interaction": row["learn_from_interaction"],
        "is_public": row["is_public"],
        "prompt_is_public": row["prompt_is_public"],
        "documents_only": row["documents_only"],
        "model": row["model"],
        "temperature": row["temperature"],
        "avatar_url": row["avatar_url"],
        "owner_id": row["owner_id"],
        "owner": {"id": row["owner_id"], "trigramme": row["owner_trigramme"]},
        "version": row["version"],
        "created_at": iso(row["created_at"]),
        "updated_at": iso(row["updated_at"]),
    }


def _page(
    connection: Connection, which: Any, limit: int, offset: int
) -> tuple[list[RowMapping], int]:
    newest_first = _with_owner.where(which).order_by(agents.c.id.desc())
    rows = connection.execute(newest_first.limit(limit).offset(offset)).mappings()
    total = connection.scalar(select(func.count()).select_from(agents).where(which))
    return list(rows), total or 0


# ── Changing ──────────────────────────────────────────────────────────────────────────────


def _keep_version(connection: Connection, row: RowMapping, restored_from: int | None) -> None:
    connection.execute(
        agent_versions.insert().values(
            agent_id=row["id"],
            version=row["version"],
            settings={name: row[name] for name in SETTINGS},
            restored_from=restored_from,
            created_at=row["updated_at"],
        )
    )
    connection.execute(
        agent_versions.delete().where(
            agent_versions.c.agent_id == row["id"],
            agent_versions.c.version <= row["version"] - KEPT_VERSIONS,
        )
    )


def create(connection: Connection, new: NewAgent, user_id: int, now: datetime) -> RowMapping:
    """Store an agent. Raises Problem 409 when its owner has as many as one may have."""
    # Whoever makes agents holds their own row until the end: nobody counts between two others.
    connection.execute(update(users).where(users.c.id == user_id).values(updated_at=now))
    living = and_(agents.c.owner_id == user_id, agents.c.deleted_at.is_(None))
    count = connection.scalar(select(func.count()).select_from(agents).where(living)) or 0
    if count >= wire.MAXIMUM_AGENTS:
        raise Problem(
            409,
            "too_many_agents",
            Text(
                f"Vous avez déjà {wire.MAXIMUM_AGENTS} agents, le maximum.",
                f"You already have {wire.MAXIMUM_AGENTS} agents, which is the maximum.",
            ),
        )
    values = {**new.model_dump(), "owner_id": user_id, "version": 1}
    row = (
        connection.execute(
            agents.insert().values(**values, created_at=now, updated_at=now).returning(agents)
        )
        .mappings()
        .one()
    )
    _keep_version(connection, row, None)
    return find(connection, row["id"], user_id)


def change(
    connection: Connection,
    agent_id: int,
    user_id: int,
    values: dict[str, Any],
    now: datetime,
    restored_from: int | None = None,
) -> RowMapping:
    """Change one's own agent, which makes a new version where anything is different."""
    before = owned(connection, agent_id, user_id)
    if all(before[name] == value for name, value in values.items()):
        return before
    row = (
        connection.execute(
            update(agents)
            .where(agents.c.id == agent_id)
            .values(**values, version=agents.c.version + 1, updated_at=now)
            .returning(agents)
        )
        .mappings()
        .one()
    )
    _keep_version(connection, row, restored_from)
    return find(connection, agent_id, user_id)


def restore(
    connection: Connection, agent_id: int, user_id: int, version: int, now: datetime
) -> RowMapping:
    """Make one's own agent what it was in a version."""
    owned(connection, agent_id, user_id)
    kept = connection.scalar(
        select(agent_versions.c.settings).where(
            agent_versions.c.agent_id == agent_id, agent_versions.c.version == version
        )
    )
    if kept is None:
        raise wire.not_found("version", "Version introuvable.", "Version not found.")
    return change(connection, agent_id, user_id, kept, now, restored_from=version)


def forget(connection: Connection, agent_id: int, now: datetime) -> None:
    """Delete an agent. Its name stays, for the chats that were held with it."""
    connection.execute(
        update(agents)
        .where(agents.c.id == agent_id)
        .values(deleted_at=now, system_prompt="", avatar_url=None, is_public=False)
    )
    connection.execute(agent_versions.delete().where(agent_versions.c.agent_id == agent_id))


def versions(connection: Connection, agent_id: int, user_id: int) -> list[RowMapping]:
    """The versions of one's own agent, newest first."""
    owned(connection, agent_id, user_id)
    newest_first = (
        select(agent_versions)
        .where(agent_versions.c.agent_id == agent_id)
        .order_by(agent_versions.c.version.desc())
    )
    return list(connection.execute(newest_first).mappings())


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=BadRequestRoute, tags=["Agents IA"])


def _reader(caller: Caller) -> int | None:
    return user_of(caller) if caller.account_id else None


def _body(request: Request, row: RowMapping, caller: Caller) -> dict[str, Any]:
    platform: Platform = request.app.state.platform
    return agent_body(row, _reader(caller), production=platform.settings.production)


@router.get("/api/agents")
async def list_public(
    request: Request,
    caller: Anyone,
    limit: Annotated[int, Depends(page_size)],
    offset: Offset = 0,
) -> Response:
    """Every public agent, newest first."""
    platform: Platform = request.app.state.platform
    rows, total = await platform.db.read(_page, visible_to(None), limit, offset)
    listed = [_body(request, row, caller) for row in rows]
    return reply(request, {"agents": listed, "total": total, "limit": limit, "offset": offset})


@router.get("/api/agents/my")
async def list_my(request: Request, caller: Person) -> Response:
    """One's own agents, newest first."""
    platform: Platform = request.app.state.platform
    mine = and_(agents.c.owner_id == user_of(caller), agents.c.deleted_at.is_(None))
    rows, total = await platform.db.read(_page, mine, wire.MAXIMUM_AGENTS, 0)
    return reply(request, {"agents": [_body(request, row, caller) for row in rows], "total": total})


@router.post("/api/agents", status_code=201)
async def make(request: Request, new: NewAgent, caller: Person) -> Response:
    """Make an agent."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        row = create(connection, new, user_of(caller), platform.clock.now())
        return Answer(201, _body(request, row, caller))

    return reply_once(request, await platform.db.write(once, once_request, effect))


@router.get("/api/agents/{agent_id}")
async def read(request: Request, agent_id: Id, caller: Anyone) -> Response:
    """One agent."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(find, agent_id, _reader(caller))
    return reply(request, _body(request, row, caller))


@router.put("/api/agents/{agent_id}")
async def put(request: Request, agent_id: Id, changes: AgentChanges, caller: Person) -> Response:
    """Change one's own agent."""
    platform: Platform = request.app.state.platform
    values = changes.model_dump(exclude_unset=True)
    row = await platform.db.write(change, agent_id, user_of(caller), values, platform.clock.now())
    return reply(request, _body(request, row, caller))


@router.get("/api/agents/{agent_id}/versions")
async def list_versions(request: Request, agent_id: Id, caller: Person) -> Response:
    """What one's own agent was, newest first."""
    platform: Platform = request.app.state.platform
    rows = await platform.db.read(versions, agent_id, user_of(caller))
    listed = [
        {
            "version": row["version"],
            **row["settings"],
            "restored_from": row["restored_from"],
            "created_at": iso(row["created_at"]),
        }
        for row in rows
    ]
    return reply(request, {"versions": listed, "total": len(listed)})


@router.post("/api/agents/{agent_id}/versions/{version}/restore")
async def roll_back(request: Request, agent_id: Id, version: Id, caller: Person) -> Response:
    """Make one's own agent what it was, as a new version."""
    platform: Platform = request.app.state.platform
    row = await platform.db.write(restore, agent_id, user_of(caller), version, platform.clock.now())
    return reply(request, _body(request, row, caller))
