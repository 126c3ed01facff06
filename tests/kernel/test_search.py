"""What people look for is found, however they write it, and alike on both databases."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from comptoir.kernel.db import Database
from comptoir.kernel.postgresql import PostgresqlDatabase
from comptoir.kernel.search import (
    Document,
    Hit,
    MemoryIndex,
    clear,
    put,
    rank,
    reading,
    remove,
    search,
    tables,
)
from comptoir.kernel.search.forms import forms, french_root
from comptoir.kernel.search.scoring import (
    Asked,
    Collection,
    Listed,
    length_of,
    scores,
    weight,
)
from comptoir.kernel.search.spelling import FAR, cost
from comptoir.kernel.sqlite import SqliteDatabase
from comptoir.kernel.text import bare

pytestmark = pytest.mark.anyio

SHOP = (
    Document("angle", "Canapé d'angle gris, convertible, petit prix."),
    Document("droit", "Canapé droit bleu en velours."),
    Document("fauteuil", "Fauteuil rouge en cuir pleine fleur."),
    Document("livraison", "Nos livraisons partent le mardi et le jeudi."),
)
SET = Path(__file__).parent / "retrieval"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SET / name).read_text("utf-8").splitlines()]


def ids(hits: Sequence[Hit]) -> list[int | str]:
    return [hit.id for hit in hits]


def mistyped(text: str) -> str:
    """`text` without accents or apostrophes, two letters swapped in each third long word."""
    typed = bare(text).replace("'", "").split()
    for place, word in enumerate(typed):
        if place % 3 == 0 and len(word) > 4:
            typed[place] = word[:2] + word[3] + word[2] + word[4:]
    return " ".join(typed)


# ── What is found ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("canape dangle gris pa cher", "angle"),
        ("quand livrez-vous ?", "livraison"),
        ("un sofa en velours", "droit"),
        ("livraidon", "livraison"),
        ("fauteil", "fauteuil"),
        ("FAUTEUILS DE CUIR", "fauteuil"),
        ("canape dnagle", "angle"),
    ],
)
async def test_what_a_customer_means_comes_first(db: Database, question: str, first: str) -> None:
    await db.write(put, "meuble.catalogue", SHOP)

    hits = await db.read(search, "meuble.catalogue", question)

    assert hits[0].id == first


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("fr", "La résiliation du contrat est gratuite.", "resilier des contrats"),
        ("en", "Deliveries are free of charge.", "delivery"),
        ("es", "Las garantías cubren los defectos.", "garantia defecto"),
        ("it", "Le consegne avvengono il lunedì.", "consegna lunedi"),
        ("de", "Die Lieferungen kommen früh am Morgen.", "lieferung fruh"),
        ("ar", "يمكنكم إرجاع الطلبات خلال أسبوع", "إرجاع طلب"),
    ],
)
async def test_each_language_finds_its_inflections_with_or_without_accents(
    db: Database, language: str, text: str, question: str
) -> None:
    other = Document("other", "xyz", language=language)
    await db.write(put, "faq", [Document("this", text, language=language), other])

    assert ids(await db.read(search, "faq", question, language=language)) == ["this"]


async def test_a_word_of_another_language_is_found_as_it_is_written(db: Database) -> None:
    await db.write(put, "faq", [Document("de", "Kindergarten Öffnungszeiten", language="de")])

    assert ids(await db.read(search, "faq", "Kindergarten", language="fr")) == ["de"]
    assert ids(await db.read(search, "faq", "offnungszeiten", language="xx")) == ["de"]


async def test_a_title_says_more_than_a_text(db: Database) -> None:
    in_title = Document("title", "Tout ce qu'il faut savoir de nos meubles.", title="Garantie")
    in_text = Document("text", "Tout ce qu'il faut savoir de la garantie.", title="Meubles")
    await db.write(put, "faq", [in_title, in_text])

    assert ids(await db.read(search, "faq", "garantie")) == ["title", "text"]


async def test_of_equal_documents_the_newest_comes_first(db: Database) -> None:
    for number in (3, 1, 2):
        await db.write(put, "room", [Document(number, "réunion demain")])

    assert ids(await db.read(search, "room", "réunion")) == [2, 1, 3]


async def test_a_known_word_is_not_taken_for_another(db: Database) -> None:
    await db.write(put, "faq", [Document("lame", "lame"), Document("lampe", "lampe")])

    assert ids(await db.read(search, "faq", "lame")) == ["lame"]
    assert ids(await db.read(search, "faq", "lamme")) == ["lame"]


async def test_numbers_are_found_exactly_or_not_at_all(db: Database) -> None:
    await db.write(put, "notes", [Document(1, "commande CMD-2025-30188"), Document(2, "E21")])

    assert ids(await db.read(search, "notes", "30188")) == [1]
    assert ids(await db.read(search, "notes", "30189 E18")) == []


async def test_a_question_of_commonplace_words_finds_who_has_them(db: Database) -> None:
    await db.write(put, "room", [Document(1, "on est là"), Document(2, "bonjour")])

    assert ids(await db.read(search, "room", "est-ce que on est")) == [1]


async def test_as_many_are_found_as_asked_for(db: Database) -> None:
    await db.write(put, "room", [Document(number, "chaise") for number in range(250)])

    assert len(await db.read(search, "room", "chaise", 3)) == 3
    assert len(await db.read(search, "room", "chaise", 1_000)) == reading.MAXIMUM_HITS


# ── Putting in and taking out ─────────────────────────────────────────────────────────────


async def test_a_scope_sees_its_own_documents_only(db: Database) -> None:
    await db.write(put, "foyer.agent.1", [Document(1, "le code du portail")])
    await db.write(put, "foyer.agent.2", [Document(2, "le code de la cave")])

    assert ids(await db.read(search, "foyer.agent.1", "code")) == [1]
    assert await db.read(search, "foyer.agent.3", "code") == []


async def test_ids_come_back_as_they_were_given(db: Database) -> None:
    await db.write(put, "mixed", [Document(7, "chaise"), Document("7", "chaise")])

    assert ids(await db.read(search, "mixed", "chaise")) == ["7", 7]


async def test_a_document_put_again_is_found_by_its_new_words_only(db: Database) -> None:
    await db.write(put, "faq", SHOP)
    await db.write(put, "faq", [Document("angle", "Tabouret de bar")])

    assert ids(await db.read(search, "faq", "tabouret")) == ["angle"]
    assert ids(await db.read(search, "faq", "gris petit prix")) == []
    assert ids(await db.read(search, "faq", "canapé")) == ["droit"]


async def test_of_two_documents_with_one_id_the_last_is_kept(db: Database) -> None:
    await db.write(put, "faq", [Document(1, "chaise"), Document(1, "table")])

    assert ids(await db.read(search, "faq", "table")) == [1]
    assert ids(await db.read(search, "faq", "chaise")) == []


async def test_a_document_taken_out_is_not_found_nor_its_words_guessed(db: Database) -> None:
    await db.write(put, "faq", [*SHOP, Document("x", "pouf")])
    await db.write(remove, "faq", ["fauteuil", "never there"])
    await db.write(remove, "nowhere", ["x"])

    assert ids(await db.read(search, "faq", "fauteil cuir")) == []
    assert ids(await db.read(search, "faq", "pouf")) == ["x"]


async def test_an_index_emptied_is_as_if_it_had_never_been(db: Database) -> None:
    def counts(connection: Connection) -> list[int]:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.TABLES
        ]

    before = await db.read(counts)
    await db.write(put, "faq", SHOP)
    await db.write(clear, "faq")
    await db.write(clear, "faq")

    assert await db.read(counts) == before


async def test_taking_all_documents_out_leaves_no_word_behind(db: Database) -> None:
    def words(connection: Connection) -> int:
        listed = select(func.count()).select_from(tables.postings)
        return connection.execute(listed).scalar_one() + len(
            connection.execute(select(tables.words)).all()
        )

    before = await db.read(words)
    await db.write(put, "faq", SHOP)
    await db.write(remove, "faq", [one.id for one in SHOP])

    assert await db.read(words) == before


async def test_scores_after_changes_are_those_of_an_index_made_afresh(db: Database) -> None:
    await db.write(put, "changed", [Document("y", "canapé cuir rouge"), *SHOP])
    await db.write(put, "changed", [Document("angle", "tout autre chose, un lit")])
    await db.write(remove, "changed", ["y", "angle"])
    await db.write(put, "changed", [SHOP[0]])
    await db.write(put, "fresh", [*SHOP[1:], SHOP[0]])

    for question in ("canapé gris", "cuir", "livrer mardi", "velour"):
        changed = await db.read(search, "changed", question)
        assert changed, "something is compared"
        assert changed == await db.read(search, "fresh", question)


async def test_what_is_undone_was_never_indexed(db: Database) -> None:
    def half(connection: Connection) -> None:
        put(connection, "faq", SHOP)
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(half)

    assert await db.read(search, "faq", "canapé") == []


async def test_writers_of_one_scope_at_once_lose_nothing(db: Database) -> None:
    messages = [Document(number, f"bonjour numéro{number} à tous") for number in range(40)]

    await asyncio.gather(*(db.write(put, "room", [message]) for message in messages))

    assert sorted(ids(await db.read(search, "room", "bonjour", 100))) == list(range(40))
    for number in range(40):
        assert ids(await db.read(search, "room", f"numéro{number}")) == [number]


async def test_nothing_put_changes_nothing(db: Database) -> None:
    await db.write(put, "faq", [])
    await db.write(remove, "faq", [])

    assert await db.read(search, "faq", "canapé") == []


# ── Bounds ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   \n\t",
        "?!… --",
        "😀👍🏽" * 1_000,
        "'; DROP TABLE search_words; --",
        "% _ \\ * \" '",
        "канапе диван 沙发 ソファ सोफा",
        "\x00\u202e\ud7ff",
        "\ud800 \udfff",
        "a" * 4_000,
        " ".join(f"mot{number}x" for number in range(2_000)),
        "xqzwv " * 700,
        " ".join(chr(97 + n % 26) * 5 + chr(97 + n // 26) for n in range(600)),
    ],
)
async def test_any_question_is_answered(db: Database, question: str) -> None:
    await db.write(put, "faq", SHOP)

    assert await db.read(search, "faq", question) == []


async def test_other_scripts_are_found_as_they_are_written(db: Database) -> None:
    await db.write(put, "faq", [Document(1, "диван"), Document(2, "沙发"), Document(3, "Ş 1")])

    assert ids(await db.read(search, "faq", "ДИВАН")) == [1]
    assert ids(await db.read(search, "faq", "沙发")) == [2]


async def test_a_document_of_a_hundred_thousand_words_is_indexed_and_taken_out(
    db: Database,
) -> None:
    novel = " ".join(f"mot{number % 20_000} chaise" for number in range(50_000))
    await db.write(put, "books", [Document("novel", novel), Document("note", "chaise verte")])

    assert ids(await db.read(search, "books", "mot19999")) == ["novel"]
    assert ids(await db.read(search, "books", "chaise")) == ["novel", "note"]

    await db.write(remove, "books", ["novel"])
    assert ids(await db.read(search, "books", "chaise mot19999")) == ["note"]


async def test_an_id_too_long_for_the_index_is_refused_on_both(db: Database) -> None:
    with pytest.raises(ValueError, match="at most"):
        await db.write(put, "faq", [Document("x" * 200, "chaise")])


async def test_a_document_without_a_word_is_kept_and_not_found(db: Database) -> None:
    await db.write(put, "faq", [Document(1, "…"), Document(2, ""), Document(3, "x" * 500)])

    assert ids(await db.read(search, "faq", "x" * 500)) == [3]


@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are cut as if the collection were a thousand times larger."""
    monkeypatch.setattr(reading, "WHOLE", 8)
    monkeypatch.setattr(reading, "READ", 32)
    monkeypatch.setattr(reading, "MAXIMUM_HITS", 8)


