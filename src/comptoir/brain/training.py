"""Learns a skill's model from its utterances, and measures it on those it did not learn from.

An utterance file has one utterance a line: language, mark, text, with tabs between. Its name is
the label. scikit-learn does the learning (extra `train`); nothing of it is needed to read.
"""

import hashlib
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from comptoir.brain import Skill, offline
from comptoir.brain.meanings import Meanings
from comptoir.brain.offline.features import Kinds
from comptoir.brain.offline.model import Head, Model, factors, feature_id
from comptoir.brain.offline.reader import Reader
from comptoir.brain.retyping import retyped

FOLDS = 5
FEWEST_UTTERANCES = 2
"""A feature that fewer utterances have is left out."""
RETYPED_COPIES = 1
MAXIMUM_STEPS = 300

COMMON = Path(offline.__file__).parent / "utterances"
"""What the customers of every service say."""
KINDS = (3.0, 5.0, 4.0, 1.0)
"""What letter groups, words, meanings and findings weigh, chosen by cross-validation."""
_MEANING = 2
"""Which kind is looked up in the table of meanings."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One labelled example."""

    label: str
    language: str
    mark: str
    """Its emotion; for a problem, its severity."""
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What one head learns: the same texts may answer several."""

    name: str
    texts: Sequence[str]
    labels: Sequence[str]
    strength: float = 1.0
    """How closely the examples are followed: the inverse of the regularisation."""
    balance: float = 0.0
    """0: every example counts the same; 1: every label does; between them, in between."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a head answers for examples it did not learn from."""

    name: str
    texts: Sequence[str]
    labels: tuple[str, ...]
    truth: Any
    probabilities: Any

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return float((self.probabilities.argmax(1) == self.truth).mean())


def utterances(folder: Path) -> list[Utterance]:
    """Every utterance of a folder's files. Raises ValueError naming a line without its fields."""
    found = []
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("# "):
                continue
            fields = line.split("\t")
            if len(fields) != 3:
                raise ValueError(f"{path.name}, line {number}: language, mark and text expected")
            found.append(Utterance(path.stem, *fields))
    return found


def questions(skill: Skill, others: Iterable[Skill] = ()) -> list[Question]:
    """What the model of a service learns: from its utterances, those that every service hears,
    and, of moods, from those of the other services too.
    """
    said = utterances(COMMON) + utterances(folder_of(skill))
    moods = said + [each for other in others for each in utterances(folder_of(other))]
    problems = utterances(folder_of(skill) / "problems")
    vague = list(skill.symptoms)[-1] if skill.symptoms else ""
    # A message that describes a defect declares it. A third of them is enough for that.
    told = [u for u in problems if u.label != vague and zlib.crc32(u.text.encode()) % 3 == 0]
    asked = [
        Question(
            "intent",
            [u.text for u in said + told],
            [u.label for u in said] + [skill.problem_intent] * len(told),
            balance=0.5,
        ),
        Question("emotion", [u.text for u in moods], [u.mark for u in moods], balance=1.0),
    ]
    if problems:
        texts = [u.text for u in problems]
        asked.append(Question("category", texts, [u.label for u in problems], balance=0.5))
        asked.append(Question("severity", texts, [u.mark for u in problems], balance=0.5))
    return asked


def folder_of(skill: Skill) -> Path:
    """Where a service's own utterances are, beside its model."""
    if skill.model is None:
        raise ValueError(f"{skill.name} has no model to learn")
    return skill.model.parent / "utterances"


def digest(questions: Sequence[Question]) -> str:
    """What the examples of a model are, in 16 characters: other examples, another digest."""
    said = hashlib.sha256()
    for question in questions:
        for text, label in zip(question.texts, question.labels, strict=True):
            said.update(f"{question.name}\t{label}\t{text}\n".encode())
    return said.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What texts contain: features that are there or not, and the sums of their meanings."""

    said: Any
    """Sparse, a row a text."""
    meant: Any
    """Dense, a row a text."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A head as learned."""

    labels: tuple[str, ...]
    said: Any
    meant: Any
    biases: Any

    def answers(self, inputs: Inputs) -> Any:
        """The probability of each label, a row a text."""
        return _softmax(inputs.said @ self.said + inputs.meant @ self.meant + self.biases)


def fit(inputs: Inputs, labels: Sequence[str], question: Question) -> Fitted:
    """Multinomial logistic regression with squared weights held small: scikit-learn's."""
    names, truth = np.unique(np.asarray(labels), return_inverse=True)
    if len(names) < 3:
        raise ValueError(f"{question.name}: three labels at least; of two it learns one weight")
    each = np.bincount(truth)[truth] ** -question.balance
    found = LogisticRegression(C=question.strength, max_iter=MAXIMUM_STEPS).fit(
        hstack([inputs.said, csr_matrix(inputs.meant)], format="csr"),
        truth,
        sample_weight=each * len(truth) / each.sum(),
    )
    known = inputs.said.shape[1]
    weights = found.coef_.T
    return Fitted(tuple(map(str, names)), weights[:known], weights[known:], found.intercept_)


def _softmax(scores: Any) -> Any:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


