"""What the assistant does with one message: a pure step from a state to words and deeds.

Nothing here touches the database. What may happen is in `Step.deeds`, and depends on signals that
the deterministic reader alone gives: a claim needs a recap that was shown and a yes after it.
"""

import re
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from comptoir.assurance import faq, quotation, said
from comptoir.assurance.quotation import Quoted
from comptoir.assurance.said import place
from comptoir.assurance.said.sheet import Sheet
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.words_of_quotes import FACTS
from comptoir.brain import LANGUAGES, Reading
from comptoir.brain.offline import slots as brain_slots
from comptoir.brain.signals import Signals
from comptoir.brain.words import plain
from comptoir.kernel.errors import Problem

PRIVATE = {"voir_contrats", "voir_devis", "voir_sinistres"}
MAXIMUM_SAID_CHARS = 1000
_INJURED = re.compile(
    r"\b(?:blesse\w*|blessure\w*|hospital\w*|ambulance|samu|pompiers|mal (?:au|a la|aux)|saigne\w*"
    r"|injur\w+|hurt|bleeding|herid\w+|ferit\w+|verletzt\w*|inconscient\w*|mort|decede)\b|جريح|جرحى"
)
_NOBODY_HURT = re.compile(
    r"\b(?:pas|aucune?|sans|ni|no|not|nobody|none|personne n est|personne de|keine?|nessun\w*|sin)"
    r"\W+(?:\w+\W+){0,2}?(?:blesse\w*|injur\w+|hurt|herid\w+|ferit\w+|verletzt\w*)|لا جرحى"
)
_HAPPENED = re.compile(
    r"\b(?:percut\w*|heurt\w*|rentre\w* d\w+|frein\w*|gliss\w*|recul\w*|cogn\w*|accroch\w*|vole\w*"
    r"|casse\w*|fissur\w*|grele\w*|ray\w+|brule\w*|emport\w*|derap\w*|perdu le controle|feu rouge"
    r"|stop|rond[ -]point|hit|crash\w* into|rear[ -]ended|stolen|broke\w*|skid\w*|sanglier"
    r"|chevreuil"
    r"|arbre|poteau|embouti\w*|vandalis\w*|robad\w+|robaron|tamponat\w*|rubat\w*|aufgefahren"
    r"|gestohlen|inond\w*|doubl\w*|tourn\w+|portiere|parking)\b"
)
_PLACE = re.compile(
    r"\b(?:a|à|au|aux|sur|dans|devant|pres de|rue|avenue|boulevard|place|parking|autoroute|route|at"
    r"|on|in|en|in der|auf)\s+((?:l'|la |le |les |the |un |une )?[\w'’-]+(?:[ -][\w'’-]+){0,5})",
    re.IGNORECASE,
)
_ROAD = re.compile(
    r"\b((?:rue|avenue|av|boulevard|bd|place|parking|autoroute|route|rond-point|chemin|quai)\b"
    r"[^.,;!?\n]{0,60}|[AND]\d{1,4}\b)",
    re.IGNORECASE,
)
_WITHDRAWS = re.compile(
    r"\bje (?:renonce|souhaite renoncer|veux renoncer|me retracte)\b|exerce mon droit de (?:renon"
    r"|retract)|\bi withdraw from\b|renonciation a mon contrat"
)
_OTHER_THINGS = re.compile(
    r"\b(?:moto|scooter|habitation|appartement|maison|logement|mutuelle|sante|chien|home|health"
    r"|motorbike|hogar|casa|wohnung)\b"
)


@dataclass
class Claim:
    """A claim while it is told."""

    kind: str = ""
    when: str = ""
    where: str = ""
    how: str = ""
    injured: bool | None = None

    def missing(self) -> list[str]:
        """What is still to be asked, by the names of phrases."""
        return [name for name in ("when", "where", "how") if not getattr(self, name)]


