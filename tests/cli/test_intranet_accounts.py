"""`comptoir accounts` for the intranet: its own roles, the same actions."""

PASSWORD = "a long enough password"


def test_an_intranet_account_is_made_listed_disabled_and_deleted(run):
    make = ("accounts", "create", "intranet", "zoe@office.example", "--password-stdin")
    assert run(*make, "--role", "staff", stdin=f"{PASSWORD}\n").code == 0
    assert "zoe@office.example" in run("accounts", "list", "intranet").out
    again = run(*make, stdin=f"{PASSWORD}\n")
    assert (again.code, again.err) == (1, "comptoir: This e-mail has an account.\n")
    assert run("accounts", "disable", "intranet", "zoe@office.example").code == 0
    assert "inactive" in run("accounts", "list", "intranet").out
    assert run("accounts", "delete", "intranet", "zoe@office.example").code == 0
    assert run("accounts", "list", "intranet").out == "0 accounts\n"


def test_a_role_of_another_service_is_refused(run):
    made = ("accounts", "create", "intranet", "zoe@office.example", "--role", "sav")
    ran = run(*made, "--password-stdin", stdin=f"{PASSWORD}\n")
    assert ran.code == 1
    assert "choose among member, staff, admin" in ran.err
