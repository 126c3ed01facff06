"""The shop's questions and answers: listed, found however they are typed, voted on, kept."""

import asyncio

import pytest
from sqlalchemy import func, select

from cast import ADA, ADMIN_KEY, CLAIRE, SAM, open_shop
from comptoir.kernel.db import BUSY
from comptoir.kernel.errors import Unavailable
from comptoir.meuble import popularity, questions
from comptoir.meuble.models import faq_questions, faq_votes

pytestmark = pytest.mark.anyio
# What is decided before any database is asked need not be asked of two.
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

QUESTION = {
    "id": str,
    "question": str,
    "answer": str,
    "category": str,
    "category_icon": str,
    "keywords": list,
    "popularity": int,
    "helpful_count": int,
    "not_helpful_count": int,
}
SCRATCH = {
    "category_id": "entretien",
    "question": "Comment réparer une rayure?",
    "answer": "Les rayures mineures peuvent être...",
    "keywords": ["rayure", "réparation", "bois"],
}


async def read(visitor, path, **parameters):
    answer = await visitor.http.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def votes(visitor, helpful, question_id="faq-001"):
    answer = await visitor.http.post(
        "/api/faq/vote", json={"question_id": question_id, "helpful": helpful}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def tally(shop, question_id="faq-001"):
    question = (await read(shop.visitor(), f"/api/faq/{question_id}"))["question"]
    return question["helpful_count"], question["not_helpful_count"]


# ── Reading ───────────────────────────────────────────────────────────────────────────────


async def test_every_question_has_the_documented_fields(shop):
    listed = await read(shop.visitor(), "/api/faq/")
    assert len(listed) >= 130
    for question in listed:
        assert {name: type(question[name]) for name in QUESTION} == QUESTION
    first = listed[0]
    assert first["id"] == "faq-001"
    assert (first["category"], first["category_icon"]) == ("Entretien", "🧹")


async def test_the_headings_count_their_questions(shop):
    nora = shop.visitor()
    headings = await read(nora, "/api/faq/categories")
    assert len(headings) == 8
    assert {heading["id"] for heading in headings} == set(questions.CATEGORIES)
    for heading in headings:
        under = await read(nora, f"/api/faq/category/{heading['id']}")
        assert len(under) == heading["question_count"] > 10
        assert {question["category"] for question in under} == {heading["name"]}
        assert under == await read(nora, "/api/faq", category=heading["id"])
        assert under == await read(nora, "/api/faq", category=heading["name"])
    everything = await read(nora, "/api/faq")
    assert sum(heading["question_count"] for heading in headings) == len(everything)


async def test_each_language_has_its_own_questions(shop):
    nora = shop.visitor()
    for lang in ("en", "es", "it", "de", "ar"):
        listed = await read(nora, "/api/faq", lang=lang)
        assert len(listed) == 12
        assert {question["lang"] for question in listed} == {lang}
    english = {heading["name"] for heading in await read(nora, "/api/faq/categories", lang="en")}
    assert "Care" in english


@sqlite_only
async def test_a_heading_that_does_not_exist(shop):
    nora = shop.visitor()
    assert await read(nora, "/api/faq", category="jardin") == []
    answer = await nora.http.get("/api/faq/category/jardin")
    assert (answer.status_code, answer.json()["error"]) == (404, "category_not_found")


@sqlite_only
async def test_a_language_nobody_wrote_in_is_refused(shop):
    answer = await shop.visitor().http.get("/api/faq", params={"lang": "nl"})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("lang : valeur attendue : 'fr'")


@sqlite_only
async def test_with_and_without_a_slash_is_one_route(shop):
    nora = shop.visitor()
    for path in ("", "/categories", "/category/garantie", "/stats", "/faq-001"):
        assert await read(nora, f"/api/faq{path}/") == await read(nora, f"/api/faq{path}")


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("Comment nettoyer mon canapé en tissu ?", "Comment nettoyer mon canapé en tissu ?"),
        ("netoyer canape tisu", "Comment nettoyer mon canapé en tissu ?"),
        ("delai retractation", "Quel est le délai de rétractation ?"),
        ("conbien coute la livraisson", "Combien coûte la livraison ?"),
        ("parler a un humain", "Comment parler à un conseiller ?"),
        ("mot de pass oublié", "J'ai oublié mon mot de passe, que faire ?"),
        ("vin rouge sur le sofa", "Comment enlever une tache de vin rouge sur un tissu ?"),
        ("etes vous ouvert le dimanche", "Quels sont les horaires d'ouverture ?"),
    ],
)
async def test_a_question_is_found_however_it_is_typed(shop, typed, answered):
    best = await read(shop.visitor(), "/api/faq", query=typed)
    assert 1 <= len(best) <= 20
    assert answered in [question["question"] for question in best[:3]]