@dataclass
class State:
    """What a conversation remembers."""

    language: str = "fr"
    greeted: bool = False
    closed: bool = False
    email: str = ""
    waiting_for: str = ""
    """`email` or `code`, while somebody signs in."""
    wanted: str = ""
    """What is answered once they have."""
    family_id: str = ""
    account_id: str = ""
    role: str = ""
    """Of whoever signed in within the conversation."""
    quote: dict[str, Any] = field(default_factory=dict)
    quote_text: str = ""
    asked_fact: str = ""
    claim: dict[str, Any] | None = None
    recap_shown: bool = False
    confirmed: bool = False
    """They said yes to the recap, and only have to sign in."""
    claim_number: str = ""

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "State":
        """A state as it was kept."""
        return cls(**{name: kept[name] for name in cls.__dataclass_fields__ if name in kept})

    def to_json(self) -> dict[str, Any]:
        """The state, to be kept."""
        return asdict(self)


@dataclass
class Step:
    """What to say, and what to do before it is said."""

    intent: str
    words: list[str] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    """Of `start_sign_in`, `finish_sign_in`, `hand_over`, `withdraw`, `make_claim`, `keep_quote`,
    and what of PRIVATE is to be shown."""
    data: dict[str, Any] = field(default_factory=dict)
    quoted: Quoted | None = None
    code: str = ""


@dataclass(frozen=True)
class Message:
    """One message, read both ways, on a day."""

    text: str
    reading: Reading
    signals: Signals
    day: date
    signed_in: bool

    @property
    def plain(self) -> str:
        """Its words, folded."""
        return plain(self.text)


def step(state: State, message: Message) -> Step:
    """Take one message in; `state` is changed."""
    _choose_language(state, message)
    taken = _step(state, message)
    language = state.language
    if not state.greeted:
        state.greeted = True
        taken.words.insert(0, say("automatic", language))
    return taken


def _choose_language(state: State, message: Message) -> None:
    read = message.reading.language
    if read in LANGUAGES and (len(message.text.split()) > 1 or not state.greeted):
        state.language = read


def _step(state: State, message: Message) -> Step:
    signals, language = message.signals, state.language
    if signals.wants_person:
        return Step("parler_humain", [say("handed_over", language)], ["hand_over"])
    if signals.withdrawal or _WITHDRAWS.search(message.plain):
        return Step("renonciation", [], ["withdraw"])
    if _hurt(message) and not state.recap_shown:
        return _tell_claim(state, message)
    if state.waiting_for and (signing_in := _sign_in(state, message)):
        return signing_in
    if state.recap_shown and (answered := _answer_recap(state, message)):
        return answered
    if signals.goodbye:
        state.closed = True
        return Step("au_revoir", [say("goodbye", language)], data={"should_close_session": True})
    if signals.emails and not message.signed_in:
        return _start_sign_in(state, signals.emails[0])
    return _by_intent(state, message)


# ── Signing in ────────────────────────────────────────────────────────────────────────────


def _start_sign_in(state: State, email: str) -> Step:
    state.email, state.waiting_for = email, "code"
    return Step("authentification", [say("ask_code", state.language)], ["start_sign_in"])


def _sign_in(state: State, message: Message) -> Step | None:
    """An e-mail or a code while they are asked for; None for anything else."""
    signals = message.signals
    if signals.emails:
        return _start_sign_in(state, signals.emails[0])
    if state.waiting_for == "code":
        digits = re.sub(r"[\s-]", "", message.text)
        code = signals.codes[0] if signals.codes else digits
        if re.fullmatch(r"[0-9]{4,8}", code, re.ASCII):
            return Step("authentification", [], ["finish_sign_in"], code=code)
    if signals.consent == "no":
        state.waiting_for = state.wanted = ""
        state.confirmed = False
        return Step("negation", [say("dropped", state.language)])
    return None


def need_sign_in(state: State, wanted: str) -> Step:
    """Ask who they are; what they wanted is answered afterwards."""
    state.wanted, state.waiting_for = wanted, "email"
    return Step(wanted, [say("ask_email", state.language)])


# ── Claims ────────────────────────────────────────────────────────────────────────────────


def _hurt(message: Message) -> bool:
    words = message.plain
    if not _INJURED.search(words) or _NOBODY_HURT.search(words):
        return False
    return message.reading.intent in {"declarer_sinistre", "donner_information", "hors_perimetre"}


