"""When a claim must be answered and solved, and the statuses it goes through meanwhile.

Two clocks run. Ours, by priority, stops while we wait for the customer's evidence. The law's
does not: thirty days after the request, the customer may ask for money instead. Instants are
UTC and durations wall-clock; the law counts in days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from comptoir.meuble.law import LAW, Rule
from comptoir.meuble.rights import compliance_due_on

RESPONSE_HOURS: Final[Mapping[str, int]] = {"P1": 24, "P2": 24, "P3": 48}
INTERVENTION_DAYS: Final[Mapping[str, int]] = {"P1": 5, "P2": 10, "P3": 20}
STAFF_WARNING_DAYS: Final = 20

AWAITING_CUSTOMER: Final = "en_attente_preuves"
"""The status during which the intervention clock stands still."""

# A solved or rejected claim reopens to analysis while it is not closed; a closed one stays so,
# and a new problem is a new claim.
TRANSITIONS: Final[Mapping[str, frozenset[str]]] = {
    "nouveau": frozenset({"en_attente_preuves", "en_analyse", "resolu", "rejete", "clos"}),
    "en_attente_preuves": frozenset({"en_analyse", "resolu", "rejete", "clos"}),
    "en_analyse": frozenset(
        {
            "en_attente_preuves",
            "en_attente_validation",
            "intervention_planifiee",
            "resolu",
            "rejete",
            "clos",
        }
    ),
    "en_attente_validation": frozenset(
        {"en_analyse", "en_attente_preuves", "intervention_planifiee", "resolu", "rejete", "clos"}
    ),
    "intervention_planifiee": frozenset(
        {"en_analyse", "en_attente_preuves", "resolu", "rejete", "clos"}
    ),
    "resolu": frozenset({"en_analyse", "clos"}),
    "rejete": frozenset({"en_analyse", "clos"}),
    "clos": frozenset(),
}
V1_STATUSES: Final[Mapping[str, str]] = {
    "nouveau": "open",
    "en_attente_preuves": "open",
    "en_analyse": "open",
    "en_attente_validation": "open",
    "intervention_planifiee": "open",
    "resolu": "resolved",
    "rejete": "rejected",
    "clos": "closed",
}
"""The words of the 2025 document."""


def may_become(status: str, target: str) -> bool:
    """Whether a claim may go from one status to another; staying where it is is no move."""
    return target in TRANSITIONS[status]


class Pause(NamedTuple):
    """Time spent waiting for the customer; `end` is None while we still wait."""

    start: datetime
    end: datetime | None


class Interval(NamedTuple):
    """A stretch of the life of a claim, counted towards its deadline or paused."""

    start: datetime
    end: datetime
    paused: bool


@dataclass(frozen=True)
class Deadlines:
    """Both deadlines, and the intervals from creation that add up to the intervention's."""

    response_at: datetime
    intervention_at: datetime
    intervals: tuple[Interval, ...]


def deadlines(
    priority: str, created_at: datetime, now: datetime, pauses: Iterable[Pause] = ()
) -> Deadlines:
    """Say by when a claim of this priority is answered, and by when someone intervenes.

    Each pause moves the intervention by exactly its length, overlaps counted once. A pause that
    starts once the time is used up moves nothing: a missed deadline stays missed. A pause still
    open lasts until `now`, so the deadline moves with it.
    """
    left = timedelta(days=INTERVENTION_DAYS[priority])
    intervals: list[Interval] = []
    reached = created_at
    for start, end in _waits(pauses, created_at, now):
        if start - reached >= left:
            break
        if start > reached:
            intervals.append(Interval(reached, start, paused=False))
            left -= start - reached
        intervals.append(Interval(start, end, paused=True))
        reached = end
    intervention_at = reached + left
    intervals.append(Interval(reached, intervention_at, paused=False))
    response_at = created_at + timedelta(hours=RESPONSE_HOURS[priority])
    return Deadlines(response_at, intervention_at, tuple(intervals))


def pauses(statuses: Iterable[tuple[datetime, str]]) -> list[Pause]:
    """The waits of a claim that had these statuses, each since its instant, oldest first."""
    found: list[Pause] = []
    start: datetime | None = None
    for at, status in statuses:
        if status == AWAITING_CUSTOMER:
            start = start or at
        elif start is not None:
            found.append(Pause(start, at))
            start = None
    return found if start is None else [*found, Pause(start, None)]


def _waits(
    pauses: Iterable[Pause], created_at: datetime, now: datetime
) -> list[tuple[datetime, datetime]]:
    """The pauses as disjoint stretches in order, none before creation, none empty."""
    waits: list[tuple[datetime, datetime]] = []
    for pause in sorted(pauses, key=lambda p: p.start):
        start, end = max(pause.start, created_at), now if pause.end is None else pause.end
        if waits and start <= waits[-1][1]:
            waits[-1] = (waits[-1][0], max(waits[-1][1], end))
        elif start < end:
            waits.append((start, end))
    return waits


def after_waiting(due_at: datetime, waiting_since: datetime, now: datetime) -> datetime:
    """The intervention deadline `due_at` after a wait that began while it stood there.

    What `deadlines` says of all pauses, one at a time: a deadline already missed stays missed.
    """
    return due_at if waiting_since >= due_at else due_at + (now - waiting_since)


@dataclass(frozen=True)
class LegalClock:
    """The days on which the law's time limit asks something of us."""

    warn_staff_on: date
    tell_customer_on: date


def legal_clock(
    requested_on: date, contracted_on: date, law: Sequence[Rule] = LAW
) -> LegalClock | None:
    """When to warn staff, and when to tell the customer of the right to money back.

    For a claim under the legal guarantee only; waiting for evidence does not stop it. None where
    the law of the contract's day set no limit. Source: Code de la consommation L217-10, L217-14.
    """
    due_on = compliance_due_on(requested_on, contracted_on, law)
    if due_on is None:
        return None
    return LegalClock(requested_on + timedelta(days=STAFF_WARNING_DAYS), due_on)
