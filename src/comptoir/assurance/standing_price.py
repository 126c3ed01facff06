"""What is asked of a price that was just told: what it covers, what would lower it, how to take it.

Nothing here changes what was said: the same facts are priced again, and read another way.
"""

import re
from typing import Any

from comptoir.assurance import claim_signs, faq, heard, price_signs, quotation
from comptoir.assurance.guarantees import BY_CODE, DEDUCTIBLES_EUR, NEEDS
from comptoir.assurance.price_telling import formula_by_rank, inputs_of, money, quote
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.skill.quote_words import (
    advice_words,
    car_words,
    formula_words,
    guarantee_words,
    question_words,
)
from comptoir.assurance.state import SHORT_WORDS, Message, State, Step
from comptoir.kernel.errors import Problem

_MOST_ADVICE, _LONGEST_CHANGE_WORDS = 3, 12


def serve(state: State, message: Message) -> Step | None:
    """An answer about the price that stands; None where the message asks something else."""
    if "model" not in state.quote or state.claim is not None or state.waiting_for:
        return None
    for look in (
        _as_before,
        _deductible,
        _without,
        _with,
        _price_by_order,
        _cheaper,
        _why,
        _included,
        _variants,
        _by_month,
        _again,
    ):
        taken = look(state, message)
        if taken is not None:
            return taken
    return None


def serve_afterwards(state: State, message: Message) -> Step | None:
    """To take it, to have it sent, to think about it: once nothing else was understood."""
    if "model" not in state.quote or state.claim is not None or state.waiting_for:
        return None
    words, language = message.plain, state.language
    if formula_by_rank(words):
        return quote(state, message)
    if price_signs.SUBSCRIBES.search(words):
        state.offered = "parler_humain"
        return Step("demander_devis", [say("subscribe", language)])
    if price_signs.SENDS.search(words) and not heard.DOCUMENTS.search(words):
        return Step("voir_devis", [say("sent", language)])
    if price_signs.THINKS.search(words) and not message.asks:
        return Step("remerciement", [say("thinking", language)])
    return None


def _answer(state: State, message: Message) -> dict[str, Any] | None:
    """The price of what was said, with all that stands behind it."""
    try:
        return quotation.priced(inputs_of(state, message.text), message.day).answer
    except Problem:
        return None


def _as_before(state: State, message: Message) -> Step | None:
    """The price before the last change, again."""
    if not state.earlier.get("quote") or not price_signs.AS_BEFORE.search(message.plain):
        return None
    if "model" not in state.earlier["quote"]:
        return None
    state.quote = dict(state.earlier["quote"])
    state.deductible_eur = int(state.earlier["deductible_eur"])
    return quote(state, message.saying("le prix"))


def _deductible(state: State, message: Message) -> Step | None:
    """Another deductible: an amount, or higher or lower by a step."""
    words = message.plain
    if price_signs.DEDUCTIBLE_AMOUNT.search(message.text) and not heard.EXPLAIN.search(words):
        return quote(state, message)
    talked_of = state.answered == "franchise" and message.length_words <= _LONGEST_CHANGE_WORDS
    moves = price_signs.HIGHER.search(words) or price_signs.LOWER.search(words)
    that_one = talked_of and moves and price_signs.THAT_ONE.search(words)
    named = price_signs.DEDUCTIBLE.search(words) or that_one
    if not named or re.search(r"\d", words):
        return None
    if (
        message.asks
        and not price_signs.HIGHER.search(words)
        and not price_signs.LOWER.search(words)
    ):
        now = say("deductible_now", state.language, eur=state.deductible_eur)
        state.answered = "franchise"
        what = faq.answer_of(faq.entries()["franchise"], state.language)
        return Step("faq_garantie", [now, what], data={"faq": "franchise"})
    at = DEDUCTIBLES_EUR.index(state.deductible_eur)
    if price_signs.HIGHER.search(words):
        chosen = DEDUCTIBLES_EUR[min(at + 1, len(DEDUCTIBLES_EUR) - 1)]
    elif price_signs.LOWER.search(words):
        chosen = DEDUCTIBLES_EUR[max(at - 1, 0)]
    else:
        return None
    return quote(state, message.saying(f"franchise {chosen}"))


def _without(state: State, message: Message) -> Step | None:
    """A guarantee that is taken off again, where the formula does not hold it."""
    words, language = message.plain, state.language
    if not price_signs.WITHOUT.search(words) or price_signs.FORMULA.search(words):
        return None
    named = [code for code, name in price_signs.GUARANTEES.items() if name.search(words)]
    added = state.quote.get("guarantees", [])
    if set(named) & set(added):
        gone = set(named)  # and what is only sold with it
        kept = [code for code in added if code not in gone and not gone & set(NEEDS.get(code, ()))]
        state.quote = state.quote | {"guarantees": kept}
        return quote(state, message.saying("le prix"))
    answer = _answer(state, message) if named else None
    if answer is None:
        return None
    codes = {each["code"] for each in answer["garanties"]}
    formula = formula_words(answer["formule"], language)
    phrase = "not_removable" if codes & set(named) else "not_in_it"
    what = ", ".join(guarantee_words(code, language) for code in named)
    return Step("demander_devis", [say(phrase, language, what=what, formula=formula)])


