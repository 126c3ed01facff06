"""Learn the relativities from a portfolio, and say by cross-validation how well they predict.

Two models of claim frequency (docs/tariff.md says how each was chosen):

- the legal tariff: the coefficient multiplies as the law says and is never fitted; few classes,
  smoothed, small enough to print;
- the technical price: boosted trees of at most two factors, in which more malus never lowers the
  frequency, written out as tables of one and two factors.

Needs the extra `tariff`. The same rows and the same versions of its packages give the same bytes.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from comptoir.assurance import glm
from comptoir.assurance.policies import CLAIMS, EXPOSURE, checked_rows
from comptoir.assurance.relativities import FACTORS, NAMES, NUMBERS, Axis, Model, Table

Floats = glm.Floats
Places = glm.Places

LEGAL_CELLS = 120
"""How many relativities the legal tariff publishes, at most."""
FOLDS = 5
BALANCE = 1e-3
"""How far expected claims may be from those that happened, on the rows of the fit."""
PLACES = Decimal("0.0001")

AGES = (*range(18, 86),)
DENSITIES = (*range(0, 100, 10), *range(100, 500, 50), *range(500, 2000, 250))
LEGAL_BOUNDS = {
    "VehPower": tuple(range(4, 16)),
    "VehAge": tuple(range(22)),
    "DrivAge": AGES,
    "Density": (*DENSITIES, *range(2000, 5000, 500), 5000, 7000, 10_000, 15_000, 20_000),
}
LEGAL_SMOOTHING = {"VehPower": 200, "VehAge": 200, "DrivAge": 400, "Density": 2000, "VehGas": 5}
REGION_SMOOTHING = 80
LEGAL_PAIRS = (
    (("DrivAge", (18, 22, 27, 35, 50, 65)), ("VehPower", (4, 5, 6, 7, 9)), 100),
    (("VehPower", (4, 5, 6, 7, 8, 9, 11)), ("VehGas", ()), 30),
    (("DrivAge", (18, 22, 27, 35, 50, 65)), ("VehGas", ()), 100),
)

TECHNICAL_BOUNDS = {
    "VehPower": (*range(4, 13), 13),
    "VehAge": (*range(13), 14, 16, 18, 20),
    "DrivAge": (*range(18, 31), *range(32, 58, 2), 60, 64, 68, 72, 76, 80),
    "BonusMalus": (
        *(50, 51, 52, 54, 55, 57, 58, 60, 61, 62, 63, 64, 65, 67, 68, 69, 72, 73, 76, 77, 80, 81),
        *(85, 86, 90, 91, 95, 96, 100, 101, 106, 112, 118, 125, 140),
    ),
    "Density": (
        *(0, 10, 20, 30, 45, 65, 90, 125, 170, 230, 320, 450, 620, 850, 1200, 1700, 2400, 3400),
        *(4800, 7000, 12000),
    ),
}
TECHNICAL_SETTINGS: dict[str, Any] = {
    "max_iter": 200,
    "learning_rate": 0.05,
    "max_leaf_nodes": 16,
    "min_samples_leaf": 100,
    "l2_regularization": 20.0,
}


@dataclass(frozen=True)
class Rows:
    """The policies of a fit, a column each."""

    columns: dict[str, Any]
    """The whole numbers, and the names, of each factor."""
    exposure_years: Floats
    claims: Floats
    digest: str
    """SHA-256 of what was read, in the order it was read."""

    def __len__(self) -> int:
        return len(self.claims)

    def part(self, chosen: Any) -> "Rows":
        """Some of the rows."""
        columns = {name: column[chosen] for name, column in self.columns.items()}
        return Rows(columns, self.exposure_years[chosen], self.claims[chosen], self.digest)


def load(paths: Sequence[Path]) -> Rows:
    """The policies of these files, one after the other. Raises policies.UnreadableError."""
    wanted = (*FACTORS, CLAIMS)
    lists: dict[str, list[Any]] = {name: [] for name in (*wanted, EXPOSURE)}
    digest = hashlib.sha256()
    for path in paths:
        for values, years in checked_rows(path, wanted):
            # Without its years insured a policy says nothing.
            if years <= 0:
                continue
            for name in wanted:
                lists[name].append(values[name])
            lists[EXPOSURE].append(years)
            digest.update(repr((*values.values(), years)).encode())
    columns: dict[str, Any] = {n: np.array(lists[n], dtype=np.int64) for n in NUMBERS}
    columns |= {name: np.array(lists[name], dtype=object) for name in NAMES}
    return Rows(
        columns,
        np.array(lists[EXPOSURE], dtype=np.float64),
        np.array(lists[CLAIMS], dtype=np.float64),
        digest.hexdigest(),
    )


def fit(name: str, rows: Rows, provenance: dict[str, Any]) -> Model:
    """Learn the model of this name of `relativities.MODELS`, balanced on its rows."""
    # Sums made by several threads depend on how many there are.
    with threadpool_limits(1):
        tables = {"legal": _legal_tables, "technical": _technical_tables}[name](rows)
        model = Model(name, Decimal(1), name == "legal", tuple(tables), provenance)
        expected = float((expected_claims(model, rows)).sum())
        base = Decimal(float(rows.claims.sum()) / expected).quantize(Decimal("1e-8"))
    mean = (rows.claims.sum() / rows.exposure_years.sum()).item()
    facts = {
        "rows": len(rows),
        "claims": int(rows.claims.sum()),
        "years_insured": round(float(rows.exposure_years.sum()), 2),
        "mean_frequency": Decimal(mean).quantize(Decimal("1e-8")),
        "rows_sha256": rows.digest,
    }
    return Model(name, base, model.crm, model.tables, {**facts, **provenance})


def expected_claims(model: Model, rows: Rows) -> Floats:
    """Expected claims of each row, over its own years insured."""
    frequency = np.full(len(rows), float(model.base_frequency))
    for table in model.tables:
        cell = np.zeros(len(rows), dtype=np.int64)
        known = np.ones(len(rows), dtype=bool)
        for axis in table.axes:
            place = _places(axis, rows)
            known &= place >= 0
            cell = cell * len(axis) + np.maximum(place, 0)
        relativities = np.array([float(each) for each in table.relativities])
        frequency *= np.where(known, relativities[cell], 1.0)
    if model.crm:
        frequency *= rows.columns["BonusMalus"] / 100
    return frequency * rows.exposure_years


def _places(axis: Axis, rows: Rows) -> Places:
    """The class of each row on an axis; -1 where there is none."""
    column = rows.columns[axis.factor]
    if axis.bounds:
        found: Places = np.searchsorted(np.array(axis.bounds), column, side="right") - 1
        return np.maximum(found, 0).astype(np.int64)
    number = {name: at for at, group in enumerate(axis.groups) for name in group}
    return np.array([number.get(name, -1) for name in column], dtype=np.int64)


# The legal tariff


def _legal_tables(rows: Rows) -> list[Table]:
    axes = [Axis(factor, bounds) for factor, bounds in LEGAL_BOUNDS.items()]
    axes += [_names_axis("VehGas", rows), _names_axis("Region", rows)]
    pairs = [
        tuple(Axis(f, bounds) if bounds else _names_axis(f, rows) for f, bounds in pair)
        for *pair, _ in LEGAL_PAIRS
    ]
    smoothing = [*LEGAL_SMOOTHING.values(), REGION_SMOOTHING]
    blocks = [
        glm.Block(_places(axis, rows), len(axis), weight, bool(axis.bounds))
        for axis, weight in zip(axes, smoothing, strict=True)
    ]
    for (one, other), (*_, weight) in zip(pairs, LEGAL_PAIRS, strict=True):
        places = _places(one, rows) * len(other) + _places(other, rows)
        blocks.append(glm.Block(places, len(one) * len(other), weight, ordered=False))
    offset = rows.exposure_years * rows.columns["BonusMalus"] / 100
    fitted = glm.fit(blocks, rows.claims, offset)
    tables = _in_few_classes(axes, fitted, sum(len(a) * len(b) for a, b in pairs))
    for axes_, effects in zip(pairs, fitted.effects[len(axes) :], strict=True):
        tables.append(Table(axes_, _relativities(effects)))
    return tables


def _in_few_classes(axes: Sequence[Axis], fitted: glm.Fit, taken: int) -> list[Table]:
    """Tables of one factor, with neighbours merged until all cells are as many as may be.

    A merged class keeps the average of what was smoothed: fitting it anew would fit its noise.
    """
    numbers = [at for at, axis in enumerate(axes) if axis.bounds]
    names = [at for at, axis in enumerate(axes) if axis.groups]
    left = LEGAL_CELLS - taken - sum(len(axes[at]) for at in names)
    part = glm.Fit(
        fitted.level,
        tuple(fitted.effects[at] for at in numbers),
        tuple(fitted.claims[at] for at in numbers),
    )
    tables = []
    for at, places in zip(numbers, glm.merged(part, left), strict=True):
        weights = np.maximum(fitted.claims[at], 1e-9)
        sums = np.bincount(places, weights * fitted.effects[at])
        effects = sums / np.bincount(places, weights)
        starts = np.searchsorted(places, np.arange(len(effects)))
        bounds = tuple(axes[at].bounds[start] for start in starts)
        tables.append(Table((Axis(axes[at].factor, bounds),), _relativities(effects)))
    tables += [Table((axes[at],), _relativities(fitted.effects[at])) for at in names]
    return tables


def _relativities(effects: Floats) -> tuple[Decimal, ...]:
    return tuple(Decimal(float(each)).quantize(PLACES) for each in np.exp(effects))


def _names_axis(factor: str, rows: Rows) -> Axis:
    return Axis(factor, groups=tuple((str(n),) for n in sorted(set(rows.columns[factor]))))


# The technical price


def _technical_tables(rows: Rows) -> list[Table]:
    axes = [
        Axis(factor, TECHNICAL_BOUNDS[factor]) if factor in NUMBERS else _names_axis(factor, rows)
        for factor in FACTORS
    ]
    seen = np.column_stack([_places(axis, rows) for axis in axes]).astype(np.float64)
    trees = HistGradientBoostingRegressor(
        loss="poisson",
        early_stopping=False,
        random_state=1,
        categorical_features=[FACTORS.index("Region")],
        monotonic_cst=[int(factor == "BonusMalus") for factor in FACTORS],
        interaction_cst="pairwise",
        **TECHNICAL_SETTINGS,
    )
    trees.fit(seen, rows.claims / rows.exposure_years, sample_weight=rows.exposure_years)

    def score(places: Floats) -> Floats:
        logs: Floats = np.log(trees.predict(places))
        return logs

    tables = _taken_apart(axes, score, _usual(axes, seen, rows))
    _check_exact(tables, rows, score(seen))
    return _made_monotone(tables)


def _usual(axes: Sequence[Axis], seen: Floats, rows: Rows) -> Floats:
    """The most frequent class of each factor: the policy whose relativities are all 1."""
    return np.array(
        [
            np.bincount(seen[:, at].astype(np.int64), rows.exposure_years, len(axis)).argmax()
            for at, axis in enumerate(axes)
        ],
        dtype=np.float64,
    )


def _taken_apart(
    axes: Sequence[Axis], score: Callable[[Floats], Floats], usual: Floats
) -> list[Table]:
    """A function of pairs of factors as tables around one policy: nothing of it is lost."""
    level = score(usual[None, :])[0]
    alone = []
    for at, axis in enumerate(axes):
        grid = np.repeat(usual[None, :], len(axis), axis=0)
        grid[:, at] = np.arange(len(axis))
        alone.append(score(grid) - level)
    tables = [
        Table((axis,), _relativities(effects)) for axis, effects in zip(axes, alone, strict=True)
    ]
    for one, other in combinations(range(len(axes)), 2):
        grid = np.repeat(usual[None, :], len(axes[one]) * len(axes[other]), axis=0)
        grid[:, one] = np.repeat(np.arange(len(axes[one])), len(axes[other]))
        grid[:, other] = np.tile(np.arange(len(axes[other])), len(axes[one]))
        both = score(grid).reshape(len(axes[one]), len(axes[other]))
        effects = both - level - alone[one][:, None] - alone[other][None, :]
        tables.append(Table((axes[one], axes[other]), _relativities(effects.ravel())))
    return tables


def _check_exact(tables: Sequence[Table], rows: Rows, scores: Floats) -> None:
    """Raise RuntimeError when the tables are not the trees: they were of more than two factors."""
    bare = Model("technical", Decimal(1), False, tuple(tables), {})
    written = np.log(expected_claims(bare, rows) / rows.exposure_years)
    apart = np.ptp(written - scores)
    if apart > 0.01:
        raise RuntimeError(f"the tables are {apart:.3f} from the trees they were written from")


def _made_monotone(tables: list[Table]) -> list[Table]:
    """Undo what rounding did to the order of the coefficients, by at most as much.

    From one class of BonusMalus to the next, the least rise over all policies is the product of
    the least rises of each table, since every other factor may be in any class.
    """
    malus = next(t for t in tables if [axis.factor for axis in t.axes] == ["BonusMalus"])
    size = len(malus.axes[0])
    least = [Decimal(1)] * size
    for table in tables:
        factors = [axis.factor for axis in table.axes]
        if len(factors) < 2 or "BonusMalus" not in factors:
            continue
        grid = np.array(table.relativities, dtype=object).reshape([len(a) for a in table.axes])
        if factors[1] == "BonusMalus":
            grid = grid.T
        for at in range(1, size):
            least[at] *= min(now / was for now, was in zip(grid[at], grid[at - 1], strict=True))
    raised = [malus.relativities[0]]
    for at in range(1, size):
        floor = (raised[-1] / least[at]).quantize(PLACES, rounding="ROUND_CEILING")
        raised.append(max(malus.relativities[at], floor))
    return [Table(malus.axes, tuple(raised)) if table is malus else table for table in tables]


# How well


@dataclass(frozen=True)
class Measured:
    """Mean Poisson deviance a policy, in hundredths, on rows the fit had not seen."""

    constant: float
    model: float
    of_folds: tuple[float, ...]


def deviance(claims: Floats, expected: Floats) -> float:
    """Mean Poisson deviance a policy, in hundredths."""
    logs = np.where(claims > 0, claims * np.log(np.maximum(claims, 1) / expected), 0)
    return float(200 * np.mean(logs - (claims - expected)))


def folds(rows: Rows, count: int = FOLDS) -> Places:
    """Which part each row is in. Rows alike in every factor are in one part: often one customer."""
    columns = [rows.columns[name].astype("U40").tolist() for name in FACTORS]
    return np.array(
        [
            int.from_bytes(hashlib.blake2b("|".join(cells).encode(), digest_size=8).digest())
            % count
            for cells in zip(*columns, strict=True)
        ],
        dtype=np.int64,
    )


def cross_validated(name: str, rows: Rows, count: int = FOLDS) -> Measured:
    """Fit on all parts but one and predict that one, for each."""
    part = folds(rows, count)
    expected, constant = np.zeros(len(rows)), np.zeros(len(rows))
    for held in range(count):
        rest, here = rows.part(part != held), rows.part(part == held)
        expected[part == held] = expected_claims(fit(name, rest, {}), here)
        rate = rest.claims.sum() / rest.exposure_years.sum()
        constant[part == held] = rate * here.exposure_years
    of_folds = tuple(
        deviance(rows.claims[part == held], expected[part == held]) for held in range(count)
    )
    return Measured(deviance(rows.claims, constant), deviance(rows.claims, expected), of_folds)
