"""What the assistant does with one message: a pure step from a state to words and deeds.

Nothing here touches the database. What may happen is in `Step.deeds`, and depends on signals that
the deterministic reader alone gives: a claim needs a recap that was shown and a yes after it.
"""

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from comptoir.assurance import faq, heard, quotation, said
from comptoir.assurance.guarantees import USUAL_DEDUCTIBLE_EUR
from comptoir.assurance.profile import MIN_DRIVER_AGE
from comptoir.assurance.quotation import Quoted
from comptoir.assurance.said import place
from comptoir.assurance.said.sheet import Sheet
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.skill.quote_words import (
    assumed_words,
    car_words,
    conflict_words,
    formula_words,
    kind_words,
    question_words,
    fact_words,
    recalled,
    several_words,
)
from comptoir.assurance.words_of_quotes import FACTS
from comptoir.brain import LANGUAGES, Reading
from comptoir.brain.languages import detect
from comptoir.brain.offline import slots as brain_slots
from comptoir.brain.signals import Signals
from comptoir.brain.words import plain
from comptoir.kernel.errors import Problem
from comptoir.kernel.mail import is_address

PRIVATE = {"voir_contrats", "voir_devis", "voir_sinistres"}
MAXIMUM_SAID_CHARS = 1000
_ANOTHER_MATTER = {"declarer_sinistre", "demander_devis", *PRIVATE}
_SHORT_WORDS, _BARE_WORDS = 6, 3
"""An answer to what was asked has no more; a yes or a no and nothing else."""


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
    asked_fact: str = ""
    said_fact: str = ""
    """The fact said last, which "make that 30" corrects."""
    claim: dict[str, Any] | None = None
    recap_shown: bool = False
    correcting: bool = False
    """They said no to the recap, and are asked what is wrong with it."""
    confirmed: bool = False
    """They said yes to the recap, and only have to sign in."""
    claim_number: str = ""
    answered: str = ""
    """The common question answered last, which "and if I sell it?" goes on from."""

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
    busy = state.recap_shown or bool(state.waiting_for)
    taken = _step(state, message)
    language = state.language
    if not busy:
        _take_in_what_else(state, message, taken)
    if not state.greeted:
        state.greeted = True
        taken.words.insert(0, say("automatic", language))
    return taken


def _choose_language(state: State, message: Message) -> None:
    # Too short to tell: the language of the conversation goes on.
    read = detect(message.text, state.language) if state.greeted else message.reading.language
    if read in LANGUAGES and (len(message.text.split()) > 2 or not state.greeted):
        state.language = read


def _step(state: State, message: Message) -> Step:
    for hear in (
        _hear_wishes,
        _hear_the_hurt,
        _hear_second_thoughts,
        _hear_answers,
        _hear_farewell,
    ):
        taken = hear(state, message)
        if taken is not None:
            return taken
    return _by_intent(state, message)


def _take_in_what_else(state: State, message: Message, taken: Step) -> None:
    """Of two requests in one message, the one not served: a question is answered, else offered."""
    questions = taken.intent.startswith("faq")
    if not questions and taken.intent not in heard.WISHES:
        return
    parts = [each for each in heard.BESIDE[state.language].split(message.text) if each]
    if len(parts) < 2:
        return
    answers, offered = {}, []
    for part in parts:
        asked = _question_in(part, message, state.language)
        if asked is not None:
            answers[asked.id] = faq.answer_of(asked, state.language)
            continue
        offered += [name for name, said_so in heard.WISHES.items() if said_so.search(plain(part))]
    if questions and len(answers) > 1:
        taken.words = []  # each is answered by itself: together they were one muddled question
    else:
        answers.pop(taken.data.get("faq", ""), None)
    more = list(answers.values())
    rest = [name for name in dict.fromkeys(offered) if name != taken.intent]
    if rest:
        what = ", ".join(say(f"also_{name}", state.language) for name in rest)
        more.append(say("also", state.language, what=what))
    at = 1 if taken.intent == "declarer_sinistre" else 0  # whoever is hurt comes first
    if questions:
        at = len(taken.words)
    taken.words[at:at] = more


