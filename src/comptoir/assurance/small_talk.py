"""What is said to anybody, whatever they came for: who answers, in which language, of whom not."""

import re

from comptoir.assurance import heard, price_signs
from comptoir.assurance.guarantees import USUAL_DEDUCTIBLE_EUR
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.skill.quote_words import question_words
from comptoir.assurance.state import BARE_WORDS, PRIVATE, SHORT_WORDS, Message, State, Step
from comptoir.assurance.words_of_quotes import FACTS

_LONGEST_WISH_WORDS = 12


def serve(state: State, message: Message) -> Step | None:
    """An answer to who or what answers here; None for anything else."""
    for look in (_robot, _language, _restart, of_another, _price_by_order):
        taken = look(state, message)
        if taken is not None:
            return taken
    return None


def _robot(state: State, message: Message) -> Step | None:
    words = message.plain
    if message.length_words > _LONGEST_WISH_WORDS or not heard.ROBOT.search(words):
        return None
    state.offered = "parler_humain"
    return Step("faq_autre", [say("robot", state.language)])


def _language(state: State, message: Message) -> Step | None:
    """Another language is asked for by its name."""
    words = message.plain
    if message.length_words > SHORT_WORDS + BARE_WORDS or not heard.SPEAKS.search(words):
        return None
    named = [name for name, pattern in heard.LANGUAGE_NAMES.items() if pattern.search(words)]
    if len(named) != 1:
        return None
    state.language = named[0]
    told = [say("speaks", state.language)]
    if state.asked_fact in FACTS and state.claim is None:
        told.append(question_words(state.asked_fact, state.language))
    else:
        told.append(say("listening", state.language))
    return Step("faq_autre", told)


def _restart(state: State, message: Message) -> Step | None:
    """All that was said of a price is forgotten on a word."""
    if message.length_words > SHORT_WORDS + 2 or not heard.RESTARTS.search(message.plain):
        return None
    if state.claim is not None:
        return None
    state.quote, state.choices, state.asked_fact, state.said_fact = {}, [], "", ""
    state.deductible_eur = USUAL_DEDUCTIBLE_EUR
    return Step(
        "demander_devis", [say("restarted", state.language), say("ask_car", state.language)]
    )


def of_another(state: State, message: Message) -> Step | None:
    """What is kept of somebody else is nobody's to see."""
    words = message.plain
    wants_a_price = price_signs.A_PRICE.search(words) and not heard.WHAT_THEY_PAY.search(words)
    if wants_a_price or state.quote or state.claim is not None:
        return None
    private = message.reading.intent in PRIVATE
    somebody = heard.OF_ANOTHER.search(words) or heard.A_NAME.search(message.text)
    asked = (
        (somebody and heard.SHOWS.search(words))
        or (heard.WHAT_THEY_PAY.search(words) and heard.SOMEBODY.search(words))
        or (private and heard.DATA_OF_ANOTHER.search(words))
        or (message.asks and heard.ITS_DATA.search(words) and heard.SOMEBODY.search(words))
    )
    return Step("hors_perimetre", [say("own_only", state.language)]) if asked else None


def _price_by_order(state: State, message: Message) -> Step | None:
    """A price that is ordered, of a car that nobody named yet."""
    words = message.plain
    if "model" in state.quote or state.claim is not None:
        return None
    if not price_signs.ORDERS_A_PRICE.search(words) and not (
        price_signs.DISCOUNT.search(words) and message.length_words <= _LONGEST_WISH_WORDS
    ):
        return None
    if re.search(r"\b(?:19|20)\d\d\b", words):  # a car's year, likely: it is priced as any other
        return None
    return Step(
        "demander_devis", [say("no_discount", state.language), say("ask_car", state.language)]
    )


def serve_offered(state: State, offered: str, message: Message) -> Step | None:
    """A yes or a no to what was offered in the answer before."""
    consent = message.signals.consent
    if not offered or consent is None or message.length_words > SHORT_WORDS:
        return None
    if consent == "no":
        return Step("negation", [say("dropped", state.language)])
    if offered == "parler_humain":
        return Step("parler_humain", [say("handed_over", state.language)], ["hand_over"])
    return None


def serve_silence(state: State, message: Message) -> Step | None:
    """A message without a word, or a yes to nothing: what is waited for, said again."""
    wordless = re.search(r"[^\W_]", message.text) is None
    consents = message.signals.consent == "yes" and message.length_words <= BARE_WORDS
    if not wordless and not consents:
        return None
    if state.claim is not None or state.waiting_for:
        return None
    if "model" in state.quote and state.asked_fact in FACTS:
        question = question_words(state.asked_fact, state.language)
        return Step("confirmation", [question, say("or_else", state.language)])
    return Step("salutation", [say("listening", state.language)])
