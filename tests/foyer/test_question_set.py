"""The question sets tell the truth: each passage stands where it says, in the files as made."""

import io
import re
import zipfile
from collections import Counter

import pytest
from benchmarks.foyer_questions import FOLDERS
from benchmarks.foyer_questions.blocks import plain
from benchmarks.foyer_questions.papers import Paper, papers
from benchmarks.foyer_questions.questions import questions
from pypdf import PdfReader

PAPERS = {name: papers(folder) for name, folder in FOLDERS.items()}
QUESTIONS = {name: questions(folder) for name, folder in FOLDERS.items()}
ANSWERED = {name: [each for each in QUESTIONS[name] if each.places] for name in FOLDERS}
EVERY_PAPER = [pytest.param(s, p, id=p.filename) for s in FOLDERS for p in PAPERS[s]]
LEAST = {"first": (12, 220, 50), "second": (8, 130, 45)}
"""How many documents, answerable and unanswerable questions the figures of a set need."""


def _pages_of_file(paper: Paper) -> list[str]:
    content = paper.content()
    if paper.kind == "pdf":
        return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    if paper.kind == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = archive.read("word/document.xml").decode()
        return [
            plain(re.sub(r"<[^>]*>", "", page.replace("</w:p>", "\n")))
            for page in body.split("<w:lastRenderedPageBreak/>")
        ]
    return [plain(page) for page in content.decode().split("\f")]


@pytest.mark.parametrize(("name", "paper"), EVERY_PAPER)
def test_every_passage_stands_word_for_word_on_its_page_of_the_file(
    name: str, paper: Paper
) -> None:
    pages = _pages_of_file(paper)
    places = [p for q in ANSWERED[name] for p in q.places if p.document == paper.filename]

    assert len(pages) == len(paper.pages)
    assert len(places) >= 20, "a document nobody asks about measures nothing"
    for place in places:
        assert plain(place.passage) in pages[place.page - 1], place


@pytest.mark.parametrize("name", FOLDERS)
def test_every_passage_stands_on_one_page_of_the_set_alone(name: str) -> None:
    pages = {
        (paper.filename, number): paper.page(number)
        for paper in PAPERS[name]
        for number in range(1, len(paper.pages) + 1)
    }
    for question in ANSWERED[name]:
        for place in question.places:
            found = [where for where, said in pages.items() if plain(place.passage) in said]
            assert found == [(place.document, place.page)], question.id


def test_no_identifier_and_no_question_is_used_twice() -> None:
    every = [question for name in FOLDERS for question in QUESTIONS[name]]

    assert len({question.id for question in every}) == len(every)
    assert len({question.question.casefold() for question in every}) == len(every)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_question_without_an_answer_names_no_place_and_says_why(name: str) -> None:
    for question in QUESTIONS[name]:
        unanswerable = question.kind == "unanswerable"
        assert len(question.places) == (
            0 if unanswerable else 1 + (question.kind == "two-passages")
        )
        assert (question.why is not None) == unanswerable


@pytest.mark.parametrize("name", FOLDERS)
def test_a_set_is_as_large_and_as_varied_as_its_figures_need(name: str) -> None:
    documents, answerable, unanswerable = LEAST[name]
    kinds = Counter(question.kind for question in QUESTIONS[name])

    assert len(PAPERS[name]) >= documents
    assert {paper.kind for paper in PAPERS[name]} == {"pdf", "docx", "txt", "md"}
    assert len(ANSWERED[name]) >= answerable
    assert kinds.pop("unanswerable") >= unanswerable
    assert set(kinds) == {
        "direct",
        "paraphrase",
        "number",
        "exception",
        "table",
        "two-passages",
        "misspelt",
        "english",
    }
    assert min(kinds.values()) >= 10


@pytest.mark.parametrize(("name", "paper"), EVERY_PAPER)
def test_a_document_made_twice_is_the_same_file(name: str, paper: Paper) -> None:
    again = next(p for p in papers(FOLDERS[name]) if p.filename == paper.filename)

    assert paper.content() == again.content()
