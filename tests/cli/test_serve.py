"""What `comptoir serve` says: where it is, what is missing, why it will not start."""

import socket
import sys

import httpx2
import pytest

from cast import SECRET
from comptoir.cli import serve as command
from comptoir.kernel.settings import Settings

SOMEWHERE = ("--port=meuble=0",)


# ── The announcement ──────────────────────────────────────────────────────────────────────


def test_it_says_where_the_four_services_are(installation):
    assert set(installation.urls) == {"meuble", "assurance", "foyer", "intranet"}
    for url in installation.urls.values():
        assert httpx2.get(f"{url}/health").json()["status"] == "healthy"


def test_it_says_where_the_pages_are(installation):
    assert f"{installation.urls['meuble']}/app/" in installation.announcement
    for url in installation.urls.values():
        sent_to = httpx2.get(url, headers={"Accept": "text/html"}, follow_redirects=True)
        assert (sent_to.status_code, str(sent_to.url)) == (200, f"{url}/app/")


def test_it_names_the_accounts_and_they_work(installation):
    assert "demonstration accounts (password comptoir-demo)" in installation.announcement
    for name in ("admin", "sav", "client"):
        email = f"{name}@meuble.example"
        assert email in installation.announcement
        with installation.visitor(email) as person:
            assert person.get("/api/auth/me").json()["email"] == email


def test_it_says_where_the_administrators_key_is_and_not_what_it_is(installation):
    path = installation.home / "admin.key"
    assert str(path) in installation.announcement
    key = path.read_text().strip()
    assert path.stat().st_mode & 0o777 == 0o600
    assert key not in installation.announcement
    with installation.visitor(**{"X-API-Key": key}) as administrator:
        assert administrator.get("/api/handovers").status_code == 200


def test_it_says_what_is_not_configured_and_what_stands_in(installation):
    text = installation.announcement
    assert f"database: SQLite, {installation.home}/comptoir.db" in text
    assert "COMPTOIR_DATABASE_URL" in text
    assert "limits: counted in this process" in text
    assert "COMPTOIR_REDIS_URL" in text
    assert f"files: the folder {installation.home}/files" in text
    assert "COMPTOIR_S3_URL or CLOUDINARY_URL" in text
    assert "model: none; the embedded engine answers" in text


def test_what_is_configured_is_not_said_to_be_missing():
    settings = Settings.from_environment(
        {"COMPTOIR_DATABASE_URL": "postgresql://x/y", "COMPTOIR_REDIS_URL": "redis://x"}
    )
    notes = command._not_configured(settings)
    assert not any(note.startswith(("database", "limits")) for note in notes)


def test_the_models_are_told_in_the_order_in_which_they_are_asked():
    settings = Settings.from_environment(
        {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "MISTRAL_API_KEY": "m-1"}
    )
    names = "mistral-small, mistral-medium, mistral-large"
    assert command._models(settings) == ["openai (as it lists)", f"mistral ({names})"]
    assert not any(note.startswith("model") for note in command._not_configured(settings))


def test_a_provider_without_its_key_is_told_and_what_stands_in(tmp_path):
    path = tmp_path / "providers.toml"
    path.write_text('[[providers]]\nname = "x"\nbase_url = "http://x/v1"\nkey = "X_KEY"\n')
    settings = Settings.from_environment({"COMPTOIR_PROVIDERS": str(path)})
    notes = command._not_configured(settings)
    assert "model provider x: X_KEY is not set; it is not asked" in notes
    assert any(note.startswith("model: none") for note in notes)


def test_a_file_of_providers_that_cannot_be_read_keeps_it_from_starting(run, tmp_path):
    ran = run("serve", "meuble", *SOMEWHERE, PROVIDERS=tmp_path / "nowhere.toml")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere.toml cannot be read (No such file or directory)." in ran.err
    assert not (tmp_path / "home").exists()


# ── Refusals ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def demonstration(run):
    """An installation of this test's own that has the demonstration accounts."""
    assert run("demo").code == 0


