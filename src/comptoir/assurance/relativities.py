"""How often who has a claim: tables of one or two factors, learned from a portfolio.

The tables are files anyone can read (`tables/*.toml`) and check: a policy's expected claims are
the base frequency, times one relativity of each table, times the coefficient where the law imposes
it, times the years insured. `fitting` writes them; `tariff` prices with the legal one.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

Value = int | str
"""A whole number, or a name."""

NUMBERS = ("VehPower", "VehAge", "DrivAge", "BonusMalus", "Density")
NAMES = ("VehGas", "Region")
FACTORS = NUMBERS + NAMES
MODELS = ("legal", "technical")


@dataclass(frozen=True, eq=False)
class Axis:
    """One factor in classes: from each bound to below the next, or by groups of names."""

    factor: str
    bounds: tuple[int, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.bounds or self.groups)

    def place(self, value: Value) -> int | None:
        """Which class a value is in; None for a name of none. What is below all is in the first."""
        if isinstance(value, int):
            return max(0, bisect_right(self.bounds, value) - 1)
        return next((at for at, group in enumerate(self.groups) if value in group), None)

    def labels(self) -> list[str]:
        """What each class is called: `18`, `19–20`, `75+`, `Bretagne, Corse`."""
        if self.groups:
            return [", ".join(group) for group in self.groups]
        until = [*self.bounds[1:], None]
        return [_span(low, high) for low, high in zip(self.bounds, until, strict=True)]


def _span(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if high == low + 1 else f"{low}–{high - 1}"


@dataclass(frozen=True, eq=False)
class Table:
    """One relativity for each class, or each pair of classes, of its factors."""

    axes: tuple[Axis, ...]
    relativities: tuple[Decimal, ...]
    """The last axis varies fastest."""

    @property
    def name(self) -> str:
        """Its factors, as `VehAge × VehGas`."""
        return " × ".join(axis.factor for axis in self.axes)

    def cell(self, values: Mapping[str, Value]) -> int | None:
        """Which relativity is that of a policy; None where a name has no class."""
        cell = 0
        for axis in self.axes:
            place = axis.place(values[axis.factor])
            if place is None:
                return None
            cell = cell * len(axis) + place
        return cell

    def of(self, values: Mapping[str, Value]) -> Decimal:
        """The relativity of a policy. A name that the portfolio had not gets 1."""
        cell = self.cell(values)
        return Decimal(1) if cell is None else self.relativities[cell]


@dataclass(frozen=True, eq=False)
class Model:
    """What one fit published."""

    name: str
    base_frequency: Decimal
    """Claims a year of the policy whose relativities are all 1."""
    crm: bool
    """Whether the coefficient multiplies, as the law says (annexe à l'article A121-1)."""
    tables: tuple[Table, ...]
    provenance: Mapping[str, Any]

    @property
    def cells(self) -> int:
        """How many relativities are published."""
        return sum(len(table.relativities) for table in self.tables)

    @property
    def factors(self) -> tuple[str, ...]:
        """What must be known of a policy, besides its years insured."""
        asked = {axis.factor for table in self.tables for axis in table.axes}
        asked |= {"BonusMalus"} if self.crm else set()
        return tuple(factor for factor in FACTORS if factor in asked)

    def frequency(self, values: Mapping[str, Value]) -> float:
        """Expected claims a year insured."""
        frequency = float(self.base_frequency)
        for table in self.tables:
            frequency *= float(table.of(values))
        return frequency * int(values["BonusMalus"]) / 100 if self.crm else frequency


@cache
def shipped(name: str) -> Model:
    """The model that came with this program, by its name in `MODELS`."""
    return read(files(__package__).joinpath("tables", f"{name}.toml").read_text("utf-8"))


def read(text: str) -> Model:
    """A model out of its file. Raises ValueError where it is not one."""
    try:
        content = tomllib.loads(text, parse_float=Decimal)
        tables = tuple(_table(each) for each in content["table"])
        return Model(
            content["model"],
            Decimal(content["base_frequency"]),
            content["crm"],
            tables,
            content["provenance"],
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"not a table of relativities: {error}") from error


def _table(content: Mapping[str, Any]) -> Table:
    axes = tuple(
        _axis(factor, classes)
        for factor, classes in zip(content["factors"], content["classes"], strict=True)
    )
    rows = content["relativities"]
    if len(axes) > 1:
        rows = [cell for row in rows for cell in row]
    cells = 1
    for axis in axes:
        cells *= len(axis)
    if len(rows) != cells:
        raise ValueError(f"{content['factors']}: {cells} relativities expected, {len(rows)} found")
    return Table(axes, tuple(Decimal(cell) for cell in rows))


def _axis(factor: str, classes: list[Any]) -> Axis:
    if factor in NUMBERS:
        return Axis(factor, bounds=tuple(classes))
    return Axis(factor, groups=tuple(tuple(group) for group in classes))


def written(model: Model) -> str:
    """The file of a model; the same model always gives the same text."""
    lines = [f'model = "{model.name}"', f"base_frequency = {model.base_frequency}"]
    lines += [f"crm = {str(model.crm).lower()}", "", "[provenance]"]
    lines += [f"{key} = {_toml(value)}" for key, value in model.provenance.items()]
    for table in model.tables:
        lines += ["", "[[table]]"]
        lines.append(f"factors = {_toml([axis.factor for axis in table.axes])}")
        classes: list[list[Any]] = [
            list(axis.bounds) if axis.bounds else [list(group) for group in axis.groups]
            for axis in table.axes
        ]
        lines.append("classes = [")
        lines += [f"  {_toml(each)}," for each in classes]
        lines.append("]")
        lines += _relativity_lines(table)
    return "\n".join(lines) + "\n"


def _relativity_lines(table: Table) -> list[str]:
    if len(table.axes) == 1:
        return [f"relativities = [{', '.join(map(str, table.relativities))}]"]
    wide = len(table.axes[1])
    rows = [table.relativities[at : at + wide] for at in range(0, len(table.relativities), wide)]
    return ["relativities = [", *(f"  [{', '.join(map(str, row))}]," for row in rows), "]"]


def _toml(value: Any) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value)
