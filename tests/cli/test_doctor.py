"""What is configured, reachable and missing, and how to mend it."""

import json
import re
import socket
import sqlite3
import sys
from datetime import UTC, datetime

import pytest

from cast import SECRET
from comptoir.cli.common import with_database
from comptoir.kernel.settings import Settings
from comptoir.meuble import claims, history
from services import free_port
from stores import cloudinary_server

HEALTHY = "Everything that is configured works."


def finding(ran, words):
    """The one line that has these words, with what to do about it."""
    lines = ran.out.splitlines()
    (place,) = [number for number, line in enumerate(lines) if words in line]
    following = lines[place + 1] if place + 1 < len(lines) else ""
    mend = following.strip().removeprefix("→ ") if "→" in following else ""
    return lines[place][:5].strip(), mend


@pytest.fixture
def serve_on(run):
    """Ports nothing listens on, so that whatever runs on this machine is not looked at."""
    return {
        f"{service}_PORT": free_port() for service in ("MEUBLE", "ASSURANCE", "FOYER", "INTRANET")
    }


def test_before_the_first_start_nothing_is_broken(run, tmp_path, serve_on):
    ran = run("doctor", **serve_on)
    assert (ran.code, ran.err) == (0, "")
    assert finding(ran, "does not exist yet") == ("note", "The first `comptoir serve` makes it.")
    assert finding(ran, "SQLite: no database yet")[0] == "note"
    assert ran.out.endswith(f"{HEALTHY}\n")
    assert not (tmp_path / "home").exists(), "looking makes nothing"


def test_a_working_installation_is_found_to_work(run, installation):
    ports = {
        f"{service.upper()}_PORT": url.rpartition(":")[2]
        for service, url in installation.urls.items()
    }
    ran = run("doctor", HOME=installation.home, **ports)
    assert ran.code == 0
    assert finding(ran, "environment: development")[0] == "ok"
    assert finding(ran, f"{installation.home}: writable")[0] == "ok"
    assert finding(ran, "SQLite: reachable, schema current")[0] == "ok"
    assert finding(ran, "Redis: not configured")[0] == "note"
    assert finding(ran, "model: none")[0] == "note"
    assert finding(ran, f"files: {installation.home}/files")[0] == "ok"
    for service in installation.urls:
        assert finding(ran, f"({service}): a service runs there")[0] == "ok"
    mark, mend = finding(ran, "demonstration accounts exist")
    assert mark == "note"
    assert "comptoir accounts delete" in mend
    assert "admin@meuble.example" in mend


def test_free_ports_are_said_to_be_free(run, serve_on):
    ran = run("doctor", **serve_on)
    for name, port in serve_on.items():
        service = name.removesuffix("_PORT").lower()
        assert finding(ran, f"port {port} ({service}): free")[0] == "ok"


def test_a_port_that_another_program_has_is_told_with_how_to_move(run, serve_on):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        ran = run("doctor", **serve_on | {"FOYER_PORT": port})
    mark, mend = finding(ran, f"port {port} (foyer): another program listens there")
    assert mark == "note"
    assert "COMPTOIR_FOYER_PORT" in mend
    assert "--port foyer=PORT" in mend


def test_redis_is_asked_for_an_answer(run, serve_on, redis_url):
    assert finding(run("doctor", **serve_on, REDIS_URL=redis_url), "Redis: answers")[0] == "ok"


def test_a_redis_that_does_not_answer_is_broken(run, serve_on):
    ran = run("doctor", **serve_on, REDIS_URL=f"redis://127.0.0.1:{free_port()}")
    assert ran.code == 1
    mark, mend = finding(ran, "Redis: unreachable")
    assert mark == "FAIL"
    assert "COMPTOIR_REDIS_URL" in mend
    assert ran.out.endswith("1 to mend.\n")


def test_a_bucket_that_does_not_answer_is_broken(run, serve_on):
    url = f"http://key:a-password@127.0.0.1:{free_port()}/files"
    ran = run("doctor", **serve_on, S3_URL=url)
    assert ran.code == 1
    mark, mend = finding(ran, "files: the bucket of COMPTOIR_S3_URL cannot be used")
    assert (mark, mend) == ("FAIL", "Check its address, key and rights.")
    assert "a-password" not in ran.out + ran.err


def test_cloudinary_is_asked_whether_it_knows_the_key(run, serve_on, monkeypatch):
    with cloudinary_server() as double:
        monkeypatch.setenv("CLOUDINARY_URL", double.url)
        assert finding(run("doctor", **serve_on), "files: Cloudinary")[0] == "ok"
        double.broken = True
        mark, _ = finding(run("doctor", **serve_on), "files: Cloudinary cannot be used (HTTP 500)")
        assert mark == "FAIL"


