"""The settings: read once, checked at once, and production's refusals in words."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from comptoir.kernel.settings import (
    SERVICES,
    SETTINGS,
    SettingError,
    Settings,
    refusals,
    unknown_among,
)

SECRET = "thirty-two characters at the very least"


def settings(**environ: str) -> Settings:
    return Settings.from_environment({f"COMPTOIR_{name}": v for name, v in environ.items()})


def test_nothing_set_is_development_at_the_documented_ports() -> None:
    found = settings()

    assert not found.production
    assert found.ports == {"meuble": 8000, "assurance": 8005, "foyer": 8061, "intranet": 9001}
    assert found.home == Path("var").resolve()
    assert found.sqlite_path == found.home / "comptoir.db"
    assert (found.database_url, found.redis_url, found.workers, found.demo) == ("", "", 1, True)
    assert refusals(found) == []


def test_an_empty_variable_is_as_one_not_set() -> None:
    assert settings(**{setting.name: " " for setting in SETTINGS}) == settings()


def test_lists_are_split_at_commas_and_trimmed() -> None:
    found = settings(
        SECRET="new, old",
        CORS_ORIGINS="https://a.example , https://b.example,",
        TRUSTED_PROXIES="10.0.0.0/8, 2001:db8::1",
    )

    assert found.secrets == ("new", "old")
    assert found.cors_origins == ("https://a.example", "https://b.example")
    assert found.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("2001:db8::1"))


def test_the_old_name_of_the_postgresql_scheme_is_understood() -> None:
    found = settings(DATABASE_URL="postgres://user@host/postgres://")

    assert found.database_url == "postgresql://user@host/postgres://"


def test_a_service_s_port_moves_alone() -> None:
    assert settings(FOYER_PORT="0").ports == settings().ports | {"foyer": 0}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENV", "staging"),
        ("DATABASE_URL", "mysql://host/db"),
        ("REDIS_URL", "http://host"),
        ("SMTP_URL", "mail.example:587"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("TRUSTED_PROXIES", "proxy.example"),
        ("WORKERS", "0"),
        ("WORKERS", "65"),
        ("WORKERS", "two"),
        ("WORKERS", "²"),
        ("DEMO", "no"),
        *((f"{service.upper()}_PORT", "65536") for service in SERVICES),
        ("MEUBLE_PORT", "-1"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"COMPTOIR_{name}\\b"):
        settings(**{name: value})


def test_the_words_of_a_refused_url_do_not_repeat_its_password() -> None:
    with pytest.raises(SettingError) as raised:
        settings(DATABASE_URL="mysql://ada:hunter2@host/db")

    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        ("COMPTOIR_SECERT", "COMPTOIR_SECRET"),
        ("COMPTOIR_DATABASE", "COMPTOIR_DATABASE_URL"),
        ("COMPTOIR_PORT_MEUBLE", "COMPTOIR_MEUBLE_PORT"),
        ("COMPTOIR_CORS_ORIGIN", "COMPTOIR_CORS_ORIGINS"),
    ],
)
def test_an_unknown_name_is_reported_with_the_nearest_known_one(wrong: str, nearest: str) -> None:
    (sentence,) = unknown_among({wrong: "1", "COMPTOIR_SECRET": "x", "PATH": "/bin"})

    assert sentence.startswith(f"{wrong} is not a setting")
    assert sentence.endswith(f"Did you mean {nearest}?")


def test_what_steers_the_test_suite_is_not_an_unknown_setting() -> None:
    assert unknown_among({"COMPTOIR_TEST_STRICT": "1"}) == []


# ── Production ────────────────────────────────────────────────────────────────────────────


def test_a_production_with_a_long_secret_may_start() -> None:
    assert refusals(settings(ENV="production", SECRET=SECRET)) == []


@pytest.mark.parametrize(
    ("unsafe", "named"),
    [
        ({"SECRET": ""}, "COMPTOIR_SECRET is missing"),
        ({"SECRET": "short"}, "COMPTOIR_SECRET is too short"),
        ({"SECRET": f"{SECRET},short"}, "COMPTOIR_SECRET is too short"),
        ({"CORS_ORIGINS": "https://a.example,*"}, "COMPTOIR_CORS_ORIGINS"),
        ({"CORS_ORIGINS": "https://*.example"}, "COMPTOIR_CORS_ORIGINS"),
        ({"TRUSTED_PROXIES": "0.0.0.0/0"}, "COMPTOIR_TRUSTED_PROXIES"),
        ({"TRUSTED_PROXIES": "10.0.0.1,::/0"}, "COMPTOIR_TRUSTED_PROXIES"),
        ({"WORKERS": "2"}, "COMPTOIR_WORKERS"),
        ({"WORKERS": "2", "DATABASE_URL": "postgresql://h/d"}, "COMPTOIR_WORKERS"),
        ({"WORKERS": "2", "REDIS_URL": "redis://h"}, "COMPTOIR_WORKERS"),
    ],
)
def test_an_unsafe_setting_keeps_production_from_starting(
    unsafe: dict[str, str], named: str
) -> None:
    (reason,) = refusals(settings(**{"ENV": "production", "SECRET": SECRET} | unsafe))

    assert named in reason


def test_every_reason_is_given_at_once() -> None:
    reasons = refusals(
        settings(ENV="production", CORS_ORIGINS="*", TRUSTED_PROXIES="::/0", WORKERS="3")
    )

    assert len(reasons) == 4


def test_a_refusal_does_not_repeat_the_secret() -> None:
    reasons = " ".join(refusals(settings(ENV="production", SECRET="hunter2", CORS_ORIGINS="*")))

    assert "hunter2" not in reasons


def test_development_may_do_what_production_may_not_but_for_several_workers() -> None:
    free = settings(SECRET="short", CORS_ORIGINS="*", TRUSTED_PROXIES="0.0.0.0/0")

    assert refusals(free) == []
    assert len(refusals(settings(WORKERS="2"))) == 1


# ── Secrets ───────────────────────────────────────────────────────────────────────────────


def test_development_makes_a_secret_and_a_key_once_and_keeps_them(tmp_path: Path) -> None:
    first, second = (settings(HOME=str(tmp_path)) for _ in range(2))

    assert first.secrets == second.secrets
    assert len(first.secrets[0]) >= 32
    assert first.usable_admin_key == second.usable_admin_key
    assert len(first.usable_admin_key) >= 32


def test_reading_the_settings_writes_nothing(tmp_path: Path) -> None:
    refusals(settings(HOME=str(tmp_path / "home")))

    assert not (tmp_path / "home").exists()


def test_production_never_makes_a_key(tmp_path: Path) -> None:
    found = settings(ENV="production", SECRET=SECRET, HOME=str(tmp_path))

    assert found.usable_admin_key == ""
    assert list(tmp_path.iterdir()) == []


def test_a_short_key_opens_development_only() -> None:
    assert settings(ADMIN_KEY="short").usable_admin_key == "short"
    assert settings(ENV="production", ADMIN_KEY="short").usable_admin_key == ""
    assert settings(ENV="production", ADMIN_KEY=SECRET).usable_admin_key == SECRET
