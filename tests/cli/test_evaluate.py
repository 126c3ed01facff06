"""Measuring an engine on labelled data: the figures, what the engine may see, bad files."""

import asyncio
import io
import json
import random
import re
import tracemalloc
from pathlib import Path

import pytest

from comptoir.brain import LANGUAGES, ProblemReading, Reading
from comptoir.brain.retyping import retyped
from comptoir.brain.scripted import ScriptedBrain
from comptoir.cli.common import UnusableError
from comptoir.cli.evaluate import run as run_module
from comptoir.cli.evaluate.engines import known_skills
from comptoir.cli.evaluate.intents import IntentTask
from comptoir.cli.evaluate.measures import Calibration, Confusion, Slots
from comptoir.cli.evaluate.problems import ProblemTask
from comptoir.cli.evaluate.records import MAXIMUM_LINE_BYTES, MAXIMUM_SAID, Records
from comptoir.cli.evaluate.run import AT_ONCE
from comptoir.cli.evaluate.run import run as run_task

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
SEEN = {
    "intents": ("service", "text"),
    "problems": ("text", "date_livraison", "date_reference"),
}


def lines_of(path):
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


@pytest.fixture
def write(tmp_path):
    """Write records, or lines as they are, to a file; its path."""

    def write_them(*records, name="asked.jsonl"):
        path = tmp_path / name
        rows = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
        path.write_text("".join(row + "\n" for row in rows), "utf-8")
        return path

    return write_them


@pytest.fixture
def evaluate(run, tmp_path):
    """Run `comptoir evaluate`; what it printed, its predictions, and its figures by title."""

    def evaluate_it(action, *arguments, code=0):
        out = tmp_path / "predictions.jsonl"
        ran = run("evaluate", action, *map(str, arguments), "--predictions", str(out), "--json")
        assert ran.code == code, ran.err
        last = ran.out.splitlines()[-1] if ran.out else ""
        figures = json.loads(last) if last.startswith("{") else {}
        return ran, lines_of(out) if out.exists() else [], figures

    return evaluate_it


def message(text, id_=1, **labels):
    return {"id": id_, "service": "meuble", "text": text, **labels}


def problem(text, id_=1, delivered="2025-06-01", asked="2026-01-31", **labels):
    dates = {"date_livraison": delivered, "date_reference": asked}
    return {"id": id_, "text": text, **dates, **labels}


# ── What is measured ──────────────────────────────────────────────────────────────────────


def test_macro_f1_weighs_a_rare_label_like_a_frequent_one():
    confusion = Confusion()
    for gold, read, times in (("a", "a", 8), ("a", "b", 2), ("b", "b", 1), ("b", "c", 1)):
        for _ in range(times):
            confusion.count(gold, read)

    assert confusion.accuracy() == pytest.approx(9 / 12)
    assert confusion.recall("b") == pytest.approx(1 / 2)
    assert confusion.precision("b") == pytest.approx(1 / 3)
    # F1 of a: 16/18; of b: 2/5; c is no label of anyone, so it has no say of its own.
    assert confusion.macro_f1() == pytest.approx((16 / 18 + 2 / 5) / 2)


def test_nothing_labelled_is_no_figure_rather_than_zero():
    confusion = Confusion()
    confusion.count("a", "a")
    assert confusion.recall("b") is None
    assert Confusion().macro_f1() is None
    assert Calibration().expected_error() is None


def test_calibration_compares_confidence_with_how_often_it_was_right():
    calibration = Calibration()
    for right in (True, True, True, False):
        calibration.count(0.95, right=right)
    for right in (True, False):
        calibration.count(0.5, right=right)
    calibration.count(1.0, right=True)

    # From .9 to 1, five lines: 4 right, 4.8 promised; at .5, two lines: 1 right, 1 promised.
    assert calibration.expected_error() == pytest.approx((4.8 - 4) / 7)


def test_a_slot_with_another_value_is_both_wrong_and_missed():
    slots = Slots()
    slots.count({"produit": "lit", "couleur": "bleu"}, {"produit": "table", "date": "hier"})
    slots.count({"produit": "lit"}, {"produit": "lit"})

    assert slots.names == ["couleur", "date", "produit"]
    together = slots.of(slots.names)
    assert (together.right, together.wrong, together.missed) == (1, 2, 2)
    assert slots.of(["produit"]).f1() == pytest.approx(2 / 4)
    assert slots.of(["date"]).f1() == 0
    assert slots.of(["email"]).f1() is None


