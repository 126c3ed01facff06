"""What the assistant does with one message: a pure step from a state to words and deeds.

Nothing here touches the database. What may happen is in `Step.deeds`, and depends on signals that
the deterministic reader alone gives: a claim needs a recap that was shown and a yes after it.
"""

import re
from dataclasses import replace

from comptoir.assurance import (
    claim_signs,
    faq,
    heard,
    price_signs,
    said,
    small_talk,
    standing_price,
)
from comptoir.assurance.claim_telling import (
    answer_recap,
    is_hurt,
    reminded,
    repeated,
    tell,
    whether_sent,
)
from comptoir.assurance.price_telling import CORRECTED_BARE, quote
from comptoir.assurance.question_answering import answered, take_in_what_else
from comptoir.assurance.said.sheet import Sheet
from comptoir.assurance.signing_in import ask_email, start, take_in
from comptoir.assurance.skill.concepts import concepts
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.skill.quote_words import question_words, recalled
from comptoir.assurance.state import BARE_WORDS, PRIVATE, SHORT_WORDS, Message, State, Step
from comptoir.assurance.words_of_quotes import FACTS
from comptoir.brain import LANGUAGES
from comptoir.brain.languages import detect


def step(state: State, message: Message) -> Step:
    """Take one message in; `state` is changed."""
    _choose_language(state, message)
    busy = state.recap_shown or bool(state.waiting_for)
    offered, state.offered = state.offered, ""
    taken = _step(state, message, offered)
    language = state.language
    if not busy:
        take_in_what_else(state, message, taken)
    if taken.intent.startswith("faq") and not taken.data.get("requires_validation"):
        taken.words += reminded(state)
    if not state.greeted:
        state.greeted = True
        taken.words.insert(0, say("automatic", language))
    return taken


def _choose_language(state: State, message: Message) -> None:
    # Too short to tell: the language of the conversation goes on.
    read = detect(message.text, state.language) if state.greeted else message.reading.language
    if read in LANGUAGES and (len(message.text.split()) > 2 or not state.greeted):
        state.language = read


def _step(state: State, message: Message, offered: str) -> Step:
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
    return small_talk.serve_offered(state, offered, message) or _by_intent(state, message)


def _hear_wishes(state: State, message: Message) -> Step | None:
    """A person, or a withdrawal: heard whatever else is going on."""
    if heard.A_NUMBER_OF.search(message.plain):
        kept = small_talk.of_another(state, message)
        if kept is not None:
            return kept
    if message.signals.wants_person or heard.WANTS_PERSON.search(message.plain):
        return Step("parler_humain", [say("handed_over", state.language)], ["hand_over"])
    withdraws = message.signals.withdrawal or heard.WITHDRAWS.search(message.plain)
    if withdraws and not heard.ASKS_UNTIL_WHEN.search(message.plain):
        return Step("renonciation", [], ["withdraw"])
    return None


def _hear_the_hurt(state: State, message: Message) -> Step | None:
    return tell(state, message) if is_hurt(message) and not state.recap_shown else None


def _hear_second_thoughts(state: State, message: Message) -> Step | None:
    """A claim that is called off, before anything was made of it."""
    if state.claim is None or not claim_signs.CALLS_OFF.search(message.plain):
        return None
    if message.signals.consent == "yes" or message.length_words > 2 * SHORT_WORDS:
        return None
    state.claim, state.recap_shown, state.correcting, state.confirmed = None, False, False, False
    state.waiting_for = state.wanted = ""
    return Step("negation", [say("dropped", state.language)])


def _hear_answers(state: State, message: Message) -> Step | None:
    """An answer to what was just asked: an e-mail, a code, a yes."""
    signing_in = take_in(state, message) if state.waiting_for else None
    if signing_in is not None:
        return signing_in
    return answer_recap(state, message) if state.recap_shown else None