async def test_a_search_looks_in_one_heading_and_one_language(shop):
    nora = shop.visitor()
    narrow = await read(nora, "/api/faq", query="cuir", category="garantie")
    assert narrow, "there is a question on the guarantee of leather"
    assert {question["category_id"] for question in narrow} == {"garantie"}
    german = await read(nora, "/api/faq", query="Ledersofa pflegen", lang="de")
    assert german[0]["question"] == "Wie pflege ich ein Ledersofa?"


@sqlite_only
async def test_a_query_of_nothing_is_none_and_of_nonsense_finds_nothing(shop):
    nora = shop.visitor()
    assert await read(nora, "/api/faq", query="  ") == await read(nora, "/api/faq")
    assert await read(nora, "/api/faq", query="xqzwvkj") == []
    answer = await nora.http.get("/api/faq", params={"query": "x" * 501})
    assert answer.json()["detail"] == "query : trop long (au plus 500)."


async def test_who_has_the_list_already_is_not_sent_it_again(shop):
    nora = shop.visitor()
    tag = (await nora.http.get("/api/faq")).headers["ETag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}'):
        again = await nora.http.get("/api/faq", headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    await votes(nora, True)
    changed = await nora.http.get("/api/faq", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


@pytest.mark.parametrize(
    "name", ["faq-000", "faq-999", "faq-1", "faq-0001", "faq-9999999999", "1", "FAQ-001"]
)
@sqlite_only
async def test_a_name_that_names_no_question_is_not_found(shop, name):
    ada = await shop.signed_in(ADA)
    for answer in (
        await ada.http.get(f"/api/faq/{name}"),
        await ada.http.put(f"/api/faq/{name}", json={"answer": "Non."}),
        await ada.http.delete(f"/api/faq/{name}"),
        await ada.http.post("/api/faq/vote", json={"question_id": name, "helpful": True}),
    ):
        assert answer.status_code == 404
        assert answer.json()["error"] == "question_not_found"


# ── Votes ─────────────────────────────────────────────────────────────────────────────────


async def test_a_vote_is_answered_as_documented(shop):
    body = await votes(shop.visitor(), True)
    assert body["success"] is True
    assert body["message"] == "Vote recorded"
    assert (body["question_id"], body["helpful"]) == ("faq-001", True)


async def test_everybody_has_one_vote_and_may_change_it(shop):
    nora, claire = shop.visitor(), await shop.signed_in(CLAIRE)
    for _ in range(2):
        await votes(nora, True)
        await votes(claire, True)
    assert await tally(shop) == (2, 0)
    await votes(nora, False)
    assert await tally(shop) == (1, 1)
    await votes(nora, True, "faq-002")
    assert await tally(shop) == (1, 1)
    assert await tally(shop, "faq-002") == (1, 0)


async def test_an_account_has_one_vote_wherever_it_signs_in(shop):
    for helpful in (True, False):
        await votes(await shop.signed_in(CLAIRE), helpful)
    await votes(shop.visitor(**{"X-API-Key": ADMIN_KEY}), True)
    assert await tally(shop) == (1, 1)


async def test_votes_at_the_same_moment_are_each_counted_once(shop):
    voters = [shop.visitor() for _ in range(5)]
    await asyncio.gather(*(votes(voter, True) for voter in voters for _ in range(4)))
    assert await tally(shop) == (5, 0)


async def test_nobody_can_read_who_voted(shop):
    nora = shop.visitor()
    await votes(nora, True)
    [voter] = await shop.platform.db.read(lambda c: c.execute(select(faq_votes.c.voter)).scalars())
    assert "203.0.113" not in voter


async def test_the_figures_are_of_the_votes(shop):
    nora, claire, sam = shop.visitor(), await shop.signed_in(CLAIRE), await shop.signed_in(SAM)
    before = await read(nora, "/api/faq/stats")
    assert before["statistics"]["total_votes"] == 0
    assert before["statistics"]["avg_helpfulness"] == 0.0
    for voter, helpful in ((nora, True), (claire, True), (sam, False)):
        await votes(voter, helpful)
    stats = await read(nora, "/api/faq/stats")
    listed = await read(nora, "/api/faq")
    assert stats["statistics"] == {
        "total_questions": len(listed),
        "total_votes": 3,
        "avg_helpfulness": 66.7,
    }
    assert stats["total_categories"] == 8
    assert stats["metadata"]["version"] == "2.1"
    assert stats["metadata"]["last_updated"].endswith("Z")


# ── Views ─────────────────────────────────────────────────────────────────────────────────


async def test_views_are_counted_and_written_together(shop, monkeypatch):
    nora = shop.visitor()
    written = []
    write = shop.platform.db.write

    async def counted(fn, *arguments, **more):
        written.append(fn.__module__)
        return await write(fn, *arguments, **more)

    monkeypatch.setattr(shop.platform.db, "write", counted)
    for name in ("faq-001", "faq-001", "faq-002"):
        await read(nora, f"/api/faq/{name}")
    assert popularity.__name__ not in written
    shop.clock.advance(seconds=61)
    await read(nora, "/api/faq/faq-001")
    assert written.count(popularity.__name__) == 1
    popular = {q["id"]: q["popularity"] for q in await read(nora, "/api/faq")}
    assert (popular["faq-001"], popular["faq-002"], popular["faq-003"]) == (3, 1, 0)


async def test_views_are_written_before_the_shop_closes(sqlite_url):
    for before in (0, 2):
        async with open_shop(sqlite_url) as shop:
            nora = shop.visitor()
            question = (await read(nora, "/api/faq/faq-001"))["question"]
            assert question["popularity"] == before
            await read(nora, "/api/faq/faq-001")


@sqlite_only
async def test_a_question_is_read_while_its_views_cannot_be_written(shop, monkeypatch):
    nora = shop.visitor()
    write = shop.platform.db.write

    async def busy(fn, *arguments, **more):
        raise Unavailable(BUSY)

    shop.clock.advance(seconds=61)
    monkeypatch.setattr(shop.platform.db, "write", busy)
    await read(nora, "/api/faq/faq-001")
    monkeypatch.setattr(shop.platform.db, "write", write)
    shop.clock.advance(seconds=61)
    await read(nora, "/api/faq/faq-001")
    assert (await read(nora, "/api/faq/faq-001"))["question"]["popularity"] == 2


# ── Keeping them ──────────────────────────────────────────────────────────────────────────


async def test_the_documented_question_is_added_and_found(shop):
    shop.clock.advance(days=3650)  # the demonstration was loaded by the machine's clock
    nora = shop.visitor()
    answer = await nora.http.post("/api/faq/add", json=SCRATCH)
    assert answer.status_code == 201
    body = answer.json()
    assert body["success"] is True
    assert body["message"] == "FAQ question added successfully"
    assert body["category_id"] == "entretien"
    listed = await read(nora, "/api/faq")
    assert listed[0]["id"] == body["question_id"], "the newest comes first"
    assert {name: listed[0][name] for name in ("question", "answer", "keywords")} == {
        name: SCRATCH[name] for name in ("question", "answer", "keywords")
    }
    best = await read(nora, "/api/faq", query="reparer rayure")
    assert body["question_id"] in [question["id"] for question in best[:2]]


async def test_the_same_request_twice_adds_one_question(shop):
    nora = shop.visitor()
    before = len(await read(nora, "/api/faq"))
    added = [
        await nora.http.post("/api/faq/add", json=SCRATCH, headers={"Idempotency-Key": "k"})
        for _ in range(2)
    ]
    assert added[0].json() == added[1].json()
    assert len(await read(nora, "/api/faq")) == before + 1


@sqlite_only
@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"category_id": "jardin"}, "category_id : une de entretien, garantie, "),
        ({"question": "  "}, "question : texte attendu."),
        ({"question": "x" * 301}, "question : trop long (au plus 300)."),
        ({"answer": "x" * 5001}, "answer : trop long (au plus 5000)."),
        ({"keywords": ["x"] * 21}, "keywords : au plus 20 éléments."),
        ({"keywords": ["x" * 61]}, "keywords : trop long (au plus 60)."),
        ({"lang": "nl"}, "lang : valeur attendue : "),
    ],
)
async def test_a_question_that_cannot_be_kept_is_refused_in_words(shop, change, detail):
    nora = shop.visitor()
    answer = await nora.http.post("/api/faq/add", json=SCRATCH | change)
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(detail)