def _question_in(part: str, message: Message, language: str) -> faq.Entry | None:
    """The common question that a part of a message is; None where it is none."""
    words = heard.WANTS_TO_KNOW.sub("", plain(part))
    asks = words != plain(part) or _ASKS.match(words)
    last = message.text.rstrip().endswith(f"{part.rstrip()}") and _question(message)
    if not (asks or last) or len(words.split()) < 2:
        return None
    if heard.A_PRICE.search(words) and not heard.HOW_LONG.search(words):
        return None
    if said.read_slots(Sheet(part), message.day)[0].keys() - {"formula", "guarantees"}:
        return None
    found = faq.best(part, language)
    if found is None or not faq.is_translated(found[0], language):
        return None
    asked = found[0].question if language == "fr" else found[0].question_en
    same = _stems(words) & _stems(plain(asked)) or language not in {"fr", "en"}
    return found[0] if same else None


def _stems(words: str) -> set[str]:
    return {each[:_STEM_CHARS] for each in words.split() if len(each) >= _STEM_CHARS}


_STEM_CHARS = 5


def _hear_wishes(state: State, message: Message) -> Step | None:
    """A person, or a withdrawal: heard whatever else is going on."""
    if message.signals.wants_person:
        return Step("parler_humain", [say("handed_over", state.language)], ["hand_over"])
    withdraws = message.signals.withdrawal or heard.WITHDRAWS.search(message.plain)
    if withdraws and not heard.ASKS_UNTIL_WHEN.search(message.plain):
        return Step("renonciation", [], ["withdraw"])
    return None


def _hear_the_hurt(state: State, message: Message) -> Step | None:
    return _tell_claim(state, message) if _hurt(message) and not state.recap_shown else None


def _hear_second_thoughts(state: State, message: Message) -> Step | None:
    """A claim that is called off, before anything was made of it."""
    if state.claim is None or not heard.CALLS_OFF.search(message.plain):
        return None
    if message.signals.consent == "yes" or len(message.plain.split()) > 2 * _SHORT_WORDS:
        return None
    state.claim, state.recap_shown, state.correcting, state.confirmed = None, False, False, False
    state.waiting_for = state.wanted = ""
    return Step("negation", [say("dropped", state.language)])


def _hear_answers(state: State, message: Message) -> Step | None:
    """An answer to what was just asked: an e-mail, a code, a yes."""
    signing_in = _sign_in(state, message) if state.waiting_for else None
    if signing_in is not None:
        return signing_in
    return _answer_recap(state, message) if state.recap_shown else None


def _hear_farewell(state: State, message: Message) -> Step | None:
    if message.signals.goodbye or (state.greeted and heard.BYE.fullmatch(message.plain)):
        state.closed = True
        words = [say("goodbye", state.language)]
        return Step("au_revoir", words, data={"should_close_session": True})
    if message.signals.emails and not message.signed_in:
        return _start_sign_in(state, message.signals.emails[0])
    return None


# ── Signing in ────────────────────────────────────────────────────────────────────────────


def _start_sign_in(state: State, email: str) -> Step:
    if not is_address(email):
        state.waiting_for = "email"
        words = [say("email_with_accents", state.language)]
        return Step("authentification", words, data={"asks": "email"})
    state.email, state.waiting_for = email, "code"
    return Step(
        "authentification",
        [say("ask_code", state.language)],
        ["start_sign_in"],
        {"asks": "code", "email": email},
    )


def _sign_in(state: State, message: Message) -> Step | None:
    """An e-mail or a code while they are asked for; None for anything else."""
    signals = message.signals
    if signals.emails:
        return _start_sign_in(state, signals.emails[0])
    if state.waiting_for == "code":
        answer = _code_in(state, message)
        if answer is not None:
            return answer
    if state.waiting_for == "email" and heard.NO_ADDRESS.fullmatch(message.text.strip()):
        return Step("authentification", [say("ask_email", state.language)])
    if signals.consent == "no" or heard.GIVES_UP.search(message.plain):
        return _give_up(state, message)
    return None


def _give_up(state: State, message: Message) -> Step | None:
    """They do not want to sign in; what else they say is answered, None for a later reader."""
    if state.confirmed or state.wanted == "declarer_sinistre":
        state.claim = None
    wanted = state.wanted
    state.waiting_for = state.wanted = ""
    state.confirmed = False
    if len(message.plain.split()) > _SHORT_WORDS:
        asks = _answered("faq_autre", state, message) if _asks_within(message) else None
        if asks is not None:
            return asks
        if message.reading.intent in _ANOTHER_MATTER - {wanted}:
            return None
    return Step("negation", [say("dropped", state.language)])