def _hear_farewell(state: State, message: Message) -> Step | None:
    if message.signals.goodbye or (state.greeted and heard.BYE.fullmatch(message.plain)):
        state.closed = True
        words = [say("goodbye", state.language)]
        return Step("au_revoir", words, data={"should_close_session": True})
    if message.signals.emails and not message.signed_in:
        return start(state, message.signals.emails[0])
    return None


def _by_intent(state: State, message: Message) -> Step:
    for serve in (
        whether_sent,
        small_talk.serve,
        _serve_complaint,
        _serve_again,
        _serve_recall,
        _serve_breakdown,
        _serve_history,
        standing_price.serve,
        _serve_not_covered,
        _serve_off_topic,
        _serve_open_claim,
        _serve_answer,
        _serve_other_generation,
        _serve_unknown_fact,
        _serve_explanation,
        _serve_facts,
        _serve_supposed,
        _serve_place,
        _serve_formula,
        standing_price.serve_afterwards,
        _serve_follow_up,
        _serve_kept_quote,
        _serve_private,
        _serve_claim,
        _serve_question,
        _serve_question_first,
        _serve_price,
        _serve_thanks,
        _serve_likely_question,
        small_talk.serve_silence,
    ):
        taken = serve(state, message)
        if taken is not None:
            return taken
    return _otherwise(state, message)


def _otherwise(state: State, message: Message) -> Step:
    """What nothing else understood: what was waited for is asked again, or the likely offered."""
    intent, language = message.reading.intent, state.language
    if state.waiting_for:
        asked = say(f"ask_{state.waiting_for}", language)
        why = heard.WHY_SIGN_IN.search(message.plain) is not None
        words = [say("why_sign_in", language), asked] if why else [asked]
        return Step("authentification", words, data={"asks": state.waiting_for})
    if intent == "parler_humain":  # that they want one, the deterministic reader alone says
        state.offered = intent
        return Step(intent, [say("offer_person", language)])
    unsure = intent == "reclamation" and message.reading.confidence < _UNSURE_CONFIDENCE
    if intent in _PHRASES and not unsure:
        state.offered = "parler_humain" if intent == "reclamation" else ""
        return Step(intent, [say(_PHRASES[intent], language)])
    about_a_car = _about_a_car(state, message) if state.claim is None else None
    return about_a_car or Step(intent, [say("unknown", language)])


def _about_a_car(state: State, message: Message) -> Step | None:
    """What is still to be said of a car, of which nothing was understood."""
    language, words = state.language, message.plain
    if state.asked_fact in FACTS and "model" in state.quote:
        question = question_words(state.asked_fact, language)
        told = [say("not_that", language), question, say("or_else", language)]
        return Step(message.reading.intent, told)
    if state.quote:
        return None
    if heard.DOES_NOT_KNOW.search(words):
        how = faq.answer_of(faq.entries()["comment_devis"], language)
        return Step("demander_devis", [how], data={"missing": ["vehicle"]})
    if heard.A_CAR.search(words):
        return Step("demander_devis", [say("ask_car", language)], data={"missing": ["vehicle"]})
    return None


_UNSURE_CONFIDENCE = 0.5
_PHRASES = {
    "salutation": "hello",
    "remerciement": "thanks",
    "negation": "dropped",
    "reclamation": "complaint",
    "hors_perimetre": "off_topic",
}


def _serve_complaint(state: State, message: Message) -> Step | None:
    """ "It's daylight robbery" declares no theft."""
    words = message.plain
    if not heard.COMPLAINS.search(words) or message.asks or claim_signs.HAPPENED.search(words):
        return None
    state.offered = "parler_humain"
    told = [say("complaint", state.language)]
    if faq.likeness(message.text, state.language) >= _LIKELY:
        general = answered("reclamation", state, message)
        told += general.words if general else []
    return Step("reclamation", told)


def _serve_breakdown(state: State, message: Message) -> Step | None:
    """A car that stands still is towed first; it is no accident."""
    words = message.plain
    if state.claim is not None or not claim_signs.BREAKDOWN.search(words):
        return None
    if claim_signs.OF_A_CLAIM.search(words) or claim_signs.INJURED.search(words):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    if "model" in slots or price_signs.A_PRICE.search(words):
        return None
    step = answered("faq_garantie", state, message, about="assistance")
    if step is not None and claim_signs.IN_DANGER.search(words):
        step.words.insert(0, say("get_to_safety", state.language))
    return step


