"""Everything the shop knows of a person, for that person: a zip of readable files.

Nobody else's words but those they were told, and nothing that is for staff alone. It is made while
it is sent: a few messages, one claim or one piece of a file at a time.
"""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Any

import orjson
from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping, select
from starlette.responses import Response

from comptoir.kernel import idempotency, tokens
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.clock import iso
from comptoir.kernel.errors import Text
from comptoir.kernel.media.kinds import KINDS
from comptoir.kernel.ranges import PiecesResponse
from comptoir.kernel.sign_in import seen
from comptoir.kernel.zips import Entry, zipped
from comptoir.meuble import accounts, conversations, files, history, popularity, wire
from comptoir.meuble.access import GuardedRoute, Person
from comptoir.meuble.models import evidence, handovers, tickets
from comptoir.platform import Platform

MESSAGES_TOGETHER, ROWS_TOGETHER = 50, 100

README = Text(
    """Vos données chez {app}, le {day}

account.json        votre compte
sign_ins.json       vos connexions et les appareils qui s'en sont servis
conversations/      vos échanges avec l'assistant et les conseillers
claims/             vos demandes SAV, avec leur historique et leurs preuves
files/              les photos et vidéos que vous avez envoyées
files.json          ce que nous savons de chacune
votes.json          vos avis sur les réponses de la foire aux questions
requests.json       les requêtes retenues 24 heures pour ne pas être faites deux fois

Les fichiers .json se lisent dans tout éditeur de texte. Les heures sont en temps universel (UTC).
Votre mot de passe n'est conservé que sous une forme illisible, qui n'est pas jointe.
""",
    """Your data at {app}, {day}

account.json        your account
sign_ins.json       your sign-ins, and the devices they came from
conversations/      what you and the assistant or advisers wrote
claims/             your claims, with their history and evidence
files/              the photos and films you sent
files.json          what we know of each
votes.json          your votes on answers to frequent questions
requests.json       requests kept for 24 hours so that none is done twice

Any text editor reads the .json files. Times are UTC.
Your password is kept only in an unreadable form, which is not included.
""",
)
_README_NAME = Text("LISEZMOI.txt", "README.txt")


# ── Writing ───────────────────────────────────────────────────────────────────────────────


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


async def _whole(content: bytes) -> AsyncGenerator[bytes, None]:
    yield content


def _page(name: str, value: Any) -> Entry:
    return Entry(name, _whole(_json(value)))


async def _list(
    head: dict[str, Any], name: str, items: AsyncGenerator[Any, None]
) -> AsyncGenerator[bytes, None]:
    """A JSON object that begins with `head` and ends with the list `name`, item by item."""
    yield _json({**head, name: []}).rstrip()[: -len(b"[]\n}")] + b"["
    separator = b"\n"
    async for item in items:
        yield separator + _json(item).rstrip()
        separator = b",\n"
    yield b"\n]}\n"


def _at(instant: datetime | None) -> str | None:
    return iso(instant) if instant else None


# ── What there is ─────────────────────────────────────────────────────────────────────────


def _sign_ins(connection: Connection, account_id: str) -> dict[str, Any]:
    families = tokens.families_of(connection, wire.SERVICE, account_id)
    return {
        "sign_ins": [
            {
                "began_at": iso(row["created_at"]),
                "expires_at": iso(row["expires_at"]),
                "ended_at": _at(row["ended_at"]),
                "renewed_times": row["generation"] - 1,
            }
            for row in families
        ],
        "devices": [
            {"last_signed_in_at": iso(seen_at)}
            for seen_at in seen(connection, wire.SERVICE, account_id)
        ],
    }


async def _messages(
    platform: Platform, conversation_id: str
) -> AsyncGenerator[dict[str, Any], None]:
    after = 0
    while True:
        rows = await platform.db.read(
            conversations.messages_after, conversation_id, after, MESSAGES_TOGETHER
        )
        for row in rows:
            yield {
                "role": row["role"],
                "content": row["content"],
                "created_at": iso(row["created_at"]),
            }
        if len(rows) < MESSAGES_TOGETHER:
            return
        after = rows[-1]["seq"]


def _handovers(connection: Connection, conversation_id: str) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(handovers)
        .where(handovers.c.conversation_id == conversation_id)
        .order_by(handovers.c.created_at)
    ).mappings()
    return [
        {
            "created_at": iso(row["created_at"]),
            "ended_at": _at(row["ended_at"]),
            "summary": row["summary"],
        }
        for row in rows
    ]


async def _conversations(platform: Platform, owner: str) -> AsyncGenerator[Entry, None]:
    after = ""
    while True:
        rows = await platform.db.read(conversations.owned, owner, after, ROWS_TOGETHER)
        for row in rows:
            head = {
                "session_id": row["session_id"],
                "created_at": iso(row["created_at"]),
                "updated_at": iso(row["updated_at"]),
                "remembered": row["state"],
                "handovers": await platform.db.read(_handovers, row["id"]),
            }
            name = f"conversations/{row['created_at']:%Y-%m-%d}-{row['session_id']}.json"
            yield Entry(name, _list(head, "messages", _messages(platform, row["id"])))
        if len(rows) < ROWS_TOGETHER:
            return
        after = rows[-1]["id"]


_CLAIM_FIELDS = (
    "order_number",
    "product_sku",
    "product_name",
    "problem_description",
    "problem_category",
    "problem_severity",
    "danger",
    "status",
    "priority",
    "computed_priority",
    "priority_score",
    "priority_factors",
    "warranty",
    "claimed",
    "said",
    "photos",
    "language",
    "resolution_type",
    "rating",
    "rating_comment",
)
_CLAIM_TIMES = (
    "sla_response_deadline",
    "sla_intervention_deadline",
    "responded_at",
    "ended_at",
    "rated_at",
    "created_at",
    "updated_at",
)
_EVIDENCE_FIELDS = (
    "evidence_type",
    "url",
    "verified",
    "quality",
    "quality_score",
    "description",
    "added_by",
)


