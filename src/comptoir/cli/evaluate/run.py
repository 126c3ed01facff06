"""One way through a file: read a line, let the engine see its fields alone, compare, write."""

import asyncio
import contextlib
import json
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol, TypeVar

from comptoir.cli.common import UnusableError
from comptoir.cli.evaluate.records import LineError, Record, Records
from comptoir.cli.evaluate.report import Table, show
from comptoir.kernel.settings import SettingError

AT_ONCE = 8
"""Lines an engine is asked at the same time."""
ANSWER_TIMEOUT_S = 120

Asked = TypeVar("Asked")
Labels = TypeVar("Labels")
T = TypeVar("T")
Prediction = dict[str, Any]


class Task(Protocol[Asked, Labels]):
    """Something an engine does that can be compared with labels."""

    def parse(self, record: Record) -> tuple[Asked, Labels]:
        """What the engine sees of a line, and what it doesn't. Raises LineError."""
        ...

    async def predict(self, asked: Asked) -> Prediction:
        """What the engine makes of what it sees."""
        ...

    def compare(self, labels: Labels, prediction: Prediction) -> None:
        """Count a prediction as right or wrong wherever there is a label."""
        ...

    def tables(self) -> Iterable[Table]:
        """The figures so far."""
        ...


@dataclass(slots=True)
class Cost:
    """What the engine took, for all lines together."""

    lines: int = 0
    cpu_s: float = 0.0

    def table(self) -> Table:
        """CPU a line, of this whole process."""
        mean_ms = self.cpu_s * 1000 / self.lines if self.lines else None
        return Table("cost", ("ms", "lines"), {"CPU a line": (mean_ms, self.lines)})


async def evaluate(
    given: Namespace, records: Records, task: Task[Asked, Labels], *read_before: Records
) -> int:
    """Do what the command line asks of a task; return the exit code. Raises SettingError."""
    files = (*read_before, records)
    with predictions_file(given.predictions, [each.path for each in files]) as predictions:
        cost = await run(records, task, predictions)
    show([*task.tables(), cost.table()], as_json=given.json)
    return max(each.exit_code() for each in files)


async def run(records: Records, task: Task[Asked, Labels], predictions: IO[str] | None) -> Cost:
    """Take every line of `records` through `task`, in order. Raises UnusableError.

    A few lines are in memory at a time, however long the file is.
    """
    cost = Cost()
    for batch in _batches(_parsed(records, task)):
        before_s = time.process_time()
        answers = await _answers(task, [asked for _, asked, _ in batch])
        cost.cpu_s += time.process_time() - before_s
        cost.lines += len(batch)
        for (record, _, labels), answer in zip(batch, answers, strict=True):
            task.compare(labels, answer)
            if predictions:
                line = json.dumps({"id": record.id, **answer}, ensure_ascii=False)
                predictions.write(line + "\n")
    return cost


def _parsed(records: Records, task: Task[Asked, Labels]) -> Iterator[tuple[Record, Asked, Labels]]:
    for record in records:
        try:
            record.id  # noqa: B018 - a line without a name is refused before it costs anything
            yield (record, *task.parse(record))
        except LineError as error:
            records.refuse(record.line, error)


def _batches(items: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(items, AT_ONCE)):
        yield batch


async def _answers(task: Task[Asked, Labels], asked: list[Asked]) -> list[Prediction]:
    try:
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            return await asyncio.gather(*map(task.predict, asked))
    except TimeoutError as error:
        raise UnusableError(f"the engine did not answer in {ANSWER_TIMEOUT_S} s.") from error


@contextlib.contextmanager
def predictions_file(path: Path | None, inputs: Iterable[Path]) -> Iterator[IO[str] | None]:
    """The file predictions go to, if any. Raises SettingError when it can't be written."""
    if path is None:
        yield None
        return
    if path.exists() and any(path.samefile(each) for each in inputs if each.exists()):
        raise SettingError(f"--predictions {path} would overwrite what is read.")
    try:
        file = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingError(f"--predictions {path} cannot be written: {error.strerror}.") from error
    with file:
        yield file
