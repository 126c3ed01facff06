"""The outbox: work for later, written in the transaction of whatever wants it done.

    waiting ──claim──▶ running ──▶ done           (its row goes; one with a key stays KEPT)
       ▲                  │
       ├── failed, stopped, or its process died   (again at `due_at`)
       └──── retried ──── dead                    (given up: kept until somebody looks)

A job exists if and only if its transaction was committed. Whoever claims one holds it until
`due_at`, and longer by saying so; after that anybody may claim it. So each runs at least once, and
perhaps again: a handler does the same thing twice without harm. `kernel.worker` runs them.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    RowMapping,
    String,
    Table,
    UniqueConstraint,
    and_,
    delete,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)

from comptoir.kernel.db import (
    Json,
    UtcDateTime,
    after_commit,
    dump_json,
    insert_of,
    metadata,
)
from comptoir.kernel.prepared import PreparedRead, PreparedWrite

MAXIMUM_PAYLOAD_BYTES = 256 * 1024
MAXIMUM_ERROR_CHARS = 300
KEPT = timedelta(days=7)
"""How long the key of a finished job keeps the same one from being done again."""
LOOKED_FOR_EVERY = timedelta(seconds=1)
"""A worker looks so often by itself: what is due later need not wake it."""
COUNTED = 10_000
"""Counting stops there: a long queue is not read through to say how long it is."""
STATES = ("waiting", "running", "dead")

jobs = Table(
    "jobs",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("kind", String(60), nullable=False),
    Column("key", String(200)),
    Column("payload", Json, nullable=False),
    Column("state", String(10), nullable=False),
    Column("run_at", UtcDateTime, nullable=False),
    # When anybody may claim it: while it runs, the end of its lease; never, once it has ended.
    Column("due_at", UtcDateTime),
    Column("lease", String(32)),
    Column("attempts", Integer, nullable=False),
    Column("error", String(MAXIMUM_ERROR_CHARS)),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("kind", "key"),
    Index(None, "kind", "due_at"),
    Index(None, "state", "ended_at"),
)

listeners: set[Callable[[], None]] = set()
"""What this process wakes once a job is committed: its worker."""


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed job, as its handler sees it."""

    id: int
    kind: str
    payload: dict[str, Any]
    key: str | None
    run_at: datetime
    """When it was first wanted."""
    attempt: int
    """1 the first time."""
    lease: str


_ADDING = PreparedWrite(
    lambda dialect: (
        insert_of(dialect)(jobs)
        .on_conflict_do_nothing(index_elements=["kind", "key"])
        .returning(jobs.c.id)
    ),
    *("kind", "key", "payload", "state", "run_at", "due_at", "attempts"),
)


def enqueue(
    connection: Connection,
    kind: str,
    payload: Mapping[str, Any],
    *,
    run_at: datetime,
    key: str | None = None,
) -> bool:
    """Have a job done at `run_at`, if this transaction is committed.

    False when there is one of this kind and key already, waiting or done. Raises ValueError for a
    payload above MAXIMUM_PAYLOAD_BYTES.
    """
    if len(dump_json(payload).encode()) > MAXIMUM_PAYLOAD_BYTES:
        raise ValueError(f"the payload of a {kind} job is above {MAXIMUM_PAYLOAD_BYTES} bytes")
    added = _ADDING.first(
        connection,
        {
            "kind": kind,
            "key": key,
            "payload": dict(payload),
            "state": "waiting",
            "run_at": run_at,
            "due_at": run_at,
            "attempts": 0,
        },
    )
    if run_at <= datetime.now(UTC) + LOOKED_FOR_EVERY:
        after_commit(connection, _wake)
    return added is not None


def _wake() -> None:
    for listener in listeners:
        listener()


# ── For the worker ────────────────────────────────────────────────────────────────────────


def due(connection: Connection, kinds: Sequence[str]) -> dict[str, datetime]:
    """When the next job of each kind may be claimed; a kind that has none is left out."""
    return {kind: due_at for kind, due_at in _soonest(tuple(kinds)).rows(connection) if due_at}


@functools.cache
def _soonest(kinds: tuple[str, ...]) -> PreparedRead:
    # It is asked every second, mostly of the same kinds.
    return PreparedRead(
        union_all(
            *(
                select(literal(kind).label("kind"), func.min(jobs.c.due_at).label("due_at")).where(
                    jobs.c.kind == kind, jobs.c.due_at.is_not(None)
                )
                for kind in kinds
            )
        )
    )