# ── Retyping ──────────────────────────────────────────────────────────────────────────────

WORDS = "L'étagère déjà livrée penche à gauche, n'est-ce pas ? " * 60


def test_retyping_is_the_same_for_the_same_seed_and_text():
    assert retyped(WORDS, 7) == retyped(WORDS, 7)
    assert retyped(WORDS, 7) != retyped(WORDS, 8)
    short = "Mon armoire blanche penche toujours beaucoup"
    assert any(retyped(short, seed) != short for seed in range(5))


def test_retyping_drops_accents_and_apostrophes():
    typed = retyped(WORDS + "l’œuvre", 7)
    assert not set(typed) & set("éèêàç'’")
    assert "oeuvre" not in typed, "only what was announced"
    assert "nest-ce pas ?" in " ".join(retyped("n'est-ce pas ?", seed) for seed in range(20))


def test_retyping_leaves_short_words_numbers_and_other_scripts_letters():
    kept = "CMD-2025-30301, ça va, le lit n° 12 : 3 h"
    assert retyped(kept, 3) == "CMD-2025-30301, ca va, le lit n° 12 : 3 h"
    assert set(retyped("أريد إلغاء الطلب " * 30, 3)) <= set("أريد إلغاء الطلب ")


def test_a_quarter_of_the_long_words_gets_one_slip_each():
    words = ["canape", "livraison", "fauteuil", "tiroir", "commande", "table", "jeudi"] * 100
    typed = retyped(" ".join(words), 1).split(" ")
    assert len(typed) == len(words)
    slipped = [(a, b) for a, b in zip(words, typed, strict=True) if a != b]

    assert 0.20 < len(slipped) / len(words) < 0.30
    kinds = {kind_of_slip(a, b) for a, b in slipped}
    assert kinds == {"left out", "doubled", "swapped", "next key"}


def kind_of_slip(word, typed):
    """The one slip that makes `typed` of `word`; fails when there is none."""
    for i in range(len(word)):
        if typed == word[:i] + word[i + 1 :]:
            return "left out"
        if typed == word[:i] + word[i] + word[i:]:
            return "doubled"
        if typed == word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :]:
            return "swapped"
        if len(typed) == len(word) and typed == word[:i] + typed[i] + word[i + 1 :]:
            return "next key"
    raise AssertionError(f"{typed} is not one slip away from {word}")


# ── What the engine may see ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("action", SEEN)
@pytest.mark.parametrize("noise", [(), ("--noise", "11")], ids=["clean", "retyped"])
def test_labels_ids_and_order_change_no_prediction(evaluate, write, action, noise):
    labelled = lines_of(EXAMPLES / f"{action}.jsonl")
    bare = [
        {"id": f"other {i}", **{name: line[name] for name in SEEN[action]}}
        for i, line in enumerate(labelled)
    ]
    shuffled = random.Random(5).sample(list(enumerate(bare)), len(bare))
    assert [i for i, _ in shuffled] != sorted(i for i, _ in shuffled)

    _, with_labels, figures = evaluate(action, EXAMPLES / f"{action}.jsonl", *noise)
    _, without, no_figures = evaluate(action, write(*(line for _, line in shuffled)), *noise)

    assert set(figures) - {"cost"}, "the labels were there"
    assert set(no_figures) == {"cost"}
    text = {i: json.dumps(strip_id(p)) for i, p in enumerate(with_labels)}
    assert [json.dumps(strip_id(p)) for p in without] == [text[i] for i, _ in shuffled]
    assert [p["id"] for p in without] == [line["id"] for _, line in shuffled]


def strip_id(prediction):
    return {name: value for name, value in prediction.items() if name != "id"}


def test_false_labels_change_no_prediction(evaluate, write):
    text = "Le tiroir de ma commode reste coincé"
    honest = message(text, intent="declarer_probleme", slots={"produit": "commode"}, lang="fr")
    false = message(text, intent="au_revoir", slots={"email": "x"}, lang="ar", emotion="happy")
    _, (first,), figures = evaluate("intents", write(honest))
    _, (second,), false_figures = evaluate("intents", write(false))
    assert first == second
    assert figures["meuble: intent"]["all"]["strict"] == 1
    assert false_figures["meuble: intent"]["all"]["strict"] == 0