def _code_in(state: State, message: Message) -> Step | None:
    """A code, or that none came."""
    digits = re.sub(r"[\s-]", "", message.text)
    code = message.signals.codes[0] if message.signals.codes else digits
    if re.fullmatch(r"[0-9]{4,8}", code, re.ASCII):
        return Step("authentification", [], ["finish_sign_in"], code=code)
    if heard.NOTHING_CAME.search(message.plain):
        return Step("authentification", [say("nothing_came", state.language)])
    return None


def need_sign_in(state: State, wanted: str) -> Step:
    """Ask who they are; what they wanted is answered afterwards."""
    state.wanted, state.waiting_for = wanted, "email"
    return Step(wanted, [say("ask_email", state.language)], data={"asks": "email"})


# ── Claims ────────────────────────────────────────────────────────────────────────────────


def _hurt(message: Message) -> bool:
    words = message.plain
    if not heard.INJURED.search(words) or heard.NOBODY_HURT.search(words):
        return False
    if heard.HELPLESS.search(words) and not heard.SUPPOSING.search(words):
        return True
    return message.reading.intent in {"declarer_sinistre", "donner_information", "hors_perimetre"}


def _tell_claim(state: State, message: Message) -> Step:
    """Take in what is told of a claim, and ask for what is missing, or show the recap."""
    claim = Claim(**(state.claim or {}))
    asked = claim.missing() if state.claim is not None else []
    state.asked_fact = ""
    language = state.language
    bare = message.signals.consent is not None and len(message.plain.split()) <= _BARE_WORDS
    if bare and state.correcting:
        return Step("donner_information", [say("correct_it", language)])
    if bare and asked and claim.injured is None:
        claim.injured = message.signals.consent == "yes"  # the last thing that was asked
    if not bare or not asked:
        _hear(claim, message, asked)
    state.correcting = False
    words = []
    if claim.injured and not (state.claim or {}).get("injured"):
        words.append(say("emergency", language))
    elif state.claim is None:
        words.append(say("sorry", language))
    state.claim = asdict(claim)
    missing = claim.missing()
    if missing:
        what = ", ".join(say(name, language) for name in missing)
        words.append(say("ask_claim", language, what=what))
        if claim.injured is None:
            words.append(say("anyone_hurt", language))
        return Step("declarer_sinistre", words, data={"missing": missing})
    state.recap_shown = True
    words.append(_recap(claim, language))
    return Step(
        "declarer_sinistre",
        words,
        data={"requires_validation": True, "claim_id": None, "recap": asdict(claim)},
    )


_INJURED_WORDS = {None: "not_said", True: "yes_word", False: "no_word"}


def _recap(claim: Claim, language: str) -> str:
    injured = say(_INJURED_WORDS[claim.injured], language)
    kind = kind_words(claim.kind or "accident", language)
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
    if heard.NOBODY_HURT.search(words):
        claim.injured = False
    elif heard.INJURED.search(words):
        claim.injured = True
    when = brain_slots.date(text)
    if when:
        claim.when = when
    where = _place_in(text)
    if where:
        claim.where = where
    more = claim.how and not asked and not (when or where) and _tells(message)
    if (heard.HAPPENED.search(words) or more) and len(words.split()) >= 4:
        claim.how = f"{claim.how} {text}".strip()[:MAXIMUM_SAID_CHARS]
    if not asked or heard.NO_ANSWER.fullmatch(words) or _question(message):
        return
    if len(claim.missing()) == len(asked) == 1 or (asked == ["how"] and not claim.how):
        setattr(claim, asked[0], text)  # whatever they answer is the answer
    elif "how" in asked and not claim.how and len(words.split()) >= 6:
        claim.how = text


def _tells(message: Message) -> bool:
    """Whether a message goes on with a story."""
    return message.reading.intent in {"declarer_sinistre", "donner_information"}


def _place_in(text: str) -> str:
    found: dict[str, Any] = {}
    sheet = Sheet(text)
    place.read_place(sheet, found)
    road = heard.ROAD.search(text)
    places = [heard.TIME_AFTER.sub("", road[1]).strip()] if road else []
    city = str(found.get("city", ""))
    if city and not any(city in each for each in places):
        places.append(city)
    return ", ".join(places)


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
        return _corrected(state, message)
    if message.reading.intent.startswith("faq") or message.text.rstrip().endswith("?"):
        return None
    state.recap_shown = False
    return _tell_claim(state, message)


