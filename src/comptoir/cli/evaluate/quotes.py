"""`comptoir evaluate quotes`: what the insurer understands of sentences that ask for a price."""

import asyncio
import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from comptoir.assurance import said
from comptoir.cli.evaluate.measures import Share, f1
from comptoir.cli.evaluate.records import Record, Records
from comptoir.cli.evaluate.report import Table
from comptoir.cli.evaluate.run import Prediction, evaluate


@dataclass(frozen=True, slots=True)
class QuoteLabels:
    """What a person understands of it; None where they did not say."""

    slots: Mapping[str, Any] | None
    behaviour: str | None


class QuoteTask:
    """Reads each sentence as `POST /api/quotation` does, on one day."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._right = self._wrong = self._missed = self._lines = 0
        self._behaviour, self._whole = Share(), Share()

    def parse(self, record: Record) -> tuple[str, QuoteLabels]:
        """The sentence of a line, and its labels. Raises LineError."""
        expected = record.given("expected", dict) or {}
        labels = QuoteLabels(expected.get("slots"), expected.get("behaviour"))
        return record.text("query"), labels

    async def predict(self, asked: str) -> Prediction:
        """What is understood of a sentence."""
        read = said.read(asked, self._day)
        return {"slots": read.slots, "behaviour": read.behaviour, "conflicts": read.conflicts}

    def compare(self, labels: QuoteLabels, prediction: Prediction) -> None:
        """Count a slot as right where name and value are as labelled; an invented one is wrong."""
        if labels.behaviour is not None:
            self._behaviour.count(prediction["behaviour"] == labels.behaviour)
        if labels.slots is not None:
            expected, found = _pairs(labels.slots), _pairs(prediction["slots"])
            self._right += len(expected & found)
            self._wrong += len(found - expected)
            self._missed += len(expected - found)
            self._lines += 1
            self._whole.count(expected == found)

    def tables(self) -> Iterable[Table]:
        """The figures so far."""
        table = Table("quotes", ("value", "lines"))
        if self._lines:
            table.rows["slots, F1"] = (f1(self._right, self._wrong, self._missed), self._lines)
            table.rows["all slots right"] = (self._whole.value, self._whole.of)
        if self._behaviour.of:
            table.rows["behaviour, accuracy"] = (self._behaviour.value, self._behaviour.of)
        return [table]


def _pairs(slots: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(name, json.dumps(_plain(value), sort_keys=True)) for name, value in slots.items()}


def _plain(value: Any) -> Any:
    """A value as it is compared: 1 and 1.0 are the same number."""
    if isinstance(value, list):
        return sorted(value, key=str)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def command(given: Namespace) -> int:
    """Read the sentences of a file."""
    task = QuoteTask(datetime.now(UTC).date())
    return asyncio.run(evaluate(given, Records(given.file), task))