def _serve_history(state: State, message: Message) -> Step | None:
    """Accidents of the past, told for a price: no claim is made of them, none is looked up."""
    if state.claim is not None or not state.quote or message.asks:
        return None
    words = message.plain
    if message.reading.intent == "voir_sinistres" and heard.SHOWS.search(words):
        return None
    if claim_signs.NO_CLAIMS.search(words):
        return quote(state, message.saying(f"0 sinistre responsable. {message.text}"))
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    counted = {"at_fault_claims", "non_fault_claims", "partial_fault_claims", "glass_claims"}
    if counted & slots.keys() and claim_signs.LONG_AGO.search(words):
        return quote(state, message)
    return None


def _serve_not_covered(state: State, message: Message) -> Step | None:
    """Something that is no car, and is to be insured."""
    words = message.plain
    if state.claim is not None or message.reading.intent == "declarer_sinistre":
        return None
    if claim_signs.OF_A_CLAIM.search(words):
        return None
    other = heard.OTHER_THINGS.search(words) is not None
    whether = heard.WHETHER_INSURED.search(words) if message.asks else None
    unknown = whether is not None and not heard.NO_OTHER_THING.search(words, whether.end())
    unknown = unknown and faq.likeness(message.text, state.language) < _PLAINLY_LIKE
    if not unknown and not (other and (heard.INSURES.search(words) or heard.OFFERS.search(words))):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    of_a_contract = message.reading.intent in {"faq_resiliation", "faq_autre"} and not unknown
    if "model" in slots or of_a_contract:
        return None
    told = [say("not_covered", state.language)]
    if heard.A_CAR.search(words) and "model" not in state.quote:
        told.append(say("ask_car", state.language))
    return Step("demander_devis", told)


def _serve_off_topic(state: State, message: Message) -> Step | None:
    """Something else altogether, whatever town or figure it names."""
    reading, words = message.reading, message.plain
    off = reading.intent == "hors_perimetre" and reading.confidence >= _SURE_CONFIDENCE
    if (
        not off
        or message.length_words <= BARE_WORDS
        or state.claim is not None
        or state.waiting_for
    ):
        return None
    goes_on = bool(state.quote) and not message.asks
    goes_on |= bool(state.answered) and heard.FOLLOWS_UP.match(words) is not None
    if goes_on or heard.INSURES.search(words) or heard.OTHER_THINGS.search(words):
        return None
    sheet = Sheet(message.text)
    told = said.read_slots(sheet, message.day)[0].keys() - {"city", "postcode"}
    elsewhere = not state.quote and said.scope.behaviour_without_car(sheet) == "out_of_scope"
    if "model" in told or (told and not elsewhere):
        return None
    return Step("hors_perimetre", [say("off_topic", state.language)])


_SURE_CONFIDENCE = 0.9


def _serve_answer(state: State, message: Message) -> Step | None:
    """A fact told while a price is worked out: "my bonus is 0.80" is no question about bonuses."""
    asks = message.asks
    if state.asked_fact not in FACTS or asks:
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    asked = FACTS[state.asked_fact].slot in slots
    told = message.reading.intent.startswith("faq") and _TOLD & slots.keys()
    return quote(state, message) if asked or told else None


_TOLD = {"crm", "driver_age", "licence_years", "insured_years", "vehicle_year", "fiscal_power"}
"""Facts told as a number, which no common question holds."""


def _serve_formula(state: State, message: Message) -> Step | None:
    """ "And comprehensive?", while a price is talked of."""
    if "model" not in state.quote or heard.MINE.search(message.plain):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    return quote(state, message) if {"formula", "guarantees"} & slots.keys() else None


