"""Anyone can fit, check and look at the tariff on a portfolio of their own."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from comptoir.assurance import fitting

NAMES = [
    *("IDpol", "ClaimNb", "Exposure", "Area", "VehPower", "VehAge", "DrivAge", "BonusMalus"),
    *("VehBrand", "VehGas", "Density", "Region"),
]
MARC = ["7", "0", "0.5", "D", "6", "6", "45", "50", "B1", "Diesel", "1217", "Bretagne"]
ZOE = ["8", "1", "1", "A", "4", "0", "19", "100", "B12", "Regular", "22000", "Ile-de-France"]


def text(rows: list[list[str]], names: list[str] = NAMES, delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(row) for row in [names, *rows]) + "\n"


@pytest.fixture
def predict(run, tmp_path):
    """Run `comptoir tariff predict` on a CSV of these contents; what it said, and its rows."""

    def predict_it(content: str, *more: str, name: str = "policies.csv"):
        source, out = tmp_path / name, tmp_path / "out.csv"
        source.write_text(content, encoding="utf-8")
        ran = run("tariff", "predict", str(source), "--out", str(out), *more)
        rows = list(csv.reader(out.read_text("utf-8").splitlines())) if out.exists() else []
        return ran, rows

    return predict_it


@pytest.mark.parametrize("model", ["legal", "technical"])
def test_rows_come_back_as_they_were_with_one_column_more(predict, model):
    rows = [MARC, ZOE, MARC]
    ran, written = predict(text(rows), "--model", model)
    assert (ran.code, ran.err) == (0, "")
    assert written[0] == [*NAMES, "expected_claims"]
    assert [row[:-1] for row in written[1:]] == rows
    expected = [float(row[-1]) for row in written[1:]]
    assert expected[0] == expected[2]
    assert 0.005 < expected[0] < 0.1, "half a year of a quiet driver"
    assert expected[1] > 3 * expected[0], "a year of a young one in a city"


def test_expected_claims_grow_with_the_years_insured_and_the_coefficient(predict):
    year, twice, malus = MARC.copy(), MARC.copy(), MARC.copy()
    year[2], twice[2], malus[2] = "1", "2", "1"
    malus[7] = "100"
    _, written = predict(text([year, twice, malus]))
    expected = [float(row[-1]) for row in written[1:]]
    assert expected[1] == pytest.approx(2 * expected[0])
    assert expected[2] == pytest.approx(2 * expected[0]), "the law's coefficient multiplies"


def test_more_malus_never_lowers_the_technical_price(predict):
    rows = []
    for base in (MARC, ZOE):
        for power in ("4", "7", "12"):
            for malus in range(50, 231):
                row = base.copy()
                row[4], row[7] = power, str(malus)
                rows.append(row)
    _, written = predict(text(rows), "--model", "technical")
    expected = [float(row[-1]) for row in written[1:]]
    for at in range(0, len(expected), 181):
        ladder = expected[at : at + 181]
        assert ladder == sorted(ladder)
        assert ladder[0] < ladder[-1]


def test_neither_order_nor_other_columns_matter(predict):
    _, written = predict(text([MARC]))
    turned = ["note", *reversed(NAMES)]
    _, other = predict(text([["a note", *reversed(MARC)]], turned, ";"))
    assert float(other[1][0].split(";")[-1]) == float(written[1][-1])
    bare = [name for name in NAMES if name not in {"IDpol", "ClaimNb", "Area", "VehBrand"}]
    _, third = predict(text([[MARC[NAMES.index(name)] for name in bare]], bare))
    assert third[1][-1] == written[1][-1]


def changed(name: str, cell: str) -> list[str]:
    row = MARC.copy()
    row[NAMES.index(name)] = cell
    return row


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (text([MARC, changed("DrivAge", "")]), "line 3: DrivAge is missing."),
        (text([changed("VehGas", "")]), "line 2: VehGas is missing."),
        (text([changed("Density", "NA")]), "line 2: Density is missing."),
        (text([changed("BonusMalus", "0.5")]), "a number from 50 to 350 is expected"),
        (text([MARC, MARC, changed("VehPower", "six")]), "line 4: VehPower is 'six'"),
        (text([changed("Exposure", "-1")]), "line 2: Exposure is '-1'"),
        (text([changed("Exposure", "nan")]), "line 2: Exposure is missing."),
        (text([changed("DrivAge", "inf")]), "line 2: DrivAge is 'inf'"),
        (text([MARC[:-1]]), "line 2 has 11 cells, 12 columns are named."),
        (text([MARC[:-2]], NAMES[:-2]), "these columns are missing: Density, Region."),
        (text([[*MARC, "50"]], [*NAMES, "DrivAge"]), "these columns are there twice: DrivAge."),
        (text([[*MARC, "1"]], [*NAMES, "expected_claims"]), "a column expected_claims already"),
        ("", "is empty"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(predict, content, why):
    ran, written = predict(content)
    assert ran.code == 1
    assert why in ran.err
    assert written == [], "half a file is worse than none"


def test_a_file_that_fails_leaves_the_one_before_alone(predict):
    _, before = predict(text([MARC]))
    ran, after = predict(text([MARC, changed("DrivAge", "")]))
    assert ran.code == 1
    assert after == before


def test_a_name_nobody_had_counts_as_one_and_is_told(predict):
    ran, written = predict(text([changed("Region", "Atlantide"), changed("Region", "Atlantide")]))
    assert ran.code == 0
    assert "2 rows have a Region that the portfolio of the tariff had not, 'Atlantide'" in ran.err
    assert float(written[1][-1]) > 0


def test_a_portfolio_may_be_parquet(predict, run, tmp_path):
    _, written = predict(text([MARC, ZOE]))
    table = arrow_csv.read_csv(tmp_path / "policies.csv")
    parquet.write_table(table, tmp_path / "policies.parquet")
    out = tmp_path / "out.parquet"
    ran = run("tariff", "predict", str(tmp_path / "policies.parquet"), "--out", str(out))
    assert (ran.code, ran.err) == (0, "")
    back = parquet.read_table(out)
    assert back.column_names == [*NAMES, "expected_claims"]
    assert back.select(NAMES).equals(table)
    assert back["expected_claims"].to_pylist() == [float(row[-1]) for row in written[1:]]


def test_csv_needs_nothing_but_python(tmp_path):
    """With the extra's packages made impossible to import."""
    (tmp_path / "policies.csv").write_text(text([MARC]))
    program = (
        "import sys\n"
        "for name in ('numpy', 'pyarrow', 'sklearn', 'scipy'): sys.modules[name] = None\n"
        "from comptoir.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )

    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, "tariff", *arguments],
            capture_output=True,
            check=False,
            text=True,
            cwd=tmp_path,
            env={k: v for k, v in os.environ.items() if not k.startswith("COMPTOIR_")},
        )

    assert ran("predict", "policies.csv", "--out", "out.csv").returncode == 0
    assert ran("show").returncode == 0
    (tmp_path / "policies.parquet").write_bytes(b"PAR1")
    refused = ran("predict", "policies.parquet", "--out", "out.csv")
    assert refused.returncode == 1
    assert "pip install 'comptoir[tariff]'" in refused.stderr
    refused = ran("fit", "policies.csv")
    assert refused.returncode == 1
    assert "pip install 'comptoir[tariff]'" in refused.stderr


