"""Key words are understood through a slip, and no other word is taken for one."""

import pytest

from comptoir.brain.signals.slips import mend

MISTYPED = [
    ("conseiler", "conseiller"),
    ("consieller", "conseiller"),
    ("conseyller", "conseiller"),
    ("responsble", "responsable"),
    ("telefone", "telephone"),
    ("chatagne", "chataigne"),
    ("dechrage", "decharge"),
    ("efondree", "effondre"),
    ("colapsed", "collapsed"),
    ("mitarbeitr", "mitarbeiter"),
]
OTHER_WORDS = """
conseil consulter console personnel parquet parents operation technique reverse eclairage exposer
recharge rembourse mairie telephones
""".split()  # noqa: SIM905


@pytest.mark.parametrize(("typed", "meant"), MISTYPED)
def test_a_key_word_is_understood_through_a_slip(typed: str, meant: str) -> None:
    assert mend(f"un {typed} la") == f"un {meant} la"


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_a_word_that_resembles_a_key_word_stays_itself(word: str) -> None:
    assert mend(word) == word


def test_addresses_and_figures_are_left_alone() -> None:
    assert mend("conseiler@exemple.fr cmd2025conseiler") == "conseiler@exemple.fr cmd2025conseiler"
