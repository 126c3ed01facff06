"""Signing in within a conversation: an e-mail, then a code, in whatever words."""

import re

from comptoir.assurance import heard
from comptoir.assurance.question_answering import answered
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.state import PRIVATE, SHORT_WORDS, Message, State, Step
from comptoir.kernel.mail import is_address

_ANOTHER_MATTER = {"declarer_sinistre", "demander_devis", *PRIVATE}


def start(state: State, email: str) -> Step:
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


def take_in(state: State, message: Message) -> Step | None:
    """An e-mail or a code while they are asked for; None for anything else."""
    signals = message.signals
    if signals.emails:
        return start(state, signals.emails[0])
    answer = _code_in(state, message) or _helped(state, message)
    if answer is not None:
        return answer
    if signals.consent == "no" or heard.GIVES_UP.search(message.plain):
        return _give_up(state, message)
    return None


def _helped(state: State, message: Message) -> Step | None:
    """Who asks why, whom nothing reached, or who wrote an address that is none."""
    words, language = message.plain, state.language
    if heard.NOTHING_CAME.search(words):
        return Step("authentification", [say("nothing_came", language)])
    if state.waiting_for == "email" and heard.NO_ADDRESS.fullmatch(message.text.strip()):
        return Step("authentification", [say("ask_email", language)])
    if heard.WHY_SIGN_IN.search(words) and message.length_words <= 2 * SHORT_WORDS:
        why = [say("why_sign_in", language), say(f"ask_{state.waiting_for}", language)]
        return Step("authentification", why, data={"asks": state.waiting_for})
    return None


def _give_up(state: State, message: Message) -> Step | None:
    """They do not want to sign in; what else they say is answered, None for a later reader."""
    if state.confirmed or state.wanted == "declarer_sinistre":
        state.claim = None
    wanted = state.wanted
    state.waiting_for = state.wanted = ""
    state.confirmed = False
    if message.length_words > SHORT_WORDS:
        asks = answered("faq_autre", state, message) if message.asks_within else None
        if asks is not None:
            return asks
        if message.reading.intent in _ANOTHER_MATTER - {wanted}:
            return None
    return Step("negation", [say("dropped", state.language)])


def _code_in(state: State, message: Message) -> Step | None:
    """A code, while one is asked for."""
    digits = re.sub(r"[\s-]", "", message.text)
    code = message.signals.codes[0] if message.signals.codes else digits
    if state.waiting_for == "code" and re.fullmatch(r"[0-9]{4,8}", code, re.ASCII):
        return Step("authentification", [], ["finish_sign_in"], code=code)
    return None


def ask_email(state: State, wanted: str) -> Step:
    """Ask who they are; what they wanted is answered afterwards."""
    state.wanted, state.waiting_for = wanted, "email"
    return Step(wanted, [say("ask_email", state.language)], data={"asks": "email"})