@pytest.mark.usefixtures("small_bounds")
async def test_of_a_word_too_common_to_read_whole_the_newest_are_found(db: Database) -> None:
    count = 3 * tables.PART
    await db.write(put, "room", [Document(number, "café noir") for number in range(count)])

    assert ids(await db.read(search, "room", "café", 3)) == [count - 1, count - 2, count - 3]


@pytest.mark.usefixtures("small_bounds")
async def test_a_rare_word_is_found_beside_a_common_one_with_the_score_of_both(
    db: Database,
) -> None:
    messages = [Document(number, "café noir") for number in range(2 * tables.PART)]
    messages[5] = Document(5, "café renversé")
    messages[9] = Document(9, "thé renversé")
    await db.write(put, "room", messages)

    assert ids(await db.read(search, "room", "café renversé", 2)) == [5, 9]


@pytest.mark.usefixtures("small_bounds")
async def test_an_old_document_with_two_common_words_is_found_before_new_ones_with_one(
    db: Database,
) -> None:
    messages = [
        Document(number, "café noir" if number % 2 else "thé vert")
        for number in range(3 * tables.PART)
    ]
    messages[5] = Document(5, "café vert")
    await db.write(put, "room", messages)

    assert ids(await db.read(search, "room", "café vert", 1)) == [5]


