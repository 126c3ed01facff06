"""The outbox: a job is there if its transaction is, and is done at least once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from comptoir.kernel import jobs, worker
from comptoir.kernel.clock import SetClock
from comptoir.kernel.errors import Text, Unavailable
from comptoir.kernel.jobs import Job
from comptoir.kernel.worker import Hopeless, Kind, Later, Worker

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
DEADLINE_S = 20


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOON)


class Office:
    """Enqueues jobs, and workers that note what they were given."""

    def __init__(self, db, clock) -> None:
        self.db, self.clock = db, clock
        self.done: list[Job] = []
        self._changed = asyncio.Condition()

    async def enqueue(self, kind="letter", payload=None, **more):
        more.setdefault("run_at", self.clock.now())
        return await self.db.write(jobs.enqueue, kind, payload or {}, **more)

    async def note(self, job: Job) -> None:
        async with self._changed:
            self.done.append(job)
            self._changed.notify_all()

    @contextlib.asynccontextmanager
    async def at_work(self, **handlers) -> AsyncIterator[Worker]:
        """A worker whose kinds are named by the arguments; `letter=None` only notes."""
        made = Worker(self.db, self.clock)
        for name, handler in handlers.items():
            made.handles(handler if isinstance(handler, Kind) else Kind(name, handler or self.note))
        async with made.running():
            yield made

    async def until_done(self, count: int) -> None:
        async with asyncio.timeout(DEADLINE_S), self._changed:
            await self._changed.wait_for(lambda: len(self.done) >= count)

    async def rows(self):
        def read(connection):
            return connection.execute(jobs.jobs.select().order_by(jobs.jobs.c.id)).all()

        return await self.db.read(read)

    async def until_rows(self, accept):
        """The rows of the outbox, once `accept(rows)`."""
        async with asyncio.timeout(DEADLINE_S):
            while not accept(await self.rows()):  # noqa: ASYNC110 - a database tells nobody
                await asyncio.sleep(0.01)
        return await self.rows()


@pytest.fixture
async def office(db, clock) -> Office:
    return Office(db, clock)


# ── Enqueuing ─────────────────────────────────────────────────────────────────────────────


async def test_a_job_is_done_with_what_it_was_given(office):
    async with office.at_work(letter=None):
        await office.enqueue(payload={"to": "Élodie", "copies": [1, 2]}, key="k-1")
        await office.until_done(1)
    (job,) = office.done
    assert (job.kind, job.payload, job.key) == ("letter", {"to": "Élodie", "copies": [1, 2]}, "k-1")
    assert (job.attempt, job.run_at) == (1, NOON)


async def test_a_job_of_a_transaction_that_failed_does_not_exist(office):
    def enqueue_and_fail(connection):
        jobs.enqueue(connection, "letter", {}, run_at=NOON)
        raise LookupError("no such customer")

    with pytest.raises(LookupError):
        await office.db.write(enqueue_and_fail)
    assert await office.rows() == []


async def test_a_committed_job_is_done_without_waiting_for_the_next_look(office, monkeypatch):
    monkeypatch.setattr(worker, "POLL_S", 3600)
    async with office.at_work(letter=None):
        await office.enqueue()
        await office.until_done(1)


async def test_a_job_of_another_process_is_found_by_looking(office, monkeypatch):
    monkeypatch.setattr(worker, "POLL_S", 0.02)
    async with office.at_work(letter=None):
        # Nobody here is woken by what another process commits.
        monkeypatch.setattr(jobs, "listeners", set())
        await office.enqueue()
        await office.until_done(1)


async def test_a_job_for_later_waits_for_its_time(office, clock):
    async with office.at_work(letter=None) as here:
        await office.enqueue(payload={"n": 2}, run_at=NOON + timedelta(hours=1))
        await office.enqueue(payload={"n": 1})
        await office.until_done(1)
        clock.advance(minutes=61)
        here.wake()
        await office.until_done(2)
    assert [job.payload["n"] for job in office.done] == [1, 2]


async def test_one_key_is_one_job_also_once_it_is_done(office, clock):
    assert await office.enqueue(key="order-7")
    assert not await office.enqueue(key="order-7")
    assert await office.enqueue("other", key="order-7"), "another kind has keys of its own"
    async with office.at_work(letter=None):
        await office.until_done(1)
        await office.until_rows(lambda rows: rows[0].state == "done")
        assert not await office.enqueue(key="order-7")
    assert len(office.done) == 1


async def test_a_done_key_is_forgotten_after_a_week_and_its_payload_at_once(office, clock):
    await office.enqueue(key="order-7", payload={"secret": "code 4711"})
    async with office.at_work(letter=None):
        (row,) = await office.until_rows(lambda rows: rows[0].state == "done")
    assert row.payload == {}
    clock.advance(days=7, seconds=1)
    await office.db.write(jobs.forget_old, clock.now())
    assert await office.rows() == []


async def test_a_done_job_without_a_key_leaves_nothing(office):
    async with office.at_work(letter=None):
        await office.enqueue()
        await office.until_rows(lambda rows: rows == [])
    assert len(office.done) == 1


async def test_a_payload_has_a_bound(office):
    with pytest.raises(ValueError, match="above 262144 bytes"):
        await office.enqueue(payload={"text": "é" * 140_000})


async def test_a_job_that_nobody_here_can_do_waits_for_who_can(office, clock):
    await office.enqueue("telegram")
    async with office.at_work(letter=None):
        await office.enqueue()
        await office.until_done(1)
    (row,) = await office.rows()
    assert (row.kind, row.state, row.attempts) == ("telegram", "waiting", 0)
    assert await office.db.read(jobs.overdue, NOON) == []
    assert await office.db.read(jobs.overdue, NOON + timedelta(minutes=10)) == ["telegram"]
    async with office.at_work(telegram=None):
        await office.until_done(2)


async def test_a_kind_has_one_handler(office):
    async with office.at_work(letter=None) as here:
        with pytest.raises(ValueError, match="two handlers"):
            here.handles(Kind("letter", office.note))


# ── Failing ───────────────────────────────────────────────────────────────────────────────


def test_pauses_double_from_seconds_to_hours_and_differ():
    for attempt, usual_s in ((1, 5), (2, 10), (5, 80), (30, 6 * 3600)):
        pauses = {worker.pause_s(attempt) for _ in range(50)}
        assert 0.8 * usual_s <= min(pauses) < max(pauses) <= 1.2 * usual_s
    three_days_s = 3 * 24 * 3600
    total_s = sum(worker.pause_s(attempt) for attempt in range(1, worker.TRIES))
    assert 0.75 * three_days_s < total_s < 1.25 * three_days_s


async def test_a_job_that_fails_is_done_later(office, clock):
    async def at_the_third_try(job):
        await office.note(job)
        if job.attempt < 3:
            raise Later("the printer is busy")

    async with office.at_work(letter=at_the_third_try) as here:
        await office.enqueue()
        for tries in (1, 2):
            await office.until_done(tries)
            (row,) = await office.until_rows(lambda rows: rows[0].state == "waiting")
            assert row.error == "the printer is busy"
            assert row.due_at > clock.now()
            clock.advance(seconds=60)
            here.wake()
        await office.until_rows(lambda rows: rows == [])
    assert [job.attempt for job in office.done] == [1, 2, 3]


async def test_a_job_may_be_told_when_to_come_back(office, clock):
    async def busy(job):
        raise Later("429", after_s=90)

    async with office.at_work(letter=busy):
        await office.enqueue()
        (row,) = await office.until_rows(lambda rows: rows[0].error)
    assert row.due_at == NOON + timedelta(seconds=90)


@pytest.mark.parametrize(
    ("raised", "kept"),
    [
        (LookupError("no such customer: Élodie"), "LookupError at "),
        (Unavailable(Text("non", "no, not now")), "no, not now"),
    ],
    ids=["a crash", "a problem"],
)
async def test_what_went_wrong_is_kept_without_quoting_anybody(office, raised, kept):
    async def fail(job):
        raise raised

    async with office.at_work(letter=fail):
        await office.enqueue()
        (row,) = await office.until_rows(lambda rows: rows[0].error)
    assert row.error.startswith(kept)
    assert "Élodie" not in row.error


async def test_a_job_that_outlasts_its_deadline_has_failed(office):
    async def never(job):
        await asyncio.Event().wait()

    async with office.at_work(letter=Kind("letter", never, deadline_s=0.05)):
        await office.enqueue()
        (row,) = await office.until_rows(lambda rows: rows[0].error)
    assert (row.state, row.attempts) == ("waiting", 1)
    assert row.error.startswith("TimeoutError at ")


async def test_a_job_is_given_up_after_its_tries_and_kept(office, clock):
    async def fail(job):
        await office.note(job)
        raise Later("no paper")

    async with office.at_work(letter=Kind("letter", fail, tries=2)) as here:
        await office.enqueue(payload={"to": "Claire"})
        await office.until_rows(lambda rows: rows[0].error)
        clock.advance(seconds=60)
        here.wake()
        (row,) = await office.until_rows(lambda rows: rows[0].state == "dead")
        clock.advance(days=300)
        here.wake()
        await office.db.write(jobs.forget_old, clock.now())
    assert (row.payload, row.error, len(office.done)) == ({"to": "Claire"}, "no paper", 2)
    (listed,) = await office.db.read(jobs.dead, 10)
    assert (listed["kind"], listed["error"], listed["attempts"]) == ("letter", "no paper", 2)
    assert await office.db.read(jobs.counts) == {"waiting": 0, "running": 0, "dead": 1}


async def test_a_hopeless_job_is_given_up_at_once(office):
    async def refuse(job):
        raise Hopeless("550 no such mailbox")

    async with office.at_work(letter=refuse):
        await office.enqueue()
        (row,) = await office.until_rows(lambda rows: rows[0].state == "dead")
    assert (row.attempts, row.error) == (1, "550 no such mailbox")


async def test_a_dead_job_can_be_tried_again_or_dropped(office, clock):
    async def refuse(job):
        raise Hopeless("no")

    async with office.at_work(letter=refuse):
        for name in ("a", "b", "c"):
            await office.enqueue(payload={"name": name}, key=name)
        rows = await office.until_rows(lambda rows: {row.state for row in rows} == {"dead"})
    ids = [row.id for row in rows]
    assert await office.db.write(jobs.retry, [ids[0], 4711], clock.now()) == 1
    assert await office.db.write(jobs.drop, [ids[1]]) == 1
    async with office.at_work(letter=None):
        await office.until_done(1)
        assert await office.db.write(jobs.retry, None, clock.now()) == 1
        await office.until_done(2)
    assert [job.payload["name"] for job in office.done] == ["a", "c"]
    assert [job.attempt for job in office.done] == [1, 1]
    assert await office.db.write(jobs.drop, None) == 0


# ── Many at once ──────────────────────────────────────────────────────────────────────────


async def test_a_slow_kind_delays_no_other_and_has_a_bound(office):
    slow, open_the_gate = [], asyncio.Event()

    async def wait(job):
        slow.append(job)
        await open_the_gate.wait()
        await office.note(job)

    async with office.at_work(slow=Kind("slow", wait, at_once=2), letter=None):
        for _ in range(5):
            await office.enqueue("slow")
        for _ in range(20):
            await office.enqueue()
        await office.until_done(20)
        assert {job.kind for job in office.done} == {"letter"}
        assert len(slow) == 2
        open_the_gate.set()
        await office.until_done(25)
    assert len(slow) == 5


async def test_two_workers_do_each_job_once(office):
    for number in range(60):
        await office.enqueue(payload={"number": number})
    async with office.at_work(letter=None), office.at_work(letter=None):
        await office.until_done(60)
        await office.until_rows(lambda rows: rows == [])
    assert sorted(job.payload["number"] for job in office.done) == list(range(60))


async def test_the_oldest_is_done_first(office, clock):
    for number in range(5):
        await office.enqueue(payload={"n": number}, run_at=NOON - timedelta(hours=number))
    async with office.at_work(letter=Kind("letter", office.note, at_once=1)):
        await office.until_done(5)
    assert [job.payload["n"] for job in office.done] == [4, 3, 2, 1, 0]


# ── Stopping and dying ────────────────────────────────────────────────────────────────────


async def test_a_stop_lets_what_runs_finish(office):
    begun = asyncio.Event()

    async def brief(job):
        begun.set()
        await asyncio.sleep(0.05)
        await office.note(job)

    async with office.at_work(letter=brief):
        await office.enqueue()
        await begun.wait()
    assert len(office.done) == 1
    assert await office.rows() == []


async def test_a_stop_hands_back_what_it_cannot_finish(office, monkeypatch):
    monkeypatch.setattr(worker, "GRACE_S", 0.05)
    begun = asyncio.Event()

    async def never(job):
        begun.set()
        await asyncio.Event().wait()

    async with office.at_work(letter=never):
        await office.enqueue()
        await begun.wait()
        await office.enqueue()
        await office.until_rows(lambda rows: {row.state for row in rows} == {"running"})
    assert [(row.state, row.attempts, row.due_at) for row in await office.rows()] == [
        ("waiting", 0, NOON)
    ] * 2
    async with office.at_work(letter=None):
        await office.until_done(2)


async def claimed(office, clock):
    """A job that a process claimed, which then died."""
    until = clock.now() + timedelta(seconds=worker.LEASE_S)
    await office.enqueue()
    (job,) = await office.db.write(jobs.claim, {"letter": 9}, (), clock.now(), until)
    return job


async def test_the_job_of_a_dead_process_is_done_once_its_lease_ends(office, clock):
    job = await claimed(office, clock)
    async with office.at_work(letter=None, other=None) as here:
        await office.enqueue("other")
        await office.until_done(1)
        assert office.done[0].kind == "other", "it is held as long as its lease"
        clock.advance(seconds=worker.LEASE_S + 1)
        here.wake()
        await office.until_done(2)
    assert (office.done[1].id, office.done[1].attempt) == (job.id, 2)


async def test_who_lost_a_job_cannot_end_it(office, clock):
    lost = await claimed(office, clock)
    clock.advance(seconds=worker.LEASE_S + 1)
    until = clock.now() + timedelta(seconds=worker.LEASE_S)
    (taken,) = await office.db.write(jobs.claim, {"letter": 9}, (), clock.now(), until)
    for end in (jobs.finish, jobs.put_off, jobs.give_up):
        more = {"put_off": ("late", clock.now()), "give_up": ("late", clock.now())}
        await office.db.write(end, lost, *more.get(end.__name__, (clock.now(),)))
    await office.db.write(jobs.hand_back, [lost], clock.now())
    assert await office.db.write(jobs.hold, [lost], until) == set()
    (row,) = await office.rows()
    assert (row.state, row.lease) == ("running", taken.lease)
    assert await office.db.write(jobs.hold, [lost, taken], until) == {taken.id}


async def test_a_long_job_keeps_its_lease_and_stops_when_it_lost_it(office, clock, monkeypatch):
    monkeypatch.setattr(worker, "HOLD_EVERY_S", 0.01)
    begun, stopped = asyncio.Event(), asyncio.Event()

    async def long(job):
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            stopped.set()
            raise

    async with asyncio.timeout(DEADLINE_S), office.at_work(letter=long):
        await office.enqueue()
        await begun.wait()
        clock.advance(seconds=worker.LEASE_S - 1)
        held_until = clock.now() + timedelta(seconds=worker.LEASE_S)
        await office.until_rows(lambda rows: rows[0].due_at == held_until)

        def take(connection):
            connection.execute(jobs.jobs.update().values(lease="somebody else's"))

        await office.db.write(take)
        await stopped.wait()
    (row,) = await office.rows()
    assert row.lease == "somebody else's"


async def test_a_job_that_kills_its_process_is_given_up_at_last(office, clock):
    await office.enqueue()
    for _ in range(2):
        until = clock.now() + timedelta(seconds=worker.LEASE_S)
        assert await office.db.write(jobs.claim, {"letter": 9}, (), clock.now(), until)
        clock.advance(seconds=worker.LEASE_S + 1)
    async with office.at_work(letter=Kind("letter", office.note, tries=2)):
        (row,) = await office.until_rows(lambda rows: rows[0].state == "dead")
    assert row.error == "the process died each time it was tried"
    assert not office.done


async def test_a_worker_outlives_a_database_that_does_not_answer(office, monkeypatch):
    monkeypatch.setattr(worker, "POLL_S", 0.01)
    failures = []

    class Faltering:
        """The database, which cannot be used at first."""

        async def read(self, fn, *args):
            if len(failures) < 2:
                failures.append(Unavailable(Text("non", "no")) if failures else OSError("no"))
                raise failures[-1]
            return await office.db.read(fn, *args)

        async def write(self, fn, *args):
            if len(failures) < 4:
                failures.append(Unavailable(Text("non", "no")))
                raise failures[-1]
            return await office.db.write(fn, *args)

    await office.enqueue()
    here = Worker(Faltering(), office.clock)
    here.handles(Kind("letter", office.note))
    async with here.running():
        await office.until_done(1)
        await office.until_rows(lambda rows: rows == [])
    assert len(failures) == 4
