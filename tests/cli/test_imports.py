"""A shop's own questions and products come from files, all of a file or nothing."""

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


def test_a_row_with_more_cells_than_names_is_refused_for_it_lost_its_commas(take_in):
    done = take_in("question,answer,category\nOù ?,Ici, et là.,livraison\n", "questions.csv")
    assert "line 2: more cells than names" in done.err


def test_a_file_that_is_not_there_is_named(run, installation):
    done = run("import", "faq", "/nowhere/faq.json", HOME=installation.home)
    assert done.code == 1
    assert "/nowhere/faq.json cannot be read" in done.err


# ── Products ──────────────────────────────────────────────────────────────────────────────

HAMMOCK = {
    "sku": "JAR-HAM-001",
    "name": "Hamac Phobos",
    "category": "decoration",
    "type": "fauteuil",
    "price": "129,90",
    "stock": 3,
    "description": "Se tend entre deux arbres.",
}


@pytest.fixture
def take_products(run, installation, tmp_path):
    """Run `comptoir import products` with a file of these contents."""

    def take_them_in(content, name="products.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return run("import", "products", str(path), HOME=installation.home)

    return take_them_in


def shown(installation, sku):
    with installation.visitor() as nora:
        answer = nora.get(f"/api/products/{sku}")
        return answer.json()["product"] if answer.status_code == 200 else None


def found(installation, query):
    with installation.visitor() as nora:
        listed = nora.get("/api/products", params={"query": query}).json()["products"]
        return [product["id"] for product in listed]


def test_products_of_a_json_file_are_sold_at_once_and_again_when_they_change(
    take_products, installation
):
    assert take_products([HAMMOCK]).out == "1 added, 0 changed, 0 as they were\n"
    assert found(installation, "hamac phobos") == ["JAR-HAM-001"]
    assert shown(installation, "JAR-HAM-001")["price"] == 129.9
    renamed = HAMMOCK | {"name": "Hamac Deimos", "price": 99}
    assert take_products([renamed]).out == "0 added, 1 changed, 0 as they were\n"
    assert take_products([renamed]).out == "0 added, 0 changed, 1 as they were\n"
    assert (found(installation, "hamac deimos"), found(installation, "phobos")) == (
        ["JAR-HAM-001"],
        [],
    )
    assert shown(installation, "SAL-CAP-001"), "what a file does not name stays"


def test_a_spreadsheet_of_products_is_read_as_french_ones_are_saved(take_products, installation):
    lines = [
        "sku;name;category;type;price;stock;description;weight_kg;colors;warranty_structure"
        ";warranty_covering;images",
        'PLU-CAN-001;Canapé Pluton;Salon;canapé;1 299,90 €;4;"Grand ;',
        'et froid.";85,5;Gris|Bleu nuit;5;2;https://example.com/1.jpg|/2.jpg',
        "PLU-TAB-É01;Table Charon;Salle à manger;table;89;0;Petite.;;;;;",
    ]
    done = take_products("\r\n".join(lines), "products.csv")
    assert (done.code, done.err, done.out) == (0, "", "2 added, 0 changed, 0 as they were\n")
    sofa = shown(installation, "PLU-CAN-001")
    assert (sofa["price"], sofa["weight_kg"], sofa["category"]) == (1299.9, 85.5, "salon")
    assert sofa["description"] == "Grand ;\r\net froid."
    assert (sofa["colors"], sofa["images"]) == (
        ["Gris", "Bleu nuit"],
        ["https://example.com/1.jpg", "/2.jpg"],
    )
    assert (sofa["warranty"], sofa["warranty_years"]) == ({"structure": 5, "covering": 2}, 5)
    assert shown(installation, "PLU-TAB-É01")["in_stock"] is False


def test_what_the_shop_answers_of_a_product_can_be_taken_in_again(take_products, installation):
    sofa = shown(installation, "SAL-CAP-001")
    assert take_products([sofa]).out == "0 added, 0 changed, 1 as they were\n"


HEAD = "sku,name,category,type,price,stock,description\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ([HAMMOCK, HAMMOCK | {"category": "jardin"}], "product 2: category: one of salon, "),
        ([HAMMOCK | {"price": "12,345"}], "product 1: price: price in euros expected"),
        ([HAMMOCK | {"price": "-1"}], "product 1: price: price in euros expected"),
        ([HAMMOCK | {"stock": -1}], "product 1: stock: "),
        ([HAMMOCK | {"sku": "a/b"}], "product 1: sku: 1 to 40 letters"),
        ([HAMMOCK | {"sku": "categories"}], "product 1: sku: 1 to 40 letters"),
        ([HAMMOCK | {"images": ["javascript:x"]}], "product 1: images.0: address expected"),
        ([HAMMOCK | {"warranty": {"legs": 3}}], "product 1: warranty.legs"),
        ([HAMMOCK | {"colour": ["Gris"]}], "product 1: colour: Extra inputs are not permitted"),
        ([{"sku": "X"}], "product 1: name: "),
        ([HAMMOCK, HAMMOCK], "product 2 is product 1 again."),
        (HEAD + "\nX,Y,salon,table,10,1,Z.\nX2,Y2,salon,table,dix,1,Z.\n", "line 4: price: "),
        (HEAD + "X,Y,salon,table,10,50,1,Z.\n", "line 2: more cells than names"),
    ],
)
def test_a_catalogue_that_cannot_be_taken_in_changes_nothing_and_says_why(
    take_products, installation, content, why
):
    name = "products.csv" if isinstance(content, str) else "products.json"
    before = found(installation, "hamac")
    done = take_products(content, name)
    assert (done.code, done.out) == (1, "")
    assert why in done.err
    assert found(installation, "hamac") == before
    assert shown(installation, "X") is None
