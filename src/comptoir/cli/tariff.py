"""`comptoir tariff`: fit, apply and show the relativities of the insurer (docs/tariff.md)."""

import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from comptoir.cli.common import UnusableError, add_command

MODELS = ("legal", "technical")
BAR_CHARS = 40
DATA_SOURCE = "CASdatasets freMTPL2freq"
DATA_LICENCE = "GPL-2.0-or-later"


def register(commands: Any) -> None:
    """Add the command and its actions."""
    parser = add_command(
        commands,
        "tariff",
        "Fit, apply and show how often who has a claim. Portfolios are CSV, or parquet with the"
        " extra `tariff`; docs/tariff.md names their columns.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    fit = add_command(
        actions,
        "fit",
        "Learn the relativities from a portfolio, and measure them by cross-validation. Needs the"
        " extra `tariff`.",
        _fit,
    )
    fit.add_argument("files", type=Path, nargs="+", metavar="FILE", help="the policies")
    fit.add_argument(
        "--out",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="where to write legal.toml and technical.toml; here when not said",
    )
    fit.add_argument(
        "--model", choices=MODELS, action="append", help="only this one; both when not said"
    )
    fit.add_argument(
        "--source", default=DATA_SOURCE, help="whose policies they are, as the table will say"
    )
    fit.add_argument(
        "--licence", default=DATA_LICENCE, help="under which licence, as the table will say"
    )
    fit.add_argument(
        "--no-validation", action="store_true", help="do not measure: several times faster"
    )
    predict = add_command(
        actions,
        "predict",
        "Write a portfolio's rows again, each with its expected claims over its Exposure. The rows"
        " keep their order and their columns; `expected_claims` is one more.",
        _predict,
    )
    predict.add_argument("file", type=Path, metavar="FILE", help="the policies")
    predict.add_argument(
        "--out", type=Path, required=True, metavar="OUT", help="the file to write, .csv or .parquet"
    )
    _add_model(predict)
    show = add_command(actions, "show", "Draw the relativities of each factor.", _show)
    _add_model(show)


def _add_model(parser: Any) -> None:
    parser.add_argument(
        "--model",
        choices=MODELS,
        default="legal",
        help="legal, the default: what premiums follow; technical: what claims follow",
    )
    parser.add_argument(
        "--table", type=Path, metavar="TOML", help="a table that `fit` wrote, in place of ours"
    )


def _fit(given: Namespace) -> int:
    for package in ("numpy", "pyarrow", "sklearn"):
        if find_spec(package) is None:
            raise UnusableError(f"{package} is not installed: pip install 'comptoir[tariff]'.")
    from comptoir.assurance import fitting, relativities  # noqa: PLC0415 - the extra
    from comptoir.assurance.policies import UnreadableError  # noqa: PLC0415

    try:
        rows = fitting.load(given.files)
        if not rows.claims.sum() > 0:
            raise UnusableError("these policies have no claim: there is nothing to learn.")
    except UnreadableError as error:
        raise UnusableError(str(error)) from error
    print(f"{len(rows)} policies, {rows.claims.sum():.0f} claims", flush=True)
    for name in given.model or MODELS:
        provenance = {"source": given.source, "licence": given.licence}
        if not given.no_validation:
            measured = fitting.cross_validated(name, rows)
            print(
                f"{name}: mean Poisson deviance {measured.model:.3f} in hundredths a policy, a"
                f" constant {measured.constant:.3f} ({fitting.FOLDS} parts, rows alike in one)"
            )
            provenance["deviance_held_out"] = f"{measured.model:.3f}"
            provenance["deviance_of_a_constant"] = f"{measured.constant:.3f}"
        model = fitting.fit(name, rows, provenance)
        path = given.out / f"{name}.toml"
        path.write_text(relativities.written(model), encoding="utf-8")
        balance = fitting.expected_claims(model, rows).sum() / rows.claims.sum()
        print(f"{path}: {model.cells} relativities, expected over observed {balance:.5f}")
    return 0


def _predict(given: Namespace) -> int:
    from comptoir.assurance import policies  # noqa: PLC0415 - other commands start without

    try:
        rows, unknown = policies.predict(_model(given), given.file, given.out)
    except policies.UnreadableError as error:
        raise UnusableError(str(error)) from error
    for sentence in unknown.sentences():
        print(f"warning: {sentence}", file=sys.stderr)
    print(f"{given.out}: {rows} rows")
    return 0


def _model(given: Namespace) -> Any:
    from comptoir.assurance import relativities  # noqa: PLC0415 - other commands start without

    if given.table is None:
        return relativities.shipped(given.model)
    try:
        return relativities.read(given.table.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnusableError(f"{given.table} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UnusableError(f"{given.table}: {error}.") from error


def _show(given: Namespace) -> int:
    model = _model(given)
    print(f"{model.name}: {model.cells} relativities, {len(model.tables)} tables")
    print(f"{float(model.base_frequency):.5f} claims a year where every relativity is 1")
    if model.crm:
        print("times the coefficient (bonus-malus), as the law says")
    for table in model.tables:
        print(f"\n{table.name}")
        if len(table.axes) == 1:
            _draw(table)
        else:
            _grid(table)
    return 0


def _draw(table: Any) -> None:
    """One bar a class, all from zero."""
    most = max(table.relativities)
    labels = table.axes[0].labels()
    wide = max(map(len, labels))
    for label, relativity in zip(labels, table.relativities, strict=True):
        bar = "█" * round(BAR_CHARS * relativity / most)
        print(f"  {label:>{wide}}  {relativity:.3f}  {bar}")


def _grid(table: Any) -> None:
    """The classes of the second factor across; of a wide table only from where to where."""
    one, other = table.axes
    if len(other) > 10:
        low, high = min(table.relativities), max(table.relativities)
        print(f"  {len(one)} × {len(other)} relativities, {low:.3f} to {high:.3f}")
        return
    heads = other.labels()
    wide = max(map(len, one.labels()))
    print(" " * (wide + 2), *(f"{head:>8}" for head in heads))
    for at, label in enumerate(one.labels()):
        row = table.relativities[at * len(other) : (at + 1) * len(other)]
        print(f"  {label:>{wide}}", *(f"{relativity:8.3f}" for relativity in row))