def _tell_claim(state: State, message: Message) -> Step:
    """Take in what is told of a claim, and ask for what is missing, or show the recap."""
    claim = Claim(**(state.claim or {}))
    asked = claim.missing() if state.claim is not None else []
    state.asked_fact = ""
    _hear(claim, message, asked)
    state.claim = asdict(claim)
    language = state.language
    words = []
    if claim.injured:
        words.append(say("emergency", language))
    elif not asked:
        words.append(say("sorry", language))
    missing = claim.missing()
    if missing:
        what = ", ".join(say(name, language) for name in missing)
        words.append(say("ask_claim", language, what=what))
        return Step("declarer_sinistre", words, data={"missing": missing})
    state.recap_shown = True
    words.append(_recap(claim, language))
    return Step(
        "declarer_sinistre",
        words,
        data={"requires_validation": True, "claim_id": None, "recap": asdict(claim)},
    )


def _recap(claim: Claim, language: str) -> str:
    injured = say("yes_word" if claim.injured else "no_word", language)
    kind = claim.kind or "accident"
    return say(
        "recap",
        language,
        kind=kind,
        when=claim.when,
        where=claim.where,
        how=claim.how,
        injured=injured,
    )


def _hear(claim: Claim, message: Message, asked: list[str]) -> None:
    text, words = message.text.strip()[:MAXIMUM_SAID_CHARS], message.plain
    claim.kind = claim.kind or str(message.reading.slots.get("type_sinistre", ""))
    if _NOBODY_HURT.search(words):
        claim.injured = False
    elif _INJURED.search(words):
        claim.injured = True
    when = brain_slots.date(text)
    if when:
        claim.when = when
    where = _place_in(text)
    if where:
        claim.where = where
    if _HAPPENED.search(words) and len(words.split()) >= 4:
        claim.how = f"{claim.how} {text}".strip()[:MAXIMUM_SAID_CHARS]
    if not asked:
        return
    if len(claim.missing()) == len(asked) == 1 or (asked == ["how"] and not claim.how):
        setattr(claim, asked[0], text)  # whatever they answer is the answer
    elif "how" in asked and not claim.how and len(words.split()) >= 6:
        claim.how = text


def _place_in(text: str) -> str:
    found: dict[str, Any] = {}
    sheet = Sheet(text)
    place.read_place(sheet, found)
    road = _ROAD.search(text)
    return str(road[1].strip() if road else found.get("city", ""))


def _answer_recap(state: State, message: Message) -> Step | None:
    """A yes or a no to the recap; a correction; None for another matter."""
    consent = message.signals.consent
    if consent == "yes":
        state.recap_shown = False
        if not message.signed_in:
            state.confirmed = True
            return need_sign_in(state, "declarer_sinistre")
        return Step("confirmation", [], ["make_claim"])
    if consent == "no":
        state.recap_shown = False
        return Step("negation", [say("correct_it", state.language)])
    if message.reading.intent.startswith("faq") or message.text.rstrip().endswith("?"):
        return None
    state.recap_shown = False
    return _tell_claim(state, message)


# ── Quotations ────────────────────────────────────────────────────────────────────────────


def _quote(state: State, message: Message) -> Step | None:
    """A price of all that was said so far; None where the message says nothing of one."""
    slots, conflicts = said.read_slots(Sheet(message.text), message.day)
    fact = FACTS[state.asked_fact].slot if state.asked_fact in FACTS else ""
    if fact and fact not in slots:
        hinted, _ = said.read_slots(Sheet(_hint(fact, message.text)), message.day)
        slots |= {name: value for name, value in hinted.items() if name == fact}
    wants = message.reading.intent == "demander_devis"
    if not slots and not wants:
        return None
    language = state.language
    if not slots and _OTHER_THINGS.search(message.plain):
        return Step("demander_devis", [say("not_covered", language)])
    merged = state.quote | slots
    if "model" in slots and slots["model"] != state.quote.get("model"):
        for name in ("generation", "version", "fuel", "vehicle_year", "fiscal_power"):
            if name not in slots:
                merged.pop(name, None)
    sheet = Sheet(f"devis {state.quote_text} {message.text}"[-MAXIMUM_SAID_CHARS:])
    read = said.judged(sheet, merged, conflicts, message.day)
    if read.behaviour in {"unsupported_vehicle", "out_of_scope"}:
        return Step("demander_devis", [say("not_covered", language)])
    if read.behaviour == "clarify":
        return Step("demander_devis", [_asked(quotation.question_of(read), language)])
    state.quote = merged
    if read.behaviour == "ask":
        return Step("demander_devis", [say("ask_car", language)], data={"missing": ["vehicle"]})
    inputs = {"query": message.text, "slots": merged, "deductible": 300}
    try:
        quoted = quotation.priced(inputs, message.day, read)
    except Problem as problem:
        state.quote = {}
        return Step("demander_devis", [problem.message.in_language(_fr_or_en(language))])
    return Step("demander_devis", _price_words(state, quoted.answer), ["keep_quote"], quoted=quoted)