def test_what_is_read_is_what_the_conversation_reads(evaluate, write, installation):
    told = [
        ("Le dossier de ma chaise est fendu, commande CMD-2025-30301", "fr"),
        ("Où en est ma commande CMD-2025-30301 ?", "fr"),
        ("How do I clean a leather sofa?", "en"),
    ]
    _, read, _ = evaluate("intents", write(*(message(text, i) for i, (text, _) in enumerate(told))))
    _, (judged,), _ = evaluate("problems", write(problem(told[0][0])))
    with installation.visitor() as visitor:
        answers = [
            visitor.post("/api/chat", json={"message": text, "session_id": f"read-{i}"}).json()
            for i, (text, _) in enumerate(told)
        ]

    assert [each["intent"] for each in read] == [answer["intent"] for answer in answers]
    assert [each["lang"] for each in read] == [answer["language"] for answer in answers]
    assert [round(e["confidence"], 2) for e in read] == [a["confidence"] for a in answers]
    recap = answers[0]["recap"]
    assert judged["problem_category"] == recap["problem_category"]
    assert judged["severity"] == recap["problem_severity"]


# ── Intents ───────────────────────────────────────────────────────────────────────────────


def test_a_prediction_has_the_fields_of_its_kind_in_the_order_of_the_file(evaluate):
    asked = lines_of(EXAMPLES / "intents.jsonl")
    _, predictions, _ = evaluate("intents", EXAMPLES / "intents.jsonl")
    assert [each["id"] for each in predictions] == [line["id"] for line in asked]
    for each in predictions:
        assert list(each) == ["id", "intent", "confidence", "slots", "emotion", "lang"]
        assert 0 <= each["confidence"] <= 1
        assert each["lang"] in LANGUAGES


def test_figures_are_by_language_and_tag_strict_and_accepted(evaluate, write):
    right = "Où est ma commande CMD-2025-30301 ?"
    path = write(
        message(right, 1, intent="suivi_commande", lang="fr", tags=["long"]),
        message(right, 2, intent="reclamation", accept=["suivi_commande"], lang="fr"),
        message("Where is my order CMD-2025-30301?", 3, intent="suivi_ticket", lang="en"),
        message("Bonjour", 4),
    )
    ran, _, figures = evaluate("intents", path)
    assert figures["meuble: intent"] == {
        "all": {"strict": 0.3333, "accepted": 0.6667, "lines": 3},
        "language en": {"strict": 0.0, "accepted": 0.0, "lines": 1},
        "language fr": {"strict": 0.5, "accepted": 1.0, "lines": 2},
        "tag long": {"strict": 1.0, "accepted": 1.0, "lines": 1},
    }
    assert re.search(r"^  language fr +0\.500 +1\.000 +2$", ran.out, re.MULTILINE)
    assert figures["cost"]["CPU a line"]["lines"] == 4


def test_rejections_and_alarms_are_counted_where_they_are_false(evaluate, write):
    person, scope = "Je veux parler à un conseiller", "Donne-moi la recette des crêpes au sucre"
    path = write(
        message(person, 1, intent="parler_humain"),
        message(person, 2, intent="reclamation"),
        message(person, 3, intent="reclamation", accept=["parler_humain"]),
        message(scope, 4, intent="hors_perimetre"),
        message(scope, 5, intent="faq_autre"),
        message("Bonjour", 6, intent="hors_perimetre"),
    )
    _, _, figures = evaluate("intents", path)
    decisions = figures["meuble: decisions"]
    assert decisions["a person, recall"] == {"value": 1.0, "lines": 1}
    assert decisions["a person, false alarms"] == {"value": 0.2, "lines": 5}
    assert decisions["out of scope, recall"] == {"value": 0.5, "lines": 2}
    assert decisions["out of scope, false rejection"] == {"value": 0.25, "lines": 4}


