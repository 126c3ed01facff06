"""What was given up is seen, tried again or dropped; what waits is run by `serve` or `work`."""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from cast import SECRET
from comptoir.cli.common import with_database
from comptoir.kernel import jobs
from comptoir.kernel.jobs import Job
from comptoir.kernel.mail import Mail, enqueue_mail
from comptoir.kernel.settings import Settings
from services import free_port
from smtp_server import MailServer

DEADLINE_S = 30


@pytest.fixture
def settings(tmp_path):
    return Settings.from_environment({"COMPTOIR_HOME": str(tmp_path / "home")})


def give_up(settings, kind: str, why: str) -> None:
    """One job of this kind that nobody could do."""
    now = datetime.now(UTC)

    def write(connection):
        jobs.enqueue(connection, kind, {"to": "somebody"}, run_at=now)
        (job,) = jobs.claim(connection, {kind: 1}, (), now, now + timedelta(minutes=1))
        jobs.give_up(connection, job, why, now)

    with_database(settings, lambda db: db.write(write))


def waiting(settings) -> list[Job]:
    now = datetime.now(UTC) + timedelta(minutes=1)
    return with_database(
        settings, lambda db: db.write(jobs.claim, {"mail": 9, "call": 9}, (), now, now)
    )


@pytest.fixture
def two_given_up(run, settings):
    """The numbers of two jobs that were given up, the latest first."""
    assert run("migrate").code == 0
    give_up(settings, "mail", "550 no such mailbox")
    give_up(settings, "call", "410 gone")
    listed = run("jobs", "list")
    assert listed.out.endswith("2 jobs given up\n")
    numbers = re.findall(r"^ +(\d+)  ", listed.out, re.MULTILINE)
    assert len(numbers) == 2
    return numbers


def test_nothing_given_up_is_said(run):
    ran = run("jobs", "list")
    assert (ran.code, ran.out) == (0, "0 jobs given up\n")


def test_what_was_given_up_is_listed_with_why_and_without_its_content(run, two_given_up):
    first, second, _ = run("jobs", "list").out.splitlines()
    assert "call" in first
    assert first.endswith("after 1:  410 gone")
    assert "mail" in second
    assert second.endswith("after 1:  550 no such mailbox")
    assert "somebody" not in first + second


def test_a_job_is_tried_again_by_its_number(run, settings, two_given_up):
    ran = run("jobs", "retry", two_given_up[1])
    assert (ran.code, ran.out) == (0, "1 job will run\n")
    (job,) = waiting(settings)
    assert (job.kind, job.attempt) == ("mail", 1)
    assert run("jobs", "list").out.endswith("1 job given up\n")


def test_all_jobs_are_tried_again(run, settings, two_given_up):
    assert run("jobs", "retry", "all").out == "2 jobs will run\n"
    assert {job.kind for job in waiting(settings)} == {"mail", "call"}


def test_a_job_is_dropped_for_good(run, settings, two_given_up):
    assert run("jobs", "drop", *two_given_up).out == "2 jobs dropped\n"
    assert run("jobs", "list").out == "0 jobs given up\n"
    assert waiting(settings) == []


@pytest.mark.parametrize("ids", [("4711",), ("0",), ("9" * 30,)])
def test_a_number_nothing_has_is_said(run, two_given_up, ids):
    ran = run("jobs", "retry", *ids)
    assert (ran.code, ran.err) == (1, "comptoir: no such job was given up.\n")


@pytest.mark.parametrize("ids", [("mail",), ("all", "1"), ("-1",), ("1", "²")])
def test_what_is_no_number_is_said(run, ids):
    ran = run("jobs", "drop", *ids)
    assert ran.code in {1, 2}
    assert run("jobs", "list").code == 0


# ── doctor ────────────────────────────────────────────────────────────────────────────────


def doctor(run, **settings):
    ports = {f"{name}_PORT": free_port() for name in ("MEUBLE", "ASSURANCE", "FOYER", "INTRANET")}
    return run("doctor", **ports, **settings)


def test_doctor_counts_what_was_given_up(run, two_given_up):
    ran = doctor(run)
    assert ran.code == 0
    assert "note  jobs: 2 given up\n      → `comptoir jobs list` says why" in ran.out


def test_doctor_says_that_nothing_was_given_up(run):
    run("migrate")
    assert "ok    jobs: 0 waiting, 0 running, none given up\n" in doctor(run).out


