"""In danger, people are told what to do in their own language, most urgent first."""

import re
from itertools import combinations, product

import pytest

from comptoir.meuble.skill.safety import ADVICE, advice

KINDS = ("glass", "tipping", "collapse", "spring", "smoke", "shock", "injury", "child")
LANGUAGES = ("fr", "en", "es", "it", "de", "ar")
EVERY = list(product(KINDS, LANGUAGES))


def test_every_danger_has_advice_in_every_language():
    assert set(ADVICE) == set(KINDS)
    assert all(set(words) == set(LANGUAGES) for words in ADVICE.values())


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_advice_is_one_or_two_sentences(kind: str, language: str):
    text = advice([kind], language)
    assert 1 <= len(re.findall(r"[.!](?=\s|$)", text)) <= 2
    assert text == text.strip()
    assert "  " not in text


@pytest.mark.parametrize("kind", KINDS)
def test_arabic_is_written_in_arabic_and_the_others_in_latin_script(kind: str):
    for language in LANGUAGES:
        letters = [c for c in advice([kind], language) if c.isalpha()]
        arabic = [c for c in letters if "\u0600" <= c <= "\u06ff"]
        assert len(arabic) == (len(letters) if language == "ar" else 0)


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_languages_say_the_same(kind: str):
    for one, other in combinations(LANGUAGES, 2):
        assert advice([kind], one) != advice([kind], other)


@pytest.mark.parametrize(
    ("kind", "number"),
    [("injury", "15"), ("shock", "15"), ("collapse", "15"), ("child", "15"), ("smoke", "18")],
)
def test_where_someone_may_be_hurt_the_emergency_numbers_are_given(kind: str, number: str):
    for language in LANGUAGES:
        assert {number, "112"} <= set(re.findall(r"\d+", advice([kind], language)))


def test_an_injury_comes_before_everything_else():
    both = advice(["glass", "injury"], "fr")
    assert both.startswith(advice(["injury"], "fr"))
    assert both.endswith(advice(["glass"], "fr"))


def test_a_danger_told_twice_is_answered_once():
    assert advice(["tipping", "tipping"], "en") == advice(["tipping"], "en")


def test_without_danger_nothing_is_said():
    assert advice([], "fr") == ""


def test_an_unknown_language_is_answered_in_french():
    assert advice(["smoke"], "pt") == advice(["smoke"], "fr")


def test_an_unknown_danger_is_never_passed_over():
    with pytest.raises(KeyError):
        advice(["quicksand"], "fr")
