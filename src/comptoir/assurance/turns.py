"""One turn of a conversation, whole: read, decided, done and kept in one transaction.

Reading is not granting: `dialogue.step` decides from what the deterministic reader heard; the deeds
are done here, in the transaction that keeps the words that tell of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping

from comptoir.assurance import (
    conversations,
    dialogue,
    handovers,
    portfolio,
    quotation,
    sign_in,
    wire,
)
from comptoir.assurance.access import authentication_required
from comptoir.assurance.models import claims, counters, withdrawals
from comptoir.assurance.price_telling import money
from comptoir.assurance.sign_in import SignedIn
from comptoir.assurance.skill import SKILL
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.state import PRIVATE, Claim, Message, State, Step
from comptoir.assurance.summaries import summary_of
from comptoir.assurance.told import told
from comptoir.brain import Reading, Turn, signals
from comptoir.kernel import tokens
from comptoir.kernel.callers import Caller
from comptoir.kernel.clock import iso
from comptoir.kernel.db import insert
from comptoir.kernel.errors import Problem, Text, TooMany
from comptoir.kernel.limits import Limit
from comptoir.platform import Platform

TRIES = 4
"""Of a turn that finds, when it is kept, that another one of its conversation came first."""
_MAXIMUM_LISTED = 10


class _OvertakenError(Exception):
    """Another message of the same conversation was kept first."""


@dataclass(frozen=True)
class _Before:
    """A conversation as a turn finds it."""

    row: RowMapping
    handover: RowMapping | None
    context: list[Turn]
    account_id: str | None
    """Whoever is signed in: on the connection, or within the conversation."""


@dataclass
class _Work:
    """One turn while it is done."""

    platform: Platform
    caller: Caller
    content: str
    now: datetime
    signed_in: SignedIn | None = None


async def take(
    platform: Platform, caller: Caller, session_id: str | None, content: str
) -> dict[str, Any]:
    """The answer to one message, as a frame. Raises Problem."""
    now = platform.clock.now()
    if session_id is None:
        session_id = await platform.db.write(conversations.begin, caller.account_id, now)
    work = _Work(platform, caller, content, now)
    reading: Reading | None = None
    for _ in range(TRIES):
        before = await platform.db.read(_before, session_id, caller, now)
        if reading is None:
            reading = await platform.brain.read(content, before.context, SKILL)
        state = State.from_json(before.row["state"])
        step = await _decide(work, before, state, reading)
        try:
            return await platform.db.write(_keep, work, before, state, step)
        except _OvertakenError:
            continue
    raise Problem(
        409,
        "conflict",
        Text("Un autre message est en cours.", "Another message is being answered."),
    )


def _before(connection: Connection, session_id: str, caller: Caller, now: datetime) -> _Before:
    row = conversations.find(connection, session_id, caller.account_id, now)
    if row is None:
        there = conversations.exists(connection, session_id)
        raise authentication_required() if there and caller.anonymous else wire.not_found()
    account_id = caller.account_id
    family = row["state"].get("family_id")
    within = account_id is None and family
    if within and tokens.family_lives(connection, wire.SERVICE, family, now):
        account_id = row["state"].get("account_id")
    return _Before(
        row,
        handovers.open_one(connection, session_id),
        conversations.context(connection, session_id),
        account_id,
    )


# ── Deciding ──────────────────────────────────────────────────────────────────────────────


async def _decide(work: _Work, before: _Before, state: State, reading: Reading) -> Step:
    handover = before.handover
    helps_again = False
    if handover is not None and handover["bot_back_at"] is None:
        if not handovers.is_late(handover, work.now):
            return Step("parler_humain", [say("passed_on", state.language)], ["pass_on"])
        helps_again = True
    message = Message(
        work.content,
        reading,
        signals.read(work.content),
        work.now.astimezone(quotation.PARIS).date(),
        signed_in=before.account_id is not None or work.signed_in is not None,
    )
    step = dialogue.step(state, message)
    if helps_again:
        step.words.insert(0, say("bot_back", state.language))
        step.deeds.append("bot_back")
    if "start_sign_in" in step.deeds:
        await _count(work, "POST /api/auth/request")
        address = work.caller.address
        language = "fr" if state.language == "fr" else "en"
        await sign_in.start(work.platform, state.email, address, language)
    if "finish_sign_in" in step.deeds:
        await _finish_sign_in(work, state, step)
    return step


async def _count(work: _Work, route: str) -> None:
    """The conversation and the route that does the same count together."""
    limit: Limit = wire.AUTH
    key = f"{wire.SERVICE} {route} {work.caller.name}"
    standing = await work.platform.limiter.hit(key, limit)
    if not standing.allowed:
        raise TooMany(standing.retry_after_s)


async def _finish_sign_in(work: _Work, state: State, step: Step) -> None:
    if work.signed_in is None:
        await _count(work, "POST /api/auth/verify")
        try:
            work.signed_in = await sign_in.finish(
                work.platform, state.email, step.code, work.caller.address
            )
        except Problem as problem:
            if problem.status != 401:
                raise
            step.words.append(say("wrong_code", state.language))
            step.data |= {"asks": "code", "email": state.email}
            return
    signed_in = work.signed_in
    state.family_id, state.account_id = signed_in.family_id, signed_in.account_id
    state.role, state.waiting_for = signed_in.role, ""
    step.words.append(say("signed_in", state.language))
    # The one socket that gave the code gets what POST /api/auth/verify answers; nothing keeps it.
    step.data |= {
        "signed_in": True,
        "token": sign_in.token_of(work.platform, signed_in),
        "expires_in": int(wire.TOKEN_LIFETIME.total_seconds()),
        "role": signed_in.role,
    }
    if state.wanted in PRIVATE:
        step.deeds.append(state.wanted)
    elif state.confirmed:
        step.deeds.append("make_claim")
    state.wanted = ""


# ── Doing and keeping ─────────────────────────────────────────────────────────────────────


def _keep(
    connection: Connection, work: _Work, before: _Before, state: State, step: Step
) -> dict[str, Any]:
    session_id = before.row["session_id"]
    account_id = work.signed_in.account_id if work.signed_in else before.account_id
    own = work.caller.account_id
    row = conversations.find(connection, session_id, own, work.now, lock=True)
    if row is None or row["last_seq"] != before.row["last_seq"]:
        raise _OvertakenError
    _do(connection, work, before, state, step, account_id)
    response = "\n".join(words for words in step.words if words)
    conversations.add(
        connection,
        session_id,
        state.to_json(),
        [("user", work.content), ("assistant", response)],
        work.now,
        account_id,
    )
    return {
        "type": "message",
        "response": response,
        "intent": step.intent,
        "session_id": session_id,
        "language": state.language,
        "requires_validation": bool(step.data.get("requires_validation")),
        "should_close_session": bool(step.data.get("should_close_session")),
        "ticket_id": step.data.get("claim_id"),
        "data": step.data,
    }


def _do(
    connection: Connection,
    work: _Work,
    before: _Before,
    state: State,
    step: Step,
    account_id: str | None,
) -> None:
    session_id, now = before.row["session_id"], work.now
    for deed in step.deeds:
        if deed == "pass_on" and before.handover is not None:
            handovers.customer_wrote(connection, before.handover, now)
        elif deed == "bot_back" and before.handover is not None:
            handovers.bot_is_back(connection, before.handover, now)
        elif deed == "hand_over":
            handovers.ask(connection, session_id, summary_of(state, work.content), now)
            step.data["handed_over"] = True
        elif deed == "withdraw":
            _withdraw(connection, work, session_id, state, step, account_id)
        elif deed == "keep_quote" and step.quoted is not None:
            kept = quotation.keep(connection, step.quoted, account_id, now)
            step.data["quotation"] = told(kept, "fr" if state.language == "fr" else "en")
        elif deed == "make_claim" and account_id:
            _make_claim(connection, work, state, step, account_id)
        elif deed in PRIVATE and account_id:
            _show(connection, deed, state.language, step, account_id)


def _next(connection: Connection, name: str) -> int:
    """The next number of a kind, without gaps."""
    statement = (
        insert(connection)(counters)
        .values(name=name, value=1)
        .on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
        .returning(counters.c.value)
    )
    return int(connection.execute(statement).scalar_one())


def _withdraw(
    connection: Connection,
    work: _Work,
    session_id: str,
    state: State,
    step: Step,
    account_id: str | None,
) -> None:
    number = f"REN-{work.now.year}-{_next(connection, 'withdrawal'):05}"
    connection.execute(
        withdrawals.insert().values(
            number=number,
            session_id=session_id,
            account_id=account_id,
            words=work.content,
            received_at=work.now,
        )
    )
    summary = Text(f"Renonciation {number}\n{work.content}", f"Withdrawal {number}\n{work.content}")
    handovers.ask(connection, session_id, summary, work.now)
    received = iso(work.now)
    step.words.append(say("withdrawn", state.language, when=received, number=number))
    step.data["withdrawal"] = {"numero": number, "recue_le": received}


def _make_claim(
    connection: Connection, work: _Work, state: State, step: Step, account_id: str
) -> None:
    claim = Claim(**(state.claim or {}))
    number = f"SIN-{work.now.year}-{_next(connection, 'claim') + 100:05}"
    own = [
        row for row in portfolio.contracts_of(connection, account_id) if row["status"] == "actif"
    ]
    said = f"{claim.how} {claim.kind}".casefold()
    named = [row for row in own if row["vehicle"].split()[-1].casefold() in said]
    contract = next(iter(named or own), None)
    connection.execute(
        claims.insert().values(
            number=number,
            account_id=account_id,
            contract_number=contract["number"] if contract else None,
            kind=claim.kind or "accident",
            happened=claim.when[:120],
            place=claim.where[:200],
            circumstances=claim.how,
            injured=claim.injured,
            status="declare",
            created_at=work.now,
        )
    )
    state.claim, state.confirmed, state.claim_number = None, False, number
    step.words.append(say("claim_made", state.language, number=number))
    step.data |= {"claim_id": number, "requires_validation": False}


def _show(connection: Connection, what: str, language: str, step: Step, account_id: str) -> None:
    found = portfolio.everything_of(connection, account_id, language)
    name, phrase = {
        "voir_contrats": ("contrats", "contracts"),
        "voir_devis": ("devis", "quotes"),
        "voir_sinistres": ("sinistres", "claims"),
    }[what]
    rows = found[name][:_MAXIMUM_LISTED]
    step.data[name] = rows
    if not rows:
        step.words.append(say(f"no_{phrase}", language))
        return
    step.words.append(say(phrase, language))
    step.words += [f"• {_line(name, row, language)}" for row in rows]


def _line(name: str, row: Mapping[str, Any], language: str) -> str:
    """One contract, quotation or claim in a line."""
    if name == "sinistres":
        return f"{row['numero']} : {row['type']}, {row['date']}, {row['statut']}"
    price = f"{money(row['prime_annuelle'], language)} €"
    if name == "devis":
        return f"{row['date'][:10]} : {row['vehicule']}, {row['formule']}, {price}"
    what = f"{row['numero']} : {row['vehicule']}, {row['formule_libelle']}"
    return f"{what}, {price}, {row['echeance']}"
