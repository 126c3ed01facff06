"""Letters are looked at in one way, whatever keyboard they came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.brain.words import MAX_CHARS, any_of, fold, lines, phrases, plain, spell_out, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Où EST\tmon\n\ncanapé ? ", "ou est mon canape ?"),
        ("L’étagère s’est décrochée", "l'etagere s'est decrochee"),
        ("CMD–2025—30188", "cmd-2025-30188"),
        ("Straße über Ärger", "strasse uber arger"),
        ("cœur œuvre", "coeur oeuvre"),
        ("ＣＭＤ２０２５", "cmd2025"),
        ("«oui» “ja”", '"oui" "ja"'),
        ("o\u200bu\u00adi", "oui"),
        ("أُرِيدُ الطلب", "اريد طلب"),
        ("طلب ٢٠٢٥؟", "طلب 2025?"),
        ("ok 👍🏽", "ok 👍🏽"),
    ],
)
def test_what_looks_different_and_means_the_same_is_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=200))
def test_a_folded_text_is_bounded_and_has_single_spaces(text: str) -> None:
    folded = fold(text * 50)

    assert len(folded) <= MAX_CHARS
    assert "  " not in folded
    assert folded == folded.strip()


def test_apostrophes_hyphens_and_slashes_open_into_spaces() -> None:
    assert plain("C'est-à-dire : allez-y / d'accord") == "c est a dire : allez y d accord"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("kan es ke je recoi", "quand es que je recoi"),
        ("c pas bon", "c est pas bon"),
        ("c est pas bon", "c est pas bon"),
        ("jai pa recu ma comande svp", "j ai pas recu ma commande s il vous plait"),
        ("kelkun", "quelqu un"),
    ],
)
def test_texting_is_written_in_full(typed: str, written: str) -> None:
    assert spell_out(typed) == written


def test_tokens_are_words_and_numbers() -> None:
    assert tokens("j'ai 2 chaises, ok?") == ["j", "ai", "2", "chaises", "ok"]


def test_a_block_of_patterns_may_be_explained_and_wrapped() -> None:
    block = """
        # What follows is broken.
        pied .. (?:casse
        +|fendu)
        tiroir bloque | porte bloquee
    """

    assert lines(block) == ("pied .. (?:casse|fendu)", "tiroir bloque | porte bloquee")
    assert any_of("a | b\nc") == "(?:a|b|c)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le pied du lit est casse", True),
        ("les pieds sont tous casses", True),
        ("le pied va bien. il a casse", False),
        ("le trepied casse", False),
        ("pied " + "tres " * 20 + "casse", False),
    ],
)
def test_a_phrase_spans_a_short_gap_inside_a_sentence(text: str, found: bool) -> None:
    assert bool(phrases("{part} .. casse", part="(?:pied|latte)").search(text)) is found
