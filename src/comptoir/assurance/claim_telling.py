"""A claim while it is told: what is heard of it, what is missing, its recap."""

import re
from dataclasses import asdict, replace
from typing import Any

from comptoir.assurance import claim_signs, heard
from comptoir.assurance.said import place
from comptoir.assurance.said.sheet import Sheet
from comptoir.assurance.signing_in import ask_email
from comptoir.assurance.skill.phrases import say
from comptoir.assurance.skill.quote_words import kind_words
from comptoir.assurance.state import BARE_WORDS, SHORT_WORDS, Claim, Message, State, Step
from comptoir.brain.offline import slots as brain_slots
from comptoir.brain.words import plain

MAXIMUM_SAID_CHARS = 1000


def is_hurt(message: Message) -> bool:
    """Whether somebody is hurt, and does not only ask what would be covered."""
    words, intent = message.plain, message.reading.intent
    if not claim_signs.INJURED.search(words) or claim_signs.NOBODY_HURT.search(words):
        return False
    if claim_signs.HELPLESS.search(words) and not claim_signs.SUPPOSING.search(words):
        return True
    return not intent.startswith(("faq", "voir")) and intent not in _NO_ACCIDENT


_NO_ACCIDENT = {"demander_devis", "parler_humain", "authentification", "reclamation"}


def tell(state: State, message: Message) -> Step:
    """Take in what is told of a claim, and ask for what is missing, or show the recap."""
    claim = Claim(**(state.claim or {}))
    asked = claim.missing() if state.claim is not None else []
    state.asked_fact = ""
    language = state.language
    bare = message.signals.consent is not None and message.length_words <= BARE_WORDS
    if bare and state.correcting:
        return Step("donner_information", [say("correct_it", language)])
    wrong = _wrong_in(message) if state.correcting else ""
    if wrong:
        state.claim = asdict(claim) | {wrong: ""}
        return Step("declarer_sinistre", reminded(state), data={"missing": [wrong]})
    if bare and asked and _may_hurt(claim) and claim.injured is None:
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
        if claim.injured is None and _may_hurt(claim):
            words.append(say("anyone_hurt", language))
        return Step("declarer_sinistre", words, data={"missing": missing})
    state.recap_shown = True
    words.append(_recap(claim, language))
    return Step(
        "declarer_sinistre",
        words,
        data={"requires_validation": True, "claim_id": None, "recap": asdict(claim)},
    )


def _wrong_in(message: Message) -> str:
    """What of the recap is wrong, where only that is said."""
    named = (name for name, field in claim_signs.FIELDS.items() if field.fullmatch(message.plain))
    return next(named, "")


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


def _may_hurt(claim: Claim) -> bool:
    """Whether somebody can have been hurt: nobody is by a stone against a windscreen."""
    return claim.kind not in _OF_THINGS


_OF_THINGS = {"bris de glace", "vol", "grêle", "vandalisme", "dégât des eaux", "tempête"}


def _hear(claim: Claim, message: Message, asked: list[str]) -> None:
    text, words = message.text.strip()[:MAXIMUM_SAID_CHARS], message.plain
    claim.kind = claim.kind or _kind_in(message)
    hurt_alone = _hear_of_the_hurt(claim, message)
    when = brain_slots.date(text)
    if when:
        claim.when = when
    where = _place_in(text)
    if not where and "where" in asked and not when and claim_signs.AT_A_PLACE.match(words):
        short = message.length_words <= _LONGEST_PLACE_WORDS
        where = claim_signs.PREPOSITION.sub("", text) if short else ""
    if where:
        claim.where = where
    told = bool(when or where)
    more = claim.how and not asked and not told and not message.asks
    more = more and (_tells(message) or message.length_words > BARE_WORDS + 1)
    if (
        (claim_signs.HAPPENED.search(words) or more)
        and message.length_words >= 4
        and not hurt_alone
    ):
        claim.how = f"{claim.how} {text}".strip()[:MAXIMUM_SAID_CHARS]
    if not claim.how and is_story(words, claim.where):
        claim.how = text
    if not asked or hurt_alone or claim_signs.NO_ANSWER.fullmatch(words) or message.is_question:
        return
    if message.signals.consent == "no" and not told:
        return
    if heard.DOES_NOT_KNOW.search(words) and message.length_words <= SHORT_WORDS:
        return
    last = claim.missing()[0] if len(claim.missing()) == len(asked) == 1 else ""
    if last == "how" or (asked == ["how"] and not claim.how):
        claim.how = claim.how if told and message.length_words <= BARE_WORDS + 1 else text
    elif last and not (last == "where" and claim_signs.HAPPENED.search(words)):
        setattr(claim, last, text)  # whatever they answer is the answer
    elif "how" in asked and not claim.how and message.length_words >= 6:
        claim.how = text