def test_doctor_names_the_kinds_that_nobody_does(run, settings):
    run("migrate")
    past = datetime.now(UTC) - timedelta(minutes=11)
    with_database(settings, lambda db: db.write(jobs.enqueue, "telegram", {}, run_at=past))
    ran = doctor(run)
    assert "note  jobs: telegram should have begun 10 minutes ago\n" in ran.out
    assert "ok    jobs: 1 waiting, 0 running" in ran.out


def test_doctor_says_that_mail_reaches_nobody(run, settings):
    ran = doctor(run)
    assert f"note  mail: sent to nobody, written to {settings.home / 'mail'}\n" in ran.out
    assert ran.code == 0


def test_doctor_greets_the_mail_server(run):
    with MailServer() as server:
        url = f"smtp://127.0.0.1:{server.port}?from=contact@shop.example"
        ran = doctor(run, SMTP_URL=url)
    assert ran.code == 0
    assert "ok    mail: a server takes it, from contact@shop.example\n" in ran.out
    assert server.received == []


def test_doctor_finds_a_mail_server_that_is_not_there(run):
    url = f"smtp://user:a-password@127.0.0.1:{free_port()}?from=contact@shop.example"
    ran = doctor(run, SMTP_URL=url)
    assert ran.code == 1
    assert "FAIL  mail: the mail server: SMTPConnectError\n" in ran.out
    assert "a-password" not in ran.out + ran.err


def test_doctor_finds_a_mail_server_that_cannot_be_named_so(run):
    ran = doctor(run, SMTP_URL="smtp://127.0.0.1")
    assert ran.code == 1
    assert "FAIL  COMPTOIR_SMTP_URL must say whom mail is from" in ran.out


# ── Running them ──────────────────────────────────────────────────────────────────────────


def test_serve_does_not_start_with_a_mail_server_it_cannot_use(run):
    ran = run("serve", SMTP_URL="smtp://127.0.0.1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("comptoir: COMPTOIR_SMTP_URL must say whom mail is from")


def test_a_running_server_sends_what_another_program_enqueues(installation):
    settings = Settings.from_environment({"COMPTOIR_HOME": str(installation.home)})
    letter = Mail("claire@example.com", "Bonjour", "C'est noté.")
    with_database(settings, lambda db: db.write(enqueue_mail, letter, datetime.now(UTC)))
    deadline_s = time.monotonic() + DEADLINE_S
    while not list(installation.home.glob("mail/*.eml")):
        assert time.monotonic() < deadline_s, "never written"
        time.sleep(0.02)
    assert f"mail: sent to nobody, written to {installation.home / 'mail'}" in (
        installation.announcement
    )


def test_work_is_not_for_sqlite(run):
    ran = run("work")
    assert (ran.code, ran.out) == (1, "")
    assert "`comptoir serve` runs its jobs" in ran.err


def test_work_refuses_what_serve_refuses(run):
    ran = run("work", ENV="production")
    assert ran.code == 2
    assert "COMPTOIR_SECRET is missing" in ran.err


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_work_sends_mail_until_it_is_told_to_stop(postgresql_url, tmp_path, stop):
    settings = {
        "COMPTOIR_HOME": str(tmp_path / "home"),
        "COMPTOIR_DATABASE_URL": postgresql_url,
        "COMPTOIR_SECRET": SECRET,
    }
    letter = Mail("claire@example.com", "Bonjour", "C'est noté.")
    with MailServer() as server:
        settings["COMPTOIR_SMTP_URL"] = f"smtp://127.0.0.1:{server.port}?from=contact@shop.example"
        process = subprocess.Popen(
            [sys.executable, "-m", "comptoir", "work"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | settings,
        )
        try:
            assert process.stdout
            assert process.stdout.readline() == "comptoir runs jobs; Ctrl-C stops it.\n"
            opened = Settings.from_environment(settings)
            with_database(opened, lambda db: db.write(enqueue_mail, letter, datetime.now(UTC)))
            deadline_s = time.monotonic() + DEADLINE_S
            while not server.received:
                assert time.monotonic() < deadline_s, "never sent"
                time.sleep(0.02)
            process.send_signal(stop)
            _, err = process.communicate(timeout=DEADLINE_S)
        finally:
            process.kill()
    assert (process.returncode, err) == (0, "")
    assert [message["To"] for message in server.messages()] == ["claire@example.com"]
