"""A shop's own questions come from a file, all of them or none."""

import json

import pytest

ROW = {"question": "Livrez-vous à Mars ?", "answer": "Pas encore.", "category": "livraison"}


@pytest.fixture
def take_in(run, installation, tmp_path):
    """Run `comptoir import faq` with a file of these contents."""

    def take_it_in(content, name="questions.json"):
        path = tmp_path / name
        data = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return run("import", "faq", str(path), HOME=installation.home)

    return take_it_in


def asks(installation, query):
    with installation.visitor() as nora:
        return nora.get("/api/faq", params={"query": query}).json()


def test_questions_of_a_json_file_are_answered_at_once(take_in, installation):
    done = take_in([ROW | {"keywords": ["planète"], "also": ["expédition sur Phobos"]}])
    assert (done.code, done.out) == (0, "1 added, 0 changed, 0 as they were\n")
    for query in ("livrez vous a mars", "planete", "phobos"):
        assert "Livrez-vous à Mars ?" in [found["question"] for found in asks(installation, query)]
    assert take_in([ROW | {"answer": "Bientôt."}]).out == "0 added, 1 changed, 0 as they were\n"
    assert take_in([ROW | {"answer": "Bientôt."}]).out == "0 added, 0 changed, 1 as they were\n"
    assert asks(installation, "livrez vous a mars")[0]["answer"] == "Bientôt."


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_spreadsheet_is_read_as_people_save_it(take_in, installation, separator, encoding):
    name = f"Neptune{ord(separator)}{encoding.replace('-', '')}"
    lines = [
        separator.join(("question", "answer", "category", "keywords", "also", "lang")),
        separator.join((f"Livrez-vous à {name} ?", '"Non ; jamais, hélas."', "livraison")),
        separator.join((f"Do you ship to {name}?", "No.", "livraison", "far|cold", "", "en")),
    ]
    done = take_in("\r\n".join(lines).encode(encoding), "questions.csv")
    assert (done.code, done.err) == (0, "")
    assert done.out == "2 added, 0 changed, 0 as they were\n"
    assert asks(installation, name)[0]["answer"] == "Non ; jamais, hélas."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ([ROW, ROW | {"category": "jardin"}], "question 2: category: one of entretien, "),
        ([ROW | {"answer": " "}], "question 1: answer: text expected."),
        ([{"answer": "Oui.", "category": "sav"}], "question 1: question: "),
        ([ROW, "une question"], "question 2: an object is expected."),
        ([ROW, ROW | {"question": "LIVREZ-VOUS À MARS"}], "question 2 is question 1 again."),
        ({"questions": []}, "holds no list."),
        ("[{]", "is not JSON: line 1"),
        (b"\xff\xfe", "is not UTF-8."),
        (b" " * (10 * 2**20 + 1), "is larger than 10 MB."),
    ],
)
def test_a_file_that_cannot_be_taken_in_changes_nothing_and_says_why(take_in, content, why):
    done = take_in(content)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("comptoir: ")
    assert why in done.err


def test_a_file_that_is_not_there_is_named(run, installation):
    done = run("import", "faq", "/nowhere/faq.json", HOME=installation.home)
    assert done.code == 1
    assert "/nowhere/faq.json cannot be read" in done.err