def test_slots_are_compared_without_case_and_accents_where_they_mean_something(evaluate, write):
    path = write(
        message(
            "Je cherche un canapé bleu",
            1,
            intent="recherche_produit",
            slots={"produit": "CANAPE", "couleur": "Bleu", "matiere": None},
        ),
        # Outside the business nothing is a slot; elsewhere a colour is not.
        message("Je cherche un canapé bleu", 2, intent="hors_perimetre", slots={"produit": "x"}),
        message(
            "Je cherche un canapé bleu",
            3,
            intent="declarer_probleme",
            slots={"produit": "canapé", "couleur": "rouge"},
        ),
        message("ma commande CMD-2025-30301", 4, intent="suivi_commande", slots={}),
    )
    _, _, figures = evaluate("intents", path)
    slots = figures["meuble: slots"]
    assert slots["produit"] == {"F1": 1.0, "right": 2, "wrong": 0, "missed": 0}
    assert slots["couleur"] == {"F1": 1.0, "right": 1, "wrong": 0, "missed": 0}
    assert slots["identifiers together"] == {"F1": 0.0, "right": 0, "wrong": 1, "missed": 0}
    assert slots["all together"] == {"F1": 0.8571, "right": 3, "wrong": 1, "missed": 0}


def test_a_text_that_tells_no_language_is_answered_in_french(evaluate, write):
    _, (read,), _ = evaluate("intents", write(message("ok")))
    assert read["lang"] == "fr"


# ── Problems ──────────────────────────────────────────────────────────────────────────────

BROKEN = "Le ressort du canapé est cassé, on ne peut plus s'asseoir"


@pytest.mark.parametrize(
    ("text", "delivered", "asked", "expected"),
    [
        (BROKEN, "2024-01-31", "2026-01-31", ("Haute", "P1", True)),
        (BROKEN, "2024-01-31", "2026-02-01", ("Haute", "P2", False)),
        (BROKEN, "2024-02-29", "2026-02-28", ("Haute", "P1", True)),
        (BROKEN, "2024-02-29", "2026-03-01", ("Haute", "P2", False)),
        ("Le lit s'est effondré sous moi", "2020-01-01", "2026-01-31", ("Critique", "P1", False)),
        ("Le chien a mordu l'accoudoir", "2025-12-01", "2026-01-31", (None, None, False)),
        ("zzz", "2025-12-01", "2026-01-31", ("Moyenne", "P2", False)),
    ],
)
def test_priority_and_warranty_are_what_the_shop_decides(
    evaluate, write, text, delivered, asked, expected
):
    _, (judged,), _ = evaluate("problems", write(problem(text, 1, delivered, asked)))
    assert list(judged) == ["id", "problem_category", "severity", "priority", "garantie_legale"]
    severity, priority, covered = expected
    assert judged["garantie_legale"] is covered
    assert judged["severity"] == (severity or judged["severity"])
    assert judged["priority"] == (priority or judged["priority"])


def test_what_the_engine_cannot_class_is_what_the_service_assumes(evaluate, write):
    _, (judged,), _ = evaluate("problems", write(problem("zzz")))
    assert (judged["problem_category"], judged["severity"]) == ("Autre", "Moyenne")


def test_a_danger_is_critical_whatever_else_is_read(evaluate, write):
    texts = ["La prise de la lampe m'a envoyé une décharge", "The shelf fell on my daughter"]
    asked = [problem(text, i, severity="Critique") for i, text in enumerate(texts)]
    _, judged, figures = evaluate("problems", write(*asked))
    assert [(each["severity"], each["priority"]) for each in judged] == [("Critique", "P1")] * 2
    assert figures["problems"]["Critique, recall"] == {"value": 1.0, "lines": 2}


async def test_an_engine_that_overlooks_a_danger_does_not_make_it_less_critical(write):
    def calm(text):
        nothing_much = ProblemReading("Usure_normale", "Basse", 0.99)
        return Reading("declarer_probleme", 0.99, problem=nothing_much)

    path, out = write(problem("La lampe m'a électrocuté"), problem("Une bouloche")), io.StringIO()
    await run_task(Records(path), ProblemTask(ScriptedBrain(calm), None), out)

    judged = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(j["severity"], j["priority"]) for j in judged] == [("Critique", "P1"), ("Basse", "P3")]


def test_any_accepted_priority_is_right(evaluate, write):
    asked = [
        problem(BROKEN, 1, priorites_acceptees=["P1", "P2"]),
        problem(BROKEN, 2, priority="P1"),
        problem(BROKEN, 3, priority="P3", garantie_legale=True),
    ]
    _, _, figures = evaluate("problems", write(*asked))
    assert figures["problems"]["priority, accuracy"] == {"value": 0.6667, "lines": 3}
    assert figures["problems"]["legal warranty, accuracy"] == {"value": 1.0, "lines": 1}
    assert "category, accuracy" not in figures["problems"], "nobody labelled it"


