"""Scanned PDFs: each page that is a picture is read by tesseract, or a model, or named."""

import shutil
import sys
from pathlib import Path

import pytest

from agents_office import seeing, with_document
from papers import grey, mixed_pdf, page_that_holds_itself, photographed, scan
from upstream import ANSWER

pytestmark = pytest.mark.anyio

RULES = (
    "Règlement de la médiathèque\n\n"
    "Le prêt d'un livre dure trois semaines à compter du retrait.\n"
    "Un retard coûte vingt centimes par jour et par document."
)
HOURS = "La salle d'étude ferme à 20 heures, été comme hiver."
TEXT = (
    "Présentation du service\n"
    "La médiathèque accueille toutes les personnes de la commune, sans inscription préalable.\n"
    "Les animaux ne sont pas admis, hormis les chiens guides."
)
_DOUBLE = """#!{python}
import sys
said = {said}
if sys.argv[1:] != ["stdin", "stdout", "-l", "fra+eng", "--psm", "1"]:
    sys.exit("Error during processing.")
head, size, levels, pixels = sys.stdin.buffer.read().split(b"\\n", 3)
width, height = map(int, size.split())
assert head == b"P5" and levels == b"255" and len(pixels) == width * height <= 12_000_000
level = pixels[height // 3 * width + width // 2]
words = said[min(said, key=lambda known: abs(known - level))]
if words is None:
    sys.stderr.write("Estimating resolution as 300\\n")
    sys.exit(1)
sys.stdout.write(words)
"""


def tesseract_double(folder: Path, said: dict[int, str | None]) -> str:
    """A program that takes tesseract's command line, and reads on a page of a grey what is said."""
    path = folder / "tesseract"
    path.write_text(_DOUBLE.format(python=sys.executable, said=repr(said)))
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def reads(monkeypatch, tmp_path):
    """Let the machine have a tesseract that reads this on pages of these greys."""

    def install(said: dict[int, str | None]) -> None:
        path = tesseract_double(tmp_path, said)
        monkeypatch.setattr(shutil, "which", lambda name: path if name == "tesseract" else None)

    return install


@pytest.fixture
def nothing_installed(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)


async def answer_to(ada, agent_id, question):
    chat_id = await ada.begins_chat(agent_id)
    return (await ada.says(chat_id, question))["assistant_message"]


async def test_tesseract_reads_a_scan_and_its_words_are_cited_with_their_page(office, tesseract):
    content = scan(HOURS, photographed(RULES, angle=90))
    ada, agent_id, document = await with_document(office, "reglement.pdf", content)
    assert (document["state"], document["pages"]) == ("ready", 2)
    assert document["pictures"] == {"read": [1, 2], "unread": []}
    assert document["note"] == "Lu sur une image : p. 1-2."
    answer = await answer_to(ada, agent_id, "Combien de temps dure le prêt d'un livre ?")
    [cited] = answer["citations"]
    assert (cited["page"], cited["filename"]) == (2, "reglement.pdf")
    assert cited["quote"] == "Le prêt d'un livre dure trois semaines à compter du retrait."
    assert cited["quote"] in cited["passage"]
    assert cited["quote"] in answer["content"]


async def test_scanned_pages_stand_among_those_with_text_under_their_own_numbers(
    open_an_office, reads
):
    reads({40: RULES, 120: HOURS})
    office = await open_an_office()
    content = mixed_pdf(
        (TEXT, None), ("Numérisé par Copiste 3000", grey(40)), ("", None), ("", grey(120))
    )
    ada, agent_id, document = await with_document(office, "dossier.pdf", content)
    assert (document["state"], document["pages"], document["error"]) == ("ready", 4, None)
    assert document["pictures"] == {"read": [2, 4], "unread": []}, "the third is blank"
    assert document["note"] == "Lu sur une image : p. 2, 4."
    for question, page, words in (
        ("Les animaux sont-ils admis ?", 1, "animaux"),
        ("Combien de temps dure le prêt d'un livre ?", 2, "trois semaines"),
        ("À quelle heure ferme la salle d'étude ?", 4, "20 heures"),
    ):
        answer = await answer_to(ada, agent_id, question)
        assert answer["citations"], question
        assert answer["citations"][0]["page"] == page
        assert words in answer["citations"][0]["quote"]


async def test_a_page_that_cannot_be_read_is_named_and_the_others_are_read(open_an_office, reads):
    reads({40: RULES, 120: None, 200: ""})
    office = await open_an_office()
    content = scan(grey(40), grey(120), grey(200), grey(120))
    _, _, document = await with_document(office, "scan.pdf", content)
    assert (document["state"], document["passages"]) == ("ready", 1)
    assert document["pictures"] == {
        "read": [1],
        "unread": [
            {"page": 2, "why": "unreadable"},
            {"page": 3, "why": "no_text"},
            {"page": 4, "why": "unreadable"},
        ],
    }
    assert document["note"] == (
        "Lu sur une image : p. 1. Non lu : p. 2, 4 (abîmé ou incomplet)."
        " Non lu : p. 3 (aucun texte lisible)."
    )


