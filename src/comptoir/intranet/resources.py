"""Internal resources: documents and links that everybody reads and administrators look after.

Each has an owner, a day on which somebody should look whether it still holds, and perhaps a
successor that replaces it.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from sqlalchemy import Connection, RowMapping, delete, select, update
from starlette.responses import Response

from comptoir.intranet import files, wire
from comptoir.intranet.access import Admin, GuardedRoute, Person, user_id_or_none
from comptoir.intranet.listing import Asked, listed_response
from comptoir.intranet.models import accounts, resources
from comptoir.intranet.models import files as file_rows
from comptoir.kernel.bodies import (
    Body,
    answer_response,
    asked_in,
    documented,
    invalid_body,
    json_response,
    once_of,
    read_json,
)
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, kept, once
from comptoir.kernel.matching import having
from comptoir.kernel.multipart import receive
from comptoir.platform import Platform


def _url(given: str) -> str:
    """A link that a page may show."""
    try:
        parts = urlsplit(given.strip())
        usable = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        usable = None
    if not usable or not given.strip().isprintable() or " " in given.strip():
        raise ValueError(Text("adresse http(s) attendue", "http(s) address expected"))
    return given.strip()


def _day(given: Any) -> Any:
    """A day as people write it: a number would be so many seconds after 1970."""
    if isinstance(given, int | float):
        raise ValueError(Text("date attendue (AAAA-MM-JJ)", "date expected (YYYY-MM-DD)"))
    return given


Day = Annotated[date, BeforeValidator(_day)]
Title = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Url = Annotated[str, Field(max_length=2048), AfterValidator(_url)]
Id = Annotated[int, Field(ge=1, lt=2**31)]


class NewResource(Body):
    """A new resource: a link, or a form's `file`."""

    title: Title
    url: Url | None = None
    owner_id: Id | None = None
    review_on: Day | None = None
    successor_id: Id | None = None


class ResourceChanges(Body):
    """What is to be otherwise; `null` takes a date or a successor away."""

    title: Title | None = None
    url: Url | None = None
    owner_id: Id | None = None
    review_on: Day | None = None
    successor_id: Id | None = None


class AskedResources(Asked):
    """Which resources to list."""

    q: Annotated[str, Field(max_length=200)] = ""
    due: Literal["true", "false"] | None = None
    """`true`: those to be looked at again by now."""


_ROWS = (
    select(
        resources,
        file_rows.c.name.label("file_name"),
        file_rows.c.size_bytes,
        file_rows.c.media_type,
        accounts.c.username.label("owner"),
    )
    .outerjoin(file_rows, file_rows.c.id == resources.c.file_id)
    .outerjoin(accounts, accounts.c.id == resources.c.owner_id)
)


def resource_body(row: RowMapping, today: date) -> dict[str, Any]:
    """A resource as everybody reads it."""
    number = row["id"]
    return {
        "id": number,
        "title": row["title"],
        "url": row["url"] or (f"/ressources/{number}/file" if row["file_id"] else None),
        "type": "file" if row["file_id"] else "url",
        "file_name": row["file_name"],
        "size_bytes": row["size_bytes"],
        "media_type": row["media_type"],
        "owner_id": row["owner_id"],
        "owner": row["owner"],
        "review_on": row["review_on"].isoformat() if row["review_on"] else None,
        "review_due": row["review_on"] is not None and row["review_on"] <= today,
        "successor_id": row["successor_id"],
        "created_at": wire.instant(row["created_at"]),
        "updated_at": wire.instant(row["updated_at"]),
    }


def _not_found() -> Problem:
    return Problem(404, "resource_not_found", Text("Ressource introuvable.", "Resource not found."))


def _find(connection: Connection, number: int) -> RowMapping:
    """The resource of this number. Raises Problem 404."""
    if not 0 < number < 2**31:
        raise _not_found()
    row = connection.execute(_ROWS.where(resources.c.id == number)).mappings().one_or_none()
    if row is None:
        raise _not_found()
    return row


def _require(connection: Connection, given: NewResource | ResourceChanges, own: int) -> None:
    """Raise a Problem unless owner and successor are there, and no chain comes back to itself."""
    if given.owner_id is not None:
        known = select(accounts.c.id).where(accounts.c.id == given.owner_id)
        if connection.execute(known).first() is None:
            raise wire.user_not_found()
    following, seen = given.successor_id, {own}
    while following is not None:
        if following in seen:
            raise wire.invalid("successor_id", "se succéderait à elle-même", "would follow itself")
        seen.add(following)
        following = _find(connection, following)["successor_id"]


def add(
    connection: Connection,
    new: NewResource,
    maker: int | None,
    file_id: int | None,
    now: datetime,
) -> RowMapping:
    """Store a new resource. Raises Problem 404 for an owner or a successor that is not there."""
    _require(connection, new, 0)
    number = connection.execute(
        resources.insert()
        .values(
            title=new.title,
            url=new.url,
            file_id=file_id,
            owner_id=new.owner_id or maker,
            review_on=new.review_on,
            successor_id=new.successor_id,
            created_at=now,
            updated_at=now,
        )
        .returning(resources.c.id)
    ).scalar_one()
    return _find(connection, number)