def _serve_other_generation(state: State, message: Message) -> Step | None:
    """ "No, the 4": of the car that is priced, another generation."""
    other = price_signs.OTHER_GENERATION.fullmatch(message.plain)
    if other is None or "model" not in state.quote or state.claim is not None:
        return None
    named = f"{state.quote.get('make', '')} {state.quote['model']} {other[1]}"
    slots, _ = said.read_slots(Sheet(named), message.day)
    if "generation" not in slots:
        return None
    return quote(state, replace(message, text=named))


def _serve_unknown_fact(state: State, message: Message) -> Step | None:
    """Who does not know what they were asked: the price stands, with what was taken for it."""
    if state.asked_fact not in FACTS or message.is_question:
        return None
    if not heard.DOES_NOT_KNOW.search(message.plain):
        return None
    if said.read_slots(Sheet(message.text), message.day)[0]:
        return None
    return Step("donner_information", [say("no_matter", state.language)])


def _serve_again(state: State, message: Message) -> Step | None:
    """What was said last, once more: a recap, or the price with what it supposes."""
    words = message.plain
    if message.length_words > 2 * SHORT_WORDS:
        return None
    repeats = heard.REPEATS.search(words)
    if state.claim is not None:
        return repeated(state) if repeats else None
    if "model" not in state.quote or not (repeats or price_signs.RESUMES.search(words)):
        return None
    if said.read_slots(Sheet(message.text), message.day)[0]:
        return None
    return quote(state, message.saying("le prix"))


def _serve_recall(state: State, message: Message) -> Step | None:
    """What was understood so far, said again."""
    if not state.quote or state.recap_shown or not price_signs.RECALL.search(message.plain):
        return None
    facts = recalled(state.quote, state.language)
    return Step("demander_devis", [say("recall", state.language, what=", ".join(facts))])


def _serve_open_claim(state: State, message: Message) -> Step | None:
    """What is said while a claim is told belongs to it, unless it plainly is another matter."""
    if state.claim is None or state.waiting_for:
        return None
    nobody = claim_signs.NOBODY.fullmatch(message.plain) is not None
    return tell(state, message) if nobody or not _is_another_matter(message) else None


def _is_another_matter(message: Message) -> bool:
    intent, words = message.reading.intent, message.plain
    if message.asks or price_signs.A_PRICE.search(words) or heard.WANTS_TO_KNOW.match(words):
        return True
    if intent in {"authentification", "remerciement", "parler_humain"}:
        return True
    if intent.startswith("faq") and not claim_signs.HAPPENED.search(words):
        return True
    if intent.startswith("voir") and heard.SHOWS.search(words):
        return True
    if intent == "reclamation":
        return not claim_signs.HAPPENED.search(words) and not _told_of(message)
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    return intent == "demander_devis" and "model" in slots


def _told_of(message: Message) -> bool:
    words = message.plain
    told = (claim_signs.OF_A_CLAIM, claim_signs.INJURED, claim_signs.FINE, claim_signs.NOBODY)
    return any(each.search(words) for each in told)


def _serve_explanation(state: State, message: Message) -> Step | None:
    """What a word of a quotation means: an answer, and no fact of the quotation."""
    if not state.quote or not heard.EXPLAIN.search(message.plain):
        return None
    if CORRECTED_BARE & said.read_slots(Sheet(message.text), message.day)[0].keys():
        return None
    return answered("faq_autre", state, message)


def _serve_facts(state: State, message: Message) -> Step | None:
    """Figures of a car or its driver while a price is talked of: "malus de 1,10" is no question."""
    if state.claim is not None or not re.search(r"\d", message.text):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    if message.reading.intent.startswith("faq") and heard.ASKS.match(message.plain):
        return None
    about_a_car = "model" in slots or ("model" in state.quote and bool(slots))
    about_a_car |= len(_TOLD_OF_ONESELF & slots.keys()) > 1 and not message.is_question
    if not about_a_car or message.reading.intent in {*PRIVATE, "declarer_sinistre"}:
        return None
    return quote(state, message)