_LONGEST_PLACE_WORDS = 9


def _kind_in(message: Message) -> str:
    """What happened, in a word. A red light is no fire."""
    kind = str(message.reading.slots.get("type_sinistre", ""))
    if kind in {"", "accident"} and claim_signs.STOLEN_AWAY.search(message.plain):
        return "vol"
    lights = kind == "incendie" and claim_signs.TRAFFIC_LIGHT.search(message.plain)
    return "accident" if lights else kind


def _hear_of_the_hurt(claim: Claim, message: Message) -> bool:
    """Whether somebody was hurt; True where the message says nothing else."""
    words = message.plain
    if claim_signs.NOBODY_HURT.search(words):
        claim.injured = False
    elif claim_signs.INJURED.search(words):
        claim.injured = True
    elif claim_signs.FINE.search(words) or (
        claim.injured is None and claim_signs.NOBODY.fullmatch(words)
    ):
        claim.injured = False
    else:
        return False
    return message.length_words <= SHORT_WORDS and not claim_signs.HAPPENED.search(words)


def is_story(words: str, where: str = "") -> bool:
    """Whether enough is told for circumstances, beyond that there is something to declare."""
    told = {
        each for each in re.findall(r"\w+", claim_signs.NO_STORY.sub(" ", words)) if len(each) > 2
    }
    told -= set(plain(where).split())
    return len(told) >= _FEWEST_WORDS_OF_A_STORY


_FEWEST_WORDS_OF_A_STORY = 3


def _tells(message: Message) -> bool:
    """Whether a message goes on with a story."""
    return message.reading.intent in {"declarer_sinistre", "donner_information"}


def _place_in(text: str) -> str:
    found: dict[str, Any] = {}
    sheet = Sheet(text)
    place.read_place(sheet, found)
    road = claim_signs.ROAD.search(text)
    places = [claim_signs.TIME_AFTER.sub("", road[1]).strip()] if road else []
    city = str(found.get("city", ""))
    if city and not any(city in each for each in places):
        places.append(city)
    return ", ".join(places)


def answer_recap(state: State, message: Message) -> Step | None:
    """A yes or a no to the recap; a correction; None for another matter."""
    consent = message.signals.consent
    if consent == "yes":
        state.recap_shown = False
        if not message.signed_in:
            state.confirmed = True
            return ask_email(state, "declarer_sinistre")
        return Step("confirmation", [], ["make_claim"])
    if consent == "no":
        state.recap_shown = False
        return _corrected(state, message)
    if message.asks:
        return None
    state.recap_shown = False
    return tell(state, message)


def whether_sent(state: State, message: Message) -> Step | None:
    """Nothing of a claim is sent before a yes: so whoever asks is told."""
    if (
        state.claim is None
        or not message.asks
        or not claim_signs.SENT_ALREADY.search(message.plain)
    ):
        return None
    if state.confirmed or heard.HOW_LONG.search(message.plain):
        return None
    if state.recap_shown:
        sent = say("not_sent_yet", state.language)
        return Step("declarer_sinistre", [sent], data=_awaiting(state))
    told = [say("not_sent", state.language), *reminded(state)]
    return Step("declarer_sinistre", told, data={"missing": Claim(**state.claim).missing()})


def _awaiting(state: State) -> dict[str, Any]:
    return {"requires_validation": True, "claim_id": None, "recap": state.claim}


def repeated(state: State) -> Step | None:
    """The recap of a claim once more; what is missing of one that has none yet."""
    if state.claim is None or state.confirmed:
        return None
    if not state.recap_shown:
        return Step("declarer_sinistre", reminded(state))
    recap = _recap(Claim(**state.claim), state.language)
    return Step("declarer_sinistre", [recap], data=_awaiting(state))


def reminded(state: State) -> list[str]:
    """What a claim that was left for another matter still waits for."""
    if state.claim is None or state.confirmed:
        return []
    if state.recap_shown:
        return [say("waits_for_yes", state.language)]
    missing = Claim(**state.claim).missing()
    what = ", ".join(say(name, state.language) for name in missing)
    return [say("ask_claim", state.language, what=what)] if missing else []


def _corrected(state: State, message: Message) -> Step:
    """A no to the recap that says what is right, or one that has yet to say it."""
    before = Claim(**(state.claim or {}))
    after = Claim(**(state.claim or {}))
    right = replace(message, text=heard.NOT_THIS.sub(" ", message.text))
    _hear(after, right, [])
    told = (after.when, after.where, after.injured)
    if told != (before.when, before.where, before.injured):
        return tell(state, right)
    state.correcting = True
    return Step("negation", [say("correct_it", state.language)])
