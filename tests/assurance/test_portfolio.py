"""A customer's own contracts, quotations and claims."""

import io

import pytest
from pypdf import PdfReader

from insured import CLAUDE, MALLORY
from shapes import NUMBER, TEXT, misfits

pytestmark = pytest.mark.anyio

DOCUMENTED = {
    "success": True,
    "data": {
        "contrats": [{"numero": TEXT, "formule": TEXT, "vehicule": TEXT, "prime_annuelle": NUMBER}],
        "devis": [{"id": TEXT, "prime_annuelle": NUMBER}],
        "sinistres": [{"numero": TEXT, "type": TEXT, "statut": TEXT}],
    },
}


async def test_ones_own_are_shown_as_documented(insurer):
    claude = await insurer.signed_in(CLAUDE)
    await claude.asks_a_price()

    answer = await claude.http.get("/api/personal-data")

    assert answer.status_code == 200
    assert misfits(DOCUMENTED, answer.json()) == []


async def test_nobody_sees_anything(insurer):
    answer = await insurer.caller().http.get("/api/personal-data")
    assert (answer.status_code, answer.json()["code"]) == (401, "AUTH_REQUIRED")


async def test_somebody_elses_are_not_found(insurer):
    await insurer.signed_in(CLAUDE)
    mallory = await insurer.mallory()

    own = await mallory.http.get("/api/personal-data")
    theirs = await mallory.http.get("/api/contracts/AUTO-2024-00017/attestation")

    assert own.json()["data"] == {"contrats": [], "devis": [], "sinistres": []}
    assert (theirs.status_code, theirs.json()["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("attestation", ["Peugeot 308", "FG-417-KX"]),
        ("releve-information", ["0,64", "SIN-2025-00031"]),
    ],
)
async def test_certificates_are_documents(insurer, name, words):
    claude = await insurer.signed_in(CLAUDE)
    answer = await claude.http.get(f"/api/contracts/AUTO-2024-00017/{name}")

    assert answer.headers["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert [word for word in words if word not in text] == []


async def test_all_that_is_kept_can_be_taken_along_and_erased(insurer):
    claude = await insurer.signed_in(CLAUDE)
    quoted = await claude.asks_a_price()

    exported = (await claude.http.get("/api/personal-data/export")).json()["data"]
    assert exported["compte"]["email"] == CLAUDE
    assert [each["id"] for each in exported["devis_complets"]] == [quoted["id"]]
    assert len(exported["contrats"]) == 2

    assert (await claude.http.delete("/api/personal-data")).status_code == 200
    assert (await claude.http.get("/api/personal-data")).status_code == 401
    assert (await insurer.caller().http.get(f"/api/quotation/{quoted['id']}")).status_code == 404


async def test_what_is_kept_is_labelled_in_english_for_whoever_prefers_it(insurer):
    claude = await insurer.signed_in(CLAUDE)
    await claude.asks_a_price()
    english = {"Accept-Language": "en-GB"}
    french = (await claude.http.get("/api/personal-data/export")).json()["data"]
    answer = await claude.http.get("/api/personal-data/export", headers=english)
    exported = answer.json()["data"]
    assert 'filename="my-data.json"' in answer.headers["Content-Disposition"]
    assert {each["formule_libelle"] for each in exported["contrats"]} == {
        "Third-party",
        "Comprehensive",
    }
    assert {each["formule_libelle"] for each in french["contrats"]} == {
        "Au tiers",
        "Tous risques",
    }
    [claim], [sinistre] = exported["sinistres"], french["sinistres"]
    assert claim["type"] == sinistre["type"] == "bris de glace"
    assert sinistre["type_libelle"] != claim["type_libelle"]
    assert exported["devis_complets"][0]["langue"] == "en"
    shown = (await claude.http.get("/api/personal-data", headers=english)).json()["data"]
    assert shown["sinistres"] == exported["sinistres"]


async def test_whoever_was_taken_in_signs_in(insurer):
    await insurer.insures(MALLORY)
    mallory = await insurer.signed_in(MALLORY)
    assert (await mallory.http.get("/api/personal-data")).status_code == 200
