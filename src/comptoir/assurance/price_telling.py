"""A price told in conversation, of all that was said so far."""

import re
from typing import Any

from comptoir.assurance import heard, price_signs, quotation, said, vehicles
from comptoir.assurance.profile import MIN_DRIVER_AGE
from comptoir.assurance.said.numbers import in_digits
from comptoir.assurance.said.sheet import Sheet
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.skill.quote_words import (
    assumed_words,
    car_words,
    conflict_words,
    fact_words,
    formula_words,
    guarantee_words,
    question_words,
    several_words,
)
from comptoir.assurance.state import BARE_WORDS, SHORT_WORDS, Message, State, Step
from comptoir.assurance.words_of_quotes import FACTS
from comptoir.brain.words import plain
from comptoir.kernel.errors import Problem


def quote(state: State, message: Message) -> Step | None:
    """A price of all that was said so far; None where the message says nothing of one."""
    earlier = {"quote": state.quote, "deductible_eur": state.deductible_eur}
    chosen = _deductible_in(message.text) or _bare_deductible(state, message)
    if chosen is not None:
        state.deductible_eur = chosen
        rest = price_signs.DEDUCTIBLE_AMOUNT.sub(" ", message.text)
        message = message.saying(re.sub(rf"\b{chosen}\b", " ", rest))
    slots, conflicts = slots_of(state, message)
    language = state.language
    if not slots and chosen is None:
        wanted = (
            message.reading.intent == "demander_devis"
            or price_signs.A_PRICE.search(message.plain)
            or ("model" in state.quote and price_signs.COSTS.search(message.plain))
            or (
                message.reading.intent == "salutation"
                and price_signs.TO_INSURE.search(message.plain)
            )
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
        state.choices = _cars_in(slots["models"], message) if several else state.choices
        words = several_words(language) if several else say("ask_car", language)
        state.quote = state.quote if several else merged
        return Step("demander_devis", [words], data={"missing": ["vehicle"]})
    before, state.quote = state.quote, merged
    priced = _priced(state, message, read)
    if priced.quoted is not None:
        state.earlier = earlier
        # What was told before any car is noted with it; what a car's sentence says, it shows.
        noted = fact_words(slots if "model" in before else before, language)
        if "model" in before:
            added = slots.get("guarantees", [])
            noted += [guarantee_words(code, language) for code in added if code != "rc"]
        if chosen is not None and "model" in before:
            noted.append(say("deductible", language, eur=chosen))
        if noted:
            priced.words.insert(0, say("noted", language, what=", ".join(noted)))
        if chosen is not None and merged.get("formula", "tiers") == "tiers":
            priced.words.insert(1, say("deductible_of_no_use", language))
    return priced


def _cars_in(models: list[str], message: Message) -> list[str]:
    """Cars named together, each with its make, in the order they were named."""
    cars = []
    for model in models:
        makes = vehicles.makes_of(model)
        said_so = [make for make in makes if plain(make) in message.plain]
        cars.append(" ".join([*(said_so or makes)[:1], model]))
    return cars


def _bare_deductible(state: State, message: Message) -> int | None:
    """An amount alone, just after the deductible was talked of."""
    found = price_signs.BARE_DEDUCTIBLE.search(message.plain)
    talked_of = state.answered in {"franchise", "franchise_choix"}
    if not found or not talked_of or message.length_words > SHORT_WORDS:
        return None
    return int(found[0])


def _deductible_in(text: str) -> int | None:
    """The deductible that is chosen, in EUR."""
    found = price_signs.DEDUCTIBLE_AMOUNT.search(text)
    return int(found[1] or found[2]) if found else None


def slots_of(state: State, message: Message) -> tuple[dict[str, Any], list[str]]:
    """What a message says, also as a bare answer to the question before it."""
    corrected = (
        _in_place_of(state, message)
        or _months_of_licence(state, message)
        or _years_taken_back(state, message)
    )
    if corrected:
        return corrected, []
    slots, conflicts = _read(state, message)
    fact = FACTS[state.asked_fact].slot if state.asked_fact in FACTS else ""
    correction = price_signs.CORRECTS.fullmatch(message.plain)
    if correction and state.said_fact and not slots:
        fact = state.said_fact
    bare = price_signs.BARE_YEARS.fullmatch(message.plain)
    novice = bare and int(bare[1]) < MIN_DRIVER_AGE
    if bare and novice and fact not in _OF_YEARS and "licence_years" not in state.quote:
        return {"licence_years": int(bare[1])}, []  # asked for with the car
    figures = CORRECTED_BARE & slots.keys()
    own = not figures <= _OF_YEARS or price_signs.OWN_AGE.search(message.plain)
    if figures and (own or fact not in _OF_YEARS):
        fact = ""  # a figure that says what it is answers no other question
    words = message.length_words
    if fact in _OF_YES and message.signals.consent is not None and not slots:
        slots = {fact: _OF_YES[fact][message.signals.consent]}
    if "model" in state.quote:
        slots = formula_by_rank(message.plain) | slots
    if (
        "model" in state.quote
        and "usage" not in slots
        and price_signs.RETIRED.search(message.plain)
    ):
        slots["usage"] = "prive"
    if slots.get("driver_age", 0) >= MIN_DRIVER_AGE and price_signs.OWN_AGE.match(message.plain):
        fact = ""  # "I'm 29" answers no other question, short as it is
    if fact and fact not in slots and words <= (BARE_WORDS if slots else SHORT_WORDS):
        hinted, _ = said.read_slots(Sheet(_hint(fact, message.text)), message.day)
        slots |= {name: value for name, value in hinted.items() if name == fact}
    figures = CORRECTED_BARE & slots.keys()
    state.said_fact = next(iter(figures)) if len(figures) == 1 else ""
    return slots, conflicts


def _read(state: State, message: Message) -> tuple[dict[str, Any], list[str]]:
    """What a message says by itself, or as the choice or the correction of a car or a town."""
    slots, conflicts = said.read_slots(Sheet(price_signs.with_makes(message.text)), message.day)
    before = str(state.quote.get("model", ""))
    takes_back = price_signs.TAKES_BACK.search(message.plain) is not None
    others = [each for each in slots.get("models", []) if each != before]
    if len(others) == 1 and takes_back:
        slots.pop("models")  # "I said Yaris, it is an Auris"
        slots |= said.read_slots(Sheet(_cars_in(others, message)[0]), message.day)[0]
    elif before and slots.get("model") == before and takes_back:
        apart = re.sub(rf"(?i)\b{re.escape(before)}\b", " ", message.text)
        instead = said.read_slots(Sheet(apart), message.day)[0]
        slots |= {name: instead[name] for name in ("make", "model") if "model" in instead}
    if state.choices and "model" not in slots:
        slots |= _chosen(state, message)
    denied = heard.NOT_THIS.search(message.text)
    if denied and conflicts:
        right = Sheet(heard.NOT_THIS.sub(" ", message.text))
        slots, conflicts = said.read_slots(right, message.day)  # "not diesel: petrol"
    elif denied and plain(str(slots.get("city", "-"))) in plain(denied[0]):
        # "Not Limoges, Brive": what it is comes after.
        right = Sheet(heard.NOT_THIS.sub(" ", message.text))
        slots, conflicts = said.read_slots(right, message.day)
    return slots, conflicts


def _in_place_of(state: State, message: Message) -> dict[str, Any]:
    """ "Not 25,000, 15,000": what the first figure was, the second is."""
    apart = re.sub(r"\bmille (?=(?:\w+ )+mille\b)", "mille, ", message.plain)
    found = price_signs.IN_PLACE_OF.search(in_digits(apart))
    if found is None:
        return {}
    was, is_now = int(found[1]), int(found[2])
    of = [name for name, value in state.quote.items() if value == was and value is not True]
    return {of[0]: is_now} if len(of) == 1 else {}


def _months_of_licence(state: State, message: Message) -> dict[str, Any]:
    """A licence of some months, said alone: it is not years old."""
    months = price_signs.BARE_MONTHS.fullmatch(message.plain)
    if months is None or not (
        "licence_years" in state.quote or state.asked_fact == "licence_years"
    ):
        return {}
    return {"licence_years": int(months[1]) // 12}


def _years_taken_back(state: State, message: Message) -> dict[str, Any]:
    """ "Sorry, 64": of the facts told in years, the one that was nearest to it."""
    found = price_signs.YEARS_TAKEN_BACK.fullmatch(message.plain)
    told = {name: state.quote[name] for name in _OF_YEARS if name in state.quote}
    if found is None or not told or not price_signs.TAKES_BACK.search(message.plain):
        return {}
    years = int(found["years"])
    since = [name for name in ("licence_years", "insured_years") if name in told]
    if found["since"] and since:
        return {since[0]: years}
    if state.said_fact in told:
        return {state.said_fact: years}
    nearest = min(sorted(told), key=lambda name: abs(int(told[name]) - years))
    return {nearest: years}


def _chosen(state: State, message: Message) -> dict[str, Any]:
    """One of the cars that were named together."""
    words = message.plain
    named = [car for car in state.choices if set(plain(car).split()) & set(words.split())]
    if not named and price_signs.FIRST_OF_TWO.search(words):
        named = state.choices[:1]
    if not named and price_signs.SECOND_OF_TWO.search(words):
        named = state.choices[-1:]
    if len(named) != 1:
        return {}
    slots, _ = said.read_slots(Sheet(named[0]), message.day)
    return slots


_OF_YES: dict[str, dict[str, Any]] = {
    "accompanied_driving": {"yes": True, "no": False},
    "usage": {"yes": "trajet_travail", "no": "prive"},
}
"""Facts that are asked for by a question of yes or no."""


def formula_by_rank(words: str) -> dict[str, Any]:
    """A formula that is called by its place among the three."""
    for formula, called in (
        ("tous_risques", price_signs.BEST_FORMULA),
        ("tiers_plus", price_signs.MIDDLE_FORMULA),
        ("tiers", price_signs.LEAST_FORMULA),
    ):
        if called.search(words):
            return {"formula": formula}
    return {}


def _merged(before: dict[str, Any], slots: dict[str, Any]) -> dict[str, Any]:
    """All that was said; another car takes nothing of the one before it."""
    if "model" not in slots or slots["model"] == before.get("model"):
        return before | slots
    of_car = ("generation", "version", "fuel", "vehicle_year", "vehicle_age", "fiscal_power")
    return {name: value for name, value in before.items() if name not in of_car} | slots


def inputs_of(state: State, text: str) -> dict[str, Any]:
    """All that the price of a conversation follows from."""
    return {"query": text, "slots": state.quote, "deductible": state.deductible_eur}


def _priced(state: State, message: Message, read: said.Said) -> Step:
    try:
        quoted = quotation.priced(inputs_of(state, message.text), message.day, read)
    except Problem as problem:
        why = conflict_words(problem.details.get("conflicts", []), state.language)
        return Step("demander_devis", [why or _asked(problem.message, state.language)])
    words = _price_words(state, quoted.answer)
    return Step("demander_devis", words, ["keep_quote"], quoted=quoted)


CORRECTED_BARE = {
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
    formula = formula_words(answer["formule"], language)
    if answer["formule"] != "tiers":
        formula += f", {say('deductible', language, eur=answer['franchise'])}"
    words = [
        say(
            "price",
            language,
            car=car_words(answer["profil"]),
            formula=formula,
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
