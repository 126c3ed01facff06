"""The embedded reader: what a message is about, from the skill's words, without a model.

Deterministic and quick, so that the same message is always read the same way and a service
without a key or a network still understands its customers.
"""

import asyncio
import re
import threading
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass

from comptoir.brain import Emotion, ProblemReading, Reading, Skill, Turn, signals
from comptoir.brain.answer import Answer, Engine
from comptoir.brain.languages import detect
from comptoir.brain.offline import common, slots
from comptoir.brain.signals import Signals
from comptoir.brain.words import fold, phrases, plain, spell_out, tokens

_SURE, _LIKELY, _UNSURE, _GUESS = 0.95, 0.8, 0.6, 0.35
_SHORT_ANSWER_WORDS = 6
LONG_TEXT_CHARS = 600
"""A longer message may take tens of milliseconds: it is read off the event loop."""

_INSTRUCTIONS = phrases(common.INSTRUCTIONS)
_EMOTIONS: tuple[Emotion, ...] = ("angry", "anxious", "sad", "frustrated", "happy")
_WEAKER_THAN_A_PROBLEM = {common.INFORMATION, common.OUT_OF_SCOPE, common.COMPLAINT}
_LETTERS = re.compile(r"[^\W\d_]")
# "It is no stain", "no scratch": the fault that is named is denied.
_DENIED = re.compile(
    r"\b(?:pas|aucune?|sans|ni|not|no|isn t|without|non|senza|sin|kein\w*|nicht|ohne|ليس|ليست|بدون)"
    r"(?:\s(?:de|d|un|une|des|la|le|l|du|vraiment|a|an|the|any|una|uno|ein|eine|encore|probleme))*\s*$"
)


class OfflineBrain:
    """The brain that needs nothing: rules over the skill's data."""

    name = "offline"
    phrases = False

    def __init__(self, skills: Iterable[Skill] = ()) -> None:
        """Prepare `skills` now; another one is prepared when it is first read with."""
        for skill in skills:
            _prepare(skill)

    async def read(self, text: str, context: Sequence[Turn], skill: Skill) -> Reading:
        """Say what `text` is about, given the turns before it."""
        prepared = _PREPARED.get(skill.name)
        if prepared is None or prepared.skill is not skill:
            prepared = await asyncio.to_thread(_prepare, skill)
        if len(text) <= LONG_TEXT_CHARS:
            return prepared.read(text, context)
        return await asyncio.to_thread(prepared.read, text, context)

    async def word(self, sentences: Sequence[str], said: str, language: str) -> Sequence[str]:
        """The sentences as they are."""
        return sentences

    def stream(self, messages: Sequence[Turn], *, model: str | None = None) -> Answer:
        """Say honestly that nobody is there to write an answer."""
        last = next((turn.content for turn in reversed(messages) if turn.role == "user"), "")

        async def write(answer: Answer) -> AsyncGenerator[str, None]:
            answer.engine = Engine(self.name, self.name)
            for word in _NO_MODEL["fr" if detect(last) in {"fr", None} else "en"].split(" "):
                yield word + " "
            answer.finish_reason = "stop"

        return Answer(write)


_NO_MODEL = {
    "fr": "Aucun modèle de langage n'est configuré ici : je ne peux pas rédiger de réponse libre.",
    "en": "No language model is configured here: I cannot write a free answer.",
}


@dataclass(frozen=True, slots=True)
class _Message:
    """One message, looked at every way the rules need."""

    text: str
    folded: str
    words: str
    asked: str
    """`words` with `#product` for each product named."""
    tokens: list[str]
    signals: Signals