# ── Alike everywhere ──────────────────────────────────────────────────────────────────────


@pytest.fixture
def everything() -> list[Document]:
    """The set's passages, some of them twice, so that there are ties."""
    passages = [Document(one["id"], one["text"]) for one in lines("passages.jsonl")]
    again = [Document(f"{one.id} again", one.text) for one in passages[::5]]
    return [*passages, *again]


async def test_both_databases_and_memory_rank_alike_to_the_last_bit(
    sqlite_db: SqliteDatabase, postgresql_db: PostgresqlDatabase, everything: list[Document]
) -> None:
    index = MemoryIndex([(str(one.id), one.text) for one in everything])
    for db in (sqlite_db, postgresql_db):
        # As it happens in life: some at once, some one by one, some again.
        await db.write(put, "all", everything[:300])
        for one in everything[300:320]:
            await db.write(put, "all", [one])
        await db.write(put, "all", everything[320:])
    questions = [one["question"] for one in lines("questions.jsonl")[::2]]
    questions += list(map(mistyped, questions))
    assert len(questions) > 400, "there is something to compare"
    ties = 0

    for question in questions:
        hits = await sqlite_db.read(search, "all", question, 20)
        assert hits == await postgresql_db.read(search, "all", question, 20), question
        assert [(hit.id, hit.score) for hit in hits] == index.search(question, 20), question
        ties += len(hits) - len({hit.score for hit in hits})

    index.close()
    assert ties > 100, "ties are compared too"


