"""The conversation engine: words in, meaning and words out. No HTTP, no tables.

Two readers, kept apart on purpose:

- `signals.read(text)` is deterministic and alone says yes, no, goodbye, "a person",
  danger and identifiers. What may *happen* depends on it, so no model has a hand in it.
- `Brain.read(text, context, skill)` says what a message is about. Whatever it answers,
  it grants nothing: the service's own code decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from comptoir.brain.answer import Answer

Language = Literal["fr", "en", "es", "it", "de", "ar"]
LANGUAGES: tuple[Language, ...] = ("fr", "en", "es", "it", "de", "ar")

Emotion = Literal["neutral", "happy", "frustrated", "angry", "sad", "anxious"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation, as a brain sees it."""

    role: Literal["system", "user", "assistant", "staff"]
    content: str


@dataclass(frozen=True, slots=True)
class ProblemReading:
    """What is wrong with a product, in the taxonomy of the skill."""

    category: str
    severity: str
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message is about. It describes; it never permits."""

    intent: str
    confidence: float
    """0 to 1."""
    language: Language | None = None
    """None when the message is too short to tell."""
    emotion: Emotion = "neutral"
    emotion_confidence: float = 0.0
    """0 to 1."""
    slots: Mapping[str, str | int | bool] = field(default_factory=dict)
    problem: ProblemReading | None = None
    """Set only when the message itself names a symptom."""
    description: str | None = None
    """The message in one sentence, for staff to read: a model's words, never the customer's."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something a message may say of what it is about: a colour, a kind of insurance."""

    values: Mapping[str, tuple[str, ...]]
    """Value -> the folded words and phrases that give it, in any language."""
    intents: tuple[str, ...]
    """Where it means something."""
    by_rank: bool = False
    """Of several that are named, the first of `values` counts, not the first of the message."""


@dataclass(frozen=True, slots=True)
class Skill:
    """What a brain must know of one service, as data."""

    name: str
    intents: tuple[str, ...]
    slots: tuple[str, ...] = ()
    """Which facts the service wants to hear: names of `offline.slots.READERS`."""
    products: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Canonical noun -> the folded words and phrases that name it, in any language."""
    vehicles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Make -> its models, folded."""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    """Slot -> what it may be."""
    symptoms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Problem category -> patterns, see `words.phrases`; the last is a problem without symptom."""
    severities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Severity -> patterns that speak for it."""
    problem_intent: str = ""
    """The intent of a message that tells of a symptom."""
    usual_severity: Mapping[str, str] = field(default_factory=dict)
    """Problem category -> its severity where nothing else tells."""
    critical: str = ""
    """The severity of anything dangerous."""
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Intent -> patterns that speak for it, `#product` standing for any product named."""
    against: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Intent -> patterns that speak against it."""
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Intent -> topics that suggest it."""
    word_sets: Mapping[str, str] = field(default_factory=dict)
    """Name -> alternatives that the patterns use as `{name}`."""
    model: Path | None = None
    """What was learned from the skill's utterances: `brain.training` writes it."""


class Brain(Protocol):
    """An engine that reads messages and writes words."""

    name: str
    phrases: bool
    """Whether `word` may change anything: without a model there is nothing to prepare for it."""

    async def read(self, text: str, context: Sequence[Turn], skill: Skill) -> Reading:
        """Say what `text` is about, given the turns before it."""
        ...

    async def word(self, sentences: Sequence[str], said: str, language: str) -> Sequence[str]:
        """Say each of `sentences` in other words, to somebody who just said `said`.

        As many sentences come back, in the same order; one whose facts would not be the same,
        see `phrasing.is_faithful`, comes back as it is.
        """
        ...

    def stream(
        self,
        messages: Sequence[Turn],
        *,
        model: str | None = None,
        temperature: float | None = None,
    ) -> Answer:
        """Write an answer, piece by piece; by the model of this name where there is one.

        `temperature` is how freely it chooses its words, 0 to 2; None leaves it to the model.
        """
        ...