def _with(state: State, message: Message) -> Step | None:
    """A guarantee that is added, or tried out, in any language."""
    words = message.plain
    if price_signs.FORMULA.search(words) or price_signs.INCLUDED.search(words):
        return None
    if not price_signs.SUPPOSES.match(words) and not price_signs.ADDS.search(words):
        return None
    named = [code for code in _ADDED if price_signs.GUARANTEES[code].search(words)]
    if not named or claim_signs.OF_A_CLAIM.search(words.replace("vol", " ").replace("furto", " ")):
        return None
    return quote(state, message.saying(", ".join(_ADDED[code] for code in named)))


_ADDED = {"vol": "vol", "incendie": "incendie", "bris_glace": "bris de glace"}
"""What may be added by itself, as the reader of sentences knows it."""


def _price_by_order(state: State, message: Message) -> Step | None:
    if not price_signs.DISCOUNT.search(message.plain) and not price_signs.ORDERS_A_PRICE.search(
        message.plain
    ):
        return None
    step = _cheaper_words(state, message)
    step.words.insert(0, say("no_discount", state.language))
    return step


def _cheaper(state: State, message: Message) -> Step | None:
    if not price_signs.TOO_DEAR.search(message.plain) or heard.ASKS_WHY.search(message.plain):
        return None
    return _cheaper_words(state, message)


def _why(state: State, message: Message) -> Step | None:
    words = message.plain
    if not heard.ASKS_WHY.search(words):
        return None
    if not price_signs.TOO_DEAR.search(words) and not price_signs.OF_A_PRICE.search(words):
        return None
    step = _cheaper_words(state, message)
    step.words.insert(0, say("why_price", state.language))
    return step


def _cheaper_words(state: State, message: Message) -> Step:
    """What would lower the price, each figure a price of its own."""
    language = state.language
    answer = _answer(state, message)
    advice = answer["conseils"][:_MOST_ADVICE] if answer else []
    if not advice:
        return Step("demander_devis", [say("cheapest", language)])
    words = [say("cheaper", language)]
    words += [
        "• "
        + say(
            "cheaper_by",
            language,
            what=advice_words(each, language),
            annual=money(each["prime_annuelle"], language),
            saved=money(each["economie"], language),
        )
        for each in advice
    ]
    return Step("demander_devis", words)


def _included(state: State, message: Message) -> Step | None:
    """Whether the price covers something, or all that it covers."""
    words = message.plain
    if not price_signs.INCLUDED.search(words) or price_signs.FORMULA.search(words):
        return None
    named = [code for code, name in price_signs.GUARANTEES.items() if name.search(words)]
    if not named and not (message.asks and price_signs.THIS_PRICE.search(words)):
        return None
    if price_signs.ADDS.search(words):
        return None
    answer = _answer(state, message)
    if answer is None:
        return None
    language = state.language
    formula = formula_words(answer["formule"], language)
    codes = [each["code"] for each in answer["garanties"]]
    if not named:
        what = ", ".join(guarantee_words(code, language) for code in codes)
        return Step("faq_garantie", [say("included", language, formula=formula, what=what)])
    answers = []
    for code in named:
        what = guarantee_words(code, language)
        if code in codes:
            answers.append(say("included_yes", language, what=what, formula=formula))
            continue
        other = formula_words(BY_CODE[code].formula.value, language)
        answers.append(say("included_no", language, what=what, formula=formula, other=other))
    return Step("faq_garantie", answers)


def _variants(state: State, message: Message) -> Step | None:
    """The price of every formula, side by side."""
    if not price_signs.ALL_FORMULAS.search(message.plain):
        return None
    answer = _answer(state, message)
    if answer is None:
        return None
    language = state.language
    what = " ; ".join(
        f"{formula_words(each['formule'], language)} {money(each['prime_annuelle'], language)} €"
        for each in answer["variantes"]
        if each["franchise"] == state.deductible_eur
    )
    car = car_words(answer["profil"])
    return Step("demander_devis", [say("variants", language, car=car, what=what)])


def _by_month(state: State, message: Message) -> Step | None:
    """The price by the month, and whether it is within what they have."""
    words = message.plain
    short = message.length_words <= SHORT_WORDS + 2 and not re.search(r"\d", words)
    by_period = price_signs.BY_PERIOD.search(words) and short
    if by_period and price_signs.PAYS.search(words) and not price_signs.A_PRICE.search(words):
        return None
    if not by_period and not price_signs.BUDGET.search(words):
        return None
    answer = _answer(state, message)
    if answer is None:
        return None
    language = state.language
    told = [
        say(
            "monthly",
            language,
            car=car_words(answer["profil"]),
            formula=formula_words(answer["formule"], language),
            annual=money(answer["prime_annuelle"], language),
            monthly=money(answer["prime_mensuelle"], language),
        )
    ]
    if state.asked_fact:
        told.append(question_words(state.asked_fact, language))
    return Step("demander_devis", told)


def _again(state: State, message: Message) -> Step | None:
    """ "What does it cost if he drives it?": the price, with whatever that adds."""
    words = message.plain
    if not price_signs.COSTS.search(words):
        return None
    if any(name.search(words) for name in price_signs.GUARANTEES.values()):
        return None
    if faq.likeness(message.text, state.language) >= _PLAINLY_LIKE:
        return None
    return quote(state, message)


_PLAINLY_LIKE = 0.75
