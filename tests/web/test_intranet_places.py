"""The places beside the rooms: people, files, resources, products, the account."""

import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from customer import PHONE, serious_findings
from teammates import PASSWORD, colleague, enter, new_room, said, say, sign_in

pytestmark = [pytest.mark.anyio, pytest.mark.services]


def file(name: str, content: bytes, kind: str = "text/plain") -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": content}


async def fits(page: Page) -> bool:
    """Whether nothing on the page is wider than the screen."""
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


async def somebody_new(url: str) -> str:
    """The username of a person who was just given an account."""
    name = f"zoé{uuid4().hex[:8]}"
    async with colleague(url, "admin") as admin:
        body = {"email": f"{uuid4().hex[:8]}@intranet.example", "username": name}
        made = await admin.post("/users", json={**body, "password": PASSWORD})
        assert made.status_code == 201, made.text
    return name


async def test_somebody_is_given_an_account_a_role_and_is_let_in_no_more(visit, intranet_url):
    page = await visit("#/personnes", at=intranet_url, forgive="status of 409")
    await sign_in(page, "admin")
    await page.get_by_role("button", name="Ajouter une personne").click()
    dialog = page.get_by_role("dialog")
    name = f"nadia{uuid4().hex[:6]}"
    await dialog.get_by_label("E-mail").fill(f"{name}@intranet.example")
    await dialog.get_by_label("Nom d'utilisateur").fill("bob")
    await dialog.get_by_label("Premier mot de passe").fill(PASSWORD)
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Ajouter").click()
    await expect(dialog.get_by_text("Ce nom d'utilisateur est déjà pris.")).to_be_visible()
    await dialog.get_by_label("Nom d'utilisateur").fill(name)
    await dialog.get_by_role("button", name="Ajouter").dblclick()
    await expect(page.get_by_text(f"{name} peut maintenant se connecter.")).to_be_visible()
    await page.get_by_role("searchbox").fill(name)
    await page.get_by_label(f"Rôle de {name}").select_option("staff")
    await expect(page.get_by_text("Enregistré.")).to_be_visible()

    newcomer = await visit(
        "#/produits",
        at=intranet_url,
        forgive=("status of 401", "WebSocket"),
        locale="en-GB",
        **PHONE,
    )
    await sign_in(newcomer, name)
    await expect(newcomer.get_by_role("button", name="Add a product")).to_be_visible()
    await page.get_by_role("button", name=f"Désactiver {name}").click()
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Désactiver").click()
    await expect(page.get_by_text("Désactivé", exact=True)).to_be_visible()
    await expect(newcomer.get_by_text("Your sign-in ended.")).to_be_visible()
    assert await serious_findings(page) == []


async def test_a_file_is_kept_found_fetched_and_deleted_on_a_phone(visit, intranet_url):
    word = uuid4().hex[:8]
    page = await visit(f"#/fichiers?q={word}", at=intranet_url, locale="en-GB", **PHONE)
    await sign_in(page, await somebody_new(intranet_url))
    await expect(page.get_by_text("No file matches this search.")).to_be_visible()
    assert await serious_findings(page) == []
    long_name = f"{word} " + "un très long nom de fichier " * 6 + "fin.txt"
    await page.locator("intranet-files input[type=file]").set_input_files(
        [
            file(f"compte rendu {word}.txt", b"Lundi"),
            file(long_name, b"x"),
            file("a.bin", bytes(11 * 2**20)),
        ]
    )
    await expect(page.get_by_text("a.bin is larger than 10 MB.")).to_be_visible()
    rows = page.locator("intranet-files li")
    await expect(rows).to_have_count(2)
    assert await fits(page)
    assert await serious_findings(page) == []
    await page.get_by_role("searchbox").fill(f"compte rendu {word}")
    await expect(rows).to_have_count(1)
    await expect(page).to_have_url(re.compile("q=compte"))
    async with page.expect_download() as coming:
        await page.get_by_role("button", name=f"Download compte rendu {word}.txt").click()
    assert (await (await coming.value).path()).read_bytes() == b"Lundi"
    await page.get_by_role("button", name=f"Delete compte rendu {word}.txt").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(page.get_by_text("No file matches this search.")).to_be_visible()


