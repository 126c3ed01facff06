"""`comptoir import portfolio`."""

HEAD = "email,number,formula,vehicle,registration,premium,crm,begins_on,renews_on,deductible\n"
ROW = (
    "a@example.com,AUTO-2025-1,tiers,Renault Clio,AA-111-AA,412.50,0.68,2025-01-01,2026-01-01,300\n"
)


def test_contracts_are_taken_in_and_replaced(run, tmp_path):
    file = tmp_path / "portfolio.csv"
    file.write_text(HEAD + ROW)

    assert (
        "1 customers and 1 contracts added, 0 replaced" in run("import", "portfolio", str(file)).out
    )
    assert (
        "0 customers and 0 contracts added, 1 replaced" in run("import", "portfolio", str(file)).out
    )


def test_a_wrong_row_changes_nothing(run, tmp_path):
    file = tmp_path / "portfolio.csv"
    file.write_text(HEAD + ROW + ROW.replace("AUTO-2025-1", "AUTO-2025-2").replace("0.68", "0.20"))

    ran = run("import", "portfolio", str(file))

    assert ran.code == 1
    assert "line 3: crm" in ran.err
    file.write_text(HEAD + ROW)
    assert "1 contracts added" in run("import", "portfolio", str(file)).out