_TOLD_OF_ONESELF = {"crm", "driver_age", "licence_years", "licence_year", "annual_km"}
"""Two of these at once are told for a price, before any car is named."""


def _serve_supposed(state: State, message: Message) -> Step | None:
    """ "And if I keep it in the street?": the price with that."""
    if "model" not in state.quote or not price_signs.SUPPOSES.match(message.plain):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    if not slots.keys() - {"guarantees"} or state.claim is not None:
        return None
    return quote(state, message)


def _serve_place(state: State, message: Message) -> Step | None:
    """Where a car that is priced lives: "it sleeps in a garage in Limoges" is no accident."""
    if state.claim is not None or "model" not in state.quote or message.is_question:
        return None
    words = message.plain
    happened = claim_signs.HAPPENED.search(re.sub(r"\bparking\b", " ", words))
    if happened or claim_signs.OF_A_CLAIM.search(words) or claim_signs.INJURED.search(words):
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    lives = {"city", "postcode", "departement", "parking"} & slots.keys()
    if not lives or message.reading.intent not in _NO_OTHER_MATTER:
        return None
    return quote(state, message)


_NO_OTHER_MATTER = {"declarer_sinistre", "donner_information", "hors_perimetre", "demander_devis"}


def _serve_kept_quote(state: State, message: Message) -> Step | None:
    """A quotation made before, which they look for."""
    if "model" in state.quote or not price_signs.KEPT_QUOTE.search(message.plain):
        return None
    if message.signed_in:
        return Step("voir_devis", [], ["voir_devis"])
    return ask_email(state, "voir_devis")


def _serve_private(state: State, message: Message) -> Step | None:
    intent, words = message.reading.intent, message.plain
    if intent == "voir_devis" and price_signs.A_PRICE.search(words):
        slots, _ = said.read_slots(Sheet(message.text), message.day)
        if "model" in slots or not price_signs.KEPT_ONES.search(words):
            return None
    if heard.DOCUMENTS.search(words) and heard.WANTS_IT.search(words) and not message.is_question:
        return _serve_documents(state, message)
    if intent in PRIVATE:
        shown = Step(intent, [], [intent]) if message.signed_in else None
        return _asked_in_general(state, message) or shown or _sign_in_first(state, message)
    if not state.quote and state.claim is None and heard.OWN_CONTRACT.search(words):
        return _serve_own_contract(state, message)
    if intent == "authentification" and not message.signed_in:
        return ask_email(state, state.wanted or intent)
    return None


def _sign_in_first(state: State, message: Message) -> Step:
    step = ask_email(state, message.reading.intent)
    if heard.NO_SIGNING_IN.search(message.plain):
        step.words.insert(0, say("why_sign_in", state.language))
    return step


def _asked_in_general(state: State, message: Message) -> Step | None:
    """ "When may one leave?", which somebody's own papers need not be shown for."""
    words = message.plain
    if heard.MINE.search(words):
        return None
    least = _LIKELY if heard.SHOWS.search(words) else _PERHAPS
    likely = message.asks and faq.likeness(message.text, state.language) >= least
    general = answered("faq_autre", state, message) if likely else None
    if general is None and state.claim is not None and message.asks:
        return Step("declarer_sinistre", reminded(state))
    return general


def _serve_own_contract(state: State, message: Message) -> Step:
    """What their own contract says, and where that is found by whoever has not signed in."""
    general = answered(message.reading.intent, state, message)
    if message.signed_in:
        return Step("voir_contrats", general.words if general else [], ["voir_contrats"])
    step = ask_email(state, "voir_contrats")
    step.words[:0] = general.words if general else []
    return step


def _serve_documents(state: State, message: Message) -> Step:
    """Where certificates are; they are a signed-in customer's own."""
    if message.signed_in:
        return Step("voir_contrats", [say("documents", state.language)], ["voir_contrats"])
    step = ask_email(state, "voir_contrats")
    step.words.insert(0, say("documents", state.language))
    return step