def test_the_relativities_are_drawn(run):
    ran = run("tariff", "show")
    assert ran.code == 0
    assert "DrivAge\n" in ran.out
    assert "█" in ran.out
    assert "DrivAge × VehPower" in ran.out
    assert run("tariff", "show", "--model", "technical").code == 0


REGIONS = ["Bretagne", "Centre", "Ile-de-France"]


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory) -> Path:
    """An invented portfolio: youth, cities and malus have more claims."""
    chance = np.random.default_rng(7)
    size = 6000
    ages, densities = chance.integers(18, 85, size), chance.integers(1, 9000, size)
    malus = chance.integers(50, 130, size)
    years = chance.uniform(0.1, 1, size).round(2)
    rate = 0.3 * malus / 100 * np.where(ages < 25, 2.0, 1.0) * np.where(densities > 4000, 1.4, 1)
    claims = chance.poisson(rate * years)
    rows = [
        [
            str(number),
            str(claims[number]),
            str(years[number]),
            "A",
            str(chance.integers(4, 13)),
            str(chance.integers(0, 20)),
            str(ages[number]),
            str(malus[number]),
            "B1",
            str(chance.choice(["Diesel", "Regular"])),
            str(densities[number]),
            str(chance.choice(REGIONS)),
        ]
        for number in range(size)
    ]
    path = tmp_path_factory.mktemp("portfolio") / "policies.csv"
    path.write_text(text(rows))
    return path


def test_a_fit_gives_the_same_bytes_is_balanced_and_is_used(run, portfolio, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        ran = run(
            *("tariff", "fit", str(portfolio), "--out", str(folder), "--no-validation"),
            *("--source", "invented", "--licence", "CC0-1.0"),
        )
        assert (ran.code, ran.err) == (0, "")
    for model in ("legal", "technical"):
        written = [(folder / f"{model}.toml").read_text() for folder in folders]
        assert written[0] == written[1]
        assert 'licence = "CC0-1.0"' in written[0]
        out = tmp_path / "out.csv"
        table = folders[0] / f"{model}.toml"
        done = run(
            *("tariff", "predict", str(portfolio), "--out", str(out), "--table", str(table)),
        )
        assert done.code == 0
        rows = list(csv.DictReader(out.read_text().splitlines()))
        expected = sum(float(row["expected_claims"]) for row in rows)
        observed = sum(int(row["ClaimNb"]) for row in rows)
        assert expected == pytest.approx(observed, rel=1e-3)
        young = [row for row in rows if int(row["DrivAge"]) < 25]
        assert (
            sum(float(r["expected_claims"]) for r in young)
            > sum(float(r["Exposure"]) for r in young) * 0.36
        ), "youth was learned"


def test_a_fit_is_measured_on_rows_it_had_not_seen(run, portfolio, tmp_path):
    ran = run("tariff", "fit", str(portfolio), "--out", str(tmp_path), "--model", "legal")
    assert ran.code == 0
    line = next(line for line in ran.out.splitlines() if line.startswith("legal: mean"))
    model, constant = _two(line)
    assert model < constant


def _two(line: str) -> tuple[float, float]:
    words = [word for word in line.replace("(", " ").split() if "." in word]
    return float(words[0]), float(words[1])


def test_the_same_customer_is_never_on_both_sides(portfolio):
    rows = fitting.load([portfolio, portfolio])
    part = fitting.folds(rows)
    half = len(rows) // 2
    assert (part[:half] == part[half:]).all()
    assert set(part) == set(range(fitting.FOLDS))


def test_a_portfolio_without_claims_teaches_nothing(run, tmp_path):
    (tmp_path / "policies.csv").write_text(text([MARC]))
    ran = run("tariff", "fit", str(tmp_path / "policies.csv"), "--out", str(tmp_path))
    assert ran.code == 1
    assert "nothing to learn" in ran.err
