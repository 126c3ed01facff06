"""The embedded reader: what a message is about, from the skill's words, without a model.

Deterministic and quick, so that the same message is always read the same way and a service
without a key or a network still understands its customers.
"""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass

from comptoir.brain import Emotion, ProblemReading, Reading, Skill, Turn, signals
from comptoir.brain.languages import detect
from comptoir.brain.offline import common, slots
from comptoir.brain.signals import Signals
from comptoir.brain.words import fold, phrases, plain, spell_out, tokens

_SURE, _LIKELY, _UNSURE, _GUESS = 0.95, 0.8, 0.6, 0.35
_SHORT_ANSWER_WORDS = 5

_INSTRUCTIONS = phrases(common.INSTRUCTIONS)
_EMOTIONS: tuple[Emotion, ...] = ("angry", "anxious", "sad", "frustrated", "happy")
_WEAKER_THAN_A_PROBLEM = {common.INFORMATION, common.OUT_OF_SCOPE, common.COMPLAINT}
_LETTERS = re.compile(r"[^\W\d_]")
_NO_WORD = re.compile(r"^[^aeiouy\u0621-\u064a]{4,}$|(.)\1{3,}|[bcdfghjklmnpqrstvwxz]{5,}")
# "It is no stain", "no scratch": the fault that is named is denied.
_DENIED = re.compile(
    r"\b(?:pas|aucune?|sans|ni|not|no|isn t|without|non|senza|sin|kein\w*|nicht|ohne|ليس|ليست|بدون)"
    r"(?:\s(?:de|d|un|une|des|la|le|l|du|vraiment|a|an|the|any|una|uno|ein|eine|encore|probleme))*\s*$"
)


class OfflineBrain:
    """The brain that needs nothing: rules over the skill's data."""

    name = "offline"

    def __init__(self, skills: Iterable[Skill] = ()) -> None:
        """Prepare `skills` now; another one is prepared when it is first read with."""
        for skill in skills:
            _prepare(skill)

    async def read(self, text: str, context: Sequence[Turn], skill: Skill) -> Reading:
        """Say what `text` is about, given the turns before it."""
        return _prepare(skill).read(text, context)

    async def stream(self, messages: Sequence[Turn]) -> AsyncIterator[str]:
        """Say honestly that nobody is there to write an answer."""
        last = next((turn.content for turn in reversed(messages) if turn.role == "user"), "")
        for word in _NO_MODEL["fr" if detect(last) in {"fr", None} else "en"].split(" "):
            yield word + " "


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
        self._vague = next(reversed(skill.symptoms))
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
        """The intent by precedence: a person, the service's own, courtesy, and what is left."""
        said = message.signals
        if _INSTRUCTIONS.search(message.words):
            return common.OUT_OF_SCOPE, _LIKELY
        if said.wants_person:
            return common.HUMAN, _SURE
        if said.consent == "yes":
            return common.AGREEMENT, _SURE
        if said.goodbye:
            return common.GOODBYE, _SURE
        spoken_for = self._spoken_for(message, problem)
        if spoken_for:
            others = len(spoken_for) - 1
            return spoken_for[0], max(_LIKELY + 0.1 - 0.05 * others, _UNSURE)
        if said.consent == "no":
            return common.REFUSAL, _SURE
        return self._left(message, product, context)

    def _hinted(self, message: _Message) -> str | None:
        hints = self._hints.items()
        return next((intent for intent, topic in hints if topic.search(message.asked)), None)

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
        if vague and found[:1] == [common.PROBLEM]:
            refused = message.signals.consent == "no" and "#product" not in message.asked
            rest = [intent for intent in found[1:] if intent not in _WEAKER_THAN_A_PROBLEM]
            return rest or ([] if refused else found)
        return found

    def _is_cued(self, intent: str, message: _Message, problem: ProblemReading | None) -> bool:
        if intent in {common.GREETING, common.THANKS}:
            return False
        if intent == common.PROBLEM and problem is not None:
            return True
        cues = self._cues.get(intent)
        return cues is not None and cues.search(message.asked) is not None

    def _left(
        self, message: _Message, product: str | None, context: Sequence[Turn]
    ) -> tuple[str, float]:
        """What a message is that no rule of the service speaks for."""
        said = message.signals
        few = len(message.tokens) <= _SHORT_ANSWER_WORDS
        if said.photos is not None or said.order_numbers or said.ticket_ids or said.emails:
            return common.INFORMATION, _LIKELY
        if said.codes or slots.date(message.text) and few:
            return common.INFORMATION, _LIKELY
        if not product and self._cues[common.THANKS].search(message.words):
            return common.THANKS, _LIKELY
        if not product and self._cues[common.GREETING].search(message.words):
            return common.GREETING, _LIKELY if few else _GUESS
        answering = bool(context) and context[-1].role != "user"
        if few and (answering or product) and "?" not in message.words:
            return common.INFORMATION, _UNSURE
        hinted = self._hinted(message)
        if hinted:
            return hinted, _UNSURE
        return common.OUT_OF_SCOPE, _UNSURE if _is_gibberish(message) else _GUESS

    def _problem(self, message: _Message) -> ProblemReading | None:
        named = [
            category
            for category, pattern in self._symptoms.items()
            if any(
                not _is_denied(found, message.words) for found in pattern.finditer(message.words)
            )
        ]
        if not named and not message.signals.dangers:
            return None
        category = named[0] if named else self._vague
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


# Compiling a skill takes a good part of a second's third: once a process, whoever asks.
_PREPARED: dict[str, _Prepared] = {}


def _prepare(skill: Skill) -> _Prepared:
    prepared = _PREPARED.get(skill.name)
    if prepared is None or prepared.skill is not skill:
        prepared = _PREPARED[skill.name] = _Prepared(skill)
    return prepared


def _is_denied(found: re.Match[str], words: str) -> bool:
    return bool(_DENIED.search(words[max(0, found.start() - 40) : found.start()]))


def _is_gibberish(message: _Message) -> bool:
    return not message.tokens or all(_NO_WORD.search(word) for word in message.tokens)


def _shouts(text: str) -> bool:
    letters = "".join(_LETTERS.findall(text))
    return len(letters) > 12 and letters.isupper()
