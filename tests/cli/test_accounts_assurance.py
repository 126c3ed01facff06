"""`comptoir accounts … assurance`: people without passwords."""

EMAIL = "lea@example.com"


def test_an_insured_is_made_listed_disabled_and_deleted(run):
    assert "(customer) created" in run("accounts", "create", "assurance", EMAIL).out
    assert EMAIL in run("accounts", "list", "assurance").out
    assert "is disabled" in run("accounts", "disable", "assurance", EMAIL).out
    assert "is deleted" in run("accounts", "delete", "assurance", EMAIL).out
    assert EMAIL not in run("accounts", "list", "assurance").out


def test_an_adviser_has_a_role_and_an_address_one_account(run):
    create = ("accounts", "create", "assurance", EMAIL)
    assert "(conseiller) created" in run(*create, "--role", "conseiller").out
    assert run(*create).code == 1
    assert run("accounts", "create", "assurance", "nonsense").code == 1
    assert run(*create, "--role", "sav").code == 1


def test_nobody_has_a_password_to_reset(run):
    run("accounts", "create", "assurance", EMAIL)
    ran = run("accounts", "reset", "assurance", EMAIL)
    assert ran.code == 1
    assert "mailed code" in ran.err
