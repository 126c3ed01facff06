"""Documents: taken, read by pages, found, cited letter for letter, given out and forgotten."""

import base64
import shutil

import pytest

from agents_office import ADMIN, seeing, with_document
from papers import docx, docx_bomb, docx_of_entities, encrypted_pdf, pdf
from pictures import encoded, photo, scene

pytestmark = pytest.mark.anyio

GUIDE = (
    "Guide d'entretien de la cafetière\nModèle Aroma 12",
    "Détartrage\nDétartrez la cafetière tous les trois mois.\n"
    "Utilisez un litre d'eau et cent millilitres de vinaigre blanc.",
    "Garantie\nL'appareil est garanti deux ans à compter de la date d'achat.",
)
TEXT = "# Congés\n\nChaque salarié a droit à vingt-cinq jours de congés payés par an.\n"


@pytest.mark.parametrize(
    ("name", "content", "mime", "pages"),
    [
        ("guide.pdf", pdf(*GUIDE), "application/pdf", 3),
        (
            "guide.docx",
            docx(*GUIDE),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            3,
        ),
        ("conges.md", TEXT.encode(), "text/markdown", 1),
        ("conges.TXT", TEXT.encode(), "text/plain", 1),
    ],
    ids=["pdf", "docx", "md", "txt"],
)
async def test_a_document_is_taken_read_listed_and_given_out(office, name, content, mime, pages):
    ada, agent_id, document = await with_document(office, name, content)
    assert (document["state"], document["pages"]) == ("ready", pages)
    assert (document["filename"], document["mime_type"]) == (name, mime)
    assert (document["entity_type"], document["entity_id"]) == ("agent", agent_id)
    assert document["file_size"] == len(content)
    listed = await ada.http.get(f"/api/documents?entity_type=agent&entity_id={agent_id}")
    assert [each["id"] for each in listed.json()["documents"]] == [document["id"]]
    bytes_ = await ada.http.get(f"/api/documents/{document['id']}")
    assert bytes_.content == content
    assert bytes_.headers["content-type"].startswith(mime)
    part = await ada.http.get(f"/api/documents/{document['id']}", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, content[:4])


@pytest.mark.parametrize(
    ("name", "content"),
    [("guide.pdf", pdf(*GUIDE)), ("guide.docx", docx(*GUIDE))],
    ids=["pdf", "docx"],
)
async def test_the_embedded_engine_quotes_the_page_letter_for_letter(office, name, content):
    ada, agent_id, _ = await with_document(office, name, content)
    chat_id = await ada.begins_chat(agent_id)
    said = await ada.says(chat_id, "Combien de temps l'appareil est-il garanti ?")
    answer = said["assistant_message"]
    assert answer["llm_model"] == "offline"
    assert "Aucun modèle de langage n'est configuré" in answer["content"]
    cited = answer["citations"][0]
    assert (cited["filename"], cited["page"]) == (name, 3)
    assert "deux ans" in cited["quote"]
    assert cited["quote"] in cited["passage"]
    assert cited["quote"] in answer["content"]


async def test_what_the_documents_do_not_tell_is_said_not_to_be_told(office):
    ada, agent_id, _ = await with_document(office, "guide.pdf", pdf(*GUIDE), documents_only=True)
    chat_id = await ada.begins_chat(agent_id)
    answer = (await ada.says(chat_id, "Qui a gagné la coupe du monde de rugby ?"))[
        "assistant_message"
    ]
    assert (answer["content"], answer["citations"]) == ("Les documents ne le disent pas.", [])


async def test_a_document_of_a_chat_answers_there_and_nowhere_else(office):
    ada = await office.signed_in()
    agent_id = await ada.makes_agent()
    here, there = await ada.begins_chat(agent_id), await ada.begins_chat(agent_id)
    sent = await ada.sends("conges.md", TEXT.encode(), "chat", here)
    await office.works_off_jobs()
    question = "Combien de jours de congés payés ?"
    told = await ada.says(here, question, files=[sent.json()["id"]])
    assert told["user_message"]["files"] == [sent.json()["id"]]
    assert told["assistant_message"]["citations"]
    assert not (await ada.says(there, question))["assistant_message"]["citations"]
    refused = await ada.http.post(
        "/api/messages",
        json={"chat_id": there, "content": question, "files": [sent.json()["id"]]},
    )
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("virus.exe", b"MZ\x90\x00", 400),
        ("page.html", b"<html></html>", 400),
        ("lying.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", 400),
        ("empty.txt", b"", 400),
        ("broken.pdf", b"%PDF-1.7\nnothing follows", 400),
        ("locked.pdf", encrypted_pdf(), 400),
        ("bomb.docx", docx_bomb(), 400),
        ("archive.docx", b"PK\x03\x04 not really", 400),
        ("latin.txt", "été".encode("latin-1"), 400),
        ("large.txt", b"a" * (10 * 2**20 + 1), 413),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_is_no_document_is_refused(office, name, content, status):
    ada = await office.signed_in()
    agent_id = await ada.makes_agent()
    answer = await ada.sends(name, content, "agent", agent_id)
    assert (answer.status_code, answer.json()["status"]) == (status, "error"), answer.text
    listed = await ada.http.get(f"/api/documents?entity_type=agent&entity_id={agent_id}")
    assert listed.json()["documents"] == []


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("scanned.pdf", pdf("", ""), "no_text"),
        ("blank.txt", b" \n \n", "no_text"),
        ("lines.txt", b"\n" * 5000, "no_text"),
        ("laughs.docx", docx_of_entities(), "unreadable"),
    ],
    ids=["scanned", "blank", "lines", "entities"],
)
async def test_what_cannot_be_read_failed_and_says_why(office, name, content, why):
    _, _, document = await with_document(office, name, content)
    assert (document["state"], document["error"]) == ("failed", why)
    assert document["detail"]


