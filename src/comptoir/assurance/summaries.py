"""What an adviser reads first of a conversation that is handed over, in French and in English."""

from collections.abc import Mapping
from typing import Any, Final

from comptoir.assurance.guarantees import BY_CODE
from comptoir.assurance.skill.quote_words import kind_words, recalled
from comptoir.assurance.state import State
from comptoir.kernel.errors import Text

LAST: Final = Text("Dernier message", "Last message")
"""What the summary ends with: the pages find the customer's words after it."""

_MORE: Final = {
    "models": Text("hésite entre {v}", "hesitates between {v}"),
    "non_fault_claims": Text("{v} sinistre(s) non responsable(s)", "{v} claim(s) not at fault"),
    "partial_fault_claims": Text(
        "{v} sinistre(s) à responsabilité partagée", "{v} claim(s) with shared fault"
    ),
    "glass_claims": Text("{v} bris de glace", "{v} broken window(s)"),
    "crm050_years": Text("à 0,50 depuis {v} ans", "at 0.50 for {v} years"),
    "secondary_driver": Text("un conducteur secondaire", "a second driver"),
    "aggravating": Text("antécédents : {v}", "history: {v}"),
    "suspension_months": Text(
        "permis suspendu pendant {v} mois", "licence suspended for {v} months"
    ),
    "cancelled": Text("résilié par son assureur : {v}", "cancelled by the insurer: {v}"),
    "guarantees": Text("garanties : {v}", "guarantees: {v}"),
    "odometer_km": Text("{v} km au compteur", "{v} km on the clock"),
    "competitor_price": Text("paie ailleurs {v} € par an", "pays {v} € a year elsewhere"),
}
"""What is understood and is no fact of a price, or is said otherwise to a customer."""
_VALUES: Final = {
    "alcool": Text("alcool au volant", "drink driving"),
    "stupefiants": Text("stupéfiants au volant", "driving on drugs"),
    "delit_fuite": Text("délit de fuite", "hit and run"),
    "suspension": Text("suspension de permis", "suspended licence"),
    "non_paiement": Text("non-paiement", "non-payment"),
    "fausse_declaration": Text("fausse déclaration", "false statement"),
    "sinistres": Text("trop de sinistres", "too many claims"),
}
_LANGUAGES: Final = {
    "fr": Text("français", "French"),
    "en": Text("anglais", "English"),
    "es": Text("espagnol", "Spanish"),
    "it": Text("italien", "Italian"),
    "de": Text("allemand", "German"),
    "ar": Text("arabe", "Arabic"),
}


def summary_of(state: State, message: str) -> Text:
    """All that the conversation came to, the customer's `message` last."""
    return Text(_in_language(state, message, "fr"), _in_language(state, message, "en"))


def _in_language(state: State, message: str, language: str) -> str:
    def say(french: str, english: str) -> str:
        return Text(french, english).in_language(language)

    facts = [
        (say("Devis", "Quotation"), ", ".join(_quote(state.quote, language))),
        (say("Sinistre", "Claim"), ", ".join(_claim(state.claim or {}, language))),
        (say("Sinistre déclaré", "Claim made"), state.claim_number),
        (say("E-mail donné", "E-mail given"), state.email),
        (say("Langue", "Language"), _LANGUAGES[state.language].in_language(language)),
        (LAST.in_language(language), message),
    ]
    colon = say(" : ", ": ")
    return "\n".join(f"{name}{colon}{words}" for name, words in facts if words)


def _quote(slots: Mapping[str, Any], language: str) -> list[str]:
    if not slots:
        return []
    more = [
        _MORE[name].in_language(language).format(v=_value(slots[name], language))
        for name in _MORE
        if slots.get(name)
    ]
    return [each for each in recalled(slots, language) if each != "—"] + more


def _value(value: Any, language: str) -> str:
    if isinstance(value, list):
        return ", ".join(_value(each, language) for each in value)
    if value in _VALUES:
        return _VALUES[value].in_language(language)
    if value in BY_CODE:
        guarantee = BY_CODE[value]
        return Text(guarantee.label, guarantee.label_en).in_language(language).lower()
    return str(value).replace(".", ",") if language == "fr" else str(value)


def _claim(claim: Mapping[str, Any], language: str) -> list[str]:
    def say(french: str, english: str) -> str:
        return Text(french, english).in_language(language)

    told = [kind_words(claim["kind"], language)] if claim.get("kind") else []
    told += [
        f"{name} {claim[fact]}"
        for fact, name in (
            ("when", say("quand :", "when:")),
            ("where", say("où :", "where:")),
            ("how", say("comment :", "how:")),
        )
        if claim.get(fact)
    ]
    if claim.get("injured") is not None:
        told.append(
            say("des blessés", "people are hurt")
            if claim["injured"]
            else say("pas de blessé", "nobody is hurt")
        )
    return told
