"""`comptoir evaluate retrieval`: which passages answer a question, by the index of every search."""

import asyncio
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comptoir.brain.languages import detect
from comptoir.brain.retyping import retyped
from comptoir.cli.evaluate.engines import OFFLINE
from comptoir.cli.evaluate.records import LineError, Record, Records
from comptoir.cli.evaluate.report import Table
from comptoir.cli.evaluate.run import Prediction, evaluate
from comptoir.kernel.search import MemoryIndex
from comptoir.kernel.settings import SettingError

MAXIMUM_PASSAGES = 200_000
MAXIMUM_PASSAGE_CHARS = 100_000
LANGUAGE_FROM_CHARS = 500
"""How much of each passage is looked at to tell which language they are in."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a file, by their ids as text, and the ids as the file writes them."""

    texts: Mapping[str, str]
    ids: Mapping[str, str | int]

    @property
    def language(self) -> str:
        """The language that most are in; French when none can be told."""
        told = Counter(detect(text[:LANGUAGE_FROM_CHARS]) for text in self.texts.values())
        del told[None]
        return max(told, key=lambda language: (told[language], str(language)), default="fr") or "fr"


def read_passages(records: Records) -> Passages:
    """The passages of a file, all in memory. Raises SettingError when there are too many."""
    texts: dict[str, str] = {}
    ids: dict[str, str | int] = {}
    for record in records:
        try:
            name, text = str(record.id), record.text("text", MAXIMUM_PASSAGE_CHARS)
            if name in texts:
                raise LineError(f"id: {record.id} is another passage's")
        except LineError as error:
            records.refuse(record.line, error)
            continue
        if len(texts) == MAXIMUM_PASSAGES:
            raise SettingError(f"{records.path} has more than {MAXIMUM_PASSAGES} passages.")
        texts[name], ids[name] = text, record.id
    return Passages(texts, ids)


class RetrievalTask:
    """Looks each question up in one index of all passages."""

    def __init__(self, index: MemoryIndex, passages: Passages, k: int, noise: int | None) -> None:
        self._index = index
        self._passages = passages
        self._k = k
        self._noise = noise
        self._questions = 0
        self._recall = 0.0
        self._reciprocal_ranks = 0.0

    def parse(self, record: Record) -> tuple[str, frozenset[str | int]]:
        """The question, and the passages that answer it. Raises LineError."""
        relevant = record.given("relevant", list) or []
        known = self._passages.ids
        for each in relevant:
            if isinstance(each, bool) or known.get(str(each)) != each:
                raise LineError(f"relevant: no passage has the id {each!r}")
        return record.text("question"), frozenset(relevant)

    async def predict(self, asked: str) -> Prediction:
        """The ids of the passages that answer best, the best first."""
        question = asked if self._noise is None else retyped(asked, self._noise)
        found = self._index.search(question, self._k)
        return {"ranked": [self._passages.ids[name] for name, _ in found]}

    def compare(self, labels: frozenset[str | int], prediction: Prediction) -> None:
        """Count what was found of what answers the question."""
        if labels:
            places = [i for i, each in enumerate(prediction["ranked"], 1) if each in labels]
            self._questions += 1
            self._recall += len(places) / len(labels)
            self._reciprocal_ranks += 1 / places[0] if places else 0

    def tables(self) -> Iterable[Table]:
        """The figures so far."""
        table = Table("retrieval", ("value", "questions"))
        if self._questions:
            table.rows = {
                f"R@{self._k}": (self._recall / self._questions, self._questions),
                "MRR": (self._reciprocal_ranks / self._questions, self._questions),
            }
        return [table]


def command(given: Namespace) -> int:
    """Ask the questions of a file. Raises SettingError."""
    if given.engine != OFFLINE:
        raise SettingError(f"retrieval has one engine, {OFFLINE}: models have no part in it.")
    if not 1 <= given.k <= MAXIMUM_PASSAGES:
        raise SettingError(f"--k takes a whole number from 1 to {MAXIMUM_PASSAGES}.")
    records = Records(given.passages)
    passages = read_passages(records)
    index = MemoryIndex(passages.texts.items(), passages.language)
    try:
        task = RetrievalTask(index, passages, given.k, given.noise)
        return asyncio.run(evaluate(given, Records(given.questions), task, records))
    finally:
        index.close()
