"""The embedded reader: what a message is about, without a key, a network or a download.

Two hands read. Rules, written by hand, find what is certain: consent, a person, goodbye, danger,
identifiers, injected instructions; and, as evidence, the cues, symptoms and moods of the skill's
lexicons. A small linear model, learned from the skill's utterances, weighs that evidence with
the letters and words of the message and says the intent, the emotion and the problem.

Deterministic: the same message is always read the same way.
"""

import asyncio
import re
import threading
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from comptoir.brain import Emotion, Language, ProblemReading, Reading, Skill, Turn, signals
from comptoir.brain.answer import Answer, Engine
from comptoir.brain.languages import detect
from comptoir.brain.offline import common, features, slots
from comptoir.brain.offline.model import Model
from comptoir.brain.signals import Signals
from comptoir.brain.words import fold, phrases, plain, spell_out, tokens

Slot = str | int | bool | None

SURE = 0.97
"""The confidence of what is said plainly."""
_SHORT_ANSWER_WORDS = 6
_UNSURE = 0.6
_PARTS = re.compile(r"[.!?;:,؟،]+|\b(?:et|and|y|e|und)\b")
_FEWEST_WORDS_OF_A_PART, _UNNOTICED = 3, 0.5
_TOO_UNSURE = 0.2
"""Below it a message is taken for nobody's business here."""
_A_PERSON_PERHAPS = 0.25
"""Who asks for a person shall not have to ask twice. Held out it hears 95 % of them, and 0.6 % of
the others; at 0.5 it would be 91 and 0.2 %."""
_LIKELY_ENOUGH = 0.4
_PLAINLY_SAID = {common.HUMAN, common.AGREEMENT, common.REFUSAL, common.GOODBYE}
_PERHAPS_A_PROBLEM = 0.1
LONG_TEXT_CHARS = 600
"""A longer message may take tens of milliseconds: it is read off the event loop."""

_INSTRUCTIONS = phrases(common.INSTRUCTIONS)
_LETTERS = re.compile(r"[^\W\d_]")
# "It is no stain", "no scratch": the fault that is named is denied.
_DENIED = re.compile(
    r"\b(?:pas|aucune?|sans|ni|not|no|isn t|without|non|senza|sin|kein\w*|nicht|ohne|ليس|ليست|بدون)"
    r"(?:\s(?:de|d|un|une|des|la|le|l|du|vraiment|a|an|the|any|una|uno|ein|eine|encore|probleme))*\s*$"
)


class OfflineBrain:
    """The brain that needs nothing: rules, and what was learned."""

    name = "offline"
    phrases = False

    def __init__(self, skills: Iterable[Skill] = ()) -> None:
        """Prepare `skills` now; another one is prepared when it is first read with."""
        for skill in skills:
            prepare(skill)

    async def read(self, text: str, context: Sequence[Turn], skill: Skill) -> Reading:
        """Say what `text` is about, given the turns before it."""
        prepared = _PREPARED.get(skill.name)
        if prepared is None or prepared.skill is not skill:
            prepared = await asyncio.to_thread(prepare, skill)
        if len(text) <= LONG_TEXT_CHARS:
            return prepared.read(text, context)
        return await asyncio.to_thread(prepared.read, text, context)

    async def word(self, sentences: Sequence[str], said: str, language: str) -> Sequence[str]:
        """The sentences as they are."""
        return sentences

    def stream(
        self,
        messages: Sequence[Turn],
        *,
        model: str | None = None,
        temperature: float | None = None,
    ) -> Answer:
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
class Message:
    """One message, looked at every way the readers need."""

    text: str
    folded: str
    words: str
    marked: str
    """`words` with `#product` for each product named."""
    tokens: list[str]
    language: Language | None
    product: str | None
    signals: Signals
    symptoms: tuple[str, ...]
    """The problem categories that a pattern speaks for, in the skill's order."""


