"""Figures for people, as tables, and for programs, as one line of JSON."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

Value = float | int | str | None


@dataclass
class Table:
    """Figures of one subject: a row a name, a value a column. Rates are from 0 to 1."""

    title: str
    columns: tuple[str, ...]
    rows: dict[str, tuple[Value, ...]] = field(default_factory=dict)


def show(tables: Iterable[Table], *, as_json: bool) -> None:
    """Print every table that has rows; then, if asked for, all of them in one line of JSON."""
    shown = [table for table in tables if table.rows]
    for table in shown:
        print("\n".join(_lines(table)), end="\n\n")
    if as_json:
        print(json.dumps({table.title: _as_json(table) for table in shown}, ensure_ascii=False))


def _lines(table: Table) -> list[str]:
    names = max(map(len, (table.title, *(f"  {name}" for name in table.rows))))
    widths = [max(len(column), 7) for column in table.columns]
    heads = zip(table.columns, widths, strict=True)
    lines = [table.title.ljust(names) + "".join(f"  {name:>{width}}" for name, width in heads)]
    for name, values in table.rows.items():
        cells = zip(values, widths, strict=True)
        row = "".join(f"  {_cell(value):>{width}}" for value, width in cells)
        lines.append(f"  {name}".ljust(names) + row)
    return lines


def _cell(value: Value) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _as_json(table: Table) -> dict[str, dict[str, Value]]:
    return {
        name: {
            column: round(value, 4) if isinstance(value, float) else value
            for column, value in zip(table.columns, values, strict=True)
        }
        for name, values in table.rows.items()
    }
