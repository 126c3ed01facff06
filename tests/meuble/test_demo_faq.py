"""The demonstration's questions and answers: enough of them, whole, and no two alike."""

import json
import re
from collections import Counter
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest

SOURCE = files("comptoir.meuble") / "demo" / "faq.json"
CATEGORIES = {
    *("entretien", "garantie", "livraison", "retour", "paiement", "commande", "sav", "produit"),
}
FOREIGN = ("en", "es", "it", "de", "ar")
ARTICLE = re.compile(r"[LRD]\d{3}-\d+(?:-\d+)*")


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def french(entries):
    return [entry for entry in entries if entry["lang"] == "fr"]


def test_there_are_at_least_130_french_questions_in_eight_categories(french):
    counts = Counter(entry["category"] for entry in french)
    assert sum(counts.values()) >= 130
    assert set(counts) == CATEGORIES
    assert min(counts.values()) >= 12


def test_the_most_asked_are_there_in_every_language_in_the_same_order(entries):
    of = {lang: [e["category"] for e in entries if e["lang"] == lang] for lang in FOREIGN}
    assert len(of["en"]) >= 12
    assert all(of[lang] == of["en"] for lang in FOREIGN)


def test_what_is_said_of_the_law_is_the_same_in_every_language(entries):
    of = {
        lang: [sorted(set(ARTICLE.findall(e["answer"]))) for e in entries if e["lang"] == lang]
        for lang in FOREIGN
    }
    assert sum(map(len, of["en"])) > 8, "without articles this would mean nothing"
    assert all(of[lang] == of["en"] for lang in FOREIGN)


def test_an_answer_is_two_to_six_sentences(entries):
    for entry in entries:
        sentences = re.findall(r"[.!?؟](?=\s|$)", entry["answer"].replace("n° ", ""))
        assert 2 <= len(sentences) <= 6, entry["question"]
        assert 100 <= len(entry["answer"]) <= 700, entry["question"]


def test_every_question_is_asked_in_other_words_too(entries):
    for entry in entries:
        assert re.search(r"[?؟]$", entry["question"]), entry["question"]
        assert 2 <= len(entry["also"]) <= 4, entry["question"]
        assert 3 <= len(entry["keywords"]) <= 6, entry["question"]


def test_no_wording_is_of_two_questions(entries):
    wordings = Counter(
        wording.casefold() for entry in entries for wording in [entry["question"], *entry["also"]]
    )
    assert [wording for wording, count in wordings.items() if count > 1] == []


def test_no_two_french_questions_are_alike(french):
    def words(entry):
        return set(re.findall(r"\w{4,}", entry["question"].casefold()))

    alike = [
        (a["question"], b["question"])
        for a, b in combinations(french, 2)
        if len(words(a) & words(b)) > 0.6 * len(words(a) | words(b))
    ]
    assert alike == []


def test_no_answer_promises_a_price_or_gives_a_telephone_number(entries):
    for entry in entries:
        assert not re.search(r"€|\beuros?\b|\b0\d(?:[ .]\d\d){4}\b", entry["answer"])


def test_the_documented_question_comes_first(entries):
    assert entries[0]["question"].startswith("Comment nettoyer mon canapé")
    assert entries[0]["category"] == "entretien"