def _claim(connection: Connection, number: int) -> dict[str, Any] | None:
    """A claim as its customer may see it; None if it has gone meanwhile."""
    found = connection.execute(select(tickets).where(tickets.c.number == number)).mappings()
    row = found.one_or_none()
    if row is None:
        return None
    pieces = connection.execute(
        select(evidence).where(evidence.c.ticket_number == number).order_by(evidence.c.seq)
    ).mappings()
    return {
        "ticket_id": wire.ticket_id(number),
        **{name: row[name] for name in _CLAIM_FIELDS},
        **{name: _at(row[name]) for name in _CLAIM_TIMES},
        "evidence": [
            {**{name: piece[name] for name in _EVIDENCE_FIELDS}, "added_at": iso(piece["added_at"])}
            for piece in pieces
        ],
        "history": [
            {
                "at": iso(entry["at"]),
                "actor": entry["actor"],
                "action_type": entry["action_type"],
                "description": entry["description"],
                "metadata": entry["metadata"],
            }
            for entry in history.entries(connection, number, staff=False)
        ],
    }


def _claim_numbers(connection: Connection, account_id: str) -> list[int]:
    signed = connection.scalars(select(tickets.c.number).where(tickets.c.account_id == account_id))
    return sorted({*signed, *conversations.unsigned_claims_of(connection, f"account:{account_id}")})


async def _files(
    platform: Platform, owner: str, claims: list[int]
) -> AsyncGenerator[RowMapping, None]:
    after = ""
    while True:
        rows = await platform.db.read(
            files.of_person, owner, claims, after, ROWS_TOGETHER, platform.clock.now()
        )
        for row in rows:
            yield row
        if len(rows) < ROWS_TOGETHER:
            return
        after = rows[-1]["token"]


def _file_name(row: RowMapping) -> str:
    return f"files/{row['token']}.{row['kind']}"


async def _file_pages(
    platform: Platform, owner: str, claims: list[int], missing: set[str]
) -> AsyncGenerator[dict[str, Any], None]:
    async for row in _files(platform, owner, claims):
        yield {
            "file": None if row["token"] in missing else _file_name(row),
            "original_name": row["original_name"],
            "description": row["description"],
            "size_bytes": row["size_bytes"],
            "sent_at": iso(row["created_at"]),
            "claim": wire.ticket_id(row["attached_to"]) if row["attached_to"] else None,
        }


def _votes(connection: Connection, secrets: tuple[str, ...], owner: str) -> list[dict[str, Any]]:
    return [
        {
            "question_id": wire.question_id(row["number"]),
            "question": row["question"],
            "helpful": row["helpful"],
            "voted_at": iso(row["voted_at"]),
        }
        for row in popularity.votes_of(connection, secrets, owner)
    ]


def _requests(connection: Connection, owner: str) -> list[dict[str, Any]]:
    return [
        {
            "request": row["route"].removeprefix(f"{wire.SERVICE} "),
            "at": iso(row["created_at"]),
            "status": row["status"],
        }
        for row in idempotency.made_by(connection, wire.SERVICE, owner)
    ]


async def entries_of(
    platform: Platform, account: RowMapping, language: str
) -> AsyncGenerator[Entry, None]:
    """The files of a person's archive, each made when its turn comes."""
    account_id, owner = account["id"], f"account:{account['id']}"
    day = f"{platform.clock.now():%Y-%m-%d}"
    readme = README.in_language(language).format(app=wire.APP, day=day)
    yield Entry(_README_NAME.in_language(language), _whole(readme.encode()))
    yield _page("account.json", accounts.account_body(account))
    yield _page("sign_ins.json", await platform.db.read(_sign_ins, account_id))
    async for entry in _conversations(platform, owner):
        yield entry
    claims = await platform.db.read(_claim_numbers, account_id)
    for number in claims:
        claim = await platform.db.read(_claim, number)
        if claim is not None:
            yield _page(f"claims/{claim['ticket_id']}.json", claim)
    missing: set[str] = set()
    async for row in _files(platform, owner, claims):
        stored = files.stored_name(row["token"], KINDS[row["kind"]])
        try:
            pieces = await platform.files.open(stored, 0, row["size_bytes"])
        except FileNotFoundError:
            missing.add(row["token"])
            continue
        yield Entry(_file_name(row), pieces, compressed=False)
    pages = _file_pages(platform, owner, claims, missing)
    yield Entry("files.json", _list({}, "files", pages))
    secrets = platform.settings.secrets
    yield _page("votes.json", {"votes": await platform.db.read(_votes, secrets, owner)})
    yield _page("requests.json", {"requests": await platform.db.read(_requests, owner)})


router = APIRouter(route_class=GuardedRoute, tags=["Authentication"])


@router.get("/api/auth/me/export")
async def export_me(request: Request, caller: Person) -> Response:
    """Everything about the caller, as a zip."""
    platform: Platform = request.app.state.platform
    account = await platform.db.read(accounts.get, str(caller.account_id))
    now = platform.clock.now()
    entries = entries_of(platform, account, preferred_language(request.headers))
    headers = {
        "Content-Disposition": f'attachment; filename="meuble-{now:%Y-%m-%d}.zip"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return PiecesResponse(zipped(entries, now), 200, headers, "application/zip")