def _corrected(state: State, message: Message) -> Step:
    """A no to the recap that says what is right, or one that has yet to say it."""
    before = Claim(**(state.claim or {}))
    after = Claim(**(state.claim or {}))
    right = replace(message, text=heard.NOT_THIS.sub(" ", message.text))
    _hear(after, right, [])
    told = (after.when, after.where, after.injured)
    if told != (before.when, before.where, before.injured):
        return _tell_claim(state, right)
    state.correcting = True
    return Step("negation", [say("correct_it", state.language)])


# ── Quotations ────────────────────────────────────────────────────────────────────────────


def _quote(state: State, message: Message) -> Step | None:
    """A price of all that was said so far; None where the message says nothing of one."""
    slots, conflicts = _slots(state, message)
    language = state.language
    if not slots:
        wanted = (
            message.reading.intent == "demander_devis"
            or heard.A_PRICE.search(message.plain)
            or (message.reading.intent == "salutation" and heard.TO_INSURE.search(message.plain))
            or (heard.OTHER_THINGS.search(message.plain) and heard.INSURES.search(message.plain))
        )
        if not wanted:
            return None
        if heard.OTHER_THINGS.search(message.plain):
            return Step("demander_devis", [say("not_covered", language)])
    merged = _merged(state.quote, slots)
    read = said.judged(Sheet(f"devis {message.text}"), merged, conflicts, message.day)
    if read.behaviour in {"unsupported_vehicle", "out_of_scope"}:
        return Step("demander_devis", [say("not_covered", language)])
    if read.behaviour == "clarify":
        state.quote = merged  # what is said next may settle it
        words = conflict_words(read.conflicts, language)
        return Step("demander_devis", [words or _asked(quotation.question_of(read), language)])
    if read.behaviour == "ask" or "model" not in merged:  # a price of no car is nobody's
        several = "models" in slots
        words = several_words(language) if several else say("ask_car", language)
        state.quote = state.quote if several else merged
        return Step("demander_devis", [words], data={"missing": ["vehicle"]})
    goes_on = "model" in state.quote
    state.quote = merged
    priced = _priced(state, message, read)
    noted = fact_words(slots, language) if goes_on and priced.quoted is not None else []
    if noted:
        priced.words.insert(0, say("noted", language, what=", ".join(noted)))
    return priced


def _slots(state: State, message: Message) -> tuple[dict[str, Any], list[str]]:
    """What a message says, also as a bare answer to the question before it."""
    slots, conflicts = said.read_slots(Sheet(message.text), message.day)
    denied = heard.NOT_THIS.search(message.text)
    if denied and plain(str(slots.get("city", "-"))) in plain(denied[0]):
        # "Not Limoges, Brive": what it is comes after.
        slots, conflicts = said.read_slots(
            Sheet(heard.NOT_THIS.sub(" ", message.text)), message.day
        )
    fact = FACTS[state.asked_fact].slot if state.asked_fact in FACTS else ""
    correction = heard.CORRECTS.fullmatch(message.plain)
    if correction and state.said_fact and not slots:
        fact = state.said_fact
    bare = heard.BARE_YEARS.fullmatch(message.plain)
    novice = bare and int(bare[1]) < MIN_DRIVER_AGE
    if bare and novice and fact not in _OF_YEARS and "licence_years" not in state.quote:
        return {"licence_years": int(bare[1])}, []  # asked for with the car
    figures = _CORRECTED_BARE & slots.keys()
    own = not figures <= _OF_YEARS or heard.OWN_AGE.search(message.plain)
    if figures and (own or fact not in _OF_YEARS):
        fact = ""  # a figure that says what it is answers no other question
    words = len(message.plain.split())
    if slots.get("driver_age", 0) >= MIN_DRIVER_AGE and heard.OWN_AGE.match(message.plain):
        fact = ""  # "I'm 29" answers no other question, short as it is
    if fact and fact not in slots and words <= (_BARE_WORDS if slots else _SHORT_WORDS):
        hinted, _ = said.read_slots(Sheet(_hint(fact, message.text)), message.day)
        slots |= {name: value for name, value in hinted.items() if name == fact}
    figures = _CORRECTED_BARE & slots.keys()
    state.said_fact = next(iter(figures)) if len(figures) == 1 else ""
    return slots, conflicts