async def test_a_slide_keeps_its_own_words_where_its_picture_says_no_more(open_an_office, reads):
    reads({40: "Bilan"})
    office = await open_an_office()
    content = mixed_pdf(("Bilan de l'année du club", grey(40)))
    _, _, document = await with_document(office, "diapo.pdf", content)
    assert (document["state"], document["pictures"], document["note"]) == ("ready", None, None)


async def test_without_tesseract_a_model_that_sees_is_shown_each_page(
    open_an_office, upstream, tmp_path, nothing_installed
):
    office = await open_an_office(**seeing(tmp_path, upstream.url("words")))
    content = mixed_pdf((TEXT, None), ("", photographed(RULES)), ("", None))
    ada, agent_id, document = await with_document(office, "dossier.pdf", content)
    assert (document["state"], document["pages"]) == ("ready", 3)
    assert document["pictures"] == {"read": [2], "unread": []}
    [asked] = [each for each in upstream.requests if each["path"].endswith("/completions")]
    order, picture = asked["messages"][0]["content"]
    assert (asked["model"], order["type"]) == ("eye-1", "text")
    assert picture["image_url"]["url"].startswith("data:image/jpeg;base64,")
    listed = await ada.http.get(f"/api/documents?entity_type=agent&entity_id={agent_id}")
    [same] = listed.json()["documents"]
    assert same["note"] == "Lu sur une image : p. 2."
    assert same["passages"] == 2, f"one of text, one that says {ANSWER!r}"


@pytest.mark.parametrize(
    ("behaviour", "why", "detail"),
    [
        (None, "no_decoder", "n'est pas installée"),
        ("500", "unseen", "n'a pas répondu"),
        ("nothing", "no_text", "aucun texte"),
    ],
)
@pytest.mark.parametrize("mixed", [False, True], ids=["scanned", "mixed"])
async def test_pages_that_nobody_reads_are_said_page_by_page(
    open_an_office, upstream, tmp_path, nothing_installed, behaviour, why, detail, mixed
):
    eyes = seeing(tmp_path, upstream.url(behaviour)) if behaviour else {}
    office = await open_an_office(**eyes)
    pages = [("", grey(40)), (TEXT, None) if mixed else ("Page 2", grey(40)), ("", grey(120))]
    _, _, document = await with_document(office, "scan.pdf", mixed_pdf(*pages))
    unread = [1, 3] if mixed else [1, 2, 3]
    assert document["pictures"] == {
        "read": [],
        "unread": [{"page": page, "why": why} for page in unread],
    }
    if mixed:
        assert (document["state"], document["error"]) == ("ready", None)
        assert document["note"].startswith("Non lu : p. 1, 3 (")
        assert detail in document["note"]
    else:
        assert (document["state"], document["error"], document["passages"]) == ("failed", why, 0)
        assert detail in document["detail"]


async def test_a_document_read_anew_says_what_the_new_reading_found(open_an_office, reads):
    reads({40: None})
    before = await open_an_office()
    _, _, document = await with_document(before, "scan.pdf", scan(grey(40)))
    assert (document["state"], document["error"]) == ("failed", "unreadable")
    reads({40: RULES})
    office = await open_an_office()
    ada = await office.signed_in()
    again = await ada.http.post(f"/api/documents/{document['id']}/reindex")
    assert (again.json()["state"], again.json()["pictures"]) == ("processing", None)
    await office.works_off_jobs()
    anew = (await ada.http.get(f"/api/documents/{document['id']}/state")).json()
    assert (anew["state"], anew["note"]) == ("ready", "Lu sur une image : p. 1.")


async def test_a_picture_of_billions_of_pixels_is_not_drawn(open_an_office, reads):
    reads({40: RULES})
    office = await open_an_office()
    content = scan(grey(41), grey(40))
    says = (b"/Width 1240 /Height 1754", b"/Width 9999/Height 99999")
    assert content.count(says[0]) == 2
    _, _, document = await with_document(office, "bombe.pdf", content.replace(*says, 1))
    assert (document["state"], document["pictures"]["read"]) == ("ready", [2])
    assert document["pictures"]["unread"] == [{"page": 1, "why": "too_large"}]


async def test_a_page_that_kills_who_draws_it_is_named_and_the_others_are_read(
    open_an_office, reads
):
    reads({40: RULES})
    office = await open_an_office()
    content = page_that_holds_itself(grey(40))
    _, _, document = await with_document(office, "boucle.pdf", content)
    assert document["pictures"] == {"read": [2], "unread": [{"page": 1, "why": "too_costly"}]}
    assert document["state"] == "ready"


async def test_only_so_many_pages_are_looked_at(open_an_office, reads, monkeypatch):
    reads({40: RULES})
    monkeypatch.setattr("comptoir.foyer.scanned.MAXIMUM_PAGES", 2)
    office = await open_an_office()
    _, _, document = await with_document(office, "scan.pdf", scan(*[grey(40)] * 4))
    assert document["pictures"]["read"] == [1, 2]
    assert document["pictures"]["unread"] == [
        {"page": 3, "why": "too_large"},
        {"page": 4, "why": "too_large"},
    ]