# ── Quality ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def index() -> Iterator[MemoryIndex]:
    found = MemoryIndex([(one["id"], one["text"]) for one in lines("passages.jsonl")])
    yield found
    found.close()


@pytest.mark.parametrize(
    ("wording", "typed", "least"),
    [
        ("like the passage", str, 0.97),
        ("like the passage", mistyped, 0.95),
        ("otherwise", str, 0.58),
        ("otherwise", mistyped, 0.54),
    ],
)
def test_questions_of_people_find_their_passage_among_ten(
    index: MemoryIndex, wording: str, typed: Any, least: float
) -> None:
    questions = [one for one in lines("questions.jsonl") if one["wording"] == wording]

    found = [
        not {own for own, _ in index.search(typed(one["question"]))}.isdisjoint(one["relevant"])
        for one in questions
    ]

    assert len(questions) > 200
    assert sum(found) / len(found) >= least


def test_ranking_without_an_index_is_ranking_with_one(index: MemoryIndex) -> None:
    passages = [(one["id"], one["text"]) for one in lines("passages.jsonl")]

    assert rank(passages, "un accroc au velours", 5) == [
        own for own, _ in index.search("un accroc au velours", 5)
    ]
    assert rank([], "velours", 5) == []


# ── Words ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "family",
    [
        "livrer livraison livreur livré livrée livrées livrent livrera livraient",
        "nettoyer nettoyage nettoie nettoyant",
        "rembourser remboursement remboursé remboursements",
        "résilier résiliation résiliez résilié",
        "assurer assurance assuré assureur assurances",
        "réparer réparation réparateur réparable",
        "indemniser indemnisation indemnité indemnités",
        "payer paiement paie payez",
        "expliquer explication expliquez",
        "animal animaux",
        "garantir garantie garanties",
    ],
)
def test_words_of_one_family_have_one_root(family: str) -> None:
    assert len({forms(word, "fr").root for word in family.split()}) == 1


@given(st.text(alphabet=st.characters(categories=["Ll"]), min_size=1, max_size=60))
def test_a_root_is_never_empty_nor_longer_than_its_word(word: str) -> None:
    found = forms(word, "fr")

    assert found.root
    assert found.stem
    assert max(map(len, (found.word, found.stem, found.root))) <= 40
    assert len(french_root("a" + bare(word))) <= len(bare(word)) + 1


@pytest.mark.parametrize(
    ("typed", "word", "costs"),
    [
        ("livraison", "livraison", 0.0),
        ("livraidon", "livraison", 0.7),  # d is beside s
        ("livriason", "livraison", 0.7),
        ("livvraison", "livraison", 0.5),
        ("livaison", "livraison", 0.8),
        ("livrzison", "livraison", 0.7),  # z is below a on QWERTY
        ("livrpison", "livraison", 1.3),
        ("livrson", "livraison", FAR),
        ("maison", "livraison", FAR),
        ("", "mot", FAR),
    ],
)
def test_a_slip_of_the_fingers_costs_less_than_another_letter(
    typed: str, word: str, costs: float
) -> None:
    assert cost(typed, word, 1.5) == pytest.approx(costs)


# ── Scores ────────────────────────────────────────────────────────────────────────────────


def score_of(times: int, length: int, having: int, likeness: float = 1.0) -> float:
    listed = Listed(1, likeness, 0, [0], [weight(times, length)])
    return scores(Collection(1_000, 50_000), [Asked(having, [listed])])[0]


def test_more_often_in_a_shorter_document_a_rarer_word_scores_higher() -> None:
    usual = score_of(2, 50, 100)

    assert score_of(3, 50, 100) > usual > score_of(1, 50, 100)
    assert score_of(2, 20, 100) > usual > score_of(2, 5_000, 100)
    assert score_of(2, 50, 10) > usual > score_of(2, 50, 900) > 0
    assert usual > score_of(2, 50, 100, likeness=0.5)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_length_is_kept_within_two_percent(times: int, length: int) -> None:
    kept = length_of(weight(times, length) & 1_023)

    assert weight(times, length) < 2**16
    assert kept == pytest.approx(min(length, 190_000), rel=0.02)
