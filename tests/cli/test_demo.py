"""Filling an empty installation."""


def test_it_fills_an_empty_installation_once(run):
    first = run("demo")
    assert (first.code, first.err) == (0, "")
    assert "comptoir-demo" in first.out
    assert run("accounts", "list", "meuble").out.endswith("3 accounts\n")

    second = run("demo")
    assert (second.code, second.out) == (1, "")
    assert second.err == "comptoir: the installation is not empty; nothing was changed.\n"
    assert run("accounts", "list", "meuble").out.endswith("3 accounts\n")


def test_an_installation_with_one_account_is_not_empty(run):
    arguments = ("accounts", "create", "meuble", "a@example.com", "--password-stdin")
    assert run(*arguments, stdin="a long password\n").code == 0
    assert run("demo").code == 1
    assert run("accounts", "list", "meuble").out.endswith("1 account\n")


def test_production_never_has_it(run):
    ran = run("demo", ENV="production")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "comptoir: production never has demonstration accounts.\n"
    assert run("accounts", "list", "meuble").out == "0 accounts\n"
