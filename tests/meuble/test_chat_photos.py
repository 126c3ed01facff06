"""Photos in conversation: kept for the claim, offered to it afterwards, and how to take better."""

import pytest

from cast import ORDER
from pictures import blurred, encoded, scene

pytestmark = pytest.mark.anyio

ELSEWHERE = "http://192.0.2.1/photo.jpg"


async def uploaded(visitor, data: bytes) -> str:
    answer = await visitor.http.post("/api/upload", files={"files": ("photo.jpg", data)})
    assert answer.status_code == 200, answer.text
    return answer.json()["files"][0]["url"]


async def with_claim(shop, **more):
    nora = shop.visitor()
    await nora.says(f"Le pied du canapé est cassé, {ORDER}", **more)
    made = await nora.says("oui")
    assert made["ticket_id"]
    return nora, made


async def photos_of(visitor, made) -> list[str]:
    answer = await visitor.http.get(
        f"/api/sav/ticket/{made['ticket_id']}",
        headers={"X-Ticket-Token": made["ticket_access_token"]},
    )
    return [piece["url"] for piece in answer.json()["ticket"]["evidence"]]


async def test_photos_after_the_claim_are_offered_to_it(shop):
    nora, made = await with_claim(shop)
    url = await uploaded(nora, encoded(scene()))
    said = await nora.says("voilà les photos", photos=[url, ELSEWHERE])
    assert f"demande {made['ticket_id']} (2)" in said["response"]
    assert said["ticket_id"] is None
    assert await photos_of(nora, made) == [url, ELSEWHERE]
    shop.clock.advance(hours=25)
    await shop.works_off_jobs()
    assert (await nora.http.get(url)).status_code == 200, "the claim keeps it"


async def test_the_same_photo_is_offered_once(shop):
    nora, made = await with_claim(shop)
    url = await uploaded(nora, encoded(scene()))
    for _ in range(2):
        await nora.says("voilà", photos=[url])
    assert await photos_of(nora, made) == [url]


async def test_a_question_that_comes_with_photos_is_answered_too(shop):
    nora, made = await with_claim(shop)
    said = await nora.says("Voici les photos. Où en est mon dossier ?", photos=[ELSEWHERE])
    assert await photos_of(nora, made) == [ELSEWHERE]
    assert "en attente de vos photos" in said["response"]


async def test_photos_enough_are_not_asked_for_again(shop):
    nora = shop.visitor()
    links = [f"{ELSEWHERE}?{number}" for number in range(3)]
    await nora.says(f"Le pied du canapé est cassé, {ORDER}", photos=links)
    made = await nora.says("oui")
    assert "envoyez-nous des photos" not in made["response"]
    assert await photos_of(nora, made) == links


@pytest.mark.parametrize(
    ("message", "language", "advice"),
    [
        ("Voici une photo du défaut", "fr", "à deux mains"),
        ("Here is a photo of the defect", "en", "both hands"),
        ("Aquí tiene una foto del defecto", "es", "dos manos"),
        ("Ecco una foto del difetto", "it", "due mani"),
        ("Hier ist ein Foto von dem Mangel", "de", "beiden Händen"),
        ("هذه صورة العيب", "ar", "بكلتا يديك"),
    ],
)
async def test_a_poor_photo_is_told_how_to_be_better_in_the_customers_language(
    shop, message, language, advice
):
    nora = shop.visitor()
    url = await uploaded(nora, encoded(blurred(12)))
    said = await nora.says(message, photos=[url])
    assert said["language"] == language
    assert advice in said["response"]


async def test_a_good_photo_is_given_no_advice_and_a_link_is_not_looked_at(shop):
    nora = shop.visitor()
    url = await uploaded(nora, encoded(scene()))
    said = await nora.says("Voici une photo", photos=[url, ELSEWHERE])
    assert "plus utiles" not in said["response"]
