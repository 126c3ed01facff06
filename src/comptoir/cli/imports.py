"""`comptoir import`: take in what a shop or an insurer keeps in files."""

import csv
import io
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from comptoir.assurance import import_portfolio
from comptoir.cli.common import UnusableError, add_command, ready_settings, with_database
from comptoir.kernel.clock import Clock
from comptoir.meuble import catalogue, questions

MAXIMUM_BYTES = 10 * 2**20
LISTS = {"keywords", "also", "colors", "materials", "images"}
LIST_SEPARATOR = "|"

T = TypeVar("T", bound=BaseModel)


class Row(NamedTuple):
    """A row of a file and where it stands, as an error says it."""

    where: str
    item: Any


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
    products = add_command(
        actions,
        "products",
        "Take in products of the furniture shop. All of a file or nothing of it; a product whose"
        " sku is there is replaced, and what the file does not name stays.",
        _products,
    )
    products.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a .json list of objects, or a .csv with a line of names: sku, name, category, type,"
        " price, stock, description and, if wanted, dimensions, weight_kg, colors, materials,"
        " images (several, with | between), warranty_years, warranty_structure, …, care",
    )
    portfolio = add_command(
        actions,
        "portfolio",
        "Take in customers and contracts of the insurer. All of a file or nothing of it; a contract"
        " whose number is there is replaced.",
        _portfolio,
    )
    portfolio.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="a .json list of objects, or a .csv with a line of names: email, number, formula,"
        " vehicle, registration, premium (EUR a year), crm, begins_on, renews_on and, if wanted,"
        " name, deductible, status",
    )


def _portfolio(given: Namespace) -> int:
    """Read the whole file first: what cannot be taken in changes nothing."""
    rows = _rows(given.file, "contract")
    insured = [_taken(row, import_portfolio.from_file) for row in rows]
    _refuse_repeats(rows, (each.number for each in insured))
    done = with_database(
        ready_settings(), lambda db: db.write(import_portfolio.take_in, insured, Clock().now())
    )
    print(
        f"{done.customers} customers and {done.contracts} contracts added, {done.changed} replaced"
    )
    return 0


def _faq(given: Namespace) -> int:
    """Read the whole file first: what cannot be taken in changes nothing."""
    rows = _rows(given.file, "question")
    asked = [_taken(row, questions.from_file, {"category_id": "category"}) for row in rows]
    _refuse_repeats(rows, map(questions.name_of, asked))
    done = with_database(
        ready_settings(), lambda db: db.write(questions.take_in, asked, Clock().now())
    )
    print(f"{done.added} added, {done.changed} changed, {done.unchanged} as they were")
    return 0


def _products(given: Namespace) -> int:
    """Read the whole file first: what cannot be taken in changes nothing."""
    rows = _rows(given.file, "product")
    offered = [_taken(row, catalogue.from_file) for row in rows]
    _refuse_repeats(rows, (product.sku for product in offered))
    done = with_database(
        ready_settings(), lambda db: db.write(catalogue.take_in, offered, Clock().now())
    )
    print(f"{done.added} added, {done.changed} changed, {done.unchanged} as they were")
    return 0


def _rows(path: Path, noun: str) -> list[Row]:
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
        return list(_csv_rows(text))
    try:
        items = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UnusableError(f"{path} is not JSON: line {error.lineno}, {error.msg}.") from None
    if not isinstance(items, list):
        raise UnusableError(f"{path} holds no list.")
    return [Row(f"{noun} {number}", item) for number, item in enumerate(items, start=1)]


def _csv_rows(text: str) -> Iterable[Row]:
    """Rows with their lists split; an empty cell says nothing. French spreadsheets write `;`."""
    head = text.partition("\n")[0]
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ","
    )
    try:
        for row in rows:
            breaks = sum(cell.count("\n") for cell in row.values() if isinstance(cell, str))
            where = f"line {rows.line_num - breaks}"
            if None in row:
                raise UnusableError(f"{where}: more cells than names (a comma without quotes?).")
            yield Row(
                where,
                {
                    name: _parts(cell) if name in LISTS else cell
                    for name, cell in row.items()
                    if name and cell
                },
            )
    except csv.Error as error:
        raise UnusableError(f"line {rows.line_num} is not CSV: {error}.") from None


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip()]


def _taken(
    row: Row, read: Callable[[dict[str, Any]], T], called: dict[str, str] | None = None
) -> T:
    """A row as what it stands for. Raises UnusableError, which says where and what.

    `called` are the fields that files name otherwise.
    """
    if not isinstance(row.item, dict):
        raise UnusableError(f"{row.where}: an object is expected.")
    try:
        return read(row.item)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the whole"
        cause = first.get("ctx", {}).get("error")
        words = cause.args[0] if isinstance(cause, ValueError) and cause.args else None
        expected = getattr(words, "en", None) or first["msg"]
        raise UnusableError(
            f"{row.where}: {(called or {}).get(field, field)}: {expected}."
        ) from None


def _refuse_repeats(rows: Sequence[Row], names: Iterable[Any]) -> None:
    seen: dict[Any, str] = {}
    for row, name in zip(rows, names, strict=True):
        before = seen.setdefault(name, row.where)
        if before != row.where:
            raise UnusableError(f"{row.where} is {before} again.")