@sqlite_only
async def test_there_are_not_too_many(shop, monkeypatch):
    nora = shop.visitor()
    monkeypatch.setattr(questions, "MAXIMUM_QUESTIONS", 206)
    assert (await nora.http.post("/api/faq/add", json=SCRATCH)).status_code == 201
    refused = await nora.http.post("/api/faq/add", json=SCRATCH)
    assert (refused.status_code, refused.json()["error"]) == (409, "too_many_questions")


async def test_staff_change_what_they_send_and_the_search_knows_it(shop):
    shop.clock.advance(days=3650)  # the demonstration was loaded by the machine's clock
    sam = await shop.signed_in(SAM)
    before = (await read(sam, "/api/faq/faq-003"))["question"]
    answer = await sam.http.put("/api/faq/faq-003", json={"answer": "Avec un xylophone."})
    assert answer.status_code == 200
    after = answer.json()["question"]
    assert after["answer"] == "Avec un xylophone."
    assert (after["question"], after["also"]) == (before["question"], before["also"])
    assert after["updated_at"] > before["updated_at"]
    best = await read(sam, "/api/faq", query="xilophone")
    assert [question["id"] for question in best] == ["faq-003"]


async def test_what_staff_delete_is_gone_with_its_votes_and_its_name(shop):
    sam = await shop.signed_in(SAM)
    added = (await sam.http.post("/api/faq/add", json=SCRATCH)).json()["question_id"]
    await votes(sam, True, added)
    assert (await sam.http.delete(f"/api/faq/{added}")).status_code == 200
    assert (await sam.http.get(f"/api/faq/{added}")).status_code == 404
    best = await read(sam, "/api/faq", query="Comment réparer une rayure?")
    assert added not in [question["id"] for question in best]

    def rows(connection):
        return connection.execute(select(func.count()).select_from(faq_votes)).scalar_one()

    assert await shop.platform.db.read(rows) == 0
    again = (await sam.http.post("/api/faq/add", json=SCRATCH)).json()["question_id"]
    assert again != added