def _hint(fact: str, text: str) -> str:
    """A bare answer in the words of its question."""
    number = re.search(r"\d+(?:[.,]\d+)?", text)
    bare = number[0] if number else text
    return {
        "crm": f"bonus {bare}",
        "licence_years": f"permis depuis {bare} ans",
        "driver_age": f"j'ai {bare} ans",
        "insured_years": f"assuré depuis {bare} ans",
        "fiscal_power": f"{bare} cv fiscaux",
        "vehicle_year": f"voiture de {bare}",
        "parking": f"garée dans {text}",
        "usage": f"usage {text}",
        "postcode": f"à {text}",
    }.get(fact, text)


def _fr_or_en(language: str) -> str:
    return "fr" if language == "fr" else "en"


def _asked(question: Any, language: str) -> str:
    return str(question.in_language(_fr_or_en(language)))


def _price_words(state: State, answer: dict[str, Any]) -> list[str]:
    language = state.language
    formula = answer["formule_libelle"] if language == "fr" else answer["formule"]
    key = "texte" if language == "fr" else "text"
    assumed = ", ".join(each[key] for each in answer["hypotheses"][:5])
    words = [
        say(
            "price",
            language,
            formula=formula,
            annual=_money(answer["prime_annuelle"], language),
            monthly=_money(answer["prime_mensuelle"], language),
            low=_money(answer["intervalle"]["min"], language),
            high=_money(answer["intervalle"]["max"], language),
        )
    ]
    if assumed and language in {"fr", "en"}:
        words.append(say("assumed", language, what=assumed))
    question = answer["prochaine_question"]
    state.asked_fact = ""
    if question:
        state.asked_fact = next(
            (name for name, fact in FACTS.items() if fact.slot == question["fait"]), ""
        )
        if language in {"fr", "en"}:
            words.append(question["question" if language == "fr" else "question_en"])
    return words


def _money(amount: float, language: str) -> str:
    return f"{amount:.2f}" if language in {"en", "ar"} else f"{amount:.2f}".replace(".", ",")


# ── The rest ──────────────────────────────────────────────────────────────────────────────


def _by_intent(state: State, message: Message) -> Step:
    intent, language = message.reading.intent, state.language
    if intent in PRIVATE:
        if not message.signed_in:
            return need_sign_in(state, intent)
        return Step(intent, [], [intent])
    if intent == "declarer_sinistre":
        if state.claim_number and not message.signals.consent:
            state.claim, state.claim_number = None, ""
        return _tell_claim(state, message)
    if intent.startswith("faq") or (intent == "reclamation" and _question(message)):
        found = faq.best(message.text, language)
        if found:
            entry, _ = found
            return Step(intent, [faq.answer_of(entry, language)], data={"faq": entry.id})
    if intent == "authentification":
        return need_sign_in(state, state.wanted or "authentification")
    if state.claim is not None and not state.claim_number and intent != "demander_devis":
        if intent in {"donner_information", "hors_perimetre", "salutation", "confirmation"}:
            return _tell_claim(state, message)
    quoted = _quote(state, message)
    if quoted and (intent not in {"remerciement", "salutation"} or quoted.quoted):
        return quoted
    phrase = {
        "salutation": "hello",
        "remerciement": "thanks",
        "negation": "dropped",
        "reclamation": "complaint",
        "hors_perimetre": "off_topic",
    }.get(intent, "unknown")
    return Step(intent, [say(phrase, language)])


def _question(message: Message) -> bool:
    return message.text.rstrip().endswith("?")
