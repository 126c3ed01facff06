"""What the pages in docs/ say is what the program does."""

import re
from pathlib import Path

import pytest

from comptoir.kernel.settings import PREFIX, SETTINGS, Setting, Settings, refusals

DOCS = Path(__file__).parent.parent / "docs"
ROW = re.compile(r"\| `(?P<name>\w+)` \| (`(?P<default>[^`]*)`)? ?\| (?P<words>.+) \|")


@pytest.fixture(scope="module")
def rows() -> dict[str, re.Match[str]]:
    """The lines of the one table of docs/settings.md, by variable."""
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    return {row["name"]: row for row in ROW.finditer(page)}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_has_its_line_with_its_default(
    setting: Setting, rows: dict[str, re.Match[str]]
) -> None:
    row = rows[PREFIX + setting.name]

    assert (row["default"] or "") == setting.default
    assert len(row["words"]) > 20, "a line says what the setting is for"


def test_no_line_is_about_a_setting_that_does_not_exist(rows: dict[str, re.Match[str]]) -> None:
    assert list(rows) == [PREFIX + setting.name for setting in SETTINGS]


def test_every_setting_that_can_keep_production_from_starting_is_said_to() -> None:
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    refused = page.partition("## What production refuses")[2].partition("## Examples")[0]
    unsafe = Settings.from_environment(
        {
            "COMPTOIR_ENV": "production",
            "COMPTOIR_CORS_ORIGINS": "*",
            "COMPTOIR_TRUSTED_PROXIES": "0.0.0.0/0",
            "COMPTOIR_WORKERS": "2",
        }
    )

    named = [re.findall(r"COMPTOIR_\w+", reason)[0] for reason in refusals(unsafe)]

    assert len(named) == 4
    assert [name for name in named if f"`{name}`" not in refused] == []


def test_the_examples_of_the_page_are_settings_production_starts_with() -> None:
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    examples = re.findall(r"(?:^    COMPTOIR_\w+=.*\n)+", page, re.MULTILINE)
    assert len(examples) == 2, "there are examples to check"

    for example in examples:
        environ = dict(line.strip().split("=", 1) for line in example.splitlines())
        environ["COMPTOIR_SECRET"] = "0123456789abcdef" * 4
        assert refusals(Settings.from_environment(environ)) == []


def test_no_page_links_to_a_page_that_is_not_there() -> None:
    link = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
    broken = [
        f"{page.name}: {target}"
        for page in DOCS.rglob("*.md")
        for target in link.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
