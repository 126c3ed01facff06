"""A portfolio in a file: its policies row by row, checked, as `comptoir tariff` reads them.

CSV needs nothing besides Python; parquet needs the extra `tariff`. Columns are those of the public
portfolio freMTPL2freq: VehPower (CV), VehAge and DrivAge (years), BonusMalus (percent), VehGas,
Density (inhabitants a square kilometre), Region, Exposure (years insured), and ClaimNb to fit on.
Their order does not matter, and any others are left alone.
"""

import csv
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from comptoir.assurance.relativities import NAMES, Model, Value

EXPOSURE, CLAIMS, EXPECTED = "Exposure", "ClaimNb", "expected_claims"
WHOLE_NUMBERS = {
    "VehPower": (1, 200),
    "VehAge": (0, 150),
    "DrivAge": (14, 120),
    "BonusMalus": (50, 350),
    "Density": (0, 100_000),
    CLAIMS: (0, 1_000),
}
"""The least and the most that each may be."""
MAX_EXPOSURE_YEARS = 100.0
MAX_CELL_CHARS = 10_000
PARQUET_ROWS = 20_000


class UnreadableError(ValueError):
    """A portfolio is not as it must be; says where and what was expected."""


@dataclass
class Unknown:
    """Names that no class of a table has: their relativity is 1."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def sentences(self) -> list[str]:
        """What to tell whoever asked."""
        return [
            f"{count} rows have a {factor} that the portfolio of the tariff had not, {name!r}:"
            " they get the relativity 1"
            for (factor, name), count in sorted(self.counts.items())
        ]


def is_parquet(path: Path) -> bool:
    """Whether a file is read and written as parquet, by its name."""
    return path.suffix.lower() in {".parquet", ".pq"}


def predict(model: Model, source: Path, out: Path) -> tuple[int, Unknown]:
    """Write the rows of `source` to `out`, in their order, each with its expected claims.

    Expected over the row's own Exposure. Returns how many rows, and what names were unknown.
    Raises UnreadableError; then `out` is as it was.
    """
    if source.resolve() == out.resolve():
        raise UnreadableError("OUT must be another file than FILE.")
    if is_parquet(out) and not is_parquet(source):
        raise UnreadableError("CSV is written as CSV: name OUT so.")
    unknown = Unknown()
    frequency = _remembered(model, unknown)
    wanted = (*model.factors, EXPOSURE)
    partial = out.with_name(f".{out.name}.partial")
    write = _predict_parquet if is_parquet(source) else _predict_csv
    try:
        rows = write(source, partial, wanted, frequency)
        partial.replace(out)
    except OSError as error:
        name = error.filename or out
        raise UnreadableError(f"{name}: {error.strerror or error}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return rows, unknown


Frequency = Callable[[Mapping[str, Value]], float]


def _remembered(model: Model, unknown: Unknown) -> Frequency:
    """`model.frequency`, counting what names it does not know."""
    known: dict[str, set[str]] = {}
    for table in model.tables:
        for axis in table.axes:
            if axis.factor in NAMES:
                known.setdefault(axis.factor, set()).update(*axis.groups)
    tables = [(table.axes, [float(each) for each in table.relativities]) for table in model.tables]
    places: dict[tuple[int, int, Value], int | None] = {}
    base = float(model.base_frequency)

    def frequency(values: Mapping[str, Value]) -> float:
        for factor, names in known.items():
            if values[factor] not in names:
                unknown.counts[factor, str(values[factor])] += 1
        product = base
        for number, (axes, relativities) in enumerate(tables):
            cell: int | None = 0
            for at, axis in enumerate(axes):
                value = values[axis.factor]
                key = (number, at, value)
                if key not in places:
                    places[key] = axis.place(value)
                place = places[key]
                cell = None if place is None or cell is None else cell * len(axis) + place
            if cell is not None:
                product *= relativities[cell]
        return product * int(values["BonusMalus"]) / 100 if model.crm else product

    return frequency


def _predict_csv(source: Path, out: Path, wanted: Sequence[str], frequency: Frequency) -> int:
    with (
        _rows(source) as (names, rows, delimiter),
        out.open("w", encoding="utf-8", newline="") as file,
    ):
        _must_have(names, wanted)
        _refuse_taken(names)
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow([*names, EXPECTED])
        at = {name: names.index(name) for name in wanted}
        count = 0
        for line, cells in rows:
            values, years = _checked({name: cells[at[name]] for name in wanted}, f"line {line}")
            writer.writerow([*cells, repr(frequency(values) * years)])
            count += 1
    return count


def _predict_parquet(
    source: Path, partial: Path, wanted: Sequence[str], frequency: Frequency
) -> int:
    pyarrow = _pyarrow()
    table = _arrow_table(source)
    _must_have(table.column_names, wanted)
    _refuse_taken(table.column_names)
    expected = []
    for number, row in enumerate(_arrow_rows(table.select(list(wanted))), start=1):
        values, years = _checked(row, f"row {number}")
        expected.append(frequency(values) * years)
    table = table.append_column(EXPECTED, pyarrow.array(expected, pyarrow.float64()))
    if is_parquet(partial.with_suffix("")):
        from pyarrow import parquet  # noqa: PLC0415 - the extra

        parquet.write_table(table, partial)
    else:
        from pyarrow import csv as arrow_csv  # noqa: PLC0415 - the extra

        arrow_csv.write_csv(table, partial)
    return len(expected)


def checked_rows(path: Path, wanted: Iterable[str]) -> Iterator[tuple[Mapping[str, Value], float]]:
    """The policies of a file, each with its years insured. Raises UnreadableError."""
    asked = (*wanted, EXPOSURE)
    if is_parquet(path):
        table = _arrow_table(path)
        _must_have(table.column_names, asked)
        for number, row in enumerate(_arrow_rows(table.select(list(asked))), start=1):
            yield _checked(row, f"{path.name}, row {number}")
        return
    with _rows(path) as (names, rows, _):
        _must_have(names, asked)
        at = {name: names.index(name) for name in asked}
        for line, cells in rows:
            row = {name: cells[at[name]] for name in asked}
            yield _checked(row, f"{path.name}, line {line}")


@contextmanager
def _rows(path: Path) -> Iterator[tuple[list[str], Iterator[tuple[int, list[str]]], str]]:
    """The names, the rows with their lines, and the delimiter of a CSV file."""
    csv.field_size_limit(MAX_CELL_CHARS)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            delimiter = _delimiter(file)
            reader = csv.reader(file, delimiter=delimiter)
            names = [name.strip() for name in next(reader, [])]
            if not any(names):
                raise UnreadableError(f"{path} is empty: a line of column names is expected.")
            yield names, _lines(reader, len(names)), delimiter
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise UnreadableError(f"{path} is not UTF-8.") from None


def _delimiter(file: TextIO) -> str:
    """What stands between the column names; French spreadsheets write `;`."""
    head = file.readline()
    file.seek(0)
    return max(",;\t", key=head.count)


def _lines(reader: Any, width: int) -> Iterator[tuple[int, list[str]]]:
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableError(f"line {reader.line_num} is not CSV: {error}.") from None
        if not cells:
            continue
        if len(cells) != width:
            raise UnreadableError(
                f"line {reader.line_num} has {len(cells)} cells, {width} columns are named."
            )
        yield reader.line_num, cells


def _must_have(names: Sequence[str], wanted: Iterable[str]) -> None:
    missing = [name for name in wanted if name not in names]
    if missing:
        raise UnreadableError(f"these columns are missing: {', '.join(missing)}.")
    twice = [name for name in wanted if list(names).count(name) > 1]
    if twice:
        raise UnreadableError(f"these columns are there twice: {', '.join(twice)}.")


def _refuse_taken(names: Sequence[str]) -> None:
    if EXPECTED in names:
        raise UnreadableError(f"there is a column {EXPECTED} already: it would be lost.")


def _checked(row: Mapping[str, Any], where: str) -> tuple[dict[str, Value], float]:
    """The facts of one policy and its years insured. Raises UnreadableError."""
    values: dict[str, Value] = {}
    years = 0.0
    for name, cell in row.items():
        if name == EXPOSURE:
            years = _number(name, cell, 0, MAX_EXPOSURE_YEARS, where)
        elif name in WHOLE_NUMBERS:
            # Whole years, whole CV: what is begun is not counted.
            values[name] = int(_number(name, cell, *WHOLE_NUMBERS[name], where))
        else:
            text = str(cell).strip().strip("'\"") if cell is not None else ""
            if not text or text.upper() in {"NA", "NAN", "NULL"}:
                raise UnreadableError(f"{where}: {name} is missing.")
            values[name] = text
    return values, years


def _number(name: str, cell: Any, least: float, most: float, where: str) -> float:
    text = str(cell).strip() if cell is not None else ""
    if not text or text.upper() in {"NA", "NAN", "NULL"}:
        raise UnreadableError(f"{where}: {name} is missing.")
    try:
        number = float(text)
    except ValueError:
        # A decimal comma, as French spreadsheets write one.
        try:
            number = float(text.replace(",", ".", 1))
        except ValueError:
            number = math.nan
    if not least <= number <= most:
        raise UnreadableError(
            f"{where}: {name} is {text[:40]!r}, a number from {least:g} to {most:g} is expected."
        )
    return number


def _arrow_table(path: Path) -> Any:
    pyarrow = _pyarrow()
    from pyarrow import parquet  # noqa: PLC0415 - the extra

    try:
        return parquet.read_table(path)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror or error}.") from error
    except pyarrow.ArrowException as error:
        raise UnreadableError(f"{path} is not readable: {error}.") from error


def _arrow_rows(table: Any) -> Iterator[dict[str, Any]]:
    for batch in table.to_batches(max_chunksize=PARQUET_ROWS):
        columns = [column.to_pylist() for column in batch.columns]
        for cells in zip(*columns, strict=True):
            yield dict(zip(table.column_names, cells, strict=True))


def _pyarrow() -> Any:
    try:
        import pyarrow  # noqa: PLC0415 - the extra
    except ImportError:
        raise UnreadableError(
            "parquet needs an extra: pip install 'comptoir[tariff]'. CSV does without."
        ) from None
    return pyarrow
