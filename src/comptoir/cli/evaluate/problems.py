"""`comptoir evaluate problems`: what is wrong with furniture, how urgent it is, who answers for it.

The engine reads category and severity; priority and legal warranty are decided from them by the
shop's own `triage` and `rights`, as for a claim.
"""

import asyncio
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comptoir.brain import Brain, signals
from comptoir.brain.retyping import retyped
from comptoir.cli.evaluate.engines import open_engine
from comptoir.cli.evaluate.measures import Confusion, Share
from comptoir.cli.evaluate.records import Record, Records
from comptoir.cli.evaluate.report import Table
from comptoir.cli.evaluate.run import Prediction, evaluate
from comptoir.kernel.settings import Settings
from comptoir.meuble import rights, triage
from comptoir.meuble.dialogue import UNCLASSIFIED_CATEGORY, UNCLASSIFIED_SEVERITY
from comptoir.meuble.skill import SKILL

CRITICAL = SKILL.critical
LEGAL = "legale_conformite"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the engine and the shop's rules see of a line."""

    text: str
    delivered_on: date
    asked_on: date


@dataclass(frozen=True, slots=True)
class ProblemLabels:
    """What a person says of it; None where they did not."""

    category: str | None
    severity: str | None
    priorities: tuple[str, ...]
    """Any of these is right."""
    legal_warranty: bool | None


class ProblemTask:
    """Reads each complaint alone, and judges it as a claim made on its `date_reference`."""

    def __init__(self, brain: Brain, noise: int | None) -> None:
        self._brain = brain
        self._noise = noise
        self._category, self._severity = Confusion(), Confusion()
        self._priority, self._warranty = Share(), Share()

    def parse(self, record: Record) -> tuple[Complaint, ProblemLabels]:
        """What the engine sees of a line, and what it doesn't. Raises LineError."""
        priority = record.given("priority", str)
        labels = ProblemLabels(
            category=record.given("problem_category", str),
            severity=record.given("severity", str),
            priorities=record.words("priorites_acceptees") or ((priority,) if priority else ()),
            legal_warranty=record.given("garantie_legale", bool),
        )
        delivered_on, asked_on = record.day("date_livraison"), record.day("date_reference")
        return Complaint(record.text("text"), delivered_on, asked_on), labels

    async def predict(self, asked: Complaint) -> Prediction:
        """The reading of a complaint, and what the shop decides from it."""
        text = asked.text if self._noise is None else retyped(asked.text, self._noise)
        problem = (await self._brain.read(text, (), SKILL)).problem
        category = problem.category if problem else UNCLASSIFIED_CATEGORY
        severity = problem.severity if problem else UNCLASSIFIED_SEVERITY
        danger = bool(signals.read(text).dangers)
        if danger:
            severity = CRITICAL
        verdict = rights.assess(rights.Purchase(None, asked.delivered_on), category, asked.asked_on)
        facts = triage.Facts(severity=severity, danger=danger, covered=verdict.covered)
        return {
            "problem_category": category,
            "severity": severity,
            "priority": triage.priority_of(facts),
            "garantie_legale": verdict.covered and verdict.basis == LEGAL,
        }

    def compare(self, labels: ProblemLabels, prediction: Prediction) -> None:
        """Count a prediction as right or wrong wherever there is a label."""
        if labels.category is not None:
            self._category.count(labels.category, prediction["problem_category"])
        if labels.severity is not None:
            self._severity.count(labels.severity, prediction["severity"])
        if labels.priorities:
            self._priority.count(prediction["priority"] in labels.priorities)
        if labels.legal_warranty is not None:
            self._warranty.count(prediction["garantie_legale"] == labels.legal_warranty)

    def tables(self) -> Iterable[Table]:
        """The figures so far."""
        category, severity = self._category, self._severity
        table = Table("problems", ("value", "lines"))
        if category.lines:
            table.rows["category, accuracy"] = (category.accuracy(), category.lines)
            table.rows["category, macro-F1"] = (category.macro_f1(), category.lines)
        if severity.lines:
            critical = severity.labelled(CRITICAL)
            table.rows["severity, accuracy"] = (severity.accuracy(), severity.lines)
            table.rows["severity, macro-F1"] = (severity.macro_f1(), severity.lines)
            table.rows[f"{CRITICAL}, recall"] = (severity.recall(CRITICAL), critical)
            table.rows[f"{CRITICAL}, precision"] = (
                severity.precision(CRITICAL),
                severity.read_as(CRITICAL),
            )
        if self._warranty.of:
            table.rows["legal warranty, accuracy"] = (self._warranty.value, self._warranty.of)
        if self._priority.of:
            table.rows["priority, accuracy"] = (self._priority.value, self._priority.of)
        return [table]


def command(given: Namespace) -> int:
    """Judge the problems of a file."""

    async def measure() -> int:
        async with open_engine(Settings.from_environment(), given.engine) as brain:
            task = ProblemTask(brain, given.noise)
            return await evaluate(given, Records(given.file), task)

    return asyncio.run(measure())
