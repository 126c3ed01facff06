"""`comptoir import`: take in what a shop keeps in files."""

import csv
import io
from argparse import Namespace
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from comptoir.cli.common import UnusableError, add_command, ready_settings, with_database
from comptoir.kernel.clock import Clock
from comptoir.meuble import questions

MAXIMUM_BYTES = 10 * 2**20
LISTS = ("keywords", "also")
LIST_SEPARATOR = "|"


def register(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(commands, "import", "Take in what a shop keeps in files.")
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    faq = add_command(
        actions,
        "faq",
        "Take in questions and answers of the furniture shop. All of a file or nothing of it; a"
        " question that is there in the same words takes the new answer and keeps its votes.",
        _faq,
    )
    faq.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a .json list of objects, or a .csv with a line of names: question, answer,"
        " category, keywords, also, lang (keywords and also: several, with | between)",
    )


def _faq(given: Namespace) -> int:
    """Read the whole file first: what cannot be taken in changes nothing."""
    asked = [_question(number, item) for number, item in enumerate(_items(given.file), start=1)]
    _refuse_repeats(asked)
    done = with_database(
        ready_settings(), lambda db: db.write(questions.take_in, asked, Clock().now())
    )
    print(f"{done.added} added, {done.changed} changed, {done.unchanged} as they were")
    return 0


def _items(path: Path) -> list[Any]:
    """The rows of a file. Raises UnusableError."""
    try:
        with path.open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise UnusableError(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > MAXIMUM_BYTES:
        raise UnusableError(f"{path} is larger than {MAXIMUM_BYTES // 2**20} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableError(f"{path} is not UTF-8.") from None
    if path.suffix.lower() == ".csv":
        return _csv_items(text)
    try:
        items = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UnusableError(f"{path} is not JSON: line {error.lineno}, {error.msg}.") from None
    if not isinstance(items, list):
        raise UnusableError(f"{path} holds no list.")
    return items


def _csv_items(text: str) -> list[dict[str, Any]]:
    """Rows with their lists split; an empty cell says nothing. French spreadsheets write `;`."""
    head = text.partition("\n")[0]
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ","
    )
    try:
        return [
            {
                name: _parts(cell) if name in LISTS else cell
                for name, cell in row.items()
                if name and cell
            }
            for row in rows
        ]
    except csv.Error as error:
        raise UnusableError(f"line {rows.line_num} is not CSV: {error}.") from None


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip()]


def _question(number: int, item: Any) -> questions.Question:
    """A row as a question. Raises UnusableError, which says where and what."""
    if not isinstance(item, dict):
        raise UnusableError(f"question {number}: an object is expected.")
    try:
        return questions.from_file(item)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "the question"
        cause = first.get("ctx", {}).get("error")
        words = cause.args[0] if isinstance(cause, ValueError) and cause.args else None
        expected = getattr(words, "en", None) or first["msg"]
        field = "category" if field == "category_id" else field
        raise UnusableError(f"question {number}: {field}: {expected}.") from None


def _refuse_repeats(asked: list[questions.Question]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for number, question in enumerate(asked, start=1):
        before = seen.setdefault(questions.name_of(question), number)
        if before != number:
            raise UnusableError(f"question {number} is question {before} again.")
