"""`GET /metrics`: what a process counts, for those who may see it."""

import asyncio
import contextlib
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_families
from prometheus_client.parser import text_string_to_metric_families

from cast import ADMIN_KEY, OPENING, SECRET, settings_for
from comptoir.kernel import jobs, keys, metrics
from comptoir.kernel.clock import SetClock
from comptoir.kernel.figures import Figures
from comptoir.kernel.mail import Mail, enqueue_mail
from comptoir.kernel.settings import SERVICES
from comptoir.platform import open_platform
from comptoir.serve import create_app

DEADLINE_S = 20


@pytest.fixture(params=[False, True], ids=["development", "production"])
def production(request):
    return request.param


@pytest.fixture
async def platform(database_url, production, tmp_path):
    home = {} if database_url.startswith("sqlite") else {"COMPTOIR_HOME": str(tmp_path)}
    settings = settings_for(database_url, production=production, **home)
    async with open_platform(settings, clock=SetClock(OPENING)) as opened:
        opened.chores.clear()  # no write but the tests' own
        yield opened


def visitor(platform, service: str, **headers: str) -> AsyncClient:
    apps = vars(platform).setdefault("apps_of_tests", {})  # a program makes each of its apps once
    if service not in apps:
        apps[service] = create_app(service, platform)
    return AsyncClient(
        transport=ASGITransport(apps[service]),
        base_url="http://metrics.test",
        headers=headers,
    )


def key(name: str, *labels: str) -> tuple[str, ...]:
    """How `samples` names one: scrapers get labels in no order that matters."""
    return (name, *sorted(labels))


async def samples(platform, service: str = "foyer") -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels."""
    async with visitor(platform, service, **{"X-API-Key": ADMIN_KEY}) as http:
        answer = await http.get("/metrics")
    assert answer.status_code == 200, answer.text
    return {
        key(sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


# ── Who may see it ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.anyio
async def test_in_production_it_takes_a_key_with_the_scope(platform, production, service):
    async def made(*scopes: str, of: str = service, ended: bool = False) -> str:
        key = keys.make(keys.PREFIXES[of])
        key_id = await platform.db.write(keys.keep, of, "scraper", key, scopes, OPENING)
        if ended:
            await platform.db.write(keys.end, of, key_id, OPENING)
        return key

    elsewhere = next(name for name in SERVICES if name != service)
    expected = {
        "": 401,
        ADMIN_KEY: 200,
        await made("monitoring"): 200,
        await made("admin"): 200,
        await made("read", "write", "staff", "webhooks"): 403,
        await made("monitoring", of=elsewhere): 401,
        await made("monitoring", ended=True): 401,
        keys.make("mdf"): 401,
        "garbage": 401,
        "é": 401,
    }
    async with visitor(platform, service) as http:
        for key, status in expected.items():
            for header in ({"X-API-Key": key}, {"Authorization": f"Bearer {key}"}):
                encoded = {name: text.encode() for name, text in header.items()} if key else {}
                answer = await http.get("/metrics", headers=encoded)
                assert answer.status_code == (status if production else 200), (key, header)


# ── What is in it ─────────────────────────────────────────────────────────────────────────


@pytest.mark.anyio
async def test_requests_are_counted_by_their_route_and_never_by_their_path(platform):
    before = await samples(platform)
    async with visitor(platform, "meuble") as http:
        for path in ("/api/tickets/TKT-4711", "/api/tickets/TKT-4712", "/nowhere-4711"):
            await http.get(path)
        await http.request("BREW-4711", "/health")
    after = await samples(platform)

    def more(*of: str) -> float:
        return after.get(key(*of), 0) - before.get(key(*of), 0)

    route = "/api/tickets/{ticket_id}"
    assert more("comptoir_requests_total", "meuble", "GET", route, "404") == 2
    assert more("comptoir_requests_total", "meuble", "GET", "unknown", "404") == 1
    assert more("comptoir_requests_total", "meuble", "other", "/health", "405") == 1
    assert more("comptoir_request_seconds_count", "meuble", route) == 2
    assert more("comptoir_request_seconds_bucket", "meuble", route, "+Inf") == 2
    assert more("comptoir_request_seconds_sum", "meuble", route) > 0
    assert more("comptoir_requests_total", "foyer", "GET", "/metrics", "200") == 1
    assert "4711" not in str(list(after))


@pytest.mark.anyio
async def test_jobs_and_mails_are_counted_by_how_they_ended(platform, monkeypatch):
    before = await samples(platform)
    letter = Mail("claire@example.com", "Bonjour", "C'est noté.")
    await platform.db.write(enqueue_mail, letter, OPENING)
    await platform.db.write(jobs.enqueue, "telegram", {}, run_at=OPENING)
    waiting = await samples(platform)
    assert (waiting["comptoir_jobs", "waiting"], waiting["comptoir_jobs", "dead"]) == (2, 0)
    done = asyncio.Event()
    monkeypatch.setattr(platform.db, "write", _telling(platform.db.write, jobs.finish, done))
    async with asyncio.timeout(DEADLINE_S), platform.worker.running():
        await done.wait()
    after = await samples(platform)
    assert after["comptoir_jobs", "waiting"] == 1
    for name, *labels in (
        ("comptoir_jobs_run_total", "mail", "done"),
        ("comptoir_mails_total", "written"),
        ("comptoir_job_seconds_count", "mail"),
    ):
        assert after[key(name, *labels)] - before.get(key(name, *labels), 0) == 1


def _telling(write, of, done: asyncio.Event):
    """`write`, which says when it has written `of`."""

    async def told(fn, *args):
        result = await write(fn, *args)
        if fn is of:
            done.set()
        return result

    return told


@pytest.mark.anyio
async def test_waiting_writes_are_counted(platform):
    assert (await samples(platform))["comptoir_database_writes_waiting",] == 0
    begun = asyncio.get_running_loop().create_future()
    loop = asyncio.get_running_loop()

    def slow(connection):
        loop.call_soon_threadsafe(begun.set_result, None)
        time.sleep(0.2)

    if platform.db.dialect == "sqlite":
        writing = [asyncio.create_task(platform.db.write(slow))]
        await begun
        writing += [asyncio.create_task(platform.db.write(jobs.drop, None)) for _ in range(3)]
        await asyncio.sleep(0)
    else:
        writing = [asyncio.create_task(platform.db.write(jobs.drop, None)) for _ in range(3)]
        await asyncio.sleep(0)
    assert platform.db.writes_waiting == 3
    await asyncio.gather(*writing)
    assert platform.db.writes_waiting == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.anyio
async def test_how_late_the_event_loop_is_can_be_seen(platform, monkeypatch):
    monkeypatch.setattr(metrics, "LAG_EVERY_S", 0.01)
    watching = asyncio.create_task(metrics.watch_loop())
    before = (await samples(platform)).get(("comptoir_event_loop_lag_seconds_sum",), 0)
    await asyncio.sleep(0)
    time.sleep(0.15)  # noqa: ASYNC251 - what no code of ours may do
    await asyncio.sleep(0.02)
    watching.cancel()
    after = (await samples(platform))["comptoir_event_loop_lag_seconds_sum",]
    assert after - before > 0.1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.anyio
async def test_a_database_that_does_not_answer_hides_nothing_else(platform, monkeypatch):
    from comptoir.kernel.errors import Text, Unavailable  # noqa: PLC0415

    async def down(fn, *args):
        raise Unavailable(Text("non", "no"))

    monkeypatch.setattr(platform.db, "read", down)
    found = await samples(platform)
    assert not [key for key in found if key[0] == "comptoir_jobs"]
    assert ("comptoir_database_writes_waiting",) in found
    assert ("process_resident_memory_bytes",) in found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.anyio
async def test_a_scraper_gets_the_format_it_asks_for(platform):
    async with visitor(platform, "foyer", **{"X-API-Key": ADMIN_KEY}) as http:
        plain = await http.get("/metrics")
        accepted = {"Accept": "application/openmetrics-text; version=1.0.0"}
        opened = await http.get("/metrics", headers=accepted)
    assert plain.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert opened.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert {family.name for family in open_families(opened.text)} >= {"comptoir_requests"}
    assert SECRET not in plain.text
    assert not re.search(r"mail.example|claire", plain.text)


def test_every_metric_is_described():
    page = (Path(__file__).parent.parent / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(comptoir_\w+)` \| ([^|]*?) ?\|", page, re.MULTILINE))
    labels = {f"{counter.name}_total": counter.labels for counter in metrics.COUNTERS}
    labels |= {each.name: each.labels for each in metrics.DURATIONS}
    for name, names in labels.items():
        assert rows[name] == ", ".join(names)


# ── Several processes ─────────────────────────────────────────────────────────────────────


COUNTING = """
import sys
from pathlib import Path
from comptoir.kernel import figures, metrics