def _serve_claim(state: State, message: Message) -> Step | None:
    """A claim that begins."""
    intent = message.reading.intent
    asks = message.asks and not claim_signs.WHAT_NOW.search(message.plain)
    happened = claim_signs.HAS_HAPPENED.search(message.plain) is not None and not asks
    if intent == "declarer_sinistre" or (happened and intent in _MAY_BE_A_CLAIM):
        return tell(state, message)
    return None


_MAY_BE_A_CLAIM = {"donner_information", "hors_perimetre", "salutation", "reclamation"}


def _serve_question(state: State, message: Message) -> Step | None:
    intent = message.reading.intent
    uninsured = message.is_question and heard.UNINSURED.fullmatch(message.plain) is not None
    asks = intent.startswith("faq") or (intent == "reclamation" and message.is_question)
    if not asks and not uninsured:
        return None
    return answered(intent, state, message, about="rouler sans assurance" if uninsured else "")


def _serve_follow_up(state: State, message: Message) -> Step | None:
    """A question that goes on from the one before: "and if I sell it?", "is it free?"."""
    if not state.answered or state.claim is not None or "model" in state.quote:
        return None
    short = message.asks and message.length_words <= _LONGEST_FOLLOW_UP_WORDS
    if not heard.FOLLOWS_UP.match(message.plain) and not short:
        return None
    topics = set(concepts(message.plain)) - _NO_TOPIC
    alone = _PERHAPS if topics else _PLAINLY_LIKE
    if faq.likeness(message.text, state.language) >= alone:
        return answered("faq_autre", state, message)
    if said.read_slots(Sheet(message.text), message.day)[0].keys() & {"model", "models"}:
        return None
    before = faq.entries()[state.answered]
    asked = before.question if state.language == "fr" else before.question_en
    return answered("faq_autre", state, message.saying(f"{message.text} {asked}"))


_NO_TOPIC = {"#car", "#pay", "#relative", "#drive", "#know", "#keep", "#long", "#none", "#price"}
"""Concepts that a question may have from the one it goes on from."""
_FAIRLY_SURE, _PERHAPS = 0.7, 0.45
_PLAINLY_LIKE, _LONGEST_FOLLOW_UP_WORDS = 0.75, 18


def _serve_question_first(state: State, message: Message) -> Step | None:
    """A question of the trade that names a fact too, before any price is talked of."""
    reading = message.reading
    sure = reading.intent == "demander_devis" and reading.confidence >= _FAIRLY_SURE
    if state.quote or not message.asks or sure:
        return None
    slots, _ = said.read_slots(Sheet(message.text), message.day)
    if {"model", "models"} & slots.keys() or price_signs.A_PRICE.search(message.plain):
        return None
    if faq.likeness(message.text, state.language) < _LIKELY:
        return None
    return answered("faq_autre", state, message)


def _serve_likely_question(state: State, message: Message) -> Step | None:
    """A question read as nothing in particular, which is much like one that is often asked."""
    reading = message.reading
    if not message.asks or message.length_words <= BARE_WORDS - 1 or state.waiting_for:
        return None
    if reading.intent == "hors_perimetre" and reading.confidence >= _SURE_CONFIDENCE:
        return None
    elsewhere = reading.intent == "hors_perimetre" and reading.confidence >= _FAIRLY_SURE
    least = _PLAINLY_LIKE if "model" in state.quote or elsewhere else _LIKELY
    if faq.likeness(message.text, state.language) < least:
        return None
    return answered("faq_autre", state, message)


_LIKELY = 0.6


def _serve_thanks(state: State, message: Message) -> Step | None:
    if message.asks or not heard.THANKS.search(message.plain):
        return None
    if message.length_words > BARE_WORDS and message.reading.intent != "remerciement":
        return None
    return Step("remerciement", [say("thanks", state.language)])


def _serve_price(state: State, message: Message) -> Step | None:
    quoted = quote(state, message)
    polite = message.reading.intent == "remerciement" or (
        message.reading.intent == "salutation" and not price_signs.TO_INSURE.search(message.plain)
    )
    return None if polite and quoted and quoted.quoted is None else quoted