# ── Passages ──────────────────────────────────────────────────────────────────────────────

PASSAGES = [
    {"id": "cuir", "text": "Le cuir se nettoie avec un chiffon sec."},
    {"id": 12, "text": "La livraison coûte trente euros."},
    {"id": "retour", "text": "Un article se renvoie dans les quatorze jours."},
]


@pytest.fixture
def look_up(evaluate, write):
    """Ask questions of passages."""

    def look_it_up(questions, *options, passages=PASSAGES, code=0):
        files = ("--passages", write(*passages, name="passages.jsonl"))
        files += ("--questions", write(*questions, name="questions.jsonl"))
        return evaluate("retrieval", *files, *options, code=code)

    return look_it_up


def test_passages_are_ranked_by_their_own_ids(look_up):
    asked = [
        {"id": "a", "question": "Comment nettoyer du cuir ?", "relevant": ["cuir"]},
        {"id": "b", "question": "Combien coûte une livraison ?", "relevant": [12, "cuir"]},
        {"id": "c", "question": "Les frais de livraison ?", "relevant": ["retour"]},
        {"id": "d", "question": "Renvoyer un article ?"},
    ]
    _, found, figures = look_up(asked, "--k", "1")
    assert found == [
        {"id": "a", "ranked": ["cuir"]},
        {"id": "b", "ranked": [12]},
        {"id": "c", "ranked": [12]},
        {"id": "d", "ranked": ["retour"]},
    ]
    assert figures["retrieval"] == {
        "R@1": {"value": 0.5, "questions": 3},  # (1 + 1/2 + 0) / 3
        "MRR": {"value": 0.6667, "questions": 3},
    }


def test_no_more_passages_than_asked_for_and_ten_unless_said(look_up):
    passages = [{"id": i, "text": f"Entretien du cuir, page {i}"} for i in range(15)]
    asked = [{"id": 1, "question": "le cuir"}]
    assert len(look_up(asked, passages=passages)[1][0]["ranked"]) == 10
    assert len(look_up(asked, "--k", "4", passages=passages)[1][0]["ranked"]) == 4


def test_passages_are_indexed_in_their_own_language(look_up):
    passages = [
        {"id": 1, "text": "The cushions of this sofa are washed by hand in cold water."},
        {"id": 2, "text": "You can return what you bought within fourteen days of delivery."},
    ]
    _, (found,), _ = look_up([{"id": 1, "question": "washing a cushion"}], passages=passages)
    assert found["ranked"][0] == 1


def test_questions_without_labels_or_ids_or_order_find_the_same(look_up):
    passages = lines_of(EXAMPLES / "passages.jsonl")
    labelled = lines_of(EXAMPLES / "questions.jsonl")
    bare = [{"id": f"q{i}", "question": q["question"]} for i, q in enumerate(labelled)][::-1]
    for noise in ((), ("--noise", "2")):
        _, first, _ = look_up(labelled, *noise, passages=passages)
        _, second, figures = look_up(bare, *noise, passages=passages)
        assert [strip_id(p) for p in first] == [strip_id(p) for p in second][::-1]
        assert set(figures) == {"cost"}


@pytest.mark.parametrize(
    ("questions", "passages", "why"),
    [
        ([{"id": 1, "text": "a"}], PASSAGES, "questions.jsonl, line 1: question: missing"),
        ([{"id": 1, "question": "a", "relevant": ["12"]}], PASSAGES, "no passage has the id '12'"),
        ([{"id": 1, "question": "a", "relevant": [[]]}], PASSAGES, "no passage has the id []"),
        ([], [*PASSAGES, {"id": "12", "text": "b"}], "line 4: id: 12 is another passage's"),
        ([], [*PASSAGES, {"id": 4}], "passages.jsonl, line 4: text: missing"),
    ],
)
def test_bad_questions_and_passages_are_said_by_number(look_up, questions, passages, why):
    ran, _, _ = look_up(questions, passages=passages, code=2)
    assert why in ran.err