def test_postgresql_is_looked_at(run, serve_on, postgresql_url):
    ran = run("doctor", **serve_on, DATABASE_URL=postgresql_url)
    assert finding(ran, "PostgreSQL: reachable, schema current")[0] == "ok"
    assert finding(ran, "demonstration accounts exist")[0] == "note"


def test_a_postgresql_that_does_not_answer_is_broken(run, serve_on):
    url = f"postgresql://comptoir:a-password@127.0.0.1:{free_port()}/comptoir"
    ran = run("doctor", **serve_on, DATABASE_URL=url)
    assert ran.code == 1
    mark, mend = finding(ran, "PostgreSQL cannot be opened (ConnectionRefusedError)")
    assert mark == "FAIL"
    assert "COMPTOIR_DATABASE_URL" in mend
    assert "a-password" not in ran.out + ran.err


def test_a_postgresql_without_the_schema_is_broken(run, serve_on, postgresql):
    name = postgresql.create_database(template="template0")
    ran = run("doctor", **serve_on, DATABASE_URL=postgresql.url(name))
    postgresql.drop_database(name)
    assert ran.code == 1
    mark, mend = finding(ran, "PostgreSQL: the schema is not this program's")
    assert (mark, mend) == ("FAIL", "comptoir migrate")


def test_an_embedded_database_without_the_schema_is_mended_by_the_next_start(
    run, serve_on, tmp_path
):
    (tmp_path / "home").mkdir()
    sqlite3.connect(tmp_path / "home" / "comptoir.db").execute("VACUUM").connection.close()
    ran = run("doctor", **serve_on)
    assert finding(ran, "SQLite: the schema is not this program's") == (
        "note",
        "The next `comptoir serve` brings it there, or `comptoir migrate`.",
    )
    assert ran.code == 0


def test_a_database_file_that_is_none_is_broken(run, serve_on, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "comptoir.db").write_text("not a database, and longer than a header " * 9)
    ran = run("doctor", **serve_on)
    assert ran.code == 1
    assert finding(ran, "comptoir.db cannot be opened")[0] == "FAIL"


def test_a_home_that_cannot_be_written_is_broken(run, serve_on):
    # Not even root makes a file here.
    ran = run("doctor", **serve_on, HOME="/proc")
    assert ran.code == 1
    assert finding(ran, "/proc cannot be written")[0] == "FAIL"


def test_a_home_that_is_a_file_is_broken(run, serve_on, tmp_path):
    (tmp_path / "file").touch()
    ran = run("doctor", **serve_on, HOME=tmp_path / "file")
    assert ran.code == 1
    assert finding(ran, "file cannot be written")[0] == "FAIL"


def test_a_setting_that_is_none_is_broken(run, serve_on):
    ran = run("doctor", **serve_on, REDIS_UL="redis://127.0.0.1")
    assert ran.code == 1
    mark, mend = finding(ran, "COMPTOIR_REDIS_UL is not a setting of comptoir. Did you mean")
    assert mark == "FAIL"
    assert "docs/settings.md" in mend


def test_what_production_would_refuse_is_broken(run, serve_on):
    ran = run("doctor", **serve_on, ENV="production", CORS_ORIGINS="*", WORKERS=2)
    assert ran.code == 1
    for name in ("SECRET is missing", "CORS_ORIGINS holds", "WORKERS above 1"):
        assert finding(ran, f"COMPTOIR_{name}")[0] == "FAIL"
    assert ran.out.endswith("3 to mend.\n")


def test_production_with_a_published_password_is_broken(run, serve_on):
    assert run("demo").code == 0
    ran = run("doctor", **serve_on, ENV="production", SECRET=SECRET)
    assert ran.code == 1
    assert finding(ran, "demonstration accounts exist")[0] == "FAIL"
    assert SECRET not in ran.out


@pytest.mark.parametrize(
    ("package", "settings"),
    [
        ("redis", {"REDIS_URL": "redis://127.0.0.1:1"}),
        ("asyncpg", {"DATABASE_URL": "postgresql://127.0.0.1:1/x"}),
    ],
)
def test_a_driver_that_is_not_installed_is_named(run, serve_on, monkeypatch, package, settings):
    monkeypatch.setitem(sys.modules, package, None)
    ran = run("doctor", **serve_on, **settings)
    assert ran.code == 1
    mark, mend = finding(ran, f"{package} is not installed")
    assert (mark, mend) == ("FAIL", "pip install 'comptoir[production]'")
    assert ran.out.endswith("1 to mend.\n")


