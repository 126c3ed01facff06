"""What a newcomer reads before they know anything."""

import argparse
import re
from collections.abc import Callable, Iterator

import pytest

from comptoir.cli import COMMANDS, parser


def every_parser(
    name: tuple[str, ...] = (), of: argparse.ArgumentParser | None = None
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Each command and action by its words, the command itself first."""
    of = of or parser()
    yield name, of
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from every_parser((*name, word), inner)


PARSERS = dict(every_parser())
ACTIONS = [
    (name, action)
    for name, each in PARSERS.items()
    for action in each._actions
    if not isinstance(action, argparse._SubParsersAction)
]


def test_every_command_is_there() -> None:
    names = {name[0] for name in PARSERS if name}
    assert names == {
        *("serve", "work", "chat", "accounts", "keys", "jobs", "migrate", "demo", "import"),
        *("evaluate", "tariff", "doctor"),
    }
    assert len(names) == len(COMMANDS)


@pytest.mark.parametrize("name", PARSERS, ids=" ".join)
def test_help_begins_with_what_the_command_does(
    run: Callable[..., object], name: tuple[str, ...]
) -> None:
    ran = run(*name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(" ".join(("usage: comptoir", *name)))
    description = PARSERS[name].description
    assert description
    assert description.endswith(".")
    assert " ".join(description.split()) in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("name", "action"), ACTIONS, ids=[f"{' '.join(n)} {a.dest}" for n, a in ACTIONS]
)
def test_every_argument_says_what_it_is_for(name: tuple[str, ...], action: argparse.Action) -> None:
    assert action.help, f"comptoir {' '.join(name)}: {action.dest} says nothing"


@pytest.mark.parametrize(
    "words", [(), ("accounts",), ("keys",), ("jobs",), ("evaluate",), ("tariff",)]
)
def test_a_command_without_its_action_shows_what_there_is(
    run: Callable[..., object], words: tuple[str, ...]
) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    for name in PARSERS:
        if len(name) == len(words) + 1 and name[: len(words)] == words:
            assert re.search(rf"\n    {name[-1]}\s", ran.err)


def test_the_first_help_says_how_to_start(run: Callable[..., object]) -> None:
    out = run("--help").out
    assert "Start with `comptoir serve`" in out
    assert "docs/settings.md" in out


def test_the_version_is_told(run: Callable[..., object]) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert ran.out.startswith("comptoir 0.")


def test_a_command_that_is_none_is_answered_with_those_that_are(run: Callable[..., object]) -> None:
    ran = run("start")
    assert ran.code == 2
    assert "serve" in ran.err


@pytest.mark.parametrize("command", [("demo",), ("accounts", "list", "meuble"), ("doctor",)])
def test_a_setting_that_is_none_is_named_with_the_nearest(
    run: Callable[..., object], command: tuple[str, ...]
) -> None:
    ran = run(*command, DATABSE_URL="postgresql://somewhere")
    sentence = "COMPTOIR_DATABSE_URL is not a setting of comptoir. Did you mean"
    assert f"warning: {sentence} COMPTOIR_DATABASE_URL?\n" in ran.err


@pytest.mark.parametrize("command", [("demo",), ("doctor",), ("chat",), ("migrate",), ("serve",)])
def test_a_setting_that_cannot_be_is_one_sentence(
    run: Callable[..., object], command: tuple[str, ...]
) -> None:
    ran = run(*command, ENV="prod")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "comptoir: COMPTOIR_ENV must be development or production.\n"