class Reader:
    """A skill with its patterns compiled and its model loaded."""

    def __init__(self, skill: Skill, *, learned: bool = True) -> None:
        """`learned=False` leaves the model out: what training needs is `evidence` alone."""
        self.skill = skill
        self._cues = self._compiled(
            {
                intent: (common.CUES.get(intent, ""), *skill.cues.get(intent, ()))
                for intent in {**common.CUES, **skill.cues}
            }
        )
        self._emotions = {name: phrases(lines) for name, lines in common.EMOTIONS.items()}
        self._against = self._compiled(skill.against)
        self._hints = self._compiled(skill.hints)
        self._symptoms = self._compiled(skill.symptoms)
        self._vague = list(skill.symptoms)[-1] if skill.symptoms else ""
        self._severities = self._compiled(skill.severities)
        self._products = slots.Names(skill.products)
        self._attributes = {
            slot: slots.Names(attribute.values) for slot, attribute in skill.attributes.items()
        }
        self._vehicles = slots.Vehicles(skill.vehicles) if skill.vehicles else None
        self._model = Model.load(skill.model) if skill.model and learned else None

    def read(self, text: str, context: Sequence[Turn] = ()) -> Reading:
        """What `text` is about, given the turns before it."""
        message = self.look(text)
        judged = self._model.judge(self.features(message)) if self._model else {}
        intent, confidence = self._intent(message, judged.get("intent", {}), context)
        emotion, mood_confidence = _emotion(message, judged.get("emotion", {}))
        return Reading(
            intent=intent,
            confidence=confidence,
            language=message.language,
            emotion=emotion,
            emotion_confidence=mood_confidence,
            slots=self._slots(message, intent),
            problem=self._problem(message, intent, judged),
        )

    def look(self, text: str) -> Message:
        """A message with everything the rules find in it."""
        language = detect(text)
        words = spell_out(plain(text)) if language in {"fr", None} else plain(text)
        spoken = tokens(words)
        return Message(
            text=text,
            folded=fold(text),
            words=words,
            marked=self._products.marked(words, "#product"),
            tokens=spoken,
            language=language,
            product=self._products.first(spoken),
            signals=signals.read(text),
            symptoms=tuple(
                category
                for category, pattern in self._symptoms.items()
                if any(not _is_denied(found, words) for found in pattern.finditer(words))
            ),
        )

    def features(self, message: Message) -> features.Kinds:
        """What the model is told of a message."""
        return features.groups(features.words_of(message.marked), self._evidence(message))

    def _evidence(self, message: Message) -> Iterator[str]:
        """What the rules found, each under a name of its own."""
        said, words = message.signals, message.marked
        for kind, patterns, where in (
            ("cue", self._cues, words),
            ("against", self._against, words),
            ("hint", self._hints, words),
            ("severity", self._severities, message.words),
            ("mood", self._emotions, message.words),
        ):
            for name, pattern in patterns.items():
                if pattern.search(where):
                    yield f"{kind} {name}"
        yield from (f"symptom {category}" for category in message.symptoms)
        if message.symptoms:
            yield f"first symptom {message.symptoms[0]}"
            yield f"rules say {self._severity_by_rules(message)}"
        yield from (f"danger {kind}" for kind in said.dangers)
        if said.dangers:
            yield "danger"
        if message.product:
            yield f"product {message.product}"
        for slot, names in self._attributes.items():
            value = names.first(message.tokens)
            if value:
                yield f"{slot}"
                yield f"{slot} {value}"
        yield f"consent {said.consent}"
        yield f"language {message.language}"
        yield f"length {min(len(message.tokens) // 3, 10)}"
        for name, is_so in {
            "person": said.wants_person,
            "goodbye": said.goodbye,
            "withdrawal": said.withdrawal,
            "photos": said.photos is not None,
            "order": bool(said.order_numbers),
            "ticket": bool(said.ticket_ids),
            "email": bool(said.emails),
            "code": bool(said.codes),
            "date": slots.date(message.text) is not None,
            "asks": "?" in message.text or "؟" in message.text,
            "exclaims": "!!" in message.text,
            "shouts": _shouts(message.text),
            "instructs": _INSTRUCTIONS.search(message.words) is not None,
            "vehicle": self._vehicles is not None and bool(self._vehicles.first(message.text)),
        }.items():
            if is_so:
                yield name

    def _severity_by_rules(self, message: Message) -> str:
        """The first severity that a pattern speaks for, or the usual one of the first symptom."""
        if message.signals.dangers:
            return self.skill.critical
        spoken_for = (
            severity
            for severity, pattern in self._severities.items()
            if pattern.search(message.words)
        )
        return next(spoken_for, self.skill.usual_severity[message.symptoms[0]])

    def _compiled(self, lines: Mapping[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
        return {
            name: phrases("\n".join(patterns), **self.skill.word_sets)
            for name, patterns in lines.items()
        }

    def _intent(
        self, message: Message, judged: Mapping[str, float], context: Sequence[Turn]
    ) -> tuple[str, float]:
        """What is said plainly, or what the model holds likeliest."""
        plainly = _said_plainly(message)
        if plainly:
            return plainly, SURE
        if judged.get(common.HUMAN, 0.0) >= _A_PERSON_PERHAPS:
            return common.HUMAN, judged[common.HUMAN]
        # What the rules would have heard, had it been plain, takes more to be believed.
        judged = {
            intent: likely
            for intent, likely in judged.items()
            if intent not in _PLAINLY_SAID or likely >= _LIKELY_ENOUGH
        }
        intent = _likeliest(judged, common.OUT_OF_SCOPE)
        confidence = judged.get(intent, 0.0)
        if message.symptoms and intent != self.skill.problem_intent:
            declared = max(map(self._declares, _PARTS.split(message.text)), default=0.0)
            if declared >= _UNNOTICED:
                return self.skill.problem_intent, declared
        answering = bool(context) and context[-1].role != "user"
        short = len(message.tokens) <= _SHORT_ANSWER_WORDS and "?" not in message.text
        if answering and short and confidence < _UNSURE:
            return common.INFORMATION, _UNSURE
        if confidence < _TOO_UNSURE:
            return common.OUT_OF_SCOPE, confidence
        return intent, confidence

    def _declares(self, part: str) -> float:
        """How likely a part of a message declares a defect, read alone.

        A defect is what a message is about first, whatever it asks beside it.
        """
        if self._model is None or len(part.split()) < _FEWEST_WORDS_OF_A_PART:
            return 0.0
        message = self.look(part)
        if not message.symptoms or message.symptoms[0] == self._vague:
            return 0.0
        intents = self._model.judge(self.features(message))["intent"]
        return intents[self.skill.problem_intent]

    def _problem(
        self, message: Message, intent: str, judged: Mapping[str, Mapping[str, float]]
    ) -> ProblemReading | None:
        """What is wrong, where the message tells of something that is."""
        likely = judged.get("intent", {}).get(self.skill.problem_intent, 0.0)
        told = message.symptoms or message.signals.dangers or intent == self.skill.problem_intent
        if "category" not in judged or not (told or likely >= _PERHAPS_A_PROBLEM):
            return None
        category = _likeliest(judged["category"], "")
        if category == self._vague and message.symptoms:
            category = message.symptoms[0]
        severity = _likeliest(judged["severity"], "")
        if message.signals.dangers:
            severity = self.skill.critical
        return ProblemReading(category, severity, judged["category"][category])

    def _slots(self, message: Message, intent: str) -> dict[str, str | int | bool]:
        if intent == common.OUT_OF_SCOPE:
            return {}
        found: dict[str, Slot] = {
            slot: READERS[slot](self, message, intent) for slot in self.skill.slots
        }
        for slot, attribute in self.skill.attributes.items():
            if intent in attribute.intents:
                names = self._attributes[slot]
                one = names.foremost if attribute.by_rank else names.first
                found[slot] = one(message.tokens)
        return {slot: value for slot, value in found.items() if value is not None}

    def vehicle(self, text: str) -> str | None:
        """The car that a message names, as written there."""
        return self._vehicles.first(text) if self._vehicles else None


READERS: Mapping[str, Callable[[Reader, Message, str], Slot]] = {
    "numero_commande": lambda _, said, __: next(iter(said.signals.order_numbers), None),
    "ticket_id": lambda _, said, __: next(iter(said.signals.ticket_ids), None),
    "email": lambda _, said, __: next(iter(said.signals.emails), None),
    "code": lambda _, said, __: next(iter(said.signals.codes), None),
    "photos": lambda _, said, __: said.signals.photos,
    "produit": lambda _, said, __: said.product,
    # A general question asks about lengths of time and days of the week; it tells no date.
    "date": lambda _, said, intent: slots.date(
        said.text, general=intent.startswith(("faq_", "au_revoir"))
    ),
    "budget_max": lambda _, said, __: slots.budget(said.folded),
    "numero_contrat": lambda _, said, __: slots.contract_number(said.folded),
    "immatriculation": lambda _, said, __: slots.plate(said.folded),
    "annees_experience": lambda _, said, __: slots.years_of_driving(said.words),
    "marque_modele": lambda reader, said, __: reader.vehicle(said.text),
}
"""How each fact is found; a skill names those it wants to hear."""


# Compiling a skill takes about 0.3 s: once a process, whoever asks.
_PREPARED: dict[str, Reader] = {}
_PREPARING = threading.Lock()


def prepare(skill: Skill) -> Reader:
    """Compile a skill's patterns, once however many ask: it takes a third of a second."""
    with _PREPARING:
        prepared = _PREPARED.get(skill.name)
        if prepared is None or prepared.skill is not skill:
            prepared = _PREPARED[skill.name] = Reader(skill)
        return prepared


def _likeliest(judged: Mapping[str, float], otherwise: str) -> str:
    return max(judged, key=judged.__getitem__) if judged else otherwise


def _emotion(message: Message, judged: Mapping[str, float]) -> tuple[Emotion, float]:
    """What the model hears, and how surely.

    Whoever tells of a danger is anxious, however calmly they write.
    """
    emotion = cast(Emotion, _likeliest(judged, "neutral"))
    if message.signals.dangers and emotion in {"neutral", "happy"}:
        return "anxious", 1.0
    return emotion, judged.get(emotion, 0.0)


def _is_denied(found: re.Match[str], words: str) -> bool:
    return bool(_DENIED.search(words[max(0, found.start() - 40) : found.start()]))


def _said_plainly(message: Message) -> str | None:
    """The intents that the signals alone decide."""
    said = message.signals
    plainly = {
        common.OUT_OF_SCOPE: _INSTRUCTIONS.search(message.words) is not None,
        common.HUMAN: said.wants_person,
        common.AGREEMENT: said.consent == "yes",
        common.GOODBYE: said.goodbye,
    }
    return next((intent for intent, is_said in plainly.items() if is_said), None)


def _shouts(text: str) -> bool:
    letters = "".join(_LETTERS.findall(text))
    return len(letters) > 12 and letters.isupper()