def _merged(before: dict[str, Any], slots: dict[str, Any]) -> dict[str, Any]:
    """All that was said; another car takes nothing of the one before it."""
    if "model" not in slots or slots["model"] == before.get("model"):
        return before | slots
    of_car = ("generation", "version", "fuel", "vehicle_year", "vehicle_age", "fiscal_power")
    return {name: value for name, value in before.items() if name not in of_car} | slots


def _priced(state: State, message: Message, read: said.Said) -> Step:
    inputs = {"query": message.text, "slots": state.quote, "deductible": USUAL_DEDUCTIBLE_EUR}
    try:
        quoted = quotation.priced(inputs, message.day, read)
    except Problem as problem:
        why = conflict_words(problem.details.get("conflicts", []), state.language)
        return Step("demander_devis", [why or _asked(problem.message, state.language)])
    words = _price_words(state, quoted.answer)
    return Step("demander_devis", words, ["keep_quote"], quoted=quoted)


_CORRECTED_BARE = {
    "driver_age",
    "licence_years",
    "insured_years",
    "crm",
    "fiscal_power",
    "vehicle_year",
    "postcode",
}
_OF_YEARS = {"driver_age", "licence_years", "insured_years"}


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


def _asked(question: Any, language: str) -> str:
    return str(question.in_language("fr" if language == "fr" else "en"))


def _price_words(state: State, answer: dict[str, Any]) -> list[str]:
    language = state.language
    words = [
        say(
            "price",
            language,
            car=car_words(answer["profil"]),
            formula=formula_words(answer["formule"], language),
            annual=money(answer["prime_annuelle"], language),
            monthly=money(answer["prime_mensuelle"], language),
            low=money(answer["intervalle"]["min"], language),
            high=money(answer["intervalle"]["max"], language),
        )
    ]
    assumed = assumed_words(answer["hypotheses"][:5], language)
    if assumed:
        words.append(say("assumed", language, what=", ".join(assumed)))
    question = answer["prochaine_question"]
    state.asked_fact = ""
    if question:
        state.asked_fact = next(
            (name for name, fact in FACTS.items() if fact.slot == question["fait"]), ""
        )
        words.append(question_words(state.asked_fact, language))
    return words


def money(amount: float, language: str) -> str:
    return f"{amount:.2f}" if language in {"en", "ar"} else f"{amount:.2f}".replace(".", ",")


# ── The rest ──────────────────────────────────────────────────────────────────────────────


def _by_intent(state: State, message: Message) -> Step:
    for serve in (
        _serve_recall,
        _serve_off_topic,
        _serve_open_claim,
        _serve_answer,
        _serve_other_generation,
        _serve_unknown_fact,
        _serve_explanation,
        _serve_facts,
        _serve_place,
        _serve_formula,
        _serve_private,
        _serve_claim,
        _serve_question,
        _serve_price,
        _serve_thanks,
        _serve_follow_up,
    ):
        taken = serve(state, message)
        if taken is not None:
            return taken
    intent = message.reading.intent
    if state.waiting_for and heard.WANTS_IT.search(message.plain):
        asked = say(f"ask_{state.waiting_for}", state.language)  # what they wanted waits for it
        return Step("authentification", [asked], data={"asks": state.waiting_for})
    return Step(intent, [say(_PHRASES.get(intent, "unknown"), state.language)])


_PHRASES = {
    "salutation": "hello",
    "remerciement": "thanks",
    "negation": "dropped",
    "reclamation": "complaint",
    "hors_perimetre": "off_topic",
}


def _serve_off_topic(state: State, message: Message) -> Step | None:
    """A question about something else, whatever town or figure it names."""
    reading, words = message.reading, message.plain
    asks = (_question(message) or _ASKS.match(words)) and len(words.split()) > _BARE_WORDS
    off = reading.intent == "hors_perimetre" and reading.confidence >= _SURE_CONFIDENCE
    if not (asks and off) or state.claim is not None:
        return None
    if state.answered and heard.FOLLOWS_UP.match(words):
        return None
    if heard.INSURES.search(words) or heard.OTHER_THINGS.search(words):
        return None
    sheet = Sheet(message.text)
    told = said.read_slots(sheet, message.day)[0].keys() - {"city", "postcode"}
    elsewhere = not state.quote and said.scope.behaviour_without_car(sheet) == "out_of_scope"
    if told and not elsewhere:
        return None
    return Step("hors_perimetre", [say("off_topic", state.language)])


