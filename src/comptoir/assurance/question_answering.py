"""Common questions within a conversation, and what is asked beside something else."""

from comptoir.assurance import faq, heard, price_signs, said
from comptoir.assurance.heard import ASKS
from comptoir.assurance.said.sheet import Sheet
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.state import BARE_WORDS, Message, State, Step
from comptoir.brain.words import plain


def take_in_what_else(state: State, message: Message, taken: Step) -> None:
    """Of two requests in one message, the one not served: a question is answered, else offered."""
    questions = taken.intent.startswith("faq")
    if not questions and taken.intent not in heard.WISHES:
        return
    parts = [each for each in heard.BESIDE[state.language].split(message.text) if each]
    if len(parts) < 2:
        return
    answers, offered = {}, []
    for part in parts:
        asked = question_in(part, message, state.language)
        wished = [name for name, said_so in heard.WISHES.items() if said_so.search(plain(part))]
        if asked is None and not wished and taken.intent != "declarer_sinistre":
            # A story is no question, whatever it names; what is wished is no question either.
            asked = question_in(part, message, state.language, plainly=True)
        if asked is not None:
            answers[asked.id] = faq.answer_of(asked, state.language)
        else:
            offered += wished
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


def question_in(
    part: str, message: Message, language: str, *, plainly: bool = False
) -> faq.Entry | None:
    """The common question that a part of a message is; None where it is none."""
    words = heard.WANTS_TO_KNOW.sub("", plain(part))
    asks = words != plain(part) or ASKS.match(words)
    last = message.text.rstrip().endswith(f"{part.rstrip()}") and message.is_question
    plainly = (
        plainly
        and len(words.split()) > BARE_WORDS
        and faq.likeness(part, language) >= _PLAINLY_LIKE
    )
    if not (asks or last or plainly) or len(words.split()) < 2:
        return None
    if price_signs.A_PRICE.search(words) and not heard.HOW_LONG.search(words):
        return None
    if said.read_slots(Sheet(part), message.day)[0].keys() - _NO_FACTS:
        return None
    found = faq.best(part, language)
    if found is None:
        return None
    return found[0] if faq.likeness(part, language) >= _LIKELY else None


_NO_FACTS = {"formula", "guarantees", "secondary_driver"}
"""What a question may name without telling anything of a price."""
_LIKELY, _PLAINLY_LIKE = 0.5, 0.7


_DELAY = (" how long to report a claim", " quel délai pour déclarer, combien de jours")


def answered(intent: str, state: State, message: Message, about: str = "") -> Step | None:
    """The common question that a message asks, answered; `about` is a topic it has by itself."""
    language = state.language
    about = f" {about}" if about else ""
    how_long = heard.HOW_LONG.search(message.plain) is not None
    if heard.DECLARED.search(message.plain) and (how_long or state.claim is not None):
        about = " sinistre" if language == "fr" else " claim accident"
        about += _DELAY[language == "fr"] if how_long else ""
    found = faq.best(message.text + about, language)
    if found is None:
        return None
    state.answered = found[0].id
    return Step(intent, [faq.answer_of(found[0], language)], data={"faq": found[0].id})
