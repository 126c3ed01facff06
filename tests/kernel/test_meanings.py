"""What texts are about: near each other in meaning, also without a word in common."""

from comptoir.kernel.search.meanings import likeness, meaning

ABROAD = "Travailler depuis un autre pays de l'Union européenne est possible."
FILTER = "Le filtre du ventilateur était colmaté."


def test_a_question_is_nearer_to_what_it_is_about() -> None:
    asked = meaning("Puis-je bosser depuis l'Espagne ?", "fr")
    assert likeness(asked, meaning(ABROAD, "fr")) > 0.2 > likeness(asked, meaning(FILTER, "fr"))


def test_an_english_question_is_near_to_french_words() -> None:
    asked = meaning("May I work from another country?", "en")
    assert likeness(asked, meaning(ABROAD, "fr")) > 0.2 > likeness(asked, meaning(FILTER, "fr"))


def test_a_text_is_as_long_as_another_and_most_like_itself() -> None:
    assert 0.97 < likeness(meaning(ABROAD, "fr"), meaning(ABROAD, "fr")) < 1.03
    assert len(meaning(ABROAD * 500, "fr")) == len(meaning("filtre", "fr")) == 64


def test_a_text_without_a_known_word_means_nothing() -> None:
    assert meaning("", "fr") == meaning("xkqz le de", "fr") == meaning("Filter", "de") == b""
    assert likeness(b"", meaning(ABROAD, "fr")) == 0