async def test_only_an_admin_adds_to_a_shop_in_production(open_shop_in_production):
    shop = open_shop_in_production
    for who, status in ((shop.visitor(), 401), (await shop.signed_in(SAM), 403)):
        assert (await who.http.post("/api/faq/add", json=SCRATCH)).status_code == status
    ada = await shop.signed_in(ADA)
    assert (await ada.http.post("/api/faq/add", json=SCRATCH)).status_code == 201


# ── Files ─────────────────────────────────────────────────────────────────────────────────


async def test_a_file_adds_what_is_new_and_rewrites_what_is_there(shop):
    nora = shop.visitor()
    first = (await read(nora, "/api/faq/faq-001"))["question"]
    await votes(nora, True)
    rewritten = questions.Question(
        question=first["question"].upper().rstrip(" ?"),
        answer="Appelez un zoologue.",
        category_id="sav",
    )
    fresh = questions.Question(**SCRATCH)
    take_in = (questions.take_in, [fresh, rewritten], shop.clock.now())
    assert await shop.platform.db.write(*take_in) == (1, 1, 0)
    assert await shop.platform.db.write(*take_in) == (0, 0, 2)
    now = (await read(nora, "/api/faq/faq-001"))["question"]
    assert (now["answer"], now["category_id"]) == ("Appelez un zoologue.", "sav")
    assert now["helpful_count"] == 1
    best = await read(nora, "/api/faq", query="zoologue")
    assert [question["id"] for question in best] == ["faq-001"]


async def test_one_file_taken_in_twice_at_once_is_taken_in_once(shop):
    fresh = [questions.Question(**SCRATCH)]
    done = await asyncio.gather(
        *(shop.platform.db.write(questions.take_in, fresh, shop.clock.now()) for _ in range(2))
    )
    assert sorted(done) == [(0, 0, 1), (1, 0, 0)]


async def test_the_demonstration_is_all_there(shop):
    def rows(connection):
        return connection.execute(select(func.count()).select_from(faq_questions)).scalar_one()

    assert await shop.platform.db.read(rows) == 205


# ── Limits ────────────────────────────────────────────────────────────────────────────────


@sqlite_only
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/faq"),
        ("GET", "/api/faq/categories"),
        ("GET", "/api/faq/category/garantie"),
        ("GET", "/api/faq/stats"),
        ("GET", "/api/faq/faq-001"),
        ("POST", "/api/faq/vote"),
        ("POST", "/api/faq/add"),
        ("PUT", "/api/faq/faq-001"),
        ("DELETE", "/api/faq/faq-001"),
    ],
)
async def test_the_sixty_first_request_in_a_minute_waits(shop, method, path):
    nora = shop.visitor()
    for left in range(59, -1, -1):
        answer = await nora.http.request(method, path + "/" * (left % 2))
        assert answer.headers["X-RateLimit-Remaining"] == str(left)
    refused = await nora.http.request(method, path)
    assert refused.status_code == 429
    assert refused.json()["retry_after"] == int(refused.headers["Retry-After"])