own = figures.Figures(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    metrics.MAILS.add("sent")
    metrics.JOB_SECONDS.observe(0.02, "mail")
own.write()
print("counted", flush=True)
sys.stdin.readline()
"""


@contextlib.contextmanager
def a_sibling(folder, count: int):
    """A process that counted so many mails, alive until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", COUNTING, str(folder), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "counted\n"
        yield process
        process.kill()


def mails(*others) -> tuple[float, float]:
    """Mails and mail jobs that were counted, in all."""
    text, _ = metrics.text("", [], others)
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }
    return (
        found.get(("comptoir_mails_total", "sent"), 0),
        found.get(("comptoir_job_seconds_count", "mail"), 0),
    )


def test_what_siblings_counted_is_added_and_stays_when_they_end(tmp_path):
    before = mails()
    own = Figures(tmp_path)

    def more():
        after = mails(*own.others())
        return after[0] - before[0], after[1] - before[1]

    assert more() == (0, 0)
    with a_sibling(tmp_path, 3):
        assert more() == (3, 3)
        with a_sibling(tmp_path, 4):
            assert more() == (7, 7)
    assert more() == (7, 7)
    with a_sibling(tmp_path, 5):
        assert more() == (12, 12)
        assert len(list(tmp_path.glob("*.json"))) == 2, "the dead are one file"
    own.write()
    assert more() == (12, 12), "one's own file is not added to oneself"


def test_files_that_cannot_be_read_hide_nothing(tmp_path):
    before = mails()
    own = Figures(tmp_path)
    (tmp_path / "garbage.json").write_text("{")
    (tmp_path / "other.json").write_text(
        '{"comptoir_mails": [[["sent", "more"], [1]], [["sent"], [2]]], "unknown": [[[], [1]]]}'
    )
    assert mails(*own.others())[0] - before[0] == 2
