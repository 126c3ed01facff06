"""Moving a claim along: the one way its status changes, whoever changes it.

A move follows `deadlines.TRANSITIONS`, writes one line of the history, and keeps the clocks right:
the intervention's stands still in `en_attente_preuves` and goes on, later by exactly that time,
when the claim leaves it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, RowMapping, select

from comptoir.kernel import jobs
from comptoir.kernel.errors import Problem, Text
from comptoir.meuble import deadlines, history, wire
from comptoir.meuble.models import Row, tickets

ENDED: Final = ("resolu", "rejete", "clos")
OPEN: Final = tuple(status for status in deadlines.TRANSITIONS if status not in ENDED)
CLOCK: Final = "meuble_claim_clock"
"""The job that looks at a claim when something of it may be due: `clocks`."""
MAXIMUM_ENTRIES: Final = 1000
"""Of a history, which is read as a whole: from then on a claim moves, and takes no more words."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Whoever does something to claims in one transaction, and what it takes to write it down."""

    connection: Connection
    chain: history.Chain
    now: datetime
    actor: Literal["staff", "customer"]
    by: Mapping[str, str | None] | None = None
    """Who of the staff it is: for staff's eyes."""

    def note(
        self,
        row: RowMapping,
        action_type: str,
        description: str,
        *,
        facts: Mapping[str, Any] | None = None,
        metadata: Mapping[str, Any] | None = None,
        content: str | None = None,
        reason: str | None = None,
        evidence_rows: Sequence[Mapping[str, Any]] = (),
        internal: bool = False,
    ) -> int:
        """Write what was done into a claim's history, with the columns that it sets.

        `content` is read by the customer too, `reason` by staff alone. Returns the entry's place.
        """
        personal = {"by": self.by, "content": content, "reason": reason}
        return history.append(
            self.connection,
            self.chain,
            row["number"],
            self.now,
            actor=self.actor,
            action_type=action_type,
            description=description,
            metadata=metadata,
            facts=facts,
            personal={name: value for name, value in personal.items() if value is not None},
            evidence_rows=evidence_rows,
            internal=internal,
        )


def held(connection: Connection, name: str) -> RowMapping:
    """The claim that `name` names, held until the transaction ends. Raises Problem 404."""
    parsed = wire.ticket_number(name)
    if parsed is None:
        raise wire.not_found_ticket()
    row = held_number(connection, parsed[0])
    if row is None or parsed[1] not in {None, row["created_at"].year}:
        raise wire.not_found_ticket()
    return row


def held_number(connection: Connection, number: int) -> RowMapping | None:
    """The claim of this number, held until the transaction ends."""
    wanted = select(tickets).where(tickets.c.number == number).with_for_update()
    return connection.execute(wanted).mappings().one_or_none()


def check_room(row: RowMapping) -> None:
    """Raise Problem 409 for a claim that takes no more words: merged, or of a full history."""
    if row["merged_into"] is not None:
        raise merged(row)
    if row["history_length"] >= MAXIMUM_ENTRIES:
        raise Problem(
            409,
            "too_many_messages",
            Text(
                f"Cette demande a déjà {MAXIMUM_ENTRIES} entrées. Ouvrez-en une nouvelle.",
                f"This claim already has {MAXIMUM_ENTRIES} entries. Open a new one.",
            ),
        )


def merged(row: RowMapping) -> Problem:
    """A claim that goes on in another one."""
    target = wire.ticket_id(row["merged_into"])
    return Problem(
        409,
        "ticket_merged",
        Text(
            f"Cette demande a été regroupée avec {target}. Continuez avec celle-ci.",
            f"This claim was merged into {target}. Go on with that one.",
        ),
        details={"merged_into": target},
    )


# ── Moving ────────────────────────────────────────────────────────────────────────────────


def check_move(row: RowMapping, target: str) -> None:
    """Raise Problem 409 for a move that is none of `deadlines.TRANSITIONS`."""
    if row["merged_into"] is not None:
        raise merged(row)
    status = row["status"]
    if deadlines.may_become(status, target):
        return
    allowed = sorted(deadlines.TRANSITIONS[status])
    named = ", ".join(allowed)
    raise Problem(
        409,
        "transition_not_allowed",
        Text(
            f"De « {status} » à « {target} » : impossible. Possible : {named or 'rien'}.",
            f'From "{status}" to "{target}": not possible. Possible: {named or "nothing"}.',
        ),
        details={"status": status, "allowed": allowed},
    )


def facts_of_move(row: Row, target: str, now: datetime) -> dict[str, Any]:
    """What a claim's row says after it goes to `target`: its status, and its clocks."""
    facts: dict[str, Any] = {"status": target}
    if row["status"] == deadlines.AWAITING_CUSTOMER:
        facts |= {"sla_intervention_deadline": intervention_due(row, now), "waiting_since": None}
    if target == deadlines.AWAITING_CUSTOMER:
        facts["waiting_since"] = now
    if target in ENDED:
        facts["ended_at"] = row["ended_at"] or now
    elif row["ended_at"] is not None:
        facts["ended_at"] = None
    return facts


def waiting_since(row: Row) -> datetime | None:
    """Since when a claim waits for its customer; None when it does not."""
    if row["status"] != deadlines.AWAITING_CUSTOMER:
        return None
    # Claims made before this was kept began to wait when they were made.
    since: datetime = row["waiting_since"] or row["created_at"]
    return since


def intervention_due(row: Row, now: datetime) -> datetime:
    """By when somebody intervenes, as it stands now: later while the claim waits."""
    due: datetime = row["sla_intervention_deadline"]
    since = waiting_since(row)
    return due if since is None else deadlines.after_waiting(due, since, now)


def wind(connection: Connection, number: int, at: datetime) -> None:
    """Have a claim looked at, at this moment: when it is made, and when it is reopened."""
    key = f"{number} {at.isoformat()}"
    jobs.enqueue(connection, CLOCK, {"number": number}, run_at=at, key=key)


def move(
    hand: Hand,
    row: RowMapping,
    target: str,
    description: str,
    *,
    facts: Mapping[str, Any] | None = None,
    content: str | None = None,
    reason: str | None = None,
) -> int:
    """Take a held claim to another status; the place of the entry that says so.

    Raises Problem 409 for a move that is not allowed from where the claim now is.
    """
    check_move(row, target)
    if row["status"] in ENDED and target not in ENDED:
        wind(hand.connection, row["number"], hand.now)
    return hand.note(
        row,
        "status_changed",
        description,
        facts=facts_of_move(row, target, hand.now) | dict(facts or {}),
        metadata={"from": row["status"], "to": target},
        content=content,
        reason=reason,
    )


def answered(row: RowMapping, now: datetime) -> dict[str, Any]:
    """What a claim's row says after staff told its customer something."""
    return {"responded_at": row["responded_at"] or now, "customer_replied_at": None}