@pytest.mark.parametrize("options", [("--k", "0"), ("--k", "200001"), ("--engine", "banana")])
def test_what_retrieval_cannot_do_is_one_sentence(run, options):
    files = ("--passages", str(EXAMPLES / "passages.jsonl"))
    files += ("--questions", str(EXAMPLES / "questions.jsonl"))
    ran = run("evaluate", "retrieval", *files, *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


# ── Files as they come ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("action", "line", "why"),
    [
        ("intents", "{", "not JSON"),
        ("intents", '["a"]', "a JSON object expected"),
        ("intents", "null", "a JSON object expected"),
        ("intents", "[" * 100_000, "not JSON: too deeply nested"),
        ("intents", '{"id": 1, "service": "meuble"}', "text: missing"),
        ("intents", {"service": "meuble", "text": "a"}, "id: text or a whole number expected"),
        ("intents", message("a", True), "id: text or a whole number expected"),
        ("intents", message(7), "text: text expected"),
        ("intents", message(" "), "text: 1 to 4000 characters expected"),
        ("intents", message("a" * 4001), "text: 1 to 4000 characters expected"),
        ("intents", r'{"id": 1, "service": "meuble", "text": "\ud800"}', "text: half a character"),
        ("intents", message("a", service="banque"), "service: 'banque' reads no messages; choose"),
        ("intents", message("a", slots=[]), "slots: an object expected"),
        ("intents", message("a", accept=[1]), "accept: a list of texts expected"),
        ("problems", problem("a", delivered="31/01/2026"), "date_livraison: a date as YYYY-MM-DD"),
        ("problems", problem("a", asked=None), "date_reference: missing"),
        ("problems", problem("a", garantie_legale="oui"), "garantie_legale: true or false"),
        ("intents", "x" * (MAXIMUM_LINE_BYTES * 3), f"longer than {MAXIMUM_LINE_BYTES} bytes"),
    ],
)
def test_a_bad_line_is_said_by_number_and_the_others_are_measured(
    evaluate, write, action, line, why
):
    good = message("Bonjour", 8) if action == "intents" else problem(BROKEN, 8)
    path = write({**good, "id": 7}, line, "", good)
    ran, predictions, figures = evaluate(action, path, code=2)
    assert f"{path}, line 2: {why}" in ran.err
    assert f"comptoir: 1 line of {path} left out.\n" in ran.err
    assert [each["id"] for each in predictions] == [7, 8]
    assert figures["cost"]["CPU a line"]["lines"] == 2


def test_bytes_that_are_no_text_are_a_bad_line_and_a_byte_order_mark_is_none(evaluate, tmp_path):
    path = tmp_path / "asked.jsonl"
    good = json.dumps(message("Bonjour")).encode()
    path.write_bytes(b"\xef\xbb\xbf" + good + b'\r\n{"id": "\xff"}\n' + good)
    ran, predictions, _ = evaluate("intents", path, code=2)
    assert f"{path}, line 2: not UTF-8\n" in ran.err
    assert len(predictions) == 2, "the last line needs no end"


def test_many_bad_lines_are_said_once_they_are_enough(evaluate, write):
    ran, _, _ = evaluate("intents", write(*["{"] * (MAXIMUM_SAID + 30)), code=2)
    assert ran.err.count("not JSON") == MAXIMUM_SAID
    assert ran.err.count("more lines are wrong") == 1
    assert f"{MAXIMUM_SAID + 30} lines of" in ran.err


def test_a_huge_file_is_read_a_few_lines_at_a_time(evaluate, tmp_path):
    path = tmp_path / "asked.jsonl"
    padding = "x" * 100_000
    with path.open("w") as file:
        for i in range(300):
            file.write(json.dumps(message("Bonjour", i, aside=padding)) + "\n")
    assert path.stat().st_size > 30_000_000
    known_skills()  # what stays loaded afterwards is no matter of the file

    tracemalloc.start()
    _, predictions, _ = evaluate("intents", path)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(predictions) == 300
    assert peak_bytes < 15_000_000


class SlowBrain(ScriptedBrain):
    """Answers the last message of those it is asked at once first, and « jamais » never."""

    def __init__(self):
        super().__init__(lambda text: Reading(intent=text, confidence=1.0))
        self.waiting = []

    async def read(self, text, context, skill):
        turn = asyncio.Event()
        self.waiting.append(turn)
        if len(self.waiting) == AT_ONCE:
            self.waiting.pop().set()
        await turn.wait() if text != "jamais" else await asyncio.Event().wait()
        if self.waiting:
            self.waiting.pop().set()
        return await super().read(text, context, skill)


