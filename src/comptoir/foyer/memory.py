"""What an agent keeps of what somebody tells it: facts and corrections, for that person alone.

Only an agent with `learn_from_interaction`, and only in chats that nobody else takes part in. Each
is a sentence of theirs, with the message it stands in; no model has a hand in what is kept.
"""

import re
from datetime import datetime
from typing import Any, Literal, NamedTuple

from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping, func, select
from starlette.responses import Response

from comptoir.foyer import agents, wire
from comptoir.foyer.access import GuardedRoute, Person, user_of
from comptoir.foyer.models import chat_members, facts
from comptoir.foyer.relevance import sentences
from comptoir.foyer.replies import Id, reply
from comptoir.kernel.clock import iso
from comptoir.kernel.db import insert
from comptoir.kernel.text import bare
from comptoir.platform import Platform

MAXIMUM_FACTS = 200
"""Of one person with one agent; then the oldest goes."""
MAXIMUM_CHARS = 500

_FACT = re.compile(
    r"""\b(?:
      je\ m'appelle|mon\ (?:pre)?nom\ est|appelle[- ]moi|j'habite|je\ vis|je\ travaille|j'utilise
    | je\ (?:prefere|deteste|suis|parle)\b|j'(?:aime|adore|ai)\b|je\ n'aime\ pas
    | (?:retiens|note|souviens[- ]toi|rappelle[- ]toi|n'oublie\ pas|sache)\b
    | (?:mon|ma|mes|notre|nos)\ [\w' -]{1,60}?\ (?:est|sont|s'appelle|s'appellent)\b
    | my\ name\ is|call\ me|i'm\b|i\ don't\ like
    | i\ (?:live|work|prefer|like|love|hate|use|speak|am)\b
    | (?:remember|note|keep\ in\ mind|don't\ forget)\b
    | (?:my|our)\ [\w' -]{1,60}?\ (?:is|are)\b
    )""",
    re.VERBOSE,
)
_CORRECTION = re.compile(
    r"""^(?:non\b|en\ fait\b|plutot\b|c'est\ faux|tu\ te\ trompes|erreur\b|correction\b
    | pas\ [\w']+,\ mais
    | no\b|actually\b|that's\ wrong|that\ is\ wrong|you\ are\ wrong|rather\b)""",
    re.VERBOSE,
)
_FEWEST_WORDS = 3


class Learnt(NamedTuple):
    """A sentence that is kept."""

    kind: Literal["fact", "correction"]
    content: str


def learnt_from(text: str) -> list[Learnt]:
    """The facts and corrections that somebody states. A question states nothing."""
    found = []
    for sentence in sentences(text):
        if sentence.endswith("?") or len(sentence) > MAXIMUM_CHARS:
            continue
        plain = bare(sentence).lower()
        if len(plain.split()) < _FEWEST_WORDS:
            continue
        if _CORRECTION.search(plain):
            found.append(Learnt("correction", sentence))
        elif _FACT.search(plain):
            found.append(Learnt("fact", sentence))
    return found


def _folded(content: str) -> str:
    return " ".join(re.findall(r"\w+", bare(content).lower()))[:MAXIMUM_CHARS]


def is_shared(connection: Connection, chat_id: int) -> bool:
    """Whether others take part: what is kept of one must not be told to another."""
    shared = select(chat_members.c.user_id).where(chat_members.c.chat_id == chat_id).limit(1)
    return connection.execute(shared).first() is not None


def learn(
    connection: Connection, agent_id: int, user_id: int, message_id: int, text: str, now: datetime
) -> None:
    """Keep what a message states."""
    learnt = learnt_from(text)
    if not learnt:
        return
    for each in learnt:
        connection.execute(
            insert(connection)(facts)
            .values(
                agent_id=agent_id,
                user_id=user_id,
                kind=each.kind,
                content=each.content,
                folded=_folded(each.content),
                message_id=message_id,
                created_at=now,
            )
            .on_conflict_do_update(
                index_elements=["agent_id", "user_id", "folded"],
                set_={"message_id": message_id, "created_at": now},
            )
        )
    kept = (
        select(facts.c.id)
        .where(facts.c.agent_id == agent_id, facts.c.user_id == user_id)
        .order_by(facts.c.created_at.desc(), facts.c.id.desc())
        .limit(MAXIMUM_FACTS)
    )
    connection.execute(
        facts.delete().where(
            facts.c.agent_id == agent_id, facts.c.user_id == user_id, facts.c.id.not_in(kept)
        )
    )


def known(connection: Connection, agent_id: int, user_id: int) -> list[RowMapping]:
    """What an agent keeps of somebody, the latest first."""
    latest_first = (
        select(facts)
        .where(facts.c.agent_id == agent_id, facts.c.user_id == user_id)
        .order_by(facts.c.created_at.desc(), facts.c.id.desc())
    )
    return list(connection.execute(latest_first).mappings())


def _counts(connection: Connection, agent_id: int) -> dict[str, int]:
    """What the agent's owner may know: how much there is, of how many people."""
    row = connection.execute(
        select(func.count(), func.count(facts.c.user_id.distinct())).where(
            facts.c.agent_id == agent_id
        )
    ).one()
    return {"facts": row[0], "people": row[1]}


def _fact_body(row: RowMapping) -> dict[str, Any]:
    return {
        "id": row["id"],
        "kind": row["kind"],
        "content": row["content"],
        "message_id": row["message_id"],
        "created_at": iso(row["created_at"]),
    }


router = APIRouter(route_class=GuardedRoute, tags=["Mémoire"])


@router.get("/api/agents/{agent_id}/memory")
async def list_facts(request: Request, agent_id: Id, caller: Person) -> Response:
    """What an agent keeps of oneself; its owner sees too how much it keeps of all."""
    platform: Platform = request.app.state.platform
    user_id = user_of(caller)

    def found(connection: Connection) -> dict[str, Any]:
        rows = known(connection, agent_id, user_id)
        body: dict[str, Any] = {"facts": [_fact_body(row) for row in rows], "total": len(rows)}
        # One's own facts stay one's own to see and delete when the agent is no longer shared.
        if not rows or agents.owns(connection, agent_id, user_id):
            agent = agents.find(connection, agent_id, user_id)
            if agent["owner_id"] == user_id:
                body["counts"] = _counts(connection, agent_id)
        return body

    return reply(request, await platform.db.read(found))


@router.delete("/api/agents/{agent_id}/memory/{fact_id}")
async def forget_fact(request: Request, agent_id: Id, fact_id: Id, caller: Person) -> Response:
    """Let an agent forget something of oneself."""
    platform: Platform = request.app.state.platform

    def forget(connection: Connection) -> bool:
        own = facts.delete().where(
            facts.c.id == fact_id,
            facts.c.agent_id == agent_id,
            facts.c.user_id == user_of(caller),
        )
        return connection.execute(own.returning(facts.c.id)).one_or_none() is not None

    if not await platform.db.write(forget):
        raise wire.not_found("fact", "Souvenir introuvable.", "No such fact.")
    return reply(request, {"message": "Oublié"})