@pytest.fixture
def busy_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["frob"], "no service is called frob: choose among meuble, assurance, foyer, intranet."),
        (["--port", "18000"], "--port 18000: expected SERVICE=PORT, as in meuble=18000."),
        (["--port", "frob=1"], "--port frob=1: expected SERVICE=PORT"),
        (["--port", "meuble"], "--port meuble: a port is a whole number from 0 to 65535."),
        (["--port", "meuble=many"], "a port is a whole number"),
        (["--port", "meuble=-1"], "a port is a whole number"),
        (["--port", "meuble=65536"], "a port is a whole number"),
        (["--port", "meuble=²"], "a port is a whole number"),
    ],
)
def test_what_is_asked_for_wrongly_is_one_sentence(run, tmp_path, arguments, words):
    ran = run("serve", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "home").exists()


def test_a_busy_port_says_how_to_move_the_service(run, busy_port):
    ran = run("serve", "meuble", f"--port=meuble={busy_port}")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"comptoir: meuble cannot listen on 127.0.0.1 port {busy_port}: Address already in use."
        " Free the port, or move the service with --port meuble=PORT.\n"
    )


def test_an_address_of_another_machine_is_refused(run):
    ran = run("serve", "meuble", *SOMEWHERE, "--host", "192.0.2.1", DEMO=0)
    assert ran.code == 1
    assert "cannot listen on 192.0.2.1: Cannot assign requested address." in ran.err
    assert "--host" in ran.err


def test_a_second_server_on_the_same_home_is_refused(run, installation):
    ran = run("serve", "meuble", *SOMEWHERE, HOME=installation.home)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"comptoir: Another comptoir is already using {installation.home}.\n"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "127.0.0.2"])
def test_accounts_with_a_published_password_are_not_opened_to_others(run, demonstration, host):
    ran = run("serve", "meuble", *SOMEWHERE, "--host", host)
    assert (ran.code, ran.out) == (1, "")
    for words in (f"--host {host}", "admin@meuble.example", "comptoir accounts delete"):
        assert words in ran.err


def test_production_does_not_start_with_a_published_password(run, demonstration):
    ran = run("serve", "meuble", *SOMEWHERE, ENV="production", SECRET=SECRET)
    assert (ran.code, ran.out) == (1, "")
    assert "refusing to start: the demonstration accounts exist" in ran.err
    assert "client@meuble.example" in ran.err


def test_production_says_everything_that_is_unsafe_at_once(run, tmp_path):
    ran = run(
        "serve",
        ENV="production",
        SECRET="short",
        CORS_ORIGINS="https://a.example, *",
        TRUSTED_PROXIES="0.0.0.0/0",
        WORKERS=2,
    )
    assert (ran.code, ran.out) == (2, "")
    first, *reasons = ran.err.splitlines()
    assert first == "comptoir: refusing to start:"
    names = ["COMPTOIR_WORKERS", "COMPTOIR_SECRET", "COMPTOIR_CORS_ORIGINS"]
    assert [reason.split()[1] for reason in reasons] == [*names, "COMPTOIR_TRUSTED_PROXIES"]
    assert not (tmp_path / "home").exists()


def test_a_home_that_cannot_be_used_is_said_to_be_so(run):
    ran = run("serve", "meuble", *SOMEWHERE, HOME="/proc/nowhere")
    assert (ran.code, ran.out) == (1, "")
    assert "COMPTOIR_HOME must be a folder that this user may write to" in ran.err


def test_a_database_that_was_not_migrated_is_not_served(run, postgresql):
    name = postgresql.create_database(template="template0")
    ran = run("serve", "meuble", *SOMEWHERE, DATABASE_URL=postgresql.url(name))
    postgresql.drop_database(name)
    assert (ran.code, ran.out) == (1, "")
    assert "run `comptoir migrate`" in ran.err


def test_a_driver_that_is_not_installed_is_named_with_what_brings_it(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "redis", None)
    ran = run("serve", "meuble", *SOMEWHERE, REDIS_URL="redis://127.0.0.1")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "comptoir: redis is not installed: pip install 'comptoir[production]'.\n"