def _listed(connection: Connection, asked: AskedResources, today: date) -> list[dict[str, Any]]:
    statement = _ROWS.order_by(resources.c.id.desc())
    if asked.q.strip():
        statement = statement.where(having(asked.q, resources.c.title))
    if asked.due == "true":
        statement = statement.where(
            resources.c.review_on <= today, resources.c.successor_id.is_(None)
        )
    rows = connection.execute(statement.limit(asked.clamped).offset(asked.offset)).mappings()
    return [resource_body(row, today) for row in rows]


_CONTENT = {
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "required": ["title"],
            "properties": {
                "file": {"type": "string", "format": "binary"},
                "title": {"type": "string", "maxLength": 200},
                "url": {"type": "string", "maxLength": 2048},
                "owner_id": {"type": "integer"},
                "review_on": {"type": "string", "format": "date"},
                "successor_id": {"type": "integer"},
            },
        }
    },
    "application/json": {"schema": NewResource.model_json_schema()},
}

router = APIRouter(route_class=GuardedRoute, tags=["Resources"])


@router.get("/ressources", openapi_extra=documented(AskedResources))
async def list_resources(request: Request, caller: Person) -> Response:
    """The internal resources, newest first."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, AskedResources)
    today = platform.clock.now().date()
    return listed_response(await platform.db.read(_listed, asked, today))


def _checked(given: Any) -> NewResource:
    try:
        return NewResource.model_validate(given)
    except ValidationError as error:
        raise invalid_body(error) from None


def _nothing_to_read() -> Problem:
    return wire.invalid("file", "un fichier ou une url est attendu", "a file or a url is expected")


@router.post(
    "/ressources",
    status_code=201,
    openapi_extra={"requestBody": {"required": True, "content": _CONTENT}},
)
async def add_resource(request: Request, caller: Admin) -> Response:
    """Add a resource: a form with a `file`, or a `url` by form or JSON."""
    platform: Platform = request.app.state.platform
    maker = user_id_or_none(caller)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    file_id: int | None = None
    if kind == "application/json":
        new = _checked(await read_json(request))
        once_request = await once_of(request, wire.SERVICE)
        if new.url is None:
            raise _nothing_to_read()
    else:
        folder = platform.settings.incoming_folder
        async with await receive(request, folder, files.POLICY) as form:
            given = {name: text for name, text in form.fields.items() if text != ""}
            new = _checked(given)
            if not form.files and new.url is None:
                raise _nothing_to_read()
            once_request = await once_of(request, wire.SERVICE, files.content_of(form))
            answered = await platform.db.read(kept, once_request)
            if answered is not None:
                return answer_response(answered)
            if form.files:
                if maker is None:
                    raise wire.forbidden()  # a file is somebody's
                file_id, _ = await files.keep(platform, form.files[0], maker, None)

    def effect(connection: Connection) -> Answer:
        now = platform.clock.now()
        if file_id is not None:
            files.count_as_stored(connection, file_id, of_resource=True)
        row = add(connection, new, maker, file_id, now)
        return Answer(201, resource_body(row, now.date()))

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/ressources/{resource_id}")
async def get_resource(request: Request, resource_id: int, caller: Person) -> Response:
    """One resource."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(_find, resource_id)
    return json_response(resource_body(row, platform.clock.now().date()))


@router.get("/ressources/{resource_id}/file", response_class=Response, responses=files.BYTES)
async def download(request: Request, resource_id: int, caller: Person) -> Response:
    """The file of a resource, or the part of it that `Range` asks for."""
    platform: Platform = request.app.state.platform

    def ask(connection: Connection) -> RowMapping:
        row = _find(connection, resource_id)
        found = connection.execute(
            select(file_rows).where(file_rows.c.id == row["file_id"], file_rows.c.stored)
        )
        file = found.mappings().one_or_none()
        if file is None:
            raise wire.file_not_found()
        return file

    return await files.given_out(request, await platform.db.read(ask))


@router.put("/ressources/{resource_id}")
async def change_resource(
    request: Request, resource_id: int, changes: ResourceChanges, caller: Admin
) -> Response:
    """Change a resource's title, link, owner, review date or successor."""
    platform: Platform = request.app.state.platform

    def effect(connection: Connection) -> RowMapping:
        _find(connection, resource_id)
        _require(connection, changes, resource_id)
        values = changes.model_dump(exclude_unset=True)
        for name in ("title", "url", "owner_id"):  # these have no nothing
            if values.get(name) is None:
                values.pop(name, None)
        connection.execute(
            update(resources)
            .where(resources.c.id == resource_id)
            .values(**values, updated_at=platform.clock.now())
        )
        return _find(connection, resource_id)

    row = await platform.db.write(effect)
    return json_response(resource_body(row, platform.clock.now().date()))


@router.delete("/ressources/{resource_id}")
async def delete_resource(request: Request, resource_id: int, caller: Admin) -> Response:
    """Delete a resource, with its file."""
    platform: Platform = request.app.state.platform

    def effect(connection: Connection) -> None:
        row = _find(connection, resource_id)
        connection.execute(
            update(resources)
            .where(resources.c.successor_id == resource_id)
            .values(successor_id=None)
        )
        connection.execute(delete(resources).where(resources.c.id == resource_id))
        if row["file_id"] is not None:
            files.delete_rows(connection, [row["file_id"]], platform.clock.now())

    await platform.db.write(effect)
    return json_response({"status": "deleted"})