class _Prepared:
    """A skill with its patterns compiled."""

    def __init__(self, skill: Skill) -> None:
        self.skill = skill
        self._cues = self._compiled(
            {
                intent: (common.CUES.get(intent, ""), *skill.cues.get(intent, ()))
                for intent in {*common.CUES, *skill.cues}
            }
        )
        self._emotions = {name: phrases(lines) for name, lines in common.EMOTIONS.items()}
        self._against = self._compiled(skill.against)
        self._vague = list(skill.symptoms)[-1] if skill.symptoms else None
        self._hints = self._compiled(skill.hints)
        self._symptoms = self._compiled(skill.symptoms)
        self._severities = self._compiled(skill.severities)
        self._products = slots.Names(skill.products)
        self._attributes = {slot: slots.Names(names) for slot, names in skill.attributes.items()}

    def read(self, text: str, context: Sequence[Turn]) -> Reading:
        language = detect(text)
        words = spell_out(plain(text)) if language in {"fr", None} else plain(text)
        message = _Message(
            text,
            folded=fold(text),
            words=words,
            asked=self._products.marked(words, "#product"),
            tokens=tokens(words),
            signals=signals.read(text),
        )
        product = self._products.first(message.tokens)
        problem = self._problem(message)
        intent, confidence = self._intent(message, problem, product, context)
        return Reading(
            intent=intent,
            confidence=confidence,
            language=language,
            emotion=self._emotion(message, intent),
            slots=self._slots(message, intent, product),
            problem=problem,
        )

    def _compiled(self, lines: Mapping[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
        return {
            name: phrases("\n".join(patterns), **self.skill.word_sets)
            for name, patterns in lines.items()
        }

    def _intent(
        self,
        message: _Message,
        problem: ProblemReading | None,
        product: str | None,
        context: Sequence[Turn],
    ) -> tuple[str, float]:
        """The intent by precedence: what is said plainly, the service's own, what is left."""
        plainly = _said_plainly(message)
        if plainly:
            return plainly, _SURE
        spoken_for = self._spoken_for(message, problem)
        if spoken_for:
            others = len(spoken_for) - 1
            return spoken_for[0], max(_LIKELY + 0.1 - 0.05 * others, _UNSURE)
        if message.signals.consent == "no":
            return common.REFUSAL, _SURE
        return self._left(message, product, context)

    def _spoken_for(self, message: _Message, problem: ProblemReading | None) -> list[str]:
        """Every intent with a cue, the first in precedence first.

        A problem without a symptom ("it does not work") gives way to what does not work.
        """
        found = []
        for intent in self.skill.intents:
            taken_back = self._against.get(intent)
            if self._is_cued(intent, message, problem) and not (
                taken_back and taken_back.search(message.asked)
            ):
                found.append(intent)
        vague = problem is not None and problem.category == self._vague
        if vague and found[:1] == [self.skill.problem_intent]:
            refused = message.signals.consent == "no" and "#product" not in message.asked
            rest = [intent for intent in found[1:] if intent not in _WEAKER_THAN_A_PROBLEM]
            return rest or ([] if refused else found)
        return found

    def _is_cued(self, intent: str, message: _Message, problem: ProblemReading | None) -> bool:
        if intent in {common.GREETING, common.THANKS}:
            return False
        if intent == self.skill.problem_intent and problem is not None:
            return True
        cues = self._cues.get(intent)
        return cues is not None and cues.search(message.asked) is not None

    def _left(
        self, message: _Message, product: str | None, context: Sequence[Turn]
    ) -> tuple[str, float]:
        """What a message is that no rule of the service speaks for."""
        few = len(message.tokens) <= _SHORT_ANSWER_WORDS
        asks = "?" in message.words
        if (_identifies(message) and not asks) or (few and slots.date(message.text)):
            return common.INFORMATION, _LIKELY
        courtesy = self._courtesy(message, product, few)
        if courtesy:
            return courtesy, _LIKELY
        answering = bool(context) and context[-1].role != "user"
        if few and (answering or product) and not asks:
            return common.INFORMATION, _UNSURE
        hints = self._hints.items()
        hinted = (intent for intent, topic in hints if topic.search(message.asked))
        return next(hinted, common.OUT_OF_SCOPE), _GUESS

    def _courtesy(self, message: _Message, product: str | None, few: bool) -> str | None:
        thanked = self._cues[common.THANKS].search(message.words)
        if thanked and (not product or self._emotions["happy"].search(message.words)):
            return common.THANKS
        greeted = self._cues[common.GREETING].search(message.words)
        return common.GREETING if greeted and few and not product else None

    def _problem(self, message: _Message) -> ProblemReading | None:
        named = [
            category
            for category, pattern in self._symptoms.items()
            if any(
                not _is_denied(found, message.words) for found in pattern.finditer(message.words)
            )
        ]
        category = named[0] if named else self._vague
        if category is None or not (named or message.signals.dangers):
            return None
        confidence = max(_LIKELY + 0.1 - 0.1 * (len(named) - 1), 0.5) if named else _GUESS
        return ProblemReading(category, self._severity(message, category), confidence)

    def _severity(self, message: _Message, category: str) -> str:
        if message.signals.dangers:
            return self.skill.critical
        for severity, pattern in self._severities.items():
            if pattern.search(message.words):
                return severity
        return self.skill.usual_severity[category]

    def _emotion(self, message: _Message, intent: str) -> Emotion:
        if _shouts(message.text):
            return "angry"
        for emotion in _EMOTIONS:
            said = self._emotions[emotion].search(message.words)
            if emotion == "happy" and intent not in {common.THANKS, common.GOODBYE}:
                continue
            if said or (emotion == "anxious" and message.signals.dangers):
                return emotion
        return "neutral"

    def _slots(
        self, message: _Message, intent: str, product: str | None
    ) -> dict[str, str | int | bool]:
        if intent == common.OUT_OF_SCOPE:
            return {}
        said = message.signals
        found: dict[str, str | int | bool | None] = {
            "numero_commande": next(iter(said.order_numbers), None),
            "ticket_id": next(iter(said.ticket_ids), None),
            "photos": said.photos,
            "produit": product,
            "date": None if intent.startswith("faq_") else slots.date(message.text),
            "budget_max": slots.budget(message.folded),
        }
        if intent in self.skill.attributes_of:
            for slot, names in self._attributes.items():
                found[slot] = names.first(message.tokens)
        return {slot: value for slot, value in found.items() if value is not None}


# Compiling a skill takes about 0.3 s: once a process, whoever asks.
_PREPARED: dict[str, _Prepared] = {}
_PREPARING = threading.Lock()


def _prepare(skill: Skill) -> _Prepared:
    """Compile a skill's patterns, once however many ask: it takes a third of a second."""
    with _PREPARING:
        prepared = _PREPARED.get(skill.name)
        if prepared is None or prepared.skill is not skill:
            prepared = _PREPARED[skill.name] = _Prepared(skill)
        return prepared


def _is_denied(found: re.Match[str], words: str) -> bool:
    return bool(_DENIED.search(words[max(0, found.start() - 40) : found.start()]))


def _said_plainly(message: _Message) -> str | None:
    """The intents that the signals alone decide."""
    said = message.signals
    plainly = {
        common.OUT_OF_SCOPE: _INSTRUCTIONS.search(message.words) is not None,
        common.HUMAN: said.wants_person,
        common.AGREEMENT: said.consent == "yes",
        common.GOODBYE: said.goodbye,
    }
    return next((intent for intent, is_said in plainly.items() if is_said), None)


def _identifies(message: _Message) -> bool:
    said = message.signals
    return said.photos is not None or any(
        (said.order_numbers, said.ticket_ids, said.emails, said.codes)
    )


def _shouts(text: str) -> bool:
    letters = "".join(_LETTERS.findall(text))
    return len(letters) > 12 and letters.isupper()