_SURE_CONFIDENCE = 0.9


def _serve_answer(state: State, message: Message) -> Step | None:
    """A fact told while a price is worked out: "my bonus is 0.80" is no question about bonuses."""
    asks = _question(message) or _ASKS.match(message.plain)
    if state.asked_fact not in FACTS or asks:
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    asked = FACTS[state.asked_fact].slot in slots
    told = message.reading.intent.startswith("faq") and _TOLD & slots.keys()
    return _quote(state, message) if asked or told else None


_TOLD = {"crm", "driver_age", "licence_years", "insured_years", "vehicle_year", "fiscal_power"}
"""Facts told as a number, which no common question holds."""
_ASKS = re.compile(
    r"(?:et |and |mais |but )?(?:comment|combien|quel\w*|est ce|pourquoi|quand|que|qu|c est quoi"
    r"|how|what|which|when|why|where|can|could|do|does|is|are|should|will"
    r"|cuant\w+|como|cual|quant[oiae]|quale|wie|wann|welche\w*)\b"
)
"""How questions begin, which people write without their mark."""


def _serve_formula(state: State, message: Message) -> Step | None:
    """ "And comprehensive?", while a price is talked of."""
    if "model" not in state.quote or heard.MINE.search(message.plain):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    return _quote(state, message) if {"formula", "guarantees"} & slots.keys() else None


def _serve_other_generation(state: State, message: Message) -> Step | None:
    """ "No, the 4": of the car that is priced, another generation."""
    other = heard.OTHER_GENERATION.fullmatch(message.plain)
    if other is None or "model" not in state.quote or state.claim is not None:
        return None
    named = f"{state.quote.get('make', '')} {state.quote['model']} {other[1]}"
    slots, _ = said.read_slots(Sheet(named), message.day)
    if "generation" not in slots:
        return None
    return _quote(state, replace(message, text=named))


def _serve_unknown_fact(state: State, message: Message) -> Step | None:
    """Who does not know what they were asked: the price stands, with what was taken for it."""
    if state.asked_fact not in FACTS or _question(message):
        return None
    if not heard.DOES_NOT_KNOW.search(message.plain):
        return None
    if said.read_slots(Sheet(message.text), message.day)[0]:
        return None
    return Step("donner_information", [say("no_matter", state.language)])


def _serve_recall(state: State, message: Message) -> Step | None:
    """What was understood so far, said again."""
    if not state.quote or state.recap_shown or not heard.RECALL.search(message.plain):
        return None
    facts = recalled(state.quote, state.language)
    return Step("demander_devis", [say("recall", state.language, what=", ".join(facts))])


def _serve_open_claim(state: State, message: Message) -> Step | None:
    """Back to a claim that was begun and left for another matter."""
    if state.claim is None or message.reading.intent.startswith(("faq", "voir")):
        return None
    if heard.OF_A_CLAIM.search(message.plain) and not heard.A_PRICE.search(message.plain):
        return _tell_claim(state, message)
    return None


def _serve_explanation(state: State, message: Message) -> Step | None:
    """What a word of a quotation means: an answer, and no fact of the quotation."""
    if not state.quote or not heard.EXPLAIN.search(message.plain):
        return None
    if _CORRECTED_BARE & said.read_slots(Sheet(message.text), message.day)[0].keys():
        return None
    return _answered("faq_autre", state, message)


def _serve_facts(state: State, message: Message) -> Step | None:
    """Figures of a car or its driver while a price is talked of: "malus de 1,10" is no question."""
    if state.claim is not None or not re.search(r"\d", message.text):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    if message.reading.intent.startswith("faq") and _ASKS.match(message.plain):
        return None
    about_a_car = "model" in slots or ("model" in state.quote and bool(slots))
    about_a_car |= len(_TOLD_OF_ONESELF & slots.keys()) > 1 and not _question(message)
    if not about_a_car or message.reading.intent in {*PRIVATE, "declarer_sinistre"}:
        return None
    return _quote(state, message)


_TOLD_OF_ONESELF = {"crm", "driver_age", "licence_years", "licence_year", "annual_km"}
"""Two of these at once are told for a price, before any car is named."""


