"""The clocks of a claim: what happens when a deadline passes and nobody did anything.

Each open claim has one job in the outbox, for the next moment at which something may be due. It
looks at the claim's row when it runs: a deadline that moved meanwhile moves it, an answer or an
end makes it do nothing. What it did is in the history, which is how it knows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from comptoir.kernel.clock import iso
from comptoir.kernel.jobs import Job
from comptoir.kernel.worker import Kind
from comptoir.meuble import alerts, deadlines, history, progress
from comptoir.meuble.models import Row

if TYPE_CHECKING:
    from comptoir.platform import Platform

ESCALATED, WARNED, TOLD = "escalated", "legal_warning", "legal_right"
MORNING: Final = time(6, tzinfo=UTC)
"""When a day that the law names has begun for people in France, and staff have not."""


def legal_clock(row: Row) -> deadlines.LegalClock | None:
    """When the law's time limit asks something of us; None outside the legal guarantee."""
    warranty = row["warranty"]
    contracted_on = warranty.get("contracted_on")
    if warranty["basis"] != "legale_conformite" or contracted_on is None:
        return None
    return deadlines.legal_clock(row["created_at"].date(), date.fromisoformat(contracted_on))


def clock_jobs(platform: "Platform") -> Kind:
    """The jobs that `progress.wind` makes."""
    chain = history.chain(platform.settings.secrets)

    async def run(job: Job) -> None:
        await platform.db.write(strike, chain, job.payload["number"], platform.clock.now())

    return Kind(progress.CLOCK, run)


# ── What may become due ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that happens to a claim at its moment, once."""

    at: datetime
    mark: tuple[str, str | None]
    """The entry that tells it happened: its type, and the deadline it names."""
    happen: Callable[[], None]


def strike(connection: Connection, chain: history.Chain, number: int, now: datetime) -> None:
    """Do what is due of a claim, and have it looked at again when something next may be."""
    row = progress.held_number(connection, number)
    if row is None or row["status"] in progress.ENDED:
        return
    done = {
        (entry["action_type"], entry["metadata"].get("deadline"))
        for entry in history.entries(connection, number, staff=True)
    }
    waiting = [each for each in _events(connection, chain, row, now) if each.mark not in done]
    for event in waiting:
        if event.at <= now:
            event.happen()
    coming = [event.at for event in waiting if event.at > now]
    if coming:
        progress.wind(connection, number, min(coming))


def _events(
    connection: Connection, chain: history.Chain, row: Row, now: datetime
) -> Iterator[_Event]:
    def escalate(which: str) -> _Event:
        due_at = _due(row, which, now)
        return _Event(
            due_at,
            (ESCALATED, which),
            lambda: _escalate(connection, chain, row, now, which, due_at),
        )

    if row["responded_at"] is None:
        yield escalate("response")
    yield escalate("intervention")
    law = legal_clock(row)
    if law is None:
        return
    last_day = law.tell_customer_on
    yield _Event(
        datetime.combine(law.warn_staff_on, MORNING),
        (WARNED, None),
        lambda: _warn(connection, chain, row, now, last_day),
    )
    yield _Event(
        datetime.combine(last_day, MORNING),
        (TOLD, None),
        lambda: _tell(connection, chain, row, now),
    )


def _due(row: Row, which: str, now: datetime) -> datetime:
    due_at: datetime = row["sla_response_deadline"]
    return due_at if which == "response" else progress.intervention_due(row, now)


def _escalate(
    connection: Connection,
    chain: history.Chain,
    row: Row,
    now: datetime,
    which: str,
    due_at: datetime,
) -> None:
    history.append(
        connection,
        chain,
        row["number"],
        now,
        actor="system",
        action_type=ESCALATED,
        description=f"Délai {alerts.DEADLINES[which]} dépassé, dossier signalé à l'équipe",
        metadata={"deadline": which, "due_at": iso(due_at)},
        facts={"escalated_at": row["escalated_at"] or now},
    )
    alerts.deadline_missed(connection, row, now, which)


def _warn(
    connection: Connection, chain: history.Chain, row: Row, now: datetime, last_day: date
) -> None:
    history.append(
        connection,
        chain,
        row["number"],
        now,
        actor="system",
        action_type=WARNED,
        description="Délai légal de trente jours bientôt écoulé",
        metadata={"until": last_day.isoformat()},
        internal=True,
    )
    alerts.law_runs_out(connection, row, now, f"{last_day:%d/%m/%Y}")


def _tell(connection: Connection, chain: history.Chain, row: Row, now: datetime) -> None:
    mailed = alerts.tell_customer(
        connection, row, now, TOLD, alerts.LEGAL_RIGHT_SUBJECT, alerts.LEGAL_RIGHT
    )
    history.append(
        connection,
        chain,
        row["number"],
        now,
        actor="system",
        action_type=TOLD,
        description="Droit à une réduction du prix ou à un remboursement",
        metadata={
            "content": alerts.LEGAL_RIGHT.in_language(row["language"]),
            "source": "Code de la consommation, L217-10 et L217-14",
            "mailed": mailed,
        },
    )
