"""`comptoir evaluate`: measure an engine on labelled data of one's own (docs/evaluate.md)."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from comptoir.cli.common import add_command


def register(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(
        commands,
        "evaluate",
        "Measure an engine on labelled data of your own. Files hold one JSON object a line; what"
        " has no label is predicted and not counted. docs/evaluate.md has examples.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    intents = add_command(
        actions,
        "intents",
        "Read messages: intent, slots, emotion, language. A line is {id, service, text}; labels:"
        " intent, accept, slots, emotion, lang, tags.",
        _task("intents"),
    )
    intents.add_argument("file", type=Path, metavar="FILE", help="the messages")
    _add_engine(intents, "messages")
    problems = add_command(
        actions,
        "problems",
        "Judge furniture problems: category, severity, priority, legal warranty. A line is {id,"
        " text, date_livraison, date_reference}; labels: problem_category, severity, priority or"
        " priorites_acceptees, garantie_legale.",
        _task("problems"),
    )
    problems.add_argument("file", type=Path, metavar="FILE", help="the problems")
    _add_engine(problems, "problems")
    quotes = add_command(
        actions,
        "quotes",
        "Read sentences that ask the insurer for a price: what they say, and whether they can be"
        " priced. A line is {id, query}; labels: expected, with slots and behaviour.",
        _task("quotes"),
    )
    quotes.add_argument("file", type=Path, metavar="FILE", help="the sentences")
    quotes.add_argument(
        "--predictions", type=Path, metavar="OUT", help="write a JSON line for each line to OUT"
    )
    quotes.add_argument(
        "--json", action="store_true", help="print the figures in one line of JSON too, last"
    )
    retrieval = add_command(
        actions,
        "retrieval",
        "Find the passages that answer questions. A passage is {id, text}, a question {id,"
        " question}; label: relevant, the ids of the passages that answer it.",
        _task("retrieval"),
    )
    retrieval.add_argument(
        "--passages", type=Path, required=True, metavar="FILE", help="what can be found"
    )
    retrieval.add_argument(
        "--questions", type=Path, required=True, metavar="FILE", help="what is asked"
    )
    retrieval.add_argument(
        "--k", type=int, default=10, help="how many passages a question gets, at most; 10"
    )
    _add_engine(retrieval, "questions")
    dialogues = add_command(
        actions,
        "dialogues",
        "Play conversations against a running server. A line is {id, service, turns}; a turn says"
        " `user` and expects `expect`. Exit code 1 when the server did what it must never do.",
        _task("dialogues"),
    )
    dialogues.add_argument("file", type=Path, metavar="FILE", help="the conversations")
    dialogues.add_argument(
        "--base", metavar="URL", help="address of the furniture shop, as http://localhost:8000"
    )
    dialogues.add_argument(
        "--ws", metavar="URL", help="address of the insurer's WebSocket, as ws://localhost:8005/ws"
    )
    dialogues.add_argument(
        "--fixtures",
        type=Path,
        metavar="FILE",
        help="a JSON file whose `demande_patterns` say what each question sounds like",
    )
    _add_common(dialogues, "customers' turns")


def _add_engine(parser: ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--engine",
        default="offline",
        metavar="NAME",
        help="which engine; `offline`, the default, is the embedded one",
    )
    _add_common(parser, what)


def _add_common(parser: ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--noise",
        type=int,
        metavar="SEED",
        help=f"retype the {what} first, as hurried fingers would: no accents or apostrophes, a"
        " slip in a quarter of the words; the same SEED gives the same slips",
    )
    parser.add_argument(
        "--predictions", type=Path, metavar="OUT", help="write a JSON line for each line to OUT"
    )
    parser.add_argument(
        "--json", action="store_true", help="print the figures in one line of JSON too, last"
    )


def _task(name: str) -> Callable[[Namespace], int]:
    """The command of one task, imported when it runs.

    Every other command starts without the skills' words and without an HTTP client.
    """

    def run(given: Namespace) -> int:
        code: int = import_module(f"{__name__}.{name}").command(given)
        return code

    return run