async def test_a_resource_is_added_replaced_reviewed_and_deleted(visit, intranet_url):
    page = await visit("#/ressources", at=intranet_url)
    await sign_in(page, "admin")
    word = uuid4().hex[:8]
    dialog = page.get_by_role("dialog")
    await page.get_by_role("button", name="Ajouter une ressource").click()
    await dialog.get_by_label("Titre").fill(f"Charte {word}")
    await dialog.get_by_role("button", name="Enregistrer").click()
    await expect(dialog.get_by_text("Donnez un lien ou un fichier.")).to_be_visible()
    await dialog.locator("input[type=file]").set_input_files(file("charte.md", b"# Charte"))
    await dialog.get_by_label("À revoir le").fill("2026-01-31")
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Enregistrer").click()
    title = page.get_by_text(f"Charte {word}", exact=True)
    row = page.locator("intranet-resources li").filter(has=title)
    await expect(row.get_by_text("À revoir", exact=True)).to_be_visible()
    await expect(row).to_contain_text("Responsable : admin · à revoir le 31 janvier 2026")
    async with page.expect_download() as coming:
        await row.get_by_role("button", name=f"Télécharger Charte {word}").click()
    assert (await (await coming.value).path()).read_bytes() == b"# Charte"

    await page.get_by_role("button", name="Ajouter une ressource").click()
    await dialog.get_by_label("Titre").fill(f"Nouvelle charte {word}")
    await dialog.get_by_label("Adresse du lien").fill("https://charte.example/2027")
    await dialog.get_by_role("button", name="Enregistrer").click()
    link = page.get_by_role("link", name=f"Ouvrir Nouvelle charte {word}")
    await expect(link).to_have_attribute("href", "https://charte.example/2027")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await row.get_by_role("button", name=f"Modifier Charte {word}").click()
    await dialog.get_by_label("Remplacée par").select_option(label=f"Nouvelle charte {word}")
    await dialog.get_by_role("button", name="Enregistrer").click()
    await expect(row.get_by_text(f"Remplacée par Nouvelle charte {word}")).to_be_visible()
    await page.get_by_role("link", name="À revoir").click()
    await expect(row).to_have_count(0)
    await page.go_back()
    await row.get_by_role("button", name=f"Supprimer Charte {word}").click()
    await dialog.get_by_role("button", name="Supprimer").click()
    await expect(row).to_have_count(0)
    assert await serious_findings(page) == []


async def test_staff_write_products_and_members_read_them(visit, intranet_url):
    page = await visit("#/produits", at=intranet_url, **PHONE)
    await sign_in(page, "alice")
    name = f"Lampe {uuid4().hex[:6]}"
    dialog = page.get_by_role("dialog")
    await page.get_by_role("button", name="Ajouter un produit").click()
    await dialog.get_by_label("Nom").fill(name)
    await dialog.get_by_label("Prix (€)").fill("beaucoup")
    await dialog.get_by_role("button", name="Enregistrer").click()
    await expect(dialog.get_by_text("Un prix s'écrit 129,90.")).to_be_visible()
    await dialog.get_by_label("Prix (€)").fill("1 249,5")
    await dialog.get_by_label("En stock").fill("3")
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Enregistrer").click()
    row = page.locator("intranet-products li").filter(has_text=name)
    await expect(row).to_contain_text(re.compile(r"1\s249,50\s€"))
    await row.get_by_role("button", name=f"Modifier {name}").click()
    await expect(dialog.get_by_label("Prix (€)")).to_have_value("1249,50")
    await dialog.get_by_label("En stock").fill("0")
    await dialog.get_by_role("button", name="Enregistrer").click()
    await expect(row.get_by_text("Épuisé")).to_be_visible()
    assert await fits(page)
    assert await serious_findings(page) == []
    bob = await visit(f"#/produits?q={name[-6:]}", at=intranet_url, locale="en-GB")
    await sign_in(bob, "bob")
    await expect(bob.get_by_text("Sold out")).to_be_visible()
    await expect(bob.get_by_role("button", name=f"Change {name}")).to_have_count(0)
    await expect(bob.get_by_role("button", name="Add a product")).to_have_count(0)
    await row.get_by_role("button", name=f"Supprimer {name}").click()
    await dialog.get_by_role("button", name="Supprimer").click()
    await expect(row).to_have_count(0)


