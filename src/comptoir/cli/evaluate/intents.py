"""`comptoir evaluate intents`: what messages are about, as the services' routes read them."""

import asyncio
import unicodedata
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from comptoir.brain import Brain, Skill
from comptoir.brain.retyping import retyped
from comptoir.cli.evaluate.engines import known_skills, open_engine
from comptoir.cli.evaluate.measures import Calibration, Confusion, Share, Slots
from comptoir.cli.evaluate.records import LineError, Record, Records
from comptoir.cli.evaluate.report import Table
from comptoir.cli.evaluate.run import Prediction, evaluate
from comptoir.kernel.settings import Settings

ASSUMED_LANGUAGE = "fr"
"""What the services answer in when neither message nor client tells."""
OUT_OF_SCOPE, PERSON = "hors_perimetre", "parler_humain"
IDENTIFIERS = ("numero_commande", "ticket_id", "email", "code")
PRODUCT = "produit"
_PRODUCT_WORDS_MATTER = {"recherche_produit", "faq_entretien", "modifier_commande"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the engine sees of a line."""

    service: str
    text: str


@dataclass(frozen=True, slots=True)
class IntentLabels:
    """What a person says of it; None where they did not."""

    service: str
    intent: str | None
    accept: tuple[str, ...]
    """Intents that an honest reader could also give; the first label is always one."""
    slots: Mapping[str, str] | None
    emotion: str | None
    language: str | None
    tags: tuple[str, ...]


@dataclass
class ServiceFigures:
    """Everything counted for one service."""

    intent: Confusion = field(default_factory=Confusion)
    accepted: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    strict: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    false_rejections: Share = field(default_factory=Share)
    false_alarms: Share = field(default_factory=Share)
    calibration: Calibration = field(default_factory=Calibration)
    slots: Slots = field(default_factory=Slots)
    slot_lines: int = 0
    emotion: Confusion = field(default_factory=Confusion)
    language: Confusion = field(default_factory=Confusion)


class IntentTask:
    """Reads each message alone, without a conversation before it."""

    def __init__(self, brain: Brain, skills: Mapping[str, Skill], noise: int | None) -> None:
        self._brain = brain
        self._skills = skills
        self._noise = noise
        self._figures: dict[str, ServiceFigures] = {}

    def parse(self, record: Record) -> tuple[Sentence, IntentLabels]:
        """What the engine sees of a line, and what it doesn't. Raises LineError."""
        service = record.needed("service", str)
        if service not in self._skills:
            known = ", ".join(self._skills)
            raise LineError(f"service: {service!r} reads no messages; choose among {known}")
        intent = record.given("intent", str)
        labels = IntentLabels(
            service=service,
            intent=intent,
            accept=(*((intent,) if intent else ()), *(record.words("accept") or ())),
            slots=_slots(record),
            emotion=record.given("emotion", str),
            language=record.given("lang", str),
            tags=record.words("tags") or (),
        )
        return Sentence(service, record.text("text")), labels

    async def predict(self, asked: Sentence) -> Prediction:
        """The reading of a message, by the same call as in a conversation."""
        text = asked.text if self._noise is None else retyped(asked.text, self._noise)
        reading = await self._brain.read(text, (), self._skills[asked.service])
        return {
            "intent": reading.intent,
            "confidence": round(reading.confidence, 4),
            "slots": dict(sorted(reading.slots.items())),
            "emotion": reading.emotion,
            "lang": reading.language or ASSUMED_LANGUAGE,
        }

    def compare(self, labels: IntentLabels, prediction: Prediction) -> None:
        """Count a prediction as right or wrong wherever there is a label."""
        figures = self._figures.setdefault(labels.service, ServiceFigures())
        if labels.intent is not None:
            _compare_intent(figures, labels, labels.intent, prediction)
            if labels.slots is not None:
                figures.slot_lines += 1
                figures.slots.count(
                    _compared(labels.slots, labels.intent),
                    _compared(prediction["slots"], labels.intent),
                )
        if labels.emotion is not None:
            figures.emotion.count(labels.emotion, prediction["emotion"])
        if labels.language is not None:
            figures.language.count(labels.language, prediction["lang"])

    def tables(self) -> Iterable[Table]:
        """The figures so far, a service after the other."""
        for service, figures in sorted(self._figures.items()):
            yield _intent_table(service, figures)
            yield _decision_table(service, figures)
            yield _slot_table(service, figures)
            yield _tone_table(service, figures)


def command(given: Namespace) -> int:
    """Read the messages of a file."""

    async def measure() -> int:
        async with open_engine(Settings.from_environment(), given.engine) as brain:
            task = IntentTask(brain, known_skills(), given.noise)
            return await evaluate(given, Records(given.file), task)

    return asyncio.run(measure())


def _slots(record: Record) -> Mapping[str, str] | None:
    given = record.given("slots", dict)
    return None if given is None else {str(k): str(v) for k, v in given.items() if v is not None}


def _compared(slots: Mapping[str, object], intent: str) -> dict[str, str]:
    """The slots that mean something for this label, in lower case without accents."""
    return {slot: _folded(str(v)) for slot, v in slots.items() if _matters(slot, intent)}


def _matters(slot: str, intent: str) -> bool:
    """Whether an annotator gives this slot in a message of this intent (docs/evaluate.md)."""
    if slot in {"couleur", "matiere"}:
        return intent in _PRODUCT_WORDS_MATTER
    if slot == "type_assurance":
        return intent == "demander_devis" or intent.startswith("voir_")
    if slot == "type_sinistre" and (intent.startswith("faq_") or intent == "reclamation"):
        return False
    return intent != OUT_OF_SCOPE


def _folded(value: str) -> str:
    letters = unicodedata.normalize("NFD", value.lower().strip())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def _compare_intent(
    figures: ServiceFigures, labels: IntentLabels, intent: str, prediction: Prediction
) -> None:
    read = prediction["intent"]
    figures.intent.count(intent, read)
    figures.calibration.count(prediction["confidence"], right=read == intent)
    language = [f"language {labels.language}"] if labels.language else []
    for group in ("all", *language, *(f"tag {tag}" for tag in labels.tags)):
        figures.strict[group].count(read == intent)
        figures.accepted[group].count(read in labels.accept)
    if intent != OUT_OF_SCOPE:
        figures.false_rejections.count(read == OUT_OF_SCOPE and read not in labels.accept)
    if intent != PERSON:
        figures.false_alarms.count(read == PERSON and read not in labels.accept)


def _intent_table(service: str, figures: ServiceFigures) -> Table:
    table = Table(f"{service}: intent", ("strict", "accepted", "lines"))
    for group, strict in sorted(figures.strict.items()):  # "all" comes first
        table.rows[group] = (strict.value, figures.accepted[group].value, strict.of)
    return table


def _decision_table(service: str, figures: ServiceFigures) -> Table:
    intent, lines = figures.intent, figures.intent.lines
    rejected, alarms = figures.false_rejections, figures.false_alarms
    table = Table(f"{service}: decisions", ("value", "lines"))
    if lines:
        table.rows = {
            "intent, macro-F1": (intent.macro_f1(), lines),
            "out of scope, recall": (intent.recall(OUT_OF_SCOPE), intent.labelled(OUT_OF_SCOPE)),
            "out of scope, false rejection": (rejected.value, rejected.of),
            "a person, recall": (intent.recall(PERSON), intent.labelled(PERSON)),
            "a person, false alarms": (alarms.value, alarms.of),
            "confidence, calibration error": (figures.calibration.expected_error(), lines),
        }
    return table


def _slot_table(service: str, figures: ServiceFigures) -> Table:
    table = Table(f"{service}: slots", ("F1", "right", "wrong", "missed"))
    groups: dict[str, tuple[str, ...]] = {name: (name,) for name in figures.slots.names}
    if figures.slot_lines:
        groups |= {"identifiers together": IDENTIFIERS, "all together": tuple(figures.slots.names)}
    for name, slots in groups.items():
        found = figures.slots.of(slots)
        table.rows[name] = (found.f1(), found.right, found.wrong, found.missed)
    return table


def _tone_table(service: str, figures: ServiceFigures) -> Table:
    table = Table(f"{service}: emotion and language", ("value", "lines"))
    if figures.emotion.lines:
        table.rows["emotion, macro-F1"] = (figures.emotion.macro_f1(), figures.emotion.lines)
    if figures.language.lines:
        table.rows["language, accuracy"] = (figures.language.accuracy(), figures.language.lines)
    return table
