"""Products and orders in conversation: what is said comes from the rows, through the front door."""

import pytest

from cast import CLAIRE, NO_ORDER, ORDER
from comptoir.brain import ProblemReading, Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.meuble.models import products

pytestmark = pytest.mark.anyio

ON_ITS_WAY, IN_PREPARATION = "CMD-2026-31640", "CMD-2026-31752"
HIDDEN, HIDDEN_BUYER = "CMD-2026-31697", "camille.perrin@example.com"


def named(said) -> list[str]:
    return [each["id"] for each in said["sources"] if each["type"] == "product"]


async def test_a_search_shows_names_prices_and_stock_of_the_catalogue(shop):
    said = await shop.visitor().says("je cherche une table basse en bois à moins de 350 euros")
    assert said["conversation_type"] == "produit"
    assert set(named(said)) == {"SAL-TBA-001", "SAL-TBA-002"}
    assert "Table basse Oslo : 329,00 €, en stock (12)" in said["response"]
    assert said["sources"][0]["title"] in said["response"]


async def test_what_is_not_there_is_said_not_to_be(shop):
    said = await shop.visitor().says("une chaise à moins de 5 euros vous avez ?")
    assert said["sources"] == []
    assert "ne trouve aucun produit" in said["response"]


@pytest.mark.parametrize(
    ("asked", "sku", "told"),
    [
        ("Combien coute le lit alba svp", "CHA-LIT-001", "749,00 €"),
        ("le fauteuil suspendu Anouk est il en stock ?", "SAL-FAU-009", "en rupture de stock"),
        ("Le canapé Oslo 3 places existe en rouge ?", "CANAPÉ-OSLO-3P", "pas proposé dans ce"),
        ("le canapé Oslo 3 places existe en bleu ?", "CANAPÉ-OSLO-3P", "Oui, il existe"),
        ("Quelles sont les dimensions du canapé Premium ?", "SAL-CAP-001", "Dimensions :"),
        ("prix du SAL-CAP-001", "SAL-CAP-001", "1299,99 €"),
        ("How much is the Oslo armchair?", "SAL-FAU-001", "549.00 €"),
        ("¿Cuánto cuesta el sofá Colette?", "SAL-CAP-010", "1450,00 €"),
    ],
)
async def test_a_question_about_one_product_is_answered_from_its_row(shop, asked, sku, told):
    said = await shop.visitor().says(asked)
    assert named(said) == [sku]
    assert told in said["response"]


async def test_what_follows_is_about_the_product_that_was_shown(shop):
    nora = shop.visitor()
    await nora.says("Le fauteuil suspendu Anouk est-il en stock ?")
    for asked, told in [
        ("et il coûte combien ?", "329,00 €"),
        ("il existe en gris ?", "Oui"),
        ("quelles dimensions ?", "Dimensions"),
    ]:
        said = await nora.says(asked)
        assert named(said) == ["SAL-FAU-009"]
        assert told in said["response"]


async def test_a_search_is_narrowed_by_what_follows(shop):
    nora = shop.visitor()
    first = await nora.says("vous avez des canapés convertibles ?")
    second = await nora.says("et le moins cher ?")
    assert "SAL-CAP-004" in named(first)
    assert named(second)[0] == "SAL-CAP-004", "599 € is the least of them"


async def test_the_price_is_the_one_of_today(shop):
    def dearer(connection):
        connection.execute(
            products.update().where(products.c.sku == "CHA-LIT-001").values(price_cents=80_050)
        )

    await shop.platform.db.write(dearer)
    assert "800,50 €" in (await shop.visitor().says("prix du lit Alba ?"))["response"]


async def test_no_model_changes_a_price(open_a_shop):
    brain = ScriptedBrain(
        lambda text: Reading("recherche_produit", 1.0, "fr"),
        wording=lambda text: "Il est gratuit !",
    )
    said = await (await open_a_shop(brain=brain)).visitor().says("prix du lit Alba ?")
    assert "749,00 €" in said["response"]
    assert "gratuit" not in said["response"]


async def test_a_claim_is_not_lost_to_a_question_about_a_product(shop):
    nora = shop.visitor()
    await nora.says(f"Un pied de mon canapé est cassé, {ORDER}")
    said = await nora.says("au fait, combien coûte le lit Alba ?")
    assert "749,00 €" in said["response"]
    assert said["requires_validation"] is True


async def test_a_model_without_a_catalogue_row_finds_nothing_to_say(open_a_shop):
    brain = ScriptedBrain(
        lambda text: Reading("recherche_produit", 1.0, "fr", problem=ProblemReading("Autre", "", 0))
    )
    said = await (await open_a_shop(brain=brain)).visitor().says("zzz")
    assert named(said) == []


# ── Orders ────────────────────────────────────────────────────────────────────────────────


async def test_an_order_is_followed_with_its_articles_and_day(shop):
    said = await shop.visitor().says(f"Où en est ma commande {IN_PREPARATION} ?")
    assert said["conversation_type"] == "commande"
    assert "2 × Chaise Marius" in said["response"]
    assert "livraison prévue le 18/02/2026" in said["response"]
    assert "retard" not in said["response"]


async def test_a_late_order_says_so_and_what_the_law_gives(shop):
    shop.clock.advance(days=5)
    said = await shop.visitor().says(f"Où en est ma commande {ON_ITS_WAY} ?")
    assert "prévue le 04/02/2026 : elle est en retard" in said["response"]
    assert "L216-6" in said["response"]
    english = await shop.visitor().says(f"Where is my order {ON_ITS_WAY}?")
    assert "L216-6" in english["response"]
    assert "late" in english["response"]


@pytest.mark.parametrize(
    "asked",
    [
        "tu peux me rappeler le numéro de commande ?",
        "What was my order number?",
        "¿Cuál es mi número de pedido?",
        "Wie lautet meine Bestellnummer?",
    ],
)
async def test_the_number_that_was_given_is_said_again(shop, asked):
    nora = shop.visitor()
    await nora.says(f"Bonjour, c'est pour la commande {ORDER}")
    said = await nora.says(asked)
    assert ORDER in said["response"]
    assert said["intent"] != "parler_humain"


async def test_a_delivered_order_is_not_late(shop):
    said = await shop.visitor().says(f"Où en est ma commande {ORDER} ?")
    assert "livrée le 20/11/2025" in said["response"]
    assert "L216-6" not in said["response"]


async def test_an_unknown_order_has_no_status(shop):
    said = await shop.visitor().says(f"Suivi de la commande {NO_ORDER}")
    assert "introuvable" in said["response"]
    assert "expédiée" not in said["response"]


async def test_in_production_the_email_of_the_order_is_asked_for_and_opens_it(
    open_shop_in_production,
):
    nora = open_shop_in_production.visitor()
    asked = await nora.says(f"Où en est ma commande {HIDDEN} ?")
    assert "e-mail" in asked["response"]
    assert "Gaspard" not in asked["response"]
    wrong = await nora.says("nora@example.com")
    assert "n'est pas celle de la commande" in wrong["response"]
    assert "Gaspard" not in wrong["response"]
    right = await nora.says(f"ah pardon : {HIDDEN_BUYER}")
    assert "Bibliothèque Gaspard" in right["response"]


async def test_in_production_a_signed_in_buyer_sees_it_at_once(open_a_shop):
    await open_a_shop()
    shop = await open_a_shop(production=True)
    claire = await shop.signed_in(CLAIRE)
    said = await claire.says(f"Où en est ma commande {ON_ITS_WAY} ?")
    assert "Table basse Oslo" in said["response"]