# ── Model providers ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def providers(tmp_path):
    """A file with one provider: `providers("office", url, models=["small"])`."""

    def write(name, url, **fields):
        path = tmp_path / "providers.toml"
        lines = [f"{key} = {json.dumps(value)}" for key, value in fields.items()]
        text = "\n".join(["[[providers]]", f'name = "{name}"', f'base_url = "{url}"', *lines])
        path.write_text(text)
        return {"PROVIDERS": path}

    return write


def test_a_provider_is_asked_for_its_models(run, serve_on, providers, upstream):
    file = providers("office", upstream.url("words"), models=["small"])
    ran = run("doctor", **serve_on, **file)
    assert ran.code == 0
    assert finding(ran, "model provider office: reachable, 2 models")[0] == "ok"
    assert [request["path"] for request in upstream.requests] == ["/words/v1/models"]


def test_a_model_that_a_provider_does_not_list_is_named(run, serve_on, providers, upstream):
    ran = run("doctor", **serve_on, **providers("office", upstream.url("words"), models=["huge"]))
    mark, mend = finding(ran, "does not list huge")
    assert mark == "note"
    assert "sent_as" in mend


def test_a_provider_without_its_key_is_told_which_variable_to_set(
    run, serve_on, providers, upstream
):
    file = providers("office", upstream.url("words"), key="OFFICE_KEY")
    ran = run("doctor", **serve_on, **file)
    assert ran.code == 1
    mark, mend = finding(ran, "model provider office: no key")
    assert (mark, mend) == ("FAIL", "Set OFFICE_KEY, or remove the provider.")
    assert not upstream.requests


def test_a_provider_that_refuses_its_key_is_broken(run, serve_on, providers, upstream, monkeypatch):
    monkeypatch.setenv("OFFICE_KEY", "a-key-nobody-may-see")
    ran = run("doctor", **serve_on, **providers("office", upstream.url("401"), key="OFFICE_KEY"))
    assert ran.code == 1
    assert finding(ran, "model provider office: refuses the key") == ("FAIL", "Check OFFICE_KEY.")
    assert "a-key-nobody-may-see" not in ran.out + ran.err


def test_a_provider_that_lists_nothing_may_work(run, serve_on, providers, upstream):
    ran = run("doctor", **serve_on, **providers("office", upstream.url("404"), models=["small"]))
    assert ran.code == 0
    assert finding(ran, "model provider office: reachable, does not say")[0] == "note"


@pytest.mark.parametrize("behaviour", ["500", "garbage", "hang", "redirect"])
def test_a_provider_that_does_not_answer_is_broken(
    run, serve_on, providers, upstream, monkeypatch, behaviour
):
    monkeypatch.setattr("comptoir.brain.openai.LIST_DEADLINE_S", 0.5)
    ran = run("doctor", **serve_on, **providers("office", upstream.url(behaviour)))
    assert ran.code == 1
    assert finding(ran, "model provider office: does not answer")[0] == "FAIL"


def test_a_file_of_providers_that_cannot_be_understood_is_broken(run, serve_on, tmp_path):
    ran = run("doctor", **serve_on, PROVIDERS=tmp_path / "nowhere.toml")
    assert ran.code == 1
    mark, mend = finding(ran, "nowhere.toml cannot be read")
    assert (mark, mend) == ("FAIL", "See docs/providers.md.")


def test_an_edited_history_is_found_and_a_whole_one_gives_its_digest_again(run, tmp_path):
    home = tmp_path / "home"
    assert run("demo", HOME=home).code == 0
    settings = Settings.from_environment({"COMPTOIR_HOME": str(home), "COMPTOIR_SECRET": SECRET})
    problem = claims.Problem("Le pied est cassé", "Defaut_structural", "Haute", 1.0)
    now = datetime(2026, 1, 31, 10, tzinfo=UTC)
    with_database(
        settings,
        lambda db: db.write(
            claims.create,
            history.chain(settings.secrets),
            claims.Claim(problem),
            now,
            status="nouveau",
            actor="customer",
        ),
    )
    whole = run("doctor", "--verify-history", HOME=home, SECRET=SECRET)
    assert (whole.code, whole.err) == (0, "")
    assert "1 claims, 1 entries: 0 edits found." in whole.out
    digest = re.search(r"as of (\S+): ([0-9a-f]{64})", whole.out)
    again = run("doctor", "--verify-history", "--until", digest[1], HOME=home, SECRET=SECRET)
    assert digest[2] in again.out

    database = sqlite3.connect(home / "comptoir.db")
    database.execute("UPDATE meuble_tickets SET status = 'resolu'")
    database.commit()
    database.close()
    edited = run("doctor", "--verify-history", HOME=home, SECRET=SECRET)
    assert edited.code == 1
    assert "FAIL  SAV-MDF-00001: its status was edited" in edited.out