class Learner:
    """Turns texts into features once, then learns and measures heads from them."""

    def __init__(
        self,
        reader: Reader,
        texts: Iterable[str],
        meanings: Meanings,
        kinds: Sequence[float] = KINDS,
    ) -> None:
        """`kinds` as in `Model`."""
        self.kinds, self._meanings = tuple(kinds), meanings
        self._features: dict[str, list[Kinds]] = {}
        for text in dict.fromkeys(texts):
            written = [text, *(retyped(text, seed) for seed in range(RETYPED_COPIES))]
            self._features[text] = [self._known(reader, each) for each in written]
        self._ids = self._frequent()
        self._columns = {feature: column for column, feature in enumerate(self._ids)}

    def _known(self, reader: Reader, text: str) -> Kinds:
        """The features of a text, of its meanings those that have a vector."""
        kinds = list(reader.features(reader.look(text)))
        kinds[_MEANING] = [feature for feature in kinds[_MEANING] if feature[2:] in self._meanings]
        return tuple(kinds)

    def _frequent(self) -> list[int]:
        seen = Counter(
            feature
            for copies in self._features.values()
            for feature in {
                feature_id(feature)
                for kinds in copies
                for place, kind in enumerate(kinds)
                for feature in kind
                if place != _MEANING
            }
        )
        return sorted(feature for feature, count in seen.items() if count >= FEWEST_UTTERANCES)

    def _inputs(self, texts: Iterable[Kinds]) -> "Inputs":
        """A row a text: its known features, and the sum of its meanings."""
        values, columns, ends, meant = array("f"), array("i"), [0], []
        for kinds in texts:
            weights = factors(kinds, self.kinds)
            for place, (kind, value) in enumerate(zip(kinds, weights, strict=True)):
                if place == _MEANING:
                    meant.append(value * self._meanings.vector(f[2:] for f in kind))
                    continue
                for feature in kind:
                    column = self._columns.get(feature_id(feature))
                    if column is not None:
                        columns.append(column)
                        values.append(value)
            ends.append(len(columns))
        said = csr_matrix(
            (np.asarray(values), np.asarray(columns), np.asarray(ends)),
            shape=(len(ends) - 1, len(self._ids)),
        )
        return Inputs(said, np.asarray(meant, np.float32))

    def _fit(self, question: Question, texts: Sequence[str], labels: Sequence[str]) -> "Fitted":
        copies = [
            (kinds, label)
            for text, label in zip(texts, labels, strict=True)
            for kinds in self._features[text]
        ]
        inputs = self._inputs(kinds for kinds, _ in copies)
        return fit(inputs, [label for _, label in copies], question)

    def answers(self, learned: "Fitted", texts: Sequence[str], *, retype: bool = False) -> Any:
        """The probabilities that a learned head gives, a row a text."""
        return learned.answers(self._inputs(self._features[t][int(retype)] for t in texts))

    def measure(self, question: Question) -> tuple[Measured, Measured]:
        """Answer each example by what was learned from the other folds: as typed, and retyped."""
        labels = tuple(sorted(set(question.labels)))
        truth = np.array([labels.index(label) for label in question.labels])
        fold_of = np.array([zlib.crc32(b"fold " + t.encode()) % FOLDS for t in question.texts])
        answers = np.zeros((2, len(truth), len(labels)))
        for fold in range(FOLDS):
            inside = np.flatnonzero(fold_of != fold).tolist()
            outside = np.flatnonzero(fold_of == fold).tolist()
            if not outside:
                continue
            learned = self._fit(
                question,
                [question.texts[i] for i in inside],
                [question.labels[i] for i in inside],
            )
            asked = [question.texts[i] for i in outside]
            for retype in (False, True):
                answers[int(retype), outside] = self.answers(learned, asked, retype=retype)
        return (
            Measured(question.name, question.texts, labels, truth, answers[0]),
            Measured(question.name, question.texts, labels, truth, answers[1]),
        )

    def learn(self, questions: Sequence[Question], temperatures: Mapping[str, float]) -> Model:
        """The model of all heads; a head's temperature makes its confidence mean what it says."""
        heads, columns = [], []
        words = self._meanings.words
        vectors = self._meanings.matrix(words)
        for question in questions:
            learned = self._fit(question, question.texts, question.labels)
            weights = np.concatenate([learned.said, vectors @ learned.meant])
            step = float(np.abs(weights).max() / 127)
            heat = temperatures.get(question.name, 1.0)
            biases = tuple(round(float(bias) / heat, 4) for bias in learned.biases)
            labels = learned.labels
            heads.append(Head(question.name, labels, biases, step / heat))
            columns.append(np.rint(weights / step).astype(np.int8))
        ids = array("I", [*self._ids, *(feature_id(f"m:{word}") for word in words)])
        table = np.concatenate(columns, axis=1).tobytes()
        return Model(heads, self.kinds, ids, table, digest(questions))


def temperature(measured: Sequence[Measured]) -> float:
    """By what scores must be divided for the held-out answers to be as sure as they are right."""
    best, best_loss = 1.0, float("inf")
    for heat in np.linspace(0.4, 2.5, 43):
        loss = 0.0
        for each in measured:
            logs = np.log(each.probabilities + 1e-9) / heat
            logs -= np.log(np.exp(logs).sum(1, keepdims=True))
            loss -= float(logs[np.arange(len(each.truth)), each.truth].mean())
        if loss < best_loss:
            best, best_loss = float(heat), loss
    return best