async def test_an_engine_is_asked_several_lines_at_once_and_answers_in_their_order(write):
    path = write(*(message(f"message {i}", i) for i in range(2 * AT_ONCE)))
    brain, out = SlowBrain(), io.StringIO()

    cost = await run_task(Records(path), IntentTask(brain, known_skills(), None), out)

    assert cost.lines == 2 * AT_ONCE
    assert brain.asked[0] == f"message {AT_ONCE - 1}", "the order was another one"
    intents = [json.loads(line)["intent"] for line in out.getvalue().splitlines()]
    assert intents == [f"message {i}" for i in range(2 * AT_ONCE)]


async def test_an_engine_that_never_answers_ends_the_command(write, monkeypatch):
    monkeypatch.setattr(run_module, "ANSWER_TIMEOUT_S", 0.05)
    task = IntentTask(SlowBrain(), known_skills(), None)
    with pytest.raises(UnusableError, match="did not answer"):
        await run_task(Records(write(message("jamais"))), task, None)


def test_an_empty_file_has_no_figures(evaluate, write):
    ran, predictions, figures = evaluate("intents", write())
    assert predictions == []
    assert figures == {"cost": {"CPU a line": {"ms": None, "lines": 0}}}
    assert "–" in ran.out


def test_a_file_that_is_not_there_is_said(run, tmp_path):
    missing = tmp_path / "missing.jsonl"
    ran = run("evaluate", "intents", str(missing))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"comptoir: {missing} cannot be read: No such file or directory.\n"


def test_predictions_never_overwrite_what_is_read(run, write):
    path = write(message("Bonjour"))
    before = path.read_text()
    ran = run("evaluate", "intents", str(path), "--predictions", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert "would overwrite what is read" in ran.err
    assert path.read_text() == before


def test_predictions_that_cannot_be_written_are_said_before_anything_is_read(run, write, tmp_path):
    out = tmp_path / "nowhere" / "out.jsonl"
    ran = run("evaluate", "intents", str(write(message("Bonjour"))), "--predictions", str(out))
    assert (ran.code, ran.out) == (2, "")
    assert f"--predictions {out} cannot be written" in ran.err


@pytest.mark.parametrize("action", SEEN)
def test_an_engine_that_is_none_is_answered_with_those_that_are(run, action):
    path = EXAMPLES / f"{action}.jsonl"
    ran = run("evaluate", action, str(path), "--engine", "banana")
    assert (ran.code, ran.out) == (2, "")
    assert "no engine is called banana: choose among offline" in ran.err


@pytest.mark.parametrize("action", SEEN)
def test_the_default_engine_is_the_embedded_one(evaluate, action):
    path = EXAMPLES / f"{action}.jsonl"
    assert evaluate(action, path)[1] == evaluate(action, path, "--engine", "offline")[1]


def test_figures_are_for_people_unless_a_program_asks(run):
    ran = run("evaluate", "problems", str(EXAMPLES / "problems.jsonl"))
    assert (ran.code, ran.err) == (0, "")
    assert "category, accuracy" in ran.out
    assert "{" not in ran.out


# ── The page about it ─────────────────────────────────────────────────────────────────────

PAGE = (ROOT / "docs" / "evaluate.md").read_text("utf-8")
SHOWN = re.findall(r"```console\n\$ comptoir (evaluate .*)\n((?:.*\n)*?)```", PAGE)


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[c.split()[1] for c, _ in SHOWN])
def test_the_examples_of_the_page_run_and_print_what_it_shows(
    run, installation, monkeypatch, tmp_path, command, shown
):
    monkeypatch.chdir(ROOT)
    here = command.replace("http://localhost:8000", installation.urls["meuble"])
    ran = run(*here.replace("/tmp/", f"{tmp_path}/").split())
    assert (ran.code, ran.err) == (0, "")
    assert names_in(shown) <= names_in(ran.out)
    if "dialogues" in command:
        assert ran.out.strip() == shown.strip(), "the shop does what the examples expect"


def names_in(output):
    """The titles and rows of what was printed, without the figures, which engines change."""
    lines = [re.sub(r"  +[\d.–]+", "", line) for line in output.splitlines() if line]
    return {re.sub(r" {2,}(?=\S)", " | ", line.strip()) for line in lines}


def test_the_page_shows_every_action():
    assert [command.split()[1] for command, _ in SHOWN] == [
        "intents",
        "problems",
        "retrieval",
        "dialogues",
    ]