async def test_one_renames_oneself_takes_ones_data_changes_the_password_and_leaves(
    visit, intranet_url
):
    room = await new_room(intranet_url)
    name = await somebody_new(intranet_url)
    page = await enter(
        visit, intranet_url, name, room, locale="en-GB", forgive=("status of 40", "WebSocket")
    )
    await say(page, "je passais par là")
    await expect(said(page, "je passais par là")).to_be_visible()
    await page.get_by_role("link", name="My account").click()
    await page.get_by_label("Full name").fill("Zoé 🦊 Renard")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("link", name="Zoé 🦊 Renard")).to_be_visible()
    assert await serious_findings(page) == []
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="Download my data").click()
    assert (await (await coming.value).path()).read_bytes().startswith(b"PK")
    await page.get_by_label("Current password").first.fill("not this one")
    await page.get_by_label("New password").fill("another-password")
    await page.get_by_role("button", name="Change the password").click()
    await expect(page.get_by_text("Incorrect password.")).to_be_visible()
    await page.get_by_label("Current password").first.fill(PASSWORD)
    await page.get_by_role("button", name="Change the password").click()
    await expect(page.get_by_text("Password changed. Sign in again.")).to_be_visible()
    await page.locator("input[name=email]").fill(name)
    await page.locator("input[name=password]").fill("another-password")
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("button", name="Erase my account").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Current password").fill("another-password")
    assert await serious_findings(page) == []
    await dialog.get_by_role("button", name="Erase for good").click()
    await expect(page.get_by_text("Your account was erased.")).to_be_visible()
    kept = await page.evaluate("Object.keys(localStorage).filter((key) => /intranet/.test(key))")
    assert kept == []
    alice = await enter(visit, intranet_url, "alice", room, **PHONE)
    await expect(alice.get_by_text("Message supprimé")).to_be_visible()
    await expect(alice.get_by_text("Compte supprimé").first).to_be_visible()
    assert await fits(alice)


async def test_desktop_news_are_asked_for_by_a_click_alone(visit, intranet_url):
    page = await visit("", at=intranet_url, permissions=["notifications"])
    await page.evaluate(
        "() => { globalThis.asked = 0;"
        " Notification.requestPermission = async () => { asked += 1; return 'granted'; } }"
    )
    await sign_in(page, "bob")
    await page.get_by_role("link", name="Mon compte").click()
    assert await page.evaluate("asked") == 0
    await page.get_by_role("button", name="Les afficher").click()
    await expect(page.get_by_role("button", name="Ne plus les afficher")).to_be_visible()
    assert await page.evaluate("asked") == 1


async def test_a_place_that_does_not_answer_says_so_and_comes_back(visit, intranet_url):
    page = await visit("#/produits", at=intranet_url, forgive="ERR_", **PHONE)
    await sign_in(page, "bob")
    await expect(page.get_by_text("Casque audio")).to_be_visible()
    await page.context.set_offline(True)
    await page.get_by_role("searchbox").fill("clavier")
    await expect(page.get_by_text("Vous êtes hors ligne.")).to_be_visible()
    await expect(
        page.get_by_role("alert").filter(has_text="Le service ne répond pas")
    ).to_be_visible()
    assert await serious_findings(page) == []
    await page.context.set_offline(False)
    await expect(page.get_by_text("Clavier sans fil")).to_be_visible()
    await expect(page.get_by_text("Casque audio")).to_have_count(0)
    await expect(page.get_by_text("Vous êtes hors ligne.")).to_have_count(0)
