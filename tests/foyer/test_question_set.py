"""The question set tells the truth: each passage stands where it says, in the files as made."""

import io
import re
import zipfile
from collections import Counter

import pytest
from benchmarks.foyer_questions.blocks import plain
from benchmarks.foyer_questions.papers import Paper, papers
from benchmarks.foyer_questions.questions import questions
from pypdf import PdfReader

PAPERS = {paper.filename: paper for paper in papers()}
QUESTIONS = questions()
ANSWERED = [question for question in QUESTIONS if question.places]


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


@pytest.mark.parametrize("filename", PAPERS)
def test_every_passage_stands_word_for_word_on_its_page_of_the_file(filename: str) -> None:
    paper = PAPERS[filename]
    pages = _pages_of_file(paper)
    places = [place for q in ANSWERED for place in q.places if place.document == filename]

    assert len(pages) == len(paper.pages)
    assert len(places) >= 20, "a document nobody asks about measures nothing"
    for place in places:
        assert plain(place.passage) in pages[place.page - 1], place


def test_every_passage_stands_on_one_page_of_the_set_alone() -> None:
    pages = {
        (paper.filename, number): paper.page(number)
        for paper in PAPERS.values()
        for number in range(1, len(paper.pages) + 1)
    }
    for question in ANSWERED:
        for place in question.places:
            found = [where for where, said in pages.items() if plain(place.passage) in said]
            assert found == [(place.document, place.page)], question.id


def test_no_identifier_and_no_question_is_used_twice() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    assert len({question.question.casefold() for question in QUESTIONS}) == len(QUESTIONS)


def test_a_question_without_an_answer_names_no_place_and_says_why() -> None:
    for question in QUESTIONS:
        unanswerable = question.kind == "unanswerable"
        assert len(question.places) == (
            0 if unanswerable else 1 + (question.kind == "two-passages")
        )
        assert (question.why is not None) == unanswerable


def test_the_set_is_as_large_and_as_varied_as_its_figures_need() -> None:
    kinds = Counter(question.kind for question in QUESTIONS)

    assert len(PAPERS) >= 12
    assert {paper.kind for paper in PAPERS.values()} == {"pdf", "docx", "txt", "md"}
    assert len(ANSWERED) >= 220
    assert kinds.pop("unanswerable") >= 50
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


@pytest.mark.parametrize("filename", PAPERS)
def test_a_document_made_twice_is_the_same_file(filename: str) -> None:
    assert PAPERS[filename].content() == PAPERS[filename].content()