async def test_a_picture_is_read_where_tesseract_is_and_otherwise_said_not_to_be(office):
    _, _, document = await with_document(office, "photo.jpg", photo())
    expected = {"no_text", "unreadable"} if shutil.which("tesseract") else {"no_decoder"}
    assert document["error"] in expected


async def test_a_picture_is_shown_to_a_model_that_sees_where_tesseract_is_not(
    open_an_office, upstream, tmp_path, monkeypatch
):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    office = await open_an_office(**seeing(tmp_path, upstream.url("words")))
    ada, agent_id, document = await with_document(office, "photo.jpg", photo())
    assert (document["state"], document["passages"], document["error"]) == ("ready", 1, None)
    [asked] = [each for each in upstream.requests if each["path"].endswith("/completions")]
    order, picture = asked["messages"][0]["content"]
    assert (asked["model"], order["type"]) == ("eye-1", "text")
    kind, _, content = picture["image_url"]["url"].partition(",")
    assert kind == "data:image/jpeg;base64"
    kept = (await ada.http.get(f"/api/documents/{document['id']}")).content
    assert base64.b64decode(content) == kept, "as it is kept, without where it was taken"
    listed = await ada.http.get(f"/api/documents?entity_type=agent&entity_id={agent_id}")
    assert listed.json()["documents"][0]["pages"] == 1


@pytest.mark.parametrize(
    ("behaviour", "why"), [("500", "unseen"), ("garbage", "unseen"), ("nothing", "no_text")]
)
async def test_a_picture_that_no_model_reads_failed_and_says_why(
    open_an_office, upstream, tmp_path, monkeypatch, behaviour, why
):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    office = await open_an_office(**seeing(tmp_path, upstream.url(behaviour)))
    _, _, document = await with_document(office, "photo.png", encoded(scene(64, 64), "PNG"))
    assert (document["state"], document["error"]) == ("failed", why)
    assert document["detail"]


async def test_strangers_neither_add_nor_read_nor_delete(office):
    ada, agent_id, document = await with_document(office, "guide.pdf", pdf(*GUIDE), is_public=True)
    bob = await office.newcomer("bob")
    path = f"/api/documents/{document['id']}"
    assert (await bob.sends("a.txt", b"abc", "agent", agent_id)).status_code == 403
    for method, url in (
        ("GET", path),
        ("GET", f"{path}/state"),
        ("DELETE", path),
        ("POST", f"{path}/reindex"),
    ):
        assert (await bob.http.request(method, url)).status_code == 404, (method, url)
    chat_id = await ada.begins_chat(agent_id)
    assert (await bob.sends("a.txt", b"abc", "chat", chat_id)).status_code == 404
    assert (
        await bob.http.get(f"/api/documents?entity_type=chat&entity_id={chat_id}")
    ).status_code == 404
    # What a public agent answers is for everybody, with the passage it stands on.
    bobs = await bob.begins_chat(agent_id)
    told = await bob.says(bobs, "Combien de temps l'appareil est-il garanti ?")
    assert told["assistant_message"]["citations"][0]["page"] == 3


async def test_a_deleted_document_answers_nothing_and_its_bytes_are_gone(office):
    ada, agent_id, document = await with_document(office, "guide.pdf", pdf(*GUIDE))
    assert (await ada.http.delete(f"/api/documents/{document['id']}")).status_code == 200
    await office.works_off_jobs()
    assert (await ada.http.get(f"/api/documents/{document['id']}")).status_code == 404
    chat_id = await ada.begins_chat(agent_id)
    told = await ada.says(chat_id, "Combien de temps l'appareil est-il garanti ?")
    assert told["assistant_message"]["citations"] == []
    folder = office.platform.settings.files_folder / "foyer-documents"
    assert list(folder.glob("*")) == []


async def test_reading_anew_finds_each_passage_once(office):
    ada, agent_id, document = await with_document(office, "guide.pdf", pdf(*GUIDE))
    again = await ada.http.post(f"/api/documents/{document['id']}/reindex")
    assert (again.status_code, again.json()["state"]) == (202, "processing")
    await office.works_off_jobs()
    anew = (await ada.http.get(f"/api/documents/{document['id']}/state")).json()
    assert (anew["state"], anew["passages"]) == ("ready", document["passages"])
    chat_id = await ada.begins_chat(agent_id)
    told = await ada.says(chat_id, "Combien de temps l'appareil est-il garanti ?")
    assert len(told["assistant_message"]["citations"]) == 1


async def test_the_same_key_takes_a_document_once(office):
    ada = await office.signed_in(ADMIN)
    agent_id = await ada.makes_agent()
    key = {"headers": {"Idempotency-Key": "k"}}
    first, second = [
        await ada.sends("a.txt", b"Bonjour tout le monde", "agent", agent_id, **key)
        for _ in range(2)
    ]
    assert first.json() == second.json()
