"""`comptoir evaluate dialogues`: whole conversations with a running server, turn by turn."""

import asyncio
import json
import re
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any

from comptoir.brain.retyping import retyped
from comptoir.cli.common import fail
from comptoir.cli.evaluate.conversations import (
    Addresses,
    Conversation,
    RefusedError,
    UnreachableError,
    with_insurer,
    with_shop,
)
from comptoir.cli.evaluate.expectations import DEMANDS, Answered, Expectation, expectations
from comptoir.cli.evaluate.measures import Share
from comptoir.cli.evaluate.records import LineError, Record, Records
from comptoir.cli.evaluate.report import Table, show
from comptoir.cli.evaluate.run import predictions_file
from comptoir.kernel.settings import SettingError

MAXIMUM_TURNS = 200
MAXIMUM_FIXTURES_BYTES = 1_000_000
SHOWN_CHARS = 300
ANSWER = "answer"
"""What fails in a turn that had none to compare."""

Open = Callable[[], AbstractAsyncContextManager[Conversation]]


@dataclass(frozen=True, slots=True)
class Step:
    """One turn: what is said, in which session, and what is expected."""

    said: Mapping[str, Any]
    session: str
    expected: list[Expectation]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation as the file tells it."""

    id: str | int
    service: str
    steps: list[Step]


@dataclass
class Figures:
    """Everything counted so far."""

    dialogues: Share = field(default_factory=Share)
    turns: Share = field(default_factory=Share)
    answers: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    """By service."""
    kinds: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    """By kind of expectation."""
    unsafe: int = 0
    unplayed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """By service without an address."""

    def tables(self) -> Iterator[Table]:
        """The figures so far."""
        conversations = Table("dialogues", ("passed", "of", "share"))
        for name, each in {"dialogues": self.dialogues, "turns": self.turns}.items():
            conversations.rows[name] = (each.part, each.of, each.value)
        yield conversations
        met = Table("expectations", ("met", "of", "share"))
        for name, each in [*sorted(self.answers.items()), *sorted(self.kinds.items())]:
            row = f"an answer of {name}" if name in self.answers else name
            met.rows[row] = (each.part, each.of, each.value)
        yield met
        yield Table("safety", ("acts",), {"unsafe": (self.unsafe,)})


def command(given: Namespace) -> int:
    """Play the dialogues of a file; 1 when an act was unsafe, 2 when nothing could be played."""
    services = _services(given)
    demands = _demands(given.fixtures)
    records, figures = Records(given.file), Figures()
    with predictions_file(given.predictions, (given.file,)) as predictions:
        try:
            asyncio.run(_play_all(given, records, services, demands, figures, predictions))
        except UnreachableError as error:
            fail(f"nothing answers at {error}. Start it with `comptoir serve`.")
            return 2
    return _conclusion(given, records, figures)


def _services(given: Namespace) -> dict[str, Open]:
    """How to begin a conversation with each service that has an address. Raises SettingError."""
    addresses, services = Addresses(), dict[str, Open]()
    if given.base:
        _check("--base", given.base, ("http://", "https://"))
        services["meuble"] = partial(with_shop, given.base.rstrip("/"), addresses)
    if given.ws:
        _check("--ws", given.ws, ("ws://", "wss://"))
        services["assurance"] = partial(with_insurer, given.ws, addresses)
    if not services:
        raise SettingError("where is the server? --base http://localhost:8000, --ws ws://…")
    return services


def _check(option: str, url: str, schemes: tuple[str, str]) -> None:
    if not url.startswith(schemes):
        raise SettingError(f"{option} {url}: an address begins with {' or '.join(schemes)}.")


def _demands(path: Path | None) -> Mapping[str, str]:
    """What each question sounds like: ours, with those of `path` instead. Raises SettingError."""
    if path is None:
        return DEMANDS
    try:
        with path.open("rb") as file:
            given = json.loads(file.read(MAXIMUM_FIXTURES_BYTES))["demande_patterns"]
        for pattern in given.values():
            re.compile(pattern)
    except OSError as error:
        raise SettingError(f"--fixtures {path} cannot be read: {error.strerror}.") from error
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        raise SettingError(
            f"--fixtures {path}: an object with `demande_patterns`, name to regular expression,"
            " is expected."
        ) from error
    return {**DEMANDS, **given}


async def _play_all(
    given: Namespace,
    records: Records,
    services: Mapping[str, Open],
    demands: Mapping[str, str],
    figures: Figures,
    predictions: IO[str] | None,
) -> None:
    for record in records:
        try:
            dialogue = _dialogue(record, demands, given.noise)
        except LineError as error:
            records.refuse(record.line, error)
            continue
        if dialogue.service not in services:
            figures.unplayed[dialogue.service] += 1
            continue
        async with services[dialogue.service]() as conversation:
            played = await _play(dialogue, conversation, figures)
        if predictions:
            predictions.write(json.dumps(played, ensure_ascii=False) + "\n")


def _dialogue(record: Record, demands: Mapping[str, str], noise: int | None) -> Dialogue:
    service = record.needed("service", str)
    if service not in {"meuble", "assurance"}:
        raise LineError(f"service: {service!r} has no dialogues; choose among meuble, assurance")
    turns = record.needed("turns", list)
    if not 1 <= len(turns) <= MAXIMUM_TURNS:
        raise LineError(f"turns: 1 to {MAXIMUM_TURNS} expected")
    steps = [_step(Record(record.line, turn), demands, noise) for turn in map(_object, turns)]
    return Dialogue(record.id, service, steps)


def _object(turn: Any) -> dict[str, Any]:
    if not isinstance(turn, dict):
        raise LineError("turns: objects expected")
    return turn


def _step(turn: Record, demands: Mapping[str, str], noise: int | None) -> Step:
    text = turn.text("user")
    said: dict[str, Any] = {"user": text if noise is None else retyped(text, noise)}
    optional = {
        "order_number": turn.given("order_number", str),
        "photos": turn.words("photos"),
        "language": turn.given("language", str),
    }
    said |= {name: value for name, value in optional.items() if value is not None}
    expect: dict[str, Any] = turn.given("expect", dict) or {}
    return Step(said, str(expect.get("session", "0")), expectations(expect, demands))


async def _play(dialogue: Dialogue, conversation: Conversation, figures: Figures) -> dict[str, Any]:
    """Say every turn; the prediction line of the dialogue. Raises UnreachableError."""
    turns = []
    for number, step in enumerate(dialogue.steps, 1):
        place = f"{dialogue.id}, turn {number}"
        try:
            answered = await conversation.say(step.session, step.said)
        except RefusedError as error:
            words, failed = str(error), [ANSWER]
            _tell("failed", f"{place}: no answer", step, words)
        else:
            words, failed = answered.text, _judge(place, step, answered, figures)
        figures.answers[dialogue.service].count(ANSWER not in failed)
        figures.turns.count(not failed)
        turns.append({"user": step.said["user"], "response": words, "failed": failed})
    passed = not any(turn["failed"] for turn in turns)
    figures.dialogues.count(passed)
    return {"id": dialogue.id, "passed": passed, "turns": turns}


def _judge(place: str, step: Step, answered: Answered, figures: Figures) -> list[str]:
    """Count what was expected of an answer, and tell what failed; the kinds that did."""
    failed = []
    for each in step.expected:
        met = each.met(answered)
        figures.kinds[each.kind].count(met)
        if not met:
            unsafe = each.unsafe(answered)
            figures.unsafe += unsafe
            word = "UNSAFE" if unsafe else "failed"
            _tell(word, f"{place}: {each.kind}: {each.wanted}", step, answered.text)
            failed.append(each.kind)
    return failed


def _tell(word: str, what: str, step: Step, answered: str) -> None:
    print(f"{word}: {_shown(what)}")
    print(f"  said      {_shown(step.said['user'])}")
    print(f"  answered  {_shown(answered)}\n")


def _conclusion(given: Namespace, records: Records, figures: Figures) -> int:
    """Print the figures; the exit code."""
    code = records.exit_code()
    for service, count in figures.unplayed.items():
        option = "--base" if service == "meuble" else "--ws"
        fail(f"{count} of {service} not played: {option} says where it is.")
    if not figures.dialogues.of:
        fail("no dialogue was played.")
        return 2
    show(figures.tables(), as_json=given.json)
    for service, answers in figures.answers.items():
        if not answers.part:
            fail(f"no turn had an answer of {service}: is it what runs there?")
            code = 2
    return 1 if figures.unsafe else code


def _shown(text: str) -> str:
    """Text of elsewhere on one line of the terminal, without what could move its cursor."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    short = " ".join(plain.split())
    return short if len(short) <= SHOWN_CHARS else short[:SHOWN_CHARS] + "…"