def _serve_place(state: State, message: Message) -> Step | None:
    """Where a car that is priced lives: "it sleeps in a garage in Limoges" is no accident."""
    if state.claim is not None or "model" not in state.quote or _question(message):
        return None
    words = message.plain
    happened = heard.HAPPENED.search(re.sub(r"\bparking\b", " ", words))
    if happened or heard.OF_A_CLAIM.search(words) or heard.INJURED.search(words):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    lives = {"city", "postcode", "departement", "parking"} & slots.keys()
    if not lives or message.reading.intent not in _NO_OTHER_MATTER:
        return None
    return _quote(state, message)


_NO_OTHER_MATTER = {"declarer_sinistre", "donner_information", "hors_perimetre", "demander_devis"}


def _serve_private(state: State, message: Message) -> Step | None:
    intent = message.reading.intent
    words = message.plain
    if intent == "voir_devis" and heard.A_PRICE.search(words) and not heard.KEPT_ONES.search(words):
        return None
    if heard.DOCUMENTS.search(words) and heard.WANTS_IT.search(words) and not _question(message):
        return _serve_documents(state, message)
    if intent in PRIVATE:
        return Step(intent, [], [intent]) if message.signed_in else need_sign_in(state, intent)
    if intent == "authentification" and not message.signed_in:
        return need_sign_in(state, state.wanted or intent)
    return None


def _serve_documents(state: State, message: Message) -> Step:
    """Where certificates are; they are a signed-in customer's own."""
    if message.signed_in:
        return Step("voir_contrats", [say("documents", state.language)], ["voir_contrats"])
    step = need_sign_in(state, "voir_contrats")
    step.words.insert(0, say("documents", state.language))
    return step


_GOES_ON = {"donner_information", "hors_perimetre", "salutation", "confirmation"}


def _serve_claim(state: State, message: Message) -> Step | None:
    """A claim that begins, or goes on."""
    intent = message.reading.intent
    if intent == "declarer_sinistre" or (state.claim is not None and intent in _GOES_ON):
        return _tell_claim(state, message)
    return None


def _serve_question(state: State, message: Message) -> Step | None:
    intent = message.reading.intent
    uninsured = _question(message) and heard.UNINSURED.fullmatch(message.plain) is not None
    asks = intent.startswith("faq") or (intent == "reclamation" and _question(message))
    if not asks and not uninsured:
        return None
    return _answered(intent, state, message)


def _serve_follow_up(state: State, message: Message) -> Step | None:
    """A question that goes on from the one before: "and if I sell it?"."""
    if not state.answered or not heard.FOLLOWS_UP.match(message.plain):
        return None
    if state.claim is not None or "model" in state.quote:
        return None
    before = faq.entries()[state.answered]
    asked = before.question if state.language == "fr" else before.question_en
    found = _question_in(message.text, message, state.language)
    goes_on = message if found is not None else replace(message, text=f"{message.text} {asked}")
    return _answered("faq_autre", state, goes_on)


def _serve_thanks(state: State, message: Message) -> Step | None:
    if len(message.plain.split()) > _BARE_WORDS or not heard.THANKS.search(message.plain):
        return None
    return Step("remerciement", [say("thanks", state.language)])


_DELAY = (" how long to report a claim", " quel délai pour déclarer, combien de jours")


def _answered(intent: str, state: State, message: Message) -> Step | None:
    language = state.language
    about = ""
    how_long = heard.HOW_LONG.search(message.plain) is not None
    if heard.DECLARED.search(message.plain) and (how_long or state.claim is not None):
        about = " sinistre" if language == "fr" else " claim accident"
        about += _DELAY[language == "fr"] if how_long else ""
    found = faq.best(message.text + about, language)
    if found is None:
        return None
    state.answered = found[0].id
    words = [faq.answer_of(found[0], language)]
    if not faq.is_translated(found[0], language):
        words.insert(0, say("in_english", language))
    return Step(intent, words, data={"faq": found[0].id})


def _serve_price(state: State, message: Message) -> Step | None:
    quoted = _quote(state, message)
    polite = message.reading.intent == "remerciement" or (
        message.reading.intent == "salutation" and not heard.TO_INSURE.search(message.plain)
    )
    return None if polite and quoted and quoted.quoted is None else quoted


def _question(message: Message) -> bool:
    return message.text.rstrip().endswith("?")


def _asks_within(message: Message) -> bool:
    """Whether a question comes after something else: "better not, just tell me how long"."""
    return _question(message) or any(
        _ASKS.match(message.plain, begin.start()) for begin in re.finditer(r"\b", message.plain)
    )
