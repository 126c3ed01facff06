"""Sentences of a passage: whole over the ends of full lines, apart where a line ends by itself."""

import pytest

from comptoir.foyer.relevance import Question, sentences

CASES = [
    (
        "Le magasin est ouvert de 8 h à 12 h, sauf le lundi où il est\nfermé. Il rouvre à 14 h.",
        [
            "Le magasin est ouvert de 8 h à 12 h, sauf le lundi où il est\nfermé.",
            "Il rouvre à 14 h.",
        ],
    ),
    (
        "Le préavis des cadres est de trois mois, sauf accord de\nMadame Lavoie.",
        ["Le préavis des cadres est de trois mois, sauf accord de\nMadame Lavoie."],
    ),
    ("Apportez ce qui suit pour la visite :\n- une carte\n- un badge", None),
    ("Objet   Prix   Délai de livraison\nTable   12 euros   huit jours", None),
    ("Objet | Prix de location\nTable pliante | 12 euros", None),
    ("L'équipe M. Tibault et M. Orgeval est là.", ["L'équipe M. Tibault et M. Orgeval est là."]),
    ("Heures\nLe magasin ouvre à 8 h.", None),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_line_that_was_only_full_goes_on(text: str, expected: list[str] | None) -> None:
    assert sentences(text) == (text.split("\n") if expected is None else expected)


@pytest.mark.parametrize(("text", "_expected"), CASES)
def test_every_sentence_stands_in_its_text(text: str, _expected: list[str] | None) -> None:
    assert all(each in text for each in sentences(text))


def test_a_word_asked_for_does_not_stand_for_another_one_besides() -> None:
    both = Question("prix et tarif", "fr")
    assert sum(both.likenesses("Le prix est affiché.")) == 1