def claim(
    connection: Connection,
    wanted: Mapping[str, int],
    held: Collection[int],
    now: datetime,
    until: datetime,
) -> list[Job]:
    """At most so many due jobs of each kind, held until `until`; none that another one takes."""
    lease = uuid4().hex
    ids: list[int] = []
    for kind, count in wanted.items():
        ids += connection.scalars(
            select(jobs.c.id)
            .where(jobs.c.kind == kind, jobs.c.due_at <= now, jobs.c.id.not_in(held))
            .order_by(jobs.c.due_at, jobs.c.id)
            .limit(count)
            .with_for_update(skip_locked=True)
        )
    if not ids:
        return []
    rows = connection.execute(
        update(jobs)
        .where(jobs.c.id.in_(ids))
        .values(state="running", lease=lease, due_at=until, attempts=jobs.c.attempts + 1)
        .returning(jobs)
    )
    return sorted(
        (
            Job(row.id, row.kind, row.payload, row.key, row.run_at, row.attempts, lease)
            for row in rows
        ),
        key=lambda job: ids.index(job.id),
    )


def _held(held: Iterable[Job]) -> Any:
    """Those of these jobs that are still their holder's."""
    return or_(*(and_(jobs.c.id == job.id, jobs.c.lease == job.lease) for job in held))


def hold(connection: Connection, held: Sequence[Job], until: datetime) -> set[int]:
    """Hold these jobs until `until`; the ids of those that nobody else has taken over."""
    return set(
        connection.scalars(
            update(jobs).where(_held(held)).values(due_at=until).returning(jobs.c.id)
        )
    )


def finish(connection: Connection, job: Job, now: datetime) -> None:
    """A job is done: forget it, but for its key."""
    if job.key is None:
        connection.execute(delete(jobs).where(_held([job])))
        return
    connection.execute(
        update(jobs)
        .where(_held([job]))
        .values(state="done", payload={}, due_at=None, lease=None, error=None, ended_at=now)
    )


def put_off(connection: Connection, job: Job, why: str, again_at: datetime) -> None:
    """A job failed: let it run again at `again_at`."""
    connection.execute(
        update(jobs)
        .where(_held([job]))
        .values(state="waiting", lease=None, due_at=again_at, error=why[:MAXIMUM_ERROR_CHARS])
    )


def give_up(connection: Connection, job: Job, why: str, now: datetime) -> None:
    """A job cannot be done: keep it as dead, for somebody to look at."""
    connection.execute(
        update(jobs)
        .where(_held([job]))
        .values(
            state="dead", lease=None, due_at=None, error=why[:MAXIMUM_ERROR_CHARS], ended_at=now
        )
    )


def hand_back(connection: Connection, held: Sequence[Job], now: datetime) -> None:
    """These jobs were not finished, by no fault of theirs: anybody may claim them."""
    connection.execute(
        update(jobs)
        .where(_held(held))
        .values(state="waiting", lease=None, due_at=now, attempts=jobs.c.attempts - 1)
    )


# ── For whoever looks after them ──────────────────────────────────────────────────────────


def forget_old(connection: Connection, now: datetime) -> None:
    """Forget the keys of jobs that were done KEPT ago."""
    connection.execute(delete(jobs).where(jobs.c.state == "done", jobs.c.ended_at < now - KEPT))


def counts(connection: Connection) -> dict[str, int]:
    """How many jobs are in each of STATES; COUNTED stands for that many or more."""
    counted = [
        select(literal(state).label("state"), func.count().label("jobs")).select_from(
            select(jobs.c.id).where(jobs.c.state == state).limit(COUNTED).subquery()
        )
        for state in STATES
    ]
    return {row.state: row.jobs for row in connection.execute(union_all(*counted))}


def overdue(connection: Connection, before: datetime) -> list[str]:
    """The kinds whose jobs should have been claimed by `before`: nobody seems to do them."""
    return list(
        connection.scalars(
            select(jobs.c.kind).where(jobs.c.due_at < before).distinct().order_by(jobs.c.kind)
        )
    )


def dead(connection: Connection, limit: int) -> list[RowMapping]:
    """The jobs that were given up, the latest first, without their payload."""
    return list(
        connection.execute(
            select(
                jobs.c.id,
                jobs.c.kind,
                jobs.c.run_at,
                jobs.c.attempts,
                jobs.c.error,
                jobs.c.ended_at,
            )
            .where(jobs.c.state == "dead")
            .order_by(jobs.c.ended_at.desc(), jobs.c.id.desc())
            .limit(limit)
        ).mappings()
    )


def _dead(ids: Collection[int] | None) -> Any:
    are_dead = jobs.c.state == "dead"
    return are_dead if ids is None else and_(are_dead, jobs.c.id.in_(ids))


def retry(connection: Connection, ids: Collection[int] | None, now: datetime) -> int:
    """Let dead jobs (None: all) run again, with all their attempts; how many there were."""
    revived = connection.execute(
        update(jobs)
        .where(_dead(ids))
        .values(state="waiting", due_at=now, attempts=0, ended_at=None)
        .returning(jobs.c.id)
    ).all()
    after_commit(connection, _wake)
    return len(revived)


def drop(connection: Connection, ids: Collection[int] | None) -> int:
    """Forget dead jobs (None: all) for good; how many there were."""
    return len(connection.execute(delete(jobs).where(_dead(ids)).returning(jobs.c.id)).all())
